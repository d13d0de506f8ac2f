"""The database and home of a measured server, for figures that are taken inside."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from mirai_knowledge.entry import wiring
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import JOB, Database
from mirai_knowledge.kernel.db.connect import ensure_database


@contextlib.contextmanager
def opened(home: Path) -> Iterator[tuple[Settings, Database]]:
    """Settings and connections of the installation in that home, whose database runs."""
    settings = Settings(home=home)
    wiring.wire(settings)
    with ensure_database(settings, migrated=False) as urls:
        database = Database(urls.app, size=2, timeouts=JOB, name="mks-bench")
        try:
            yield settings, database
        finally:
            database.dispose()
