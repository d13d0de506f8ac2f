"""Searches as people type them over the migrated knowledge, with the titles that must stand among the first five."""

import tomllib
from pathlib import Path

import pytest

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.legacy import service
from tests import cast
from tests.documents.doors import SignIn
from tests.search.conftest import machine
from tests.search.doors import Machine, find, titles

__all__ = ["machine"]

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "legacy-json"
QUERIES = tomllib.loads((Path(__file__).parent / "queries.toml").read_text(encoding="utf-8"))["query"]

pytestmark = pytest.mark.realdata


def test_what_people_look_for_stands_among_the_first_five(database: Database, signed_in: SignIn, machine: Machine) -> None:
    with database.begin() as tx:
        service.load(tx, Actor.system("tests"), service.open_source(FOLDER))
    machine.catch_up()
    reader = signed_in(cast.engineer)
    missed = {}
    for query in QUERIES:
        first = titles(find(reader, query["words"]))[:5]
        missing = [title for title in query["titles"] if not any(title in found for found in first)]
        if missing:
            missed[query["words"]] = (missing, first)
    assert missed == {}


def test_there_are_enough_queries() -> None:
    assert len(QUERIES) >= 30
