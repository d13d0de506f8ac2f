"""What one is asked to read, over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.distribution import queries, service
from mirai_knowledge.distribution.policy import P_203, P_204, P_205
from mirai_knowledge.distribution.schemas.commands import AnswerQuestion, Say
from mirai_knowledge.distribution.schemas.views import MustReadCards, MustReadCount, MustReadPage, QuestionsOf, Said
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["必読"]
HERE = "/api/v1/must-reads"
DOCUMENT = "/api/v1/documents/{ref:str}"


@get(HERE, sync_to_thread=True, opt={"rule": P_203}, tags=TAGS, summary="自分の必読")
def list_must_reads(
    request: edge.HttpRequest,
    done: Annotated[bool, QueryParameter(description="確認済みのもの")] = False,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[MustReadPage]:
    """What I am asked to read, or have read."""
    with edge.read(request) as r:
        return r.answer(queries.list_must_reads(r.tx, r.actor, done=done, cursor=cursor, limit=limit))


@get(f"{HERE}/count", sync_to_thread=True, opt={"rule": P_203}, tags=TAGS, summary="自分の必読の件数")
def count_must_reads(request: edge.HttpRequest) -> Response[MustReadCount]:
    """How many wait for me."""
    with edge.read(request) as r:
        return r.answer(queries.get_count(r.tx, r.actor))


@get(f"{DOCUMENT}/must-reads", sync_to_thread=True, opt={"rule": P_203}, tags=TAGS, summary="この文書の自分の必読")
def list_cards(request: edge.HttpRequest, ref: FromPath[str]) -> Response[MustReadCards]:
    """What this document asks of me, with what changed in short."""
    with edge.read(request) as r:
        document_id = documents.get_document_id(r.tx, r.actor, ref)
        return r.answer(queries.list_cards(r.tx, r.actor, document_id))


@post(
    f"{HERE}/{{receipt_id:uuid}}/opened", status_code=204, sync_to_thread=True, opt={"rule": P_203}, tags=TAGS, summary="開いた"
)
def note_opened(request: edge.HttpRequest, receipt_id: FromPath[UUID]) -> Response[None]:
    """I have opened it."""
    with edge.write(request) as w:
        service.note_opened(w.tx, w.actor, receipt_id)
        return w.answer(None, status=204)


@post(
    f"{HERE}/{{receipt_id:uuid}}/say",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": P_204},
    tags=TAGS,
    summary="読みました・わからない",
)
def say(request: edge.HttpRequest, receipt_id: FromPath[UUID], data: JSONBody[Say]) -> Response[Said]:
    """I have read it, or I ask. Wrong answers are told, and can be tried again."""
    with edge.write(request) as w:
        wrong = service.say(w.tx, w.actor, data, receipt_id=receipt_id)
        item = queries.get_must_read(w.tx, w.actor, receipt_id)
        return w.answer(Said(accepted=not wrong, wrong=wrong, item=item))


@get(f"{DOCUMENT}/receipt-questions", sync_to_thread=True, opt={"rule": P_203}, tags=TAGS, summary="文書への周知の質問")
def list_questions(request: edge.HttpRequest, ref: FromPath[str]) -> Response[QuestionsOf]:
    """What people asked, for those who may answer."""
    with edge.read(request) as r:
        document_id = documents.get_document_id(r.tx, r.actor, ref)
        return r.answer(queries.list_questions(r.tx, r.actor, document_id))


@post(
    "/api/v1/receipt-questions/{question_id:uuid}/answer",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": P_205},
    tags=TAGS,
    summary="周知の質問に答える",
)
def answer_question(request: edge.HttpRequest, question_id: FromPath[UUID], data: JSONBody[AnswerQuestion]) -> Response[None]:
    """Whoever asked knows the answer."""
    with edge.write(request) as w:
        service.answer_question(w.tx, w.actor, data, question_id=question_id)
        return w.answer(None, status=204)


RECEIPT_ROUTES = (list_must_reads, count_must_reads, list_cards, list_questions, note_opened, say, answer_question)
