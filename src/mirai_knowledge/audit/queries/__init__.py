"""Reading the audit log: page by page for people, in order for the sealer, by month for retention, whole for checks."""

from mirai_knowledge.audit.queries.entries import list_entries, list_tags
from mirai_knowledge.audit.queries.months import (
    Run,
    get_default_rows,
    get_unsealed_count,
    list_months,
    list_runs,
    list_stranded_months,
)
from mirai_knowledge.audit.queries.sealing import find_last_seal, get_health, list_unsealed
from mirai_knowledge.audit.queries.whole import get_report, list_records

__all__ = [
    "Run",
    "find_last_seal",
    "get_default_rows",
    "get_health",
    "get_report",
    "get_unsealed_count",
    "list_entries",
    "list_months",
    "list_records",
    "list_runs",
    "list_stranded_months",
    "list_tags",
    "list_unsealed",
]
