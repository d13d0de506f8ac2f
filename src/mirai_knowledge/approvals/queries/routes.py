"""Routes, the table of rules, and which route a document would take."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.accounts.policy import APPROVAL_DECIDE
from mirai_knowledge.approvals.errors import RouteNotFound
from mirai_knowledge.approvals.model import ApprovalRoute, ApprovalRule, ApprovalRulebook
from mirai_knowledge.approvals.policy import (
    P_190,
    P_195,
    Names,
    Open,
    condition_of,
    due_at,
    first_fitting,
    sentence_of,
    standing_of,
)
from mirai_knowledge.approvals.queries.people import ASKING, get_staff
from mirai_knowledge.approvals.schemas.stages import PROJECT_ROLE_NAMES, Stage, Who, read
from mirai_knowledge.approvals.schemas.views import (
    DueView,
    RouteList,
    RoutePreview,
    RouteView,
    RuleTable,
    RuleView,
    Seat,
    StageChoices,
    StageView,
    TemplateStage,
    WhoView,
)
from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas.ports import Routed
from mirai_knowledge.documents.schemas.views import NamedCode, PersonRef, ProjectName
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import queries as projects

BOOK = 1


@dataclass(frozen=True, slots=True)
class Found:
    """The route a document takes, and the words for it."""

    route: ApprovalRoute | None
    rule_no: int | None
    sentence: str


def get_route_of(tx: Tx, actor: Actor, routed: Routed) -> Found:
    """Which route a document takes by the rules of now, and why. Asked on behalf of a rule."""
    rules = list_rule_rows(tx, actor)
    rule = first_fitting(rules, routed)
    if rule is None:
        return Found(None, None, sentence_of(None, None, ""))
    condition = condition_of(rule, _names(tx, [rule]))
    route = tx.get(ApprovalRoute, rule.route_id) if rule.route_id is not None else None
    return Found(route, rule.position, sentence_of(rule, route.name if route is not None else None, condition))


def get_preview(tx: Tx, actor: Actor, routed: Routed) -> RoutePreview:
    """Which route such a document would take, why, and who would decide by when if it were handed in now. For those
    who write the kind; raises Forbidden (P-190).
    """
    require(actor, P_190, where=lambda: routed.kind in documents_policy.writable_kinds(actor))
    found = get_route_of(tx, actor, routed)
    route = found.route
    return RoutePreview(
        route_id=route.id if route is not None else None,
        route_name=route.name if route is not None else None,
        rule_no=found.rule_no,
        sentence=found.sentence,
        stages=_previewed(tx, actor, read(route.stages), routed=routed) if route is not None else (),
    )


def list_routes(tx: Tx, actor: Actor) -> RouteList:
    """All routes by name. Rule P-195."""
    require(actor, P_195)
    rows = tx.scalars(select(ApprovalRoute).order_by(ApprovalRoute.name).execution_options(populate_existing=True)).all()
    words = list_who_names(tx, actor, [who for row in rows for stage in read(row.stages) for who in stage.who])
    return RouteList(tuple(_route_view(row, words) for row in rows))


def get_route_view(tx: Tx, actor: Actor, route_id: UUID) -> RouteView:
    """One route. Rule P-195; raises RouteNotFound."""
    require(actor, P_195)
    row = tx.scalars(select(ApprovalRoute).where(ApprovalRoute.id == route_id)).first()
    if row is None:
        raise _missing()
    return _route_view(row, list_who_names(tx, actor, [who for stage in read(row.stages) for who in stage.who]))


def get_route(tx: Tx, _actor: Actor, route_id: UUID) -> ApprovalRoute:
    """A route locked for a change; raises RouteNotFound."""
    statement = select(ApprovalRoute).where(ApprovalRoute.id == route_id).with_for_update()
    row = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise _missing()
    return row


def find_route_named(tx: Tx, _actor: Actor, name: str) -> ApprovalRoute | None:
    """The route of that name."""
    return tx.scalars(select(ApprovalRoute).where(ApprovalRoute.name == name)).first()


def list_usable_routes(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of the routes that can be given to rules."""
    rows = tx.scalars(select(ApprovalRoute.id).where(ApprovalRoute.id.in_(ids), ApprovalRoute.archived_at.is_(None)))
    return frozenset(rows)


