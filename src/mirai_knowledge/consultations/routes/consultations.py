"""Consultations over HTTP."""

from dataclasses import asdict, dataclass
from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.consultations import queries, service
from mirai_knowledge.consultations.policy import (
    P_165,
    P_166,
    P_167,
    P_168,
    P_169,
    P_170,
    P_171,
    P_172,
    P_173,
)
from mirai_knowledge.consultations.schemas import Priority
from mirai_knowledge.consultations.schemas.commands import (
    Accept,
    Ask,
    Assign,
    Because,
    ChangeQuestion,
    ListConsultations,
    Rate,
    Rewrite,
    Sort,
    Whose,
    Write,
)
from mirai_knowledge.consultations.schemas.views import ConsultationPage, ConsultationView, KnowledgeRef, ProposalList
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.policy import P_060, P_069
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.paging import MAX_LIMIT
from mirai_knowledge.kernel.text import clean_line

TAGS = ["専門家相談"]
HERE = "/api/v1/consultations"
ONE = f"{HERE}/{{ref:str}}"
POST = f"{ONE}/posts/{{post_id:uuid}}"
Words = Annotated[str | None, QueryParameter(max_length=200, description="題名・要旨・番号にある言葉")]
Field = Annotated[str | None, QueryParameter(max_length=50, description="分野")]
STATES = ("open", "assigned", "answered", "resolved", "cancelled")
Which = Annotated[str | None, QueryParameter(name="state", description="状況", schema_extra={"enum": list(STATES)})]
View = Response[ConsultationView]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the consultations are about, and how they stand."""

    state: str | None
    priority: Priority | None
    specialty: str | None
    project: UUID | None


def narrowed(
    which: Which = None,
    priority: FromQuery[Priority | None] = None,
    specialty: Field = None,
    project: FromQuery[UUID | None] = None,
) -> Narrowed:
    """The chosen filters; raises Invalid for an unknown state."""
    if which is not None and which not in STATES:
        message = f"次のいずれかを指定してください: {', '.join(STATES)}"
        raise Invalid(fields=(FieldError("state", "value.literal_error", message),))
    return Narrowed(which, priority, specialty, project)


def wanted_consultations(
    narrowed: NamedDependency[Narrowed],
    q: Words = None,
    whose: FromQuery[Whose] = "all",
    answered_by: FromQuery[UUID | None] = None,
    sort: FromQuery[Sort] = "updated",
) -> ListConsultations:
    """Which consultations, from the query of the address."""
    try:
        words = None if q is None else clean_line(q)
    except ValueError as fault:
        raise Invalid(fields=(FieldError("q", "value.unusable", str(fault)),)) from fault
    return ListConsultations(q=words, whose=whose, answered_by=answered_by, sort=sort, **asdict(narrowed))


@get(
    HERE,
    sync_to_thread=True,
    opt={"rule": P_060},
    tags=TAGS,
    summary="専門家相談の一覧",
    dependencies={
        "narrowed": Provide(narrowed, sync_to_thread=False),
        "wanted": Provide(wanted_consultations, sync_to_thread=False),
    },
)
def list_consultations(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListConsultations],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[ConsultationPage]:
    """Consultations with their clocks; with the first page how many there are of each sort."""
    with edge.read(request) as r:
        return r.answer(queries.list_consultations(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@get(f"{HERE}/proposals", sync_to_thread=True, opt={"rule": P_165}, tags=TAGS, summary="担当の候補（分野と手持ちの件数から）")
def list_proposals(request: edge.HttpRequest, specialty: Field = None) -> Response[ProposalList]:
    """Who could answer a question of that field, and why; the best first."""
    with edge.read(request) as r:
        return r.answer(ProposalList(queries.list_proposals(r.tx, r.actor, specialty or "")))


@post(HERE, status_code=201, sync_to_thread=True, opt={"rule": P_165}, tags=TAGS, summary="専門家に相談する")
def ask(request: edge.HttpRequest, data: JSONBody[Ask]) -> View:
    """A new consultation; its clock runs."""
    with edge.write(request) as w:
        document_id = service.ask(w.tx, w.actor, data)
        view = queries.get_consultation(w.tx, w.actor, str(document_id))
        return w.answer(view, status=201, location=f"{HERE}/{document_id}")


@get(ONE, sync_to_thread=True, opt={"rule": P_060}, tags=TAGS, summary="一件の専門家相談")
def show_consultation(request: edge.HttpRequest, ref: FromPath[str]) -> View:
    """One consultation with everything written to it."""
    with edge.read(request) as r:
        return r.answer(queries.get_consultation(r.tx, r.actor, ref))


@patch(ONE, sync_to_thread=True, opt={"rule": P_170}, tags=TAGS, summary="相談の内容を直す（If-Match が必要）")
def change_question(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[ChangeQuestion]) -> View:
    """The given fields have their new values."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        service.change_question(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@post(
    f"{ONE}/assign",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_166},
    tags=TAGS,
    summary="担当を決める・引き継ぐ（If-Match が必要）",
)
def assign(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Assign]) -> View:
    """The expert is to answer."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        service.assign(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@post(
    f"{ONE}/decline",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_167},
    tags=TAGS,
    summary="担当を辞退する（If-Match が必要）",
)
def decline(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Because]) -> View:
    """Somebody else has to be found."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        service.decline(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@post(
    f"{ONE}/posts",
    status_code=201,
    sync_to_thread=True,
    opt={"rule": P_168},
    tags=TAGS,
    summary="回答・聞き返し・返事・追加の質問を書く",
)
def write(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Write]) -> View:
    """An answer (P-168), a question back (P-167), a reply or a further question (P-170)."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        service.write(w.tx, w.actor, data, document_id=document_id)
        return w.answer(queries.get_consultation(w.tx, w.actor, ref), status=201, location=f"{HERE}/{document_id}")


@patch(POST, sync_to_thread=True, opt={"rule": P_169}, tags=TAGS, summary="書いたものを直す（If-Match が必要）")
def rewrite(request: edge.HttpRequest, ref: FromPath[str], post_id: FromPath[UUID], data: JSONBody[Rewrite]) -> View:
    """The post has these words."""
    with edge.write(request) as w:
        place = (documents.get_document_id(w.tx, w.actor, ref), post_id)
        service.rewrite(w.tx, w.actor, data, place=place, expected=edge.expected_version(request))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@put(f"{POST}/helpful", sync_to_thread=True, opt={"rule": P_069}, tags=TAGS, summary="回答に「役に立った」を付ける")
def set_helpful(request: edge.HttpRequest, ref: FromPath[str], post_id: FromPath[UUID]) -> View:
    """I found it helpful."""
    with edge.write(request) as w:
        service.set_helpful(w.tx, w.actor, post_id, document_id=documents.get_document_id(w.tx, w.actor, ref))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@delete(f"{POST}/helpful", status_code=200, sync_to_thread=True, opt={"rule": P_069}, tags=TAGS, summary="「役に立った」を外す")
def remove_helpful(request: edge.HttpRequest, ref: FromPath[str], post_id: FromPath[UUID]) -> View:
    """My mark is gone."""
    with edge.write(request) as w:
        service.remove_helpful(w.tx, w.actor, post_id, document_id=documents.get_document_id(w.tx, w.actor, ref))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@post(
    f"{ONE}/accept",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_171},
    tags=TAGS,
    summary="回答を採用する（If-Match が必要）",
)
def accept(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Accept]) -> View:
    """The answer helped."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        service.accept(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@post(f"{ONE}/rating", status_code=200, sync_to_thread=True, opt={"rule": P_171}, tags=TAGS, summary="回答を評価する（1〜5）")
