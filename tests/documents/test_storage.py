"""Where files lie: in a bucket as in a folder; what is missing or wrong is told; what nothing uses goes after 30 days."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pydantic import SecretStr

from mirai_knowledge.kernel.blobs import BlobMissing, BlobsAway, BlobStore, BlobsUnwritable, open_store
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.command import run_mks
from tests.documents import parcels
from tests.documents.doors import HERE, SignIn, Travel, content, published, start
from tests.documents.parcels import attach, keep_house, send
from tests.fakes import s3

DAY = 86_400.0
MB = 1024 * 1024


@pytest.fixture
def bucket() -> Iterator[s3.Bucket]:
    with s3.bucket() as held:
        yield held


@pytest.fixture
def remote(bucket: s3.Bucket, tmp_path: Path) -> BlobStore:
    secret = SecretStr("a-key-of-the-storage")
    settings = Settings(
        home=tmp_path,
        blob_store="s3",
        blob_s3_bucket="files",
        blob_s3_endpoint=bucket.address,
        blob_s3_region="us-east-1",
        blob_s3_access_key_id=secret,
        blob_s3_secret_access_key=secret,
    )
    return open_store(settings)


def test_a_bucket_keeps_what_a_folder_keeps(remote: BlobStore, bucket: s3.Bucket, tmp_path: Path) -> None:
    name = remote.put("図面".encode())
    assert (remote.put("図面".encode()), remote.exists(name), remote.read(name)) == (name, True, "図面".encode())
    assert list(bucket.objects) == [f"{name[:2]}/{name[2:4]}/{name}"]
    assert b"".join(remote.stream(name, start=1, end=3)) == "図面".encode()[1:3]
    assert [blob.name for blob in remote.list_all()] == [name]
    with pytest.raises(BlobMissing):
        remote.read("0" * 64)
    upload, sent = uuid4(), [bytes([at]) * MB for at in range(12)]
    for at, piece in enumerate(sent):
        remote.put_part(upload, at * MB, piece)
    assert remote.list_uploads() == {upload}
    with remote.scratch() as path:
        digest = remote.join_parts(upload, tuple(at * MB for at in range(12)), path)
        assert digest == hashlib.sha256(b"".join(sent)).hexdigest()
        remote.put_file(path, digest)
    remote.drop_parts(upload)
    assert remote.hash_of(digest) == digest
    assert remote.list_uploads() == frozenset()
    assert not list((tmp_path / "blobs-on-their-way").glob("*"))
    bucket.is_full = True
    with pytest.raises(BlobsUnwritable):
        remote.put(b"another")


def test_storage_that_refuses_is_told_apart_from_storage_that_is_away(remote: BlobStore, bucket: s3.Bucket) -> None:
    name = remote.put(b"kept")
    bucket.is_refusing = True
    with pytest.raises(BlobsAway, match="鍵・権限・バケット名の設定"):
        remote.probe()
    with pytest.raises(BlobsAway, match="鍵・権限・バケット名の設定"):
        remote.read(name)
    with pytest.raises(BlobsUnwritable, match="鍵・権限・バケット名の設定"):
        remote.put(b"another")
    bucket.is_refusing = False
    remote.probe()
    bucket.is_full = True
    with pytest.raises(BlobsUnwritable, match="空き容量と接続"):
        remote.put(b"another")


def test_a_large_file_is_never_held_as_a_whole(tmp_path: Path) -> None:
    """200 MB go in, through and out of the store in a process that has 96 MB more than it needs to start."""
    script = f"""
import resource
from pathlib import Path
from uuid import UUID
from mirai_knowledge.documents.policy.preparing import Arrived, prepare_file
from mirai_knowledge.kernel.blobs import BlobStore
store, upload = BlobStore(Path({str(tmp_path)!r})), UUID(int=7)
store.put(b"warm")
head = bytes.fromhex("0000001866747970") + b"isom" + bytes(4) + b"isommp42"
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for at in range(50):
    store.put_part(upload, at * 4194304, (head if at == 0 else b"").ljust(4194304, b"x"))
with store.scratch() as path:
    digest = store.join_parts(upload, tuple(at * 4194304 for at in range(50)), path)
    kept = prepare_file(store, Arrived(path, digest, "動画.mp4", False, upload))
assert sum(map(len, store.stream(kept.blob))) == kept.size == 50 * 4194304
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 96


def blobs_command(environment: dict[str, str], *arguments: str) -> tuple[int, Any]:
    done = run_mks(environment, "blobs", *arguments, "--json")
    return done.returncode, json.loads(done.stdout)


def test_P123_missing_and_wrong_files_are_told(signed_in: SignIn, mks_environment: dict[str, str], settings: Settings) -> None:
    person = signed_in(cast.construction)
    folder = settings.home / "blobs"
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()
    kept = [send(person, f"{at}.txt", f"記録 {at}".encode()).body for at in range(3)]
    assert blobs_command(mks_environment, "verify")[0] == 0
    hashes = [hashlib.sha256(f"記録 {at}".encode()).hexdigest() for at in range(3)]
    places = [folder / name[:2] / name[2:4] / name for name in hashes]
    places[0].unlink()
    places[1].write_bytes(b"something else")
    orphan = BlobStore(folder).put(b"nobody's")
    code, report = blobs_command(mks_environment, "verify")
    assert (code, report["missing"], report["wrong"], report["orphans"]) == (1, [hashes[0]], [hashes[1]], [orphan])
    assert blobs_command(mks_environment, "verify", "--quick")[1]["wrong"] == []
    gone = person.client.get(kept[0]["download_url"])
    assert (gone.status_code, gone.json()["code"]) == (404, "blob.missing")


def test_P123_what_nothing_uses_goes_after_30_days_and_what_something_uses_stays(
    signed_in: SignIn, travel: Travel, database: Database, settings: Settings
) -> None:
    writer = signed_in(cast.quality)
    page = published(signed_in)
    listed, removed, loose = (send(writer, f"{name}.txt", name.encode()).body for name in ("載", "外", "孤"))
    for file in (listed, removed):
        attach(writer, page, file)
    pictured = send(writer, "写真.jpg", parcels.photo()).body
    start(writer, text=content(body=f"![写真](attachment:{pictured['id']})"))
    writer.delete(f"{HERE}/{page['id']}/attachments/{removed['id']}")
    store = open_store(settings)
    keep_house(database)
    travel(29 * DAY)
    keep_house(database)
    assert all(store.exists(hashlib.sha256(name.encode()).hexdigest()) for name in ("載", "外", "孤"))
    travel(31 * DAY)
    keep_house(database)
    assert [store.exists(hashlib.sha256(name.encode()).hexdigest()) for name in ("載", "外", "孤")] == [True, False, False]
    writer = signed_in(cast.quality)
    assert attach(writer, page, removed).status == attach(writer, page, loose).status == 404
    assert attach(writer, page, listed).status == attach(writer, page, pictured).status == 201


def test_a_file_that_is_sent_again_is_not_taken_for_an_old_one(tmp_path: Path, travel: Travel) -> None:
    store = BlobStore(tmp_path)
    name = store.put(b"again")
    (blob,) = store.list_all()
    assert not store.remove(name, unless_put_after=blob.changed_at.replace(year=2020))
    assert store.exists(name)
    assert store.remove(name, unless_put_after=blob.changed_at)
    assert not store.exists(name)
