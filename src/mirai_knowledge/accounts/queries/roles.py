"""Reading roles, their grants, and the rights there are."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import func, select

from mirai_knowledge.accounts.errors import RoleNotFound
from mirai_knowledge.accounts.model import Person, PersonRole, PersonState, Role, RoleGrant
from mirai_knowledge.accounts.policy import SEE_PEOPLE, role_can
from mirai_knowledge.accounts.schemas import GrantView, RightList, RightView, RoleList, RoleView
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import all_rights, require

SCOPE_NAMES = {
    "all": "すべて",
    "own_projects": "担当する現場",
    "own": "自分のもの",
    "draft_only": "下書きまで",
    "visible": "見える範囲",
}


def list_roles(tx: Tx, actor: Actor) -> RoleList:
    """Every role with its grants, in the order of the domain; raises Forbidden (P-010)."""
    require(actor, SEE_PEOPLE)
    return RoleList(_views(tx, actor, tx.scalars(select(Role).order_by(Role.position)).all()))


def get_role_view(tx: Tx, actor: Actor, code: str) -> RoleView:
    """A role with its grants; raises Forbidden (P-010) and RoleNotFound."""
    require(actor, SEE_PEOPLE)
    views = _views(tx, actor, tx.scalars(select(Role).where(Role.code == code)).all())
    if not views:
        raise _missing(code)
    return views[0]


def get_role(tx: Tx, actor: Actor, code: str) -> Role:
    """A role, locked for a change until the transaction ends; raises Forbidden (P-010) and RoleNotFound."""
    require(actor, SEE_PEOPLE)
    statement = select(Role).where(Role.code == code).with_for_update()
    role = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if role is None:
        raise _missing(code)
    return role


def list_grants(tx: Tx, actor: Actor, code: str) -> list[RoleGrant]:
    """The grants of a role, by the code of the right; raises Forbidden (P-010)."""
    require(actor, SEE_PEOPLE)
    return list(tx.scalars(select(RoleGrant).where(RoleGrant.role_code == code).order_by(RoleGrant.right_code)))


def list_role_codes(tx: Tx, actor: Actor) -> tuple[str, ...]:
    """The codes of all roles, in the order of the domain; raises Forbidden (P-010)."""
    require(actor, SEE_PEOPLE)
    return tuple(tx.scalars(select(Role.code).order_by(Role.position)))


def list_rights(_: Tx, actor: Actor) -> RightList:
    """Every right of the program; raises Forbidden (P-010)."""
    require(actor, SEE_PEOPLE)
    return RightList(tuple(RightView(right.code, right.name, right.scopes) for right in all_rights()))


def list_role_labels(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of these roles; raises Forbidden (P-010)."""
    require(actor, SEE_PEOPLE)
    return {row.id: row.name for row in tx.execute(select(Role.id, Role.name).where(Role.id.in_(ids)))}


def list_role_names(tx: Tx, actor: Actor, codes: Collection[str]) -> Mapping[str, str]:
    """The names of the roles of these codes; raises Forbidden (P-010)."""
    require(actor, SEE_PEOPLE)
    return {row.code: row.name for row in tx.execute(select(Role.code, Role.name).where(Role.code.in_(codes)))}


def list_grant_names(_: Tx, actor: Actor, grants: Collection[str]) -> Mapping[str, str]:
    """What grants of the form `right:scope` say in words; raises Forbidden (P-010)."""
    require(actor, SEE_PEOPLE)
    names = {right.code: right.name for right in all_rights()}
    parts = {grant: grant.partition(":") for grant in grants}
    return {
        grant: f"{names[right]}（{SCOPE_NAMES[scope]}）"
        for grant, (right, _colon, scope) in parts.items()
        if right in names and scope in SCOPE_NAMES
    }


def _views(tx: Tx, actor: Actor, roles: Collection[Role]) -> tuple[RoleView, ...]:
    codes = [role.code for role in roles]
    held: dict[str, list[GrantView]] = {code: [] for code in codes}
    grants = select(RoleGrant).where(RoleGrant.role_code.in_(codes)).order_by(RoleGrant.right_code)
    for grant in tx.scalars(grants.execution_options(populate_existing=True)):
        held[grant.role_code].append(GrantView(grant.right_code, grant.scope))
    counted = (
        select(PersonRole.role_code, func.count())
        .join(Person, Person.id == PersonRole.person_id)
        .where(PersonRole.role_code.in_(codes), Person.state == PersonState.ACTIVE)
        .group_by(PersonRole.role_code)
    )
    people: dict[str, int] = {row[0]: row[1] for row in tx.execute(counted)}
    return tuple(
        RoleView(
            id=role.id,
            code=role.code,
            name=role.name,
            description=role.description,
            people_count=people.get(role.code, 0),
            grants=tuple(held[role.code]),
            version=role.version,
            can=role_can(actor, role),
        )
        for role in roles
    )


def _missing(code: str) -> RoleNotFound:
    return RoleNotFound(f"役割「{code}」はありません。役割の一覧から選んでください。")
