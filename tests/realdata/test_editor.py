"""The editor of the web page on the real texts."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.realdata


def test_every_text_opens_in_the_editor_and_stays_as_it_was_byte_for_byte() -> None:
    command = [str(ROOT / "scripts" / "node.sh"), "npm", "run", "--silent", "test"]
    environment = {**os.environ, "MKS_REALDATA": "1", "NO_COLOR": "1", "FORCE_COLOR": "0"}
    done = subprocess.run(command, cwd=ROOT / "web", env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
