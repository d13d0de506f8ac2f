"""The master of work types: everybody reads it, administrators keep it."""

from typing import Any

import pytest

from tests import cast
from tests.cast import Member
from tests.conftest import SignedIn
from tests.projects.doors import HERE, SignIn, add, change, codes, tags, version

MASTER = "/api/v1/work-types"


def kind(person: SignedIn, code: str) -> Any:
    items = person.get(f"{MASTER}?archived=true").body["items"]
    return next(item for item in items if item["code"] == code)


@pytest.mark.parametrize("member", [cast.admin, cast.construction, cast.partner], ids=lambda one: one.key)
def test_P055_everybody_who_is_signed_in_reads_the_work_types(signed_in: SignIn, member: Member) -> None:
    answer = signed_in(member).get(MASTER)
    names = [item["name"] for item in answer.body["items"]]
    assert answer.status == 200
    expected = {
        "土工",
        "コンクリート工",
        "鉄筋工",
        "型枠工",
        "基礎工",
        "舗装工",
        "鋼構造物工",
        "仮設工",
        "橋梁",
        "トンネル",
        "法面工",
    }
    assert expected | {"河川・護岸", "上下水道", "建築", "設備", "解体"} <= set(names)
    assert names[:2] == ["土工", "掘削工"]
    assert answer.body["can"] == {"add": member is cast.admin}
    assert {item["can"]["edit"] for item in answer.body["items"]} == {member is cast.admin}


def test_P056_an_administrator_adds_and_changes_work_types(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    answer = admin.post(MASTER, {"code": "snow", "name": "除雪工", "parent_code": "earthwork"})
    assert (answer.status, answer.headers["location"], answer.body["version"]) == (201, f"{MASTER}/snow", 1)
    assert admin.get(MASTER).body["items"][-1]["code"] == "snow"
    changed = admin.patch(f"{MASTER}/snow", {"name": "除雪・凍結防止工", "parent_code": None, "position": 5}, headers=version(1))
    assert (changed.status, changed.body["parent_code"], changed.body["version"]) == (200, None, 2)
    assert admin.get(MASTER).body["items"][0]["name"] == "除雪・凍結防止工"
    assert tags(admin, "snow") == ["work_type.added", "work_type.changed"]


@pytest.mark.parametrize("member", [cast.site_manager, cast.expert, cast.partner], ids=lambda one: one.key)
def test_P056_nobody_else_does(signed_in: SignIn, member: Member) -> None:
    person = signed_in(member)
    answers = (
        person.post(MASTER, {"code": "snow", "name": "除雪工"}),
        person.patch(f"{MASTER}/bridge", {"name": "橋"}, headers=version(1)),
    )
    assert [(answer.status, answer.body["rule"]) for answer in answers] == [(403, "P-056")] * 2


def test_an_archived_work_type_stays_where_it_is_and_is_given_no_more(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, work_types=["tunnel"])
    archived = admin.patch(f"{MASTER}/tunnel", {"archived": True}, headers=version(1)).body
    assert archived["archived_at"] is not None
    assert "tunnel" not in {item["code"] for item in admin.get(MASTER).body["items"]}
    assert change(admin, project, work_types=["tunnel", "bridge"]).status == 200
    refused = admin.post(HERE, {"code": "G-002", "name": "別の現場", "work_types": ["tunnel"]})
    assert (refused.status, refused.body["fields"][0]["field"]) == (422, "work_types")
    assert admin.patch(f"{MASTER}/tunnel", {"archived": False}, headers=version(2)).body["archived_at"] is None
    assert admin.post(HERE, {"code": "G-002", "name": "別の現場", "work_types": ["tunnel"]}).status == 201


def test_a_stale_work_type_is_refused_with_the_present_one(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    current = admin.patch(f"{MASTER}/bridge", {"name": "橋りょう"}, headers=version(1)).body
    late = admin.patch(f"{MASTER}/bridge", {"name": "橋梁工"}, headers=version(1))
    assert (late.status, late.body["code"], late.body["current"]) == (412, "work_type.stale", current)
    assert admin.patch(f"{MASTER}/bridge", {"name": "橋梁工"}).status == 428
    assert admin.patch(f"{MASTER}/nothing", {"name": "無"}, headers=version(1)).body["code"] == "work_type.not_found"


def test_wrong_work_types_are_refused(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    wrong = (
        ({"code": "bridge", "name": "新しい橋"}, 409, "code"),
        ({"code": "new", "name": "橋梁"}, 409, "name"),
        ({"code": "new", "name": "新", "parent_code": "nothing"}, 422, "parent_code"),
        ({"code": "new", "name": "新", "parent_code": "excavation"}, 422, "parent_code"),
        ({"code": "new", "name": "新", "parent_code": "new"}, 422, "parent_code"),
        ({"code": "橋", "name": "新"}, 422, "code"),
        ({"code": "new", "name": ""}, 422, "name"),
        ({"code": "new", "name": "新", "position": -1}, 422, "position"),
    )
    for body, status, field in wrong:
        refused = admin.post(MASTER, body)
        assert (refused.status, refused.body["fields"][0]["field"]) == (status, field), refused.text
    # A work type with parts of its own does not become a part.
    third_level = admin.patch(f"{MASTER}/earthwork", {"parent_code": "bridge"}, headers=version(1))
    assert (third_level.status, third_level.body["fields"][0]["field"]) == (422, "parent_code")
    assert kind(admin, "earthwork")["version"] == 1


def test_projects_are_found_by_a_work_type_and_its_parts(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    add(admin, "G-001", work_types=["excavation"])
    add(admin, "G-002", work_types=["earthwork", "bridge"])
    add(admin, "G-003", work_types=["bridge"])
    assert codes(admin, "work_type=earthwork") == ["G-001", "G-002"]
    assert codes(admin, "work_type=excavation") == ["G-001"]
    assert codes(admin, "work_type=nothing") == []
