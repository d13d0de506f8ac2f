"""`mks search`: making the index anew, comparing it with the rows, and how it stands."""

import json

from mirai_knowledge.kernel import clock, heartbeat
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.search.queries import HEARTBEAT
from tests import cast
from tests.documents.doors import SignIn, published
from tests.search.doors import Machine, find, titles
from tests.search.processes import Processes


def test_a_rebuilt_index_takes_over_at_once(signed_in: SignIn, machine: Machine, processes: Processes) -> None:
    published(signed_in, "足場の点検")
    reader = signed_in(cast.engineer)
    before = processes.run("search", "status", "--json")
    assert (before.returncode, json.loads(before.stdout)["usable"]) == (1, False)
    made = processes.run("search", "rebuild", "--json")
    assert (made.returncode, json.loads(made.stdout)) == (0, {"things": 1}), made.stderr
    assert find(reader, "足場")["mode"] == "full"
    (first,) = machine.names()
    published(signed_in, "足場の解体")
    assert "2件の索引" in processes.run("search", "rebuild").stdout
    assert set(titles(find(reader, "足場"))) == {"足場の点検", "足場の解体"}
    assert machine.names() != [first]
    after = processes.run("search", "status")
    assert after.returncode == 0
    assert "件数: 2" in after.stdout


def test_how_far_a_new_index_is_stands_in_the_status(
    signed_in: SignIn, machine: Machine, processes: Processes, database: Database
) -> None:
    for number in range(3):
        published(signed_in, f"足場の点検 {number}")
    told: list[int] = []
    machine.indexer.catch_up(told.append)
    assert told == [1, 2, 3]
    with database.begin() as tx:
        heartbeat.beat(tx, HEARTBEAT + machine.reader.node, started_at=clock.now(), detail={"pid": 1, "building": 2})
    assert "新しい索引を作っています: 2件まで" in processes.run("search", "status").stdout


def test_differences_are_counted_and_repaired(signed_in: SignIn, machine: Machine, processes: Processes) -> None:
    page, other = published(signed_in, "足場の点検"), published(signed_in, "足場の解体")
    assert json.loads(processes.run("search", "verify", "--json").stdout)["differences"] == [page["id"], other["id"]]
    machine.catch_up()
    _forget(machine, page["id"])
    told = processes.run("search", "verify", "--json")
    assert (told.returncode, json.loads(told.stdout)["differences"]) == (1, [page["id"]])
    assert "読み直します" in processes.run("search", "verify", "--repair").stdout
    machine.catch_up()
    assert "違いはありません" in processes.run("search", "verify").stdout
    assert len(titles(find(signed_in(cast.engineer), "足場"))) == 2


def _forget(machine: Machine, document_id: str) -> None:
    machine.indexer.close()
    index = machine.folder.find(machine.names()[0])
    assert index is not None
    writer = index.writer(16_000_000, 1)
    writer.delete_documents_by_term("id", document_id)
    writer.commit()
    writer.wait_merging_threads()
