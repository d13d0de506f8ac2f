"""Who may read the audit log, how the chain of seals is built and checked, and how long entries are kept."""

import hmac
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, false, true

from mirai_knowledge.audit.model import AuditEntry
from mirai_knowledge.audit.policy.chain import Record
from mirai_knowledge.audit.policy.keys import anchor_key_id, digest_personal, sign_anchor, use_secret
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.rights import declare, require, rule

__all__ = [
    "P_030",
    "READ",
    "anchor_key_id",
    "digest_personal",
    "expiring_before",
    "find_forgery",
    "month_bounds",
    "months_from",
    "require_whole",
    "sign_anchor",
    "use_secret",
    "visible_to",
]

KEEP_YEARS = 7
MONTHS_AHEAD = 12

READ = declare("audit.read", "監査ログを見る", ("all", "own_projects"))
P_030 = rule("P-030", "監査ログを見られるのは、監査ログの閲覧権限を持つ人です", READ)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The entries an actor may see: all, or with the scope of own projects what the actor did himself."""
    if "all" in actor.scopes(READ.code):
        return true()
    return false() if actor.person_id is None else AuditEntry.actor_id == actor.person_id


def require_whole(actor: Actor) -> None:
    """Returns when the actor may read the whole log; raises Forbidden otherwise. Verifying and exporting need that."""
    require(actor, P_030, where=lambda: "all" in actor.scopes(READ.code))


def expiring_before(now: datetime) -> date:
    """The first day of the oldest month that is still kept: seven years and the month begun."""
    day = now.astimezone(UTC).date()
    return date(day.year - KEEP_YEARS, day.month, 1)


def months_from(now: datetime) -> list[date]:
    """First days of the month of `now` (UTC) and of the months ahead that need a partition."""
    day = now.astimezone(UTC).date()
    counts = range(day.month - 1, day.month + MONTHS_AHEAD)
    return [date(day.year + count // 12, count % 12 + 1, 1) for count in counts]


def month_bounds(month: date) -> tuple[datetime, datetime]:
    """The first instant of a month and of the next one, in UTC as the partitions are."""
    since = datetime(month.year, month.month, 1, tzinfo=UTC)
    return since, (since + timedelta(days=32)).replace(day=1)


def find_forgery(anchor: Record) -> str | None:
    """What is wrong with the signature of an exported anchor, in words; None when it is ours.

    An anchor signed under a former secret cannot be told from a forged one of another key, and is named as such.
    """
    first, last, last_hash = anchor["first_seal_no"], anchor["last_seal_no"], bytes.fromhex(str(anchor["hash"]))
    if anchor["key_id"] != anchor_key_id():
        return f"封印 {first}〜{last} の錨は別の鍵（{anchor['key_id']}）で署名されています。"
    signature = sign_anchor(str(anchor["month"]), first_seal_no=int(str(first)), last_seal_no=int(str(last)), last_hash=last_hash)
    if hmac.compare_digest(signature.hex(), str(anchor["signature"])):
        return None
    return f"封印 {first}〜{last} の錨の署名が一致しません。"
