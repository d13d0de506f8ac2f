"""Files in parts: from wherever they stand, by their sender alone, kept once, refused with the remedy."""

from pathlib import Path

import pytest
from sqlalchemy import text

from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.documents import parcels
from tests.documents.doors import SignIn, Travel
from tests.documents.parcels import UPLOADS, begin, finish, part, send

MB = 1024 * 1024


def test_a_file_arrives_in_parts_and_goes_on_where_it_stands(signed_in: SignIn) -> None:
    person, content = signed_in(cast.construction), parcels.video(9 * MB)
    upload = begin(person, "打設の様子.mp4", len(content)).body
    assert (upload["offset"], upload["part_bytes"]) == (0, 4 * MB)
    assert part(person, upload, content[: 4 * MB], 0).body["offset"] == 4 * MB
    # The line broke before the answer came: what was sent is known, and a part sent twice does no harm.
    again = part(person, upload, content[: 4 * MB], 0)
    assert (again.status, again.body["code"], again.body["current"]) == (409, "upload.elsewhere", 4 * MB)
    asked = person.client.head(f"{UPLOADS}/{upload['id']}", headers=person.headers())
    assert (asked.headers["upload-offset"], asked.headers["upload-length"]) == (str(4 * MB), str(len(content)))
    early = finish(person, upload)
    assert (early.status, early.body["code"], early.body["current"]) == (409, "upload.unfinished", 4 * MB)
    assert begin(person, "打設の様子.mp4", len(content), id=upload["id"]).body["offset"] == 4 * MB
    for at in (4 * MB, 8 * MB):
        assert part(person, upload, content[at : at + 4 * MB], at).status == 200
    kept = finish(person, upload)
    assert (kept.status, kept.body["id"], kept.body["size"]) == (201, upload["id"], len(content))
    assert finish(person, upload).body["id"] == upload["id"]
    assert person.client.get(kept.body["url"]).content == content


def test_P120_nobody_else_goes_on_with_an_upload_or_gives_it_up(signed_in: SignIn) -> None:
    mine = begin(signed_in(cast.construction), "記録.txt", 6).body
    other = signed_in(cast.admin)
    assert part(other, mine, "記録".encode(), 0).status == 404
    assert other.get(f"{UPLOADS}/{mine['id']}").status == finish(other, mine).status == 404
    assert other.delete(f"{UPLOADS}/{mine['id']}").status == 404
    assert begin(other, "記録.txt", 6, id=mine["id"]).status == 409
    assert signed_in(cast.construction).delete(f"{UPLOADS}/{mine['id']}").status == 204
    assert signed_in(cast.construction).get(f"{UPLOADS}/{mine['id']}").status == 404


def test_equal_files_are_stored_once_and_their_parts_go(signed_in: SignIn, settings: Settings, database: Database) -> None:
    person, content = signed_in(cast.construction), parcels.pdf("one")
    first, second = (send(person, name, content).body for name in ("図面.pdf", "図面の写し.pdf"))
    assert first["id"] != second["id"]
    with database.begin(read_only=True) as tx:
        assert tx.execute(text("SELECT count(DISTINCT hash) FROM attachment")).scalar_one() == 1
        assert tx.execute(text("SELECT count(*) FROM upload")).scalar_one() == 0
    assert list((settings.home / "blobs" / "parts").glob("*")) == list((settings.home / "blobs" / "staged").glob("*")) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("👷‍♀️足場🚧点検.txt", "👷‍♀️足場🚧点検.txt"),
        ("報告書（最終）．ＴＸＴ", "報告書（最終）.txt"),
        ("C:\\現場\\..\\記録 1.txt", "記録 1.txt"),
        ("か\u3099く\u3099.txt", "がぐ.txt"),
        ("名\u202etxt.exe.txt", "名txt.exe.txt"),
        ("あ" * 280 + ".txt", "あ" * 200 + ".txt"),
    ],
)
def test_names_keep_what_people_see_and_lose_what_deceives(signed_in: SignIn, name: str, kept: str) -> None:
    person = signed_in(cast.construction)
    answer = send(person, name, "点検しました".encode())
    assert (answer.status, answer.body["name"]) == (201, kept)
    saved = person.client.get(answer.body["download_url"])
    assert saved.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")


