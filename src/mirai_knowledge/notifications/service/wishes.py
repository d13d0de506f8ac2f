"""How a person wants to be told, and on which devices."""

import base64
from uuid import UUID

import msgspec
from sqlalchemy import delete

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject, tag
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid, Stale
from mirai_knowledge.kernel.http_client import AddressRefused, check_address
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.notifications import queries
from mirai_knowledge.notifications.model import NoticeWishes, PushDevice
from mirai_knowledge.notifications.policy import OWN_WISHES
from mirai_knowledge.notifications.schemas.channels import outbound
from mirai_knowledge.notifications.schemas.wishes import AddDevice, SetWishes

WISHES_SET = tag("notice_wishes.set", "通知の届け方を変えた")
DEVICE_ADDED = tag("push_device.added", "プッシュ通知の端末を登録した")
DEVICE_REMOVED = tag("push_device.removed", "プッシュ通知の端末を外した")
MOST_DEVICES = 10
KEY_BYTES, AUTH_BYTES = 65, 16


def set_wishes(tx: Tx, actor: Actor, command: SetWishes, *, expected: int) -> None:
    """The actor is told like this from the next notice on. Rule P-230; raises Stale."""
    person_id = _own(actor)
    row = queries.find_wishes(tx, actor, person_id)
    if expected != (row.version if row is not None else 0):
        current = msgspec.to_builtins(queries.get_wishes(tx, actor))
        raise Stale("いまの内容を確認してから、もう一度保存してください。", extra={"current": current})
    if row is None:
        row = NoticeWishes(person_id=person_id, version=0)
        tx.add(row)
    row.language, row.digest_hour = command.language, command.digest_hour
    row.quiet_from, row.quiet_until = command.quiet_from, command.quiet_until
    row.mail, row.push = command.mail.model_dump(), command.push.model_dump()
    row.version, row.updated_at = row.version + 1, clock.now()
    tx.flush()  # the answer reads it back
    audit.record(tx, actor, WISHES_SET, Subject("person", person_id), after=command.model_dump(mode="json"))


def add_device(tx: Tx, actor: Actor, command: AddDevice) -> UUID:
    """The browser shows what the actor is told; one that was somebody else's is the actor's now. Rule P-230.

    Beyond ten devices the oldest goes. Raises Invalid for an address where nothing may be sent.
    """
    person_id = _own(actor)
    _check_device(command)
    row = queries.find_device_at(tx, actor, command.endpoint)
    if row is None:
        row = PushDevice(id=new_id(), endpoint=command.endpoint, created_at=clock.now())
        tx.add(row)
    row.person_id, row.name, row.key, row.auth = person_id, command.name, command.key, command.auth
    tx.flush()  # counted together with the others
    for old in queries.list_devices(tx, actor, person_id)[:-MOST_DEVICES]:
        tx.execute(delete(PushDevice).where(PushDevice.id == old.id))
    audit.record(tx, actor, DEVICE_ADDED, Subject("person", person_id), detail={"device": str(row.id)})
    return row.id


def remove_device(tx: Tx, actor: Actor, device_id: UUID) -> None:
    """The device shows nothing any more. Rule P-230; raises DeviceNotFound."""
    person_id = _own(actor)
    row = queries.get_device(tx, actor, device_id)
    tx.delete(row)
    tx.flush()  # the answer lists the others
    audit.record(tx, actor, DEVICE_REMOVED, Subject("person", person_id), detail={"device": str(device_id)})


def _check_device(command: AddDevice) -> None:
    """Raises Invalid for what no browser says of itself."""
    wrong = []
    try:
        check_address(command.endpoint, outbound().own_hosts)
    except AddressRefused as fault:
        wrong.append(FieldError("endpoint", "address.refused", str(fault)))
    for field, text, length in (("key", command.key, KEY_BYTES), ("auth", command.auth, AUTH_BYTES)):
        try:
            fits = len(base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))) == length
        except ValueError:
            fits = False
        if not fits:
            wrong.append(FieldError(field, "device.key_unreadable", "端末の登録の内容が正しくありません。登録し直してください。"))
    if wrong:
        raise Invalid(fields=tuple(wrong))


def _own(actor: Actor) -> PersonId:
    require(actor, OWN_WISHES, where=lambda: actor.person_id is not None)
    if actor.person_id is None:
        raise Invalid("サインインした人だけが行える操作です。")
    return actor.person_id
