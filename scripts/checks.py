"""Runs the checks that need no database, two at a time: `checks.py [lint|types|contracts|web]...`, all without argument.

Each prints one line when it is done, and its whole output when it fails. Exit code 1 when any failed.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
NODE = ROOT / "scripts" / "node.sh"


@dataclass(frozen=True)
class Check:
    """One command to run: green when it exits with 0."""

    name: str
    kinds: frozenset[str]
    command: tuple[str, ...]
    folder: Path = ROOT


@dataclass(frozen=True)
class Outcome:
    """How a check ended: its exit code and all that it printed."""

    check: Check
    code: int
    output: str
    seconds: float


def python_check(name: str, kind: str, *command: str) -> Check:
    """A check by a tool of .venv."""
    return Check(name, frozenset({kind}), (str(BIN / command[0]), *command[1:]))


def web_check(name: str, script: str, *kinds: str) -> Check:
    """A check by a script of web/package.json."""
    return Check(name, frozenset({"web", *kinds}), (str(NODE), "npm", "run", "--silent", script), ROOT / "web")


# The longest first, so that two at a time end together.
CHECKS = (
    python_check("mypy --strict", "types", "mypy"),
    web_check("eslint", "lint", "lint"),
    web_check("tsc", "types", "types"),
    web_check("vitest", "test"),
    web_check("size of the web page", "size"),
    web_check("generated API client", "api:check"),
    python_check("who imports whom", "contracts", "lint-imports", "--no-cache"),
    python_check("ruff check", "lint", "ruff", "check", "--quiet"),
    python_check("ruff format", "lint", "ruff", "format", "--check", "--diff", "--quiet"),
)


def run(check: Check) -> Outcome:
    """Runs the check to its end and says so in one line."""
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=check.folder,
        env={**os.environ, "FORCE_COLOR": "0", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    outcome = Outcome(check, done.returncode, done.stdout, time.monotonic() - started)
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {check.name} ({outcome.seconds:.0f} s)", flush=True)
    return outcome


def main(wanted: set[str], checks: Sequence[Check] = CHECKS) -> int:
    """Runs the wanted kinds of checks, all when none is named; returns 1 when any failed, 2 when there is no such kind."""
    unknown = wanted - {kind for check in checks for kind in check.kinds}
    if unknown:
        print(f"no such kind of check: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    chosen = [check for check in checks if not wanted or wanted & check.kinds]
    with ThreadPoolExecutor(max_workers=2) as pool:
        failed = [outcome for outcome in pool.map(run, chosen) if outcome.code]
    for outcome in failed:
        print(f"\n== {outcome.check.name} ==\n{outcome.output.rstrip()}")
    if failed:
        print(f"\n{len(failed)} of {len(chosen)} checks failed: {', '.join(outcome.check.name for outcome in failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(set(sys.argv[1:])))
