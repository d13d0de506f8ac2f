"""The verbs of incidents: report, tell more, move on, plan and do corrective actions, open the names."""

from mirai_knowledge.incidents.service.actions import LATE, change_action, plan_action
from mirai_knowledge.incidents.service.doing import EFFECT, move_action, remind_effect, remind_late
from mirai_knowledge.incidents.service.moving import move
from mirai_knowledge.incidents.service.reporting import change, report, show_names
from mirai_knowledge.incidents.service.telling import without_names

__all__ = [
    "EFFECT",
    "LATE",
    "change",
    "change_action",
    "move",
    "move_action",
    "plan_action",
    "remind_effect",
    "remind_late",
    "report",
    "show_names",
    "without_names",
]
