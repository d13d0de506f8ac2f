"""Tables of incidents, corrective actions and public records. State moves are methods that can refuse."""

from mirai_knowledge.incidents.model.actions import (
    ACTION_MOVE_NAMES,
    ACTION_MOVES,
    ACTION_STATE_NAMES,
    OPEN_STATES,
    TO_DO_STATES,
    ActionId,
    ActionMove,
    ActionState,
    ActionStep,
    IncidentAction,
)
from mirai_knowledge.incidents.model.incidents import (
    MOVE_NAMES,
    MOVES,
    STATE_NAMES,
    Incident,
    IncidentMove,
    IncidentPerson,
    IncidentState,
    IncidentStep,
    IncidentWording,
)
from mirai_knowledge.incidents.model.public import PublicRecord

__all__ = [
    "ACTION_MOVES",
    "ACTION_MOVE_NAMES",
    "ACTION_STATE_NAMES",
    "MOVES",
    "MOVE_NAMES",
    "OPEN_STATES",
    "STATE_NAMES",
    "TO_DO_STATES",
    "ActionId",
    "ActionMove",
    "ActionState",
    "ActionStep",
    "Incident",
    "IncidentAction",
    "IncidentMove",
    "IncidentPerson",
    "IncidentState",
    "IncidentStep",
    "IncidentWording",
    "PublicRecord",
]
