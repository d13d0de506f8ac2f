"""The API as people at their desks use it, to fill what a browser test looks at."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from tests.cast import Member

BEFORE = "## 打設前の確認\n\n- 気温が25℃を超える日は散水する\n- 型枠を見る\n\n"
BODY = f"{BEFORE}## 打設\n\n1. 高さを守る\n2. 締め固める\n3. 記録する\n4. 片付ける\n"


@dataclass
class Desk:
    """The API as one person uses it."""

    client: httpx.Client

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}").raise_for_status().json()

    def post(self, path: str, body: object = None, *, version: int | None = None) -> Any:
        answer = self.client.post(f"/api/v1{path}", json=body, headers=_headers(version))
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def start(self, title: str, *, body: str = BODY, importance: str = "high", **metadata: object) -> Any:
        content = {"title": title, "summary": "打設の前に見ること", "body": body, "importance": importance, "language": "ja"}
        return self.post("/documents", {"kind": "knowledge", "content": content, "metadata": metadata})

    def publish(self, document: Any, **fields: object) -> Any:
        draft = self.get(f"/documents/{document['id']}/draft")
        return self.post(f"/documents/{document['id']}/publish", fields, version=draft["version"])

    def write(self, document: Any, body: str) -> None:
        draft = self.get(f"/documents/{document['id']}/draft")
        sent = {"content": {**draft["content"], "body": body}}
        path = f"/api/v1/documents/{document['id']}/draft"
        self.client.put(path, json=sent, headers=_headers(draft["version"])).raise_for_status()

    def revise(self, document: Any, body: str, **fields: object) -> Any:
        self.write(document, body)
        return self.publish(document, **{"reason": "基準を見直した", **fields})


def _headers(version: int | None) -> dict[str, str]:
    rests_on = {} if version is None else {"If-Match": f'"v{version}"'}
    return {"Idempotency-Key": str(uuid4()), **rests_on}


@dataclass
class Desks:
    """Desks by person, each signed in once."""

    url: str
    known: dict[str, Desk] = field(default_factory=dict)

    def __call__(self, member: Member) -> Desk:
        if member.key not in self.known:
            client = httpx.Client(base_url=self.url, timeout=30)
            words = {"login_name": member.login_name, "password": member.password}
            token = client.post("/api/v1/auth/login", json=words).raise_for_status().json()["access_token"]
            client.headers["Authorization"] = f"Bearer {token}"
            self.known[member.key] = Desk(client)
        return self.known[member.key]
