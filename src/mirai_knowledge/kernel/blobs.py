"""Files kept by their content: a blob's name is the SHA-256 of its bytes, so equal files are stored once and never change.

They lie in a folder or in S3-compatible storage (obstore). A blob is there completely or not at all, also after a power
cut: in a folder it is written beside its place, synced, renamed, and the folders synced; S3 shows an object when it is
whole. Which rows refer to a blob is the business of the slices; putting one before its row commits is safe, since a blob
without a row is only space. Parts of uploads lie beside the blobs, by the id of their upload, and are synced as well.
"""

import contextlib
import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, S3Store

from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.errors import NotFound, Unavailable
from mirai_knowledge.kernel.log import get_logger

log = get_logger(__name__)

CHUNK = 1024 * 1024
"""What a file is read in: nothing here holds a whole one, apart from `put` and `read`."""
MULTIPART_CHUNK = 8 * 1024 * 1024
MULTIPART_AT_ONCE = 2
"""A line that all share is slow: more at once would only make each of them run into its time."""
PROBED_SECONDS = 15.0
PARTS, STAGED = "parts", "staged"
_NAME = re.compile(r"[0-9a-f]{64}")
_FAULTS = (OSError, BaseError)
AWAY = "少し待ってから、もう一度お試しください。続くときは管理者に連絡してください。"
REFUSED = "ファイルの保管場所に断られました。鍵・権限・バケット名の設定を、管理者に確認してもらってください。"
UNWRITABLE = "ファイルを保存できません。保管場所の空き容量と接続を、管理者に確認してもらってください。"
_CODE = re.compile(r"<Code>(\w{1,60})</Code>|status code: (\d{3})")
_REFUSALS = frozenset({"401", "403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket"})
GONE = "ファイルの本体が見つかりません。管理者に連絡してください。"


class BlobMissing(NotFound):
    """A row names a blob that is not in the store."""

    code = "blob.missing"
    title = "ファイルの本体が見つかりません"


class BlobsUnwritable(Unavailable):
    """The disk is full or the storage cannot be written; nothing was stored."""

    code = "blob.unwritable"
    title = "ファイルを保存できません"


class BlobsAway(Unavailable):
    """The storage does not answer."""

    code = "blob.away"
    title = "ファイルの保管場所につながりません"


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """A blob as it lies in the store. `changed_at` is when it was last put, also when it was there already."""

    name: str
    size: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class S3Place:
    """A bucket, and a folder of this machine for files on their way there."""

    store: S3Store
    scratch: Path


