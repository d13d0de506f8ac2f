"""The figures of all web processes and of the worker stand at one address; nonsense gets an answer, not a fault."""

import time
from pathlib import Path

import httpx
import pytest

from tests.conftest import Cluster
from tests.e2e.conftest import running


@pytest.fixture
def environment(cluster: Cluster, template: str, mks_environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    return {**mks_environment, "MKS_HOME": str(tmp_path / "home")}


def test_figures_add_up_over_several_processes(environment: dict[str, str], tmp_path: Path) -> None:
    with running(environment, tmp_path / "server.log") as server:
        for _ in range(40):
            with httpx.Client(base_url=server.url) as client:  # a connection each, so that both processes get some
                client.get("/api/v1/health/version").raise_for_status()
        time.sleep(0.2)
        figures = httpx.get(f"{server.url}/metrics").text
    line = 'mks_http_requests_total{method="GET",route="/api/v1/health/version",status="200"} 40.0'
    assert line in figures
    assert "mks_http_request_duration_seconds_bucket" in figures


NONSENSE = {
    "bytes that are no UTF-8": b'{"login_name":"\xff\xfe","password":"b"}',
    "lists without end": b"[" * 100_000 + b"]" * 100_000,
    "objects without end": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
}


def test_P001_nonsense_is_refused_in_words(environment: dict[str, str], tmp_path: Path) -> None:
    with running(environment, tmp_path / "server.log") as server, httpx.Client(base_url=server.url) as client:
        for name, body in NONSENSE.items():
            answer = client.post("/api/v1/auth/login", content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code in {400, 422}, name
            assert answer.headers["content-type"] == "application/problem+json"
        for path in ("/assets/%00", "/assets/" + "a" * 5000, "/%00", "/api/v1/nope", "/api/v1/people/nope/nope", "/api/v1"):
            answer = client.get(path)
            assert (path[:20], answer.status_code) == (path[:20], 404)
            assert answer.headers["content-type"] == "application/problem+json"
