"""A real SMTP server in a thread that keeps what it is given, and refuses what it is told to refuse."""

import email.policy
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Mailbox:
    """What arrived, in order, and how the server behaves."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """What the server answers to a recipient, such as `550 no such user`."""
    after_data: str = "250 OK"
    connections: int = 0
    slow_seconds: float = 0.0
    logins: list[tuple[str, str]] = field(default_factory=list)

    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]

    def await_count(self, count: int, seconds: float = 20) -> None:
        """Returns when so many mails have arrived."""
        until = time.monotonic() + seconds
        while len(self.mails) < count:
            assert time.monotonic() < until, f"{len(self.mails)} of {count} mails"
            time.sleep(0.02)


class _Handler:
    def __init__(self, box: Mailbox) -> None:
        self._box = box
        self._lock = threading.Lock()

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self._box.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if address in self._box.refused:
            return self._box.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self._box.slow_seconds:
            time.sleep(self._box.slow_seconds)  # noqa: ASYNC251  one client at a time, on purpose
        if self._box.after_data.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            with self._lock:
                self._box.mails.append(message_from_bytes(content, policy=email.policy.default))
        return self._box.after_data

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self._box.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password == b"right", handled=data.password == b"right")


@contextmanager
def serving(*, port: int = 0, with_login: bool = False) -> Iterator[Mailbox]:
    """A server on a port of the loopback."""
    box = Mailbox()
    handler = _Handler(box)
    options: dict[str, Any] = {"auth_require_tls": False}
    if with_login:
        options |= {"authenticator": handler.authenticate}
    controller = Controller(handler, hostname="127.0.0.1", port=port or free_port(), **options)
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody listens on now."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