class BlobStore:
    """The blobs below one folder, or in one bucket, in two levels of sub-folders so that none grows large."""

    def __init__(self, place: Path | S3Place) -> None:
        self._folder = place if isinstance(place, Path) else None
        self._scratch = place / STAGED if isinstance(place, Path) else place.scratch
        self._store: ObjectStore | None = None if isinstance(place, Path) else place.store
        self._answered_at: float | None = None

    def put(self, content: bytes) -> str:
        """The content is stored durably; returns its name. Raises BlobsUnwritable."""
        name = hashlib.sha256(content).hexdigest()
        with _writing():
            if not self._renewed(name):
                self._keep(content, _key(name))
        return name

    def put_file(self, path: Path, name: str) -> None:
        """The file, whose SHA-256 is `name`, is stored durably, read piece by piece. Raises BlobsUnwritable.

        One that lies in `scratch()` may be moved instead of copied.
        """
        with _writing():
            if self._renewed(name):
                return
            if self._folder is not None and path.parent == self._scratch:
                _sync(path)
                self._move(f"{STAGED}/{path.name}", _key(name))
            else:
                self._keep(path, _key(name))

    def read(self, name: str) -> bytes:
        """The content of the blob. Raises BlobMissing."""
        return b"".join(self.stream(name))

    def stream(self, name: str, *, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The blob from byte `start` to before `end`, piece by piece. Raises BlobMissing before the first piece."""
        with _reading():
            options = {} if start == 0 and end is None else {"range": (start, end) if end is not None else {"offset": start}}
            result = obstore.get(self._open(), _key(name), options=options)  # type: ignore[arg-type]
        return (bytes(piece) for piece in result.stream(min_chunk_size=CHUNK))

    def fetch(self, name: str, into: Path) -> None:
        """The file holds the content of the blob. Raises BlobMissing."""
        with into.open("wb") as file:
            for piece in self.stream(name):
                file.write(piece)

    def hash_of(self, name: str) -> str:
        """The SHA-256 of what lies under the name, read piece by piece. Raises BlobMissing."""
        digest = hashlib.sha256()
        for piece in self.stream(name):
            digest.update(piece)
        return digest.hexdigest()

    def exists(self, name: str) -> bool:
        """Whether the blob is there."""
        try:
            with _reading():
                obstore.head(self._open(), _key(name))
        except BlobMissing:
            return False
        return True

    def probe(self) -> None:
        """Returns when the place of the files answers, a bucket within the last 15 s. Raises BlobsAway and BlobsUnwritable."""
        if self._folder is not None:
            there = next(path for path in (self._folder, *self._folder.parents) if path.exists())
            if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
                raise BlobsUnwritable(UNWRITABLE)
        elif self._answered_at is None or time.monotonic() - self._answered_at > PROBED_SECONDS:
            # Of a part that nobody sent: an empty list, and not the whole bucket.
            with _reading():
                next(iter(obstore.list(self._open(), f"{PARTS}/0")), None)
            self._answered_at = time.monotonic()

    def list_all(self) -> Iterator[StoredBlob]:
        """Every blob of the store. Raises BlobsAway."""
        with _reading():
            for page in obstore.list(self._open()):
                for found in page:
                    name = found["path"].rpartition("/")[2]
                    if _NAME.fullmatch(name) and found["path"] == _key(name):
                        yield StoredBlob(name, found["size"], found["last_modified"])

    def remove(self, name: str, *, unless_put_after: datetime) -> bool:
        """The blob is gone, unless somebody put it after that instant; returns whether it is."""
        with contextlib.suppress(FileNotFoundError), _writing(missing=True):
            if obstore.head(self._open(), _key(name))["last_modified"] > unless_put_after:
                return False
            obstore.delete(self._open(), _key(name))
        return True

    def put_part(self, upload: UUID, offset: int, content: bytes) -> None:
        """A part of an upload is kept durably, in place of one that began there before. Raises BlobsUnwritable."""
        with _writing():
            self._keep(content, _part(upload, offset))

    def join_parts(self, upload: UUID, offsets: tuple[int, ...], into: Path) -> str:
        """The file holds the parts one after the other; returns its SHA-256. Raises BlobMissing and BlobsUnwritable."""
        digest = hashlib.sha256()
        with into.open("wb") as file:
            for offset in offsets:
                with _reading():
                    result = obstore.get(self._open(), _part(upload, offset))
                    for piece in result.stream(min_chunk_size=CHUNK):
                        _write(file, bytes(piece))
                        digest.update(piece)
        return digest.hexdigest()

    def drop_parts(self, upload: UUID) -> None:
        """No part of the upload is left. Storage that does not answer keeps them for the next time."""
        with contextlib.suppress(*_FAULTS):
            keys = [found["path"] for page in obstore.list(self._open(), f"{PARTS}/{upload}") for found in page]
            if keys:
                obstore.delete(self._open(), keys)
        if self._folder is not None:
            with contextlib.suppress(OSError):
                (self._folder / PARTS / str(upload)).rmdir()

    def list_uploads(self) -> frozenset[UUID]:
        """The uploads of which parts are kept."""
        with _reading():
            found = obstore.list_with_delimiter(self._open(), PARTS)
        return frozenset(UUID(prefix.rpartition("/")[2]) for prefix in found["common_prefixes"])

    @contextlib.contextmanager
    def scratch(self) -> Iterator[Path]:
        """A place for one file on its way into the store; nothing is left of it afterwards. Raises BlobsUnwritable."""
        with _writing():
            self._scratch.mkdir(parents=True, exist_ok=True)
        path = self._scratch / secrets.token_hex(16)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def forget_scratch(self, before: datetime) -> None:
        """What a killed process left on its way into the store before that instant is gone."""
        for path in self._scratch.glob("*") if self._scratch.is_dir() else ():
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()

    def _open(self) -> ObjectStore:
        if self._store is None:
            # Late, and again after a failure: a folder that comes back is used again.
            self._store = LocalStore(self._folder, mkdir=True)
        return self._store

    def _renewed(self, name: str) -> bool:
        # What was put again must not be taken for something that nobody needs any more. An object in a bucket cannot be
        # touched, nor copied onto itself: there it is put again.
        if self._folder is None:
            return False
        try:
            os.utime(self._folder / _key(name))
        except FileNotFoundError:
            return False
        return True

    def _keep(self, content: bytes | Path, key: str) -> None:
        if self._folder is None:
            obstore.put(self._open(), key, content, chunk_size=MULTIPART_CHUNK, max_concurrency=MULTIPART_AT_ONCE)
            return
        staged = f"{STAGED}/{secrets.token_hex(16)}"
        try:
            obstore.put(self._open(), staged, content, chunk_size=MULTIPART_CHUNK)
            _sync(self._folder / staged)
            self._move(staged, key)
        finally:
            (self._folder / staged).unlink(missing_ok=True)

    def _move(self, staged: str, key: str) -> None:
        if self._folder is None:
            raise TypeError("objects in a bucket are not moved")
        obstore.rename(self._open(), staged, key)
        for folder in (self._folder / key).parents:
            _sync(folder)
            if folder == self._folder:
                break


def open_store(settings: Settings) -> BlobStore:
    """The store of this installation."""
    home = settings.home / "blobs"
    if settings.blob_store == "local":
        return BlobStore(home)
    key, secret = settings.blob_s3_access_key_id, settings.blob_s3_secret_access_key
    given = {
        "endpoint": settings.blob_s3_endpoint or None,
        "region": settings.blob_s3_region or None,
        "access_key_id": key.get_secret_value() if key else None,
        "secret_access_key": secret.get_secret_value() if secret else None,
    }
    store = S3Store(
        settings.blob_s3_bucket,
        prefix=settings.blob_s3_prefix or None,
        client_options={
            "allow_http": settings.blob_s3_endpoint.startswith("http://"),
            # Reading may take as long as its reader; storage that says nothing holds a thread for half a minute, not for three.
            "timeout": "1h",
            "connect_timeout": "5s",
            "read_timeout": "30s",
        },
        retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=20)},
        **{name: value for name, value in given.items() if value is not None},  # type: ignore[arg-type]
    )
    return BlobStore(S3Place(store, settings.home / "blobs-on-their-way"))


def _key(name: str) -> str:
    if _NAME.fullmatch(name) is None:
        raise BlobMissing("ファイルの名前が正しくありません。")
    return f"{name[:2]}/{name[2:4]}/{name}"


def _part(upload: UUID, offset: int) -> str:
    return f"{PARTS}/{upload}/{offset:015d}"


def _write(file: BinaryIO, piece: bytes) -> None:
    with _writing():
        file.write(piece)


@contextlib.contextmanager
def _writing(*, missing: bool = False) -> Iterator[None]:
    try:
        yield
    except _FAULTS as fault:
        if missing and isinstance(fault, FileNotFoundError):
            raise
        raise BlobsUnwritable(REFUSED if _is_refused(fault) else UNWRITABLE) from fault


@contextlib.contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as fault:
        raise BlobMissing(GONE) from fault
    except NotADirectoryError as fault:
        raise BlobMissing(GONE) from fault
    except _FAULTS as fault:
        raise BlobsAway(REFUSED if _is_refused(fault) else AWAY) from fault


def _is_refused(fault: Exception) -> bool:
    """Whether waiting cannot help. What the storage said stands in the log: its words alone, which name no key."""
    found = _CODE.search(str(fault))
    said = next(filter(None, found.groups())) if found is not None else type(fault).__name__
    log.warning("blob.fault", reason=said)
    return said in _REFUSALS


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
