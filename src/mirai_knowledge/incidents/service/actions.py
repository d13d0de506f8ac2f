"""The verbs of corrective actions: plan, change, and move one to its end."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import msgspec

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries as documents_queries
from mirai_knowledge.documents import service as documents
from mirai_knowledge.documents.errors import AttachmentNotFound
from mirai_knowledge.documents.schemas import SaveRecord
from mirai_knowledge.incidents import policy, queries
from mirai_knowledge.incidents.errors import ActionRefused, ActionStale
from mirai_knowledge.incidents.events import ActionPlanned
from mirai_knowledge.incidents.model import ActionId, ActionState, IncidentAction
from mirai_knowledge.incidents.schemas import IncidentContent
from mirai_knowledge.incidents.schemas.codes import EVIDENCE, Side
from mirai_knowledge.incidents.schemas.commands import ChangeAction, PlanAction
from mirai_knowledge.incidents.schemas.tags import ACTION_CHANGED, ACTION_PLANNED
from mirai_knowledge.incidents.service.notices import tell_owner
from mirai_knowledge.incidents.service.telling import kept_of, masked, put_names
from mirai_knowledge.incidents.service.waiting import refuse_waiting
from mirai_knowledge.kernel import clock, due, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require

ACTION = "incident_action"
LATE = "incidents.action_late"
"""The due kind of an action's day having passed; its subject is the action."""
MORNING = timedelta(hours=8)


def plan_action(tx: Tx, actor: Actor, command: PlanAction, *, document_id: UUID, expected: int) -> ActionId:
    """The incident has a further corrective action, and this is its id; its words stand in a further edition, without names.
    Sent again it is there once. The owner is told.

    Rule P-154; raises DocumentNotFound, IncidentClosed, ApprovalWaits, DocumentStale and ActionRefused.
    """
    told = queries.get_locked(tx, actor, document_id)
    require(actor, policy.P_154)
    action_id = ActionId(command.id or new_id())
    known = queries.find_action(tx, actor, action_id)
    if known is not None and known.document_id == document_id:
        return action_id
    told.incident.refuse_closed()
    refuse_waiting(tx, actor, document_id)
    _refuse_before(told, command.due_on)
    now = clock.now()
    rows = queries.list_action_rows(tx, actor, document_id)
    row = IncidentAction(
        id=action_id,
        document_id=document_id,
        position=len(rows) + 1,
        due_on=command.due_on,
        effect_weeks=command.effect_weeks,
        state=ActionState.PLANNED,
        created_at=now,
    )
    _put_owner(tx, actor, row, command, told=told)
    row.text = _put_words(tx, actor, told, words=(str(action_id), command.text), expected=expected)
    row.touch(now)
    tx.add(row)
    tx.flush()  # it is read back in this transaction
    put_files(tx, actor, row, files=command.before, side="before")
    plan_due(tx, row)
    after: Recorded = {"document_id": document_id, "owner_id": row.owner_id, "due_on": row.due_on}
    audit.record(tx, actor, ACTION_PLANNED, Subject(ACTION, action_id), after=after)
    outbox.emit(tx, ActionPlanned(document_id=document_id, action_id=action_id))
    tell_owner(tx, actor, told, row=row, title="是正処置の担当になりました")
    return action_id


def change_action(tx: Tx, actor: Actor, command: ChangeAction, *, action_id: UUID, expected: int) -> None:
    """The action has the values that were sent; the others stay. A new owner is told.

    Rule P-154; raises ActionNotFound, IncidentClosed, ApprovalWaits, ActionStale and ActionRefused.
    """
    told, row = get_locked_action(tx, actor, action_id, expected=expected)
    require(actor, policy.P_154)
    told.incident.refuse_closed()
    refuse_waiting(tx, actor, told.document.id, action_id=row.id)
    sent = command.model_fields_set
    before: Recorded = {"owner_id": row.owner_id, "due_on": row.due_on, "effect_weeks": row.effect_weeks}
    was_owner = row.owner_id
    if sent & {"owner_id", "owner_name"}:
        _put_owner(tx, actor, row, command, told=told)
    if "text" in sent and command.text != row.text:
        row.text = _put_words(tx, actor, told, words=(str(row.id), command.text), expected=told.document.version)
    if "due_on" in sent and command.due_on != row.due_on:
        _refuse_before(told, command.due_on)
        row.due_on = command.due_on
    if "effect_weeks" in sent:
        row.effect_weeks = command.effect_weeks
    if "before" in sent:
        put_files(tx, actor, row, files=command.before, side="before")
    row.touch(clock.now())
    tx.flush()  # the action is read back in this transaction
    plan_due(tx, row)
    after: Recorded = {"owner_id": row.owner_id, "due_on": row.due_on, "effect_weeks": row.effect_weeks}
    audit.record(tx, actor, ACTION_CHANGED, Subject(ACTION, row.id), before=before, after=after)
    if row.owner_id != was_owner:
        tell_owner(tx, actor, told, row=row, title="是正処置の担当になりました")


