"""The groups in Teams that cards are posted to."""

from uuid import UUID

import msgspec
from sqlalchemy import update

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject, tag
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid, Stale
from mirai_knowledge.kernel.http_client import AddressRefused, check_address
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications import queries
from mirai_knowledge.notifications.model import Delivery, DeliveryState, TeamsWebhook
from mirai_knowledge.notifications.policy import MANAGE_GROUPS
from mirai_knowledge.notifications.schemas.channels import outbound
from mirai_knowledge.notifications.schemas.deliveries import SaveWebhook

GROUP_ADDED = tag("teams_webhook.added", "Teams の送り先を登録した")
GROUP_CHANGED = tag("teams_webhook.changed", "Teams の送り先を変更した")
GROUP_REMOVED = tag("teams_webhook.removed", "Teams の送り先を無効にした")


def add_group(tx: Tx, actor: Actor, command: SaveWebhook) -> TeamsWebhook:
    """Cards are posted to the group. Rule P-234; raises Invalid for an address where nothing may be sent."""
    require(actor, MANAGE_GROUPS)
    if command.address is None:
        raise Invalid(fields=(FieldError("address", "value.missing", "Teams のワークフローのアドレスを入力してください。"),))
    row = TeamsWebhook(id=new_id(), version=0)
    _fill(row, actor, command)
    tx.add(row)
    tx.flush()  # the answer names it
    audit.record(tx, actor, GROUP_ADDED, Subject("teams_webhook", row.id), after=_recorded(row))
    return row


def change_group(tx: Tx, actor: Actor, webhook_id: UUID, *, command: SaveWebhook, expected: int) -> TeamsWebhook:
    """The group is as the command says; without an address the present one stays. Rule P-234; raises Stale, Invalid."""
    row = queries.get_webhook(tx, actor, webhook_id)
    if row.version != expected:
        current = msgspec.to_builtins(queries.view_webhook(row))
        raise Stale("いまの内容を確認してから、もう一度保存してください。", extra={"current": current})
    before = _recorded(row)
    _fill(row, actor, command)
    audit.record(tx, actor, GROUP_CHANGED, Subject("teams_webhook", row.id), before=before, after=_recorded(row))
    return row


def remove_group(tx: Tx, actor: Actor, webhook_id: UUID) -> None:
    """Nothing is posted to the group any more; what waits for it is withdrawn. Rule P-234."""
    row = queries.get_webhook(tx, actor, webhook_id)
    row.active, row.version = False, row.version + 1
    waiting = update(Delivery).where(
        Delivery.webhook_id == row.id, Delivery.state.in_((DeliveryState.WAITING, DeliveryState.HELD))
    )
    tx.execute(waiting.values(state=DeliveryState.WITHDRAWN, error="送り先が無効になりました。"))
    audit.record(tx, actor, GROUP_REMOVED, Subject("teams_webhook", row.id))


def _fill(row: TeamsWebhook, actor: Actor, command: SaveWebhook) -> None:
    if command.address is not None:
        try:
            check_address(command.address, outbound().own_hosts)
        except AddressRefused as fault:
            raise Invalid(fields=(FieldError("address", "address.refused", str(fault)),)) from None
        row.address = command.address
    row.name, row.project_id, row.least, row.active = command.name, command.project_id, command.least, command.active
    row.version, row.updated_at, row.updated_by = row.version + 1, clock.now(), actor.name[:100]


def _recorded(row: TeamsWebhook) -> Recorded:
    # The address is a secret: whoever knows it can post.
    return {"name": row.name, "project_id": str(row.project_id or ""), "least": row.least, "active": row.active}
