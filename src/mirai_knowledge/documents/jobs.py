"""What happens to documents when a day comes, and to their files without anybody waiting."""

from datetime import timedelta
from uuid import UUID

from mirai_knowledge.documents import service
from mirai_knowledge.documents.service.reading import READ_FILE
from mirai_knowledge.kernel import due, jobs
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.blobs import BlobStore
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue

PRUNE = "documents.prune_blobs"
HOUSEKEEPER = Actor.system("documents.housekeeping")


class _Held:
    blobs: BlobStore | None = None


def keep_files_in(blobs: BlobStore) -> None:
    """From now on jobs read files from this store. Called once by the entry."""
    _Held.blobs = blobs


@due.handler(service.COMES_INTO_FORCE)
def announce_in_force(tx: Tx, edition_id: UUID, _payload: dict[str, JsonValue]) -> None:
    """An edition's day has come: the index and people are told."""
    service.announce_in_force(tx, Actor.system("documents.in_force"), edition_id)


@jobs.job(READ_FILE, lane="heavy")
def read_file(tx: Tx, digest: str, media_type: str) -> None:
    """The text of a file is read, for search and preview."""
    service.read_file(tx, Actor.system("documents.read_file"), digest, media_type=media_type, blobs=_blobs())


@jobs.beat("documents.unused_files", every=timedelta(hours=1))
def forget_unused(tx: Tx) -> None:
    """Attachments that nothing uses are marked, and gone after 30 days."""
    service.forget_unused(tx, HOUSEKEEPER)


@jobs.beat("documents.prune", every=timedelta(hours=24))
def plan_pruning(tx: Tx) -> None:
    """Listing a large store takes its time: not in a beat."""
    jobs.defer(tx, PRUNE, {})


@jobs.job(PRUNE, lane="bulk")
def prune_blobs(tx: Tx) -> None:
    """Uploads given up and files that nothing uses any more are gone."""
    service.forget_unfinished(tx, HOUSEKEEPER, _blobs())
    service.prune_blobs(tx, HOUSEKEEPER, _blobs())


def _blobs() -> BlobStore:
    if _Held.blobs is None:
        raise RuntimeError("jobs have no files: the entry calls documents.jobs.keep_files_in first")
    return _Held.blobs
