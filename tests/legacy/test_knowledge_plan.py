from dataclasses import replace
from pathlib import Path

import pytest

from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.legacy.schemas.mapping import WordMapping
from mirai_knowledge.legacy.schemas.planned import PersonText
from mirai_knowledge.legacy.schemas.source import Origin
from tests.legacy.folders import around, expert, knowledge, plan, project, user, write_folder


def detail(**given: JsonValue) -> dict[str, JsonValue]:
    usual: dict[str, JsonValue] = {
        "id": 1, "title": "法面の点検", "summary": "雨の後に見る。", "content": "【目的】\n崩れを防ぐ。", "category": "安全衛生",
        "tags": ["法面"], "created_by": "谷川 岩男", "created_at": "2025-05-21T11:49:50.761159",
        "updated_at": "2025-07-07T11:49:50.761159", "views": 5, "likes": 9, "related_knowledge_ids": [2, 2, 1, 77],
        "comments": [{"id": 1, "user": "海野 渚", "content": "図が要る。", "created_at": "2025-05-26T11:49:50", "likes": 4}],
        "edit_history": [{"version": 1, "edited_by": "谷川 岩男", "edited_at": "2025-08-01T00:00:00", "changes": "誤字"}],
        "project": "白沢橋架替 S-31", "status": "published",
    }  # fmt: skip
    return usual | given


def test_the_two_files_are_two_data_sets(tmp_path: Path) -> None:
    planned = plan(write_folder(tmp_path, knowledge=[knowledge()], knowledge_details=[detail(), detail(id=2, title="別")]))
    assert [(str(item.origin), item.title) for item in planned.documents] == [
        ("knowledge.json#1", "寒中コンクリートの養生"), ("knowledge_details.json#1", "法面の点検"),
        ("knowledge_details.json#2", "別"),
    ]  # fmt: skip


def test_a_base_record_is_read_field_by_field(tmp_path: Path) -> None:
    planned = plan(write_folder(tmp_path, users=[user()], knowledge=[knowledge(comments_count=8, colour="red")]))
    (found,) = planned.documents
    assert (found.title, found.body, found.importance) == ("寒中コンクリートの養生", "【手順】\n- 覆う\n- 温める\n", "high")
    assert (found.state, found.category, found.tags) == ("published", "quality", ("養生", "冬"))
    assert (found.owner_name, found.creator) == ("工事部", PersonText("土屋 現", Origin("users.json", "1")))
    assert (found.views, found.helpful, str(found.updated_at)) == (20, 3, "2026-01-07 01:00:00+00:00")
    assert found.attributes == {"comments_count": 8, "colour": "red"}
    assert planned.found("contradiction")[0].field == "comments_count"


def test_a_detailed_record_brings_links_comments_and_history(tmp_path: Path) -> None:
    records = [detail(), detail(id=2)]
    planned = plan(write_folder(tmp_path, experts=[expert()], projects=[project()], knowledge_details=records))
    found = planned.documents[0]
    assert found.project == Origin("projects.json", "1")
    assert found.creator == PersonText("谷川 岩男", Origin("experts.json", "1"))
    assert found.related == (Origin("knowledge_details.json", "2"),)
    assert [(comment.author, comment.body) for comment in found.comments] == [(PersonText("海野 渚"), "図が要る。")]
    assert [(entry.author.name, entry.reason) for entry in found.history] == [("谷川 岩男", "誤字")]
    assert found.attributes == {"project": "白沢橋架替 S-31", "related_knowledge_ids": ["77"], "comments": [{"likes": 4}]}
    codes = {line.code for line in planned.findings.findings()}
    assert {"reference.dangling", "reference.twice", "reference.self", "contradiction", "field.absent", "duplicate.text"} <= codes
    values = {line.value for line in planned.found("contradiction")}
    assert values == {"文書の更新日時より後の編集", "閲覧数より多い「役に立った」"}


