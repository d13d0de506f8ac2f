"""The verbs of doing: begin a corrective action, report it done, verify it, check its effect, and what a day brings."""

from datetime import timedelta
from uuid import UUID

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries as documents_queries
from mirai_knowledge.documents import service as documents
from mirai_knowledge.documents.schemas import SaveRecord
from mirai_knowledge.incidents import policy, queries
from mirai_knowledge.incidents.events import ActionMoved, IncidentMoved
from mirai_knowledge.incidents.model import (
    ACTION_MOVE_NAMES,
    TO_DO_STATES,
    ActionMove,
    ActionState,
    ActionStep,
    IncidentAction,
)
from mirai_knowledge.incidents.policy.rules import CHECKING, DOING, PLANNING, VERIFYING
from mirai_knowledge.incidents.policy.standing import too_early
from mirai_knowledge.incidents.schemas.codes import EVIDENCE
from mirai_knowledge.incidents.schemas.commands import MoveAction
from mirai_knowledge.incidents.schemas.tags import ACTION_MOVED, MOVED
from mirai_knowledge.incidents.service.actions import ACTION, MORNING, get_locked_action, plan_due, put_files, refuse
from mirai_knowledge.incidents.service.notices import MOST, SUBJECT, tell, tell_owner
from mirai_knowledge.incidents.service.reporting import add_step
from mirai_knowledge.incidents.service.telling import kept_of, remark
from mirai_knowledge.incidents.service.waiting import ask_to_verify, refuse_waiting
from mirai_knowledge.kernel import clock, due, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require

EFFECT = "incidents.effect_due"
"""The due kind of an action's effect to be checked; its subject is the action."""
NEEDS_REASON = (ActionMove.RETURN, ActionMove.DENY_EFFECT, ActionMove.CANCEL, ActionMove.REOPEN)
FAILED = "是正の効果が認められなかったため: "


def move_action(tx: Tx, actor: Actor, command: MoveAction, *, action_id: UUID, expected: int) -> None:
    """The action is in the state the move leads to, with the remark, the photos and files; who has to act next is told. An action
    without effect takes a closed incident up again. Where a rule sends verification along a route, it waits for approval
    instead, and is verified by that.

    Rules P-154 to P-157; raises ActionNotFound, ActionStale, ActionMoveRefused, IncidentClosed, ApprovalWaits and ActionRefused.
    """
    told, row = get_locked_action(tx, actor, action_id, expected=expected)
    _require(actor, command.move, row)
    refuse_waiting(tx, actor, told.document.id, action_id=row.id)
    if command.move in PLANNING:
        told.incident.refuse_closed()
    if command.move is ActionMove.VERIFY and row.state == ActionState.DONE:
        note = remark(tx, actor, command.note, kept=kept_of(tx, actor, told))
        if ask_to_verify(tx, actor, told, row=row, note=note):
            return
    carry_out(tx, actor, told, row=row, command=command)


def carry_out(tx: Tx, actor: Actor, told: queries.Told, *, row: IncidentAction, command: MoveAction) -> None:
    """As `move_action`, once it is settled who may; the incident is locked."""
    was, now = row.state, clock.now()
    note = remark(tx, actor, command.note, kept=kept_of(tx, actor, told))
    to = row.move(command.move, now)
    _refuse_unsaid(command)
    _refuse_early(command, row)
    if command.move is ActionMove.COMPLETE:
        row.done_at, row.done_by, row.done_by_name = now, actor.person_id, actor.name
    if command.move is ActionMove.VERIFY:
        row.verified_at, row.verified_by, row.verified_by_name = now, actor.person_id, actor.name
    if command.after:
        shown = documents_queries.list_of_record(tx, actor, EVIDENCE["after"], row.id)
        put_files(tx, actor, row, files=(*shown, *command.after), side="after")
    step = ActionStep(id=new_id(), action_id=row.id, move=command.move, state=to, at=now, note=note)
    step.by_id, step.by_name = actor.person_id, actor.name
    tx.add(step)
    plan_due(tx, row)
    _plan_effect(tx, row)
    tx.flush()  # the action is read back in this transaction
    before: Recorded = {"state": was}
    audit.record(tx, actor, ACTION_MOVED, Subject(ACTION, row.id), before=before, after={"state": to, "reason": note})
    outbox.emit(tx, ActionMoved(document_id=row.document_id, action_id=row.id, state=to))
    if command.move is ActionMove.DENY_EFFECT:
        _take_up_again(tx, actor, told, reason=FAILED + note)
    _tell(tx, actor, told, row, command)


