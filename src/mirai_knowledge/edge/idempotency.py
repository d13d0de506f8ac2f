"""`Idempotency-Key`: a write that is sent again answers as it did the first time, and happens once.

The answer is stored in the transaction of the write, so either both are there or neither. Kept 90 days, since phones
sleep; unique per person.
"""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from mirai_knowledge.edge.errors import IdempotencyMismatch, IdempotencyRunning, IdempotencyUnreadable
from mirai_knowledge.kernel import clock, jobs
from mirai_knowledge.kernel.db import Base, Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import PersonId

KEPT = timedelta(days=90)
MAX_KEY_CHARS = 100


class IdempotencyRow(Base):
    """The answer that a person's request with this key was given."""

    __tablename__ = "idempotency"
    person_id: Mapped[PersonId] = mapped_column(Uuid(), primary_key=True)
    key: Mapped[str] = mapped_column(String(MAX_KEY_CHARS), primary_key=True)
    request_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int]
    location: Mapped[str | None]
    etag: Mapped[str | None]
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(index=True)


class Replayed(Exception):
    """Not an error: the stored answer of an earlier, equal request."""

    def __init__(self, row: IdempotencyRow) -> None:
        super().__init__("replayed")
        self.row = row


def claim(tx: Tx, person_id: PersonId, key: str, request_hash: bytes) -> None:
    """Returns when the key is new. Raises Replayed with the stored answer, IdempotencyMismatch for another request
    under the key, IdempotencyRunning while the first one still runs.
    """
    if not key.isascii() or not key.isprintable() or len(key) > MAX_KEY_CHARS:
        message = f"Idempotency-Key は{MAX_KEY_CHARS}文字以内の英数字にしてください。"
        raise IdempotencyUnreadable(message, fields=(FieldError("Idempotency-Key", "idempotency.unreadable", message),))
    number = int.from_bytes(hashlib.blake2b(person_id.bytes + key.encode(), digest_size=8).digest(), signed=True)
    if not tx.execute(text("SELECT pg_try_advisory_xact_lock(:number)"), {"number": number}).scalar_one():
        raise IdempotencyRunning("同じ操作の処理がまだ終わっていません。少し待ってから結果を確認してください。")
    row = tx.get(IdempotencyRow, (person_id, key))
    if row is None:
        return
    if row.request_hash != request_hash:
        raise IdempotencyMismatch("同じ操作番号 (Idempotency-Key) が別の内容で使われています。新しい番号で送り直してください。")
    raise Replayed(row)


@jobs.beat("edge.forget_answers", every=timedelta(hours=6))
def forget(tx: Tx) -> None:
    """Drops answers older than 90 days."""
    tx.execute(text("DELETE FROM idempotency WHERE at < :before"), {"before": clock.now() - KEPT})
