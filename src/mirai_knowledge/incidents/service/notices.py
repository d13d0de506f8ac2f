"""Who is told what of an incident. Titles of incidents hold no names."""

from collections.abc import Iterable
from uuid import UUID

from mirai_knowledge.documents import queries as documents
from mirai_knowledge.incidents import queries
from mirai_knowledge.incidents.model import IncidentAction
from mirai_knowledge.incidents.schemas.codes import TYPES
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.notifications import service as notifications
from mirai_knowledge.notifications.schemas import About, NewNotice, Way, importance_of

SUBJECT = "document"
MOST = 200
REPORTED = "incident.reported"
TAKES_PART = Way("この事故・ヒヤリに関わっているため", "subscription")
WAYS = {
    REPORTED: Way("この現場の所長、または安全を見る立場のため"),
    "incident_action.owner": Way("この是正処置の担当者のため"),
    "incident_action.late": Way("この是正処置の担当者、または現場の所長のため", importance="high"),
    "incident_action.done": Way("是正処置を確認する立場のため"),
    "incident_action.effect_due": Way("是正の効果を確認する立場のため"),
    "incident.moved": Way("この事故・ヒヤリを報告したため", "subscription"),
}


def tell(tx: Tx, actor: Actor, told: queries.Told, *, words: tuple[str, str, str], to: Iterable[UUID | None]) -> None:
    """Those of the people who see the incident, but not the actor, are told (kind, title, body), with the way to it."""
    people = [PersonId(person) for person in dict.fromkeys(to) if person is not None and person != actor.person_id]
    seers = documents.list_seers(tx, actor, told.document.id, people=people)
    kind, title, body = words
    way = WAYS.get(kind, TAKES_PART)
    reported = kind == REPORTED
    notice = NewNotice(
        kind=kind,
        title=title,
        body=body,
        link=f"/incidents/{told.code}",
        about=About(kind=SUBJECT, id=told.document.id),
        stream=way.stream,
        importance=importance_of(told.incident.severity) if reported else way.importance,
        why=way.why,
        project_id=told.document.project_id if reported else None,
    )
    notifications.notify(tx, actor, notice, to=[person for person in people if person in seers])


def tell_reported(tx: Tx, actor: Actor, told: queries.Told) -> None:
    """The site's managers and those who look after safety know of the report."""
    words = (REPORTED, f"{TYPES[told.incident.type]}が報告されました", f"{told.code} {told.edition.title}")
    tell(tx, actor, told, words=words, to=queries.list_concerned(tx, actor, told.document.project_id))


def tell_owner(tx: Tx, actor: Actor, told: queries.Told, *, row: IncidentAction, title: str) -> None:
    """The owner of the action knows."""
    due = f"（期日 {row.due_on:%Y/%m/%d}）" if row.due_on is not None else ""
    words = ("incident_action.owner", title, f"{told.code} {row.text[:MOST]}{due}")
    tell(tx, actor, told, words=words, to=[row.owner_id])
