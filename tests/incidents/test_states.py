"""Every state of an incident and of a corrective action with every move."""

from datetime import UTC, datetime

import pytest

from mirai_knowledge.incidents.errors import ActionMoveRefused, IncidentClosed, IncidentMoveRefused
from mirai_knowledge.incidents.model import (
    ACTION_STATE_NAMES,
    STATE_NAMES,
    ActionMove,
    ActionState,
    Incident,
    IncidentAction,
    IncidentMove,
    IncidentState,
)

AT = datetime(2026, 11, 28, tzinfo=UTC)

INCIDENTS = {
    ("reported", "advance"): "investigating",
    ("investigating", "advance"): "action_plan",
    ("action_plan", "advance"): "correcting",
    ("action_plan", "send_back"): "investigating",
    ("correcting", "advance"): "verifying",
    ("correcting", "send_back"): "action_plan",
    ("verifying", "advance"): "closed",
    ("verifying", "send_back"): "correcting",
    ("closed", "reopen"): "investigating",
}
ACTIONS = {
    ("planned", "start"): "in_progress",
    ("planned", "complete"): "done",
    ("planned", "cancel"): "cancelled",
    ("in_progress", "complete"): "done",
    ("in_progress", "cancel"): "cancelled",
    ("done", "return"): "in_progress",
    ("done", "verify"): "verified",
    ("verified", "confirm_effect"): "effective",
    ("verified", "deny_effect"): "in_progress",
    ("verified", "reopen"): "in_progress",
    ("effective", "reopen"): "in_progress",
    ("cancelled", "reopen"): "planned",
}


@pytest.mark.parametrize("state", list(IncidentState))
@pytest.mark.parametrize("move", list(IncidentMove))
def test_an_incident_moves_as_the_table_says_and_says_what_is_possible_otherwise(
    state: IncidentState, move: IncidentMove
) -> None:
    incident = Incident(state=state, state_since=AT)
    to = INCIDENTS.get((state, move))
    if to is not None:
        assert (incident.move(move, AT), incident.state) == (to, to)
        return
    with pytest.raises(IncidentMoveRefused) as refused:
        incident.move(move, AT)
    assert incident.state == state
    assert f"「{STATE_NAMES[state]}」のため" in refused.value.detail
    assert "今できるのは「" in refused.value.detail


@pytest.mark.parametrize("state", list(ActionState))
@pytest.mark.parametrize("move", list(ActionMove))
def test_an_action_moves_as_the_table_says_and_says_what_is_possible_otherwise(state: ActionState, move: ActionMove) -> None:
    action = IncidentAction(state=state, version=3, done_by_name="だれか", verified_by_name="だれか")
    to = ACTIONS.get((state, move))
    if to is not None:
        assert (action.move(move, AT), action.state, action.version) == (to, to, 4)
        if to in {"planned", "in_progress"}:
            assert (action.done_by_name, action.verified_by_name) == (None, None), "it is to be done anew"
        return
    with pytest.raises(ActionMoveRefused) as refused:
        action.move(move, AT)
    assert (action.state, action.version) == (state, 3)
    assert f"「{ACTION_STATE_NAMES[state]}」のため" in refused.value.detail


@pytest.mark.parametrize("state", list(IncidentState))
def test_only_a_closed_incident_is_closed_and_taken_up_for_correction(state: IncidentState) -> None:
    incident = Incident(state=state, state_since=AT)
    if state == "closed":
        with pytest.raises(IncidentClosed):
            incident.refuse_closed()
        assert incident.reopen_for_correction(AT)
        assert incident.state == "correcting"
    else:
        incident.refuse_closed()
        assert not incident.reopen_for_correction(AT)
        assert incident.state == state
