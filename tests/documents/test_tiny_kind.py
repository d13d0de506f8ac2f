"""A second kind of document, as small as can be, through the same doors: nothing is wired to knowledge."""

from collections.abc import Mapping
from typing import Any

import pytest

from mirai_knowledge.documents.policy.content import refused
from mirai_knowledge.documents.schemas import kinds
from mirai_knowledge.documents.schemas.kinds import Item, Projection, Section
from mirai_knowledge.kernel.errors import FieldError, JsonValue
from mirai_knowledge.kernel.rights import Rule
from mirai_knowledge.projects.policy import MASTER_MANAGE
from tests import cast
from tests.documents.doors import HERE, SignIn, draft_of, publish, revise, save, show


class Signboard:
    """看板: one line of at most 20 characters, written by who manages the masters."""

    code, name, prefix, schema_version, routed, drafted = "signboard", "看板", "SB", 1, False, True
    states: Mapping[str, str] = {}
    writes = Rule("P-999", "看板を書けるのは、マスタを管理する人です", MASTER_MANAGE, False)

    def parse(self, content: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        line = content.get("line", "")
        if content.keys() - {"line"} or not isinstance(line, str) or len(line) > 20:
            raise refused((FieldError("content.line", "value.unusable", "20文字以内の1行にしてください。"),))
        return {"line": line}

    def find_gaps(self, content: Mapping[str, JsonValue]) -> tuple[FieldError, ...]:
        return () if content["line"] else (FieldError("content.line", "value.missing", "入力してください。"),)

    def project(self, content: Mapping[str, JsonValue]) -> Projection:
        return Projection(title=str(content["line"]), summary="")

    def sections(self, content: Mapping[str, JsonValue]) -> tuple[Section, ...]:
        return (Section("", "", str(content["line"])),)

    def items(self, content: Mapping[str, JsonValue]) -> tuple[Item, ...]:
        return (Item("line", "看板の文字", str(content["line"])),)

    def markdown(self, content: Mapping[str, JsonValue]) -> str:
        return f"# {content['line']}\n"


@pytest.fixture
def signboard(monkeypatch: pytest.MonkeyPatch) -> Signboard:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kind = Signboard()
    kinds.register(kind)
    return kind


def put_up(signed_in: SignIn, line: str) -> Any:
    answer = signed_in(cast.admin).post(HERE, {"kind": "signboard", "content": {"line": line}})
    assert answer.status == 201, answer.text
    return answer.body


def test_another_kind_is_written_published_listed_and_compared(signed_in: SignIn, signboard: Signboard) -> None:
    admin, reader = signed_in(cast.admin), signed_in(cast.expert)
    page = put_up(signed_in, "頭上注意")
    assert (page["code"], page["kind_name"]) == ("SB-000001", "看板")
    assert publish(admin, page).status == 200
    revise(admin, page, {"line": "足元注意"})
    shown = show(reader, page).body
    assert (shown["title"], shown["edition"]["no"]) == ("足元注意", 2)
    assert "足元注意</h1>" in shown["body_html"]
    listed = reader.get(f"{HERE}?kind=signboard&facets=true").body
    assert [item["code"] for item in listed["items"]] == ["SB-000001"]
    assert {kind["code"] for kind in listed["kinds"]} >= {"knowledge", "signboard"}
    newest, oldest = reader.get(f"{HERE}/{page['id']}/editions").body["items"]
    compared = reader.get(f"{HERE}/{page['id']}/compare?from={oldest['id']}&to={newest['id']}").body
    assert compared["changed"] == 1
    assert reader.get(f"{HERE}/sb-1").body["id"] == page["id"]


def test_another_kind_has_its_own_writers_fields_and_gaps(signed_in: SignIn, signboard: Signboard) -> None:
    quality, admin = signed_in(cast.quality), signed_in(cast.admin)
    refusal = quality.post(HERE, {"kind": "signboard", "content": {"line": "頭上注意"}})
    assert (refusal.status, refusal.body["rule"]) == (403, "P-999")
    wrong = admin.post(HERE, {"kind": "signboard", "content": {"title": "題名"}})
    assert (wrong.status, wrong.body["fields"][0]["field"]) == (422, "content.line")
    empty = put_up(signed_in, "")
    assert [field["field"] for field in publish(admin, empty).body["fields"]] == ["content.line"]
    assert save(admin, empty, {"line": "徐行"}).status == 200
    assert draft_of(admin, empty)["content"] == {"line": "徐行"}


def test_a_code_or_prefix_is_given_once(signboard: Signboard) -> None:
    with pytest.raises(ValueError, match="registered twice"):
        kinds.register(Signboard())
