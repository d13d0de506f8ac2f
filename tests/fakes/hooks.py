"""A web server on the loopback that keeps what is posted to it: a Teams workflow, or a push service."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Posted:
    """One call."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Hooks:
    """What was posted, in order, and what each path answers."""

    url: str = ""
    posted: list[Posted] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    body: bytes = b""


class _Handler(BaseHTTPRequestHandler):
    hooks: Hooks
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.hooks.posted.append(Posted(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.hooks.answers.get(self.path, 202))
        if self.hooks.answers.get(self.path) == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.send_header("Content-Length", str(len(self.hooks.body)))
        self.end_headers()
        self.wfile.write(self.hooks.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the library
        pass


@contextmanager
def serving() -> Iterator[Hooks]:
    """A server on a free port of the loopback."""
    hooks = Hooks()
    handler = type("Handler", (_Handler,), {"hooks": hooks})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    hooks.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hooks
    finally:
        server.shutdown()
        server.server_close()
