"""Projects by the batch: what they had is kept, nothing is doubled, nobody is told, and a run can be taken back."""

import uuid
from datetime import UTC, date, datetime

import pytest
from pydantic import JsonValue
from sqlalchemy import text

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.errors import Forbidden, Invalid
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.projects import intake
from mirai_knowledge.projects.schemas import LoadProject, LoadProjects, LoadReport, UnloadReport
from tests import cast
from tests.projects.doors import HERE, SignIn, add, change, join

LOADER = Actor.system("tests")
RUN = new_id()
RAW: dict[str, JsonValue] = {
    "id": 12,
    "name": "首都高架 更新 (K-12)",
    "budget": 71_154_000,
    "milestones": [{"title": "竣工", "done": None}],
}
RECORD = LoadProject(
    file="projects.json",
    origin_id="12",
    raw=RAW,
    attributes={"budget": 71_154_000},
    code="K-12",
    name="首都高架 更新 (K-12)",
    status="completed",
    work_types=("pavement", "concrete"),
    sections=("B工区", "C工区", "B工区"),
    starts_on=date(2025, 1, 10),
    ends_on=date(2099, 3, 31),
    created_at=datetime(2025, 1, 5, 3, 0, tzinfo=UTC),
    updated_at=datetime(2025, 6, 1, 3, 0, tzinfo=UTC),
)


def load(database: Database, *records: LoadProject, run: uuid.UUID = RUN) -> LoadReport:
    with database.begin() as tx:
        return intake.load_projects(tx, LOADER, LoadProjects(run=run, items=records))


def unload(database: Database, run: uuid.UUID = RUN) -> UnloadReport:
    with database.begin() as tx:
        return intake.unload_projects(tx, LOADER, run)


def renamed(record: LoadProject, **values: object) -> LoadProject:
    return LoadProject.model_validate({**record.model_dump(), **values})


def test_a_record_keeps_its_days_status_and_origin(database: Database, signed_in: SignIn) -> None:
    (loaded,) = load(database, RECORD).items
    assert (loaded.file, loaded.origin_id, loaded.code, loaded.outcome) == ("projects.json", "12", "K-12", "added")
    view = signed_in(cast.admin).get(f"{HERE}/{loaded.project_id}").body
    assert (view["status"], view["starts_on"], view["ends_on"]) == ("completed", "2025-01-10", "2099-03-31")
    assert (view["created_at"], view["updated_at"]) == ("2025-01-05T03:00:00Z", "2025-06-01T03:00:00Z")
    assert [section["name"] for section in view["sections"]] == ["B工区", "C工区"]
    assert [kind["code"] for kind in view["work_types"]] == ["concrete", "pavement"]
    with database.begin(read_only=True) as tx:
        legacy = tx.execute(text("SELECT legacy FROM project")).scalar_one()
    assert (legacy["run"], legacy["raw"], legacy["attributes"]) == (str(RUN), RAW, {"budget": 71_154_000})


def test_loading_again_doubles_nothing(database: Database, signed_in: SignIn) -> None:
    load(database, RECORD)
    (again,) = load(database, RECORD, run=new_id()).items
    assert again.outcome == "unchanged"
    assert signed_in(cast.admin).get(HERE).body["total"] == 1


