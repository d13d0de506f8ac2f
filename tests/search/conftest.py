"""Fixtures of search."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from tests.search.doors import Machine
from tests.search.processes import Processes


@pytest.fixture
def machine(database: Database, settings: Settings) -> Iterator[Machine]:
    """The machine of the test's application, without an index as yet."""
    shutil.rmtree(settings.home / "index", ignore_errors=True)
    machine = Machine(settings.home, database)
    yield machine
    machine.indexer.close()
    shutil.rmtree(settings.home / "index", ignore_errors=True)


@pytest.fixture
def processes(machine: Machine, mks_environment: dict[str, str], tmp_path: Path) -> Iterator[Processes]:
    held = Processes(mks_environment, tmp_path / "mks.log")
    yield held
    held.stop()
