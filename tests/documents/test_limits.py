"""At the limits: texts of two million characters, texts made to hurt a parser, a thousand comments, hostile pictures,
a disk that takes nothing more. Every answer is a clear one.
"""

import base64
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import Answer, SignedIn
from tests.documents.doors import HERE, SignIn, content, draft_of, publish, published, revise, save, show, start

LONGEST = 2_000_000
PARAGRAPH = "打設の前に、型枠の**「かぶり」**と鉄筋の結束を確認する。\n\n"
HURTFUL = {
    "stars": "*" * 60_000,
    "emphasis": "**強い*弱い_下" * 8_000,
    "brackets": "[" * 60_000,
    "links": "[a](" * 20_000,
    "pictures": "![a](attachment:" * 10_000,
    "quotes": ">" * 30_000 + "深い",
    "lists": "- " * 20_000 + "深い",
    "indents": "\n".join(" " * (2 * depth) + "- 深い" for depth in range(600)),
    "table": "|" * 5_000 + "\n" + "|-" * 5_000 + "\n" + ("|" * 5_000 + "\n") * 10,
    "ticks": "".join("`" * count + "a" for count in range(400)),
    "references": "\n".join(f"[{number}]: /a" for number in range(20_000)),
    "markup": "<script>" * 10_000 + "<img src=x onerror=alert(1)>" + "<!--" * 10_000,
    "entities": "&#" * 30_000,
    "fences": "```\n" * 9_999,
    "blanks": "\n" * 100_000,
    "one line": "あ" * 500_000,
}


