"""Several people at one incident at the same instant."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests import cast
from tests.conftest import Answer
from tests.documents.doors import SignIn, version
from tests.incidents.doors import ACTIONS, HERE, act, in_state, planned, reported, show


def together(*calls: Any) -> list[Answer]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def test_two_who_verify_at_once_verify_once(signed_in: SignIn) -> None:
    safety, quality, manager = signed_in(cast.safety), signed_in(cast.quality), signed_in(cast.site_manager)
    action = planned(safety, reported(safety))
    done = act(safety, action, "complete", note="替えた").body
    answers = together(*(lambda person=person: act(person, done, "verify", at=done["version"]) for person in (quality, manager)))
    assert sorted(answer.status for answer in answers) == [200, 412]
    steps = safety.get(f"{ACTIONS}/{action['id']}").body["steps"]
    assert [step["move"] for step in steps] == ["完了を報告する", "確認する"]


def test_a_close_and_a_new_action_at_once_leave_no_closed_incident_with_an_open_action(signed_in: SignIn) -> None:
    for _ in range(3):
        incident = in_state(signed_in, "verifying")
        quality = signed_in(cast.quality)
        assert act(quality, incident["actions"][0], "verify").status == 200
        safety, headers = signed_in(cast.safety), version(show(quality, incident)["version"])
        sent = {"text": "もう一つ", "owner_name": "資材班", "due_on": "2030-01-01"}
        closed, added = together(
            lambda: safety.post(f"{HERE}/{incident['id']}/move", {"move": "advance"}, headers=headers),  # noqa: B023
            lambda: quality.post(f"{HERE}/{incident['id']}/actions", sent, headers=headers),  # noqa: B023
        )
        assert sorted((closed.status < 300, added.status < 300)) == [False, True]
        page = show(safety, incident)
        assert page["flags"] == []
        assert (page["state"]["code"] == "closed") is (len(page["actions"]) == 1)


def test_a_failed_effect_and_a_close_at_once_agree(signed_in: SignIn) -> None:
    incident = in_state(signed_in, "verifying")
    quality, safety = signed_in(cast.quality), signed_in(cast.safety)
    verified = act(quality, incident["actions"][0], "verify").body
    headers = version(show(safety, incident)["version"])
    closed, failed = together(
        lambda: safety.post(f"{HERE}/{incident['id']}/move", {"move": "advance"}, headers=headers),
        lambda: act(quality, verified, "deny_effect", at=verified["version"], note="効かない"),
    )
    assert failed.status == 200
    page = show(safety, incident)
    assert (closed.status, page["state"]["code"]) in {(200, "correcting"), (409, "verifying")}
    assert page["flags"] == []


def test_reports_at_once_have_codes_of_their_own(signed_in: SignIn) -> None:
    people = [signed_in(member) for member in (cast.safety, cast.quality, cast.construction, cast.expert)]
    pages = together(*(lambda person=person: reported(person) for person in people))
    assert len({page["code"] for page in pages}) == 4  # type: ignore[index]
