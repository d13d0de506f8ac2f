"""A kind without drafts, as small as can be: each save is in force at once, and its own state stands beside it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from mirai_knowledge.documents import service
from mirai_knowledge.documents.errors import ContentRefused, DocumentNotFound, DocumentStale
from mirai_knowledge.documents.schemas import NewRecord, Properties, SaveRecord, kinds
from mirai_knowledge.documents.schemas.kinds import Item, Projection, Section
from mirai_knowledge.kernel.actor import Actor, Grant
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.errors import FieldError, JsonValue
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.kernel.rights import Rule
from mirai_knowledge.projects.policy import MASTER_MANAGE
from tests import cast
from tests.documents.doors import HERE, SignIn, person_id, show, version

KEEPER = Actor(name="番人", grants=frozenset({Grant("document.read", "all"), Grant("master.manage", "all")}))


class Logbook:
    """日誌: one line; open until somebody closes it."""

    code, name, prefix, schema_version, routed, drafted = "logbook", "日誌", "LB", 1, False, False
    states: Mapping[str, str] = {"open": "記入中", "closed": "締切"}
    writes = Rule("P-999", "日誌を書けるのは、マスタを管理する人です", MASTER_MANAGE, False)

    def parse(self, content: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        return {"line": content.get("line", "")}

    def find_gaps(self, content: Mapping[str, JsonValue]) -> tuple[FieldError, ...]:
        return () if content["line"] else (FieldError("content.line", "value.missing", "入力してください。"),)

    def project(self, content: Mapping[str, JsonValue]) -> Projection:
        return Projection(title=str(content["line"]), summary="")

    def sections(self, content: Mapping[str, JsonValue]) -> tuple[Section, ...]:
        return (Section("", "", str(content["line"])),)

    def items(self, content: Mapping[str, JsonValue]) -> tuple[Item, ...]:
        return (Item("line", "一行", str(content["line"])),)

    def markdown(self, content: Mapping[str, JsonValue]) -> str:
        return f"{content['line']}\n"


@pytest.fixture
def logbook(monkeypatch: pytest.MonkeyPatch) -> Logbook:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kind = Logbook()
    kinds.register(kind)
    return kind


def put_down(database: Database, line: str = "晴れ", **properties: Any) -> UUID:
    with database.begin() as tx:
        new = NewRecord("logbook", {"line": line}, "open", Properties(**properties))
        return service.start_record(tx, KEEPER, new)


def save(database: Database, record: UUID, *, expected: int, **saved: Any) -> int:
    with database.begin() as tx:
        return service.save_record(tx, KEEPER, SaveRecord(**saved), document_id=record, expected=expected)


def test_a_record_is_read_at_once_and_each_save_is_an_edition(database: Database, signed_in: SignIn, logbook: Logbook) -> None:
    reader = signed_in(cast.expert)
    record = put_down(database)
    page = reader.get(f"{HERE}/lb-1").body
    assert (page["title"], page["edition"]["no"], page["own_state"]) == ("晴れ", 1, {"code": "open", "name": "記入中"})
    assert (page["can"]["edit"], page["can"]["publish"], page["draft"]) == (False, False, None)
    assert save(database, record, expected=1, content={"line": "曇り"}, reason="午後から") == 2
    assert save(database, record, expected=2, own_state="closed") == 3
    assert save(database, record, expected=3, content={"line": "曇り"}, own_state="closed") == 3
    page = show(reader, {"id": str(record)}).body
    assert (page["title"], page["edition"]["no"], page["own_state"]["name"]) == ("曇り", 2, "締切")
    told = reader.get(f"{HERE}/{record}/visibility?person={person_id(signed_in(cast.admin), cast.quality)}").body
    assert (told["sees"], told["sees_draft"]) == (True, False), "there are no drafts to see"
    newest, oldest = reader.get(f"{HERE}/{record}/editions").body["items"]
    assert (newest["reason"], newest["phase"], oldest["phase"]) == ("午後から", "in_force", "ended")
    listed = reader.get(f"{HERE}?kind=logbook").body
    assert [row["own_state"]["code"] for row in listed["items"]] == ["closed"]
    assert {"code": "logbook", "name": "日誌", "can_write": False, "drafted": False} in listed["kinds"]


def test_a_record_is_not_saved_over_somebody_elses_save(database: Database, logbook: Logbook) -> None:
    record = put_down(database)
    save(database, record, expected=1, content={"line": "曇り"})
    with pytest.raises(DocumentStale) as stale:
        save(database, record, expected=1, content={"line": "雨"})
    assert "current" in stale.value.extra
    with pytest.raises(ContentRefused):
        save(database, record, expected=2, content={"line": ""})
    with pytest.raises(ContentRefused):
        put_down(database, "")
    with pytest.raises(ValueError, match="no records in the state"):
        save(database, record, expected=2, own_state="lost")


def test_a_record_hidden_from_somebody_is_not_saved_by_them(database: Database, logbook: Logbook) -> None:
    record = put_down(database, audience="named")
    stranger = Actor("x", PersonId(new_id()), grants=frozenset({Grant("document.read", "all")}))
    with pytest.raises(DocumentNotFound), database.begin() as tx:
        service.save_record(tx, stranger, SaveRecord(own_state="closed"), document_id=record, expected=1)


def test_the_doors_of_drafts_are_closed_for_records(database: Database, signed_in: SignIn, logbook: Logbook) -> None:
    admin = signed_in(cast.admin)
    refusal = admin.post(HERE, {"kind": "logbook", "content": {"line": "晴れ"}})
    assert (refusal.status, refusal.body["code"]) == (409, "document.not_drafted")
    record = put_down(database)
    saved = admin.put(f"{HERE}/{record}/draft", {"content": {"line": "雨"}}, headers=version(0))
    assert (saved.status, saved.body["code"]) == (409, "document.not_drafted")
    edition = admin.get(f"{HERE}/{record}/editions").body["items"][0]["id"]
    copied = admin.post(f"{HERE}/{record}/editions/{edition}/copy-to-draft", {}, headers=version(0))
    assert (copied.status, copied.body["code"]) == (409, "document.not_drafted")
    published = admin.post(f"{HERE}/{record}/publish", {}, headers=version(0))
    assert published.status == 409
    changed = admin.patch(f"{HERE}/{record}", {"tags": ["雨天"]}, headers=version(1))
    assert (changed.status, changed.body["tags"]) == (200, ["雨天"])
