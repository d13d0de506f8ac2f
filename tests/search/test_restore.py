"""A backup that was put into another cluster: transaction numbers begin again there, and searching goes on."""

from sqlalchemy import text

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import new_id
from tests import cast
from tests.documents.doors import SignIn, published
from tests.search.doors import Machine, find, titles

FAR = 9_000_000_000


def test_after_a_restore_into_another_cluster_the_index_is_made_anew_and_follows(
    signed_in: SignIn, machine: Machine, database: Database
) -> None:
    reader = signed_in(cast.engineer)
    published(signed_in, "足場の点検")
    machine.catch_up()
    before = machine.names()
    with database.begin() as tx:
        tx.execute(text("UPDATE search_node SET cluster = 42, xact = :far"), {"far": FAR})
        tx.execute(
            text("INSERT INTO change (xact, subject_kind, subject_id, at) VALUES (:far, 'document', :id, :at)"),
            {"far": FAR, "id": new_id(), "at": clock.now()},
        )
    assert find(reader, "足場")["mode"] == "simple"
    machine.catch_up()
    assert machine.names() != before
    assert find(reader, "足場")["mode"] == "full"
    published(signed_in, "足場の解体")
    machine.catch_up()
    assert set(titles(find(reader, "足場"))) == {"足場の点検", "足場の解体"}
    with database.begin(read_only=True) as tx:
        assert tx.execute(text("SELECT count(*) FROM change WHERE xact >= :far"), {"far": FAR}).scalar_one() == 0
