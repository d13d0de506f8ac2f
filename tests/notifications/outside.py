"""The world outside for tests: a mail server, a web server, and the worker's pumps run by hand."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from mirai_knowledge.entry import wiring
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.notifications import jobs, service
from mirai_knowledge.notifications.schemas import NewNotice
from mirai_knowledge.notifications.schemas.channels import CHANNELS, ChannelCode
from tests.cast import Member

TESTS = Actor.system("tests")


@contextmanager
def wired(settings: Settings, **changes: object) -> Iterator[Settings]:
    """This process sends as these settings say, until the block ends."""
    changed = settings.model_copy(update=changes)
    wiring.wire(changed)
    try:
        yield changed
    finally:
        wiring.wire(settings)


def mail_to(box_port: int) -> dict[str, object]:
    """The settings of a mail server on the loopback."""
    return {"mail_host": "127.0.0.1", "mail_port": box_port, "mail_security": "none"}


def pump(database: Database, *channels: ChannelCode) -> None:
    """What the worker does every second, once."""
    for channel in channels or CHANNELS:
        jobs.send_due(channel, database, lambda: False)


def with_address(database: Database, member: Member, address: str | None = None) -> PersonId:
    """The person has a mail address; returns who it is."""
    given = f"{member.login_name}@example.jp" if address is None else address or None
    with database.begin() as tx:
        statement = text("UPDATE person SET email = :email WHERE login_name = :login RETURNING id")
        return PersonId(tx.execute(statement, {"email": given, "login": member.login_name}).scalar_one())


def tell(database: Database, *people: PersonId, **fields: object) -> list[uuid.UUID]:
    """These people are told something that goes out at once unless the fields say otherwise."""
    values = {
        "kind": "bridge.painted",
        "title": "第二橋の塗装が終わりました",
        "body": "足場は金曜に解体します。",
        "stream": "duty",
        **fields,
    }
    with database.begin() as tx:
        return list(service.notify(tx, TESTS, NewNotice.model_validate(values), to=people))


def states(database: Database, *, order: str = "created_at, id") -> list[tuple[str, str, int]]:
    """Channel, state and tries of every delivery."""
    with database.begin(read_only=True) as tx:
        rows = tx.execute(text(f"SELECT channel, state, tries FROM delivery ORDER BY {order}"))  # noqa: S608  our own words
        return [(row.channel, row.state, row.tries) for row in rows]