def test_a_changed_record_is_taken_over_unless_people_have_changed_the_project(database: Database, signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    (first,) = load(database, RECORD).items
    newer = renamed(RECORD, raw={**RAW, "name": "新しい名前"}, name="新しい名前", sections=("D工区",), code="OTHER")
    assert [item.outcome for item in load(database, newer).items] == ["changed"]
    view = admin.get(f"{HERE}/{first.project_id}").body
    assert (view["name"], view["code"], [one["name"] for one in view["sections"]]) == ("新しい名前", "K-12", ["D工区"])
    assert change(admin, view, name="人が付けた名前").status == 200
    assert [item.outcome for item in load(database, RECORD).items] == ["differs"]
    assert admin.get(f"{HERE}/{first.project_id}").body["name"] == "人が付けた名前"


def test_two_records_of_one_code_are_two_projects(database: Database, signed_in: SignIn) -> None:
    add(signed_in(cast.admin), "K-12-2")
    twins = [renamed(RECORD, origin_id=str(number)) for number in range(3)]
    assert [item.code for item in load(database, *twins).items] == ["K-12", "K-12-3", "K-12-4"]
    long = [renamed(RECORD, origin_id=str(number), code="L" * 40) for number in (9, 10)]
    assert [item.code for item in load(database, *long).items] == ["L" * 40, "L" * 38 + "-2"]


def test_a_batch_tells_nobody_marks_the_feed_and_leaves_one_audit_row(database: Database, signed_in: SignIn) -> None:
    records = [renamed(RECORD, origin_id=str(number), code=f"K-{number}") for number in range(5)]
    with database.begin(read_only=True) as tx:
        before = tx.execute(text("SELECT count(*) FROM event")).scalar_one()
    load(database, *records)
    with database.begin(read_only=True) as tx:
        assert tx.execute(text("SELECT count(*) FROM event")).scalar_one() == before
        assert tx.execute(text("SELECT count(*) FROM notice")).scalar_one() == 0
        assert tx.execute(text("SELECT count(*) FROM change WHERE subject_kind = 'project'")).scalar_one() == 5
    (entry,) = signed_in(cast.admin).get(f"/api/v1/audit?subject_id={RUN}").body["items"]
    assert (entry["tag"], [(one["name"], one["value"]) for one in entry["detail"] if one["value"] != "0"]) == (
        "project.loaded",
        [("追加", "5")],
    )


def test_an_unknown_work_type_refuses_the_whole_batch(database: Database, signed_in: SignIn) -> None:
    with pytest.raises(Invalid) as refused:
        load(database, RECORD, renamed(RECORD, origin_id="13", work_types=("space_station",)))
    assert [field.field for field in refused.value.fields] == ["items.1.work_types"]
    assert signed_in(cast.admin).get(HERE).body["total"] == 0


def test_a_run_is_taken_back_except_for_what_people_have_worked_on(database: Database, signed_in: SignIn) -> None:
    admin, other = signed_in(cast.admin), new_id()
    records = [renamed(RECORD, origin_id=str(number), code=f"K-{number}") for number in range(5)]
    untouched, named, staffed, busy, measured = load(database, *records).items
    load(database, renamed(RECORD, origin_id="other", code="K-9"), run=other)
    assert change(admin, {"id": str(named.project_id)}, name="人が付けた名前").status == 200
    join(admin, {"id": str(staffed.project_id)}, cast.engineer)
    assert admin.post(f"{HERE}/{busy.project_id}/tasks", {"title": "測量"}).status == 201
    assert admin.post(f"{HERE}/{measured.project_id}/progress", {"percent": 10}).status == 200
    report = unload(database)
    assert report.removed == (untouched.project_id,)
    assert [(kept.code, kept.reason) for kept in report.kept] == [
        ("K-1", "changed"),
        ("K-2", "in_use"),
        ("K-3", "in_use"),
        ("K-4", "in_use"),
    ]
    assert [item["code"] for item in admin.get(HERE).body["items"]] == ["K-1", "K-2", "K-3", "K-4", "K-9"]
    assert unload(database, other).kept == ()
    assert load(database, records[0]).items[0].outcome == "added"


def test_P051_only_who_adds_projects_loads_them(database: Database) -> None:
    nobody = Actor(name="tests")
    with database.begin() as tx:
        for act in (
            lambda: intake.load_projects(tx, nobody, LoadProjects(run=RUN, items=(RECORD,))),
            lambda: intake.unload_projects(tx, nobody, RUN),
        ):
            with pytest.raises(Forbidden) as refused:
                act()
            assert refused.value.rule == "P-051"
