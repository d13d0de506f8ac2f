"""What tests of approvals share: the API as people use it."""

from typing import Any

from sqlalchemy import text

from mirai_knowledge.accounts.events import PersonDisabled
from mirai_knowledge.approvals import jobs
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.cast import Member
from tests.conftest import Answer, SignedIn
from tests.consultations.doors import at, sweep
from tests.documents.doors import SignIn, Travel, content, draft_of, person_id, save, start, version

__all__ = [
    "HERE",
    "SignIn",
    "Travel",
    "approve",
    "at",
    "decide",
    "deputy",
    "kinds",
    "people_changed",
    "person",
    "role",
    "route",
    "rules",
    "send_back",
    "show",
    "stage",
    "started",
    "submit",
    "submitted",
    "sweep",
    "waiting",
]

HERE = "/api/v1/approvals"
ROUTES = "/api/v1/approval-routes"
RULES = "/api/v1/approval-rules"
DEPUTIES = "/api/v1/approval-deputies"


def role(code: str) -> dict[str, str]:
    return {"kind": "role", "value": code}


def person(admin: SignedIn, member: Member) -> dict[str, str]:
    return {"kind": "person", "value": person_id(admin, member)}


def stage(name: str, *who: dict[str, str], needed: int = 1, **fields: Any) -> dict[str, Any]:
    return {"name": name, "who": list(who), "needed": needed, **fields}


def route(admin: SignedIn, *stages: dict[str, Any], name: str = "本社承認", kind: str = "knowledge") -> Any:
    """A route of these stages, taken by every document of the kind."""
    made = admin.post(ROUTES, {"name": name, "stages": list(stages)})
    assert made.status == 201, made.text
    rules(admin, {"kind": kind, "route_id": made.body["id"]})
    return made.body


def rules(admin: SignedIn, *lines: dict[str, Any]) -> Any:
    number = admin.get(RULES).body["version"]
    answer = admin.put(RULES, {"rules": list(lines)}, headers=version(number))
    assert answer.status == 200, answer.text
    return answer.body


def submit(author: SignedIn, page: Any, *, version_of: int | None = None, **fields: Any) -> Answer:
    number = draft_of(author, page)["version"] if version_of is None else version_of
    return author.post(f"/api/v1/documents/{page['id']}/submit", fields, headers=version(number))


def started(author: SignedIn, title: str = "足場の点検", *, importance: str = "medium", **metadata: Any) -> Any:
    return start(author, title, text=content(title, importance=importance), **metadata)


def submitted(author: SignedIn, title: str = "足場の点検", *, importance: str = "medium", **metadata: Any) -> Any:
    """A new document whose first draft waits for approval; the request."""
    answer = submit(author, started(author, title, importance=importance, **metadata), note="確認をお願いします")
    assert answer.status == 201, answer.text
    return answer.body


def show(reader: SignedIn, request: Any) -> Any:
    answer = reader.get(f"{HERE}/{request['id']}")
    assert answer.status == 200, answer.text
    return answer.body


def decide(decider: SignedIn, request: Any, verb: str = "approve", **fields: Any) -> Answer:
    """Decides about what the request said when it was read."""
    about = {"edition_id": request["edition"]["id"], "stage": request["stage"]}
    return decider.post(f"{HERE}/{request['id']}/{verb}", {**about, **fields})


def approve(decider: SignedIn, request: Any, **fields: Any) -> Any:
    answer = decide(decider, show(decider, request), **fields)
    assert answer.status == 200, answer.text
    return answer.body


def send_back(decider: SignedIn, request: Any, reason: str = "数値の根拠を書いてください。") -> Any:
    answer = decide(decider, show(decider, request), "return", reason=reason)
    assert answer.status == 200, answer.text
    return answer.body


def waiting(reader: SignedIn, box: str = "waiting") -> list[str]:
    answer = reader.get(f"{HERE}?box={box}")
    assert answer.status == 200, answer.text
    return [item["title"] for item in answer.body["items"]]


def deputy(admin: SignedIn, of: Member, by: Member, *, first: str, last: str) -> Answer:
    sent = {"person_id": person_id(admin, of), "deputy_id": person_id(admin, by), "from_on": first, "until_on": last}
    return admin.post(DEPUTIES, sent)


def kinds(reader: SignedIn) -> list[str]:
    return [notice["kind"] for notice in reader.get("/api/v1/notices").body["items"]]


def people_changed(database: Database) -> None:
    """What the worker does when it hears that people changed."""
    with database.begin() as tx:
        found = tx.execute(text("SELECT id FROM person LIMIT 1")).scalar_one()
        jobs.refresh(tx, PersonDisabled(person_id=found))


__all__ += ["cast", "save"]
