"""Real `mks` processes on the database and home of a test, where wanted with little room on the disk."""

import subprocess
import sys
from pathlib import Path

import psutil

ARGUMENTS = ("-m", "mirai_knowledge.entry.cli")
# A process of its own sets the limit, and becomes the program: nothing runs between fork and exec where threads are.
LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


class Processes:
    """Real `mks` processes on the test's database and home."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.environment, self.log = environment, log
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str, limit: int | None = None) -> psutil.Process:
        limited = () if limit is None else ("-c", LIMITED, str(limit))
        with self.log.open("ab") as log:
            argv = [sys.executable, *limited, *ARGUMENTS, *arguments]
            self.running.append(subprocess.Popen(argv, env=self.environment, stdout=log, stderr=log))
        return psutil.Process(self.running[-1].pid)

    def run(self, *arguments: str, limit: int | None = None) -> "subprocess.CompletedProcess[str]":
        limited = () if limit is None else ("-c", LIMITED, str(limit))
        argv = [sys.executable, *limited, *ARGUMENTS, *arguments]
        return subprocess.run(argv, env=self.environment, capture_output=True, text=True, check=False, timeout=60)

    def stop(self) -> None:
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(timeout=30)
        self.running.clear()
