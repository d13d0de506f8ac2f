"""What stands in the log after something was done."""

import contextlib
from collections.abc import Sequence
from uuid import uuid4

import pytest

from mirai_knowledge.audit import queries, service
from mirai_knowledge.audit.schemas import EntryView, ListEntries, Personal, Subject, personal
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.log import request_scope
from tests.audit.conftest import BRIDGE_PAINTED, MACHINE, Log

BRIDGE = Subject("bridge", uuid4())


class WallFell(Exception):
    """Something that undoes the transaction."""


def entries(database: Database) -> Sequence[EntryView]:
    with database.begin(read_only=True) as tx:
        return queries.list_entries(tx, MACHINE, ListEntries(tag=BRIDGE_PAINTED.code)).items


def test_an_entry_is_there_when_and_only_when_its_change_is(database: Database) -> None:
    with contextlib.suppress(WallFell), database.begin() as tx:
        service.record(tx, MACHINE, BRIDGE_PAINTED, BRIDGE)
        raise WallFell
    assert entries(database) == ()
    with database.begin() as tx:
        service.record(tx, MACHINE, BRIDGE_PAINTED, BRIDGE)
    assert len(entries(database)) == 1


def test_only_the_fields_that_differ_are_kept(database: Database) -> None:
    with database.begin() as tx:
        service.record(
            tx, MACHINE, BRIDGE_PAINTED, BRIDGE, before={"colour": "green", "coats": 1}, after={"colour": "brown", "coats": 1}
        )
    (entry,) = entries(database)
    assert [(change.field, change.before, change.after) for change in entry.changes] == [("colour", "green", "brown")]


def test_a_personal_value_is_kept_as_a_keyed_hash_that_shows_the_change_alone(database: Database) -> None:
    with database.begin() as tx:
        service.record(tx, MACHINE, BRIDGE_PAINTED, BRIDGE, before={"name": personal("相沢")}, after={"name": personal("大森")})
        service.record(
            tx, MACHINE, BRIDGE_PAINTED, BRIDGE, before={"name": "大森"}, after={"name": None}, personal_fields={"name"}
        )
        service.record(tx, MACHINE, BRIDGE_PAINTED, BRIDGE, before={"name": personal("三浦")}, after={"name": personal("三浦")})
    same, emptied, renamed = (entry.changes for entry in entries(database))
    assert same == ()
    assert renamed[0].before != renamed[0].after
    assert renamed[0].after == emptied[0].before, "equal values have equal hashes, so a history can be followed"
    assert emptied[0].after is None
    shown = str((renamed, emptied))
    assert "個人情報" in shown
    assert not any(name in shown for name in ("相沢", "大森"))


def test_a_personal_value_does_not_print_itself() -> None:
    assert "相沢" not in repr(Personal("相沢"))


def test_machine_work_stands_by_its_name_and_a_person_by_the_id(database: Database) -> None:
    with database.begin() as tx, request_scope("request-of-this-test"):
        service.record(tx, Actor.system("reindex"), BRIDGE_PAINTED, BRIDGE)
    (entry,) = entries(database)
    assert entry.actor is not None
    assert (entry.actor.id, entry.actor.name, entry.origin) == (None, "reindex", "system")
    assert entry.request_id == "request-of-this-test"
    assert entry.tag_name == "橋を塗った"


@pytest.mark.parametrize("text", ["a\x00b", "half a pair \ud83d", "'; DROP TABLE audit_entry; --", "😀" * 3000])
def test_whatever_somebody_typed_can_be_recorded_and_sealed(log: Log, text: str) -> None:
    with log.database.begin() as tx:
        service.record(tx, MACHINE, BRIDGE_PAINTED, BRIDGE, detail={"typed": text, "nested": {"list": [text, 1.5, None, True]}})
    assert len(entries(log.database)) == 1
    assert log.seal() == 1
    assert log.check().sound
