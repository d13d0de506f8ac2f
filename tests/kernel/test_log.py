"""What stands in the terminal and what in the file."""

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from mirai_knowledge.kernel import log
log.configure("INFO", process="worker", folder=Path(sys.argv[1]), quiet=sys.argv[2] == "quiet")
logger = log.get_logger("tests")
logger.info("job.done")
try:
    raise ConnectionError("the server closed the connection")
except ConnectionError:
    logger.exception("worker.queue_lost")
"""


def lines(folder: Path, manner: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    ran = subprocess.run([sys.executable, "-c", PROGRAM, folder, manner], capture_output=True, text=True, check=True, timeout=60)
    shown = [json.loads(line) for line in ran.stdout.splitlines()]
    return shown, [json.loads(line) for line in (folder / "mks.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_terminal_is_told_what_happened_in_one_line_and_the_file_where(tmp_path: Path) -> None:
    shown, kept = lines(tmp_path, "quiet")
    assert [(line["event"], line.get("exception"), line["trace"]) for line in shown] == [("worker.queue_lost", None, "mks.jsonl")]
    assert [line["event"] for line in kept] == ["job.done", "worker.queue_lost"]
    assert "ConnectionError: the server closed" in kept[1]["exception"]


def test_a_journal_gets_everything(tmp_path: Path) -> None:
    shown, kept = lines(tmp_path, "whole")
    assert [line["event"] for line in shown] == ["job.done", "worker.queue_lost"]
    assert shown == kept
    assert "Traceback" in shown[1]["exception"]
