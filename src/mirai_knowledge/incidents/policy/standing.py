"""How incidents and corrective actions stand: who reads them, what is late, what keeps them from going on."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func

from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents.model import Document
from mirai_knowledge.documents.schemas.kinds import Content
from mirai_knowledge.incidents.model import (
    ACTION_MOVE_NAMES,
    ACTION_MOVES,
    OPEN_STATES,
    TO_DO_STATES,
    ActionMove,
    ActionState,
    Incident,
    IncidentAction,
    IncidentState,
)
from mirai_knowledge.incidents.policy import rules
from mirai_knowledge.incidents.policy.rules import CHECKING, DOING, PLANNING, VERIFYING
from mirai_knowledge.incidents.schemas.commands import Bucket
from mirai_knowledge.incidents.schemas.views import ActionCan
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor

BUCKETS: tuple[Bucket, ...] = ("overdue", "week", "later", "verify", "effect", "done")
WEEK = timedelta(days=7)
NO_DAY = date(9999, 12, 31)


def readable(actor: Actor) -> ColumnElement[bool]:
    """Incidents whose document the actor reads, as a condition on `Document`. Rule P-151."""
    return and_(Document.binned_at.is_(None), documents_policy.audience_holds(actor))


def is_late() -> ColumnElement[bool]:
    """Actions to do whose day has passed."""
    return and_(IncidentAction.state.in_(TO_DO_STATES), IncidentAction.due_on < clock.today_jst())


def in_bucket(bucket: Bucket) -> ColumnElement[bool]:
    """Actions that stand in this column of the board today."""
    today = clock.today_jst()
    to_do = IncidentAction.state.in_(TO_DO_STATES)
    due = func.coalesce(IncidentAction.due_on, NO_DAY)
    effect = and_(IncidentAction.state == ActionState.VERIFIED, IncidentAction.effect_due_on <= today)
    columns: Mapping[str, ColumnElement[bool]] = {
        "overdue": and_(to_do, due < today),
        "week": and_(to_do, due >= today, due < today + WEEK),
        "later": and_(to_do, due >= today + WEEK),
        "verify": IncidentAction.state == ActionState.DONE,
        "effect": effect,
        "done": and_(IncidentAction.state.not_in(OPEN_STATES), func.coalesce(~effect, True)),
    }
    return columns[bucket]


def bucket_of(row: IncidentAction) -> Bucket:
    """The column of the board in which the action stands today."""
    today = clock.today_jst()
    if row.state in TO_DO_STATES:
        due = row.due_on or NO_DAY
        return "overdue" if due < today else "week" if due < today + WEEK else "later"
    if row.state == ActionState.DONE:
        return "verify"
    waits = row.state == ActionState.VERIFIED and row.effect_due_on is not None and row.effect_due_on <= today
    return "effect" if waits else "done"


def action_can(actor: Actor, row: IncidentAction, incident: Incident, *, waits: bool) -> ActionCan:
    """What the actor may do to the action as it stands, and why not what its state would allow; nothing while it `waits` for
    approval.
    """
    if waits:
        return ActionCan(change=False, moves=(), why_not={})
    closed = incident.state == IncidentState.CLOSED
    moves, why_not = [], {}
    for move in ACTION_MOVES[ActionState(row.state)]:
        reason = _why_not(actor, row, move, closed=closed)
        if reason is None:
            moves.append(move.value)
        elif reason:
            why_not[move.value] = reason
    open_state = row.state in OPEN_STATES
    return ActionCan(
        change=rules.investigates(actor) and open_state and not closed,
        moves=tuple(moves),  # type: ignore[arg-type]  # the values of ActionMove
        why_not=why_not,
    )


def blocker(incident: Incident, content: Content, rows: Sequence[IncidentAction]) -> str | None:
    """Why the incident cannot go on to its next state yet; None when it can."""
    state = incident.state
    waiting = [row for row in rows if row.state in OPEN_STATES]
    undone = [row for row in waiting if row.state != "done"]
    if state == IncidentState.INVESTIGATING and not content.get("causes"):
        return "原因を一つ以上記録してから、対策の検討へ進めてください。"
    if state == IncidentState.ACTION_PLAN and not rows and incident.type != "near_miss":
        return "是正処置を一つ以上登録してから、是正へ進めてください。"
    if state == IncidentState.CORRECTING and undone:
        return f"完了が報告されていない是正処置が {len(undone)} 件あります。"
    if state == IncidentState.VERIFYING and waiting:
        return f"確認の済んでいない是正処置が {len(waiting)} 件あるため、終結できません。"
    return None


def too_early(row: IncidentAction, move: ActionMove) -> str | None:
    """Why an effect cannot be confirmed yet; that there is none can be said at any time."""
    day = row.effect_due_on
    if move is not ActionMove.CONFIRM_EFFECT or day is None or clock.today_jst() >= day:
        return None
    first = f"効果は、{day.year}年{day.month}月{day.day}日から確かめられます。"
    return f"{first}効果がないと分かったときは、その前に「効果なし」にできます。"


def _why_not(actor: Actor, row: IncidentAction, move: ActionMove, *, closed: bool) -> str | None:
    """None: may; "": may not, which nobody needs to be told; else the reason to show."""
    if move in DOING:
        return None if rules.may_do(actor, row) else ""
    if not rules.investigates(actor):
        return ""
    if move in PLANNING:
        return "終結した事故の是正処置です。先に事故を再開してください。" if closed else None
    if move in (*VERIFYING, *CHECKING) and rules.did(actor, row):
        return f"「{ACTION_MOVE_NAMES[move]}」のは、実施した本人以外の人です。"
    return too_early(row, move)
