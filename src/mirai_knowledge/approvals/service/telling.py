"""What people are told of requests, and the steps that are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.approvals.model import ApprovalStep, StepKind
from mirai_knowledge.approvals.queries import Loaded
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.notifications import service as notifications
from mirai_knowledge.notifications.schemas import About, NewNotice, Way

SUBJECT = "document"
NAMES = Actor.system("approvals.names")
TITLE_CHARS = 200
ASKED_FOR = Way("この文書の承認を申請したため")
WAYS = {
    "approval.asked": Way("この文書の承認者のため"),
    "approval.delegated": Way("この承認を任されたため"),
    "approval.reminder": Way("この文書の承認者で、期限が近いため", importance="high"),
    "approval.late": Way("この文書の承認者または承認を管理する立場で、期限を過ぎたため", importance="high"),
    "approval.short": Way("承認を管理する立場で、承認できる人が足りないため", importance="high"),
    "approval.withdrawn": Way("この文書の承認者だったため", "subscription"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: in whose place, towards whom, and what was said."""

    kind: StepKind
    instead_of: tuple[UUID, str] | None = None
    to: tuple[UUID, str] | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A notice: its kind, how it begins, and what follows."""

    kind: str
    words: str
    body: str = ""


def note_step(tx: Tx, actor: Actor, loaded: Loaded, *, taken: Taken) -> ApprovalStep:
    """The step stands in the history of the request, under its present stage."""
    step = ApprovalStep(
        id=new_id(),
        request_id=loaded.request.id,
        stage=loaded.request.stage,
        kind=taken.kind,
        at=clock.now(),
        by_id=actor.person_id,
        by_name="" if actor.everything else actor.name,
        by_role=role_of(tx, actor),
        for_id=PersonId(taken.instead_of[0]) if taken.instead_of is not None else None,
        for_name=taken.instead_of[1] if taken.instead_of is not None else None,
        to_id=PersonId(taken.to[0]) if taken.to is not None else None,
        to_name=taken.to[1] if taken.to is not None else None,
        text=taken.text,
    )
    tx.add(step)
    tx.flush()  # a second approval of the same person must surface here, and the steps are read back
    return step


def tell(tx: Tx, actor: Actor, loaded: Loaded, *, said: Said, to: Iterable[UUID | None]) -> None:
    """These people but the actor have the notice, once each; it goes with their sight of the document."""
    people = [PersonId(person) for person in to if person is not None and person != actor.person_id]
    code = code_of(loaded.document.kind, loaded.document.serial)
    way = WAYS.get(said.kind, ASKED_FOR)
    notice = NewNotice(
        kind=said.kind,
        title=f"{said.words}「{loaded.title}」"[:TITLE_CHARS],
        body=f"{code}\n{said.body}".strip(),
        link=f"/approvals/{loaded.request.id}",
        about=About(kind=SUBJECT, id=loaded.document.id),
        stream=way.stream,
        importance=way.importance,
        why=way.why,
    )
    notifications.notify(tx, actor, notice, to=people)


def role_of(tx: Tx, actor: Actor) -> str:
    """The roles of the actor in words; nothing for machine work."""
    if actor.person_id is None:
        return ""
    return "・".join(held.name for held in accounts.get_person_view(tx, NAMES, actor.person_id).roles)
