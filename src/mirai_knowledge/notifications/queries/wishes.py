"""How people want to be told."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications.errors import DeviceNotFound
from mirai_knowledge.notifications.model import NoticeWishes, PushDevice
from mirai_knowledge.notifications.policy import OWN_WISHES
from mirai_knowledge.notifications.schemas.channels import outbound
from mirai_knowledge.notifications.schemas.wishes import DeviceView, PushStreams, SetWishes, Streams, StreamsView, WishesView


def wishes_of(row: NoticeWishes) -> SetWishes:
    """The wishes that stand in a row."""
    return SetWishes.model_validate(
        {
            "language": row.language,
            "digest_hour": row.digest_hour,
            "quiet_from": row.quiet_from,
            "quiet_until": row.quiet_until,
            "mail": row.mail,
            "push": row.push,
        }
    )


def find_wishes(tx: Tx, _actor: Actor, person_id: PersonId) -> NoticeWishes | None:
    """The row of a person who said how to be told, locked for a change; None for who never did."""
    return tx.scalars(select(NoticeWishes).where(NoticeWishes.person_id == person_id).with_for_update()).first()


def get_wishes_of(tx: Tx, _actor: Actor, person_id: PersonId) -> SetWishes:
    """How the person wants to be told: the usual way for who never said."""
    row = tx.scalars(select(NoticeWishes).where(NoticeWishes.person_id == person_id)).first()
    return wishes_of(row) if row is not None else SetWishes()


def get_wishes(tx: Tx, actor: Actor) -> WishesView:
    """How the actor is told; version 0 for who never said. Rule P-230."""
    require(actor, OWN_WISHES, where=lambda: actor.person_id is not None)
    me = accounts.get_me(tx, actor)
    row = tx.scalars(select(NoticeWishes).where(NoticeWishes.person_id == me.id)).first()
    wishes = wishes_of(row) if row is not None else SetWishes()
    return WishesView(
        language=wishes.language,
        digest_hour=wishes.digest_hour,
        quiet_from=wishes.quiet_from,
        quiet_until=wishes.quiet_until,
        mail=_streams(wishes.mail),
        push=_streams(wishes.push),
        email=me.email,
        devices=tuple(
            DeviceView(one.id, one.name, one.created_at, one.used_at) for one in list_devices(tx, actor, PersonId(me.id))
        ),
        push_key=outbound().push_key,
        version=row.version if row is not None else 0,
    )


def list_devices(tx: Tx, _actor: Actor, person_id: PersonId) -> Sequence[PushDevice]:
    """The devices of a person that take push messages, the first one first."""
    return tx.scalars(select(PushDevice).where(PushDevice.person_id == person_id).order_by(PushDevice.id)).all()


def find_device_at(tx: Tx, _actor: Actor, endpoint: str) -> PushDevice | None:
    """The device that this address reaches, whosever it was."""
    return tx.scalars(select(PushDevice).where(PushDevice.endpoint == endpoint).with_for_update()).first()


def get_device(tx: Tx, actor: Actor, device_id: UUID) -> PushDevice:
    """A device of the actor; raises DeviceNotFound also when it is somebody else's."""
    owned = (PushDevice.id == device_id, PushDevice.person_id == actor.person_id)
    row = tx.scalars(select(PushDevice).where(*owned).with_for_update()).first()
    if row is None:
        raise DeviceNotFound("端末が見つかりません。画面を開き直してください。")
    return row


def _streams(streams: Streams | PushStreams) -> StreamsView:
    return StreamsView(streams.mandatory, streams.duty, streams.subscription)