def list_route_labels(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of these routes."""
    return {row.id: row.name for row in tx.scalars(select(ApprovalRoute).where(ApprovalRoute.id.in_(ids)))}


def list_rule_rows(tx: Tx, _actor: Actor) -> tuple[ApprovalRule, ...]:
    """The rules in their order."""
    return tuple(tx.scalars(select(ApprovalRule).order_by(ApprovalRule.position).execution_options(populate_existing=True)))


def find_rule_of(tx: Tx, _actor: Actor, route_id: UUID) -> ApprovalRule | None:
    """The first rule that names the route."""
    return tx.scalars(select(ApprovalRule).where(ApprovalRule.route_id == route_id).order_by(ApprovalRule.position)).first()


def get_rulebook(tx: Tx, _actor: Actor) -> ApprovalRulebook:
    """The counter of the table of rules, locked for a change."""
    statement = select(ApprovalRulebook).where(ApprovalRulebook.id == BOOK).with_for_update()
    return tx.scalars(statement.execution_options(populate_existing=True)).one()


def get_rule_table(tx: Tx, actor: Actor) -> RuleTable:
    """The table of rules. Rule P-195."""
    require(actor, P_195)
    rows = list_rule_rows(tx, actor)
    names = _names(tx, rows)
    routes = list_route_labels(tx, actor, {row.route_id for row in rows if row.route_id is not None})
    listed = projects.list_names(tx, ASKING, {row.project_id for row in rows if row.project_id is not None})
    items = []
    for row in rows:
        project = listed.get(row.project_id) if row.project_id is not None else None
        name = routes.get(row.route_id) if row.route_id is not None else None
        items.append(
            RuleView(
                kind=row.kind,
                category=row.category,
                importances=tuple(row.importances),  # type: ignore[arg-type]  # checked when it was written
                project=ProjectName(project.id, project.code, project.name) if project is not None else None,
                route_id=row.route_id,
                sentence=sentence_of(row, name, condition_of(row, names)),
            )
        )
    version = tx.scalars(select(ApprovalRulebook.version).where(ApprovalRulebook.id == BOOK)).one()
    return RuleTable(tuple(items), version)


def get_choices(tx: Tx, actor: Actor) -> StageChoices:
    """What the people of a stage can be chosen from. Rule P-195."""
    require(actor, P_195)
    staff = get_staff(tx, actor)
    codes = {role for person in staff.people.values() for role in person.roles}
    roles = codes & list_deciding_roles(tx, actor)
    names = accounts.list_role_names(tx, ASKING, roles)
    departments = {person.department for person in staff.people.values() if person.department}
    return StageChoices(
        roles=tuple(NamedCode(code, names[code]) for code in sorted(names)),
        people=tuple(PersonRef(key, person.name) for key, person in staff.people.items()),
        project_roles=tuple(NamedCode(code, name) for code, name in PROJECT_ROLE_NAMES.items()),
        departments=tuple(sorted(departments)),
    )


def list_deciding_roles(tx: Tx, _actor: Actor) -> frozenset[str]:
    """The roles that hold the right to decide."""
    codes = [role.code for role in accounts.list_roles(tx, ASKING).items]
    held = {code: accounts.list_grants(tx, ASKING, code) for code in codes}
    return frozenset(code for code, grants in held.items() if any(grant.right_code == APPROVAL_DECIDE.code for grant in grants))


def list_who_names(tx: Tx, _actor: Actor, people: Sequence[Who]) -> Mapping[tuple[str, str], str]:
    """How these choices of people are called, by kind and value."""
    persons = accounts.list_person_names(tx, ASKING, {UUID(who.value) for who in people if who.kind == "person"})
    roles = accounts.list_role_names(tx, ASKING, {who.value for who in people if who.kind == "role"})
    words: dict[tuple[str, str], str] = {}
    for who in people:
        if who.kind == "person":
            found = persons.get(UUID(who.value))
            name = found.name if found is not None else who.value
        elif who.kind == "role":
            name = roles.get(who.value, who.value)
        elif who.kind == "project_role":
            name = f"現場の{PROJECT_ROLE_NAMES[who.value]}"
        else:
            name = who.value
        words[who.kind, who.value] = name
    return words


def _previewed(tx: Tx, actor: Actor, stages: Sequence[Stage], *, routed: Routed) -> tuple[StageView, ...]:
    staff = get_staff(tx, actor, [routed.project_id] if routed.project_id is not None else [])
    words = list_who_names(tx, actor, [who for stage in stages for who in stage.who])
    time, since = accounts.get_working_time(tx, actor), clock.now()
    # Who hands it in cannot decide about it.
    barred = frozenset({actor.person_id}) if actor.person_id is not None else frozenset()
    views = []
    for no, stage in enumerate(stages, start=1):
        standing = standing_of(Open(stage, routed.project_id, barred), staff)
        since = due_at(stage, routed.importance, since, time)
        views.append(
            StageView(
                no=no,
                name=stage.name,
                who=tuple(words[who.kind, who.value] for who in stage.who),
                needed=standing.needed,
                approved=0,
                state="coming",
                short=standing.short,
                seats=tuple(
                    Seat(person=PersonRef(key, person.name), approved=False, deputies=())
                    for key, person in staff.people.items()
                    if key in standing.eligible
                ),
                due_at=since,
            )
        )
    return tuple(views)


def _route_view(row: ApprovalRoute, words: Mapping[tuple[str, str], str]) -> RouteView:
    return RouteView(
        id=row.id,
        name=row.name,
        note=row.note,
        stages=tuple(
            TemplateStage(
                name=stage.name,
                who=tuple(WhoView(who.kind, who.value, words[who.kind, who.value]) for who in stage.who),
                needed=stage.needed,
                due=DueView(stage.due.amount, stage.due.unit) if stage.due is not None else None,
            )
            for stage in read(row.stages)
        ),
        archived=row.archived_at is not None,
        version=row.version,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
    )


def _names(tx: Tx, rules: Sequence[ApprovalRule]) -> Names:
    categories: dict[tuple[str | None, str], str] = {}
    for rule in rules:
        if rule.category is not None and rule.kind is not None:
            found = documents.find_category(tx, ASKING, rule.kind, code=rule.category)
            categories[rule.kind, rule.category] = found.name if found is not None else rule.category
    listed = projects.list_names(tx, ASKING, {rule.project_id for rule in rules if rule.project_id is not None})
    return Names(categories, {key: project.name for key, project in listed.items()})


def _missing() -> RouteNotFound:
    return RouteNotFound("この承認ルートは見つかりません。一覧を開き直してください。")
