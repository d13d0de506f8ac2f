"""A server of its own for measuring: embedded database, web processes, worker, all on loopback, all ended afterwards."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx


@contextlib.contextmanager
def measured_server(*, workers: int = 3) -> Iterator[str]:
    """The address of a running development installation with demonstration people; gone when the block ends."""
    with measured_installation(workers=workers) as (url, _):
        yield url


@contextlib.contextmanager
def measured_installation(*, workers: int = 3) -> Iterator[tuple[str, Path]]:
    """As `measured_server`, with the home of the installation."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="mks-bench-", ignore_cleanup_errors=True) as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("MKS_", "DATABASE_URL"))},
            "MKS_HOME": folder,
            "MKS_PORT": str(port),
            "MKS_WEB_WORKERS": str(workers),
            "MKS_LOG_LEVEL": "WARNING",
        }
        with (Path(folder) / "server.log").open("wb") as log:
            argv = [sys.executable, "-m", "mirai_knowledge.entry.cli", "run"]
            process = subprocess.Popen(argv, env=environment, stdout=log, stderr=log)
            try:
                _await(f"http://127.0.0.1:{port}/api/v1/health")
                yield f"http://127.0.0.1:{port}", Path(folder)
            finally:
                process.terminate()
                process.wait(timeout=60)


def _await(url: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(url, timeout=2).status_code == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(url)
