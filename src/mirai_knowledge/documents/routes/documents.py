"""Documents over HTTP: lists, pages, properties, links, grants, archiving, the bin."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Literal, cast
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents import queries, service
from mirai_knowledge.documents.policy import P_060, P_062, P_064, P_065, P_066, P_073
from mirai_knowledge.documents.queries.visibility import list_people_to_name
from mirai_knowledge.documents.routes.door import HERE, ONE, TEXT_BYTES, id_of, search_words
from mirai_knowledge.documents.schemas import (
    Archive,
    ChangeDocument,
    ListDocuments,
    SetLink,
    SetNamedReaders,
    StartDocument,
)
from mirai_knowledge.documents.schemas.commands import ListState, Sort
from mirai_knowledge.documents.schemas.fields import AudienceCode, LinkTypeCode
from mirai_knowledge.documents.schemas.kinds import Importance
from mirai_knowledge.documents.schemas.views import BinPage, DocumentPage, DocumentView, GrantList, Visibility
from mirai_knowledge.kernel.paging import MAX_LIMIT
from mirai_knowledge.projects.schemas import PeopleToAdd

TAGS = ["文書"]
Code = Annotated[str | None, QueryParameter(max_length=50)]
Words = Annotated[str | None, QueryParameter(max_length=100, description="題名・概要・番号・タグに含まれる言葉")]
# Litestar keeps the word `state` for its own.
Which = Annotated[
    ListState, QueryParameter(name="state", description="valid 有効 / revising 改訂中 / archived 廃止 / all すべて")
]
WithFacets = Annotated[bool, QueryParameter(name="facets", description="件数と絞り込みの候補を付ける")]


@dataclass(frozen=True, slots=True)
class About:
    """What the documents of a list are about."""

    kind: str | None
    category: str | None
    work_type: str | None
    project: UUID | None
    tag: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the documents of a list stand, in the world and to the reader."""

    importance: Importance | None
    audience: AudienceCode | None
    state: ListState
    mine: bool
    favourites: bool


def about(
    kind: Code = None,
    category: Code = None,
    work_type: Code = None,
    project: FromQuery[UUID | None] = None,
    tag: Code = None,
) -> About:
    """Filters by subject, from the query of the address."""
    return About(kind, category, work_type, project, tag)


def standing(
    importance: FromQuery[Importance | None] = None,
    audience: FromQuery[AudienceCode | None] = None,
    which: Which = "valid",
    mine: FromQuery[bool] = False,
    favourites: FromQuery[bool] = False,
) -> Standing:
    """Filters by standing, from the query of the address."""
    return Standing(importance, audience, which, mine, favourites)


def wanted_documents(
    about: NamedDependency[About],
    standing: NamedDependency[Standing],
    q: Words = None,
    sort: FromQuery[Sort] = "updated",
    facets: WithFacets = False,
) -> ListDocuments:
    """Which documents, from the query of the address."""
    return ListDocuments(q=search_words(q), sort=sort, facets=facets, **asdict(about), **asdict(standing))