def long_text(characters: int) -> str:
    return (PARAGRAPH * (characters // len(PARAGRAPH) + 1))[:characters]


def test_a_text_of_two_million_characters_is_written_read_revised_and_compared(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    page = start(writer, text=content(body=long_text(LONGEST)))
    assert publish(writer, page).status == 200
    shown = show(signed_in(cast.expert), page)
    assert shown.status == 200
    assert len(shown.body["body_html"]) > LONGEST
    assert save(writer, page, draft_of(writer, page)["content"]).body["exists"] is False
    revise(writer, page, content(body=long_text(LONGEST - 100) + "終わりを書き換えた。"))
    newer, older = (item["id"] for item in writer.get(f"{HERE}/{page['id']}/editions").body["items"])
    compared = writer.get(f"{HERE}/{page['id']}/compare?from={older}&to={newer}")
    assert compared.status == 200
    changed = [block for block in compared.body["blocks"] if block["changed"]]
    assert any("書き換えた" in part["text"] for block in changed for part in block["ops"] if part["op"] == "insert")


def test_a_longer_text_is_refused_with_its_field_and_a_huge_one_with_its_size(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    page = start(writer)
    over = save(writer, page, content(body=long_text(LONGEST + 1)))
    assert (over.status, over.body["fields"][0]["field"]) == (422, "content.body")
    assert "200" in over.body["fields"][0]["message"] or "2,000,000" in over.body["fields"][0]["message"]
    huge = save(writer, page, content(body="a" * 12_000_000))
    assert huge.status == 413
    assert "大きさ" in huge.body["detail"]
    assert draft_of(writer, page)["content"] == content()


@pytest.mark.parametrize("name", HURTFUL)
def test_a_text_made_to_hurt_is_kept_and_shown(signed_in: SignIn, name: str) -> None:
    writer, body = signed_in(cast.quality), HURTFUL[name]
    page = start(writer, text=content(body=body))
    shown = show(writer, page)
    assert shown.status == 200, shown.text[:500]
    assert "<script" not in shown.body["body_html"]
    assert "<img" not in shown.body["body_html"] or "onerror" not in shown.body["html"].split("<img", 1)[1].split(">")[0]
    assert draft_of(writer, page)["content"]["body"] == body


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def every_comment(person: SignedIn, path: str) -> list[Any]:
    items: list[Any] = []
    query = ""
    while True:
        answer = person.get(f"{path}?limit=200{query}")
        assert answer.status == 200, answer.text
        items += answer.body["items"]
        if answer.body["next_cursor"] is None:
            return items
        query = f"&cursor={answer.body['next_cursor']}"


def test_a_thousand_comments_cost_no_more_statements_than_ten(signed_in: SignIn, database: Database) -> None:
    page, reader = published(signed_in), signed_in(cast.expert)
    path = f"{HERE}/{page['id']}/comments"
    for number in range(10):
        assert reader.post(path, {"body": f"{number} 番目"}).status == 201
    with counted() as few:
        assert len(reader.get(path).body["items"]) == 10
    copies = text(
        "INSERT INTO comment (id, document_id, edition_id, author_id, author_name, body, created_at) "
        "SELECT gen_random_uuid(), document_id, edition_id, author_id, author_name, 'さらに ' || n, "
        "created_at + n * interval '1 second' FROM (SELECT * FROM comment LIMIT 1) one, generate_series(1, 990) n"
    )
    with database.begin() as tx:
        tx.execute(copies)
        tx.execute(text("UPDATE document_tally SET comments = 1000"))
    with counted() as many:
        first = reader.get(path).body
    assert (len(first["items"]), first["total"], len(many)) == (50, 1000, len(few))
    everything = every_comment(reader, path)
    assert len({item["id"] for item in everything}) == 1000
    assert show(reader, page).body["comments_count"] == 1000


def upload(person: SignedIn, sent: bytes, name: str = "写真.png") -> Answer:
    headers = person.headers({"Content-Type": "application/octet-stream"})
    return Answer.of(person.client.post("/api/v1/attachments", params={"name": name}, content=sent, headers=headers))


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 30,000 by 30,000."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def photograph(**options: Any) -> bytes:
    held = BytesIO()
    picture = Image.new("RGB", (40, 20), "white")
    picture.putpixel((0, 0), (255, 0, 0))
    picture.save(held, "JPEG", quality=95, **options)
    return held.getvalue()


def positioned() -> bytes:
    """A photograph taken sideways, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 41.0, 22.0), 3: "E", 4: (139.0, 41.0, 30.0)})
    return photograph(exif=exif)


REFUSED: dict[str, Callable[[], bytes]] = {
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": lambda: b"<!doctype html><script>alert(1)</script>",
    "pdf": lambda: b"%PDF-1.7\n%...",
    "nothing": lambda: b"",
    "text": "写真です".encode,
    "broken": lambda: photograph()[:120],
    "signature": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 300,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_is_refused_whatever_it_is_called(signed_in: SignIn, name: str) -> None:
    answer = upload(signed_in(cast.quality), REFUSED[name](), "現場.png")
    assert (answer.status, answer.body["fields"][0]["field"]) == (422, "file"), answer.text


def test_a_picture_that_would_unfold_without_end_and_a_large_file_are_refused(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    for sent, word in ((bomb(), "4000万画素"), (b"\x89PNG\r\n\x1a\n" + b"\0" * (10 * 1024 * 1024), "")):
        answer = upload(writer, sent)
        assert answer.status == 413, answer.text
        assert word in answer.body["detail"]


def test_a_photograph_stands_upright_and_tells_nothing_of_place_or_camera(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    answer = upload(writer, positioned(), "../../etc/現場 写真.PNG")
    assert (answer.status, answer.body["width"], answer.body["height"]) == (201, 20, 40)
    assert answer.body["name"] == "現場 写真.jpg"
    kept = writer.client.get(answer.body["url"])
    assert (kept.status_code, kept.headers["content-type"]) == (200, "image/jpeg")
    assert b"SECRET-CAMERA" not in kept.content
    assert dict(Image.open(BytesIO(kept.content)).getexif()) == {}


def test_what_hides_behind_a_picture_is_not_kept(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    hidden = base64.b64encode(b"PK\x03\x04 a second file") + b"<script>alert(1)</script>"
    answer = upload(writer, photograph() + hidden)
    assert answer.status == 201
    assert hidden not in writer.client.get(answer.body["url"]).content


@pytest.fixture
def blobs(settings: Settings) -> Iterator[Path]:
    """The folder of the blobs, as it was before afterwards."""
    folder = settings.home / "blobs"
    folder.mkdir(exist_ok=True)
    aside = settings.home / "blobs-aside"
    shutil.copytree(folder, aside)
    yield folder
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink()
    aside.rename(folder)


def test_a_disk_that_takes_nothing_more_is_told_in_words_and_the_text_is_kept(signed_in: SignIn, blobs: Path) -> None:
    writer = signed_in(cast.quality)
    page = start(writer)
    shutil.rmtree(blobs)
    blobs.write_text("a file stands where the folder should be: nothing can be written, as on a full disk")
    refused = upload(writer, photograph())
    assert (refused.status, refused.body["code"]) == (503, "blob.unwritable")
    assert save(writer, page, content(body="続きは書けます")).status == 200


def test_a_picture_whose_file_is_gone_is_told_in_words_and_the_page_opens(signed_in: SignIn, blobs: Path) -> None:
    writer = signed_in(cast.quality)
    kept = upload(writer, photograph()).body
    page = start(writer, text=content(body=f"![かぶり](attachment:{kept['id']})"))
    for found in [path for path in blobs.rglob("*") if path.is_file()]:
        found.unlink()
    assert show(writer, page).status == 200
    gone = writer.client.get(kept["url"])
    assert (gone.status_code, gone.json()["code"]) == (404, "blob.missing")
