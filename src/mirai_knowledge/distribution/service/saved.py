"""The verbs of administrators: groups, templates, and the table of rules that sends by itself."""

from uuid import UUID

from sqlalchemy import delete

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.distribution import queries
from mirai_knowledge.distribution.errors import DistributionRefused, SavedInUse, SavedStale
from mirai_knowledge.distribution.model import DistributionGroup, DistributionRule, DistributionTemplate
from mirai_knowledge.distribution.policy import P_207
from mirai_knowledge.distribution.schemas import tags
from mirai_knowledge.distribution.schemas.commands import Form, PutGroup, PutSendRules, PutTemplate
from mirai_knowledge.distribution.schemas.shapes import Target, kept_audience
from mirai_knowledge.documents.schemas.kinds import is_known
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.kernel.rights import require

GROUP = "distribution_group"
TEMPLATE = "distribution_template"
TABLE = "distribution_rules"
STALE = "最新の内容を確認してから、もう一度保存してください。"


def add_group(tx: Tx, actor: Actor, command: PutGroup) -> UUID:
    """There is a new group, and this is its id. Rule P-207; raises DistributionRefused naming each wrong field."""
    require(actor, P_207)
    _refuse_wrong_group(tx, actor, command, own=None)
    row = DistributionGroup(id=new_id())
    _put_group(row, actor, command)
    tx.add(row)
    tx.flush()  # a name that was taken meanwhile must surface here
    audit.record(tx, actor, tags.GROUP_ADDED, Subject(GROUP, row.id), after=_recorded_group(tx, actor, row, command))
    return row.id


def change_group(tx: Tx, actor: Actor, command: PutGroup, *, group_id: UUID, expected: int) -> None:
    """The group is as sent, for what is sent from now on. Rule P-207; raises SavedNotFound, SavedStale, SavedInUse for one
    that a template names and that shall be archived, and DistributionRefused.
    """
    require(actor, P_207)
    row = queries.get_group(tx, actor, group_id)
    if row.version != expected:
        raise SavedStale(STALE)
    template = queries.find_template_with_group(tx, actor, row.id) if command.archived else None
    if template is not None:
        raise SavedInUse(f"ひな形「{template.name}」が使っています。先にひな形を変更してください。")
    _refuse_wrong_group(tx, actor, command, own=row.id)
    _put_group(row, actor, command)
    audit.record(tx, actor, tags.GROUP_CHANGED, Subject(GROUP, row.id), after=_recorded_group(tx, actor, row, command))


def add_template(tx: Tx, actor: Actor, command: PutTemplate) -> UUID:
    """There is a new template, and this is its id. Rule P-207; raises DistributionRefused naming each wrong field."""
    require(actor, P_207)
    _refuse_wrong_template(tx, actor, command, own=None)
    row = DistributionTemplate(id=new_id())
    _put_template(row, actor, command)
    tx.add(row)
    tx.flush()  # a name that was taken meanwhile must surface here
    after: Recorded = {"name": row.name, "audience": queries.get_words(tx, actor, command.audience)}
    audit.record(tx, actor, tags.TEMPLATE_ADDED, Subject(TEMPLATE, row.id), after=after)
    return row.id


def change_template(tx: Tx, actor: Actor, command: PutTemplate, *, template_id: UUID, expected: int) -> None:
    """The template is as sent, for what is sent from now on. Rule P-207; raises SavedNotFound, SavedStale, SavedInUse for
    one that a rule names and that shall be archived, and DistributionRefused.
    """
    require(actor, P_207)
    row = queries.get_template(tx, actor, template_id)
    if row.version != expected:
        raise SavedStale(STALE)
    rule = queries.find_rule_of(tx, actor, row.id) if command.archived else None
    if rule is not None:
        raise SavedInUse(f"規則{rule.position}が使っています。先に自動配信の規則を変更してください。")
    _refuse_wrong_template(tx, actor, command, own=row.id)
    _put_template(row, actor, command)
    words = queries.get_words(tx, actor, command.audience)
    after: Recorded = {"name": row.name, "audience": words, "archived": row.archived_at is not None}
    audit.record(tx, actor, tags.TEMPLATE_CHANGED, Subject(TEMPLATE, row.id), after=after)


