"""Drafts, editions and comparisons over HTTP."""

from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.policy import P_060, P_061, P_062, P_063
from mirai_knowledge.documents.routes.door import ONE, TEXT_BYTES, id_of
from mirai_knowledge.documents.schemas import Publish, SaveDraft
from mirai_knowledge.documents.schemas.views import Comparison, DocumentView, DraftPage, DraftView, EditionList, EditionView
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["文書の本文"]
Whose: TypeAlias = Literal["mine", "all"]
OfWhom = Annotated[Whose, QueryParameter(description="mine 自分の下書き / all 見られる下書きすべて")]


def wanted_drafts(whose: OfWhom = "mine") -> Whose:
    """Whose drafts are asked for, from the query."""
    return whose


@get("/api/v1/drafts", sync_to_thread=True, opt={"rule": P_061}, tags=TAGS, summary="下書きの一覧（新しい順）")
def list_drafts(
    request: edge.HttpRequest,
    whose: OfWhom = "mine",
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[DraftPage]:
    """My drafts, or all that are open to me."""
    with edge.read(request) as r:
        return r.answer(queries.list_drafts(r.tx, r.actor, whose=whose, cursor=cursor, limit=limit))


@get(
    f"{ONE}/draft",
    sync_to_thread=True,
    opt={"rule": P_061},
    tags=TAGS,
    summary="編集する本文（下書き、なければ最新の版）",
)
def show_draft(request: edge.HttpRequest, ref: FromPath[str]) -> Response[DraftView]:
    """The text to edit, under the version that saving names in `If-Match`."""
    with edge.read(request) as r:
        return r.answer(queries.get_draft(r.tx, r.actor, id_of(r, ref)))


@put(
    f"{ONE}/draft",
    sync_to_thread=True,
    request_max_body_size=TEXT_BYTES,
    opt={"rule": P_062},
    tags=TAGS,
    summary="下書きを保存する（If-Match が必要）",
)
def save_draft(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[SaveDraft]) -> Response[DraftView]:
    """The draft holds this text. 412 answers with the text as it stands (`current`) and the one sent (`yours`)."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.save_draft(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_draft(w.tx, w.actor, document_id))


@delete(
    f"{ONE}/draft",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": P_062},
    tags=TAGS,
    summary="下書きを破棄する（If-Match が必要）",
)
def discard_draft(request: edge.HttpRequest, ref: FromPath[str]) -> Response[None]:
    """The draft is gone; the edition in force stays."""
    with edge.write(request) as w:
        service.discard_draft(w.tx, w.actor, id_of(w, ref), expected=edge.expected_version(request))
        return w.answer(None, status=204)


@post(
    f"{ONE}/publish",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_063},
    tags=TAGS,
    summary="下書きを公開する（If-Match が必要）",
)
def publish(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Publish]) -> Response[DocumentView]:
    """The draft is an edition, in force now or from the instant given."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.publish(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_page(w.tx, w.actor, str(document_id)))


@get(f"{ONE}/editions", sync_to_thread=True, opt={"rule": P_060}, tags=TAGS, summary="版の履歴（新しい順）")
def list_editions(request: edge.HttpRequest, ref: FromPath[str]) -> Response[EditionList]:
    """The editions that have come into force; for those who write, those to come as well."""
    with edge.read(request) as r:
        return r.answer(queries.list_editions(r.tx, r.actor, id_of(r, ref)))


@get(f"{ONE}/editions/{{edition_id:uuid}}", sync_to_thread=True, opt={"rule": P_060}, tags=TAGS, summary="一つの版")
def show_edition(request: edge.HttpRequest, ref: FromPath[str], edition_id: FromPath[UUID]) -> Response[EditionView]:
    """One edition with its text."""
    with edge.read(request) as r:
        return r.answer(queries.get_edition(r.tx, r.actor, id_of(r, ref), edition_id=edition_id))


@post(
    f"{ONE}/editions/{{edition_id:uuid}}/copy-to-draft",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_062},
    tags=TAGS,
    summary="この版から下書きを始める（If-Match が必要）",
)
def copy_to_draft(request: edge.HttpRequest, ref: FromPath[str], edition_id: FromPath[UUID]) -> Response[DraftView]:
    """A new draft holds the text of that edition."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.copy_to_draft(w.tx, w.actor, edition_id, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_draft(w.tx, w.actor, document_id))


@post(
    f"{ONE}/editions/{{edition_id:uuid}}/withdraw",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_063},
    tags=TAGS,
    summary="施行日を待っている版を取り下げる",
)
def withdraw_edition(request: edge.HttpRequest, ref: FromPath[str], edition_id: FromPath[UUID]) -> Response[DocumentView]:
    """The edition is taken back before its day; its text is the draft again."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.withdraw_edition(w.tx, w.actor, edition_id, document_id=document_id)
        return w.answer(queries.get_page(w.tx, w.actor, str(document_id)))


@get(f"{ONE}/compare", sync_to_thread=True, opt={"rule": P_060}, tags=TAGS, summary="二つの版を単語ごとに比べる")
def compare(
    request: edge.HttpRequest,
    ref: FromPath[str],
    older: Annotated[str, QueryParameter(name="from", max_length=40, description="もとの版の id、または draft")],
    newer: Annotated[str, QueryParameter(name="to", max_length=40, description="比べる版の id、または draft")],
    changed: Annotated[bool, QueryParameter(description="変わった部分だけを返す")] = False,
) -> Response[Comparison]:
    """What became of the older text, part by part, word by word."""
    with edge.read(request) as r:
        document_id = id_of(r, ref)
        sides = (older, newer)
        return r.answer(queries.get_comparison(r.tx, r.actor, document_id, sides=sides, only_changed=changed))


TEXT_ROUTES = (
    list_drafts,
    show_draft,
    save_draft,
    discard_draft,
    publish,
    list_editions,
    show_edition,
    copy_to_draft,
    withdraw_edition,
    compare,
)
