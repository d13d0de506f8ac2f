"""Who writes regulations, what they bring to the port of kinds, and how articles are numbered, read and named."""

from mirai_knowledge.regulations.policy.kind import REGULATION
from mirai_knowledge.regulations.policy.rules import (
    P_130,
    P_131,
    P_132,
    P_133,
    P_134,
    P_135,
    may_import,
    readable,
    require_import,
)

__all__ = ["P_130", "P_131", "P_132", "P_133", "P_134", "P_135", "REGULATION", "may_import", "readable", "require_import"]
