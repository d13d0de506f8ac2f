"""PostgreSQL: tables' base, transactions, roles, migrations, and the embedded server for those who have none."""

from mirai_knowledge.kernel.db.base import Base, Tx
from mirai_knowledge.kernel.db.clock_row import ClockOffsetRow
from mirai_knowledge.kernel.db.session import JOB, OWNER, WEB, Database, DatabaseAway, Timeouts

__all__ = ["JOB", "OWNER", "WEB", "Base", "ClockOffsetRow", "Database", "DatabaseAway", "Timeouts", "Tx"]
