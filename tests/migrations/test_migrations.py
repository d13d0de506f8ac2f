"""Empty to head on the major versions we promise, models that agree, and two roles that stay apart."""

import re
import threading
from importlib.metadata import version
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from mirai_knowledge.entry import demo
from mirai_knowledge.kernel.db import Database, migrate
from tests.conftest import Cluster, start_cluster

VERSIONS = Path(migrate.__file__).parents[2] / "migrations" / "versions"
FILES = sorted(VERSIONS.glob("*.py"))


@pytest.mark.parametrize("major", [16, 18])
def test_an_empty_database_becomes_the_newest_and_works(tmp_path: Path, major: int) -> None:
    for cluster in start_cluster(tmp_path, major):
        applied = migrate.migrate(cluster.urls.owner, cluster.urls.app)
        assert applied[-1] == migrate.head()
        assert migrate.status(cluster.urls.owner).pending == ()
        migrate.check(cluster.urls.owner)
        database = Database(cluster.urls.app, size=1)
        with database.begin() as tx:
            assert len(demo.load_cast(tx).people) == 8
        database.dispose()


def test_migrating_again_changes_nothing(cluster: Cluster, template: str) -> None:
    assert migrate.migrate(cluster.urls.owner, cluster.urls.app) == ()


def test_two_who_migrate_at_once_do_it_once(cluster: Cluster) -> None:
    cluster.copy("template0", "mks_twice")
    owner, app = (cluster.url(url, "mks_twice") for url in (cluster.urls.owner, cluster.urls.app))
    applied: list[tuple[str, ...]] = []
    threads = [threading.Thread(target=lambda: applied.append(migrate.migrate(owner, app))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(revisions) for revisions in applied) == [0, len(FILES)]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET tag = 'x'", "DELETE FROM audit_entry", "CREATE TABLE mine (id int)"]
)
def test_the_application_role_can_neither_rewrite_history_nor_change_the_schema(database: Database, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), database.begin() as tx:
        tx.execute(text(statement))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_migration_has_a_date_and_time_outs_and_imports_nothing_of_ours(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}_\d{2}_\d{2}_\d{4}_[a-z_]+", file.stem)
    assert "mirai_knowledge" not in source
    assert "lock_timeout" in source
    assert "statement_timeout" in source


def test_the_schema_of_the_queue_is_that_of_the_version_the_migrations_were_written_for() -> None:
    # Another one needs a migration of its own first: an empty database would get its tables, an older one not.
    assert version("procrastinate").startswith("3.10.")