def rate(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Rate]) -> View:
    """What I think of an expert's answers."""
    with edge.write(request) as w:
        service.rate(w.tx, w.actor, data, document_id=documents.get_document_id(w.tx, w.actor, ref))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@post(
    f"{ONE}/resolve",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_172},
    tags=TAGS,
    summary="解決にする（If-Match が必要）",
)
def resolve(request: edge.HttpRequest, ref: FromPath[str]) -> View:
    """The consultation is over."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        service.resolve(w.tx, w.actor, document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@post(
    f"{ONE}/cancel",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_172},
    tags=TAGS,
    summary="相談を取り消す（If-Match が必要）",
)
def cancel(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Because]) -> View:
    """It is no longer asked."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        service.cancel(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@post(
    f"{ONE}/reopen",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_172},
    tags=TAGS,
    summary="相談を再開する（If-Match が必要）",
)
def reopen(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Because]) -> View:
    """It waits for an answer again."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        service.reopen(w.tx, w.actor, data, document_id=document_id, expected=edge.expected_version(request))
        return w.answer(queries.get_consultation(w.tx, w.actor, ref))


@post(
    f"{ONE}/knowledge",
    status_code=201,
    sync_to_thread=True,
    opt={"rule": P_173},
    tags=TAGS,
    summary="採用した回答をナレッジの下書きにする",
)
def convert(request: edge.HttpRequest, ref: FromPath[str]) -> Response[KnowledgeRef | None]:
    """The draft of knowledge; asked again it is the same one."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        made = service.convert(w.tx, w.actor, document_id)
        view = queries.get_consultation(w.tx, w.actor, ref).knowledge
        return w.answer(view, status=201, location=f"/api/v1/documents/{made}")


CONSULTATION_ROUTES = (
    list_consultations,
    list_proposals,
    ask,
    show_consultation,
    change_question,
    assign,
    decline,
    write,
    rewrite,
    set_helpful,
    remove_helpful,
    accept,
    rate,
    resolve,
    cancel,
    reopen,
    convert,
)
