"""Groups, templates, and the rules that send by themselves."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.distribution.errors import SavedNotFound
from mirai_knowledge.distribution.model import (
    DistributionGroup,
    DistributionRule,
    DistributionRulebook,
    DistributionTemplate,
)
from mirai_knowledge.distribution.policy import P_206, P_207, may_shape, sentence_of
from mirai_knowledge.distribution.queries.audience import list_targets
from mirai_knowledge.distribution.queries.working import list_rules
from mirai_knowledge.distribution.schemas.commands import Form
from mirai_knowledge.distribution.schemas.shapes import read_audience
from mirai_knowledge.distribution.schemas.views import (
    DueView,
    GroupList,
    GroupView,
    QuestionView,
    SendRuleTable,
    SendRuleView,
    TargetView,
    TemplateList,
    TemplateView,
)
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require

BOOK = 1
MISSING = "この配信先グループ・ひな形は見つかりません。一覧を開き直してください。"


def list_groups(tx: Tx, actor: Actor) -> GroupList:
    """All groups by name. Rule P-206."""
    require(actor, P_206)
    rows = tx.scalars(select(DistributionGroup).order_by(DistributionGroup.name).execution_options(populate_existing=True)).all()
    audiences = list_targets(tx, actor, [read_audience(row.audience) for row in rows])
    return GroupList(tuple(_group(row, views) for row, views in zip(rows, audiences, strict=True)), may_shape(actor))


def get_group_view(tx: Tx, actor: Actor, group_id: UUID) -> GroupView:
    """One group. Rule P-206; raises SavedNotFound."""
    for view in list_groups(tx, actor).items:
        if view.id == group_id:
            return view
    raise SavedNotFound(MISSING)


def get_group(tx: Tx, _actor: Actor, group_id: UUID) -> DistributionGroup:
    """A group locked for a change; raises SavedNotFound."""
    statement = select(DistributionGroup).where(DistributionGroup.id == group_id).with_for_update()
    row = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise SavedNotFound(MISSING)
    return row


def find_group_named(tx: Tx, _actor: Actor, name: str) -> DistributionGroup | None:
    """The group of that name."""
    return tx.scalars(select(DistributionGroup).where(DistributionGroup.name == name)).first()


def list_templates(tx: Tx, actor: Actor) -> TemplateList:
    """All templates by name. Rule P-206."""
    require(actor, P_206)
    rows = tx.scalars(
        select(DistributionTemplate).order_by(DistributionTemplate.name).execution_options(populate_existing=True)
    ).all()
    forms = [Form.model_validate(row.form) for row in rows]
    audiences = list_targets(tx, actor, [form.audience for form in forms])
    views = (_template(row, form, targets) for row, form, targets in zip(rows, forms, audiences, strict=True))
    return TemplateList(tuple(views), may_shape(actor))


def get_template_view(tx: Tx, actor: Actor, template_id: UUID) -> TemplateView:
    """One template. Rule P-206; raises SavedNotFound."""
    for view in list_templates(tx, actor).items:
        if view.id == template_id:
            return view
    raise SavedNotFound(MISSING)


def get_template(tx: Tx, _actor: Actor, template_id: UUID) -> DistributionTemplate:
    """A template locked for a change; raises SavedNotFound."""
    statement = select(DistributionTemplate).where(DistributionTemplate.id == template_id).with_for_update()
    row = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise SavedNotFound(MISSING)
    return row


def find_template(tx: Tx, _actor: Actor, template_id: UUID) -> DistributionTemplate | None:
    """A template, for machine work."""
    return tx.get(DistributionTemplate, template_id)


def find_template_named(tx: Tx, _actor: Actor, name: str) -> DistributionTemplate | None:
    """The template of that name."""
    return tx.scalars(select(DistributionTemplate).where(DistributionTemplate.name == name)).first()


def find_rule_of(tx: Tx, _actor: Actor, template_id: UUID) -> DistributionRule | None:
    """A rule that names the template."""
    return tx.scalars(select(DistributionRule).where(DistributionRule.template_id == template_id).limit(1)).first()


def find_template_with_group(tx: Tx, _actor: Actor, group_id: UUID) -> DistributionTemplate | None:
    """A template in use whose audience names the group."""
    target = {"audience": [{"kind": "group", "value": str(group_id)}]}
    active = select(DistributionTemplate).where(DistributionTemplate.archived_at.is_(None))
    return tx.scalars(active.where(DistributionTemplate.form.contains(target)).limit(1)).first()


def list_usable_templates(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Those of the templates that are in use, with their names."""
    held = (DistributionTemplate.id.in_(ids), DistributionTemplate.archived_at.is_(None))
    rows = tx.execute(select(DistributionTemplate.id, DistributionTemplate.name).where(*held)) if ids else ()
    return {row.id: row.name for row in rows}


def get_rule_table(tx: Tx, actor: Actor) -> SendRuleTable:
    """The table of rules in its order. Rule P-207."""
    require(actor, P_207)
    rules = list_rules(tx, actor)
    wanted = {rule.template_id for rule in rules if rule.template_id is not None}
    columns = (DistributionTemplate.id, DistributionTemplate.name)
    names = {row.id: row.name for row in tx.execute(select(*columns).where(DistributionTemplate.id.in_(wanted)))}
    items = tuple(
        SendRuleView(
            kind=rule.kind,
            importances=tuple(rule.importances),  # type: ignore[arg-type]  # they were checked when they came in
            change=rule.change,  # type: ignore[arg-type]  # the table's check says so
            template_id=rule.template_id,
            sentence=sentence_of(rule, names.get(rule.template_id) if rule.template_id is not None else None),
        )
        for rule in rules
    )
    return SendRuleTable(items, get_rulebook(tx, actor).version)


def get_rulebook(tx: Tx, _actor: Actor) -> DistributionRulebook:
    """The count of changes of the table."""
    statement = select(DistributionRulebook).where(DistributionRulebook.id == BOOK)
    return tx.scalars(statement.execution_options(populate_existing=True)).one()


def get_locked_rulebook(tx: Tx, _actor: Actor) -> DistributionRulebook:
    """The count of changes of the table, locked: whoever changes it waits."""
    statement = select(DistributionRulebook).where(DistributionRulebook.id == BOOK).with_for_update()
    return tx.scalars(statement.execution_options(populate_existing=True)).one()


def list_saved_labels(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of these groups and templates."""
    groups = select(DistributionGroup.id, DistributionGroup.name).where(DistributionGroup.id.in_(ids))
    templates = select(DistributionTemplate.id, DistributionTemplate.name).where(DistributionTemplate.id.in_(ids))
    return {row[0]: row[1] for row in (*tx.execute(groups), *tx.execute(templates))}


def _group(row: DistributionGroup, views: tuple[TargetView, ...]) -> GroupView:
    return GroupView(
        id=row.id,
        name=row.name,
        note=row.note,
        audience=views,
        words="、".join(view.name for view in views),
        archived=row.archived_at is not None,
        version=row.version,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
    )


def _template(row: DistributionTemplate, form: Form, views: tuple[TargetView, ...]) -> TemplateView:
    return TemplateView(
        id=row.id,
        name=row.name,
        audience=views,
        words="、".join(view.name for view in views),
        open_to_hidden=form.open_to_hidden,
        confirm=form.confirm,
        questions=tuple(QuestionView(text=q.text, choices=q.choices, right=q.right) for q in form.questions),
        message=form.message,
        due=DueView(form.due.amount, form.due.unit) if form.due is not None else None,
        archived=row.archived_at is not None,
        version=row.version,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
    )
