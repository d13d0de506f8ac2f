"""What the doors of documents share: a document by what people call it, the files of this process."""

from uuid import UUID

from mirai_knowledge import edge
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.schemas.files import KeepFile
from mirai_knowledge.kernel.blobs import BlobStore, BlobsUnwritable
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.text import clean_line

HERE = "/api/v1/documents"
ONE = f"{HERE}/{{ref:str}}"
TEXT_BYTES = 8 * 1024 * 1024
"""A text of two million Japanese characters, three bytes each, with what stands around it."""


def id_of(unit: "edge.Read[object] | edge.Write[object]", ref: str) -> UUID:
    """The id of the document called `ref` in an address; raises DocumentNotFound."""
    try:
        return UUID(ref)
    except ValueError:
        return queries.get_document_id(unit.tx, unit.actor, ref)


def blobs_of(request: edge.HttpRequest) -> BlobStore:
    """The files of this installation."""
    store = edge.edge_of(request).services[BlobStore]
    if not isinstance(store, BlobStore):
        raise TypeError("the entry gives the wrong thing for BlobStore")
    return store


def keep_file(unit: "edge.Write[object]", blobs: BlobStore, command: KeepFile) -> UUID:
    """The file is kept, and its blob is there; raises what `service.keep_file` raises, and BlobsUnwritable where somebody
    removed the blob a moment ago: sending it again helps.
    """
    kept = service.keep_file(unit.tx, unit.actor, command)
    if not blobs.exists(command.blob):
        raise BlobsUnwritable("ファイルを保存できませんでした。もう一度送ってください。")
    return kept


def search_words(q: str | None) -> str | None:
    """The words of a filter as they are looked for; raises Invalid for control characters."""
    try:
        return None if q is None else clean_line(q)
    except ValueError as fault:
        raise Invalid(fields=(FieldError("q", "value.unusable", str(fault)),)) from fault
