"""Real files, as offices and sites have them, attached and read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.arch.lints.source import REPOSITORY
from tests.documents import parcels
from tests.documents.doors import SignIn
from tests.documents.parcels import send

pytestmark = pytest.mark.realdata
DATA = REPOSITORY.parent / "shared" / "data"
READ = {
    "office/議事録.docx": ("", "ユーザレビュー"),
    "office/作業手順書.xlsx": ("シート「作業手順書」", "コマンドプロンプト"),
    "office/課題一覧.xlsx": ("シート「課題一覧」", "課題名"),
    "sop-guidelines/26-安全訓練等の実施について.pdf": ("3ページ目", "土木請負工事における安全・訓練等"),
    "sop-guidelines/36-生コン単位水量測定要領案.pdf": ("3ページ目", "単位水量"),
    "sop-guidelines/26-安全訓練等の実施について.txt": ("1〜43行目", "安全・訓練等"),
    "sop-guidelines/manifest.csv": ("1〜5行目", "bytes"),
}


@pytest.mark.parametrize("name", READ)
def test_the_text_of_a_real_file_is_read_with_its_place(signed_in: SignIn, database: Database, name: str) -> None:
    person, path = signed_in(cast.construction), DATA / name
    kept = send(person, path.name, path.read_bytes())
    assert (kept.status, kept.body["name"]) == (201, path.name)
    parcels.read_waiting(database)
    seen = person.client.get(kept.body["preview_url"]).json()
    place, words = READ[name]
    assert any(part["place"] == place and words in part["text"] for part in seen["parts"]), seen


def photos() -> Iterator[Path]:
    return (path for path in sorted((DATA / "photos").iterdir()) if path.suffix.lower() == ".jpg")


def test_real_photographs_lose_where_they_were_taken(signed_in: SignIn) -> None:
    person = signed_in(cast.construction)
    for path in photos():
        kept = send(person, path.name, path.read_bytes())
        assert kept.status == 201, kept.text
        shown = person.client.get(kept.body["url"]).content
        assert parcels.position_of(shown) == {}
        assert b"Exif" not in shown[:4096]
