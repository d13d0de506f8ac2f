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
from mirai_knowledge.notifications.schemas import About, NewNotice

SUBJECT = "document"
MOST = 200


def tell(tx: Tx, actor: Actor, told: queries.Told, *, words: tuple[str, str, str], to: Iterable[UUID | None]) -> None:
    """Those of the people who see the incident, but not the actor, are told (kind, title, body), with the way to it."""
    people = [PersonId(person) for person in dict.fromkeys(to) if person is not None and person != actor.person_id]
    seers = documents.list_seers(tx, actor, told.document.id, people=people)
    kind, title, body = words
    notice = NewNotice(
        kind=kind,
        title=title,
        body=body,
        link=f"/incidents/{told.code}",
        about=About(kind=SUBJECT, id=told.document.id),
    )
    notifications.notify(tx, actor, notice, to=[person for person in people if person in seers])


def tell_reported(tx: Tx, actor: Actor, told: queries.Told) -> None:
    """The site's managers and those who look after safety know of the report."""
    words = ("incident.reported", f"{TYPES[told.incident.type]}が報告されました", f"{told.code} {told.edition.title}")
    tell(tx, actor, told, words=words, to=queries.list_concerned(tx, actor, told.document.project_id))


def tell_owner(tx: Tx, actor: Actor, told: queries.Told, *, row: IncidentAction, title: str) -> None:
    """The owner of the action knows."""
    due = f"（期日 {row.due_on:%Y/%m/%d}）" if row.due_on is not None else ""
    words = ("incident_action.owner", title, f"{told.code} {row.text[:MOST]}{due}")
    tell(tx, actor, told, words=words, to=[row.owner_id])
