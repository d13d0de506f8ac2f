"""`python -m bench [NAME …]`: runs all benchmarks or those named, and prints one JSON object."""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime

from bench import requests, search

BENCHMARKS = {"requests": requests.run, "search": search.run}


def main(names: list[str]) -> int:
    """Prints the figures with date, commit and machine; 2 when a name is unknown."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.stderr.write(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}\n")
        return 2
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    report = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "figures": {name: BENCHMARKS[name]() for name in (names or BENCHMARKS)},
    }
    json.dump(report, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
