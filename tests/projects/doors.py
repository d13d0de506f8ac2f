"""What tests of projects share: the API as people use it, and days counted from today."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeAlias

from mirai_knowledge.kernel import clock
from tests import cast
from tests.cast import Member
from tests.conftest import Answer, SignedIn

SignIn: TypeAlias = Callable[[Member], SignedIn]
Travel: TypeAlias = Callable[[float], None]

DAY = 86_400.0
HERE = "/api/v1/projects"


def day(offset: int) -> str:
    """So many days from today in Japan."""
    return (clock.today_jst() + timedelta(days=offset)).isoformat()


def as_day(text: str) -> date:
    return date.fromisoformat(text)


def version(number: int) -> dict[str, str]:
    return {"If-Match": f'"v{number}"'}


def add(person: SignedIn, code: str = "G-001", **fields: object) -> Any:
    answer = person.post(HERE, {"code": code, "name": f"青葉橋 {code}", **fields})
    assert answer.status == 201, answer.text
    return answer.body


def show(person: SignedIn, project: Any) -> Answer:
    return person.get(f"{HERE}/{project['id']}")


def change(person: SignedIn, project: Any, **fields: object) -> Answer:
    """Changes the project as it stands now."""
    current = show(person, project).body
    return person.patch(f"{HERE}/{project['id']}", fields, headers=version(current["version"]))


def person_id(admin: SignedIn, member: Member) -> str:
    items = admin.get(f"/api/v1/people?state=all&q={member.login_name}").body["items"]
    found: str = next(item["id"] for item in items if item["login_name"] == member.login_name)
    return found


def company_id(admin: SignedIn, code: str) -> str:
    items = admin.get("/api/v1/companies").body["items"]
    found: str = next(item["id"] for item in items if item["code"] == code)
    return found


def join(admin: SignedIn, project: Any, member: Member, *, role: str = "staff", **fields: object) -> Any:
    """The member of the cast is a member of the project."""
    wanted = {"person_id": person_id(admin, member), "role": role, **fields}
    answer = admin.post(f"{HERE}/{project['id']}/members", wanted)
    assert answer.status == 201, answer.text
    return answer.body


def codes(person: SignedIn, query: str = "") -> list[str]:
    answer = person.get(f"{HERE}?{query}")
    assert answer.status == 200, answer.text
    return [item["code"] for item in answer.body["items"]]


def tags(admin: SignedIn, subject: str) -> list[str]:
    """The audit tags about a subject, oldest first."""
    items = admin.get(f"/api/v1/audit?subject_id={subject}").body["items"]
    return [item["tag"] for item in reversed(items)]


def missing() -> str:
    return str(uuid.uuid4())


def managed(signed_in: SignIn) -> tuple[SignedIn, Any]:
    """A project and its manager, who holds the right for own projects alone."""
    admin = signed_in(cast.admin)
    project = add(admin)
    join(admin, project, cast.site_manager, role="manager")
    return signed_in(cast.site_manager), project
