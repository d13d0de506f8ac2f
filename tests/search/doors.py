"""What tests of search share: the index of the test's own machine, and searching as people do."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic import JsonValue

from mirai_knowledge.documents import service
from mirai_knowledge.documents.schemas import Publish, StartDocument
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.search.queries import IndexFolder, IndexReader, node_name
from mirai_knowledge.search.schemas.port import things
from mirai_knowledge.search.service import Indexer
from tests.conftest import SignedIn

FILLER = Actor.system("tests.fill")


class Machine:
    """The index of a home, written when a test says so."""

    def __init__(self, home: Path, database: Database) -> None:
        self.home = home
        self.folder = IndexFolder(home)
        self.reader = IndexReader(home)
        self.indexer = Indexer(database, self.folder, things(), node=node_name(home))

    def catch_up(self) -> None:
        """Everything that was published up to now stands in the index."""
        while self.indexer.catch_up():
            pass
        # The first time it makes the index; what changed meanwhile is read by the second.
        while self.indexer.catch_up():
            pass

    def names(self) -> list[str]:
        root = self.folder.root
        return sorted(path.name for path in root.iterdir() if path.is_dir()) if root.exists() else []


def fill(database: Database, contents: Iterable[dict[str, JsonValue]]) -> None:
    """Many documents in force at once, as machine work publishes them."""
    with database.begin() as tx:
        for one in contents:
            document = service.start_document(tx, FILLER, StartDocument(kind="knowledge", content=one))
            service.publish(tx, FILLER, Publish(), document_id=document, expected=1)


def until(is_so: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def find(person: SignedIn, q: str, query: str = "") -> Any:
    """The first page of a search, as the web asks for it."""
    answer = person.get(f"/api/v1/search?q={quote(q)}&{query}")
    assert answer.status == 200, answer.text
    return answer.body


def titles(found: Any) -> list[str]:
    return ["".join(piece["t"] for piece in hit["title"]) for hit in found["hits"]]


def marks(pieces: list[dict[str, Any]]) -> list[str]:
    return [piece["t"] for piece in pieces if piece["mark"]]


def shown(pieces: list[dict[str, Any]]) -> str:
    return "".join(piece["t"] for piece in pieces)


def facet(found: Any, name: str) -> dict[str, int]:
    return {entry["name"]: entry["count"] for entry in found["facets"][name]}


def suggest(person: SignedIn, q: str) -> list[str]:
    answer = person.get(f"/api/v1/search/suggest?q={quote(q)}")
    assert answer.status == 200, answer.text
    return [item["text"] for item in answer.body["items"]]
