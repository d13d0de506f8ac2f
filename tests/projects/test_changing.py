"""Adding and changing projects: who may, what is refused, and what is left behind in the audit, the events and the feed."""

import uuid

import pytest
from sqlalchemy import text

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.cast import Member
from tests.projects.doors import HERE, SignIn, add, change, day, join, managed, missing, show, tags, version

FULL: dict[str, object] = {
    "code": "2026-014",
    "name": "青葉川 第三橋 架替工事",
    "name_kana": "アオバガワ ダイサンキョウ カケカエコウジ",
    "client": "青葉県土木部",
    "region": "青葉県北部",
    "description": "旧橋の撤去と、三径間の鋼橋の架設。\n出水期は河川内の作業を行わない。",
    "status": "in_progress",
    "work_types": ["bridge", "steel_structure"],
    "starts_on": "2026-04-01",
    "ends_on": "2028-03-20",
    "access_days_after_end": 60,
}


def test_P051_an_administrator_adds_a_project(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    answer = admin.post(HERE, FULL)
    assert answer.status == 201
    view = answer.body
    assert answer.headers["location"] == f"{HERE}/{view['id']}"
    kinds = [{"code": "steel_structure", "name": "鋼構造物工"}, {"code": "bridge", "name": "橋梁"}]
    assert {field: view[field] for field in FULL} == {**FULL, "work_types": kinds}
    assert (view["version"], view["members"], view["companies"], view["sections"]) == (1, [], [], [])
    parts = ("set_members", "set_companies", "set_milestones", "set_tasks", "note_progress", "see_hours", "set_hours")
    assert view["can"] == {"edit": True, **dict.fromkeys(parts, True), "move_to": ["suspended", "completed"]}
    assert show(admin, view).body == view


@pytest.mark.parametrize("member", [cast.site_manager, cast.construction, cast.safety, cast.partner], ids=lambda one: one.key)
def test_P051_nobody_else_adds_one(signed_in: SignIn, member: Member) -> None:
    refused = signed_in(member).post(HERE, FULL)
    assert (refused.status, refused.body["rule"]) == (403, "P-051")
    assert signed_in(cast.admin).get(HERE).body["total"] == 0


def test_P051_the_list_says_who_may_add(signed_in: SignIn) -> None:
    assert [signed_in(one).get(HERE).body["can"] for one in (cast.admin, cast.site_manager)] == [{"add": True}, {"add": False}]


def test_P052_the_manager_of_a_project_changes_it(signed_in: SignIn) -> None:
    manager, project = managed(signed_in)
    answer = manager.patch(f"{HERE}/{project['id']}", {"name": "別の名前"}, headers=version(1))
    assert (answer.status, answer.body["name"], answer.body["version"]) == (200, "別の名前", 2)
    assert answer.headers["etag"] == '"v2"'


def test_P052_a_site_manager_does_not_change_the_projects_of_others(signed_in: SignIn) -> None:
    admin, manager = signed_in(cast.admin), signed_in(cast.site_manager)
    other, as_staff, over = add(admin, "G-001"), add(admin, "G-002"), add(admin, "G-003")
    join(admin, as_staff, cast.site_manager, role="staff")
    join(admin, over, cast.site_manager, role="manager", starts_on=day(-9), ends_on=day(-1))
    for project in (other, as_staff, over):
        refused = change(manager, project, name="別の名前")
        assert (refused.status, refused.body["rule"]) == (403, "P-052")
        assert show(manager, project).body["can"]["edit"] is False


def test_P052_being_manager_of_a_project_is_not_enough_without_the_right(signed_in: SignIn) -> None:
    admin, staff = signed_in(cast.admin), signed_in(cast.construction)
    project = add(admin)
    join(admin, project, cast.construction, role="manager")
    assert change(staff, project, name="別の名前").body["rule"] == "P-052"


def test_absent_fields_stay_and_null_empties(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = admin.post(HERE, FULL).body
    after = change(admin, project, client=None, ends_on=None, work_types=[]).body
    assert (after["client"], after["ends_on"], after["work_types"]) == (None, None, [])
    assert {name: after[name] for name in ("code", "name", "region", "starts_on", "status")} == {
        name: FULL[name] for name in ("code", "name", "region", "starts_on", "status")
    }


def test_a_change_that_changes_nothing_leaves_no_trace(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = admin.post(HERE, FULL).body
    same = {**FULL, "work_types": ["bridge", "steel_structure"]}
    assert change(admin, project, **same).body == project
    assert tags(admin, project["id"]) == ["project.added"]


def test_a_stale_version_is_refused_with_the_present_text(signed_in: SignIn) -> None:
    admin, (manager, project) = signed_in(cast.admin), managed(signed_in)
    assert change(manager, project, name="先に変えた名前").status == 200
    for path, body in (("", {"name": "後から変えた名前"}), ("/sections", {"sections": [{"name": "A工区"}]})):
        send = admin.patch if path == "" else admin.put
        late = send(f"{HERE}/{project['id']}{path}", body, headers=version(1))
        assert (late.status, late.body["code"]) == (412, "project.stale")
        assert late.body["current"] == show(admin, project).body
    assert admin.patch(f"{HERE}/{project['id']}", {"name": "x"}).status == 428


def test_a_code_is_unique_however_it_is_written(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    first, second = add(admin, "B-03"), add(admin, "B-04")
    for answer in (admin.post(HERE, {"code": "ｂ－０３", "name": "同じ番号"}), change(admin, second, code="b-03")):
        assert (answer.status, answer.body["code"]) == (409, "project.code_taken")
        assert answer.body["fields"][0]["field"] == "code"
    assert show(admin, first).body["code"] == "B-03"


def test_an_id_can_be_chosen_once(signed_in: SignIn) -> None:
    admin, chosen = signed_in(cast.admin), str(uuid.uuid4())
    assert add(admin, "G-001", id=chosen)["id"] == chosen
    again = admin.post(HERE, {"id": chosen, "code": "G-002", "name": "別の現場"})
    assert (again.status, again.body["code"]) == (409, "project.id_taken")


def test_sending_the_same_request_twice_adds_one_project(signed_in: SignIn) -> None:
    admin, key = signed_in(cast.admin), {"Idempotency-Key": "add-once"}
    first, second = admin.post(HERE, FULL, headers=key), admin.post(HERE, FULL, headers=key)
    assert (first.status, second.status, second.body) == (201, 201, first.body)
    assert admin.get(HERE).body["total"] == 1


def test_sections_are_named_renamed_and_reordered(signed_in: SignIn) -> None:
    manager, project = managed(signed_in)
    path = f"{HERE}/{project['id']}/sections"
    first = manager.put(path, {"sections": [{"name": "A工区"}, {"name": "B工区"}, {"name": "C工区"}]}, headers=version(1)).body
    a, b, c = first["sections"]
    assert [section["name"] for section in first["sections"]] == ["A工区", "B工区", "C工区"]
    swapped = [{"id": c["id"], "name": "A工区"}, {"id": a["id"], "name": "C工区"}, {"name": "B工区"}]
    after = manager.put(path, {"sections": swapped}, headers=version(2)).body
    assert after["sections"] == [{**c, "name": "A工区"}, {**a, "name": "C工区"}, b]
    assert manager.put(path, {"sections": swapped}, headers=version(3)).body["version"] == 3
    strange = manager.put(path, {"sections": [{"id": missing(), "name": "D工区"}]}, headers=version(3))
    assert (strange.status, strange.body["fields"][0]["field"]) == (422, "sections.0.id")
    twice = manager.put(path, {"sections": [{"name": "A工区"}, {"name": " A工区 "}]}, headers=version(3))
    assert (twice.status, twice.body["fields"][0]["field"]) == (422, "sections")
    assert manager.put(path, {"sections": []}, headers=version(3)).body["sections"] == []


def test_P052_only_who_changes_the_project_names_its_sections(signed_in: SignIn) -> None:
    project = add(signed_in(cast.admin))
    refused = signed_in(cast.quality).put(f"{HERE}/{project['id']}/sections", {"sections": []}, headers=version(1))
    assert (refused.status, refused.body["rule"]) == (403, "P-052")


def test_every_change_stands_in_the_audit_with_before_and_after(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin)
    change(admin, project, name="別の名前", work_types=["tunnel"], ends_on=day(9))
    change(admin, project, status="in_progress")
    admin.put(f"{HERE}/{project['id']}/sections", {"sections": [{"name": "A工区"}]}, headers=version(3))
    assert tags(admin, project["id"]) == ["project.added", "project.changed", "project.status_changed", "project.sections_set"]
    entry = admin.get("/api/v1/audit?tag=project.changed").body["items"][0]
    assert entry["subject"]["label"] == "G-001 別の名前"
    assert {(one["name"], one["before"], one["after"]) for one in entry["changes"]} == {
        ("現場名", "青葉橋 G-001", "別の名前"),
        ("工種", "[]", '["tunnel"]'),
        ("終わり", None, day(9)),
    }


def test_every_change_is_told_and_marked(signed_in: SignIn, database: Database) -> None:
    admin = signed_in(cast.admin)
    project = add(admin)
    member = join(admin, project, cast.partner, role="partner")
    change(admin, project, name="別の名前")
    change(admin, project, status="in_progress")
    admin.delete(f"{HERE}/{project['id']}/members/{member['id']}")
    with database.begin(read_only=True) as tx:
        told = tx.execute(text("SELECT name FROM event WHERE name LIKE 'project.%' ORDER BY id")).scalars().all()
        marked = tx.execute(text("SELECT count(*) FROM change WHERE subject_kind = 'project'")).scalar_one()
    assert told == [
        "project.added",
        "project.member_added",
        "project.changed",
        "project.status_changed",
        "project.member_removed",
    ]
    assert marked == 5


WRONG: list[tuple[dict[str, object], str]] = [
    ({"code": ""}, "code"),
    ({"code": "G 001"}, "code"),
    ({"code": "G/001"}, "code"),
    ({"code": "G" * 41}, "code"),
    ({"code": None}, "code"),
    ({"name": "　 "}, "name"),
    ({"name": "a" * 201}, "name"),
    ({"name": "名\u0000前"}, "name"),
    ({"name": "名\u202e前"}, "name"),
    ({"client": "一行\n二行"}, "client"),
    ({"description": "長" * 10_001}, "description"),
    ({"status": "open"}, "status"),
    ({"status": "archived"}, "status"),
    ({"work_types": ["space_station"]}, "work_types"),
    ({"work_types": "bridge"}, "work_types"),
    ({"work_types": [f"w{number}" for number in range(31)]}, "work_types"),
    ({"starts_on": "2026-02-30"}, "starts_on"),
    ({"starts_on": "0001-01-01"}, "starts_on"),
    ({"ends_on": "9999-12-31"}, "ends_on"),
    ({"starts_on": "2026-05-02", "ends_on": "2026-05-01"}, "ends_on"),
    ({"access_days_after_end": -1}, "access_days_after_end"),
    ({"access_days_after_end": 3651}, "access_days_after_end"),
    ({"id": "not-an-id"}, "id"),
    ({"budget": -1}, "budget"),
    ({"colour": "blue"}, "colour"),
]


def test_wrong_input_names_the_field_in_japanese(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    for fields, name in WRONG:
        refused = admin.post(HERE, {"code": "G-001", "name": "現場", **fields})
        assert refused.status == 422, f"{fields}: {refused.text}"
        assert [field["field"] for field in refused.body["fields"]] == [name], refused.text
        assert refused.body["fields"][0]["message"].isascii() is False, refused.text
    assert admin.get(HERE).body["total"] == 0


def test_a_changed_day_is_checked_against_the_one_that_stays(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, starts_on="2026-05-01", ends_on="2026-06-01")
    for fields in ({"ends_on": "2026-04-30"}, {"starts_on": "2026-06-02"}):
        refused = change(admin, project, **fields)
        assert (refused.status, refused.body["fields"][0]["field"]) == (422, "ends_on")
    assert change(admin, project, starts_on="2026-07-01", ends_on="2026-08-01").status == 200
