"""What an administrator does with deliveries, and a test to oneself."""

from uuid import UUID

from sqlalchemy import insert, update

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject, tag
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.log import current_request_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications import queries
from mirai_knowledge.notifications.errors import DeliveryFixed, NothingToSendTo
from mirai_knowledge.notifications.model import Delivery, DeliveryState, Notice, NoticeId
from mirai_knowledge.notifications.policy import MOVE_DELIVERIES, SEND_TEST
from mirai_knowledge.notifications.queries.deliveries import RESENDABLE, WITHDRAWABLE
from mirai_knowledge.notifications.schemas.channels import ChannelCode
from mirai_knowledge.notifications.schemas.deliveries import TestSending

RESENT = tag("delivery.resent", "送信をやり直した")
ALL_RESENT = tag("delivery.failed_resent", "失敗した送信をすべてやり直した")
WITHDRAWN = tag("delivery.withdrawn", "送信を取りやめた")
TESTED = tag("outbound.tested", "テスト送信をした")
ANEW = {"state": DeliveryState.WAITING, "tries": 0, "error": None, "claimed_at": None}


def resend(tx: Tx, actor: Actor, delivery_id: UUID) -> None:
    """The failed or withdrawn delivery is sent again soon. Rule P-232; raises DeliveryNotFound, DeliveryFixed."""
    row = queries.get_delivery(tx, actor, delivery_id)
    if row.state not in RESENDABLE:
        raise DeliveryFixed("やり直せるのは、失敗した送信と取りやめた送信だけです。")
    tx.execute(update(Delivery).where(Delivery.id == row.id).values({**ANEW, "due_at": clock.now()}))
    audit.record(tx, actor, RESENT, Subject("delivery", row.id), detail={"channel": row.channel})


def resend_failed(tx: Tx, actor: Actor, channel: ChannelCode | None) -> int:
    """Every failed delivery, of one channel or all, is sent again soon; returns how many. Rule P-232."""
    require(actor, MOVE_DELIVERIES)
    failed = [Delivery.state == DeliveryState.FAILED, *([Delivery.channel == channel] if channel is not None else [])]
    statement = update(Delivery).where(*failed).values({**ANEW, "due_at": clock.now()})
    count = len(tx.execute(statement.returning(Delivery.id)).all())
    if count:
        audit.record(tx, actor, ALL_RESENT, None, detail={"channel": channel or "", "count": count})
    return count


def withdraw(tx: Tx, actor: Actor, delivery_id: UUID) -> None:
    """The delivery will not be sent. Rule P-232; raises DeliveryNotFound, and DeliveryFixed for what is on its way or sent."""
    row = queries.get_delivery(tx, actor, delivery_id)
    if row.state not in WITHDRAWABLE:
        raise DeliveryFixed("送信中、または送信済みのため、取りやめられません。")
    row.state, row.error = DeliveryState.WITHDRAWN, "管理者が取りやめました。"
    audit.record(tx, actor, WITHDRAWN, Subject("delivery", row.id), detail={"channel": row.channel})


def send_test(tx: Tx, actor: Actor, command: TestSending, *, to: PersonId) -> UUID:
    """A test goes to the person, or to a group in Teams, at once; returns its delivery. Rule P-235; raises NothingToSendTo."""
    require(actor, SEND_TEST)
    _check_reachable(tx, actor, command, to)
    notice_id, delivery_id, now = NoticeId(new_id()), new_id(), clock.now()
    words = {
        "kind": "outbound.test",
        "title": "テスト送信",
        "body": "このメッセージが届いていれば、送信の設定は正しく働いています。",
    }
    told = {"link": "/account?tab=notices", "stream": "duty", "importance": "medium", "why": "管理者がテスト送信を行ったため"}
    tx.execute(insert(Notice), [{"id": notice_id, "person_id": to, "created_at": now, **words, **told}])
    row = {
        "id": delivery_id,
        "notice_id": notice_id,
        "person_id": None if command.channel == "teams" else to,
        "webhook_id": command.webhook_id if command.channel == "teams" else None,
        "channel": command.channel,
        "state": DeliveryState.WAITING,
        "digest": False,
        "rank": 1,
        "topic": None,
        "bundle": str(delivery_id),
        "tries": 0,
        "due_at": now,
        "created_at": now,
        "request_id": current_request_id(),
    }
    tx.execute(insert(Delivery), [row])
    audit.record(tx, actor, TESTED, Subject("delivery", delivery_id), detail={"channel": command.channel})
    return delivery_id


def _check_reachable(tx: Tx, actor: Actor, command: TestSending, to: PersonId) -> None:
    if command.channel == "mail" and not accounts.list_mail_addresses(tx, actor, [to]).get(to):
        raise NothingToSendTo("メールアドレスが登録されていません。「利用者」の画面で登録してください。")
    if command.channel == "push" and not queries.list_devices(tx, actor, to):
        raise NothingToSendTo("プッシュ通知を受け取る端末がありません。「通知設定」で、この端末を登録してください。")
    if command.channel == "teams" and (
        command.webhook_id is None or queries.find_webhook_address(tx, actor, command.webhook_id) is None
    ):
        raise NothingToSendTo("Teams の送り先を選んでください。無効な送り先には送れません。")
