"""Readers' marks and comments over HTTP."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.policy import P_060, P_067, P_068, P_069
from mirai_knowledge.documents.routes.door import HERE, ONE, id_of
from mirai_knowledge.documents.schemas import AddComment, ChangeComment, ListComments
from mirai_knowledge.documents.schemas.views import CommentPage, CommentView, Counted
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["文書を読む"]


@post(
    f"{ONE}/opened",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": P_069},
    tags=TAGS,
    summary="開いたことを記録する",
)
def note_opened(request: edge.HttpRequest, ref: FromPath[str]) -> Response[None]:
    """I have opened the document; it counts one view more."""
    with edge.write(request) as w:
        service.note_opened(w.tx, w.actor, id_of(w, ref))
        return w.answer(None, status=204)


@put(f"{ONE}/favourite", sync_to_thread=True, opt={"rule": P_069}, tags=TAGS, summary="お気に入りに入れる")
def set_favourite(request: edge.HttpRequest, ref: FromPath[str]) -> Response[Counted]:
    """The document is among my favourites."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.set_favourite(w.tx, w.actor, document_id)
        return w.answer(queries.get_marks(w.tx, w.actor, document_id))


@delete(
    f"{ONE}/favourite",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_069},
    tags=TAGS,
    summary="お気に入りから外す",
)
def remove_favourite(request: edge.HttpRequest, ref: FromPath[str]) -> Response[Counted]:
    """The document is not among my favourites."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.remove_favourite(w.tx, w.actor, document_id)
        return w.answer(queries.get_marks(w.tx, w.actor, document_id))


@put(f"{ONE}/helpful", sync_to_thread=True, opt={"rule": P_069}, tags=TAGS, summary="「役に立った」を付ける")
def set_helpful(request: edge.HttpRequest, ref: FromPath[str]) -> Response[Counted]:
    """The document helped me."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.set_helpful(w.tx, w.actor, document_id)
        return w.answer(queries.get_marks(w.tx, w.actor, document_id))


@delete(
    f"{ONE}/helpful",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_069},
    tags=TAGS,
    summary="「役に立った」を外す",
)
def remove_helpful(request: edge.HttpRequest, ref: FromPath[str]) -> Response[Counted]:
    """I am not counted among those whom the document helped."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.remove_helpful(w.tx, w.actor, document_id)
        return w.answer(queries.get_marks(w.tx, w.actor, document_id))


@get(f"{ONE}/comments", sync_to_thread=True, opt={"rule": P_060}, tags=TAGS, summary="コメントの一覧")
def list_comments(
    request: edge.HttpRequest,
    ref: FromPath[str],
    order: Annotated[Literal["oldest", "newest"], QueryParameter(description="oldest 古い順 / newest 新しい順")] = "oldest",
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[CommentPage]:
    """What people say about the document."""
    with edge.read(request) as r:
        wanted = ListComments(id_of(r, ref), newest=order == "newest")
        return r.answer(queries.list_comments(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post(f"{ONE}/comments", status_code=201, sync_to_thread=True, opt={"rule": P_067}, tags=TAGS, summary="コメントする")
def add_comment(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[AddComment]) -> Response[CommentView]:
    """My comment stands under the document; people I name are told."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        comment_id = service.add_comment(w.tx, w.actor, data, document_id=document_id)
        view = queries.get_comment_view(w.tx, w.actor, document_id, comment_id=comment_id)
        return w.answer(view, status=201, location=f"{HERE}/{document_id}/comments/{comment_id}")


@patch(
    f"{ONE}/comments/{{comment_id:uuid}}",
    sync_to_thread=True,
    opt={"rule": P_068},
    tags=TAGS,
    summary="コメントを書き直す",
)
def change_comment(
    request: edge.HttpRequest, ref: FromPath[str], comment_id: FromPath[UUID], data: JSONBody[ChangeComment]
) -> Response[CommentView]:
    """My comment says this from now on."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.change_comment(w.tx, w.actor, data, document_id=document_id, comment_id=comment_id)
        return w.answer(queries.get_comment_view(w.tx, w.actor, document_id, comment_id=comment_id))


@delete(
    f"{ONE}/comments/{{comment_id:uuid}}",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": P_068},
    tags=TAGS,
    summary="コメントを削除する",
)
def delete_comment(request: edge.HttpRequest, ref: FromPath[str], comment_id: FromPath[UUID]) -> Response[None]:
    """The words of the comment are gone; its place stays."""
    with edge.write(request) as w:
        service.delete_comment(w.tx, w.actor, comment_id, document_id=id_of(w, ref))
        return w.answer(None, status=204)


READING_ROUTES = (
    note_opened,
    set_favourite,
    remove_favourite,
    set_helpful,
    remove_helpful,
    list_comments,
    add_comment,
    change_comment,
    delete_comment,
)
