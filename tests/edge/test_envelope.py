"""What every answer carries, whom it is given to, and how many are worked on at once."""

import re
import threading
import time
from typing import Any

import pytest
from litestar import get
from litestar.testing import TestClient

from mirai_knowledge.edge.envelope import Envelope
from mirai_knowledge.entry.http import create_litestar, wrap
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from tests import cast

NONCE = re.compile(r"'nonce-([A-Za-z0-9_-]+)'")


def test_pages_carry_a_fresh_nonce_and_allow_nothing_inline(client: TestClient[Any]) -> None:
    policies = [client.get("/").headers["content-security-policy"] for _ in range(2)]
    assert "unsafe" not in policies[0]
    assert NONCE.findall(policies[0])[0] != NONCE.findall(policies[1])[0]


@pytest.mark.parametrize("path", ["/", "/api/v1/health", "/api/v1/nowhere"])
def test_a_probe_that_asks_for_the_head_is_answered_like_get_without_a_body(client: TestClient[Any], path: str) -> None:
    head, whole = client.head(path), client.get(path)
    assert (head.status_code, head.headers["content-type"]) == (whole.status_code, whole.headers["content-type"])
    assert head.content == b""


@pytest.mark.parametrize("path", ["/d/%00", "/d/" + "a" * 3000])
def test_an_address_that_nothing_can_have_is_a_page_to_browsers_alone(client: TestClient[Any], path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html,*/*"})
    assert (page.status_code, page.text.count('<div id="root">')) == (200, 1)
    assert client.get(path).json()["code"] == "thing.not_found"
    assert client.get(f"/api/v1{path}", headers={"Accept": "text/html"}).status_code == 404


@pytest.mark.parametrize("path", ["/", "/api/v1/health", "/api/v1/nowhere", "/api/v1/people"])
def test_every_answer_carries_the_security_headers(client: TestClient[Any], path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "permissions-policy" in headers


def test_the_files_of_the_page_are_sent_compressed_and_answers_of_the_api_are_not(client: TestClient[Any]) -> None:
    script = re.findall(r'src="(/assets/[^"]+[.]js)"', client.get("/").text)[0]
    wanted = {"Accept-Encoding": "gzip"}
    packed, plain = client.get(script, headers=wanted), client.get(script, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers.get("content-length", "0")) < len(plain.content) / 2
    assert packed.content == plain.content
    assert "max-age=31536000" in packed.headers["cache-control"]
    assert "content-encoding" not in client.get("/api/v1/openapi.json", headers=wanted).headers


def test_production_answers_to_its_own_names_alone(settings: Settings, pool: Database) -> None:
    own = settings.model_copy(update={"env": "production", "public_url": "https://mirai.local"})
    with TestClient(wrap(create_litestar(own, pool), own), base_url="https://mirai.local") as client:
        assert client.get("/api/v1/health").status_code == 200
        assert "max-age" in client.get("/api/v1/health").headers["strict-transport-security"]
        refused = client.get("/api/v1/health", headers={"Host": "elsewhere.example"})
    assert (refused.status_code, refused.json()["code"]) == (403, "request.host_refused")


def test_other_origins_are_let_in_only_when_listed(settings: Settings, pool: Database, client: TestClient[Any]) -> None:
    asked = {"Origin": "https://portal.example", "Access-Control-Request-Method": "GET"}
    assert "access-control-allow-origin" not in client.options("/api/v1/people", headers=asked).headers
    listed = settings.model_copy(update={"cors_origins": ("https://portal.example",)})
    with TestClient(wrap(create_litestar(listed, pool), listed), base_url="http://mks.local:5100") as other:
        answer = other.options("/api/v1/people", headers=asked)
    assert answer.headers["access-control-allow-origin"] == "https://portal.example"


def test_the_callers_address_is_told_by_a_trusted_proxy_and_by_nobody_else(
    settings: Settings, pool: Database, house: TestClient[Any]
) -> None:
    told = {"X-Forwarded-For": "203.0.113.7, 10.9.9.9"}
    credentials = {"login_name": cast.engineer.login_name, "password": cast.engineer.password}

    def address(trusted: tuple[str, ...]) -> str:
        behind = settings.model_copy(update={"trusted_proxies": trusted})
        with TestClient(wrap(create_litestar(behind, pool), behind), base_url="http://mks.local:5100") as client:
            token = client.post("/api/v1/auth/login", json=credentials, headers=told).json()["access_token"]
            held = client.get("/api/v1/auth/sessions", headers={"Authorization": f"Bearer {token}"}).json()["items"]
        current: str = next(session["address"] for session in held if session["is_current"])
        return current

    assert address(()) == "testclient"
    assert address(("192.0.2.1",)) == "testclient"
    assert address(("testclient",)) == "10.9.9.9"
    assert address(("testclient", "10.9.9.9")) == "203.0.113.7"


def test_as_many_handlers_run_at_once_as_there_are_threads(settings: Settings, pool: Database) -> None:
    together = threading.Barrier(settings.web_threads, timeout=10)

    @get("/together", sync_to_thread=True)
    def meet() -> int:
        return together.wait()

    litestar = create_litestar(settings, pool)
    litestar.register(meet)
    with TestClient(wrap(litestar, settings), base_url="http://mks.local:5100") as client:
        answers: list[int] = []
        threads = [threading.Thread(target=lambda: answers.append(client.get("/together").status_code)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [200] * settings.web_threads


def test_who_comes_when_too_many_wait_is_told_to_come_back(settings: Settings, pool: Database) -> None:
    narrow = settings.model_copy(update={"web_threads": 1})
    free = threading.Event()

    @get("/slow", sync_to_thread=True)
    def wait() -> bool:
        return free.wait(10)

    litestar = create_litestar(narrow, pool)
    litestar.register(wait)
    with TestClient(Envelope(litestar, narrow), base_url="http://mks.local:5100") as client:
        threads = [threading.Thread(target=client.get, args=("/slow",)) for _ in range(8)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        answer = client.get("/api/v1/health")
        free.set()
        for thread in threads:
            thread.join()
    assert (answer.status_code, answer.json()["code"]) == (503, "system.overloaded")
    assert int(answer.headers["retry-after"]) >= 1
