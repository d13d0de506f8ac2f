"""Empty to head on the major versions we promise, models that agree, and two roles that stay apart."""

import re
import threading
from importlib.metadata import version
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import ProgrammingError

from mirai_knowledge.entry import demo, wiring
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database, migrate
from tests.conftest import Cluster, start_cluster

VERSIONS = Path(migrate.__file__).parents[2] / "migrations" / "versions"
FILES = sorted(VERSIONS.glob("*.py"))
PERSON = """
    INSERT INTO person (id, login_name, name, sort_key, state, rights_version, version, created_at, updated_at)
    VALUES (gen_random_uuid(), 'tester', '試験', '試験', 'active', 1, 1, now(), now())
"""
DOCUMENT = """
    INSERT INTO document (id, kind, serial, audience, creator_name, language, created_at, updated_at, version, draft_version,
        views_base, helpful_base)
    VALUES (:id, :kind, 7, 'internal', '不明', 'ja', now(), now(), 1, 1, 0, 0)
"""
NOTICE = """
    INSERT INTO notice (id, person_id, kind, title, body, link, created_at)
    SELECT gen_random_uuid(), person.id, :kind, '題', '', :link, now() FROM person
"""


@pytest.mark.parametrize("major", [16, 18])
def test_an_empty_database_becomes_the_newest_and_works(tmp_path: Path, settings: Settings, major: int) -> None:
    wiring.wire(settings)  # the cast leaves its audit rows
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


def test_notices_sent_before_they_named_their_subject_are_told_it(cluster: Cluster) -> None:
    cluster.copy("template0", "mks_subject")
    owner, app = (cluster.url(url, "mks_subject") for url in (cluster.urls.owner, cluster.urls.app))
    migrate.migrate(owner, app, to="2026_11_24_0200")
    comment = "0197a000-0000-7000-8000-000000000009"
    links = ("/d/SOP-000007", f"/d/KN-000007#comment-{comment}", "/d/KN-000099", "/account")
    engine = create_engine(app, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(PERSON))
        for number, kind in enumerate(("knowledge", "sop"), start=1):
            connection.execute(text(DOCUMENT), {"id": f"0197a000-0000-7000-8000-00000000000{number}", "kind": kind})
        for link in links:
            kind = "comment.mentioned" if "#" in link else "document.in_force" if "/d/" in link else "password.reset"
            connection.execute(text(NOTICE), {"link": link, "kind": kind})
    assert migrate.migrate(owner, app)[0] == "2026_11_24_0300"
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT link, subject_kind, subject_id::text FROM notice")).all()
    assert {link: (kind, subject) for link, kind, subject in rows} == {
        "/d/SOP-000007": ("document", "0197a000-0000-7000-8000-000000000002"),
        f"/d/KN-000007#comment-{comment}": ("comment", comment),
        "/d/KN-000099": ("document", None),
        "/account": (None, None),
    }


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
