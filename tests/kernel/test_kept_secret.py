"""A secret that an installation makes for itself, by whichever process comes first."""

import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mirai_knowledge.kernel.config import kept_secret


def test_those_who_begin_at_once_have_the_same_secret_and_none_reads_half_of_it(tmp_path: Path) -> None:
    path = tmp_path / "home" / "key"

    def slowly() -> str:
        time.sleep(0.05)
        return "x" * 64

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: kept_secret(path, slowly), range(8)))
    assert found == {"x" * 64}
    assert [entry.name for entry in path.parent.iterdir()] == ["key"], "nothing is left beside it"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_secret(path, lambda: "another") == "x" * 64
