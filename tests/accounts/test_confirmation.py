"""What others rely on asks for the password once more, when the last proof is older than ten minutes."""

from tests import cast
from tests.accounts.doors import MINUTE, SignIn, Travel, audit_rows, person_of, version
from tests.approvals import doors as approvals
from tests.conftest import Answer, SignedIn

NEEDED = (403, "auth.confirmation_required")


def regrant(admin: SignedIn, *roles: str) -> Answer:
    row = person_of(admin, cast.expert)
    return admin.put(f"/api/v1/people/{row['id']}/roles", json={"roles": roles}, headers=version(row["version"]))


def confirm(person: SignedIn, password: str) -> Answer:
    return person.post("/api/v1/auth/confirm", json={"password": password})


def test_rights_are_given_only_after_a_fresh_proof(signed_in: SignIn, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    assert regrant(admin, "expert", "quality").status == 200, "signing in is a proof"
    travel(11 * MINUTE)
    refused = regrant(admin, "expert")
    assert (refused.status, refused.body["code"]) == NEEDED
    wrong = confirm(admin, "not-my-password-at-all")
    assert (wrong.status, wrong.body["fields"][0]["field"]) == (422, "password")
    assert regrant(admin, "expert").status == 403
    assert confirm(admin, cast.admin.password).status == 204
    assert regrant(admin, "expert").status == 200
    assert len(audit_rows(admin, "session.confirmed")) == len(audit_rows(admin, "session.confirmation_failed")) == 1


def test_wrong_passwords_lock_as_they_do_at_the_door(signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    answers = [confirm(safety, f"wrong-{at}") for at in range(6)]
    assert [answer.status for answer in answers[:5]] == [422] * 5
    assert (answers[5].status, answers[5].body["code"]) == (429, "auth.locked")


def test_a_critical_document_is_approved_after_a_fresh_proof_and_others_without(signed_in: SignIn, travel: Travel) -> None:
    admin, author = signed_in(cast.admin), signed_in(cast.construction)
    approvals.route(admin, approvals.stage("本社", approvals.role("safety")))
    critical = approvals.submitted(author, importance="critical")
    high = approvals.submitted(author, "別の点検", importance="high")
    safety = signed_in(cast.safety)
    travel(11 * MINUTE)
    assert approvals.approve(safety, high)["state"] == "approved"
    for verb, fields in (("approve", {}), ("return", {"reason": "根拠を書いてください。"})):
        refused = approvals.decide(safety, approvals.show(safety, critical), verb, **fields)
        assert (refused.status, refused.body["code"]) == NEEDED, verb
    assert confirm(safety, cast.safety.password).status == 204
    assert approvals.approve(safety, critical)["state"] == "approved"