def get_locked_action(tx: Tx, actor: Actor, action_id: UUID, *, expected: int) -> tuple[queries.Told, IncidentAction]:
    """The action and its incident, whose row is locked: nothing of either moves until the transaction ends.

    Raises ActionNotFound, and ActionStale with the action as it stands.
    """
    found = queries.get_action(tx, actor, action_id)
    told = queries.get_locked(tx, actor, found.document_id)
    row = queries.get_action(tx, actor, action_id)
    if row.version != expected:
        current = msgspec.to_builtins(queries.get_action_view(tx, actor, action_id))
        raise ActionStale("画面を再読み込みして、今の状態を確認してください。", extra={"current": current})
    return told, row


def put_files(tx: Tx, actor: Actor, row: IncidentAction, *, files: Sequence[UUID], side: Side) -> None:
    """The action shows these photos and files of before or after, and no others; raises ActionRefused for unknown ones."""
    try:
        documents.use_in_record(tx, actor, Subject(EVIDENCE[side], row.id), attachments=files)
    except AttachmentNotFound as fault:
        raise refuse(side, "attachment.unknown", "写真・資料が見つかりません。撮り直すか、選び直してください。") from fault


def plan_due(tx: Tx, row: IncidentAction) -> None:
    """The owner is reminded on the morning after the action's day, as long as there is one."""
    if row.due_on is None or row.state not in (ActionState.PLANNED, ActionState.IN_PROGRESS):
        due.cancel(tx, LATE, row.id)
        return
    due.schedule(tx, LATE, row.id, due_at=clock.start_of_day_jst(row.due_on + timedelta(days=1)) + MORNING)


def refuse(field: str, code: str, message: str) -> ActionRefused:
    """The refusal of one field."""
    return ActionRefused(message, fields=(FieldError(field, code, message),))


def _refuse_before(told: queries.Told, due_on: date | None) -> None:
    # A day that has passed may be told, when paper is typed in afterwards; one before the incident is a slip.
    if due_on is not None and due_on < told.incident.occurred_at.astimezone(clock.JST).date():
        raise refuse("due_on", "date.before_incident", "期日が発生日より前になっています。発生日以降の日を選んでください。")


def _put_owner(tx: Tx, actor: Actor, row: IncidentAction, command: PlanAction | ChangeAction, *, told: queries.Told) -> None:
    if command.owner_id is not None:
        person = documents_queries.list_people(tx, actor, [command.owner_id]).get(command.owner_id)
        if person is None or command.owner_id not in documents_queries.list_active(tx, actor, [command.owner_id]):
            raise refuse("owner_id", "person.unknown", "この人は登録されていないか、利用を停止しています。")
        if command.owner_id not in documents_queries.list_seers(tx, actor, told.document.id, people=[command.owner_id]):
            raise refuse("owner_id", "person.cannot_see", "この人はこの事故を見られません。公開範囲か担当者を変えてください。")
        row.owner_id, row.owner_name = PersonId(command.owner_id), person.name
        return
    if command.owner_name is None:
        raise refuse("owner_id", "value.missing", "担当者を選ぶか、名前を入力してください。")
    row.owner_id, row.owner_name = None, command.owner_name


def _put_words(tx: Tx, actor: Actor, told: queries.Told, *, words: tuple[str, str], expected: int) -> str:
    kept, (key, text) = kept_of(tx, actor, told), words
    actions = {action.id: action.text for action in kept.content.actions} | {key: text}
    content = kept.content.model_dump(mode="json")
    content["actions"] = [{"id": each, "text": said} for each, said in actions.items()]
    prepared = masked(tx, actor, content, kept=kept, project_id=told.document.project_id)
    saved = SaveRecord(content=prepared.content, reason="是正処置")
    documents.save_record(tx, actor, saved, document_id=told.document.id, expected=expected)
    put_names(tx, told.document.id, prepared=prepared)
    clean = {action.id: action.text for action in IncidentContent.model_validate(prepared.content).actions}
    return clean[key]
