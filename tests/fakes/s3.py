"""S3-compatible storage in memory: what obstore asks of it, over HTTP. Signatures are not looked at."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

NEW = "Sat, 28 Nov 2026 00:00:00 GMT"
NEW_ISO = "2026-11-28T00:00:00.000Z"


@dataclass
class Bucket:
    """The objects by key, the parts of uploads, and how the storage answers."""

    objects: dict[str, bytes] = field(default_factory=dict)
    parts: dict[str, dict[int, bytes]] = field(default_factory=dict)
    is_full: bool = False
    is_refusing: bool = False
    address: str = ""


class _Handler(BaseHTTPRequestHandler):
    bucket: Bucket
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        key, query = self._asked()
        if self._refused():
            return
        if "list-type" in query:
            self._list(query)
        elif key not in self.bucket.objects:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            self._content(self.bucket.objects[key])

    def do_HEAD(self) -> None:
        key, _ = self._asked()
        content = self.bucket.objects.get(key)
        self.send_response(404 if content is None else 200)
        self.send_header("Content-Length", str(len(content or b"")))
        self._about(content or b"")
        self.end_headers()

    def do_PUT(self) -> None:
        key, query = self._asked()
        content = self._body()
        if self._refused():
            return
        if self.bucket.is_full:
            self._answer(507, b"<Error><Code>InsufficientStorage</Code></Error>")
        elif "partNumber" in query:
            self.bucket.parts[query["uploadId"]][int(query["partNumber"])] = content
            self._answer(200, b"")
        elif "x-amz-copy-source" in self.headers:
            source = unquote(self.headers["x-amz-copy-source"]).lstrip("/").split("/", 1)[1]
            if source in self.bucket.objects:
                self.bucket.objects[key] = self.bucket.objects[source]
                self._answer(
                    200, f"<CopyObjectResult><ETag>x</ETag><LastModified>{NEW_ISO}</LastModified></CopyObjectResult>".encode()
                )
            else:
                self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            self.bucket.objects[key] = content
            self._answer(200, b"")

    def do_POST(self) -> None:
        key, query = self._asked()
        content = self._body()
        if "uploads" in query:
            name = f"upload-{len(self.bucket.parts)}"
            self.bucket.parts[name] = {}
            said = f"<InitiateMultipartUploadResult><UploadId>{name}</UploadId></InitiateMultipartUploadResult>"
            self._answer(200, said.encode())
        elif "uploadId" in query:
            parts = self.bucket.parts.pop(query["uploadId"])
            self.bucket.objects[key] = b"".join(parts[number] for number in sorted(parts))
            self._answer(200, b"<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>")
        else:
            for found in ET.fromstring(content).iter():  # noqa: S314 (our own client wrote it)
                if found.tag.endswith("Key"):
                    self.bucket.objects.pop(found.text or "", None)
            self._answer(200, b"<DeleteResult></DeleteResult>")

    def do_DELETE(self) -> None:
        self.bucket.objects.pop(self._asked()[0], None)
        self._answer(204, b"")

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def _refused(self) -> bool:
        if self.bucket.is_refusing:
            self._answer(403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>")
        return self.bucket.is_refusing

    def _asked(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        return unquote(parts.path).lstrip("/").partition("/")[2], query

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _content(self, content: bytes) -> None:
        asked = self.headers.get("Range")
        if asked is None:
            self._answer(200, content, about=content)
            return
        first, _, last = asked.removeprefix("bytes=").partition("-")
        start, end = int(first), min(int(last) if last else len(content) - 1, len(content) - 1)
        headers = {"Content-Range": f"bytes {start}-{end}/{len(content)}"}
        self._answer(206, content[start : end + 1], about=content, headers=headers)

    def _list(self, query: dict[str, str]) -> None:
        prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
        keys = sorted(key for key in self.bucket.objects if key.startswith(prefix))
        folders = sorted(
            {
                prefix + key[len(prefix) :].split(delimiter)[0] + delimiter
                for key in keys
                if delimiter and delimiter in key[len(prefix) :]
            }
        )
        if delimiter:
            keys = [key for key in keys if delimiter not in key[len(prefix) :]]
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{NEW_ISO}</LastModified><ETag>x</ETag>"
            f"<Size>{len(self.bucket.objects[key])}</Size></Contents>"
            for key in keys
        )
        rows += "".join(f"<CommonPrefixes><Prefix>{escape(folder)}</Prefix></CommonPrefixes>" for folder in folders)
        self._answer(200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>".encode())

    def _about(self, content: bytes) -> None:
        self.send_header("ETag", f'"{hashlib.blake2b(content, digest_size=8).hexdigest()}"')
        self.send_header("Last-Modified", NEW)

    def _answer(self, status: int, body: bytes, *, about: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self._about(about or body)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def bucket() -> Iterator[Bucket]:
    """A bucket called `files` behind an address of this machine."""
    held = Bucket()
    handler = type("Handler", (_Handler,), {"bucket": held})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    held.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