def set_rules(tx: Tx, actor: Actor, command: PutSendRules, *, expected: int) -> None:
    """These rules in this order and no others send what comes into force from now on. Rule P-207; raises SavedStale, and
    DistributionRefused naming each wrong field.
    """
    require(actor, P_207)
    book = queries.get_locked_rulebook(tx, actor)
    if book.version != expected:
        raise SavedStale(STALE)
    usable = queries.list_usable_templates(tx, actor, {r.template_id for r in command.rules if r.template_id is not None})
    faults = []
    for place, rule in enumerate(command.rules):
        if rule.kind is not None and not is_known(rule.kind):
            faults.append(FieldError(f"rules.{place}.kind", "kind.unknown", "文書の種類を選び直してください。"))
        if rule.template_id is not None and rule.template_id not in usable:
            faults.append(FieldError(f"rules.{place}.template_id", "value.unusable", "ひな形を選び直してください。"))
    if faults:
        raise DistributionRefused(fields=tuple(faults))
    before = [view.sentence for view in queries.get_rule_table(tx, actor).items]
    tx.execute(delete(DistributionRule))
    tx.expire_all()
    tx.add_all(
        DistributionRule(
            position=place,
            kind=rule.kind,
            importances=list(rule.importances),
            change=rule.change,
            template_id=rule.template_id,
        )
        for place, rule in enumerate(command.rules, start=1)
    )
    queries.get_locked_rulebook(tx, actor).version = expected + 1
    tx.flush()  # the table is read back
    after = [view.sentence for view in queries.get_rule_table(tx, actor).items]
    audit.record(tx, actor, tags.RULES_SET, Subject(TABLE, TABLE), before={"rules": before}, after={"rules": after})


def _put_group(row: DistributionGroup, actor: Actor, command: PutGroup) -> None:
    row.name, row.note, row.audience = command.name, command.note, kept_audience(command.audience)
    row.archived_at = (row.archived_at or clock.now()) if command.archived else None
    row.touch(actor.name, clock.now())


def _put_template(row: DistributionTemplate, actor: Actor, command: PutTemplate) -> None:
    fields = set(Form.model_fields)
    row.name, row.form = command.name, command.model_dump(mode="json", include=fields)
    row.archived_at = (row.archived_at or clock.now()) if command.archived else None
    row.touch(actor.name, clock.now())


def _refuse_wrong_group(tx: Tx, actor: Actor, command: PutGroup, *, own: UUID | None) -> None:
    faults = _wrong_targets(tx, actor, command.audience)
    faults += [
        FieldError(f"audience.{place}", "value.unusable", "グループの中にグループは入れられません。")
        for place, target in enumerate(command.audience)
        if target.kind == "group"
    ]
    same = queries.find_group_named(tx, actor, command.name)
    if same is not None and same.id != own:
        faults.append(FieldError("name", "value.taken", "同じ名前の配信先グループがあります。"))
    if faults:
        raise DistributionRefused(fields=tuple(faults))


def _refuse_wrong_template(tx: Tx, actor: Actor, command: PutTemplate, *, own: UUID | None) -> None:
    faults = _wrong_targets(tx, actor, command.audience)
    same = queries.find_template_named(tx, actor, command.name)
    if same is not None and same.id != own:
        faults.append(FieldError("name", "value.taken", "同じ名前のひな形があります。"))
    if faults:
        raise DistributionRefused(fields=tuple(faults))


def _wrong_targets(tx: Tx, actor: Actor, audience: tuple[Target, ...]) -> list[FieldError]:
    return [
        FieldError(f"audience.{place}", "value.unusable", "この配信先は登録されていません。選び直してください。")
        for place in queries.list_unknown(tx, actor, audience)
    ]


def _recorded_group(tx: Tx, actor: Actor, row: DistributionGroup, command: PutGroup) -> Recorded:
    words = queries.get_words(tx, actor, command.audience)
    return {"name": row.name, "note": row.note, "audience": words, "archived": row.archived_at is not None}
