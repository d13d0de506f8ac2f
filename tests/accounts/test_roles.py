"""Roles and what they may do."""

from typing import Any

import pytest

from tests import cast
from tests.accounts.doors import SignIn, audit_rows, me, version
from tests.conftest import SignedIn

# The table of docs and domain: one line a right, one letter a role. A all, P own projects, O own, D draft only, V visible.
ROLES = ("admin", "site_manager", "construction", "quality", "safety", "expert", "partner")
SCOPES = {"A": "all", "P": "own_projects", "O": "own", "D": "draft_only", "V": "visible"}
TABLE = {
    "document.read": "AAAAAAV",
    "knowledge.write": "AAAAAA-",
    "sop.write": "AADAAA-",
    "regulation.write": "AADAAA-",
    "document.publish": "A--AA--",
    "document.comment": "AAAAAAV",
    "receipt.confirm": "AAAAAAV",
    "rollout.answer": "AAAAAAV",
    "incident.report": "AAAAAAP",
    "incident.investigate": "AA-AA--",
    "incident.see_names": "AP--A--",
    "approval.decide": "AA-AAA-",
    "distribution.send": "AA-AA--",
    "consultation.ask": "AAAAAA-",
    "consultation.answer": "A----A-",
    "project.manage": "AO-----",
    "list.export": "AAAAAA-",
    "document.bin": "APOAAO-",
    "audit.read": "AP-AA--",
    "person.manage": "A------",
    "master.manage": "A------",
    "route.manage": "A------",
    "integration.manage": "A------",
    "operations.manage": "A------",
}


def role(admin: SignedIn, code: str) -> Any:
    return next(item for item in admin.get("/api/v1/roles").body["items"] if item["code"] == code)


def grants_of(code: str) -> list[dict[str, str]]:
    column = ROLES.index(code)
    return [{"right": right, "scope": SCOPES[line[column]]} for right, line in sorted(TABLE.items()) if line[column] != "-"]


def test_P010_the_seven_roles_hold_what_the_domain_says(signed_in: SignIn) -> None:
    items = signed_in(cast.admin).get("/api/v1/roles").body["items"]
    assert [item["code"] for item in items] == list(ROLES)
    assert {item["code"]: item["grants"] for item in items} == {code: grants_of(code) for code in ROLES}
    assert [item["people_count"] for item in items] == [1, 1, 2, 1, 1, 1, 1]


def test_P010_every_right_is_known_with_the_scopes_the_table_uses(signed_in: SignIn) -> None:
    items = {item["right"]: item for item in signed_in(cast.admin).get("/api/v1/rights").body["items"]}
    assert set(items) >= set(TABLE)
    for right, line in TABLE.items():
        assert {SCOPES[letter] for letter in line if letter != "-"} <= set(items[right]["scopes"])
        assert items[right]["name"]


def test_P014_changed_grants_count_from_the_next_request(signed_in: SignIn) -> None:
    admin, person = signed_in(cast.admin), signed_in(cast.construction)
    before = role(admin, "construction")
    assert person.get("/api/v1/audit").status == 403
    wanted = [*before["grants"], {"right": "audit.read", "scope": "all"}]
    answer = admin.put("/api/v1/roles/construction/grants", json={"grants": wanted}, headers=version(before["version"]))
    assert (answer.status, answer.body["version"]) == (200, before["version"] + 1)
    assert answer.body["grants"] == sorted(wanted, key=lambda grant: grant["right"])
    assert person.get("/api/v1/audit").status == 200
    assert {"right": "audit.read", "scope": "all"} in me(person.client, person.token).body["rights"]
    (row,) = audit_rows(admin, "role.grants_changed")
    assert row["changes"][0]["field"] == "grants"


def test_P014_the_same_grants_change_nothing(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    for code in ("expert", "admin"):
        before = role(admin, code)
        path = f"/api/v1/roles/{code}/grants"
        assert admin.put(path, json={"grants": before["grants"]}, headers=version(before["version"])).body == before
    assert audit_rows(admin, "role.grants_changed") == []


def test_P014_the_administrators_grants_cannot_be_reduced(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    before = role(admin, "admin")
    assert before["can"] == {"set_grants": False}
    narrower = [{**grant, "scope": "visible"} if grant["right"] == "document.read" else grant for grant in before["grants"]]
    for wanted in (before["grants"][1:], [], narrower):
        answer = admin.put("/api/v1/roles/admin/grants", json={"grants": wanted}, headers=version(before["version"]))
        assert (answer.status, answer.body["code"]) == (409, "role.admin_fixed")
    assert role(admin, "admin") == before


@pytest.mark.parametrize(
    ("grants", "fields"),
    [
        ([{"right": "king.be", "scope": "all"}], ["grants.0.right"]),
        ([{"right": "person.manage", "scope": "own"}], ["grants.0.scope"]),
        ([{"right": "list.export", "scope": "all"}] * 2, ["grants.1.right"]),
        ([{"right": "list.export", "scope": "some"}], ["grants.0.scope"]),
        ([{"right": "list.export"}], ["grants.0.scope"]),
        ([{"right": "list.export", "scope": "all", "x": 1}], ["grants.0.x"]),
        ("all", ["grants"]),
    ],
)
def test_P014_unusable_grants_are_named(signed_in: SignIn, grants: object, fields: list[str]) -> None:
    answer = signed_in(cast.admin).put("/api/v1/roles/expert/grants", json={"grants": grants}, headers=version(1))
    assert (answer.status, [entry["field"] for entry in answer.body["fields"]]) == (422, fields)


def test_P014_a_stale_or_unknown_role_is_refused(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    stale = admin.put("/api/v1/roles/expert/grants", json={"grants": []}, headers=version(9))
    assert (stale.status, stale.body["code"], stale.body["current"]["code"]) == (412, "role.stale", "expert")
    missing = admin.put("/api/v1/roles/king/grants", json={"grants": []}, headers=version(1))
    assert (missing.status, missing.body["code"]) == (404, "role.not_found")
    assert admin.put("/api/v1/roles/expert/grants", json={"grants": []}).status == 428


def test_P010_P014_only_those_who_manage_people_see_and_change_roles(signed_in: SignIn) -> None:
    person = signed_in(cast.expert)
    answers = [
        ("P-010", person.get("/api/v1/roles")),
        ("P-010", person.get("/api/v1/rights")),
        ("P-014", person.put("/api/v1/roles/expert/grants", json={"grants": []}, headers=version(1))),
    ]
    assert [(answer.status, answer.body["rule"]) for _, answer in answers] == [(403, rule) for rule, _ in answers]
