"""What people are told of distributions."""

from collections.abc import Sequence
from dataclasses import dataclass

from mirai_knowledge.distribution.model import Distribution
from mirai_knowledge.documents.model import Document
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.notifications import service as notifications
from mirai_knowledge.notifications.schemas import About, NewNotice, Stream, Way, importance_of

SUBJECT = "document"
TITLE_CHARS = 200
BODY_CHARS = 4000
AT_ONCE = 1000
"""One statement names at most so many people."""


DUTY = Way(why="あなたが配信した、または担当している文書のため")
READER = "あなたに配信された文書のため"


@dataclass(frozen=True, slots=True)
class Said:
    """A notice: its kind, how it begins, what follows, where it leads (the document, unless another page is named), and by
    which way it goes.
    """

    kind: str
    words: str
    body: str = ""
    link: str | None = None
    way: Way = DUTY


def to_readers(distribution: Distribution) -> Way:
    """How those hear who are to read it: what is to be confirmed goes with 必読, the rest with 購読."""
    stream: Stream = "mandatory" if distribution.confirm else "subscription"
    return Way(why=READER, stream=stream, importance=importance_of(distribution.importance))


def tell(tx: Tx, actor: Actor, about: tuple[Document, str], *, said: Said, to: Sequence[PersonId]) -> None:
    """These people have the notice about the document of that title, once each; it goes with their sight of the document."""
    document, title = about
    code = code_of(document.kind, document.serial)
    notice = NewNotice(
        kind=said.kind,
        title=f"{said.words}「{title}」"[:TITLE_CHARS],
        body=f"{code}\n{said.body}".strip()[:BODY_CHARS],
        link=said.link or f"/d/{code}",
        about=About(kind=SUBJECT, id=document.id),
        stream=said.way.stream,
        importance=said.way.importance,
        why=said.way.why,
    )
    for start in range(0, len(to), AT_ONCE):
        notifications.notify(tx, actor, notice, to=to[start : start + AT_ONCE])
