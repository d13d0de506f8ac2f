"""The people of a project: who may set them, their roles and days, and what is refused."""

import uuid

from tests import cast
from tests.projects.doors import DAY, HERE, SignIn, Travel, add, day, join, managed, missing, person_id, show, tags, version


def test_P053_the_manager_adds_changes_and_removes_people(signed_in: SignIn) -> None:
    admin, (manager, project) = signed_in(cast.admin), managed(signed_in)
    path = f"{HERE}/{project['id']}/members"
    partner = person_id(admin, cast.partner)
    answer = manager.post(path, {"person_id": partner, "role": "partner", "ends_on": day(90)})
    assert answer.status == 201
    member = answer.body
    assert answer.headers["location"] == f"{path}/{member['id']}"
    assert member["person"]["name"] == cast.partner.name
    assert member["person"]["company"]["name"] == "有限会社つばめ鉄筋"
    assert (member["role"], member["starts_on"], member["ends_on"], member["current"]) == ("partner", day(0), day(90), True)
    after = manager.patch(f"{path}/{member['id']}", {"ends_on": None, "starts_on": day(1)}, headers=version(1)).body
    assert (after["starts_on"], after["ends_on"], after["current"], after["version"]) == (day(1), None, False, 2)
    assert manager.delete(f"{path}/{member['id']}").status == 204
    assert [one["role"] for one in show(manager, project).body["members"]] == ["manager"]
    told = ["project.added", "project.member_added", "project.member_added", "project.member_changed", "project.member_removed"]
    assert tags(admin, project["id"]) == told


def test_P053_nobody_else_sets_the_people_of_a_project(signed_in: SignIn) -> None:
    admin, staff = signed_in(cast.admin), signed_in(cast.construction)
    project = add(admin)
    join(admin, project, cast.construction, role="manager")
    member = join(admin, project, cast.partner, role="partner")
    path = f"{HERE}/{project['id']}/members"
    answers = (
        staff.post(path, {"person_id": person_id(admin, cast.safety), "role": "safety"}),
        staff.patch(f"{path}/{member['id']}", {"role": "staff"}, headers=version(1)),
        staff.delete(f"{path}/{member['id']}"),
        signed_in(cast.partner).delete(f"{path}/{member['id']}"),
        signed_in(cast.site_manager).delete(f"{path}/{member['id']}"),
    )
    assert [(answer.status, answer.body["rule"]) for answer in answers] == [(403, "P-053")] * 5


