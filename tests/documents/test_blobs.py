"""Files kept by their content: complete or not at all, once, and never under a name from outside."""

import hashlib
import threading
from pathlib import Path

import pytest

from mirai_knowledge.kernel.blobs import BlobMissing, BlobStore, BlobsUnwritable


def test_a_blob_is_named_by_its_content_and_stored_once(tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "blobs")
    name = store.put("図面".encode())
    assert name == hashlib.sha256("図面".encode()).hexdigest()
    assert store.put("図面".encode()) == name
    assert store.exists(name)
    assert store.read(name) == "図面".encode()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [name]


def test_many_may_put_the_same_file_at_once(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    content = b"x" * 300_000
    threads = [threading.Thread(target=store.put, args=(content,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [file.read_bytes() for file in files] == [content]


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ab" * 31, "AB" * 32, "/" + "a" * 63])
def test_names_that_are_no_hash_open_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(BlobMissing):
        BlobStore(tmp_path).read(name)


def test_a_blob_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert not BlobStore(tmp_path).exists("0" * 64)
    with pytest.raises(BlobMissing):
        BlobStore(tmp_path).read("0" * 64)


def test_a_folder_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    blocked = tmp_path / "blobs"
    blocked.write_text("a file where the folder should be")
    with pytest.raises(BlobsUnwritable):
        BlobStore(blocked).put(b"content")
