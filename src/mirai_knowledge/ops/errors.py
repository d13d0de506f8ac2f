"""What can go wrong in operations."""

from mirai_knowledge.kernel.errors import Conflict, NotFound


class DatabaseInUse(Conflict):
    """The database is in use or not ours to drop."""

    code = "database.in_use"
    title = "データベースを初期化できません"


class JobNotFailed(NotFound):
    """There is no failed job of that number."""

    code = "job.not_failed"
    title = "失敗したジョブが見つかりません"
