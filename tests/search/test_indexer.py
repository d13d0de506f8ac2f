"""The indexer as a process of its own: it follows the feed, and whatever happens to it, searching goes on."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psutil
import pytest
import tantivy
from prometheus_client import CollectorRegistry
from prometheus_client.multiprocess import MultiProcessCollector

from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database, Tx
from mirai_knowledge.search.queries import index
from mirai_knowledge.search.schemas import Entry
from mirai_knowledge.search.schemas.port import things
from mirai_knowledge.search.service import indexing
from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import SignIn, content, publish, published, revise, start
from tests.search.doors import Machine, find, suggest, titles, until
from tests.search.processes import Processes

WRITABLE_BYTES = 100_000


def mode(reader: SignedIn) -> str:
    told: str = find(reader, "足場")["mode"]
    return told


def check(reader: SignedIn) -> Any:
    checks = reader.client.get("/api/v1/health/ready").json()["checks"]
    return next(entry for entry in checks if entry["name"] == "search_index")


class Watched(Database):
    """Knows how many of its transactions are open."""

    open_now = 0

    @contextmanager
    def begin(self, *, read_only: bool = False) -> Iterator[Tx]:
        with super().begin(read_only=read_only) as tx:
            self.open_now += 1
            try:
                yield tx
            finally:
                self.open_now -= 1


def test_no_transaction_waits_while_texts_are_analysed(
    signed_in: SignIn, machine: Machine, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = signed_in(cast.engineer), signed_in(cast.quality)
    page = published(signed_in, "足場の点検")
    watched = Watched(database.url, size=2)
    open_then: list[int] = []

    def document(entry: Entry, fields: tantivy.Schema) -> tantivy.Document:
        open_then.append(watched.open_now)
        return index.document(entry, fields)

    monkeypatch.setattr(indexing, "document", document)
    indexer = indexing.Indexer(watched, machine.folder, things(), node=machine.reader.node)
    try:
        indexer.catch_up()
        revise(writer, page, content("足場の点検（改）"))
        while indexer.catch_up():
            pass
    finally:
        indexer.close()
        watched.dispose()
    assert titles(find(reader, "足場")) == ["足場の点検（改）"]
    assert len(open_then) >= 2, "made anew, and then read on"
    assert set(open_then) == {0}


def test_changes_are_found_soon_and_the_index_is_right_afterwards(
    signed_in: SignIn, processes: Processes, settings: Settings
) -> None:
    reader = signed_in(cast.engineer)
    processes.start("worker", "--only", "index")
    until(lambda: mode(reader) == "full")
    page = published(signed_in, "足場の点検")
    until(lambda: titles(find(reader, "足場")) == ["足場の点検"])
    revise(signed_in(cast.quality), page, content("足場の点検", body="単管と緊結金具を見る。"))
    until(lambda: titles(find(reader, "緊結金具")) == ["足場の点検"])
    assert (check(reader)["state"], check(reader)["value"]) == ("ok", 0.0)
    figures = CollectorRegistry()
    MultiProcessCollector(figures, path=str(settings.metrics_folder))  # type: ignore[no-untyped-call]
    until(lambda: figures.get_sample_value("mks_search_index_usable") == 1)
    assert figures.get_sample_value("mks_search_index_lag_seconds") is not None
    told = processes.run("search", "verify", "--json")
    assert (told.returncode, json.loads(told.stdout)["differences"]) == (0, [])


def test_a_killed_indexer_is_started_again_by_the_worker_while_searching_goes_on(signed_in: SignIn, processes: Processes) -> None:
    published(signed_in, "足場の点検")
    reader = signed_in(cast.engineer)
    worker = processes.start("worker")
    until(lambda: mode(reader) == "full")
    first = indexer_of(worker)
    first.kill()
    published(signed_in, "足場の解体")
    assert titles(find(reader, "足場")) == ["足場の点検"]
    until(lambda: len(titles(find(reader, "足場"))) == 2)
    assert indexer_of(worker).pid != first.pid
    orphan = indexer_of(worker)
    worker.kill()
    orphan.wait(20)


def indexer_of(worker: psutil.Process) -> psutil.Process:
    return next(child for child in worker.children() if child.cmdline()[-2:] == ["--only", "index"])


def test_a_deleted_index_is_made_again_and_simple_mode_answers_meanwhile(
    signed_in: SignIn, machine: Machine, processes: Processes
) -> None:
    published(signed_in, "足場の点検")
    machine.catch_up()
    machine.indexer.close()
    reader = signed_in(cast.engineer)
    assert mode(reader) == "full"
    shutil.rmtree(machine.folder.root)
    found = find(reader, "足場 点検")
    assert (found["mode"], titles(found), found["facets"]["kind"]) == ("simple", ["足場の点検"], [])
    assert suggest(reader, "足場") == ["足場の点検"]
    assert check(reader)["state"] == "degraded"
    processes.start("worker", "--only", "index")
    until(lambda: mode(reader) == "full")
    assert titles(find(reader, "足場")) == ["足場の点検"]
    shutil.rmtree(machine.folder.root)
    until(lambda: mode(reader) == "full" and len(machine.names()) == 1)


def test_a_damaged_index_is_made_again(signed_in: SignIn, machine: Machine, processes: Processes) -> None:
    for number in range(3):
        published(signed_in, f"足場の点検 {number}")
    machine.catch_up()
    machine.indexer.close()
    reader = signed_in(cast.engineer)
    assert mode(reader) == "full"
    broken = machine.names()[0]
    for file in (machine.folder.root / broken).iterdir():
        if file.suffix in {".store", ".term", ".idx", ".fast"}:
            file.write_bytes(b"\x00" * 40)
    os.utime(machine.folder.marker(broken))
    found = find(reader, "足場の点検")
    assert len(titles(found)) == 3
    processes.start("worker", "--only", "index")
    until(lambda: broken not in machine.names() and mode(reader) == "full")
    assert len(titles(find(reader, "足場の点検"))) == 3


def test_a_full_disk_leaves_the_former_index_and_says_so(signed_in: SignIn, machine: Machine, processes: Processes) -> None:
    published(signed_in, "足場の点検")
    machine.catch_up()
    machine.indexer.close()
    reader, writer = signed_in(cast.engineer), signed_in(cast.quality)
    processes.start("worker", "--only", "index", limit=WRITABLE_BYTES)
    words = "".join(f"第{number}項 足場の部材 {number * 7919 % 10_007} を確かめる。\n" for number in range(6000))
    assert publish(writer, start(writer, text=content("足場の部材の一覧", body=words))).status == 200
    until(lambda: "indexer.trouble" in processes.log.read_text(errors="replace"))
    assert titles(find(reader, "足場の点検"))[0] == "足場の点検"
    assert find(reader, "足場")["mode"] == "full"
    told = processes.run("search", "rebuild", limit=WRITABLE_BYTES)
    assert told.returncode != 0
    assert "空き容量" in told.stderr
    assert mode(reader) == "full"
    state = json.loads(processes.run("search", "status", "--json").stdout)
    assert (state["usable"], state["waiting"] > 0) == (True, True)
    processes.stop()
    processes.start("worker", "--only", "index")
    until(lambda: "足場の部材の一覧" in titles(find(reader, "足場")))
    assert len(machine.names()) == 1


def test_only_one_indexer_writes_for_a_home(signed_in: SignIn, processes: Processes, database: Database) -> None:
    reader = signed_in(cast.engineer)
    first = processes.start("worker", "--only", "index")
    until(lambda: mode(reader) == "full")
    processes.start("worker", "--only", "index")
    published(signed_in, "足場の点検")
    until(lambda: titles(find(reader, "足場")) == ["足場の点検"])
    first.terminate()
    first.wait(20)
    published(signed_in, "足場の解体")
    until(lambda: len(titles(find(reader, "足場"))) == 2)
