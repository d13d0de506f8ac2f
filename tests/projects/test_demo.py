"""The invented projects of the demonstration, as a new installation shows them."""

import uuid

from mirai_knowledge.entry.demo import projects as demo_projects
from mirai_knowledge.entry.demo import work as demo_work
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import PersonId
from tests import cast
from tests.projects.doors import HERE, SignIn, company_id, person_id


def test_six_projects_of_several_statuses_two_of_them_with_the_partner(database: Database, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    people = {member.key: PersonId(uuid.UUID(person_id(admin, member))) for member in cast.CAST}
    companies = {key: uuid.UUID(company_id(admin, code)) for key, code in (("own", "C-001"), ("partner", "C-101"))}
    with database.begin() as tx:
        ids = demo_projects.load(tx, Actor.system("demo.load"), people, companies)
        demo_work.load(tx, Actor.system("demo.load"), ids, people, companies)
    page = admin.get(HERE).body
    assert page["total"] == len(ids) == 6
    assert sorted(item["status"] for item in page["items"]) == ["completed", *["in_progress"] * 4, "planning"]
    views = [admin.get(f"{HERE}/{project_id}").body for project_id in ids.values()]
    assert all(view["sections"] and view["members"] and view["companies"] and view["work_types"] for view in views)
    assert signed_in(cast.partner).get(HERE).body["total"] == 2
    assert signed_in(cast.site_manager).get(f"{HERE}?mine=true").body["total"] == 4
    bridge = admin.get(f"{HERE}/{ids['bridge']}").body
    assert (bridge["progress"]["percent"], bridge["tasks"]) == (52, {"all": 5, "completed": 1, "late": 1})
    assert [one["state"] for one in bridge["milestones"]] == ["reached", "reached", "planned", "planned", "planned"]
    assert len(admin.get(f"{HERE}/{ids['bridge']}/hours").body["items"]) == 6