def test_P053_a_manager_whose_time_is_over_no_longer_sets_people(signed_in: SignIn, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    project = add(admin)
    join(admin, project, cast.site_manager, role="manager", ends_on=day(2))
    partner = person_id(admin, cast.partner)
    travel(3 * DAY)
    refused = signed_in(cast.site_manager).post(f"{HERE}/{project['id']}/members", {"person_id": partner, "role": "partner"})
    assert (refused.status, refused.body["rule"]) == (403, "P-053")


def test_a_person_holds_a_role_once_at_a_time_and_may_come_back(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin)
    path = f"{HERE}/{project['id']}/members"
    engineer = person_id(admin, cast.engineer)
    first = join(admin, project, cast.engineer, starts_on=day(0), ends_on=day(10))
    for starts_on, ends_on in ((day(10), day(20)), (day(-5), day(0)), (day(-5), None), (day(3), day(4)), (day(-1), day(11))):
        refused = admin.post(path, {"person_id": engineer, "role": "staff", "starts_on": starts_on, "ends_on": ends_on})
        assert (refused.status, refused.body["code"]) == (409, "project.member_already_there")
    back = join(admin, project, cast.engineer, starts_on=day(11))
    join(admin, project, cast.engineer, role="safety")
    earlier = admin.patch(f"{path}/{back['id']}", {"starts_on": day(10)}, headers=version(1))
    assert earlier.body["code"] == "project.member_already_there"
    longer = admin.patch(f"{path}/{first['id']}", {"ends_on": None}, headers=version(1))
    assert longer.body["code"] == "project.member_already_there"


def test_a_stale_membership_is_refused_with_the_present_one(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin)
    member = join(admin, project, cast.engineer)
    path = f"{HERE}/{project['id']}/members/{member['id']}"
    current = admin.patch(path, {"role": "quality"}, headers=version(1)).body
    late = admin.patch(path, {"role": "safety"}, headers=version(1))
    assert (late.status, late.body["code"], late.body["current"]) == (412, "project.member_stale", current)
    assert admin.patch(path, {"role": "safety"}).status == 428
    assert admin.patch(path, {"role": "quality"}, headers=version(2)).body["version"] == 2


def test_wrong_members_are_refused_field_by_field(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin)
    path = f"{HERE}/{project['id']}/members"
    engineer = person_id(admin, cast.engineer)
    wrong = (
        ({"person_id": missing(), "role": "staff"}, "person_id"),
        ({"person_id": engineer, "role": "king"}, "role"),
        ({"role": "staff"}, "person_id"),
        ({"person_id": engineer, "role": "staff", "starts_on": day(2), "ends_on": day(1)}, "ends_on"),
        ({"person_id": engineer, "role": "staff", "ends_on": day(-1)}, "ends_on"),
        ({"person_id": engineer, "role": "staff", "salary": 1}, "salary"),
    )
    for body, field in wrong:
        refused = admin.post(path, body)
        assert (refused.status, [one["field"] for one in refused.body["fields"]]) == (422, [field]), refused.text
    member = join(admin, project, cast.engineer)
    backwards = admin.patch(f"{path}/{member['id']}", {"ends_on": day(-1)}, headers=version(1))
    assert (backwards.status, backwards.body["fields"][0]["field"]) == (422, "ends_on")


def test_a_disabled_person_becomes_no_member(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project, engineer = add(admin), person_id(admin, cast.engineer)
    assert admin.post(f"/api/v1/people/{engineer}/disable", {"reason": "退職"}).status == 200
    refused = admin.post(f"{HERE}/{project['id']}/members", {"person_id": engineer, "role": "staff"})
    assert (refused.status, refused.body["fields"][0]["field"]) == (422, "person_id")


def test_a_membership_belongs_to_its_project(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project, other = add(admin, "G-001"), add(admin, "G-002")
    member = join(admin, project, cast.engineer)
    for path in (f"{HERE}/{other['id']}/members/{member['id']}", f"{HERE}/{project['id']}/members/{missing()}"):
        for answer in (admin.delete(path), admin.patch(path, {"role": "safety"}, headers=version(1))):
            assert (answer.status, answer.body["code"]) == (404, "project.member_not_found")
    assert len(show(admin, project).body["members"]) == 1


def test_the_id_of_a_membership_can_be_chosen_once(signed_in: SignIn) -> None:
    admin, chosen = signed_in(cast.admin), str(uuid.uuid4())
    project = add(admin)
    assert join(admin, project, cast.engineer, id=chosen)["id"] == chosen
    body = {"id": chosen, "person_id": person_id(admin, cast.safety), "role": "safety"}
    again = admin.post(f"{HERE}/{project['id']}/members", body)
    assert (again.status, again.body["code"]) == (409, "project.id_taken")


def test_people_are_listed_by_role_and_name_and_counted_as_of_today(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin)
    join(admin, project, cast.partner, role="partner")
    join(admin, project, cast.engineer, starts_on=day(-9), ends_on=day(-1))
    join(admin, project, cast.construction)
    join(admin, project, cast.construction, role="quality")
    join(admin, project, cast.site_manager, role="manager")
    members = show(admin, project).body["members"]
    assert [(one["role"], one["person"]["name"], one["current"]) for one in members] == [
        ("manager", cast.site_manager.name, True),
        ("staff", cast.engineer.name, False),
        ("staff", cast.construction.name, True),
        ("quality", cast.construction.name, True),
        ("partner", cast.partner.name, True),
    ]
    assert admin.get(HERE).body["items"][0]["members_count"] == 3


def test_P053_a_manager_finds_people_to_add_without_managing_people(signed_in: SignIn) -> None:
    admin, (manager, project) = signed_in(cast.admin), managed(signed_in)
    path = f"{HERE}/{project['id']}/people-to-add"
    assert admin.post(f"/api/v1/people/{person_id(admin, cast.engineer)}/disable", {"reason": "退職"}).status == 200
    people = manager.get(path).body["items"]
    assert len(people) == len(cast.CAST) - 1
    assert people[0].keys() == {"id", "name", "company"}
    found = {
        words: [one["name"] for one in manager.get(f"{path}?q={words}").body["items"]]
        for words in ("つばめ", "ﾋﾗﾉ", "小野寺", "%25")
    }
    assert found == {"つばめ": [cast.partner.name], "ﾋﾗﾉ": [cast.partner.name], "小野寺": [], "%25": []}
    assert manager.get(f"{path}?q=%00").body["fields"][0]["field"] == "q"
    other = add(admin, "G-002")
    for person, status in ((signed_in(cast.quality), 403), (manager, 403), (signed_in(cast.partner), 404)):
        assert person.get(f"{HERE}/{other['id']}/people-to-add").status == status
