"""What tests of distribution share: the API as people use it, and the worker's jobs."""

from typing import Any

from sqlalchemy import text

from mirai_knowledge.distribution import service
from mirai_knowledge.distribution.jobs import deliver
from mirai_knowledge.kernel import outbox
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import Answer, SignedIn
from tests.consultations.doors import at, sweep
from tests.documents.doors import SignIn, Travel, content, join, person_id, project, published, revise, version

__all__ = [
    "EVERYONE",
    "HERE",
    "MUST",
    "SignIn",
    "Travel",
    "at",
    "board",
    "cast",
    "content",
    "join",
    "kinds",
    "must",
    "names",
    "person_id",
    "preview",
    "project",
    "published",
    "revise",
    "say",
    "send",
    "sent",
    "sweep",
    "version",
    "work",
]

HERE = "/api/v1/distributions"
MUST = "/api/v1/must-reads"
EVERYONE = {"kind": "everyone"}


def preview(sender: SignedIn, page: Any, *audience: dict[str, Any], **fields: Any) -> Any:
    answer = sender.post(f"/api/v1/documents/{page['id']}/distributions/preview", {"audience": list(audience), **fields})
    assert answer.status == 200, answer.text
    return answer.body


def send(sender: SignedIn, page: Any, *audience: dict[str, Any], **fields: Any) -> Answer:
    return sender.post(f"/api/v1/documents/{page['id']}/distributions", {"audience": list(audience), **fields})


def sent(database: Database, sender: SignedIn, page: Any, *audience: dict[str, Any], **fields: Any) -> Any:
    """A distribution that has reached its people, as its sender sees it."""
    answer = send(sender, page, *(audience or (EVERYONE,)), **fields)
    assert answer.status == 201, answer.text
    work(database)
    return sender.get(f"{HERE}/{answer.body['row']['id']}").body


def work(database: Database) -> None:
    """What the worker does: facts are heard, and what is to be delivered is delivered."""
    for _ in range(5):
        with database.begin() as tx:
            rows = tx.execute(
                text(
                    "DELETE FROM procrastinate_jobs WHERE status = 'todo' AND (task_name = :deliver OR (task_name = :hear "
                    "AND args ->> 'handler' LIKE 'distribution.%')) RETURNING task_name, args"
                ),
                {"deliver": service.DELIVER, "hear": outbox.DELIVER},
            ).all()
        for name, args in rows:
            with database.begin() as tx:
                if name == service.DELIVER:
                    deliver(tx, args["distribution_id"])
                else:
                    outbox.deliver(tx, args["event_id"], args["handler"])
        if not rows:
            return


def board(sender: SignedIn, made: Any, query: str = "") -> list[Any]:
    answer = sender.get(f"{HERE}/{made['row']['id']}/receipts?{query}")
    assert answer.status == 200, answer.text
    rows: list[Any] = answer.body["items"]
    return rows


def names(rows: list[Any]) -> set[str]:
    return {row["person"]["name"] if "person" in row else row["name"] for row in rows}


def must(reader: SignedIn, query: str = "") -> list[Any]:
    answer = reader.get(f"{MUST}?{query}")
    assert answer.status == 200, answer.text
    items: list[Any] = answer.body["items"]
    return items


def say(reader: SignedIn, item: Any, reply: str = "read", **fields: Any) -> Answer:
    return reader.post(f"{MUST}/{item['id']}/say", {"edition_id": item["edition_id"], "reply": reply, **fields})


def kinds(reader: SignedIn) -> list[str]:
    return [notice["kind"] for notice in reader.get("/api/v1/notices?limit=100").body["items"]]
