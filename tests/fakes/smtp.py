"""A real SMTP server in a thread that keeps what it is given, and refuses what it is told to refuse."""

import email.policy
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


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
def serving(*, port: int = 0, with_login: bool = False, tls: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    """A server on a port of the loopback; with TLS it takes mails after STARTTLS only."""
    box = Mailbox()
    handler = _Handler(box)
    options: dict[str, Any] = {"auth_require_tls": False}
    if tls is not None:
        options |= {"tls_context": tls, "require_starttls": True}
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


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate of 127.0.0.1 that nobody has signed but itself, as a file and as a server uses it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / "server.pem", folder / "server.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return pem, context
