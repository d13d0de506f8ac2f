"""The unit of work of command-line doors: one transaction as the administrator at the console."""

import contextlib
import getpass
from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from mirai_knowledge.edge.problems import from_database
from mirai_knowledge.edge.validation import field_error
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.config import load_settings
from mirai_knowledge.kernel.db import JOB, Database, Tx
from mirai_knowledge.kernel.db.connect import ensure_database
from mirai_knowledge.kernel.errors import Invalid
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.log import request_scope

PIPED_COLUMNS = 240
UNKNOWN_COLUMNS = 80
"""What the library takes where nobody says how wide the terminal is."""
Command = TypeVar("Command", bound=BaseModel)


@contextlib.contextmanager
def unit(*, read_only: bool = False) -> Iterator[tuple[Tx, Actor]]:
    """A transaction that commits when the block ends, as whoever runs the command; the embedded database is started
    and migrated when it is down. Raises SettingsError, DatabaseAway and what the verbs raise; faults of the database (a
    full disk, a lock held too long) as on the web.
    """
    settings = load_settings()
    with ensure_database(settings) as urls, request_scope(f"cli-{new_id()}"):
        database = Database(urls.app, size=1, timeouts=JOB, name="mks-cli", shared_clock=settings.env == "test")
        try:
            with database.begin(read_only=read_only) as tx:
                yield tx, console_actor()
        except DBAPIError as fault:
            raise from_database(fault) from fault
        finally:
            database.dispose()


def checked(command: type[Command], values: Mapping[str, object]) -> Command:
    """The command of these values; raises Invalid with every wrong field, in the words of the web."""
    try:
        return command.model_validate(values)
    except ValidationError as fault:
        raise Invalid(fields=tuple(field_error(error) for error in fault.errors())) from fault


def console_actor() -> Actor:
    """The person at the console: whoever may run the program on the server may do everything, under the system name."""
    return Actor(name=f"コマンド（{getpass.getuser()}）", origin="cli", everything=True)


def console(*, stderr: bool = False) -> Console:
    """Where a command prints. Into a file or a pipe tables are as wide as they need, so that no name is cut."""
    found = Console(stderr=stderr)
    is_narrow = not found.is_terminal and found.width == UNKNOWN_COLUMNS
    return Console(stderr=stderr, width=PIPED_COLUMNS) if is_narrow else found
