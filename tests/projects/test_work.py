"""Tasks, progress, budget and hours of a site."""

from typing import Any

from tests import cast
from tests.conftest import Answer, SignedIn
from tests.projects.doors import (
    HERE,
    SignIn,
    add,
    change,
    company_id,
    day,
    join,
    managed,
    missing,
    person_id,
    show,
    tags,
    version,
)

TASKS = "/api/v1/tasks"


def give(person: SignedIn, project: Any, **fields: object) -> Answer:
    return person.post(f"{HERE}/{project['id']}/tasks", {"title": "足場の点検", **fields})


def report(person: SignedIn, task: Any, state: str, percent: int) -> Answer:
    now = person.get(f"{TASKS}/{task['id']}").body
    path = f"{TASKS}/{task['id']}/report"
    return person.post(path, {"state": state, "percent": percent}, headers=version(now["version"]))


def with_a_doer(signed_in: SignIn) -> tuple[SignedIn, Any, str]:
    """The manager, the project, and somebody of the site who may not change it."""
    manager, project = managed(signed_in)
    admin = signed_in(cast.admin)
    join(admin, project, cast.construction)
    return manager, project, person_id(admin, cast.construction)


def titles(person: SignedIn, query: str = "") -> list[str]:
    answer = person.get(f"{TASKS}?{query}")
    assert answer.status == 200, answer.text
    return [item["title"] for item in answer.body["items"]]


def test_P181_the_manager_gives_a_task_to_somebody_who_is_told(signed_in: SignIn) -> None:
    manager, project, doer = with_a_doer(signed_in)
    refused = give(signed_in(cast.construction), project)
    assert (refused.status, refused.body["rule"]) == (403, "P-181")
    task = give(manager, project, assignee_id=doer, due_on=day(3)).body
    assert (task["state"], task["assignee"]["name"], task["can"]) == (
        "pending",
        cast.construction.name,
        {"edit": True, "report": True},
    )
    notices = signed_in(cast.construction).get("/api/v1/notices").body["items"]
    assert [(one["title"], one["link"]) for one in notices] == [
        ("作業の担当になりました: 足場の点検", f"/projects/{project['id']}")
    ]
    assert tags(signed_in(cast.admin), project["id"])[-1] == "project.task_added"


def test_P182_who_does_a_task_reports_on_it_and_others_do_not(signed_in: SignIn) -> None:
    manager, project, doer = with_a_doer(signed_in)
    task = give(manager, project, assignee_id=doer).body
    person = signed_in(cast.construction)
    assert person.get(f"{TASKS}/{task['id']}").body["can"] == {"edit": False, "report": True}
    begun = report(person, task, "pending", 40)
    assert (begun.status, begun.body["state"], begun.body["percent"]) == (200, "in_progress", 40)
    done = report(person, task, "completed", 40).body
    assert (done["percent"], done["done_on"]) == (100, day(0))
    wrong = report(person, task, "cancelled", 0)
    assert (wrong.status, wrong.body["code"]) == (409, "project.task_move_refused")
    assert "「作業中」" in wrong.body["detail"]
    other = report(signed_in(cast.engineer), task, "in_progress", 10)
    assert (other.status, other.body["rule"]) == (403, "P-182")
    assert show(manager, project).body["tasks"] == {"all": 1, "completed": 1, "late": 0}
    assert tags(signed_in(cast.admin), project["id"])[-2:] == ["project.task_reported", "project.task_reported"]


def test_a_task_is_for_people_of_the_site_and_its_days_are_in_order(signed_in: SignIn) -> None:
    manager, project = managed(signed_in)
    stranger = person_id(signed_in(cast.admin), cast.engineer)
    for wrong, field in (
        ({"assignee_id": stranger}, "assignee_id"),
        ({"starts_on": day(2), "due_on": day(1)}, "due_on"),
        ({"title": " "}, "title"),
    ):
        answer = give(manager, project, **wrong)
        assert (answer.status, answer.body["fields"][0]["field"]) == (422, field)
    task = give(manager, project, starts_on=day(2)).body
    early = manager.patch(f"{TASKS}/{task['id']}", {"due_on": day(1)}, headers=version(1))
    assert (early.status, early.body["fields"][0]["field"]) == (422, "due_on")
    assert manager.patch(f"{TASKS}/{task['id']}", {"priority": "high"}, headers=version(1)).status == 200
    stale = manager.patch(f"{TASKS}/{task['id']}", {"priority": "low"}, headers=version(1))
    assert (stale.status, stale.body["current"]["priority"]) == (412, "high")
    assert manager.delete(f"{TASKS}/{task['id']}").status == 204
    assert manager.get(f"{TASKS}/{task['id']}").status == 404


def test_tasks_are_listed_by_their_day_narrowed_and_written_as_a_file(signed_in: SignIn) -> None:
    manager, project = managed(signed_in)
    other = add(signed_in(cast.admin), "G-002")
    me = person_id(signed_in(cast.admin), cast.site_manager)
    give(manager, project, title="型枠の検査", due_on=day(5), assignee_id=me)
    give(manager, project, title="片付け")
    late = give(manager, project, title="配筋の検査", due_on=day(-1)).body
    give(signed_in(cast.admin), other, title="測量", due_on=day(1))
    assert titles(manager, f"project={project['id']}") == ["配筋の検査", "型枠の検査", "片付け"]
    assert titles(manager) == ["配筋の検査", "測量", "型枠の検査", "片付け"]
    assert titles(manager, "mine=true") == ["型枠の検査"]
    assert titles(manager, "status=late") == ["配筋の検査"]
    assert titles(manager, "q=検査&limit=1") == ["配筋の検査"]
    report(manager, late, "completed", 100)
    assert titles(manager, f"project={project['id']}&status=completed") == ["配筋の検査"]
    rows = manager.get(f"/api/v1/exports/tasks?project={project['id']}&status=all").content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("工事番号,現場名,作業,内容,状態,優先度,担当")
    assert len(rows) == 4


