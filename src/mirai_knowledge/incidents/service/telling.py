"""What is told, checked and made ready to be kept, with the names in their own place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from mirai_knowledge.documents import queries as documents
from mirai_knowledge.incidents import queries
from mirai_knowledge.incidents.errors import IncidentRefused
from mirai_knowledge.incidents.model import IncidentPerson, IncidentWording
from mirai_knowledge.incidents.policy.telling import Kept, Name, Prepared, content_of, take_out
from mirai_knowledge.incidents.schemas import IncidentContent
from mirai_knowledge.incidents.schemas.commands import TellIncident
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, JsonValue
from mirai_knowledge.kernel.ids import PersonId

SLACK = timedelta(minutes=10)
"""Clocks of phones differ: so far in the future is now."""


def kept_of(tx: Tx, actor: Actor, told: queries.Told) -> Kept:
    """What is kept of the incident now."""
    rows = queries.list_people_rows(tx, actor, told.document.id)
    return Kept(
        IncidentContent.model_validate(told.edition.content),
        {row.key: Name(row.name, row.person_id) for row in rows},
        queries.list_wordings(tx, actor, told.document.id),
    )


def prepare(tx: Tx, actor: Actor, told: TellIncident, *, kept: Kept, project_id: UUID | None) -> Prepared:
    """What is told, ready to be kept; raises IncidentRefused for a time to come, unknown pictures and people."""
    refuse_wrong(tx, actor, told, kept=kept)
    content = content_of(told, kept.content)
    kept = replace(kept, names=_names(tx, actor, told, kept))
    return masked(tx, actor, content, kept=kept, project_id=project_id)


def masked(tx: Tx, actor: Actor, content: dict[str, JsonValue], *, kept: Kept, project_id: UUID | None) -> Prepared:
    """The content without names; a text that is unchanged keeps the wording it had."""
    known = _labelled(IncidentContent.model_validate(content), kept.names)
    return take_out(content, queries.get_masker(tx, actor, known, project_id=project_id), kept=kept)


def remark(tx: Tx, actor: Actor, text: str, *, kept: Kept) -> str:
    """A reason or note as it stands in the history, which more people read than may see names: with the labels of the people
    involved.
    """
    return queries.get_masker(tx, actor, _labelled(kept.content, kept.names), project_id=None).mask(text)


def without_names(tx: Tx, actor: Actor, document_id: UUID, *, text: str) -> str:
    """What somebody writes beside the incident, with labels in place of the people involved; raises DocumentNotFound."""
    return remark(tx, actor, text, kept=kept_of(tx, actor, queries.get_told(tx, actor, document_id)))


def _labelled(content: IncidentContent, names: Mapping[str, Name]) -> dict[Name, str]:
    labels = {person.id: person.label for person in content.people}
    return {name: labels[key] for key, name in names.items() if key in labels}


def put_names(tx: Tx, document_id: UUID, *, prepared: Prepared) -> None:
    """The names and wordings of the incident are these and no others."""
    tx.execute(delete(IncidentPerson).where(IncidentPerson.document_id == document_id))
    tx.execute(delete(IncidentWording).where(IncidentWording.document_id == document_id))
    for key, name in prepared.names.items():
        person = PersonId(name.person_id) if name.person_id is not None else None
        tx.add(IncidentPerson(document_id=document_id, key=key, person_id=person, name=name.name))
    for place, text in prepared.wordings.items():
        tx.add(IncidentWording(document_id=document_id, field=place, text=text))
    tx.flush()  # they are read back in this transaction


def refuse_wrong(tx: Tx, actor: Actor, told: TellIncident, *, kept: Kept) -> None:
    """Returns for what can have happened, with pictures the actor may use; raises IncidentRefused otherwise."""
    wrong = []
    if told.occurred_at > clock.now() + SLACK:
        wrong.append(FieldError("told.occurred_at", "incident.in_future", "発生した日時が未来になっています。"))
    had = {photo.picture for photo in kept.content.photos}
    pictures = {photo.picture for photo in told.photos if photo.picture is not None} - had
    if len(set(documents.list_usable(tx, actor, pictures))) < len(pictures):
        wrong.append(FieldError("told.photos", "attachment.unknown", "写真が見つかりません。撮り直すか、選び直してください。"))
    people = {person.person_id for person in told.people if person.person_id is not None}
    if set(documents.list_people(tx, actor, people)) != people:
        wrong.append(FieldError("told.people", "person.unknown", "この人は登録されていません。選び直してください。"))
    if wrong:
        raise IncidentRefused(wrong[0].message, fields=tuple(wrong))


def _names(tx: Tx, actor: Actor, told: TellIncident, kept: Kept) -> dict[str, Name]:
    accounts = documents.list_people(tx, actor, {person.person_id for person in told.people if person.person_id is not None})
    names: dict[str, Name] = {}
    for person in told.people:
        sent = person.model_fields_set
        if not sent & {"name", "person_id"}:
            if person.id in kept.names:
                names[person.id] = kept.names[person.id]
            continue
        name = person.name or (accounts[person.person_id].name if person.person_id is not None else None)
        if name is not None:
            names[person.id] = Name(name, person.person_id)
    return names
