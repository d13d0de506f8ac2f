"""Who sees which projects: the company's own people all, partners those they are members of, as long as it lasts."""

import uuid

import pytest
from litestar.testing import TestClient
from litestar.types import ASGIApp

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor, Grant
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.projects import queries
from mirai_knowledge.projects.schemas import ListProjects
from tests import cast
from tests.cast import Member
from tests.conftest import SignedIn
from tests.projects.doors import DAY, HERE, SignIn, Travel, add, change, codes, day, join, missing, person_id, show

OWN_PEOPLE = [cast.admin, cast.site_manager, cast.construction, cast.quality, cast.safety, cast.expert]


@pytest.mark.parametrize("member", OWN_PEOPLE, ids=lambda member: member.key)
def test_P050_the_companys_own_people_see_every_project(signed_in: SignIn, member: Member) -> None:
    admin = signed_in(cast.admin)
    project = add(admin)
    assert codes(signed_in(member)) == ["G-001"]
    assert show(signed_in(member), project).status == 200


def test_P050_a_partner_sees_only_projects_of_which_he_is_a_member(signed_in: SignIn) -> None:
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    own, other = add(admin, "G-001"), add(admin, "G-002")
    join(admin, own, cast.partner, role="partner")
    page = partner.get(HERE).body
    assert ([item["code"] for item in page["items"]], page["total"]) == (["G-001"], 1)
    assert show(partner, own).status == 200
    hidden, nothing = show(partner, other), partner.get(f"{HERE}/{missing()}")
    assert (hidden.status, hidden.body["code"]) == (404, "project.not_found")
    assert {**hidden.body, "request_id": ""} == {**nothing.body, "request_id": ""}


def test_P050_a_partner_learns_nothing_of_other_projects_by_filters_and_words(signed_in: SignIn) -> None:
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    own = add(admin, "G-001", work_types=["rebar"])
    add(admin, "G-002", work_types=["rebar"], client="秘密の発注者")
    join(admin, own, cast.partner, role="partner")
    for query in ("work_type=rebar", "status=planning", "status=live", "mine=true", "q=G-00", "q=青葉橋"):
        page = partner.get(f"{HERE}?{query}").body
        assert ([item["code"] for item in page["items"]], page["total"]) == (["G-001"], 1), query
    assert partner.get(f"{HERE}?q=秘密").body["total"] == 0


def test_P050_a_partner_cannot_touch_a_project_he_cannot_see(signed_in: SignIn) -> None:
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    path = f"{HERE}/{add(admin)['id']}"
    member = {"person_id": person_id(admin, cast.partner), "role": "partner"}
    answers = (
        partner.patch(path, {"name": "別名"}, headers={"If-Match": '"v1"'}),
        partner.put(f"{path}/sections", {"sections": []}, headers={"If-Match": '"v1"'}),
        partner.post(f"{path}/members", member),
        partner.delete(f"{path}/members/{missing()}"),
        partner.delete(f"{path}/companies/{missing()}"),
    )
    assert [(answer.status, answer.body["code"]) for answer in answers] == [(404, "project.not_found")] * 5


def test_P050_a_partner_is_let_in_from_the_first_to_the_last_day_of_the_membership(signed_in: SignIn, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    project = add(admin)
    join(admin, project, cast.partner, role="partner", starts_on=day(2), ends_on=day(4))
    seen = []
    for offset in range(7):
        travel(offset * DAY)
        seen.append(codes(signed_in(cast.partner)) == ["G-001"])
    assert seen == [False, False, True, True, True, False, False]


@pytest.mark.parametrize("days", [0, 3])
def test_P050_access_of_a_partner_ends_with_the_project_plus_its_days(signed_in: SignIn, travel: Travel, days: int) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, starts_on=day(-10), ends_on=day(5), access_days_after_end=days)
    join(admin, project, cast.partner, role="partner")
    travel((5 + days) * DAY)
    assert show(signed_in(cast.partner), project).status == 200
    travel((6 + days) * DAY)
    partner = signed_in(cast.partner)
    assert show(partner, project).status == 404
    assert codes(partner) == []
    assert show(signed_in(cast.site_manager), project).status == 200