def test_P180_a_partner_sees_the_tasks_of_own_sites_alone_and_notices_end_with_them(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    own, other = add(admin, "G-001"), add(admin, "G-002")
    membership = join(admin, own, cast.partner, role="partner")
    task = give(admin, own, title="資材の搬入", assignee_id=person_id(admin, cast.partner)).body
    give(admin, other, title="測量")
    partner = signed_in(cast.partner)
    assert titles(partner) == ["資材の搬入"]
    assert len(partner.get("/api/v1/notices").body["items"]) == 1
    assert report(partner, task, "completed", 100).status == 200
    assert admin.delete(f"{HERE}/{own['id']}/members/{membership['id']}").status == 204
    assert titles(partner, "status=all") == []
    assert partner.get(f"{TASKS}/{task['id']}").status == 404
    assert partner.get("/api/v1/notices").body["items"] == []


def test_P183_progress_is_noted_by_day_and_the_last_one_stands_in_the_list(signed_in: SignIn) -> None:
    manager, project = managed(signed_in)
    here = f"{HERE}/{project['id']}/progress"
    for noted, percent in ((day(-7), 30), (day(0), 42), (day(-14), 21), (day(0), 45)):
        assert manager.post(here, {"percent": percent, "noted_on": noted, "note": "出来高検査"}).status == 200
    listed = manager.get(here).body["items"]
    assert [(one["noted_on"], one["percent"]) for one in listed] == [(day(0), 45), (day(-7), 30), (day(-14), 21)]
    assert manager.get(HERE).body["items"][0]["progress"]["percent"] == 45
    for wrong in ({"percent": 101}, {"percent": 50, "noted_on": day(1)}):
        assert manager.post(here, wrong).status == 422
    refused = signed_in(cast.engineer).post(here, {"percent": 50})
    assert (refused.status, refused.body["rule"]) == (403, "P-183")
    assert manager.delete(f"{here}/{day(0)}").status == 200
    assert show(manager, project).body["progress"]["percent"] == 30
    assert manager.delete(f"{here}/{day(0)}").status == 404
    assert tags(signed_in(cast.admin), project["id"])[-1] == "project.progress_removed"


def test_P184_budget_and_hours_are_for_the_companys_own_people(signed_in: SignIn) -> None:
    manager, project = managed(signed_in)
    join(signed_in(cast.admin), project, cast.partner, role="partner")
    here = f"{HERE}/{project['id']}/hours"
    assert change(manager, project, budget=250_000_000).body["budget"] == 250_000_000
    assert manager.get(here).body["items"] == []
    partner = signed_in(cast.partner)
    assert (partner.get(here).status, partner.get(here).body["rule"]) == (403, "P-184")
    assert show(partner, project).body["budget"] is None
    assert show(partner, project).body["can"]["see_hours"] is False
    assert partner.get(f"{HERE}/{missing()}/hours").status == 404


def test_P185_the_manager_enters_hours_by_month_and_company(signed_in: SignIn) -> None:
    manager, project = managed(signed_in)
    admin = signed_in(cast.admin)
    subcontractor = company_id(admin, "C-101")
    month = day(0)[:8] + "01"
    here = f"{HERE}/{project['id']}/hours"
    unknown = manager.put(f"{here}/{month}", {"items": [{"company_id": subcontractor, "hours": 8}]})
    assert (unknown.status, unknown.body["fields"][0]["field"]) == (422, "items.0.company_id")
    assert admin.post(f"{HERE}/{project['id']}/companies", {"company_id": subcontractor, "tier": 1}).status == 201
    kept = manager.put(f"{here}/{month}", {"items": [{"company_id": subcontractor, "hours": 1234.56}]})
    assert (kept.status, kept.body["items"][0]["hours"], kept.body["total"]) == (200, 1234.6, 1234.6)
    assert kept.body["items"][0]["month"] == month[:7]
    ahead = manager.put(f"{here}/{day(40)[:8]}01", {"items": []})
    assert (ahead.status, ahead.body["fields"][0]["field"]) == (422, "month")
    told = admin.get(f"/api/v1/audit?subject_id={project['id']}").text
    assert "有限会社つばめ鉄筋 1,234.6 時間" in told
    refused = signed_in(cast.engineer).put(f"{here}/{month}", {"items": []})
    assert (refused.status, refused.body["rule"]) == (403, "P-185")
    rows = manager.get(f"/api/v1/exports/project-hours?project={project['id']}").content.decode("utf-8-sig").splitlines()
    assert rows[0] == "月,会社,延労働時間"
    assert rows[1].endswith("1234.6")
    gone = manager.put(f"{here}/{month}", {"items": [{"company_id": subcontractor, "hours": None}]})
    assert (gone.body["items"], gone.body["total"]) == ([], 0)
