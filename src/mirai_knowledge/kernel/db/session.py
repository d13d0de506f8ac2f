"""Transactions: one engine a process, one session a transaction, time-outs on every connection."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db.base import Tx
from mirai_knowledge.kernel.errors import Unavailable


class DatabaseAway(Unavailable):
    """PostgreSQL cannot be reached; nothing was written."""

    code = "database.away"
    title = "データベースに接続できません"


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Limits of one transaction in milliseconds: a statement, waiting for a lock, doing nothing while open."""

    statement: int
    lock: int
    idle: int

    def options(self) -> str:
        """As libpq connection options."""
        return (
            f"-c statement_timeout={self.statement} -c lock_timeout={self.lock} "
            f"-c idle_in_transaction_session_timeout={self.idle} -c timezone=UTC"
        )


WEB = Timeouts(statement=5_000, lock=2_000, idle=10_000)
JOB = Timeouts(statement=60_000, lock=10_000, idle=60_000)
OWNER = Timeouts(statement=0, lock=10_000, idle=0)


class Database:
    """The connections of one process to PostgreSQL under one role. Open it after a fork, never before."""

    def __init__(
        self, url: str, *, size: int = 5, timeouts: Timeouts = WEB, name: str = "mks", shared_clock: bool = False
    ) -> None:
        self._shared_clock = shared_clock
        self.url = url
        self.engine: Engine = create_engine(
            url,
            pool_size=size,
            max_overflow=0,
            pool_timeout=5,
            pool_pre_ping=True,
            connect_args={"options": timeouts.options(), "application_name": name, "connect_timeout": 5},
        )

    @contextlib.contextmanager
    def begin(self, *, read_only: bool = False) -> Iterator[Tx]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Raises DatabaseAway when there is no connection to be had.
        """
        with (
            self._connect(read_only=read_only) as connection,
            Session(bind=connection, autoflush=False, expire_on_commit=False) as session,
        ):
            self._read_clock(session)
            yield session
            session.commit()

    @contextlib.contextmanager
    def _connect(self, *, read_only: bool) -> Iterator[Connection]:
        try:
            connection = self.engine.connect()
        except (OperationalError, PoolTimeout) as fault:
            raise DatabaseAway("データベースに接続できません。少し待ってからもう一度お試しください。") from fault
        with connection:
            yield connection.execution_options(postgresql_readonly=True) if read_only else connection

    def _read_clock(self, session: Session) -> None:
        if self._shared_clock:
            seconds = session.execute(text("SELECT offset_seconds FROM clock_offset")).scalar() or 0
            clock.set_offset(timedelta(seconds=float(seconds)))

    def dispose(self) -> None:
        """Closes every connection."""
        self.engine.dispose()
