"""Doors of operations: health, version, figures, what pages report."""

import threading
import time
from collections import OrderedDict

from litestar import MediaType, Response, get, post
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody

from mirai_knowledge import __version__, edge
from mirai_knowledge.edge.errors import RateLimited
from mirai_knowledge.edge.policy import PUBLIC
from mirai_knowledge.kernel import metrics
from mirai_knowledge.kernel.blobs import BlobStore
from mirai_knowledge.kernel.log import get_logger
from mirai_knowledge.ops import queries
from mirai_knowledge.ops.schemas import ClientError, CspReport, Liveness, Readiness, SignInHint, Version
from mirai_knowledge.search.queries import IndexReader

log = get_logger(__name__)
REPORTS_A_MINUTE = 60
ADDRESSES_KEPT = 1000
# Browsers send it as application/csp-report, which is JSON too.
CspBody = JSONBody[CspReport]


class SignInHints(list[SignInHint]):
    """The demonstration people of this installation; empty in production."""


class ReportLimit:
    """Counts what each address reports in a minute, in this process: enough to keep a broken page from filling the log."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: OrderedDict[tuple[str, int], int] = OrderedDict()

    def admit(self, address: str) -> None:
        """Counts one report; raises RateLimited beyond 60 a minute."""
        key = (address, int(time.monotonic() // 60))
        with self._lock:
            count = self._counts[key] = self._counts.get(key, 0) + 1
            while len(self._counts) > ADDRESSES_KEPT:
                self._counts.popitem(last=False)
        if count > REPORTS_A_MINUTE:
            raise RateLimited("しばらく待ってからもう一度お試しください。", extra={"retry_after": 60})


_reports = ReportLimit()


@get("/api/v1/health", sync_to_thread=False, opt={"rule": PUBLIC}, tags=["運用"], summary="動いているか", security=[{}])
def show_health() -> Liveness:
    """Answers as long as the process lives; says nothing of the inside."""
    return Liveness()


@get(
    "/api/v1/health/ready",
    sync_to_thread=True,
    opt={"rule": PUBLIC},
    tags=["運用"],
    summary="働けるか",
    security=[{}],
    responses={503: ResponseSpec(Readiness, description="働けない", generate_examples=False)},
)
def show_readiness(request: edge.HttpRequest) -> Response[Readiness]:
    """The state of every part in words; 503 when one without which nothing works is down."""
    services = edge.edge_of(request)
    reader, blobs = services.services[IndexReader], services.services[BlobStore]
    if not isinstance(reader, IndexReader) or not isinstance(blobs, BlobStore):
        raise TypeError("the entry gives the wrong thing for IndexReader or BlobStore")
    readiness = queries.get_readiness(services.database, services.settings.home, reader, blobs)
    return Response(readiness, status_code=503 if readiness.status == "down" else 200, headers={"Cache-Control": "no-store"})


@get("/api/v1/health/version", sync_to_thread=False, opt={"rule": PUBLIC}, tags=["運用"], summary="版", security=[{}])
def show_version(request: edge.HttpRequest) -> Version:
    """Which version runs; in development with the people one may sign in as."""
    services = edge.edge_of(request)
    hints = services.services.get(SignInHints, SignInHints())
    return Version(__version__, services.settings.env, list(hints) if isinstance(hints, SignInHints) else [])


@get("/metrics", sync_to_thread=True, opt={"rule": PUBLIC}, include_in_schema=False, media_type=MediaType.TEXT)
def show_metrics() -> Response[bytes]:
    """Figures of all web processes for Prometheus. The reverse proxy keeps outsiders away from here."""
    return Response(metrics.exposition(), headers={"Content-Type": metrics.CONTENT_TYPE, "Cache-Control": "no-store"})


@post(
    "/api/v1/client-errors",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": PUBLIC},
    tags=["運用"],
    summary="画面の不具合を知らせる",
    security=[{}],
)
def report_client_error(request: edge.HttpRequest, data: JSONBody[ClientError]) -> None:
    """The page's error stands in the log under this call's request id."""
    _reports.admit(edge.address_of(request) or "")
    metrics.CLIENT_ERRORS.labels(data.kind).inc()
    log.warning(
        "client.error",
        kind=data.kind,
        message=data.message,
        page=data.page,
        stack=data.stack,
        user_agent=data.user_agent,
        release=data.release,
    )


@post("/api/v1/csp-reports", status_code=204, sync_to_thread=True, opt={"rule": PUBLIC}, include_in_schema=False)
def report_csp(request: edge.HttpRequest, data: CspBody) -> None:
    """A content security policy report stands in the log."""
    _reports.admit(edge.address_of(request) or "")
    metrics.CLIENT_ERRORS.labels("csp").inc()
    shown = {name: str(data.report.get(name, ""))[:500] for name in ("violated-directive", "blocked-uri", "document-uri")}
    log.warning(
        "client.csp_report", directive=shown["violated-directive"], blocked=shown["blocked-uri"], page=shown["document-uri"]
    )


ROUTES = (show_health, show_readiness, show_version, show_metrics, report_client_error, report_csp)
