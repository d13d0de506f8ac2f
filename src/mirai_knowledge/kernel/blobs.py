"""Files kept by their content: a blob's name is the SHA-256 of its bytes, so equal files are stored once and never change.

A blob is there completely or not at all, also after a power cut: it is written beside its place, synced, renamed, and
the folder synced. Which rows refer to a blob is the business of the slices; putting one before its row commits is safe,
since a blob without a row is only space.
"""

import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import BinaryIO

from mirai_knowledge.kernel.errors import NotFound, Unavailable

_NAME = re.compile(r"[0-9a-f]{64}")


class BlobMissing(NotFound):
    """A row names a blob that is not in the store."""

    code = "blob.missing"
    title = "ファイルの本体が見つかりません"


class BlobsUnwritable(Unavailable):
    """The disk is full or the folder cannot be written; nothing was stored."""

    code = "blob.unwritable"
    title = "ファイルを保存できません"


class BlobStore:
    """The blobs below one folder, in two levels of sub-folders so that none grows large."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """The content is stored durably; returns its name. Raises BlobsUnwritable."""
        name = hashlib.sha256(content).hexdigest()
        place = self._place(name)
        if place.exists():
            return name
        try:
            self._write(place, content)
        except OSError as fault:
            raise BlobsUnwritable("ファイルを保存できません。空き容量を管理者に確認してもらってください。") from fault
        return name

    def open(self, name: str) -> BinaryIO:
        """The blob for reading; the caller closes it. Raises BlobMissing."""
        try:
            return self._place(name).open("rb")
        except FileNotFoundError as fault:
            raise BlobMissing("ファイルの本体が見つかりません。管理者に連絡してください。") from fault

    def read(self, name: str) -> bytes:
        """The content of the blob. Raises BlobMissing."""
        with self.open(name) as file:
            return file.read()

    def exists(self, name: str) -> bool:
        """Whether the blob is there."""
        return self._place(name).exists()

    def _place(self, name: str) -> Path:
        if _NAME.fullmatch(name) is None:
            raise BlobMissing("ファイルの名前が正しくありません。")
        return self.folder / name[:2] / name[2:4] / name

    def _write(self, place: Path, content: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f"{place.name}.{secrets.token_hex(8)}.part")
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        for folder in (place.parent, place.parent.parent, self.folder):
            _sync(folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
