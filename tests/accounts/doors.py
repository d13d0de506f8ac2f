"""The sign-in doors as a browser uses them: tokens in cookies, proof in a header."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from litestar.testing import TestClient
from litestar.types import ASGIApp

from tests.cast import Member
from tests.conftest import Answer, SignedIn

Client: TypeAlias = TestClient[ASGIApp]
SignIn: TypeAlias = Callable[[Member], SignedIn]
Travel: TypeAlias = Callable[[float], None]

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
GOOD_PASSWORD = "ame-ni-nureta-sunaba-8"


@dataclass
class Browser:
    """One browser: keeps its cookies apart from all others that share the client."""

    client: Client
    refresh_token: str = ""
    proof: str = ""
    user_agent: str = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"

    def sign_in(self, login_name: str, password: str) -> Answer:
        return self.send("/api/v1/auth/login", json={"login_name": login_name, "password": password})

    def enter(self, member: Member) -> Answer:
        answer = self.sign_in(member.login_name, member.password)
        assert answer.status == 200, answer.text
        return answer

    def refresh(self) -> Answer:
        return self.send("/api/v1/auth/refresh", headers={"X-CSRF-Token": self.proof})

    def sign_out(self) -> Answer:
        return self.send("/api/v1/auth/logout", headers={"X-CSRF-Token": self.proof})

    def send(self, path: str, *, json: object = None, headers: dict[str, str] | None = None) -> Answer:
        cookies = {"mks_refresh": self.refresh_token, "mks_csrf": self.proof} if self.refresh_token else {}
        sent = {"User-Agent": self.user_agent, **(headers or {})}
        if cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.client.cookies.clear()
        response = self.client.post(path, json=json, headers=sent)
        self.refresh_token = response.cookies.get("mks_refresh") or self.refresh_token
        self.proof = response.cookies.get("mks_csrf") or self.proof
        self.client.cookies.clear()
        return Answer.of(response)


def me(client: Client, token: str) -> Answer:
    return SignedIn(client, token).get("/api/v1/auth/me")


def audit_rows(admin: SignedIn, tag: str) -> list[Any]:
    answer = admin.get(f"/api/v1/audit?tag={tag}&limit=200")
    assert answer.status == 200, answer.text
    items: list[Any] = answer.body["items"]
    return items


def version(number: int) -> dict[str, str]:
    return {"If-Match": f'"v{number}"'}


def person_of(admin: SignedIn, member: Member) -> Any:
    items = admin.get(f"/api/v1/people?state=all&q={member.login_name}").body["items"]
    return next(item for item in items if item["login_name"] == member.login_name)
