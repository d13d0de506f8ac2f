"""The chain: in the order of the transactions, without gaps, once each."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mirai_knowledge.audit import queries, service
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import new_id
from tests.audit.conftest import BRIDGE_PAINTED, MACHINE, Log

SEALED = (
    "SELECT entry.subject_id FROM audit_seal JOIN audit_entry AS entry ON entry.id = audit_id AND entry.at = audit_at "
    "WHERE entry.tag = 'bridge.painted' ORDER BY seal_no"
)


def sealed_subjects(database: Database) -> list[str]:
    with database.begin() as tx:
        return list(tx.execute(text(SEALED)).scalars())


def test_every_entry_is_sealed_once_and_in_order(log: Log) -> None:
    subjects = log.write(5)
    assert log.seal() == 5
    assert log.seal() == 0
    subjects += log.write(3)
    assert log.seal() == 3
    assert sealed_subjects(log.database) == [str(subject) for subject in subjects]
    assert log.check().sound


def test_an_open_transaction_holds_back_the_ones_after_it_and_loses_nothing(log: Log) -> None:
    early = new_id()
    with log.database.begin() as open_tx:
        service.record(open_tx, MACHINE, BRIDGE_PAINTED, Subject("bridge", early))
        late = log.write(2)
        assert log.seal() == 0, "a later transaction has committed, but its place is behind one still running"
    assert log.seal() == 3
    assert sealed_subjects(log.database) == [str(early), *(str(subject) for subject in late)]


def test_numbers_run_on_through_many_small_batches(log: Log) -> None:
    log.write(7)
    while True:
        with log.database.begin() as tx:
            if service.seal(tx, MACHINE, limit=2) == 0:
                break
    with log.database.begin() as tx:
        numbers = tx.execute(text("SELECT seal_no FROM audit_seal ORDER BY seal_no")).scalars().all()
    assert numbers == list(range(1, len(numbers) + 1))
    assert log.check().sound


def test_two_sealers_at_once_seal_nothing_twice(log: Log) -> None:
    log.write(50)

    def seal(_: int) -> int:
        try:
            return log.seal()
        except IntegrityError:
            return 0

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(seal, range(8))) == 50
    assert log.check().sound


def test_writers_in_parallel_are_all_sealed(log: Log) -> None:
    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(log.write, 20) for _ in range(4)]
        while not all(job.done() for job in writing):
            log.seal()
    log.seal()
    written = {str(subject) for job in writing for subject in job.result()}
    assert set(sealed_subjects(log.database)) == written
    assert log.check().sound


def test_after_a_restore_into_another_cluster_sealing_goes_on(log: Log, owner_database: Database) -> None:
    """There transaction numbers begin again: entries of the former cluster have higher ones than any new entry."""
    with owner_database.begin() as tx:
        for number in (1, 2, 3):
            tx.execute(
                text(
                    "INSERT INTO audit_entry (id, at, cluster, xact, origin, tag, subject_kind, subject_id) "
                    "VALUES (:id, :at, 42, 9000000000 + :number, 'system', 'bridge.painted', 'bridge', :subject)"
                ),
                {"id": new_id(), "at": clock.now(), "number": number, "subject": f"former-{number}"},
            )
        tx.execute(
            text(
                "INSERT INTO audit_seal (seal_no, audit_id, audit_at, cluster, xact, hash, sealed_at) "
                "SELECT last.seal_no + 1, entry.id, entry.at, entry.cluster, entry.xact, sha256(''), entry.at "
                "FROM audit_entry AS entry, (SELECT coalesce(max(seal_no), 0) AS seal_no FROM audit_seal) AS last "
                "WHERE entry.subject_id = 'former-1'"
            )
        )
    subjects = log.write(2)
    assert log.seal() == 4
    assert sealed_subjects(log.database) == ["former-1", "former-2", "former-3", *(str(subject) for subject in subjects)]


def test_health_tells_what_waits_for_its_seal(log: Log) -> None:
    log.write(2)
    with log.database.begin(read_only=True) as tx:
        health = queries.get_health(tx, MACHINE)
    assert (health.waiting, health.in_default_partition) == (2, 0)
    assert health.waiting_since is not None
    log.seal()
    with log.database.begin(read_only=True) as tx:
        assert queries.get_health(tx, MACHINE).waiting == 0
