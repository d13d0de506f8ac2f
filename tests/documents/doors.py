"""What tests of documents share: the API as people use it."""

import uuid
from collections.abc import Callable
from typing import Any, TypeAlias

from tests import cast
from tests.cast import Member
from tests.conftest import Answer, SignedIn

SignIn: TypeAlias = Callable[[Member], SignedIn]
Travel: TypeAlias = Callable[[float], None]

HERE = "/api/v1/documents"
DAY = 86_400.0
BODY = "## 打設前の確認\n\n- 型枠の**「かぶり」**を確認する\n- 鉄筋の結束を見る\n"


def version(number: int) -> dict[str, str]:
    return {"If-Match": f'"v{number}"'}


def content(title: str = "コンクリート打設の要点", **fields: object) -> dict[str, object]:
    return {"title": title, "summary": "打設の前に見ること", "body": BODY, "importance": "medium", "language": "ja", **fields}


def start(person: SignedIn, title: str = "コンクリート打設の要点", *, text: object = None, **metadata: object) -> Any:
    """A new document, as a draft; its page."""
    sent = {"kind": "knowledge", "content": text or content(title), "metadata": metadata}
    answer = person.post(HERE, sent)
    assert answer.status == 201, answer.text
    return answer.body


def draft_of(person: SignedIn, document: Any) -> Any:
    answer = person.get(f"{HERE}/{document['id']}/draft")
    assert answer.status == 200, answer.text
    return answer.body


def save(person: SignedIn, document: Any, text: object, *, at: int | None = None) -> Answer:
    """Saves the draft, as if under the version that stands unless another is named."""
    number = draft_of(person, document)["version"] if at is None else at
    return person.put(f"{HERE}/{document['id']}/draft", {"content": text}, headers=version(number))


def publish(person: SignedIn, document: Any, *, at: int | None = None, **fields: Any) -> Answer:
    """Publishes the draft, as if under the version that stands unless another is named."""
    number = draft_of(person, document)["version"] if at is None else at
    return person.post(f"{HERE}/{document['id']}/publish", fields, headers=version(number))


def published(signed_in: SignIn, title: str = "コンクリート打設の要点", *, by: Member = cast.quality, **metadata: object) -> Any:
    """A document in force, written and published by one who may."""
    person = signed_in(by)
    answer = publish(person, start(person, title, **metadata))
    assert answer.status == 200, answer.text
    return answer.body


def revise(person: SignedIn, document: Any, text: object, **fields: Any) -> Any:
    """A further edition, published."""
    assert save(person, document, text).status == 200
    answer = publish(person, document, **{"reason": "見直し", **fields})
    assert answer.status == 200, answer.text
    return answer.body


def show(person: SignedIn, document: Any, query: str = "") -> Answer:
    return person.get(f"{HERE}/{document['id']}{query}")


def titles(person: SignedIn, query: str = "") -> list[str]:
    answer = person.get(f"{HERE}?{query}")
    assert answer.status == 200, answer.text
    return [item["title"] for item in answer.body["items"]]


def person_id(admin: SignedIn, member: Member) -> str:
    items = admin.get(f"/api/v1/people?state=all&q={member.login_name}").body["items"]
    found: str = next(item["id"] for item in items if item["login_name"] == member.login_name)
    return found


def project(admin: SignedIn, code: str = "G-001", **fields: object) -> Any:
    answer = admin.post("/api/v1/projects", {"code": code, "name": f"青葉橋 {code}", **fields})
    assert answer.status == 201, answer.text
    return answer.body


def join(admin: SignedIn, site: Any, member: Member, *, role: str = "staff", **fields: object) -> Any:
    wanted = {"person_id": person_id(admin, member), "role": role, **fields}
    answer = admin.post(f"/api/v1/projects/{site['id']}/members", wanted)
    assert answer.status == 201, answer.text
    return answer.body


def tags(admin: SignedIn, subject: str) -> list[str]:
    """The audit tags about a subject, oldest first."""
    items = admin.get(f"/api/v1/audit?subject_id={subject}&limit=200").body["items"]
    return [item["tag"] for item in reversed(items)]


def missing() -> str:
    return str(uuid.uuid4())
