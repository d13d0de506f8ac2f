"""People taken over by the batch, and taken back."""

from collections.abc import Callable
from uuid import UUID

import bcrypt
import pytest
from litestar.testing import TestClient
from litestar.types import ASGIApp
from sqlalchemy import text

from mirai_knowledge.accounts import intake
from mirai_knowledge.accounts.errors import LoginNameTaken
from mirai_knowledge.accounts.schemas.intake import LoadedPerson, LoadPeople, LoadPerson, UnloadPeople, UnloadPerson
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.errors import Forbidden, Invalid
from mirai_knowledge.kernel.ids import new_id
from tests import cast
from tests.conftest import SignedIn

MACHINE = Actor.system("tests")
PASSWORD = "tsuchiya-no-mukashi-no-1"
HASH = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()


def person(login_name: str = "tsuchiya", **given: object) -> LoadPerson:
    usual: dict[str, object] = {
        "login_name": login_name, "name": "土屋 現", "roles": ("construction",), "password_hash": HASH, "must_change": False,
    }  # fmt: skip
    return LoadPerson.model_validate(usual | given)


def load(database: Database, *people: LoadPerson, run: UUID | None = None) -> tuple[LoadedPerson, ...]:
    with database.begin() as tx:
        return intake.load_people(tx, MACHINE, LoadPeople(run=run or new_id(), items=people)).items


def unload(database: Database, *loaded: LoadedPerson) -> tuple[list[UUID], list[str]]:
    items = tuple(UnloadPerson(person_id=item.person_id, version=item.version) for item in loaded)
    with database.begin() as tx:
        done = intake.unload_people(tx, MACHINE, UnloadPeople(run=new_id(), items=items))
    return list(done.removed), [item.reason for item in done.kept]


def sign_in(client: TestClient[ASGIApp], password: str = PASSWORD) -> int:
    return client.post("/api/v1/auth/login", json={"login_name": "tsuchiya", "password": password}).status_code


def test_a_person_signs_in_with_the_old_password_that_is_then_kept_in_the_new_way(
    client: TestClient[ASGIApp], database: Database
) -> None:
    load(database, person())
    assert sign_in(client) == 200
    with database.begin(read_only=True) as tx:
        assert tx.execute(text("SELECT algorithm FROM credential WHERE hash LIKE '$argon2%' AND person_id IN "
                               "(SELECT id FROM person WHERE login_name = 'tsuchiya')")).scalar() == "argon2id"  # fmt: skip


def test_disabled_people_and_people_without_a_password_do_not_sign_in(client: TestClient[ASGIApp], database: Database) -> None:
    load(database, person(disabled_reason="共有のパスワード"), person("tanigawa", password_hash=None))
    assert sign_in(client) == 401
    answer = client.post("/api/v1/auth/login", json={"login_name": "tanigawa", "password": "!"})
    assert answer.status_code == 401


def test_a_batch_is_one_audit_row_with_its_run_and_tells_nobody(database: Database) -> None:
    run = new_id()
    load(database, person(), person("tanigawa"), run=run)
    with database.begin(read_only=True) as tx:
        rows = tx.execute(
            text("SELECT detail FROM audit_entry WHERE tag = 'person.loaded' AND subject_id = :run"), {"run": str(run)}
        )
        assert rows.scalars().all() == [{"added": 2, "changed": 0, "kept": 0}]
        assert tx.execute(text("SELECT count(*) FROM notice")).scalar() == 0


def test_a_person_loaded_again_changes_unless_people_have_changed_it(
    database: Database, signed_in: Callable[[cast.Member], SignedIn]
) -> None:
    (first,) = load(database, person())
    renamed = person(name="土屋 現一", roles=("quality",), person_id=first.person_id, expected_version=first.version)
    (second,) = load(database, renamed)
    assert (second.outcome, second.person_id) == ("changed", first.person_id)
    admin = signed_in(cast.admin)
    path = f"/api/v1/people/{first.person_id}"
    assert [role["code"] for role in admin.get(path).body["roles"]] == ["quality"]
    admin.patch(path, {"department": "工事部"}, headers={"If-Match": f'"v{second.version}"'})
    (third,) = load(database, person(person_id=first.person_id, expected_version=second.version))
    assert third.outcome == "kept"
    assert admin.get(path).body["name"] == "土屋 現一"


def test_people_are_taken_back_unless_somebody_has_worked_with_them(client: TestClient[ASGIApp], database: Database) -> None:
    used, unused, changed = load(database, person(), person("tanigawa"), person("umino"))
    assert sign_in(client) == 200
    older = LoadedPerson(person_id=changed.person_id, version=changed.version - 1, outcome="added")
    assert unload(database, used, unused, older) == ([unused.person_id], ["signed_in", "changed"])
    assert unload(database, unused) == ([unused.person_id], [])


def test_the_last_administrator_and_people_who_are_pointed_at_stay(database: Database) -> None:
    admin, pointed_at = load(database, person("kanri2", roles=("admin",)), person())
    with database.begin() as tx:
        tx.execute(text("UPDATE person SET state = 'disabled', disabled_at = created_at WHERE login_name = 'kanri'"))
        tx.execute(
            text(
                "INSERT INTO session (id, person_id, device, signed_in_at, last_seen_at, expires_at) "
                "VALUES (:id, :person, 'x', '2026-01-01Z', '2026-01-01Z', '2026-01-01Z')"
            ),
            {"id": new_id(), "person": pointed_at.person_id},
        )
    assert unload(database, admin, pointed_at) == ([], ["last_admin", "in_use"])


def test_wrong_batches_are_refused_whole(database: Database) -> None:
    with pytest.raises(LoginNameTaken):
        load(database, person(), person("kanri"))
    with pytest.raises(Invalid):
        load(database, person(), person("tanigawa", roles=("boss",)))
    with database.begin(read_only=True) as tx:
        assert tx.execute(text("SELECT count(*) FROM person WHERE login_name = 'tsuchiya'")).scalar() == 0


def test_P011_only_who_manages_people_may_take_them_over(database: Database) -> None:
    with database.begin() as tx, pytest.raises(Forbidden) as refused:
        intake.load_people(tx, Actor(name="nobody"), LoadPeople(run=new_id(), items=(person(),)))
    assert refused.value.rule == "P-011"
    with database.begin() as tx, pytest.raises(Forbidden):
        intake.unload_people(tx, Actor(name="nobody"), UnloadPeople(run=new_id(), items=()))
