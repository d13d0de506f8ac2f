"""What administrators do to roles."""

from collections.abc import Mapping

import msgspec
from sqlalchemy import delete

from mirai_knowledge.accounts import events, queries
from mirai_knowledge.accounts.errors import AdminGrantsFixed, RoleStale
from mirai_knowledge.accounts.model import Role, RoleGrant
from mirai_knowledge.accounts.policy import ADMIN, CHANGE_GRANTS
from mirai_knowledge.accounts.schemas import SetGrants, tags
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.rights import all_rights, require, require_confirmed


def set_grants(tx: Tx, actor: Actor, command: SetGrants, *, code: str, expected: int) -> None:
    """The role holds exactly these grants; for those who hold it they count from their next request on.

    Raises Forbidden (P-014), ConfirmationRequired, RoleNotFound, RoleStale, AdminGrantsFixed when the administrator would
    lose one, and Invalid for an unknown right, a scope it has not, or a right that stands there twice.
    """
    require(actor, CHANGE_GRANTS)
    require_confirmed(actor)
    role = queries.get_role(tx, actor, code)
    _require_version(tx, actor, role, expected)
    after = _checked(command)
    before = {grant.right_code: grant.scope for grant in queries.list_grants(tx, actor, code)}
    if before == after:
        return
    if code == ADMIN and any(after.get(right) != scope for right, scope in before.items()):
        raise AdminGrantsFixed("管理者の権限は減らせません。ほかの役割の権限を変更してください。")
    tx.execute(delete(RoleGrant).where(RoleGrant.role_code == code))
    tx.add_all(RoleGrant(role_code=code, right_code=right, scope=scope) for right, scope in sorted(after.items()))
    role.version += 1
    role.updated_at = clock.now()
    tx.flush()  # the answer reads the grants back
    audit.record(
        tx,
        actor,
        tags.ROLE_GRANTS_CHANGED,
        Subject("role", role.id),
        before={"grants": _listed(before)},
        after={"grants": _listed(after)},
    )
    outbox.emit(tx, events.RoleGrantsChanged(role.id))
    changes.mark(tx, "role", role.id)


def _require_version(tx: Tx, actor: Actor, role: Role, expected: int) -> None:
    if role.version != expected:
        current = msgspec.to_builtins(queries.get_role_view(tx, actor, role.code))
        message = "ほかの人が先にこの役割の権限を更新しました。いまの内容を確認してから、もう一度保存してください。"
        raise RoleStale(message, extra={"current": current})


def _checked(command: SetGrants) -> dict[str, str]:
    rights = {right.code: right for right in all_rights()}
    faults: list[FieldError] = []
    wanted: dict[str, str] = {}
    for index, grant in enumerate(command.grants):
        right = rights.get(grant.right)
        if right is None:
            message = f"権限「{grant.right}」はありません。権限の一覧から選んでください。"
            faults.append(FieldError(f"grants.{index}.right", "right.unknown", message))
        elif grant.scope not in right.scopes:
            message = f"「{right.name}」の範囲は次から選んでください: {', '.join(right.scopes)}"
            faults.append(FieldError(f"grants.{index}.scope", "scope.unusable", message))
        elif grant.right in wanted:
            message = f"「{right.name}」が重複しています。一つにしてください。"
            faults.append(FieldError(f"grants.{index}.right", "right.twice", message))
        else:
            wanted[grant.right] = grant.scope
    if faults:
        raise Invalid(fields=tuple(faults))
    return wanted


def _listed(grants: Mapping[str, str]) -> list[str]:
    return [f"{right}:{scope}" for right, scope in sorted(grants.items())]
