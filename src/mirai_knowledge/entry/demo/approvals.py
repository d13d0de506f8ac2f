"""The demonstration of approvals: the most important procedures take a route of two stages, and one waits for the first."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from uuid import UUID

from mirai_knowledge.approvals import queries, service
from mirai_knowledge.approvals.schemas.commands import PutRoute, PutRules, Rule, Submit
from mirai_knowledge.approvals.schemas.stages import Due, Stage, Who
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents import service as documents_service
from mirai_knowledge.documents.schemas import Properties, StartDocument
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId

STAGES = (
    Stage(name="現場", who=(Who(kind="role", value="site_manager"),)),
    Stage(
        name="本社",
        who=(Who(kind="role", value="safety"), Who(kind="role", value="quality")),
        needed=2,
        due=Due(amount=2, unit="business_days"),
    ),
)
ASKER = "construction"


def load(tx: Tx, actor: Actor, *, people: Mapping[str, PersonId], projects: Mapping[str, UUID]) -> None:
    """A route, the rule that picks it, and a request that waits for the site manager."""
    note = "最重要の手順は、所長のあと、安全衛生と品質保証の両方が確かめます。"
    route = service.add_route(tx, actor, PutRoute(name="最重要手順の承認", note=note, stages=STAGES))
    rules = PutRules(rules=(Rule(kind="sop", importances=("critical",), route_id=route),))
    service.set_rules(tx, actor, rules, expected=queries.get_rule_table(tx, actor).version)
    told = tomllib.loads((files(__package__) / "approval.toml").read_text(encoding="utf-8"))
    asker = documents.get_actor_of(tx, actor, people[ASKER])
    metadata = Properties(project_id=next(iter(projects.values())), tags=("酸欠", "立入り"))
    steps = [{**step, "photo": None} for step in told["content"]["steps"]]
    content = {**told["content"], "steps": steps}
    command = StartDocument.model_validate({"kind": "sop", "content": content, "metadata": metadata})
    document_id = documents_service.start_document(tx, asker, command)
    version = documents.get_draft(tx, asker, document_id).version
    service.submit(tx, asker, Submit(note=told["note"]), document_id=document_id, expected=version)
