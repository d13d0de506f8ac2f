"""What people are told of distributions."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from mirai_knowledge.distribution.model import Distribution
from mirai_knowledge.documents.model import Audience, Document
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.notifications import service as notifications
from mirai_knowledge.notifications.schemas import About, NewNotice, Stream, Way, importance_of

SUBJECT = "document"
TITLE_CHARS = 200
BODY_CHARS = 4000

DUTY = Way(why="あなたが配信した、または担当している文書のため")
READER = "あなたに配信された文書のため"


@dataclass(frozen=True, slots=True)
class Groups:
    """Which groups in Teams may know: the whole company's, and that of one site."""

    for_all: bool = False
    project_id: UUID | None = None


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
    groups: Groups = Groups()


def to_readers(distribution: Distribution) -> Way:
    """How those hear who are to read it: what is to be confirmed goes with 必読, the rest with 購読."""
    stream: Stream = "mandatory" if distribution.confirm else "subscription"
    return Way(why=READER, stream=stream, importance=importance_of(distribution.importance))


def groups_of(distribution: Distribution, document: Document) -> Groups:
    """The groups in Teams that may know of the distribution: those that it is sent to, of a document that is open to them."""
    is_open = document.audience in (Audience.INTERNAL, Audience.PARTNERS)
    sites = [UUID(str(target["value"])) for target in distribution.audience if target["kind"] == "project"]
    one = sites[0] if len(sites) == 1 and (is_open or document.project_id == sites[0]) else None
    named = document.audience == Audience.NAMED
    return Groups(is_open and any(target["kind"] == "everyone" for target in distribution.audience), None if named else one)


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
        for_all=said.groups.for_all,
        project_id=said.groups.project_id,
    )
    notifications.notify(tx, actor, notice, to=to)
