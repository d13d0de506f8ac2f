"""The command `mks` as somebody types it: a real process with arguments, environment and exit code."""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

NURSERY = Path(__file__).with_name("nursery.py")


def run_mks(environment: Mapping[str, str], *arguments: object, timeout: float = 120) -> "subprocess.CompletedProcess[str]":
    """Runs `mks` with the arguments in just that environment, and waits for its end; raises TimeoutError when that is late."""
    words = [str(argument) for argument in arguments]
    nursery = _nursery()
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        order = {"arguments": words, "environment": dict(environment), "out": str(out), "err": str(err)}
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        nursery.stdin.write(json.dumps(order) + "\n")
        nursery.stdin.flush()
        if not select.select([nursery.stdout], [], [], timeout)[0]:
            _end(nursery)
            _nursery.cache_clear()
            raise TimeoutError(f"mks {' '.join(words)} takes longer than {timeout} s")
        code = int(nursery.stdout.readline())
        return subprocess.CompletedProcess(["mks", *words], code, out.read_text("utf-8"), err.read_text("utf-8"))


@cache
def _nursery() -> "subprocess.Popen[str]":
    bare = {name: value for name, value in os.environ.items() if not name.startswith("MKS_") and name != "COLUMNS"}
    nursery = subprocess.Popen(
        [sys.executable, str(NURSERY)],
        env=bare | {"PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    atexit.register(_end, nursery)
    return nursery


def _end(nursery: "subprocess.Popen[str]") -> None:
    if nursery.poll() is None:
        os.killpg(nursery.pid, signal.SIGKILL)
    nursery.communicate()
