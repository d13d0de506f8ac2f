"""Every state with every move: allowed, or refused with the reason."""

from datetime import datetime, timedelta

import pytest

from mirai_knowledge.consultations.errors import ConsultationMoveRefused
from mirai_knowledge.consultations.model import MOVES, STATE_NAMES, Consultation, PostId, State
from mirai_knowledge.kernel.clock import JST
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.working_time import WorkingTime

TIME = WorkingTime(((8 * 60, 12 * 60), (13 * 60, 17 * 60)), frozenset(range(5)))
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=JST)
# For each state the moves it allows; `waiting` is an assigned one in which somebody asked back.
ALLOWED = {
    "open": {"assign", "answer", "cancel", "change", "edit_post"},
    "assigned": {"assign", "decline", "ask_back", "answer", "cancel", "change", "edit_post"},
    "waiting": {"assign", "decline", "reply", "answer", "cancel", "change", "edit_post"},
    "answered": {"answer", "follow_up", "accept", "rate", "resolve", "cancel", "change", "edit_post", "convert"},
    "resolved": {"accept", "rate", "reopen", "edit_post", "convert"},
    "cancelled": {"reopen"},
}


def consultation(state: str, *, accepted: bool = True) -> Consultation:
    row = Consultation(
        state="assigned" if state == "waiting" else state,
        priority="high",
        asker_name="新田 航",
        expert_id=PersonId(new_id()),
        expert_name="堀江 隆之",
        accepted_post_id=PostId(new_id()) if accepted else None,
    )
    row.start_clock(480, MONDAY, TIME)
    if state == "waiting":
        row.ask_back(MONDAY, TIME)
    return row


@pytest.mark.parametrize("state", ALLOWED)
@pytest.mark.parametrize("move", MOVES)
def test_every_state_allows_its_moves_and_refuses_the_others_with_a_reason(state: str, move: str) -> None:
    row = consultation(state)
    if move in ALLOWED[state]:
        row.refuse_unless(move)
        return
    with pytest.raises(ConsultationMoveRefused) as refused:
        row.refuse_unless(move)
    assert refused.value.detail.endswith("。")
    assert len(refused.value.detail) > 12


def test_the_table_knows_every_state() -> None:
    assert set(STATE_NAMES) == set(State) == set(ALLOWED) - {"waiting"}


def test_nothing_becomes_knowledge_before_an_answer_is_accepted() -> None:
    with pytest.raises(ConsultationMoveRefused, match="採用された回答がありません"):
        consultation("answered", accepted=False).refuse_unless("convert")


def test_moves_go_where_they_should() -> None:
    row = consultation("open")
    row.assign(PersonId(new_id()), "別の専門家")
    assert (row.state, row.expert_name) == ("assigned", "別の専門家")
    row.decline(MONDAY, TIME)
    assert (row.state, row.expert_id) == ("open", None)
    row.answer(MONDAY, TIME)
    row.follow_up()
    assert row.state == "open", "nobody has it"
    row = consultation("answered")
    row.resolve(MONDAY)
    row.reopen()
    assert (row.state, row.resolved_at) == ("assigned", None)
    row.cancel("不要になった", MONDAY, TIME)
    assert (row.state, row.due_at, row.cancelled_reason) == ("cancelled", None, "不要になった")


def test_asking_back_stops_the_clock_and_a_reply_lets_it_go_on() -> None:
    row = consultation("assigned")
    assert row.due_at == MONDAY + timedelta(days=1)
    row.ask_back(MONDAY + timedelta(hours=2), TIME)
    assert (row.clock_minutes, row.minutes_left(MONDAY + timedelta(days=7), TIME)) == (360, 360)
    row.reply(MONDAY + timedelta(days=2), TIME)
    assert row.due_at == datetime(2026, 12, 2, 16, 0, tzinfo=JST)
    row.answer(datetime(2026, 12, 2, 17, 30, tzinfo=JST), TIME)
    assert (row.clock_minutes, row.minutes_used(MONDAY, TIME)) == (-60, 540)
    row.start_clock(480, MONDAY, TIME)
    assert row.clock_minutes == 480


def test_another_priority_keeps_the_time_that_has_passed() -> None:
    row = consultation("assigned")
    row.change_total(240, MONDAY + timedelta(hours=2), TIME)
    assert (row.minutes_left(MONDAY + timedelta(hours=2), TIME), row.clock_total) == (120, 240)
    row.ask_back(MONDAY + timedelta(hours=3), TIME)
    row.change_total(60, MONDAY + timedelta(hours=4), TIME)
    assert (row.clock_minutes, row.due_at) == (-120, None)
    row.reply(MONDAY + timedelta(hours=8), TIME)
    assert row.due_at == MONDAY + timedelta(hours=8)
