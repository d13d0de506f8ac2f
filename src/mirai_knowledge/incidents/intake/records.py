"""Loads incidents with what they were: states that contradict their actions are kept, and shown as such."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import intake as documents
from mirai_knowledge.documents.schemas.intake import LoadDocument, LoadDocuments
from mirai_knowledge.incidents import policy, queries
from mirai_knowledge.incidents.model import (
    ActionId,
    ActionState,
    Incident,
    IncidentAction,
    IncidentPerson,
    IncidentStep,
    IncidentWording,
)
from mirai_knowledge.incidents.policy.masking import is_name
from mirai_knowledge.incidents.policy.telling import Kept, Name, Prepared, content_of, put_facts, take_out
from mirai_knowledge.incidents.schemas import IncidentContent
from mirai_knowledge.incidents.schemas.intake import LoadAction, LoadIncident, LoadIncidents, LoadStep
from mirai_knowledge.incidents.schemas.tags import LOADED
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.ids import PersonId, new_id

RUN = "legacy_run"
FINISHED = (ActionState.DONE, ActionState.VERIFIED, ActionState.EFFECTIVE)


def load_incidents(tx: Tx, actor: Actor, batch: LoadIncidents) -> tuple[UUID, ...]:
    """Each record is an incident in the state it had, with its actions, its history and the names apart; their ids in order.
    No event and no notice.

    Rule P-076; raises Invalid that names the record for what no incident can hold.
    """
    ids = tuple(_load(tx, actor, record, run=batch.run) for record in batch.items)
    detail: Recorded = {"incidents": len(ids)}
    audit.record(tx, actor, LOADED, Subject(RUN, batch.run), detail=detail)
    return ids


def _load(tx: Tx, actor: Actor, record: LoadIncident, *, run: UUID) -> UUID:
    actions = {new_id(): action for action in record.actions}
    prepared = _prepared(tx, actor, record, actions)
    document_id = _document(tx, actor, record, prepared.content, run=run)
    row = Incident(
        document_id=document_id,
        state=record.state,
        state_since=record.steps[-1].at if record.steps else record.updated_at,
        reporter_id=PersonId(record.reporter_id) if record.reporter_id else None,
        reporter_name=record.reporter_name,
    )
    put_facts(row, prepared.content)
    tx.add(row)
    tx.flush()  # names, steps and actions point at it
    tx.add_all(_names(document_id, prepared))
    words = {action.id: action.text for action in IncidentContent.model_validate(prepared.content).actions}
    for position, (key, action) in enumerate(actions.items(), 1):
        tx.add(_action(record, action, key=key, place=(document_id, position), text=words[str(key)]))
    tx.add_all(_step(document_id, step) for step in record.steps)
    tx.flush()  # they are read back in this transaction
    return document_id


def _prepared(tx: Tx, actor: Actor, record: LoadIncident, actions: Mapping[UUID, LoadAction]) -> Prepared:
    content: dict[str, Any] = content_of(record.told, IncidentContent())
    content["actions"] = [{"id": str(key), "text": action.text} for key, action in actions.items()]
    names = {person.id: Name(person.name, person.person_id) for person in record.told.people if person.name is not None}
    labels = {person["id"]: person["label"] for person in content["people"]}
    known = {name: labels[key] for key, name in names.items() if is_name(name.name)}
    masker = queries.get_masker(tx, actor, known, project_id=record.project_id)
    return take_out(content, masker, kept=Kept(names=names))


def _document(tx: Tx, actor: Actor, record: LoadIncident, content: dict[str, JsonValue], *, run: UUID) -> UUID:
    loaded = LoadDocument(
        file=record.file,
        origin_id=record.origin_id,
        raw=record.raw,
        attributes=record.attributes,
        kind=policy.INCIDENT.code,
        own_state=record.state,
        content=content,  # type: ignore[arg-type]  # the same JSON under another name
        audience="site" if record.project_id is not None else "internal",
        project_id=record.project_id,
        work_section=record.work_section,
        tags=record.tags,
        owner_id=record.reporter_id,
        owner_name=record.reporter_name,
        creator_id=record.reporter_id,
        creator_name=record.reporter_name,
        created_at=record.created_at,
        updated_at=record.updated_at,
    )
    return documents.load_documents(tx, actor, LoadDocuments(run=run, items=(loaded,))).items[0].document_id


def _names(document_id: UUID, prepared: Prepared) -> Iterator[IncidentPerson | IncidentWording]:
    for key, name in prepared.names.items():
        person = PersonId(name.person_id) if name.person_id is not None else None
        yield IncidentPerson(document_id=document_id, key=key, person_id=person, name=name.name)
    for place, text in prepared.wordings.items():
        yield IncidentWording(document_id=document_id, field=place, text=text)


def _action(record: LoadIncident, action: LoadAction, *, key: UUID, place: tuple[UUID, int], text: str) -> IncidentAction:
    row = IncidentAction(
        id=ActionId(key),
        document_id=place[0],
        position=place[1],
        text=text,
        owner_id=PersonId(action.owner_id) if action.owner_id else None,
        owner_name=action.owner_name,
        due_on=action.due_on,
        effect_weeks=action.effect_weeks,
        state=action.state,
        created_at=record.created_at,
    )
    row.touch(record.updated_at)
    if action.state in FINISHED:
        # When it was done is not told; by whom is, as far as its owner is.
        row.done_by, row.done_by_name = row.owner_id, action.owner_name
    return row


def _step(document_id: UUID, step: LoadStep) -> IncidentStep:
    return IncidentStep(
        id=new_id(),
        document_id=document_id,
        state=step.state,
        at=step.at,
        by_id=PersonId(step.by_id) if step.by_id else None,
        by_name=step.by_name,
        reason="",
    )
