"""Reports, their states, the names behind them, and similar cases."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Response, get, post, put
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas.kinds import Importance
from mirai_knowledge.incidents import queries, service
from mirai_knowledge.incidents.model import IncidentState
from mirai_knowledge.incidents.policy import P_150, P_151, P_152, P_153, P_158
from mirai_knowledge.incidents.schemas import IncidentType
from mirai_knowledge.incidents.schemas.commands import ChangeIncident, ListIncidents, MoveIncident, ReportIncident
from mirai_knowledge.incidents.schemas.views import IncidentCodes, IncidentPage, IncidentView, Names, SimilarCases
from mirai_knowledge.kernel.paging import MAX_LIMIT
from mirai_knowledge.search.queries import IndexReader

TAGS = ["事故・ヒヤリ"]
HERE = "/api/v1/incidents"
ONE = f"{HERE}/{{ref:str}}"
Words = Annotated[str | None, QueryParameter(max_length=200, description="題名と場所に含まれる言葉")]
AccidentTypeCode = Annotated[int | None, QueryParameter(ge=1, le=99, description="事故の型のコード")]
States = Annotated[list[IncidentState] | None, QueryParameter(max_items=6, name="state", description="何度でも指定できる")]


@dataclass(frozen=True, slots=True)
class What:
    """Which incidents by what they are."""

    type: IncidentType | None
    severity: Importance | None
    accident_type: int | None
    project: UUID | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Which incidents by how they stand, and when they happened."""

    state: tuple[IncidentState, ...]
    since: date | None
    until: date | None
    late: bool
    mine: bool


def what(
    type: FromQuery[IncidentType | None] = None,  # noqa: A002  the name in the address
    severity: FromQuery[Importance | None] = None,
    accident_type: AccidentTypeCode = None,
    project: FromQuery[UUID | None] = None,
) -> What:
    """Filters by what they are, from the query of the address."""
    return What(type, severity, accident_type, project)


def standing(
    states: States = None,
    since: FromQuery[date | None] = None,
    until: FromQuery[date | None] = None,
    late: FromQuery[bool] = False,
    mine: FromQuery[bool] = False,
) -> Standing:
    """Filters by how they stand, from the query of the address."""
    return Standing(tuple(states or ()), since, until, late, mine)


def wanted(what: NamedDependency[What], standing: NamedDependency[Standing], q: Words = None) -> ListIncidents:
    """Which incidents, from the query of the address."""
    return ListIncidents(q=q, **asdict(what), **asdict(standing))


@get(
    HERE,
    sync_to_thread=True,
    opt={"rule": P_151},
    tags=TAGS,
    summary="事故・ヒヤリの一覧（新しい順）",
    dependencies={
        "what": Provide(what, sync_to_thread=False),
        "standing": Provide(standing, sync_to_thread=False),
        "wanted": Provide(wanted, sync_to_thread=False),
    },
)
def list_incidents(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListIncidents],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[IncidentPage]:
    """The incidents I may see, the last to happen first, with counts for narrowing."""
    with edge.read(request) as r:
        return r.answer(queries.list_incidents(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post(HERE, status_code=201, sync_to_thread=True, opt={"rule": P_150}, tags=TAGS, summary="事故・ヒヤリを報告する")
def report(request: edge.HttpRequest, data: JSONBody[ReportIncident]) -> Response[IncidentView]:
    """Something happened, or nearly did."""
    with edge.write(request) as w:
        document_id, warnings = service.report(w.tx, w.actor, data)
        view = queries.get_page(w.tx, w.actor, document_id, warnings=warnings)
        return w.answer(view, status=201, location=f"{HERE}/{document_id}")


@get(ONE, sync_to_thread=True, opt={"rule": P_151}, tags=TAGS, summary="事故・ヒヤリ")
def get_incident(request: edge.HttpRequest, ref: FromPath[str]) -> Response[IncidentView]:
    """One incident with all that is told of it."""
    with edge.read(request) as r:
        return r.answer(queries.get_page(r.tx, r.actor, documents.get_document_id(r.tx, r.actor, ref)))


@put(ONE, sync_to_thread=True, opt={"rule": P_152}, tags=TAGS, summary="事故・ヒヤリの内容を変更する")
def change(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[ChangeIncident]) -> Response[IncidentView]:
    """From now on this is what is told of it; `If-Match` names the version that was read."""
    expected = edge.expected_version(request)
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        warnings = service.change(w.tx, w.actor, data, document_id=document_id, expected=expected)
        return w.answer(queries.get_page(w.tx, w.actor, document_id, warnings=warnings))


@post(f"{ONE}/move", status_code=200, sync_to_thread=True, opt={"rule": P_153}, tags=TAGS, summary="事故・ヒヤリの状態を変える")
def move(request: edge.HttpRequest, ref: FromPath[str], data: JSONBody[MoveIncident]) -> Response[IncidentView]:
    """On to the next state, back to the former, or taken up again."""
    expected = edge.expected_version(request)
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        service.move(w.tx, w.actor, data, document_id=document_id, expected=expected)
        return w.answer(queries.get_page(w.tx, w.actor, document_id))


@post(f"{ONE}/names", status_code=200, sync_to_thread=True, opt={"rule": P_158}, tags=TAGS, summary="当事者の氏名を見る")
def show_names(request: edge.HttpRequest, ref: FromPath[str]) -> Response[Names]:
    """The names behind the labels; that I have seen them is recorded."""
    with edge.write(request) as w:
        document_id = documents.get_document_id(w.tx, w.actor, ref)
        return w.answer(service.show_names(w.tx, w.actor, document_id))


@get(f"{ONE}/similar", sync_to_thread=True, opt={"rule": P_151}, tags=TAGS, summary="似た事例")
def list_similar(request: edge.HttpRequest, ref: FromPath[str]) -> Response[SimilarCases]:
    """Own incidents and public records like this one."""
    with edge.read(request) as r:
        document_id = documents.get_document_id(r.tx, r.actor, ref)
        return r.answer(queries.list_similar(r.tx, r.actor, document_id, reader=_reader(request)))


@get("/api/v1/incident-codes", sync_to_thread=True, opt={"rule": P_151}, tags=TAGS, summary="事故の型・起因物・重大さの表")
def get_codes(request: edge.HttpRequest) -> Response[IncidentCodes]:
    """The ministry's lists and the severity matrix."""
    with edge.read(request) as r:
        return r.answer(queries.get_codes(r.tx, r.actor))


def _reader(request: edge.HttpRequest) -> IndexReader:
    reader = edge.edge_of(request).services[IndexReader]
    if not isinstance(reader, IndexReader):
        raise TypeError("the entry gives the wrong thing for IndexReader")
    return reader


ROUTES = (list_incidents, report, get_incident, change, move, show_names, list_similar, get_codes)
