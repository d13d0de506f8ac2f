"""What is printed of an incident beside its text: how its corrective actions stand."""

from uuid import UUID

from mirai_knowledge.documents.policy.printing import Beside
from mirai_knowledge.incidents.queries.actions import list_of_incident
from mirai_knowledge.incidents.schemas.views import ActionView
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

HEAD = ("是正処置", "担当", "期日", "状態", "実施した人", "確認した人")
EMPTY = "―"


def get_beside(tx: Tx, actor: Actor, document_id: UUID) -> Beside:
    """The corrective actions with who does them, until when, and how far they are."""
    rows = tuple(_row(action) for action in list_of_incident(tx, actor, document_id))
    return Beside(title="是正処置の状況", head=HEAD, rows=rows)


def _row(action: ActionView) -> tuple[str, ...]:
    state = f"{action.state.name}（期日超過）" if action.late else action.state.name
    people = (action.owner, action.done_by, action.verified_by)
    owner, done_by, verified_by = (person.name if person is not None else EMPTY for person in people)
    return (action.text, owner, f"{action.due_on:%Y年%-m月%-d日}" if action.due_on else EMPTY, state, done_by, verified_by)
