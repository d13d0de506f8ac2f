"""How long single requests take, one after another, against the cheapest request of the same server."""

import statistics
import time
from collections.abc import Callable

import httpx

from bench.server import measured_server
from mirai_knowledge.entry.demo.cast import CAST

ROUNDS = 200
SIGN_INS = 20
Figures = dict[str, float]


def run() -> dict[str, Figures]:
    """Milliseconds (p50, p95) of each request, and the ratio of its p50 to that of the health check."""
    with measured_server() as url, httpx.Client(base_url=url, timeout=30) as client:
        admin = next(member for member in CAST if member.key == "admin")
        credentials = {"login_name": admin.login_name, "password": admin.password}
        token = client.post("/api/v1/auth/login", json=credentials).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        measured = {
            "health": measure(lambda: client.get("/api/v1/health"), ROUNDS),
            "me": measure(lambda: client.get("/api/v1/auth/me"), ROUNDS),
            "people_list": measure(lambda: client.get("/api/v1/people?limit=50"), ROUNDS),
            "company_post": measure(_new_company(client), ROUNDS),
            "sign_in": measure(lambda: client.post("/api/v1/auth/login", json=credentials), SIGN_INS),
        }
    base = measured["health"]["p50_ms"]
    return {name: {**figures, "ratio_to_health": round(figures["p50_ms"] / base, 1)} for name, figures in measured.items()}


def _new_company(client: httpx.Client) -> Callable[[], httpx.Response]:
    numbers = iter(range(1, 100_000))

    def post() -> httpx.Response:
        number = next(numbers)
        body = {"code": f"B-{number:05}", "name": f"計測 {number} 株式会社", "kind": "partner"}
        return client.post("/api/v1/companies", json=body)

    return post


def measure(request: Callable[[], httpx.Response], rounds: int) -> Figures:
    """Milliseconds (p50, p95) of so many requests, one after another, each answered well."""
    times = []
    for number in range(rounds + 5):
        started = time.perf_counter()
        request().raise_for_status()
        if number >= 5:  # the first ones warm caches and connections
            times.append((time.perf_counter() - started) * 1000)
    return {"p50_ms": round(statistics.median(times), 2), "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2)}
