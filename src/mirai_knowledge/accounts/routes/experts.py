"""What is said of an expert, over HTTP. Lists and pages with figures are those of consultations."""

from uuid import UUID

from litestar import Response, get, put
from litestar.params import FromPath, JSONBody

from mirai_knowledge import edge
from mirai_knowledge.accounts import queries, service
from mirai_knowledge.accounts.policy import CHANGE_EXPERT
from mirai_knowledge.accounts.schemas.experts import ExpertView, SetExpert
from mirai_knowledge.kernel.ids import PersonId

TAGS = ["専門家"]
HERE = "/api/v1/experts/{person_id:uuid}/profile"


@get(HERE, sync_to_thread=True, opt={"rule": CHANGE_EXPERT}, tags=TAGS, summary="専門家の紹介（編集用）")
def show_expert_form(request: edge.HttpRequest, person_id: FromPath[UUID]) -> Response[ExpertView]:
    """What is said of the person, with the version that saving names in `If-Match` (v0 for one who is no expert yet)."""
    with edge.read(request) as r:
        return r.answer(queries.get_expert_form(r.tx, r.actor, person_id))


@put(
    HERE, sync_to_thread=True, opt={"rule": CHANGE_EXPERT}, tags=TAGS, summary="専門家の紹介を登録・変更する（If-Match が必要）"
)  # fmt: skip
def set_expert(request: edge.HttpRequest, person_id: FromPath[UUID], data: JSONBody[SetExpert]) -> Response[ExpertView]:
    """What is said of the expert from now on."""
    with edge.write(request) as w:
        service.set_expert(w.tx, w.actor, data, person_id=PersonId(person_id), expected=edge.expected_version(request))
        return w.answer(queries.get_expert_form(w.tx, w.actor, person_id))


EXPERT_ROUTES = (show_expert_form, set_expert)