def test_P050_thirty_days_are_given_when_the_project_does_not_say(signed_in: SignIn, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, ends_on=day(0))
    join(admin, project, cast.partner, role="partner")
    travel(30 * DAY)
    assert show(signed_in(cast.partner), project).status == 200
    travel(31 * DAY)
    assert show(signed_in(cast.partner), project).status == 404


def test_P050_a_membership_that_ends_before_the_project_ends_the_access(signed_in: SignIn, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, ends_on=day(100))
    join(admin, project, cast.partner, role="partner", ends_on=day(1))
    travel(2 * DAY)
    assert show(signed_in(cast.partner), project).status == 404


def test_P050_extending_the_project_lets_the_partner_in_again(signed_in: SignIn, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, ends_on=day(1), access_days_after_end=0)
    join(admin, project, cast.partner, role="partner")
    travel(3 * DAY)
    partner = signed_in(cast.partner)
    assert show(partner, project).status == 404
    assert change(signed_in(cast.admin), project, ends_on=day(20)).status == 200
    assert show(partner, project).status == 200


def test_P050_the_day_changes_at_midnight_in_japan(signed_in: SignIn, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, ends_on=day(0), access_days_after_end=0)
    join(admin, project, cast.partner, role="partner")
    midnight = clock.start_of_day_jst(clock.today_jst()).timestamp() + DAY - clock.now().timestamp()
    travel(midnight - 60)
    assert show(signed_in(cast.partner), project).status == 200
    travel(midnight + 60)
    assert show(signed_in(cast.partner), project).status == 404


def test_P050_an_archived_project_is_gone_for_partners_at_once(signed_in: SignIn) -> None:
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    project = add(admin)
    join(admin, project, cast.partner, role="partner")
    assert show(partner, project).status == 200
    assert change(admin, project, status="archived").status == 200
    assert show(partner, project).status == 404
    assert codes(admin, "status=archived") == ["G-001"]


def test_P050_a_partner_removed_from_a_project_is_out_with_the_next_request(signed_in: SignIn) -> None:
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    project = add(admin)
    member = join(admin, project, cast.partner, role="partner")
    assert show(partner, project).status == 200
    assert admin.delete(f"{HERE}/{project['id']}/members/{member['id']}").status == 204
    assert show(partner, project).status == 404


def test_P050_what_partners_see_holds_nothing_they_may_do(signed_in: SignIn) -> None:
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    project = add(admin)
    join(admin, project, cast.partner, role="manager")
    can = show(partner, project).body["can"]
    parts = ("set_members", "set_companies", "set_milestones", "set_tasks", "note_progress", "see_hours", "set_hours")
    assert can == {"edit": False, **dict.fromkeys(parts, False), "move_to": []}
    assert partner.get(HERE).body["can"] == {"add": False}


def test_P050_nobody_sees_projects_without_signing_in(client: TestClient[ASGIApp], signed_in: SignIn) -> None:
    nobody = SignedIn(signed_in(cast.admin).client, "not-a-token")
    assert [nobody.get(path).status for path in (HERE, f"{HERE}/{missing()}", "/api/v1/work-types")] == [401, 401, 401]


def test_P050_a_person_without_the_right_to_read_documents_sees_own_projects_alone(database: Database, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    own = add(admin, "G-001")
    add(admin, "G-002")
    join(admin, own, cast.engineer)
    engineer = PersonId(uuid.UUID(person_id(admin, cast.engineer)))
    bare = Actor(name="tests", person_id=engineer, grants=frozenset({Grant("knowledge.write", "all")}))
    with database.begin(read_only=True) as tx:
        assert [row.code for row in queries.list_projects(tx, bare, ListProjects()).items] == ["G-001"]


def test_mine_are_the_projects_of_which_i_am_a_member_today(signed_in: SignIn) -> None:
    admin, manager = signed_in(cast.admin), signed_in(cast.site_manager)
    first, second, third = add(admin, "G-001"), add(admin, "G-002"), add(admin, "G-003")
    join(admin, first, cast.site_manager, role="manager")
    join(admin, second, cast.site_manager, starts_on=day(1))
    join(admin, third, cast.site_manager, starts_on=day(-9), ends_on=day(-1))
    assert codes(manager, "mine=true") == ["G-001"]
    assert codes(admin, "mine=true") == []
    assert codes(manager) == ["G-001", "G-002", "G-003"]
