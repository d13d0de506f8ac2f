"""Fixtures of all tests: a real PostgreSQL, a fresh database for each test, the application through HTTP.

Each test process has its own embedded cluster with the durability switched off; a template database is migrated and
given the standing cast once, and every test that asks for `database` gets a copy of it.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from litestar.testing import TestClient
from litestar.types import ASGIApp
from psycopg import sql
from pydantic import SecretStr
from sqlalchemy import make_url, text

from mirai_knowledge.entry import demo, wiring
from mirai_knowledge.entry.http import create_litestar, wrap
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import WEB, Database
from mirai_knowledge.kernel.db.embedded import DatabaseUrls, EmbeddedPostgres
from mirai_knowledge.kernel.db.migrate import migrate
from tests.cast import Member

FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
}
BASE_URL = "http://mks.local:5100"


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL and the addresses of its roles."""

    home: Path
    urls: DatabaseUrls
    superuser: str

    def url(self, role_url: str, database: str) -> str:
        """The same address with another database."""
        return make_url(role_url).set(database=database).render_as_string(hide_password=False)

    def copy(self, template: str, name: str) -> None:
        """The database `name` is a fresh copy of `template`, whoever used the former one."""
        with psycopg.connect(self.superuser, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER mks_owner STRATEGY FILE_COPY").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )


def start_cluster(home: Path, major: int = 16) -> Iterator[Cluster]:
    """A cluster of that major version below `home`, stopped afterwards."""
    server = EmbeddedPostgres(home, major, FAST)
    urls = server.start()
    password = json.loads((home / "postgres" / "credentials.json").read_text())[str(major)]["superuser"]
    superuser = make_url(urls.owner).set(drivername="postgresql", username="postgres", password=password, database="postgres")
    try:
        yield Cluster(home, urls, superuser.render_as_string(hide_password=False))
    finally:
        server.release()


LONGEST = "test_pages.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The walks over every page take minutes each: begun last, one of them would leave the other processes waiting."""
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    yield from start_cluster(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def settings(cluster: Cluster) -> Settings:
    return Settings(
        env="test",
        home=cluster.home,
        jwt_secret_key=SecretStr("a-key-for-tests-of-more-than-32-bytes"),
        public_url=BASE_URL,
        web_threads=8,
    )


@pytest.fixture(scope="session")
def template(cluster: Cluster, settings: Settings) -> str:
    """A migrated database with the standing cast in it; beside it, as `mks_empty`, one without anybody."""
    wiring.wire(settings)
    migrate(cluster.urls.owner, cluster.urls.app)
    cluster.copy("mks", "mks_empty")
    seeding = Database(cluster.urls.app, size=1, name="tests-seed")
    with seeding.begin() as tx:
        demo.load_cast(tx)
    seeding.dispose()
    cluster.copy("mks", "mks_template")
    return "mks_template"


@pytest.fixture(scope="session")
def database_urls(cluster: Cluster) -> DatabaseUrls:
    """The addresses of the database that `database` renews for each test."""
    return DatabaseUrls(app=cluster.url(cluster.urls.app, "mks_test"), owner=cluster.url(cluster.urls.owner, "mks_test"))


@pytest.fixture(scope="session")
def pool(database_urls: DatabaseUrls) -> Iterator[Database]:
    database = Database(database_urls.app, size=16, timeouts=WEB, name="tests", shared_clock=True)
    yield database
    database.dispose()


@pytest.fixture
def database(cluster: Cluster, template: str, pool: Database) -> Iterator[Database]:
    """A fresh database with the standing cast, under the application role."""
    pool.dispose()
    cluster.copy(template, "mks_test")
    yield pool
    pool.dispose()
    clock.set_offset(timedelta(0))


@pytest.fixture
def owner_database(database: Database, database_urls: DatabaseUrls) -> Iterator[Database]:
    """The same database under the owner role."""
    owner = Database(database_urls.owner, size=2, name="tests-owner", shared_clock=True)
    yield owner
    owner.dispose()


@pytest.fixture
def travel(database: Database) -> Callable[[float], None]:
    """Moves the clock of every process that uses this database by so many seconds from the true time."""

    def move(seconds: float) -> None:
        with database.begin() as tx:
            tx.execute(text("UPDATE clock_offset SET offset_seconds = :seconds"), {"seconds": seconds})
        clock.set_offset(timedelta(seconds=seconds))

    return move


@pytest.fixture(scope="session")
def application(pool: Database, settings: Settings) -> ASGIApp:
    wiring.wire(settings)
    return wrap(create_litestar(settings, pool), settings)


@pytest.fixture(scope="session")
def http(application: ASGIApp) -> Iterator[TestClient[ASGIApp]]:
    with TestClient(app=application, base_url=BASE_URL, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def client(http: TestClient[ASGIApp], database: Database) -> TestClient[ASGIApp]:
    """HTTP into the application over the fresh database; nobody is signed in."""
    http.headers.pop("Authorization", None)
    http.cookies.clear()
    return http


@pytest.fixture
def token_of(client: TestClient[ASGIApp]) -> Callable[[Member], str]:
    """Signs a member of the cast in and gives the access token."""

    def sign_in(member: Member) -> str:
        answer = client.post("/api/v1/auth/login", json={"login_name": member.login_name, "password": member.password})
        assert answer.status_code == 200, answer.text
        client.cookies.clear()
        token: str = answer.json()["access_token"]
        return token

    return sign_in


@dataclass(frozen=True)
class SignedIn:
    """The API as one person uses it."""

    client: TestClient[ASGIApp]
    token: str

    def headers(self, extra: dict[str, str] | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **(extra or {})}

    def get(self, path: str, **options: object) -> "Answer":
        return Answer.of(self._send("GET", path, options))

    def post(self, path: str, json: object = None, **options: object) -> "Answer":
        return Answer.of(self._send("POST", path, {"json": json, **options} if json is not None else options))

    def put(self, path: str, json: object, **options: object) -> "Answer":
        return Answer.of(self._send("PUT", path, {"json": json, **options}))

    def patch(self, path: str, json: object, **options: object) -> "Answer":
        return Answer.of(self._send("PATCH", path, {"json": json, **options}))

    def delete(self, path: str, **options: object) -> "Answer":
        return Answer.of(self._send("DELETE", path, options))

    def _send(self, method: str, path: str, options: dict[str, object]) -> object:
        extra = options.pop("headers", None)
        assert extra is None or isinstance(extra, dict)
        return self.client.request(method, path, headers=self.headers(extra), **options)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str
    content: bytes = b""

    @classmethod
    def of(cls, response: object) -> "Answer":
        return cls(response.status_code, {k.lower(): v for k, v in response.headers.items()}, response.text, response.content)  # type: ignore[attr-defined]

    @property
    def body(self) -> Any:
        return json.loads(self.text)


@pytest.fixture
def signed_in(client: TestClient[ASGIApp], token_of: Callable[[Member], str]) -> Callable[[Member], SignedIn]:
    """`signed_in(cast.admin).get("/api/v1/people")`."""
    return lambda member: SignedIn(client, token_of(member))


@pytest.fixture
def mks_environment(cluster: Cluster, database: Database, database_urls: DatabaseUrls) -> dict[str, str]:
    """The environment in which a real `mks` process works on this test's database."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("MKS_")},
        "MKS_ENV": "test",
        "MKS_HOME": str(cluster.home),
        "MKS_JWT_SECRET_KEY": "a-key-for-tests-of-more-than-32-bytes",
        "DATABASE_URL": database_urls.app,
        "MKS_DATABASE_OWNER_URL": database_urls.owner,
    }
