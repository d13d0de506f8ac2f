"""Nothing acknowledged is lost, nothing is doubled, whatever dies."""

import json
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.ops import kills

FIGURES = Path(__file__).parents[2] / "docs" / "reference" / "figures"


def test_acknowledged_writes_survive_kills_of_every_process(tmp_path: Path) -> None:
    outcome = kills.run(tmp_path, kills=len(kills.VICTIMS), seed=7)
    assert outcome.refused == []
    assert set(outcome.killed) == set(kills.VICTIMS)
    assert len(outcome.acknowledged) > 20


@pytest.mark.drill
def test_drill_of_a_hundred_kills(tmp_path: Path) -> None:
    began = time.monotonic()
    outcome = kills.run(tmp_path, kills=100, seed=20261123)
    assert outcome.refused == []
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    figures = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit,
        "kills": {victim: outcome.killed.count(victim) for victim in kills.VICTIMS},
        "acknowledged_writes": len(outcome.acknowledged),
        "lost": 0,
        "doubled": 0,
        "longest_outage_seconds": round(outcome.longest_outage_seconds, 1),
        "seconds": round(time.monotonic() - began),
    }
    FIGURES.mkdir(parents=True, exist_ok=True)
    (FIGURES / "kills.json").write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def test_the_figures_of_the_last_drill_stand_in_the_reference() -> None:
    figures = json.loads((FIGURES / "kills.json").read_text(encoding="utf-8"))
    assert sum(figures["kills"].values()) == 100
    assert (figures["lost"], figures["doubled"]) == (0, 0)
    assert figures["acknowledged_writes"] > 100
