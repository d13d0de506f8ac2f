from dataclasses import replace
from pathlib import Path

import pytest

from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.legacy.schemas.mapping import WordMapping
from tests.legacy.folders import HASH_1, HASH_2, around, expert, plan, user, write_folder


def test_a_user_keeps_the_password_and_everything_that_has_a_field(tmp_path: Path) -> None:
    planned = plan(write_folder(tmp_path, users=[user(position="主任", created_at="2026-01-05T10:00:00")]))
    (person,) = planned.people
    assert (person.login_name, person.name, person.email) == ("tsuchiya", "土屋 現", "tsuchiya@example.co.jp")
    assert (person.roles, person.active, person.password_hash, person.must_change) == (("construction",), True, HASH_1, False)
    assert person.attributes == {"position": "主任"}
    assert person.raw["password_hash"] == "***"
    assert str(person.created_at) == "2026-01-05 01:00:00+00:00"


def test_shared_and_known_passwords_are_brought_disabled_with_a_forced_change(tmp_path: Path) -> None:
    records = [user(), user(id=2, username="b"), user(id=3, username="bbb", password_hash=HASH_2)]
    planned = plan(write_folder(tmp_path, users=records), replace(around(), weak=frozenset({HASH_2})))
    assert [(person.active, person.must_change) for person in planned.people] == [(False, True)] * 3
    assert planned.people[0].password_hash == HASH_1
    assert planned.found("password.shared")[0].ids == ("1", "2")
    assert planned.found("password.known")[0].ids == ("3",)


@pytest.mark.parametrize("password", [None, "", "secret", "a" * 64, 5, "$2b$12$short"])
def test_passwords_that_cannot_be_taken_over_leave_the_person_disabled(tmp_path: Path, password: str | int | None) -> None:
    planned = plan(write_folder(tmp_path, users=[user(password_hash=password)]))
    assert (planned.people[0].password_hash, planned.people[0].active) == (None, False)
    assert "secret" not in str(planned.people[0])
    assert planned.found("password.unusable")[0].ids == ("1",)


def test_second_factors_are_not_kept_anywhere(tmp_path: Path) -> None:
    secret: dict[str, JsonValue] = {
        "mfa_enabled": True,
        "mfa_secret": "JBSWY3DP",
        "mfa_backup_codes": [{"code_hash": "abc", "used": False}],
    }
    planned = plan(write_folder(tmp_path, users=[user(**secret)]))
    assert "JBSWY3DP" not in str(planned.people[0])
    assert "abc'" not in str(planned.people[0])
    assert planned.people[0].attributes == {"mfa_enabled": True}
    assert {line.field for line in planned.found("field.secret")} == {"mfa_secret", "mfa_backup_codes"}


def test_login_names_that_are_taken_or_no_login_names_are_replaced_and_reported(tmp_path: Path) -> None:
    records = [
        user(username="Ｋanri "),
        user(id=2),
        user(id=3, username="TSUCHIYA"),
        user(id=4, username="土屋"),
        user(id=5, username=""),
    ]
    planned = plan(write_folder(tmp_path, users=records), replace(around(), taken=frozenset({"kanri"})))
    assert [(person.login_name, person.active) for person in planned.people] == [
        ("kanri-1", False), ("tsuchiya", False), ("tsuchiya-3", False), ("user-4", False),
    ]  # fmt: skip
    assert {line.ids for line in planned.found("duplicate.login")} == {("1",), ("3",)}
    assert planned.people[3].attributes["username"] == "土屋"
    assert [(item.origin.id, item.raw) for item in planned.refused] == [("5", records[4] | {"password_hash": "***"})]


def test_roles_come_as_text_unknown_and_not_at_all(tmp_path: Path) -> None:
    records = [
        user(roles="manager"),
        user(id=2, roles=["boss", "quality_assurance"]),
        user(id=3, roles=None),
        user(id=4, roles={"a": 1}),
    ]
    planned = plan(write_folder(tmp_path, users=records))
    assert [person.roles for person in planned.people] == [("site_manager",), ("quality",), (), ()]
    assert planned.people[1].attributes["roles"] == ["boss"]
    assert planned.found("value.unknown")[0].value == "boss"
    assert planned.found("person.roleless")[0].ids == ("3", "4")


def test_a_mapping_says_what_unknown_words_mean(tmp_path: Path) -> None:
    path = write_folder(tmp_path, users=[user(roles=["Boss"])])
    planned = plan(path, around(WordMapping(role={"boss": "safety", "x": None})))
    assert planned.people[0].roles == ("safety",)
    assert [(line.value, line.target, line.by) for line in planned.findings.values()] == [("Boss", "safety", "mapping")]


def test_experts_are_people_who_cannot_sign_in(tmp_path: Path) -> None:
    planned = plan(write_folder(tmp_path, experts=[expert(best_answer_count=9), expert(id="E 2", name=None)]))
    (person,) = planned.people
    assert (person.login_name, person.roles, person.active, person.password_hash) == ("expert-1", ("expert",), False, None)
    assert person.attributes == {
        "specialties": ["トンネル工学"], "answer_count": 5, "best_answer_count": 9, "rating": 4.5,
    }  # fmt: skip
    assert planned.found("contradiction")[0].value == "回答数より多いベストアンサー数"
    assert planned.refused[0].origin.id == "E 2"


def test_people_of_one_name_or_address_stay_several_and_are_reported(tmp_path: Path) -> None:
    records = [expert(name="土屋　現"), expert(id=2, name="別 人")]
    planned = plan(write_folder(tmp_path, users=[user()], experts=records))
    assert len(planned.people) == 3
    assert {(line.file, line.ids) for line in planned.found("duplicate.name")} == {
        ("users.json", ("1",)),
        ("experts.json", ("1",)),
    }
    assert planned.found("duplicate.email")[0].ids == ("1", "2")


def test_a_wrong_address_is_kept_as_an_attribute(tmp_path: Path) -> None:
    planned = plan(write_folder(tmp_path, users=[user(email="土屋のメール")]))
    assert (planned.people[0].email, planned.people[0].attributes) == (None, {"email": "土屋のメール"})
