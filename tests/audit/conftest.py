"""Entries to look at, a way to seal them, and a vandal who may do what nobody may."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
import psycopg.rows
import pytest
from sqlalchemy import make_url

from mirai_knowledge.audit import queries, service
from mirai_knowledge.audit.policy import chain
from mirai_knowledge.audit.schemas import Subject, tag
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.db.embedded import DatabaseUrls
from mirai_knowledge.kernel.ids import new_id

MACHINE = Actor.system("tests")
BRIDGE_PAINTED = tag("bridge.painted", "橋を塗った")


@dataclass(frozen=True)
class Log:
    """The audit log of a test's database."""

    database: Database

    def write(self, count: int = 1) -> list[UUID]:
        """So many entries, each in a transaction of its own; their subjects, in order."""
        subjects = [new_id() for _ in range(count)]
        for number, subject in enumerate(subjects):
            with self.database.begin() as tx:
                service.record(tx, MACHINE, BRIDGE_PAINTED, Subject("bridge", subject), after={"coat": number})
        return subjects

    def seal(self) -> int:
        """Seals what can be sealed."""
        with self.database.begin() as tx:
            return service.seal(tx, MACHINE)

    def check(self, head: tuple[int, str] | None = None) -> chain.Report:
        """What the program finds in the database."""
        with self.database.begin(read_only=True) as tx:
            return queries.get_report(tx, MACHINE, head=head)

    def records(self) -> list[chain.Record]:
        """The log as it would be exported."""
        with self.database.begin(read_only=True) as tx:
            return list(queries.list_records(tx, MACHINE))

    def export(self, file: Path) -> Path:
        """The log in a file."""
        with file.open("w", encoding="utf-8") as target, self.database.begin() as tx:
            service.export(tx, MACHINE, target)
        return file


@pytest.fixture
def log(database: Database) -> Log:
    """The log without what the standing cast left in it waiting: all of it is sealed."""
    log = Log(database)
    log.seal()
    return log


@dataclass(frozen=True)
class Vandal:
    """The owner of the tables, who has switched the triggers off: the strongest enemy short of the key."""

    connection: psycopg.Connection[psycopg.rows.TupleRow]

    def run(self, statements: str, **values: object) -> None:
        """Does what the SQL says, in one transaction; `{name}` stands for a value."""
        self.connection.execute(statements.format(**values).encode())


@pytest.fixture
def vandal(database_urls: DatabaseUrls, database: Database) -> Iterator[Vandal]:
    url = make_url(database_urls.owner).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        for table in ("audit_entry", "audit_seal", "audit_anchor"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        yield Vandal(connection)


@dataclass(frozen=True)
class Verdict:
    """How the stand-alone verifier ended."""

    code: int
    text: str


@pytest.fixture
def verify_alone(tmp_path: Path) -> Callable[..., Verdict]:
    """Runs a copy of the verifier, and of nothing else, in a Python that sees no installed package."""

    def run(file: Path, *options: str) -> Verdict:
        program = tmp_path / "verify_audit_export.py"
        program.write_bytes(Path(chain.__file__).read_bytes())
        done = subprocess.run(
            [sys.executable, "-I", "-S", program, file, *options], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        return Verdict(done.returncode, done.stdout + done.stderr)

    return run
