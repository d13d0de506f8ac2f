"""Everybody gets each mail, whatever dies; one is doubled only where the worker died before it could write that it was taken."""

import json
import subprocess
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mirai_knowledge.kernel.db import Database
from tests.fakes import smtp
from tests.ops import delivery_kills

FIGURES = Path(__file__).parents[2] / "docs" / "reference" / "figures"


@pytest.fixture
def environment(mks_environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    return {**mks_environment, "MKS_HOME": str(tmp_path / "home")}


def test_no_mail_is_lost_when_the_worker_is_killed(environment: dict[str, str], database: Database, tmp_path: Path) -> None:
    with smtp.serving() as box:
        box.slow_seconds = 0.01
        outcome = delivery_kills.run(environment, database, box, tmp_path / "worker.log", size=(300, 5))
    assert (outcome.deliveries, outcome.lost, outcome.foreign) == (300, 0, 0)
    assert outcome.doubled <= outcome.kills


@pytest.mark.drill
def test_drill_of_ten_thousand_deliveries(environment: dict[str, str], database: Database, tmp_path: Path) -> None:
    with smtp.serving() as box:
        outcome = delivery_kills.run(environment, database, box, tmp_path / "worker.log", size=(10_000, 100))
    assert (outcome.deliveries, outcome.lost, outcome.foreign) == (10_000, 0, 0)
    assert outcome.doubled <= outcome.kills
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    figures = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "commit": commit, **asdict(outcome)}
    FIGURES.mkdir(parents=True, exist_ok=True)
    (FIGURES / "deliveries.json").write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
