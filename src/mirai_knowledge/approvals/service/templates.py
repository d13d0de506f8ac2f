"""The verbs of administrators: routes, and the table of rules that picks one."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete

from mirai_knowledge.approvals import queries
from mirai_knowledge.approvals.errors import ApprovalRefused, RouteInUse, RouteStale
from mirai_knowledge.approvals.events import RoutesChanged
from mirai_knowledge.approvals.model import ApprovalRoute, ApprovalRule, RouteId
from mirai_knowledge.approvals.policy import P_195
from mirai_knowledge.approvals.schemas import tags
from mirai_knowledge.approvals.schemas.commands import PutRoute, PutRules, Rule
from mirai_knowledge.approvals.schemas.ports import find_subject
from mirai_knowledge.approvals.schemas.stages import Stage, kept
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas.kinds import is_known, kind_of
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import queries as projects

SUBJECT = "approval_route"
TABLE = "approval_rules"


def add_route(tx: Tx, actor: Actor, command: PutRoute) -> RouteId:
    """There is a new route, and this is its id. Rule P-195; raises ApprovalRefused naming each wrong field."""
    require(actor, P_195)
    _refuse_wrong(tx, actor, command, own=None)
    route = ApprovalRoute(id=RouteId(new_id()))
    _put(route, actor, command)
    tx.add(route)
    tx.flush()  # a name that was taken meanwhile must surface here
    audit.record(tx, actor, tags.ROUTE_ADDED, Subject(SUBJECT, route.id), after=_recorded(route))
    outbox.emit(tx, RoutesChanged(route_id=route.id))
    return route.id


def change_route(tx: Tx, actor: Actor, command: PutRoute, *, route_id: UUID, expected: int) -> None:
    """The route is as sent; requests under way keep the stages they began with.

    Rule P-195; raises RouteNotFound, RouteStale, RouteInUse for one that rules name and that shall be archived, ApprovalRefused.
    """
    require(actor, P_195)
    route = queries.get_route(tx, actor, route_id)
    if route.version != expected:
        raise RouteStale("最新の内容を確認してから、もう一度保存してください。")
    rule = queries.find_rule_of(tx, actor, route_id) if command.archived else None
    if rule is not None:
        raise RouteInUse(f"規則{rule.position}がこの承認ルートを使っています。先に適用の順序を変更してください。")
    _refuse_wrong(tx, actor, command, own=route.id)
    before = _recorded(route)
    _put(route, actor, command)
    audit.record(tx, actor, tags.ROUTE_CHANGED, Subject(SUBJECT, route.id), before=before, after=_recorded(route))
    outbox.emit(tx, RoutesChanged(route_id=route.id))


def set_rules(tx: Tx, actor: Actor, command: PutRules, *, expected: int) -> None:
    """These rules in this order and no others pick the route of what is handed in from now on.

    Rule P-195; raises RouteStale, and ApprovalRefused naming each wrong field.
    """
    require(actor, P_195)
    book = queries.get_rulebook(tx, actor)
    if book.version != expected:
        raise RouteStale("最新の内容を確認してから、もう一度保存してください。")
    _refuse_wrong_rules(tx, actor, command.rules)
    before = [view.sentence for view in queries.get_rule_table(tx, actor).items]
    tx.execute(delete(ApprovalRule))
    tx.expire_all()
    rows = [
        ApprovalRule(
            position=place,
            kind=rule.kind,
            category=rule.category,
            importances=list(rule.importances),
            project_id=rule.project_id,
            route_id=rule.route_id,
        )
        for place, rule in enumerate(command.rules, start=1)
    ]
    tx.add_all(rows)
    queries.get_rulebook(tx, actor).version = expected + 1
    tx.flush()  # the table is read back
    after = [view.sentence for view in queries.get_rule_table(tx, actor).items]
    audit.record(tx, actor, tags.RULES_SET, Subject(TABLE, TABLE), before={"rules": before}, after={"rules": after})
    outbox.emit(tx, RoutesChanged(route_id=None))


def _put(route: ApprovalRoute, actor: Actor, command: PutRoute) -> None:
    route.name, route.note, route.stages = command.name, command.note, kept(command.stages)
    route.archived_at = (route.archived_at or clock.now()) if command.archived else None
    route.touch(actor.name, clock.now())


def _refuse_wrong(tx: Tx, actor: Actor, command: PutRoute, *, own: UUID | None) -> None:
    faults = list(_wrong_people(tx, actor, command.stages))
    same = queries.find_route_named(tx, actor, command.name)
    if same is not None and same.id != own:
        faults.append(FieldError("name", "value.taken", "同じ名前の承認ルートがあります。"))
    if faults:
        raise ApprovalRefused(fields=tuple(faults))


def _wrong_people(tx: Tx, actor: Actor, stages: Sequence[Stage]) -> list[FieldError]:
    """A stage may name none but holders of the right to decide."""
    staff, roles = queries.get_staff(tx, actor), queries.list_deciding_roles(tx, actor)
    departments = {person.department for person in staff.people.values()}
    faults = []
    for at, stage in enumerate(stages):
        for place, who in enumerate(stage.who):
            known = {
                "role": who.value in roles,
                "person": who.kind != "person" or UUID(who.value) in staff.people,
                "department": who.value in departments,
                "project_role": True,
            }
            if not known[who.kind]:
                message = "承認の権限を持つ人がいません。権限を持つ役割・人・部署を選んでください。"
                faults.append(FieldError(f"stages.{at}.who.{place}", "value.unusable", message))
        persons = {who.value for who in stage.who if who.kind == "person"}
        if all(who.kind == "person" for who in stage.who) and stage.needed > len(persons):
            message = f"承認者は{len(persons)}人です。必要な人数はそれ以下にしてください。"
            faults.append(FieldError(f"stages.{at}.needed", "value.too_large", message))
    return faults


def _refuse_wrong_rules(tx: Tx, actor: Actor, rules: Sequence[Rule]) -> None:
    usable = queries.list_usable_routes(tx, actor, {rule.route_id for rule in rules if rule.route_id is not None})
    known = projects.list_names(tx, actor, {rule.project_id for rule in rules if rule.project_id is not None})
    faults = []
    for at, rule in enumerate(rules):
        if rule.kind is not None and not _routable(rule.kind):
            faults.append(FieldError(f"rules.{at}.kind", "kind.unknown", "承認のある文書の種類を選んでください。"))
        elif rule.category is not None and (
            rule.kind is None or documents.find_category(tx, actor, rule.kind, code=rule.category) is None
        ):
            faults.append(FieldError(f"rules.{at}.category", "category.unknown", "種類を選び、その分類を選んでください。"))
        if rule.project_id is not None and rule.project_id not in known:
            faults.append(FieldError(f"rules.{at}.project_id", "project.unknown", "現場を選び直してください。"))
        if rule.route_id is not None and rule.route_id not in usable:
            faults.append(FieldError(f"rules.{at}.route_id", "route.unknown", "承認ルートを選び直してください。"))
    if faults:
        raise ApprovalRefused(fields=tuple(faults))


def _routable(kind: str) -> bool:
    return find_subject(kind) is not None or (is_known(kind) and kind_of(kind).drafted)


def _recorded(route: ApprovalRoute) -> Recorded:
    return {
        "name": route.name,
        "note": route.note,
        "stages": [str(stage["name"]) for stage in route.stages],
        "archived": route.archived_at is not None,
    }
