"""Errors as problem documents (RFC 9457): a lasting code, a Japanese title and remedy, every wrong field by name."""

from collections.abc import Mapping

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException, NotFoundException, ValidationException
from litestar.types import ExceptionHandlersMap
from psycopg import errors as pg
from sqlalchemy.exc import DBAPIError, IntegrityError

from mirai_knowledge.edge.idempotency import Replayed
from mirai_knowledge.edge.units import HttpRequest, plain_answer
from mirai_knowledge.edge.validation import fields_of
from mirai_knowledge.kernel.db import DatabaseAway
from mirai_knowledge.kernel.errors import (
    Conflict,
    DomainError,
    FieldError,
    Forbidden,
    Invalid,
    JsonValue,
    MethodNotAllowed,
    NotFound,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
    Unexpected,
    Unreadable,
)
from mirai_knowledge.kernel.log import current_request_id, get_logger

log = get_logger(__name__)
PROBLEM_JSON = "application/problem+json"
SQLSTATES_BUSY = (pg.LockNotAvailable, pg.QueryCanceled, pg.DeadlockDetected, pg.SerializationFailure)

BY_STATUS: Mapping[int, type[DomainError]] = {
    400: Unreadable,
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    413: TooLarge,
    415: Unreadable,
    429: TooMany,
    503: Unavailable,
}
CUT = "client disconnected prematurely"
"""What Litestar says of a body whose sender is gone: nobody reads the answer, and nothing is wrong with us."""
REMEDY: Mapping[int, str] = {
    400: "送信内容の形式（JSON）を確認してください。",
    404: "アドレスが正しいか確認してください。移動または削除された可能性があります。",
    405: "このアドレスでは、この操作を受け付けていません。",
    413: "送信できる大きさを超えています。内容を分けるか、小さくしてから送ってください。",
    415: "送信内容の種類が違います。Content-Type に application/json を指定してください。",
    429: "しばらく待ってからもう一度お試しください。",
}


class SystemBusy(Unavailable):
    """A lock or a statement took too long; trying again helps."""

    code = "system.busy"
    title = "処理が混み合っています"


class AlreadyThere(Conflict):
    """Something unique is already taken; the slice did not foresee it."""

    code = "state.already_there"
    title = "同じものがすでに登録されています"


def problem_document(error: DomainError) -> dict[str, JsonValue]:
    """The body of the answer for an error."""
    document: dict[str, JsonValue] = {
        "type": f"urn:mks:error:{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        "request_id": current_request_id(),
    }
    if error.rule is not None:
        document["rule"] = error.rule
    if error.fields:
        document["fields"] = [{"field": f.field, "code": f.code, "message": f.message} for f in error.fields]
    return {**document, **error.extra}


def problem_response(error: DomainError) -> Response[bytes]:
    """The answer for an error, with `Retry-After` where it says when trying again helps."""
    headers = {"Cache-Control": "no-store"}
    retry_after = error.extra.get("retry_after", 2 if error.status == 503 else None)
    if isinstance(retry_after, int | float):
        headers["Retry-After"] = str(max(1, round(retry_after)))
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(
        msgspec.json.encode(problem_document(error)), status_code=error.status, headers=headers, media_type=PROBLEM_JSON
    )


def as_domain_error(request: HttpRequest, fault: Exception) -> DomainError:
    """Whatever was raised, as one of our errors; faults of ours are logged with their trace."""
    if isinstance(fault, DomainError):
        return fault
    if isinstance(fault, ValidationException):
        return Invalid(fields=fields_of(request, fault))
    if isinstance(fault, HTTPException):
        return _from_http(fault)
    if isinstance(fault, DBAPIError):
        return from_database(fault)
    if isinstance(fault, UnicodeDecodeError | RecursionError):
        # Bytes that are no UTF-8, or brackets nested without end: the sender's fault, and not worth a trace in the log.
        log.warning("request.unreadable", reason=type(fault).__name__)
        return Unreadable(REMEDY[400])
    log.error("request.failed", exc_info=fault)
    return Unexpected("システムで問題が発生しました。連絡用コードを添えて管理者にお知らせください。")


def _from_http(fault: HTTPException) -> DomainError:
    if fault.detail == CUT:
        log.info("request.cut")
        return Unreadable(REMEDY[400])
    kind = BY_STATUS.get(fault.status_code)
    if kind is None:
        kind = Unreadable if fault.status_code < 500 else Unexpected
        if kind is Unexpected:
            log.error("request.failed", exc_info=fault)
    detail = REMEDY.get(404 if isinstance(fault, NotFoundException) else fault.status_code, "")
    return kind(detail)


def from_database(fault: DBAPIError) -> DomainError:
    """A fault of the database as one of our errors, with what to do; those of ours are logged with their trace."""
    if isinstance(fault, IntegrityError):
        log.error("request.integrity", exc_info=fault)
        return AlreadyThere("ほかの人が同時に登録した可能性があります。画面を再読み込みして確認してください。")
    if isinstance(fault.orig, SQLSTATES_BUSY):
        log.warning("request.database_busy", sqlstate=getattr(fault.orig, "sqlstate", None))
        return SystemBusy("処理が混み合っています。少し待ってからもう一度お試しください。")
    if isinstance(fault.orig, pg.CharacterNotInRepertoire | pg.UntranslatableCharacter | pg.DataError):
        message = "使用できない文字、または範囲を超える値が含まれています。入力し直してください。"
        return Invalid(message, fields=(FieldError("", "value.unusable", message),))
    if fault.connection_invalidated or isinstance(fault.orig, pg.OperationalError):
        return DatabaseAway("データベースに接続できません。少し待ってからもう一度お試しください。")
    log.error("request.failed", exc_info=fault)
    return Unexpected("システムで問題が発生しました。連絡用コードを添えて管理者にお知らせください。")


def _answer_fault(request: HttpRequest, fault: Exception) -> Response[bytes]:
    return problem_response(as_domain_error(request, fault))


def _answer_replay(_: HttpRequest, replayed: Replayed) -> Response[bytes]:
    row = replayed.row
    response = plain_answer(row.answer, status=row.status, location=row.location, etag=row.etag)
    response.headers["Idempotency-Replayed"] = "true"
    return response


EXCEPTION_HANDLERS: ExceptionHandlersMap = {Replayed: _answer_replay, Exception: _answer_fault, HTTPException: _answer_fault}
