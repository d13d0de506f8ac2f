"""Reading the master of work types."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import policy
from mirai_knowledge.projects.errors import WorkTypeNotFound
from mirai_knowledge.projects.model import WorkType
from mirai_knowledge.projects.schemas import WorkTypeCan, WorkTypeList, WorkTypeRef, WorkTypesCan, WorkTypeView


def list_work_types(tx: Tx, actor: Actor, *, archived: bool = False) -> WorkTypeList:
    """Every work type by position, those no longer in use only when asked for; raises Forbidden (P-055)."""
    require(actor, policy.SEE_WORK_TYPES)
    statement = select(WorkType).where(policy.sees_work_types(actor)).order_by(WorkType.position, WorkType.code)
    if not archived:
        statement = statement.where(WorkType.archived_at.is_(None))
    views = tuple(_view(actor, kind) for kind in tx.scalars(statement))
    return WorkTypeList(views, WorkTypesCan(add=actor.may(policy.MASTER_MANAGE.code)))


def get_work_type_view(tx: Tx, actor: Actor, code: str) -> WorkTypeView:
    """One work type; raises WorkTypeNotFound."""
    return _view(actor, _get(tx, actor, code, lock=False))


def get_work_type(tx: Tx, actor: Actor, code: str) -> WorkType:
    """One work type, locked for a change until the transaction ends; raises WorkTypeNotFound."""
    return _get(tx, actor, code, lock=True)


def list_work_type_names(tx: Tx, actor: Actor, codes: Collection[str]) -> Mapping[str, WorkTypeRef]:
    """Names of these work types, archived ones too; unknown codes are missing."""
    if not codes:
        return {}
    rows = tx.scalars(select(WorkType).where(WorkType.code.in_(codes), policy.sees_work_types(actor)))
    return {kind.code: WorkTypeRef(kind.code, kind.name) for kind in rows}


def find_work_type(tx: Tx, actor: Actor, *, code: str = "", name: str = "") -> WorkType | None:
    """The work type with this code, or with this name, archived or not."""
    statement = select(WorkType).where((WorkType.code == code) | (WorkType.name == name), policy.sees_work_types(actor))
    return tx.scalars(statement.limit(1)).first()


def list_parts(tx: Tx, actor: Actor, code: str) -> tuple[str, ...]:
    """The codes of the work types whose parent this one is."""
    parts = select(WorkType.code).where(WorkType.parent_code == code, policy.sees_work_types(actor))
    return tuple(tx.scalars(parts.order_by(WorkType.position)))


def get_last_position(tx: Tx, actor: Actor) -> int:
    """The position of the last work type; 0 when there is none."""
    return tx.scalar(select(func.max(WorkType.position)).where(policy.sees_work_types(actor))) or 0


def list_usable_codes(tx: Tx, actor: Actor, codes: Collection[str]) -> frozenset[str]:
    """Those of the codes that belong to a work type in use."""
    if not codes:
        return frozenset()
    usable = select(WorkType.code).where(WorkType.code.in_(codes), WorkType.archived_at.is_(None), policy.sees_work_types(actor))
    return frozenset(tx.scalars(usable))


def _get(tx: Tx, actor: Actor, code: str, *, lock: bool) -> WorkType:
    statement = select(WorkType).where(WorkType.code == code, policy.sees_work_types(actor))
    if lock:
        statement = statement.with_for_update()
    kind = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if kind is None:
        raise WorkTypeNotFound(f"工種「{code}」は登録されていません。一覧を開き直して確認してください。")
    return kind


def _view(actor: Actor, kind: WorkType) -> WorkTypeView:
    return WorkTypeView(
        code=kind.code,
        name=kind.name,
        parent_code=kind.parent_code,
        position=kind.position,
        archived_at=kind.archived_at,
        version=kind.version,
        can=WorkTypeCan(edit=actor.may(policy.MASTER_MANAGE.code)),
    )