SHEET = parcels.MAIN.replace("wordprocessingml.document", "spreadsheetml.sheet")
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("記録.txt", b"", "0 バイト"),
    "no docx": ("手順.docx", "ただの文章です".encode(), "Word 文書ではありません"),
    "a zip that is no docx": ("手順.docx", parcels.docx("a", types="text/plain"), "Word 文書ではありません"),
    "a workbook called docx": ("手順.docx", parcels.docx("a", types=SHEET), ".xlsx"),
    "macros": ("手順.docx", parcels.docx("a", types="application/vnd.ms-word.document.macroEnabled.main+xml"), "マクロ"),
    "with a password": ("手順.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "パスワード"),
    "half a docx": ("手順.docx", parcels.docx("a" * 400)[:300], "Word 文書ではありません"),
    "an old one": ("手順.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), ".docx にして"),
    "no pdf": ("図面.pdf", b"<html><script>alert(1)</script></html>", "PDF"),
    "a program": ("現場.exe", b"MZ" + bytes(100), "添付できるのは"),
    "a program called csv": ("一覧.csv", b"MZ\x90\x00" + bytes(100), "UTF-8"),
    "a picture of an iPhone": ("IMG_0001.HEIC", bytes(100), "互換性優先"),
    "no video": ("動画.mp4", parcels.photo(), "中身は jpg"),
    "no picture": ("写真.jpg", b"%PDF-1.7 " + bytes(200), "中身は pdf"),
    "a broken picture": ("写真.jpg", parcels.photo()[:200], "壊れていないか"),
    "no ending": ("メモ", b"abc", "拡張子"),
    "a page": ("頁.html", b"<script>alert(1)</script>", "PDF に変換"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_kept_is_refused_with_the_remedy_and_leaves_nothing(
    signed_in: SignIn, database: Database, case: str
) -> None:
    name, content, word = REFUSED[case]
    answer = send(signed_in(cast.construction), name, content)
    assert (answer.status, answer.body["code"]) == (422, "attachment.refused"), answer.text
    assert word in answer.body["fields"][0]["message"]
    with database.begin(read_only=True) as tx:
        assert tx.execute(text("SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM attachment)")).scalar_one() == 0


def test_a_zip_bomb_is_refused_before_it_unfolds(signed_in: SignIn) -> None:
    answer = send(signed_in(cast.construction), "手順.docx", parcels.bomb())
    assert (answer.status, answer.body["code"]) == (422, "attachment.refused")
    assert "異常に大きく" in answer.body["detail"]


def test_limits_are_told_by_sort_before_the_first_byte(signed_in: SignIn) -> None:
    person = signed_in(cast.construction)
    for name, size, word in (("a.mp4", 501 * MB, "500 MB"), ("a.pdf", 101 * MB, "100 MB"), ("a.xlsx", 51 * MB, "50 MB")):
        answer = begin(person, name, size)
        assert (answer.status, word in answer.body["detail"]) == (413, True), answer.text
    assert begin(person, "a.mp4", 500 * MB).status == 201
    headers = {"Content-Type": "application/octet-stream", "Upload-Offset": "0"}
    upload = begin(person, "b.mp4", 100 * MB).body
    large = person.client.patch(f"{UPLOADS}/{upload['id']}", content=bytes(4 * MB + 1), headers=person.headers(headers))
    assert large.status_code == 413
    assert part(person, upload, b"", 0).status == part(person, upload, bytes(10), 5).status == 409


def test_a_position_goes_unless_it_is_kept_on_purpose(signed_in: SignIn) -> None:
    person, content = signed_in(cast.construction), parcels.positioned()
    gone, kept = send(person, "現場.jpg", content).body, send(person, "現場.jpg", content, keep_position=True).body
    assert (gone["has_position"], kept["has_position"]) == (False, True)
    without, with_it = (person.client.get(view["url"]).content for view in (gone, kept))
    assert parcels.position_of(without) == {}
    assert parcels.position_of(with_it)[2] == (35.0, 41.0, 22.0)
    assert b"SECRET-CAMERA" not in without + with_it
    small = person.client.get(kept["thumb_url"])
    assert (small.headers["content-type"], parcels.position_of(small.content)) == ("image/jpeg", {})


def test_uploads_that_stand_still_are_forgotten_after_three_days(
    signed_in: SignIn, travel: Travel, settings: Settings, database: Database
) -> None:
    person = signed_in(cast.construction)
    upload = begin(person, "記録.txt", 12).body
    part(person, upload, "記録".encode(), 0)
    folder: Path = settings.home / "blobs" / "parts" / upload["id"]
    assert folder.is_dir()
    travel(4 * 86_400)
    parcels.keep_house(database)
    assert not folder.exists()
    assert signed_in(cast.construction).get(f"{UPLOADS}/{upload['id']}").body["code"] == "upload.not_found"
