"""`mks law` as somebody types it."""

import json
import subprocess
from pathlib import Path

from tests import cast
from tests.command import run_mks
from tests.documents.doors import SignIn, content, published
from tests.regulations.laws import CHAPTERS, LAW, law_json, law_markdown
from tests.regulations.test_reading import abbreviate, editions, resting


def law(environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    return run_mks(environment | {"COLUMNS": "200"}, "law", *arguments, timeout=240)


def test_a_folder_of_laws_is_imported_once_in_the_order_of_its_list(
    mks_environment: dict[str, str], signed_in: SignIn, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("# none\n", encoding="utf-8")
    (tmp_path / "b.md").write_bytes(law_markdown(CHAPTERS, day="2024-04-01"))
    (tmp_path / "a.md").write_bytes(law_markdown(CHAPTERS.replace("手すり", "中さん"), day="2024-04-01"))
    (tmp_path / "law.json").write_bytes(law_json())
    (tmp_path / "broken.json").write_bytes(b"{")
    (tmp_path / "manifest.csv").write_text("law_id,seq,file\nx,1,b.md\nx,2,a.md\n", encoding="utf-8")
    first = law(mks_environment, "import", tmp_path, "--json")
    told = json.loads(first.stdout)
    assert first.returncode == 1, "one file could not be read"
    assert [(item["file"], item["outcome"]) for item in told["items"]] == [
        ("law.json", "added"), ("b.md", "added"), ("a.md", "added"),
    ]  # fmt: skip
    assert told["refused"][0].startswith("broken.json: ")
    again = json.loads(law(mks_environment, "import", tmp_path / "a.md", "--json").stdout)
    assert (again["added"], again["unchanged"]) == (0, 1)
    line = [item["in_force_from"] for item in editions(signed_in(cast.partner), LAW)]
    assert line == ["2024-03-31T15:00:00.000001Z", "2024-03-31T15:00:00Z", "2020-03-31T15:00:00Z"]


def test_what_texts_say_of_articles_is_read_anew(mks_environment: dict[str, str], signed_in: SignIn, tmp_path: Path) -> None:
    abbreviate(signed_in)
    page = published(signed_in, text=content(body="足場則3条"))
    (tmp_path / "law.json").write_bytes(law_json())
    assert law(mks_environment, "import", tmp_path).returncode == 0
    assert law(mks_environment, "relink").returncode == 0
    assert resting(signed_in(cast.expert), LAW, "3") == [page["title"]]
    wrong = law(mks_environment, "import", tmp_path / "none.json")
    assert wrong.returncode == 2
    assert "見つかりません" in wrong.stderr
