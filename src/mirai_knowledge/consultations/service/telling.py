"""What people are told of consultations, and the steps that are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from mirai_knowledge.consultations import queries
from mirai_knowledge.consultations.model import Consultation, Step
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.notifications import service as notifications
from mirai_knowledge.notifications.schemas import About, NewNotice, Way

SUBJECT = "document"
NAMES = Actor.system("consultations.notices")
TITLE_CHARS = 200
TAKES_PART = Way("この相談の相談者または回答者のため", "subscription")
WAYS = {
    "consultation.assigned": Way("この相談の担当に選ばれたため"),
    "consultation.changed": Way("この相談の担当のため", "subscription"),
    "consultation.warning": Way("この相談の回答の期限が近いため", importance="high"),
    "consultation.late": Way("この相談の担当、または相談を割り当てる立場のため", importance="high"),
    "consultation.unassigned": Way("相談を割り当てる立場のため"),
    "consultation.asked_back": Way("この相談の相談者で、質問が届いているため"),
    "consultation.answered": Way("この相談の相談者で、回答が届いたため"),
    "consultation.reopened": Way("この相談の担当のため"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: its kind, towards whom, and what was said to it."""

    kind: str
    to_name: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A notice: its kind, how it begins, and what follows."""

    kind: str
    words: str
    body: str = ""


def note_step(tx: Tx, actor: Actor, document_id: UUID, *, taken: Taken) -> None:
    """The step stands on the page of the consultation."""
    tx.add(
        Step(
            id=new_id(),
            document_id=document_id,
            kind=taken.kind,
            at=clock.now(),
            by_id=actor.person_id,
            by_name="" if actor.everything else actor.name,
            to_name=taken.to_name,
            text=taken.text,
        )
    )


def tell(tx: Tx, actor: Actor, row: Consultation, *, said: Said, to: Iterable[UUID | None]) -> None:
    """These people but the actor have the notice, once each; it goes with their sight of the consultation."""
    people = [PersonId(person) for person in to if person is not None and person != actor.person_id]
    label = documents.list_document_labels(tx, NAMES, [row.document_id]).get(row.document_id, "")
    code, _, title = label.partition(" ")
    way = WAYS.get(said.kind, TAKES_PART)
    notice = NewNotice(
        kind=said.kind,
        title=f"{said.words}「{title}」"[:TITLE_CHARS],
        body=said.body,
        link=f"/consultations/{code}",
        about=About(kind=SUBJECT, id=row.document_id),
        stream=way.stream,
        importance=way.importance,
        why=way.why,
    )
    notifications.notify(tx, actor, notice, to=people)


def tell_warning(tx: Tx, actor: Actor, row: Consultation) -> None:
    """Whoever is to answer hears that the time is nearly over."""
    to = [row.expert_id] if row.expert_id is not None else list(queries.list_leads(tx, actor))
    tell(tx, actor, row, said=Said("consultation.warning", "回答の期限が近づいています:"), to=to)


def tell_late(tx: Tx, actor: Actor, row: Consultation) -> None:
    """Expert, leads and administrators hear that the time is over."""
    to = [row.expert_id, *queries.list_leads(tx, actor)]
    who = f"担当: {row.expert_name}" if row.expert_name else "担当が決まっていません。"
    tell(tx, actor, row, said=Said("consultation.late", "相談の回答が期限を過ぎました:", who), to=to)


def tell_unassigned(tx: Tx, actor: Actor, row: Consultation, *, body: str = "") -> None:
    """Leads and administrators hear that nobody is to answer."""
    said = Said("consultation.unassigned", "担当の決まっていない相談があります:", body)
    tell(tx, actor, row, said=said, to=queries.list_leads(tx, actor))
