"""Who writes procedures, what they bring to the port of kinds, how they are read, and who records their checklists."""

from mirai_knowledge.sops.policy.kind import P_081, SOP
from mirai_knowledge.sops.policy.runs import P_082, P_083, P_084, faults_of, may_cancel, visible_to

__all__ = ["P_081", "P_082", "P_083", "P_084", "SOP", "faults_of", "may_cancel", "visible_to"]
