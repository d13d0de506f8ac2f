"""The application over one database for a whole module: what these tests leave behind disturbs none of them."""

from collections.abc import Iterator

import pytest
from litestar.testing import TestClient
from litestar.types import ASGIApp

from mirai_knowledge.kernel.db import Database
from tests.cast import CAST, Member
from tests.conftest import Cluster, SignedIn


@pytest.fixture(scope="module")
def house(cluster: Cluster, template: str, pool: Database, http: TestClient[ASGIApp]) -> Iterator[TestClient[ASGIApp]]:
    """HTTP into the application over a database that is fresh when the module begins."""
    pool.dispose()
    cluster.copy(template, "mks_test")
    http.headers.pop("Authorization", None)
    http.cookies.clear()
    yield http
    http.cookies.clear()
    pool.dispose()


@pytest.fixture(scope="module")
def everybody(house: TestClient[ASGIApp]) -> dict[str, SignedIn]:
    """The whole cast, signed in, by key."""
    return {member.key: enter(house, member) for member in CAST}


def enter(client: TestClient[ASGIApp], member: Member) -> SignedIn:
    """The member, signed in; the cookies of the session are left aside."""
    answer = client.post("/api/v1/auth/login", json={"login_name": member.login_name, "password": member.password})
    assert answer.status_code == 200, answer.text
    client.cookies.clear()
    return SignedIn(client, answer.json()["access_token"])
