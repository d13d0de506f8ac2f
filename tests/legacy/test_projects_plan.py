from pathlib import Path

import pytest

from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.legacy.policy.matching import PersonNames, ProjectNames, code_in
from mirai_knowledge.legacy.schemas.source import PROJECTS, Origin
from tests.legacy.folders import expert, plan, project, write_folder

NAMES = ((1, "首都東線更新 (K-12)"), (2, "北橋梁補修 (B-03)"), (3, "峠トンネル補修 (T-21)"), (4, "峠トンネル補修 (T-21)"))
BY_NAME = ProjectNames(
    [(Origin(PROJECTS, str(number)), name) for number, name in NAMES],
    {"旧K現場": "projects.json#1", "開いた": None, "x": "projects.json#9"},
)


@pytest.mark.parametrize(
    ("text", "target", "evidence"),
    [
        ("首都東線更新 (K-12)", "1", "名前が一致"),
        ("首都東線更新　（Ｋ－１２）", "1", "記号や空白を除いた名前が一致"),
        ("北橋梁補修 B-03", "2", "記号や空白を除いた名前が一致"),
        ("B-03", "2", "工事番号 B-03 が一致"),
        ("(b‐03)", "2", "工事番号 B-03 が一致"),
        ("B-03-3-2", "2", "工事番号 B-03 が一致"),
        ("B-03-橋梁", "2", "工事番号 B-03 が一致"),
        ("旧Ｋ現場", "1", "対応表の指定"),
    ],
)
def test_a_project_is_linked_with_its_evidence(text: str, target: str, evidence: str) -> None:
    found = BY_NAME.find(text)
    assert (found.target, found.evidence) == (Origin(PROJECTS, target), evidence)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("峠トンネル補修 (T-21)", ("3", "4")),
        ("T-21", ("3", "4")),
        ("橋梁補修", ("2",)),
        ("B-03 下水道", ("2",)),
        ("B-033", ()),
        ("B-04", ()),
        ("管径1.8m", ()),
        ("本社", ()),
        ("K-12 と B-03", ()),
    ],
)
def test_a_doubtful_project_is_left_alone_with_its_candidates(text: str, candidates: tuple[str, ...]) -> None:
    found = BY_NAME.find(text)
    assert (found.target, tuple(origin.id for origin in found.candidates)) == (None, candidates)


def test_a_mapping_to_a_project_that_is_not_there_is_told() -> None:
    assert BY_NAME.unknown_targets == (("x", "projects.json#9"),)


def test_codes_are_read_from_names() -> None:
    assert [code_in(text) for text in ("X (K-12)", "Kー12 工区", "K-12 と B-03", "AB-1", "12-K")] == [
        "K-12",
        "K-12",
        None,
        "AB-1",
        None,
    ]


def test_a_person_is_found_by_the_whole_name_alone() -> None:
    people = PersonNames([(Origin("a", "1"), "谷川 岩男"), (Origin("a", "2"), "谷川 一"), (Origin("b", "1"), "谷川　一")])
    assert people.find("谷川岩男").target == Origin("a", "1")
    assert people.find("谷川一").target is None
    assert len(people.find("谷川一").candidates) == 2
    assert people.find("谷川").target is None


def test_a_project_is_read_field_by_field(tmp_path: Path) -> None:
    planned = plan(write_folder(tmp_path, projects=[project(budget=5, progress=10, milestones=[])]))
    (found,) = planned.projects
    assert (found.code, found.name, found.status) == ("S-31", "白沢橋架替 (S-31)", "in_progress")
    assert (found.work_types, found.sections) == (("pavement",), ("A工区",))
    assert (str(found.starts_on), str(found.ends_on)) == ("2026-01-15", "2030-03-31")
    assert found.attributes == {"budget": 5, "progress": 10, "milestones": []}


def test_projects_of_one_name_stay_several_with_codes_of_their_own(tmp_path: Path) -> None:
    records = [
        project(),
        project(id=11),
        project(id=12, name="無番の現場"),
        project(id=13, name="別", code="s－31"),
        project(id=14, name=" "),
    ]
    planned = plan(write_folder(tmp_path, projects=records))
    assert [item.code for item in planned.projects] == ["S-31", "S-31-11", "L-12", "S-31-13"]
    assert planned.found("duplicate.name")[0].ids == ("1", "11")
    assert planned.refused[0].origin.id == "14"


def test_contradictions_are_reported_and_kept(tmp_path: Path) -> None:
    milestones: list[JsonValue] = [{"status": "completed"}, {"status": "pending", "completion_date": "2026-01-01"}, "x"]
    records = [
        project(id=1, status="completed", progress=23, milestones=milestones),
        project(id=2, status="in_progress", end_date="2026-02-01"),
        project(id=3, status="planning", progress=50, start_date="2026-05-01", end_date="2026-04-01"),
        project(id=4, members=[{"name": "谷川 岩男", "email": "u@x.jp"}, {"name": "谷川 岩男", "email": "v@x.jp"}]),
        project(id=5, members=[{"name": "海野 渚", "email": "u@x.jp"}, "x"], milestones=5),
    ]
    planned = plan(write_folder(tmp_path, experts=[expert()], projects=records))
    assert {(line.value, line.ids) for line in planned.found("contradiction")} == {
        ("完了なのに進捗が100%未満", ("1",)), ("完了なのに終わりの日が来ていない", ("1",)),
        ("施工中なのに終わりの日を過ぎている", ("2",)), ("計画中なのに進捗がある", ("3",)),
        ("始まりより前の終わり", ("3",)), ("completedなのに完了日がない", ("1",)), ("pendingなのに完了日がある", ("1",)),
        ("谷川 岩男が2回ある", ("4",)),
    }  # fmt: skip
    assert planned.projects[2].ends_on is None
    assert planned.projects[2].attributes["end_date"] == "2026-04-01"
    assert planned.found("duplicate.email")[0].value == "u@x.jp（2人の名前）"
    links = {line.text: (line.target, line.candidates) for line in planned.findings.links()}
    assert links == {"谷川 岩男": (None, ("experts.json#1",)), "海野 渚": (None, ())}


def test_unknown_words_leave_the_field_open_and_are_kept(tmp_path: Path) -> None:
    planned = plan(write_folder(tmp_path, projects=[project(status="休止", work_type="左官工"), project(id=2, status=None)]))
    assert [(item.status, item.work_types) for item in planned.projects] == [("in_progress", ()), ("in_progress", ("pavement",))]
    assert planned.projects[0].attributes == {"status": "休止", "work_type": "左官工"}
    assert {(line.field, line.value) for line in planned.found("value.unknown")} == {("status", "休止"), ("work_type", "左官工")}