def remind_late(tx: Tx, actor: Actor, action_id: UUID) -> None:
    """The owner and the site's managers are told that the action's day has passed; nothing happens for one that is done."""
    row = queries.find_action(tx, actor, action_id)
    if row is None or row.state not in TO_DO_STATES or row.due_on is None or row.due_on >= clock.today_jst():
        return
    told = queries.find_told(tx, actor, row.document_id)
    if told is None:
        return
    words = (
        "incident_action.late",
        "是正処置の期日を過ぎています",
        f"{told.code} {row.text[:MOST]}（期日 {row.due_on:%Y/%m/%d}）",
    )
    tell(tx, actor, told, words=words, to=[row.owner_id, *queries.list_site_managers(tx, actor, told.document.project_id)])


def remind_effect(tx: Tx, actor: Actor, action_id: UUID) -> None:
    """Those who look after the incident are told that the action's effect is to be checked; nothing for one taken up again."""
    row = queries.find_action(tx, actor, action_id)
    if row is None or row.state != ActionState.VERIFIED:
        return
    told = queries.find_told(tx, actor, row.document_id)
    if told is None:
        return
    words = ("incident_action.effect_due", "是正処置の効果を確認する日です", f"{told.code} {row.text[:MOST]}")
    to = [row.verified_by, *queries.list_concerned(tx, actor, told.document.project_id)]
    tell(tx, actor, told, words=words, to=to)


def _require(actor: Actor, move: ActionMove, row: IncidentAction) -> None:
    if move in DOING:
        require(actor, policy.P_155, where=lambda: policy.may_do(actor, row))
    elif move in PLANNING:
        require(actor, policy.P_154)
    elif move in VERIFYING:
        require(actor, policy.P_156, where=lambda: not policy.did(actor, row))
    elif move in CHECKING:
        require(actor, policy.P_157, where=lambda: not policy.did(actor, row))


def _refuse_unsaid(command: MoveAction) -> None:
    if command.move in NEEDS_REASON and not command.note:
        raise refuse("note", "value.missing", "理由を入力してください。")
    if command.move is ActionMove.COMPLETE and not command.note and not command.after:
        raise refuse("note", "value.missing", "実施した内容を入力するか、実施後の写真を付けてください。")


def _refuse_early(command: MoveAction, row: IncidentAction) -> None:
    reason = too_early(row, command.move)
    if reason is not None:
        raise refuse("move", "effect.early", reason)


def _plan_effect(tx: Tx, row: IncidentAction) -> None:
    if row.state != ActionState.VERIFIED or row.effect_weeks is None:
        due.cancel(tx, EFFECT, row.id)
        return
    row.effect_due_on = clock.today_jst() + timedelta(weeks=row.effect_weeks)
    due.schedule(tx, EFFECT, row.id, due_at=clock.start_of_day_jst(row.effect_due_on) + MORNING)


def _take_up_again(tx: Tx, actor: Actor, told: queries.Told, *, reason: str) -> None:
    was = told.incident.state
    if not told.incident.reopen_for_correction(clock.now()):
        return
    state = told.incident.state
    document_id, version = told.document.id, told.document.version
    documents.save_record(tx, actor, SaveRecord(own_state=state), document_id=document_id, expected=version)
    add_step(tx, actor, told.incident, reason=reason[:1000])
    before: Recorded = {"state": was}
    audit.record(tx, actor, MOVED, Subject(SUBJECT, document_id), before=before, after={"state": state, "reason": reason})
    outbox.emit(tx, IncidentMoved(document_id=document_id, state=state))


def _tell(tx: Tx, actor: Actor, told: queries.Told, row: IncidentAction, command: MoveAction) -> None:
    body = f"{told.code} {row.text[:MOST]}"
    if command.move is ActionMove.COMPLETE:
        words = ("incident_action.done", "是正処置の完了が報告されました（確認してください）", body)
        tell(tx, actor, told, words=words, to=queries.list_concerned(tx, actor, told.document.project_id))
    elif command.move not in DOING:
        tell_owner(tx, actor, told, row=row, title=f"是正処置: {ACTION_MOVE_NAMES[command.move]}")