@get(
    HERE,
    sync_to_thread=True,
    opt={"rule": P_060},
    tags=TAGS,
    summary="施行中の文書の一覧",
    dependencies={
        "about": Provide(about, sync_to_thread=False),
        "standing": Provide(standing, sync_to_thread=False),
        "wanted": Provide(wanted_documents, sync_to_thread=False),
    },
)
def list_documents(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListDocuments],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[DocumentPage]:
    """The documents in force that I may read, narrowed and sorted; with `facets=true` also how many there are of what."""
    with edge.read(request) as r:
        return r.answer(queries.list_documents(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post(
    HERE,
    status_code=201,
    sync_to_thread=True,
    request_max_body_size=TEXT_BYTES,
    opt={"rule": P_062},
    tags=TAGS,
    summary="新しい文書の下書きを始める",
)
def start_document(request: edge.HttpRequest, data: JSONBody[StartDocument]) -> Response[DocumentView]:
    """A new document with its first draft."""
    with edge.write(request) as w:
        document_id = service.start_document(w.tx, w.actor, data)
        view = queries.get_page(w.tx, w.actor, str(document_id))
        return w.answer(view, status=201, location=f"{HERE}/{document_id}")


@get(ONE, sync_to_thread=True, opt={"rule": P_060}, tags=TAGS, summary="一つの文書（id・コード・旧番号）")
def show_document(
    request: edge.HttpRequest,
    ref: FromPath[str],
    edition: Annotated[int | None, QueryParameter(ge=1, description="第n版を表示する")] = None,
    on: Annotated[date | None, QueryParameter(description="この日に施行されていた版を表示する")] = None,
) -> Response[DocumentView]:
    """The page of a document: the edition in force, or the one asked for."""
    with edge.read(request) as r:
        return r.answer(queries.get_page(r.tx, r.actor, ref, edition=edition, on=on))


@patch(ONE, sync_to_thread=True, opt={"rule": P_062}, tags=TAGS, summary="文書の属性を変更する（If-Match が必要）")
def change_document(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[ChangeDocument]) -> Response[DocumentView]:
    """The given properties have their new values."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.change_document(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_page(w.tx, w.actor, str(document_id)))


@post(f"{ONE}/archive", status_code=200, sync_to_thread=True, opt={"rule": P_065}, tags=TAGS, summary="文書を廃止する")
def archive_document(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Archive]) -> Response[DocumentView]:
    """The document is no longer to be followed, for this reason."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.archive(w.tx, w.actor, data, document_id=document_id)
        return w.answer(queries.get_page(w.tx, w.actor, str(document_id)))


@post(
    f"{ONE}/unarchive",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_065},
    tags=TAGS,
    summary="廃止を取り消す",
)
def unarchive_document(request: edge.HttpRequest, ref: FromPath[str]) -> Response[DocumentView]:
    """The document is in use again."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.unarchive(w.tx, w.actor, document_id)
        return w.answer(queries.get_page(w.tx, w.actor, str(document_id)))


@post(f"{ONE}/bin", status_code=204, sync_to_thread=True, opt={"rule": P_066}, tags=TAGS, summary="ごみ箱に入れる")
def throw_away(request: edge.HttpRequest, ref: FromPath[str]) -> Response[None]:
    """The document lies in the bin."""
    with edge.write(request) as w:
        service.throw_away(w.tx, w.actor, id_of(w, ref))
        return w.answer(None, status=204)


@post(f"{ONE}/restore", status_code=200, sync_to_thread=True, opt={"rule": P_066}, tags=TAGS, summary="ごみ箱から戻す")
def restore_document(request: edge.HttpRequest, ref: FromPath[str]) -> Response[DocumentView]:
    """The document is back as it was."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.restore(w.tx, w.actor, document_id)
        return w.answer(queries.get_page(w.tx, w.actor, str(document_id)))


@get("/api/v1/bin", sync_to_thread=True, opt={"rule": P_066}, tags=TAGS, summary="ごみ箱の文書（新しい順）")
def list_bin(
    request: edge.HttpRequest,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[BinPage]:
    """The documents in the bin that I may take back."""
    with edge.read(request) as r:
        return r.answer(queries.list_bin(r.tx, r.actor, cursor=cursor, limit=limit))


@put(f"{ONE}/links", sync_to_thread=True, opt={"rule": P_062}, tags=TAGS, summary="ほかの文書と結び付ける")
def set_link(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[SetLink]) -> Response[DocumentView]:
    """The document points at the other one."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.set_link(w.tx, w.actor, data, document_id=document_id)
        return w.answer(queries.get_page(w.tx, w.actor, str(document_id)))


@delete(
    f"{ONE}/links/{{kind:str}}/{{to_id:uuid}}",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": P_062},
    tags=TAGS,
    summary="結び付きを外す",
)
def remove_link(
    request: edge.HttpRequest, ref: FromPath[str], kind: FromPath[LinkTypeCode], to_id: FromPath[UUID]
) -> Response[None]:
    """The document no longer points at the other one in this way."""
    command = SetLink(to_id=to_id, type=cast("Literal['related']", kind))
    with edge.write(request) as w:
        service.remove_link(w.tx, w.actor, command, document_id=id_of(w, ref))
        return w.answer(None, status=204)


@get(
    f"{ONE}/grants",
    sync_to_thread=True,
    opt={"rule": P_064},
    tags=TAGS,
    summary="文書を見られる人として登録された人",
)
def list_grants(request: edge.HttpRequest, ref: FromPath[str]) -> Response[GrantList]:
    """Who is named for the document, and why."""
    with edge.read(request) as r:
        return r.answer(queries.get_grants(r.tx, r.actor, id_of(r, ref)))


@put(
    f"{ONE}/grants",
    sync_to_thread=True,
    opt={"rule": P_064},
    tags=TAGS,
    summary="見られる人（指名・共同執筆者）を決める（If-Match が必要）",
)
def set_grants(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[SetNamedReaders]) -> Response[GrantList]:
    """These people and no others are named."""
    with edge.write(request) as w:
        document_id = id_of(w, ref)
        service.set_grants(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_grants(w.tx, w.actor, document_id))


@get(f"{ONE}/visibility", sync_to_thread=True, opt={"rule": P_073}, tags=TAGS, summary="だれが見られるか、なぜ")
def show_visibility(request: edge.HttpRequest, ref: FromPath[str], person: FromQuery[UUID]) -> Response[Visibility]:
    """Whether that person sees the document, and why, in one sentence."""
    with edge.read(request) as r:
        return r.answer(queries.get_visibility(r.tx, r.actor, id_of(r, ref), person_id=person))


@get(
    f"{ONE}/people-to-name",
    sync_to_thread=True,
    opt={"rule": P_073},
    tags=TAGS,
    summary="名前を挙げる人を探す（コメント・指名・だれが見られるか）",
)
def find_people(request: edge.HttpRequest, ref: FromPath[str], q: Words = None) -> Response[PeopleToAdd]:
    """People to be named in a comment, granted the document, or asked about."""
    with edge.read(request) as r:
        return r.answer(list_people_to_name(r.tx, r.actor, id_of(r, ref), q=search_words(q)))


DOCUMENT_ROUTES = (
    list_documents,
    start_document,
    show_document,
    change_document,
    archive_document,
    unarchive_document,
    throw_away,
    restore_document,
    list_bin,
    set_link,
    remove_link,
    list_grants,
    set_grants,
    show_visibility,
    find_people,
)
