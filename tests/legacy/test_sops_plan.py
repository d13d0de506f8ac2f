"""What becomes of procedures: steps, checklists and references row by row, and whatever does not fit kept and told."""

from pathlib import Path

import pytest

from mirai_knowledge.kernel.errors import JsonValue
from tests.legacy.folders import plan, sop, write_folder


def test_a_procedure_keeps_every_row_and_when_it_began(tmp_path: Path) -> None:
    planned = plan(write_folder(tmp_path, sop_details=[sop(), sop(id=2, related_sops=[1, 9, 1])]))
    first, second = planned.sops
    assert (first.title, first.category, first.state, first.tags) == ("打設の標準", "sop_construction", "published", ("打設",))
    assert first.steps[0]["text"] == "見る"
    assert (first.steps[0]["minutes"], first.checklist[0]["text"], first.precautions) == (65, "保護具", ("雨は中止",))
    assert first.references == ({"id": "r1", "title": "示方書", "target": "https://example.com/1"},)
    assert (str(first.created_at)[:10], str(first.updated_at)[:10]) == ("2025-01-06", "2026-01-07")
    assert [(entry.author.name, entry.reason) for entry in first.history] == [("土屋 現", "制定")]
    assert first.attributes == {"version": "v2.2", "revision_history": [{"version": "v1.0"}]}
    assert [str(origin) for origin in second.related] == ["sop_details.json#1"]
    assert planned.found("reference.dangling", "related_sops")[0].count == 1
    assert planned.found("field.absent", "status")[0].count == 2


@pytest.mark.parametrize(
    ("said", "minutes"), [("65分", 65), ("１時間30分", 90), ("約2時間", 120), ("半日", None), ("99999999分", None), ("", None)]
)
def test_durations_are_minutes_or_are_kept(tmp_path: Path, said: str, minutes: int | None) -> None:
    steps: list[JsonValue] = [{"step_number": 1, "title": "点検", "description": "見る", "estimated_time": said}]
    planned = plan(write_folder(tmp_path, sop_details=[sop(steps=steps)]))
    assert planned.sops[0].steps[0]["minutes"] == minutes
    kept = planned.sops[0].attributes.get("steps")
    assert kept == ([{"estimated_time": said}] if minutes is None and said else None)


def test_rows_that_do_not_fit_are_told_and_kept(tmp_path: Path) -> None:
    odd = sop(
        steps=[{"step_number": 7, "title": None, "description": "見る"}, "文字だけ"],
        checklist=[{"id": 1, "item": None}, {"id": 2, "item": "足元", "required": "yes"}],
        references=[{"title": "示方書", "url": "ftp://example.com"}, {"title": None, "url": None}],
        status="不明な状態",
    )
    planned = plan(write_folder(tmp_path, sop_details=[odd, sop(id=2, title=None)]))
    (made,) = planned.sops
    assert [step["title"] for step in made.steps] == ["手順 1"]
    assert [(item["text"], item["required"]) for item in made.checklist] == [("足元", True)]
    assert [(item["title"], item["target"]) for item in made.references] == [("示方書", "")]
    assert made.state == "draft"
    assert [item.reason for item in planned.refused] == ["題名がない"]
    told = {(line.code, line.field) for line in planned.findings.findings()}
    assert {
        ("contradiction", "steps[].step_number"),
        ("field.unreadable", "steps"),
        ("field.unreadable", "references[].url"),
    } <= told


def test_a_text_without_steps_is_published_and_nothing_at_all_is_a_draft(tmp_path: Path) -> None:
    texts = [
        {
            "id": 31,
            "title": "乗車前点検",
            "content": "毎日点検する。",
            "target": "20m級",
            "status": "active",
            "category": "安全管理",
        },
        {"id": 32, "title": "空の手順", "status": "active"},
    ]
    planned = plan(write_folder(tmp_path, sop=texts))
    assert [(made.state, made.body, made.scope) for made in planned.sops] == [
        ("published", "毎日点検する。", "20m級"),
        ("draft", "", ""),
    ]
    assert planned.sops[0].category == "sop_safety"