def test_links_are_only_made_inside_a_file(tmp_path: Path) -> None:
    planned = plan(write_folder(tmp_path, knowledge=[knowledge(id=2)], knowledge_details=[detail()]))
    assert planned.documents[1].related == ()
    assert {line.value for line in planned.found("reference.dangling", "related_knowledge_ids")} == {
        "knowledge_details.json#2", "knowledge_details.json#77",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("approved", "published"), ("Published", "published"), ("active", "published"), ("draft", "draft"),
        ("pending_review", "draft"), ("差戻し", "draft"),
        ("obsolete", "archived"), ("謎", "draft"), (None, "draft"), (5, "draft"),
    ],
)  # fmt: skip
def test_states_of_the_old_system(tmp_path: Path, word: str | int | None, state: str) -> None:
    assert plan(write_folder(tmp_path, knowledge=[knowledge(status=word)])).documents[0].state == state


@pytest.mark.parametrize(
    ("word", "importance"),
    [("high", "high"), ("高", "high"), ("通常", "medium"), ("緊急", "critical"), ("低", "low"), ("謎", "medium")],
)
def test_priorities_of_the_old_system(tmp_path: Path, word: str, importance: str) -> None:
    assert plan(write_folder(tmp_path, knowledge=[knowledge(priority=word)])).documents[0].importance == importance


def test_categories_are_those_of_the_master_with_their_usual_short_names(tmp_path: Path) -> None:
    records = [knowledge(id=n, category=word) for n, word in enumerate(["品質", "Ｓafety", "コスト管理", None, ["x"]], 1)]
    planned = plan(write_folder(tmp_path, knowledge=records))
    assert [item.category for item in planned.documents] == ["quality", "safety", None, None, None]
    assert planned.documents[2].attributes["category"] == "コスト管理"
    told = plan(tmp_path, around(WordMapping(category={"コスト管理": "品質管理"})))
    assert told.documents[2].category == "quality"
    assert told.documents[2].outcome != planned.documents[2].outcome
    assert told.documents[0].outcome == planned.documents[0].outcome


def test_people_are_found_by_number_as_text_too_and_dangling_ones_told(tmp_path: Path) -> None:
    records = [knowledge(created_by_id="1", updated_by_id=9)]
    planned = plan(write_folder(tmp_path, users=[user()], knowledge=records))
    assert planned.documents[0].creator == PersonText("土屋 現", Origin("users.json", "1"))
    assert planned.documents[0].author == planned.documents[0].creator
    assert planned.documents[0].attributes["updated_by_id"] == 9
    assert planned.found("reference.dangling")[0].value == "users.json#9"


def test_records_of_earlier_runs_can_be_referred_to(tmp_path: Path) -> None:
    known = replace(
        around(),
        people={Origin("users.json", "1"): "土屋 現"},
        projects={Origin("projects.json", "4"): "白沢橋架替 (S-31)"},
        documents=frozenset({Origin("knowledge_details.json", "77")}),
    )
    planned = plan(write_folder(tmp_path, knowledge_details=[detail(created_by=None, created_by_id=1)]), known)
    found = planned.documents[0]
    assert found.creator == PersonText("土屋 現", Origin("users.json", "1"))
    assert found.project == Origin("projects.json", "4")
    assert found.related == (Origin("knowledge_details.json", "77"),)


def test_odd_records_are_planned_as_far_as_they_go(tmp_path: Path) -> None:
    records = [
        {"id": 1, "title": "題名だけ"},
        {"id": 2},
        knowledge(id=3, tags=None, content=None, views="x", likes=-1, created_at="未定", comments={"a": 1}, edit_history=None),
        knowledge(id=4, comments=[{"user": "x"}, {"content": "誰か"}, 5], updated_at="2025-01-01"),
    ]
    planned = plan(write_folder(tmp_path, knowledge=records))
    only_title, odd, comments = planned.documents
    assert (only_title.body, only_title.summary, only_title.state, only_title.creator) == ("", "", "draft", None)
    assert [item.origin.id for item in planned.refused] == ["2"]
    assert (odd.body, odd.tags, odd.views, odd.helpful, odd.created_at) == ("凍らせない。", (), 0, 0, None)
    assert odd.attributes | {"views": "x", "likes": -1, "created_at": "未定", "comments": {"a": 1}} == odd.attributes
    assert [comment.author.name for comment in comments.comments] == ["不明"]
    assert planned.found("record.incomplete", "comments[].content")[0].ids == ("4",)
    assert planned.found("contradiction", "updated_at")[0].ids == ("4",)
