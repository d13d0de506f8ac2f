"""What a file becomes before it is kept: recognised, pictures written anew, its bytes in the store."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from mirai_knowledge.documents.policy.files import recognise, safe_name
from mirai_knowledge.documents.policy.pictures import Picture, make_safe
from mirai_knowledge.documents.schemas.files import KeepFile
from mirai_knowledge.kernel.blobs import BlobStore

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file as it arrived: where it lies, its SHA-256, and what its sender wants."""

    path: Path
    digest: str
    name: str
    keep_position: bool
    id: UUID


def prepare_file(blobs: BlobStore, arrived: Arrived) -> KeepFile:
    """The file lies in the store and may be kept.

    Raises AttachmentRefused, AttachmentTooLarge and BlobsUnwritable. Only a picture is held as a whole.
    """
    found, name, path = recognise(arrived.path, arrived.name), arrived.name, arrived.path
    if found.family == "image":
        picture = make_safe(path.read_bytes(), keep_position=arrived.keep_position)
        return prepare_picture(blobs, picture, name=name, key=arrived.id)
    size, media_type = path.stat().st_size, found.media_type
    blobs.put_file(path, arrived.digest)
    return KeepFile(blob=arrived.digest, name=safe_name(name, found.extension), media_type=media_type, size=size, id=arrived.id)


def prepare_picture(blobs: BlobStore, picture: Picture, *, name: str, key: UUID | None = None) -> KeepFile:
    """The picture and its small one lie in the store; raises BlobsUnwritable."""
    return KeepFile(
        blob=blobs.put(picture.content),
        thumb=blobs.put(picture.thumb),
        name=safe_name(name, EXTENSIONS[picture.media_type]),
        media_type=picture.media_type,
        size=len(picture.content),
        width=picture.width,
        height=picture.height,
        has_position=picture.has_position,
        id=key,
    )
