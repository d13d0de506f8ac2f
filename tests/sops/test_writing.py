"""Procedures through the API: written step by step, read as a page, compared row by row."""

from typing import Any

import pytest

from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import HERE, SignIn, draft_of, publish, revise, save, show, titles
from tests.documents.test_rules import picture


def step(name: str, **fields: object) -> dict[str, object]:
    empty = {"title": "", "text": "", "hazard": "", "check": "", "responsible": "", "minutes": None, "photo": None}
    return {**empty, "id": name, "title": f"{name} の題名", **fields}


def procedure(**fields: object) -> dict[str, object]:
    empty = {"title": "", "summary": "", "purpose": "", "scope": "", "body": "", "importance": "medium", "language": "ja"}
    rows: dict[str, object] = {"steps": [], "checklist": [], "precautions": [], "references": []}
    return {**empty, **rows, **fields}


def pouring(**fields: object) -> dict[str, object]:
    steps = [
        step("s1", title="型枠の点検", hazard="開口部からの墜落", check="支保工の締付け", responsible="型枠工", minutes=90),
        step("s2", title="打込み", text="一層は 50cm 以下にする。\n*急がない*", minutes=45),
    ]
    wanted: dict[str, object] = {
        "title": "コンクリート打設の標準手順",
        "purpose": "品質と安全を確保する",
        "scope": "橋脚の打設",
        "steps": steps,
        "checklist": [{"id": "c1", "text": "保護具を着けたか", "required": True}],
        "precautions": [{"id": "p1", "text": "降雨時は中止する"}],
        "references": [{"id": "r1", "title": "コンクリート標準示方書", "target": "https://example.com/ref"}],
    }
    return procedure(**{**wanted, **fields})


def begin(person: SignedIn, content: object) -> Any:
    answer = person.post(HERE, {"kind": "sop", "content": content})
    assert answer.status == 201, answer.text
    return answer.body


def in_force(signed_in: SignIn, **fields: object) -> Any:
    writer = signed_in(cast.quality)
    answer = publish(writer, begin(writer, pouring(**fields)))
    assert answer.status == 200, answer.text
    return answer.body


def test_P081_procedures_are_written_by_who_may_and_published_by_who_publishes(signed_in: SignIn) -> None:
    refused = signed_in(cast.partner).post(HERE, {"kind": "sop", "content": pouring()})
    assert (refused.status, refused.body["rule"]) == (403, "P-081")
    page = begin(signed_in(cast.construction), pouring())
    assert (page["code"], page["kind_name"]) == ("SOP-000001", "標準施工手順")
    assert publish(signed_in(cast.construction), page).status == 403
    assert publish(signed_in(cast.safety), page).body["state"] == "valid"
    assert show(signed_in(cast.partner), page).status == 404


def test_a_procedure_is_read_with_its_hazards_before_the_work(signed_in: SignIn) -> None:
    page = show(signed_in(cast.expert), in_force(signed_in)).body
    html = page["body_html"]
    assert html.index("開口部からの墜落") < html.index("支保工の締付け")
    assert [part["text"] for part in page["outline"]] == [
        "目的", "適用範囲", "手順", "1. 型枠の点検", "2. 打込み", "点検項目", "注意事項", "参照",
    ]  # fmt: skip
    assert "*急がない*" in html
    assert "目安: 1時間30分" in html
    assert 'href="https://example.com/ref"' in html
    assert titles(signed_in(cast.expert), "kind=sop") == ["コンクリート打設の標準手順"]


