"""What tests of incidents share: the API as people use it."""

from datetime import timedelta
from typing import Any

from mirai_knowledge.kernel import clock
from tests import cast
from tests.conftest import Answer, SignedIn
from tests.documents.doors import SignIn, join, project, version

HERE = "/api/v1/incidents"
ACTIONS = "/api/v1/incident-actions"
STORY = "脚立の上で型枠のセパレーターを締めていたところ、脚立が傾き、飛び降りた。けがはなかった。"


def telling(**fields: object) -> dict[str, object]:
    at = (clock.now() - timedelta(hours=2)).isoformat()
    return {"type": "near_miss", "occurred_at": at, "place": "P2橋脚", "accident_type": 1, "description": STORY, **fields}


def report(person: SignedIn, site: Any = None, **fields: object) -> Answer:
    sent: dict[str, object] = {"told": telling(**fields)}
    if site is not None:
        sent["project_id"] = site["id"]
    return person.post(HERE, sent)


def reported(person: SignedIn, site: Any = None, **fields: object) -> Any:
    answer = report(person, site, **fields)
    assert answer.status == 201, answer.text
    return answer.body


def show(person: SignedIn, incident: Any) -> Any:
    answer = person.get(f"{HERE}/{incident['id']}")
    assert answer.status == 200, answer.text
    return answer.body


def told_of(page: Any) -> dict[str, Any]:
    """What is told of an incident, as it is sent back by who changes it."""
    content = {key: value for key, value in page["content"].items() if key not in {"actions", "language"}}
    content["people"] = [{key: value for key, value in row.items() if key != "label"} for row in content["people"]]
    return content


def change(person: SignedIn, incident: Any, *, at: int | None = None, reason: str = "", **fields: object) -> Answer:
    page = show(person, incident)
    told = {**told_of(page), **fields}
    sent = {"told": told, "reason": reason}
    return person.put(f"{HERE}/{incident['id']}", sent, headers=version(page["version"] if at is None else at))


def move(person: SignedIn, incident: Any, name: str = "advance", *, at: int | None = None, reason: str = "") -> Answer:
    number = show(person, incident)["version"] if at is None else at
    return person.post(f"{HERE}/{incident['id']}/move", {"move": name, "reason": reason}, headers=version(number))


def plan(person: SignedIn, incident: Any, *, at: int | None = None, **fields: Any) -> Answer:
    number = show(person, incident)["version"] if at is None else at
    day = clock.today_jst() + timedelta(days=5)
    sent: dict[str, object] = {"text": "脚立を立馬に替える", "owner_name": "資材班", "due_on": day.isoformat(), **fields}
    return person.post(f"{HERE}/{incident['id']}/actions", sent, headers=version(number))


def planned(person: SignedIn, incident: Any, **fields: Any) -> Any:
    answer = plan(person, incident, **fields)
    assert answer.status == 201, answer.text
    return answer.body["actions"][-1]


def act(person: SignedIn, action: Any, name: str, *, at: int | None = None, note: str = "", after: Any = ()) -> Answer:
    number = person.get(f"{ACTIONS}/{action['id']}").body.get("version", 1) if at is None else at
    sent = {"move": name, "note": note, "after": list(after)}
    return person.post(f"{ACTIONS}/{action['id']}/move", sent, headers=version(number))


CAUSE = {"id": "c1", "field": "man", "text": "脚立の開き止めを掛けなかった"}


def in_state(signed_in: SignIn, state: str, site: Any = None, **fields: object) -> Any:
    """An incident in that state, by safety; its action is by then as it must be."""
    safety = signed_in(cast.safety)
    incident = reported(safety, site, causes=[CAUSE], type="accident", **fields)
    ways = ("investigating", "action_plan", "correcting", "verifying", "closed")
    for name in ways[: ways.index(state) + 1] if state != "reported" else ():
        if name == "correcting":
            planned(safety, incident)
        if name == "verifying":
            finish(signed_in, incident, "complete")
        if name == "closed":
            finish(signed_in, incident, "verify")
        answer = move(safety, incident)
        assert answer.status == 200, answer.text
        assert answer.body["state"]["code"] == name
    return show(safety, incident)


def finish(signed_in: SignIn, incident: Any, name: str) -> None:
    """Every action of the incident is done (by safety), or verified (by quality)."""
    person = signed_in(cast.safety if name == "complete" else cast.quality)
    for action in show(signed_in(cast.safety), incident)["actions"]:
        assert act(person, action, name, note="済み").status == 200


def site_of(signed_in: SignIn, code: str = "G-001") -> Any:
    """A site with a manager and a partner."""
    admin = signed_in(cast.admin)
    site = project(admin, code)
    join(admin, site, cast.site_manager, role="manager")
    join(admin, site, cast.partner, role="partner")
    return site
