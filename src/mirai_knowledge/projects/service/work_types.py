"""The verbs of the master of work types: add, change (rename, move, archive, restore)."""

import msgspec

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import policy, queries
from mirai_knowledge.projects.errors import WorkTypeCodeTaken, WorkTypeNameTaken, WorkTypeStale
from mirai_knowledge.projects.events import WorkTypeAdded, WorkTypeChanged
from mirai_knowledge.projects.model import WorkType
from mirai_knowledge.projects.schemas import AddWorkType, ChangeWorkType
from mirai_knowledge.projects.schemas.tags import WORK_TYPE_ADDED, WORK_TYPE_CHANGED
from mirai_knowledge.projects.service.projects import Recorded

SUBJECT = "work_type"
STEP = 10


def add_work_type(tx: Tx, actor: Actor, command: AddWorkType) -> str:
    """There is a new work type, and this is its code.

    Rule P-056; raises WorkTypeCodeTaken, WorkTypeNameTaken, and Invalid for a parent that cannot be one.
    """
    require(actor, policy.MANAGE_WORK_TYPES)
    if queries.find_work_type(tx, actor, code=command.code) is not None:
        message = f"工種コード「{command.code}」はすでに使われています。別のコードにしてください。"
        raise WorkTypeCodeTaken(message, fields=(FieldError("code", "work_type.code_taken", message),))
    _refuse_taken_name(tx, actor, command.name)
    _check_parent(tx, actor, command.parent_code, of=command.code)
    position = queries.get_last_position(tx, actor) + STEP if command.position is None else command.position
    kind = WorkType(code=command.code, name=command.name, parent_code=command.parent_code, position=position, version=1)
    tx.add(kind)
    tx.flush()  # a name that was taken meanwhile must surface before the audit and the event speak of it
    audit.record(tx, actor, WORK_TYPE_ADDED, Subject(SUBJECT, kind.code), after=_recorded(kind))
    outbox.emit(tx, WorkTypeAdded(code=kind.code))
    return kind.code


def change_work_type(tx: Tx, actor: Actor, command: ChangeWorkType, *, code: str, expected: int) -> None:
    """The fields that were sent have their new values, the others stay. An archived one stays on what has it.

    Rule P-056; raises WorkTypeNotFound, WorkTypeStale, WorkTypeNameTaken, and Invalid for a parent that cannot be one.
    """
    require(actor, policy.MANAGE_WORK_TYPES)
    kind = queries.get_work_type(tx, actor, code)
    if kind.version != expected:
        current = msgspec.to_builtins(queries.get_work_type_view(tx, actor, code))
        raise WorkTypeStale("最新の内容を確認してから、もう一度保存してください。", extra={"current": current})
    before, sent = _recorded(kind), command.model_fields_set
    if "name" in sent and command.name != kind.name:
        _refuse_taken_name(tx, actor, command.name)
    if "parent_code" in sent and command.parent_code != kind.parent_code:
        _check_parent(tx, actor, command.parent_code, of=code)
    for field in sent - {"archived"}:
        setattr(kind, field, getattr(command, field))
    if "archived" in sent and command.archived != (kind.archived_at is not None):
        kind.archived_at = clock.now() if command.archived else None
    if _recorded(kind) == before:
        return
    kind.version += 1
    audit.record(tx, actor, WORK_TYPE_CHANGED, Subject(SUBJECT, code), before=before, after=_recorded(kind))
    outbox.emit(tx, WorkTypeChanged(code=code))


def _refuse_taken_name(tx: Tx, actor: Actor, name: str) -> None:
    if queries.find_work_type(tx, actor, name=name) is not None:
        message = f"工種「{name}」はすでにあります（使用停止のものを含む）。別の名前にするか、使用を再開してください。"
        raise WorkTypeNameTaken(message, fields=(FieldError("name", "work_type.name_taken", message),))


def _check_parent(tx: Tx, actor: Actor, parent_code: str | None, *, of: str) -> None:
    if parent_code is None:
        return
    parent = queries.find_work_type(tx, actor, code=parent_code)
    if parent is None or parent_code == of:
        message = "上位の工種が登録されていません。一覧から選び直してください。"
    elif parent.parent_code is not None or queries.list_parts(tx, actor, of):
        message = "工種は2段までです。上位には、ほかの工種の下にない工種を選んでください。"
    else:
        return
    raise Invalid(fields=(FieldError("parent_code", "work_type.parent_refused", message),))


def _recorded(kind: WorkType) -> Recorded:
    return {
        "name": kind.name,
        "parent_code": kind.parent_code,
        "position": kind.position,
        "archived": kind.archived_at is not None,
    }
