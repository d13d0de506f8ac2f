"""Experts over HTTP: what is said of them, and what is computed."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.accounts.policy import SEE_EXPERTS
from mirai_knowledge.accounts.schemas.experts import ListExperts
from mirai_knowledge.consultations import queries
from mirai_knowledge.consultations.schemas.views import ExpertList, ExpertRow
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.text import clean_line

TAGS = ["専門家"]
HERE = "/api/v1/experts"
Words = Annotated[str | None, QueryParameter(max_length=200, description="氏名・よみ・部署・専門・資格")]
Field = Annotated[str | None, QueryParameter(max_length=50, description="専門分野")]
Available = Annotated[bool, QueryParameter(description="きょう相談を受け付けている人だけ")]


def wanted_experts(q: Words = None, specialty: Field = None, available: Available = False) -> ListExperts:
    """Which experts, from the query of the address."""
    try:
        return ListExperts(None if q is None else clean_line(q), specialty, available)
    except ValueError as fault:
        raise Invalid(fields=(FieldError("q", "value.unusable", str(fault)),)) from fault


@get(
    HERE,
    sync_to_thread=True,
    opt={"rule": SEE_EXPERTS},
    tags=TAGS,
    summary="専門家の一覧（よみ順）",
    dependencies={"wanted": Provide(wanted_experts, sync_to_thread=False)},
)
def list_experts(request: edge.HttpRequest, wanted: NamedDependency[ListExperts]) -> Response[ExpertList]:
    """Experts with their figures."""
    with edge.read(request) as r:
        return r.answer(queries.list_experts(r.tx, r.actor, wanted))


@get(f"{HERE}/{{person_id:uuid}}", sync_to_thread=True, opt={"rule": SEE_EXPERTS}, tags=TAGS, summary="一人の専門家")
def show_expert(request: edge.HttpRequest, person_id: FromPath[UUID]) -> Response[ExpertRow]:
    """One expert with figures."""
    with edge.read(request) as r:
        return r.answer(queries.get_expert(r.tx, r.actor, person_id))


EXPERT_ROUTES = (list_experts, show_expert)