def test_editions_are_compared_step_by_step_and_row_by_row(signed_in: SignIn) -> None:
    page, writer = in_force(signed_in), signed_in(cast.quality)
    former = pouring()["steps"]
    assert isinstance(former, list)
    moved = [step("s3", title="養生"), {**former[1], "hazard": "ホースの暴れ"}, former[0]]
    revise(writer, page, pouring(steps=moved, checklist=[]))
    newer, older = (item["id"] for item in writer.get(f"{HERE}/{page['id']}/editions").body["items"])
    blocks = writer.get(f"{HERE}/{page['id']}/compare?from={older}&to={newer}").body["blocks"]
    changed = {block["field"]: block["name"] for block in blocks if block["changed"]}
    assert changed == {"order": "手順の順番", "step:s3": "手順 1", "step:s2": "手順 2", "check:c1": "点検項目 1"}
    hazard = next(block for block in blocks if block["field"] == "step:s2")
    assert [part["text"].strip() for part in hazard["ops"] if part["op"] == "insert"] == ["危険: ホースの暴れ"]


def test_what_is_missing_is_named_row_by_row(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    page = begin(writer, procedure())
    fields = [field["field"] for field in publish(writer, page).body["fields"]]
    assert fields == ["content.title", "content.steps"]
    rows = procedure(
        title="題名",
        steps=[step("a", title=" ")],
        checklist=[{"id": "b", "text": "", "required": False}],
        precautions=[{"id": "c", "text": "\n"}],
        references=[{"id": "d", "title": "", "target": ""}],
    )
    assert save(writer, page, rows).status == 200
    fields = [field["field"] for field in publish(writer, page).body["fields"]]
    names = ["steps.0.title", "checklist.0.text", "precautions.0.text", "references.0.title"]
    assert fields == [f"content.{name}" for name in names]


WRONG: dict[str, dict[str, object]] = {
    "content.steps.0.minutes": {"steps": [step("a", minutes=-1)]},
    "content.steps.0.id": {"steps": [step("a b")]},
    "content.steps.0.photo": {"steps": [step("a", photo="no")]},
    "content.references.0.target": {"references": [{"id": "a", "title": "x", "target": "javascript:alert(1)"}]},
    "content.checklist.0.required": {"checklist": [{"id": "a", "text": "x", "required": "maybe"}]},
    "content": {"steps": [step("a"), step("a")]},
    "content.steps": {"steps": [step(f"s{number}") for number in range(201)]},
}


@pytest.mark.parametrize("field", WRONG)
def test_wrong_rows_are_refused_by_their_place(signed_in: SignIn, field: str) -> None:
    answer = signed_in(cast.quality).post(HERE, {"kind": "sop", "content": procedure(**WRONG[field])})
    assert (answer.status, answer.body["fields"][0]["field"]) == (422, field), answer.text


def test_saving_an_untouched_procedure_changes_no_byte(signed_in: SignIn) -> None:
    odd = pouring(purpose=" 前後に空白 \r\n", body="```\n|x|\n")
    writer = signed_in(cast.quality)
    page = begin(writer, odd)
    assert publish(writer, page).status == 200
    draft = draft_of(writer, page)
    assert draft["content"] == odd
    answer = save(writer, page, draft["content"], at=draft["version"])
    assert (answer.body["exists"], answer.body["content_hash"]) == (False, draft["content_hash"])


def test_the_photograph_of_a_step_is_shown_under_a_signed_address(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    sent = writer.client.post(
        "/api/v1/attachments?name=a.png", content=picture(), headers=writer.headers({"Content-Type": "image/png"})
    )
    page = in_force(signed_in, steps=[step("s1", photo=sent.json()["id"])])
    html = show(signed_in(cast.expert), page).body["body_html"]
    assert 'alt="手順 1 の写真"' in html
    assert "/api/v1/attachments/" in html


def test_what_people_type_into_a_field_is_never_markup(signed_in: SignIn) -> None:
    hostile = "<b>#見出し</b>\n# 一\n- 二\n    三\n| a |\n[x](javascript:y) `z` ![p](attachment:q) &lt; \\"
    page = in_force(signed_in, purpose=hostile, precautions=[{"id": "p", "text": hostile}])
    html = show(signed_in(cast.expert), page).body["body_html"]
    assert "&lt;b&gt;#見出し&lt;/b&gt;" in html
    assert "<h1" not in html
    assert "javascript:y) `z`" in html
    assert "&amp;lt; \\" in html
