"""What tests of attachments share: files as people have them, and the way they are sent in parts."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image

from mirai_knowledge.documents import jobs as documents_jobs
from mirai_knowledge.kernel import jobs
from mirai_knowledge.kernel.db import Database
from tests.conftest import Answer, SignedIn
from tests.documents.doors import HERE

UPLOADS = "/api/v1/uploads"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def begin(person: SignedIn, name: str, size: int, **fields: object) -> Answer:
    return person.post(UPLOADS, {"name": name, "size": size, **fields})


def part(person: SignedIn, upload: Any, content: bytes, at: int) -> Answer:
    headers = {"Content-Type": "application/octet-stream", "Upload-Offset": str(at)}
    return Answer.of(person.client.patch(f"{UPLOADS}/{upload['id']}", content=content, headers=person.headers(headers)))


def finish(person: SignedIn, upload: Any) -> Answer:
    return person.post(f"{UPLOADS}/{upload['id']}/finish")


def send(person: SignedIn, name: str, content: bytes, *, step: int = 4 * 1024 * 1024, **fields: object) -> Answer:
    """The file, sent in parts to its end; or the first refusal on the way."""
    begun = begin(person, name, len(content), **fields)
    if begun.status != 201:
        return begun
    for at in range(0, len(content), step):
        answer = part(person, begun.body, content[at : at + step], at)
        assert answer.status == 200, answer.text
    return finish(person, begun.body)


def attach(person: SignedIn, document: Any, attachment: Any, **fields: object) -> Answer:
    return person.post(f"{HERE}/{document['id']}/attachments", {"attachment_id": attachment["id"], **fields})


def files_of(person: SignedIn, document: Any) -> Any:
    answer = person.get(f"{HERE}/{document['id']}/attachments")
    assert answer.status == 200, answer.text
    return answer.body


def read_waiting(database: Database) -> None:
    """Runs the jobs that read files, as the worker does."""
    run = next(entry.run for entry in jobs.all_jobs() if entry.name == "documents.read_file")
    assert run is documents_jobs.read_file
    with database.begin() as tx:
        rows = tx.connection().exec_driver_sql(
            "SELECT id, args FROM procrastinate_jobs WHERE task_name = 'documents.read_file' AND status = 'todo' ORDER BY id"
        )
        waiting = [(row.id, row.args) for row in rows]
    for number, arguments in waiting:
        with database.begin() as tx:
            run(tx, **{name: value for name, value in arguments.items() if name != "request_id"})
            tx.connection().exec_driver_sql("DELETE FROM procrastinate_jobs WHERE id = %s", (number,))


def photo(seed: int = 0, size: tuple[int, int] = (320, 240), **options: Any) -> bytes:
    held = io.BytesIO()
    Image.effect_noise(size, 40 + seed % 60).convert("RGB").save(held, "JPEG", quality=90, **options)
    return held.getvalue()


def positioned(**fields: Any) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    exif[0x8825] = {1: "N", 2: (35.0, 41.0, 22.0), 3: "E", 4: (139.0, 41.0, 30.0)}
    return photo(exif=exif, **fields)


def docx(*paragraphs: str, types: str = MAIN, extra: dict[str, bytes] | None = None) -> bytes:
    """A small Word document, or what calls itself one."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
        )
        made.writestr(
            "_rels/.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="r1" Type="{OFFICE_DOCUMENT}" Target="word/document.xml"/></Relationships>',
        )
        made.writestr(
            "word/document.xml", f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
        for name, content in (extra or {}).items():
            made.writestr(name, content)
    return held.getvalue()


def bomb() -> bytes:
    """A Word document of about a megabyte that unpacks to a gigabyte."""
    held = io.BytesIO(docx("普通の文書に見えます"))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as made, made.open("word/media/a.bin", "w") as file:
        for _ in range(64):
            file.write(bytes(16 * 1024 * 1024))
    return held.getvalue()


def lying_bomb() -> bytes:
    """A Word document whose directory says that it is small, and which is not."""
    unpacked = bytes(8 * 1024 * 1024)
    made = bytearray(docx("普通の文書に見えます", extra={"word/media/a.bin": unpacked}))
    true, told = struct.pack("<I", len(unpacked)), struct.pack("<I", 10)
    assert true in made
    return bytes(made.replace(true, told))


def pdf(*pages: str) -> bytes:
    """A PDF with a line of Latin text on each page, written by hand."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for at, text in enumerate(pages):
        stream = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET"
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} /Contents {5 + 2 * at} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    made, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(made)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return made + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def video(size: int = 4096) -> bytes:
    """What begins as an MP4 does."""
    head = struct.pack(">I", 24) + b"ftypisom" + struct.pack(">I", 512) + b"isommp42"
    return head + zlib.compress(b"mdat") + bytes(size - len(head) - 12)


def position_of(picture: bytes) -> dict[int, Any]:
    with Image.open(io.BytesIO(picture)) as opened:
        return dict(opened.getexif().get_ifd(0x8825))


def keep_house(database: Database) -> None:
    """What the worker does every day."""
    for run in (documents_jobs.forget_unused, documents_jobs.prune_blobs):
        with database.begin() as tx:
            run(tx)
