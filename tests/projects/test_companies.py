"""The companies of a project and their tiers."""

from tests import cast
from tests.projects.doors import HERE, SignIn, add, company_id, day, join, managed, missing, show, tags


def test_P054_the_manager_puts_companies_into_their_tiers(signed_in: SignIn) -> None:
    admin, (manager, project) = signed_in(cast.admin), managed(signed_in)
    path = f"{HERE}/{project['id']}/companies"
    partner, own = company_id(admin, "C-101"), company_id(admin, "C-001")
    work = {"company_id": partner, "tier": 1, "work": "鉄筋工事", "starts_on": day(0), "ends_on": day(60)}
    answer = manager.post(path, work)
    assert answer.status == 201
    assert answer.headers["location"] == f"{path}/{partner}"
    companies = manager.post(path, {"company_id": own, "tier": 0}).body["companies"]
    assert [(place["tier"], place["company"]["name"], place["work"]) for place in companies] == [
        (0, "みらい建設株式会社", None),
        (1, "有限会社つばめ鉄筋", "鉄筋工事"),
    ]
    assert (companies[1]["starts_on"], companies[1]["ends_on"]) == (day(0), day(60))
    assert manager.delete(f"{path}/{own}").status == 204
    assert [place["tier"] for place in show(manager, project).body["companies"]] == [1]
    told = ["project.company_added", "project.company_added", "project.company_removed"]
    assert tags(admin, project["id"])[2:] == told


def test_P054_nobody_else_sets_the_companies_of_a_project(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin)
    join(admin, project, cast.partner, role="partner")
    partner = company_id(admin, "C-101")
    path = f"{HERE}/{project['id']}/companies"
    for member in (cast.site_manager, cast.construction, cast.partner):
        person = signed_in(member)
        for answer in (person.post(path, {"company_id": partner, "tier": 1}), person.delete(f"{path}/{partner}")):
            assert (answer.status, answer.body["rule"]) == (403, "P-054")


def test_a_company_stands_in_a_project_once(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    path = f"{HERE}/{add(admin)['id']}/companies"
    body = {"company_id": company_id(admin, "C-101"), "tier": 1}
    assert admin.post(path, body).status == 201
    again = admin.post(path, {**body, "tier": 2})
    assert (again.status, again.body["code"]) == (409, "project.company_already_there")


def test_a_company_that_is_not_there_cannot_be_removed(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    gone = admin.delete(f"{HERE}/{add(admin)['id']}/companies/{missing()}")
    assert (gone.status, gone.body["code"]) == (404, "project.company_not_found")


def test_wrong_companies_are_refused_field_by_field(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    path = f"{HERE}/{add(admin)['id']}/companies"
    partner, client = company_id(admin, "C-101"), company_id(admin, "C-201")
    assert admin.post(f"/api/v1/companies/{client}/archive").status == 200
    wrong = (
        ({"company_id": missing(), "tier": 1}, "company_id"),
        ({"company_id": client, "tier": 1}, "company_id"),
        ({"company_id": partner, "tier": -1}, "tier"),
        ({"company_id": partner, "tier": 10}, "tier"),
        ({"company_id": partner}, "tier"),
        ({"company_id": partner, "tier": 1, "starts_on": day(2), "ends_on": day(1)}, "ends_on"),
    )
    for body, field in wrong:
        refused = admin.post(path, body)
        assert (refused.status, [one["field"] for one in refused.body["fields"]]) == (422, [field]), refused.text


def test_P054_a_manager_finds_companies_to_add_without_managing_companies(signed_in: SignIn) -> None:
    admin, (manager, project) = signed_in(cast.admin), managed(signed_in)
    path = f"{HERE}/{project['id']}/companies-to-add"
    assert admin.post(f"/api/v1/companies/{company_id(admin, 'C-201')}/archive").status == 200
    names = {words: [one["name"] for one in manager.get(f"{path}?q={words}").body["items"]] for words in ("", "c-101", "青葉県")}
    tsubame = "有限会社つばめ鉄筋"
    assert names == {"": [tsubame, "みらい建設株式会社"], "c-101": [tsubame], "青葉県": []}
    assert manager.get(f"{HERE}/{add(admin, 'G-002')['id']}/companies-to-add").body["rule"] == "P-054"
