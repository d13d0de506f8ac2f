"""Whether the parts of the system work, and what happened on behalf of a request."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mirai_knowledge.audit import queries as audit
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.blobs import BlobsAway, BlobStore, BlobsUnwritable
from mirai_knowledge.kernel.db import Database, DatabaseAway, Tx
from mirai_knowledge.kernel.db import migrate as migrations
from mirai_knowledge.kernel.log import LOG_FILE
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications import queries as notifications
from mirai_knowledge.ops.policy import SEE_OPERATIONS
from mirai_knowledge.ops.schemas import Check, JobRow, Readiness, State, TraceLine
from mirai_knowledge.search import queries as search
from mirai_knowledge.search.queries import IndexReader
from mirai_knowledge.search.schemas.port import things

HEALTH = Actor.system("health")
WORKER_LATE_SECONDS = 20
QUEUE_LATE_SECONDS = 60
SEAL_LATE_SECONDS = 30
INDEX_LATE_SECONDS = 10
DISK_LOW = 2 * 1024**3
DISK_OUT = 200 * 1024**2
WORST: dict[State, int] = {"ok": 0, "degraded": 1, "down": 2}


def get_readiness(database: Database, home: Path, reader: IndexReader, blobs: BlobStore) -> Readiness:
    """The state of every part, worst first to decide. Never raises: a part that cannot be asked is down."""
    checks = [_disk(home), _files(blobs)]
    try:
        with database.begin(read_only=True) as tx:
            checks = [
                Check("database", "データベース", "ok", "接続できます。"),
                _migrations(tx),
                _worker(tx),
                _queue(tx),
                _audit(tx),
                _search(tx, reader),
                _outbound(tx),
                *checks,
            ]
    except (DatabaseAway, DBAPIError):
        checks.insert(0, Check("database", "データベース", "down", "接続できません。PostgreSQL が動いているか確認してください。"))
    return Readiness(max((check.state for check in checks), key=lambda state: WORST[state]), checks)


def _migrations(tx: Tx) -> Check:
    current = tx.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if current == migrations.head():
        return Check("migrations", "データベースの版", "ok", f"最新です（{current}）。")
    return Check(
        "migrations", "データベースの版", "degraded", f"版が違います（現在 {current}）。mks db migrate を実行してください。"
    )


def _worker(tx: Tx) -> Check:
    at: datetime | None = tx.execute(text("SELECT max(at) FROM heartbeat WHERE process LIKE 'worker:%'")).scalar()
    if at is None:
        return Check("worker", "ジョブの処理", "degraded", "一度も動いていません。ワーカーを起動してください。")
    age = max(0.0, (clock.now() - at).total_seconds())
    if age <= WORKER_LATE_SECONDS:
        return Check("worker", "ジョブの処理", "ok", "動いています。", round(age, 1))
    return Check(
        "worker", "ジョブの処理", "degraded", f"{round(age)}秒前から応答がありません。ワーカーを確認してください。", round(age, 1)
    )


def _queue(tx: Tx) -> Check:
    row = tx.execute(
        text(
            "SELECT count(*) FILTER (WHERE status = 'todo') AS waiting, count(*) FILTER (WHERE status = 'failed') AS failed, "
            "coalesce(max(extract(epoch FROM clock_timestamp() - e.at)) FILTER (WHERE status = 'todo' "
            "AND (scheduled_at IS NULL OR scheduled_at <= clock_timestamp())), 0)::float AS oldest "
            "FROM procrastinate_jobs job LEFT JOIN LATERAL (SELECT min(at) AS at FROM procrastinate_events WHERE job_id = job.id "
            "AND type = 'deferred') e ON true WHERE status IN ('todo', 'failed')"
        )
    ).one()
    if row.failed:
        return Check(
            "jobs",
            "ジョブの待ち行列",
            "degraded",
            f"失敗したジョブが{row.failed}件あります。mks jobs list で確認してください。",
            row.failed,
        )
    if row.oldest > QUEUE_LATE_SECONDS:
        return Check(
            "jobs",
            "ジョブの待ち行列",
            "degraded",
            f"{row.waiting}件が待っています。最も古いものは{round(row.oldest)}秒前。",
            row.oldest,
        )
    return Check("jobs", "ジョブの待ち行列", "ok", f"待ち{row.waiting}件、失敗0件です。", row.waiting)


def _audit(tx: Tx) -> Check:
    health = audit.get_health(tx, HEALTH)
    since = health.waiting_since
    lag = 0.0 if since is None else max(0.0, (clock.now() - since).total_seconds())
    if lag > SEAL_LATE_SECONDS:
        words = f"{round(lag)}秒遅れています。ワーカーを確認してください。"
        return Check("audit_seal", "監査ログの封印", "degraded", words, round(lag, 1))
    if health.in_default_partition:
        words = f"月別の領域に入らない記録が{health.in_default_partition}件あります。ワーカーのログを確認してください。"
        return Check("audit_seal", "監査ログの封印", "degraded", words, health.in_default_partition)
    return Check("audit_seal", "監査ログの封印", "ok", "遅れはありません。", round(lag, 1))


def _search(tx: Tx, reader: IndexReader) -> Check:
    index = search.get_status(tx, HEALTH, reader, subjects=things().subjects)
    if not index.usable:
        words = "索引がありません。題名と番号だけの簡易検索で動いています。ワーカーが動いていれば自動で作り直されます。"
        return Check("search_index", "検索の索引", "degraded", words)
    if index.lag_seconds > INDEX_LATE_SECONDS:
        words = f"{index.waiting}件の変更が{round(index.lag_seconds)}秒遅れています。ワーカーとディスクの空きを確認してください。"
        return Check("search_index", "検索の索引", "degraded", words, index.lag_seconds)
    if index.seen_seconds_ago is None or index.seen_seconds_ago > WORKER_LATE_SECONDS:
        return Check(
            "search_index",
            "検索の索引",
            "degraded",
            "索引の処理が止まっています。ワーカーを確認してください。",
            index.lag_seconds,
        )
    return Check("search_index", "検索の索引", "ok", f"{index.documents}件、遅れはありません。", index.lag_seconds)


def _outbound(tx: Tx) -> Check:
    view = notifications.get_outbound_view(tx, HEALTH)
    name, name_ja = "outbound", "メール・Teams・プッシュ通知"
    if view.hold.held:
        return Check(name, name_ja, "degraded", f"すべての送信を保留しています。保留中{view.hold.count}件です。", view.hold.count)
    broken = [channel for channel in view.channels if not channel.works]
    if broken:
        words = "".join(f"{channel.name}: {channel.error} " for channel in broken)
        return Check(name, name_ja, "degraded", f"{words}「送信」の画面で確認してください。", len(broken))
    waiting = sum(channel.waiting for channel in view.channels)
    return Check(name, name_ja, "ok", f"送信できます。待ち{waiting}件です。", waiting)


def _disk(home: Path) -> Check:
    folder = next(path for path in (home, *home.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    words = f"空き容量は{free / 1024**3:.1f} GBです。"
    if free < DISK_OUT:
        return Check("disk", "ディスクの空き", "down", words + "すぐに空けてください。", free)
    if free < DISK_LOW:
        return Check("disk", "ディスクの空き", "degraded", words + "早めに空けてください。", free)
    return Check("disk", "ディスクの空き", "ok", words, free)


def _files(blobs: BlobStore) -> Check:
    try:
        blobs.probe()
    except (BlobsAway, BlobsUnwritable) as fault:
        # Everything but pictures and attachments works on.
        return Check("blobs", "ファイルの保管場所", "degraded", f"{fault.title}。{fault.detail}")
    return Check("blobs", "ファイルの保管場所", "ok", "使えます。")


def list_jobs(tx: Tx, actor: Actor, *, limit: int = 200) -> list[JobRow]:
    """Jobs that wait or have failed, the oldest first. Rule P-040."""
    require(actor, SEE_OPERATIONS)
    rows = tx.execute(
        text(
            "SELECT id, task_name, status::text AS status, attempts, scheduled_at FROM procrastinate_jobs "
            "WHERE status IN ('todo', 'doing', 'failed') ORDER BY id LIMIT :limit"
        ),
        {"limit": limit},
    )
    return [JobRow(row.id, row.task_name, row.status, row.attempts, row.scheduled_at and _iso(row.scheduled_at)) for row in rows]


def find_failed_job(tx: Tx, actor: Actor, number: int) -> str | None:
    """The name of the failed job of that number, locked for a change; None when there is none. Rule P-040."""
    require(actor, SEE_OPERATIONS)
    statement = text("SELECT task_name FROM procrastinate_jobs WHERE id = :id AND status = 'failed' FOR UPDATE")
    name: str | None = tx.execute(statement, {"id": number}).scalar()
    return name


def list_trace(tx: Tx, actor: Actor, request_id: str, *, log_folder: Path) -> list[TraceLine]:
    """Log lines, audit rows, events, jobs and receipts of one request, oldest first. Rule P-040."""
    require(actor, SEE_OPERATIONS)
    lines = [*_rows(tx, request_id), *_log_lines(log_folder / LOG_FILE, request_id)]
    return sorted(lines, key=lambda line: line.at)


def _rows(tx: Tx, request_id: str) -> Iterator[TraceLine]:
    asked = {"id": request_id}
    for row in tx.execute(text("SELECT at, tag, subject_kind, subject_id FROM audit_entry WHERE request_id = :id"), asked):
        yield TraceLine(_iso(row.at), "audit", row.tag, {"subject": f"{row.subject_kind}:{row.subject_id}"})
    for row in tx.execute(text("SELECT at, name, payload, id FROM event WHERE request_id = :id"), asked):
        yield TraceLine(_iso(row.at), "event", row.name, {"id": str(row.id), **row.payload})
    receipts = "SELECT r.at, r.handler, e.name FROM event_receipt r JOIN event e ON e.id = r.event_id WHERE e.request_id = :id"
    for row in tx.execute(text(receipts), asked):
        yield TraceLine(_iso(row.at), "receipt", row.handler, {"event": row.name})
    deliveries = "SELECT created_at, channel, state, tries, id FROM delivery WHERE request_id = :id"
    for row in tx.execute(text(deliveries), asked):
        detail = {"id": str(row.id), "state": row.state, "tries": row.tries}
        yield TraceLine(_iso(row.created_at), "delivery", row.channel, detail)
    jobs = (
        "SELECT j.id, j.task_name, j.status::text AS status, j.attempts, min(e.at) AS at FROM procrastinate_jobs j "
        "JOIN procrastinate_events e ON e.job_id = j.id WHERE j.args ->> 'request_id' = :id GROUP BY j.id"
    )
    for row in tx.execute(text(jobs), asked):
        yield TraceLine(_iso(row.at), "job", row.task_name, {"number": row.id, "status": row.status, "tries": row.attempts})


def _log_lines(path: Path, request_id: str) -> Iterator[TraceLine]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            if request_id not in line:
                continue
            try:
                fields = msgspec.json.decode(line, type=dict[str, object])
            except msgspec.DecodeError:
                continue  # cut off by a full disk or a kill
            if fields.pop("request_id", None) == request_id:
                at, what = str(fields.pop("timestamp", "")), str(fields.pop("event", ""))
                yield TraceLine(at.replace("Z", "+00:00"), "log", what, fields)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
