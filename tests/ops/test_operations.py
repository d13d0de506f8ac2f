"""Who may look behind the scenes, and what the health report says when a part is down."""

from typing import Any

import pytest
from litestar.testing import TestClient
from sqlalchemy import text

from mirai_knowledge.kernel import jobs
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.errors import Forbidden
from mirai_knowledge.ops import queries, service
from mirai_knowledge.ops.errors import JobNotFailed

VISITOR = Actor(name="somebody")


def test_P040_only_who_manages_operations_sees_and_retries_jobs(database: Database) -> None:
    with database.begin() as tx:
        with pytest.raises(Forbidden) as listed:
            queries.list_jobs(tx, VISITOR)
        with pytest.raises(Forbidden) as retried:
            service.retry_job(tx, VISITOR, 1)
    assert (listed.value.rule, retried.value.rule) == ("P-040", "P-040")


def test_a_failed_job_is_listed_and_stands_in_the_queue_again(database: Database) -> None:
    operator = Actor.system("tests")
    with database.begin() as tx:
        number = jobs.defer(tx, "due.run", {"due_id": "01900000-0000-7000-8000-000000000000"})
        tx.execute(text("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = :id"), {"id": number})
    with database.begin() as tx:
        assert [(row.number, row.status) for row in queries.list_jobs(tx, operator)] == [(number, "failed")]
        service.retry_job(tx, operator, number)
    with database.begin() as tx:
        assert [row.status for row in queries.list_jobs(tx, operator)] == ["todo"]
        with pytest.raises(JobNotFailed):
            service.retry_job(tx, operator, number)


def test_P001_health_names_the_part_that_is_down(client: TestClient[Any]) -> None:
    body = client.get("/api/v1/health/ready").json()
    states = {check["name"]: check["state"] for check in body["checks"]}
    assert states["database"] == "ok"
    assert states["migrations"] == "ok"
    assert states["worker"] == "degraded"
    assert body["status"] == "degraded"


def test_P001_health_tells_of_a_place_of_files_that_cannot_be_used(client: TestClient[Any], settings: Settings) -> None:
    def told() -> Any:
        checks = client.get("/api/v1/health/ready").json()["checks"]
        return next(check for check in checks if check["name"] == "blobs")

    assert told()["state"] == "ok"
    folder, aside = settings.home / "blobs", settings.home / "aside"
    folder.mkdir(exist_ok=True)
    folder.rename(aside)
    try:
        folder.write_text("a file where the folder should be")
        assert told()["state"] == "degraded"
        assert "空き容量と接続を、管理者に" in told()["message"]
    finally:
        folder.unlink()
        aside.rename(folder)


def test_P001_the_health_check_needs_nobody_and_says_nothing(client: TestClient[Any]) -> None:
    assert client.get("/api/v1/health").json() == {"status": "ok"}


def test_P001_demonstration_passwords_are_told_in_development_alone(client: TestClient[Any]) -> None:
    assert client.get("/api/v1/health/version").json()["sign_in_hints"] == []


def test_P001_a_page_that_fails_all_the_time_cannot_fill_the_log(client: TestClient[Any]) -> None:
    report = {"kind": "error", "message": "読み込みに失敗しました", "page": "/people"}
    statuses = [client.post("/api/v1/client-errors", json=report).status_code for _ in range(70)]
    assert statuses[0] == 204
    assert statuses[-1] == 429
