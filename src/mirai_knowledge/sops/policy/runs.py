"""Who records checklist runs, who sees them, and what a run must say."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, false, or_, true

from mirai_knowledge.documents import policy as documents
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.rights import rule
from mirai_knowledge.projects import policy as projects
from mirai_knowledge.sops.model import ChecklistRun
from mirai_knowledge.sops.schemas import CheckItem
from mirai_knowledge.sops.schemas.runs import CheckResult

P_082 = rule("P-082", "点検を記録できるのは、コメントの権限を持ち、その手順を読める人です", documents.COMMENT)
P_083 = rule("P-083", "点検の記録を見られるのは、その手順を読める人のうち、社内の人、記録した本人、その現場の人です")
P_084 = rule("P-084", "点検の記録を取り消せるのは、記録した本人と管理者です")


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The runs an actor may see of a procedure the actor reads. Rule P-083."""
    if documents.is_internal(actor):
        return true()
    mine = ChecklistRun.person_id == actor.person_id if actor.person_id is not None else false()
    return or_(mine, ChecklistRun.project_id.in_(projects.scope(actor)))


def may_cancel(actor: Actor, run: ChecklistRun) -> bool:
    """Whether the actor may cancel the run. Rule P-084."""
    mine = actor.person_id is not None and run.person_id == actor.person_id
    return run.cancelled_at is None and (mine or documents.administers(actor))


def faults_of(results: Sequence[CheckResult], items: Mapping[str, CheckItem]) -> Iterator[FieldError]:
    """What is wrong with the results of a checklist: unknown or doubled items, required ones left out, faults without words."""
    seen: set[str] = set()
    for at, result in enumerate(results):
        if result.item_id not in items:
            yield FieldError(f"results.{at}.item_id", "checklist.unknown_item", "この点検項目は、この版にはありません。")
        elif result.item_id in seen:
            yield FieldError(f"results.{at}.item_id", "checklist.item_twice", "同じ点検項目の結果が二つあります。")
        seen.add(result.item_id)
        if result.outcome == "fault" and not result.remark:
            yield FieldError(f"results.{at}.remark", "checklist.fault_unsaid", "異常の内容を入力してください。")
    for key, item in items.items():
        if item.required and key not in seen:
            yield FieldError("results", "checklist.required", f"必須の点検項目「{item.text}」の結果がありません。")
