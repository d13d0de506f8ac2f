"""Distributions over HTTP: preview, send, see how they stand, call off."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.distribution import queries, service
from mirai_knowledge.distribution.policy import P_200, P_201, P_202, P_203
from mirai_knowledge.distribution.queries import WantedDistributions, WantedReceipts
from mirai_knowledge.distribution.schemas.commands import Box, Cancel, Figure, Filter, Preview, Send, Standing
from mirai_knowledge.distribution.schemas.views import (
    AudienceChoices,
    AudiencePreview,
    DistributionPage,
    DistributionsOf,
    DistributionView,
    FigurePage,
    Nudged,
    ReachFigures,
    ReceiptPage,
)
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["周知"]
HERE = "/api/v1/distributions"
ONE = f"{HERE}/{{distribution_id:uuid}}"
DOCUMENT = "/api/v1/documents/{ref:str}/distributions"
Limit = Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)]
Words = Annotated[str | None, QueryParameter(max_length=200)]
View = Response[DistributionView]


@get(HERE, sync_to_thread=True, opt={"rule": P_201}, tags=TAGS, summary="配信の一覧")
def list_distributions(
    request: edge.HttpRequest,
    box: Annotated[Box, QueryParameter(description="mine 自分が配信したもの / all すべて")] = "mine",
    standing: Annotated[
        Standing, QueryParameter(description="open 未確認あり / done 全員確認済み / late 期限超過あり など")
    ] = "all",
    cursor: FromQuery[str | None] = None,
    limit: Limit = 50,
) -> Response[DistributionPage]:
    """What I, or all, have sent."""
    wanted = WantedDistributions(box, standing)
    with edge.read(request) as r:
        return r.answer(queries.list_distributions(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@get(f"{HERE}/figures", sync_to_thread=True, opt={"rule": P_201}, tags=TAGS, summary="周知の指標（直近90日）")
def show_figures(request: edge.HttpRequest) -> Response[ReachFigures]:
    """How many were reached within 48 hours."""
    with edge.read(request) as r:
        return r.answer(queries.get_figures(r.tx, r.actor))


@get(f"{HERE}/figures/receipts", sync_to_thread=True, opt={"rule": P_201}, tags=TAGS, summary="指標の内訳（直近90日）")
def list_figure(
    request: edge.HttpRequest,
    which: Annotated[Figure, QueryParameter(description="within_48h 48時間以内 / slow 48時間を過ぎた、など")],
    cursor: FromQuery[str | None] = None,
    limit: Limit = 100,
) -> Response[FigurePage]:
    """The people behind a figure."""
    with edge.read(request) as r:
        return r.answer(queries.list_figure(r.tx, r.actor, which, cursor=cursor, limit=limit))


@get(f"{HERE}/choices", sync_to_thread=True, opt={"rule": P_200}, tags=TAGS, summary="配信先に選べるもの")
def show_choices(request: edge.HttpRequest, q: Words = None) -> Response[AudienceChoices]:
    """What an audience can be made of."""
    with edge.read(request) as r:
        return r.answer(queries.list_choices(r.tx, r.actor, q=q))


@get(ONE, sync_to_thread=True, opt={"rule": P_201}, tags=TAGS, summary="一件の配信と状況")
def show_distribution(request: edge.HttpRequest, distribution_id: FromPath[UUID]) -> View:
    """A distribution with how it stands."""
    with edge.read(request) as r:
        return r.answer(queries.get_distribution(r.tx, r.actor, distribution_id))


def wanted_here(
    distribution_id: FromPath[UUID],
    stands: FromQuery[Filter] = "all",
    project: FromQuery[UUID | None] = None,
    q: Words = None,
) -> WantedReceipts:
    """Which recipients of the distribution in the address."""
    return WantedReceipts(distribution_id, stands, project, q)


@get(
    f"{ONE}/receipts",
    sync_to_thread=True,
    opt={"rule": P_201},
    tags=TAGS,
    summary="配信された人の一覧",
    dependencies={"wanted": Provide(wanted_here, sync_to_thread=False)},
)
def list_receipts(
    request: edge.HttpRequest,
    wanted: NamedDependency[WantedReceipts],
    cursor: FromQuery[str | None] = None,
    limit: Limit = 100,
) -> Response[ReceiptPage]:
    """Who has opened, confirmed, asked, or is late."""
    with edge.read(request) as r:
        return r.answer(queries.list_receipts(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post(f"{ONE}/cancel", status_code=200, sync_to_thread=True, opt={"rule": P_202}, tags=TAGS, summary="配信を取りやめる")
def cancel(request: edge.HttpRequest, distribution_id: FromPath[UUID], data: JSONBody[Cancel]) -> View:
    """Nobody is asked any more."""
    with edge.write(request) as w:
        service.cancel(w.tx, w.actor, data, distribution_id=distribution_id)
        return w.answer(queries.get_distribution(w.tx, w.actor, distribution_id))


@post(
    f"{ONE}/nudge", status_code=200, sync_to_thread=True, opt={"rule": P_202}, tags=TAGS, summary="未確認の人にもう一度知らせる"
)
def nudge(request: edge.HttpRequest, distribution_id: FromPath[UUID]) -> Response[Nudged]:
    """Those who are not done are told again."""
    with edge.write(request) as w:
        return w.answer(Nudged(service.nudge(w.tx, w.actor, distribution_id)))


@post(f"{DOCUMENT}/preview", status_code=200, sync_to_thread=True, opt={"rule": P_200}, tags=TAGS, summary="配信先の人を確かめる")
def preview(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Preview]) -> Response[AudiencePreview]:
    """Who would be asked, and who would be left out; nothing is sent."""
    with edge.read(request) as r:
        document_id = documents.get_document_id(r.tx, r.actor, ref)
        return r.answer(queries.get_preview(r.tx, r.actor, data, document_id=document_id))


@post(DOCUMENT, status_code=201, sync_to_thread=True, opt={"rule": P_200}, tags=TAGS, summary="文書を配信する")
def send(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[Send]) -> View:
    """The document is on its way, or will be at its time."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        made = service.send(w.tx, w.actor, data, document_id=document_id)
        return w.answer(queries.get_distribution(w.tx, w.actor, made), status=201, location=f"{HERE}/{made}")


@get(DOCUMENT, sync_to_thread=True, opt={"rule": P_203}, tags=TAGS, summary="文書の配信と状況")
def list_of_document(request: edge.HttpRequest, ref: FromPath[str]) -> Response[DistributionsOf]:
    """The distributions of a document, as far as I may see them."""
    with edge.read(request) as r:
        document_id = documents.get_document_id(r.tx, r.actor, ref)
        return r.answer(queries.list_of_document(r.tx, r.actor, document_id))


@get(
    "/api/v1/projects/{project_id:uuid}/distributions",
    sync_to_thread=True,
    opt={"rule": P_201},
    tags=TAGS,
    summary="現場の人の周知の状況",
)
def list_of_project(request: edge.HttpRequest, project_id: FromPath[UUID]) -> Response[DistributionsOf]:
    """What the people of a site are asked to read."""
    with edge.read(request) as r:
        return r.answer(queries.list_of_project(r.tx, r.actor, project_id))


SENDING_ROUTES = (
    list_distributions,
    show_figures,
    list_figure,
    show_choices,
    show_distribution,
    list_receipts,
    cancel,
    nudge,
    preview,
    send,
    list_of_document,
    list_of_project,
)
