"""The list of files of a document over HTTP."""

from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath, JSONBody

from mirai_knowledge import edge
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.policy import P_121, P_122
from mirai_knowledge.documents.routes.door import ONE, id_of
from mirai_knowledge.documents.schemas.files import AddFile, FileList, OrderFiles, RenameFile

TAGS = ["添付"]
FILES = f"{ONE}/attachments"
FILE = f"{FILES}/{{attachment_id:uuid}}"


@get(FILES, sync_to_thread=True, opt={"rule": P_122}, tags=TAGS, summary="文書の添付の一覧")
def list_files(request: edge.HttpRequest, ref: FromPath[str]) -> Response[FileList]:
    """The files of the document, with the addresses under which I may open them."""
    with edge.read(request) as r:
        return r.answer(queries.list_files(r.tx, r.actor, id_of(r, ref)))


@post(FILES, status_code=201, sync_to_thread=True, opt={"rule": P_121}, tags=TAGS, summary="文書にファイルを添付する")
def add_file(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[AddFile]) -> Response[FileList]:
    """The attachment is listed at the document."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.add_file(w.tx, w.actor, data, document_id=document_id)
        return w.answer(queries.list_files(w.tx, w.actor, document_id), status=201)


@put(FILES, sync_to_thread=True, opt={"rule": P_121}, tags=TAGS, summary="文書の添付を並べ替える")
def order_files(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[OrderFiles]) -> Response[FileList]:
    """The files stand in this order."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.order_files(w.tx, w.actor, data, document_id=document_id)
        return w.answer(queries.list_files(w.tx, w.actor, document_id))


@patch(FILE, sync_to_thread=True, opt={"rule": P_121}, tags=TAGS, summary="文書の添付の名前を変える")
def rename_file(
    request: edge.HttpRequest, ref: FromPath[str], attachment_id: FromPath[UUID], data: JSONBody[RenameFile]
) -> Response[FileList]:
    """The file has another name in this document."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.rename_file(w.tx, w.actor, data, document_id=document_id, attachment_id=attachment_id)
        return w.answer(queries.list_files(w.tx, w.actor, document_id))


@delete(FILE, status_code=200, sync_to_thread=True, opt={"rule": P_121}, tags=TAGS, summary="文書の添付を外す")
def remove_file(request: edge.HttpRequest, ref: FromPath[str], attachment_id: FromPath[UUID]) -> Response[FileList]:
    """The file is no longer listed; it can be added again for 30 days."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.remove_file(w.tx, w.actor, document_id, attachment_id=attachment_id)
        return w.answer(queries.list_files(w.tx, w.actor, document_id))


FILE_ROUTES = (list_files, add_file, order_files, rename_file, remove_file)
