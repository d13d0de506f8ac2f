"""Who writes procedures, what they bring to the port of kinds, and how they are read."""

from mirai_knowledge.sops.policy.kind import P_081, SOP

__all__ = ["P_081", "SOP"]
