"""Verbs of operations."""

import shutil
from pathlib import Path

from sqlalchemy import make_url

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject, tag
from mirai_knowledge.kernel import jobs
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.db.embedded import EmbeddedPostgres
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.ops import queries
from mirai_knowledge.ops.errors import DatabaseInUse, JobNotFailed
from mirai_knowledge.ops.policy import SEE_OPERATIONS

JOB_RETRIED = tag("job.retried", "失敗したジョブをもう一度実行した")


def retry_job(tx: Tx, actor: Actor, number: int) -> None:
    """The failed job stands in the queue again. Rule P-040; raises JobNotFailed."""
    require(actor, SEE_OPERATIONS)
    found = queries.find_failed_job(tx, actor, number)
    if found is None:
        raise JobNotFailed(f"番号 {number} の失敗したジョブはありません。mks jobs list で確認してください。")
    jobs.retry_failed(tx, number)
    audit.record(tx, actor, JOB_RETRIED, Subject("job", str(number)), detail={"name": found})


def drop_embedded(home: Path) -> None:
    """The embedded database's data is gone; raises DatabaseInUse while it runs."""
    if EmbeddedPostgres(home).is_running():
        raise DatabaseInUse("使用中です。make run を Ctrl-C で止めてから、もう一度実行してください。")
    shutil.rmtree(home / "postgres", ignore_errors=True)


def psql_environment(url: str) -> dict[str, str]:
    """The connection as psql's environment, so that no password stands in a process list."""
    parts = make_url(url)
    query = {name: value if isinstance(value, str) else value[0] for name, value in parts.query.items()}
    values = {
        "PGHOST": query.get("host", parts.host or ""),
        "PGPORT": str(query.get("port", parts.port or "")),
        "PGDATABASE": parts.database or "",
        "PGUSER": parts.username or "",
        "PGPASSWORD": str(parts.password or ""),
    }
    return {name: value for name, value in values.items() if value}
