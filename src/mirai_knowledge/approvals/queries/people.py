"""Who can decide, and who stands in for whom."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.accounts.policy import APPROVAL_DECIDE, ROUTE_MANAGE
from mirai_knowledge.approvals.errors import DeputyNotFound
from mirai_knowledge.approvals.model import ApprovalDeputy
from mirai_knowledge.approvals.policy import Decider, Staff
from mirai_knowledge.approvals.schemas.views import DeputyList, DeputyView
from mirai_knowledge.documents.schemas.views import PersonRef
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.projects import queries as projects

ASKING = Actor.system("approvals.people")


def get_staff(tx: Tx, actor: Actor, project_ids: Collection[UUID] = ()) -> Staff:
    """Everybody who can decide today, with their roles in these projects. Asked on behalf of a rule, whoever reads."""
    holders = accounts.list_holder_profiles(tx, ASKING, APPROVAL_DECIDE.code)
    people: Mapping[UUID, Decider] = {row.id: Decider(row.name, row.department, row.roles) for row in holders}
    managers = accounts.list_holders(tx, ASKING, ROUTE_MANAGE.code)
    return Staff(
        people=people,
        project_roles=_project_roles(tx, project_ids),
        deputies=tuple((row.person_id, row.deputy_id) for row in _list_current(tx, actor)),
        administrators=frozenset(person for person in managers if person in people),
    )


def list_administrators(tx: Tx, _actor: Actor) -> tuple[UUID, ...]:
    """Those who manage routes, and are told when something is stuck."""
    return accounts.list_holders(tx, ASKING, ROUTE_MANAGE.code)


def list_names(tx: Tx, _actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of these people; unknown ids are missing."""
    return {key: person.name for key, person in accounts.list_person_names(tx, ASKING, ids).items()}


def list_deputies(tx: Tx, actor: Actor) -> DeputyList:
    """Deputies whose days are not over: the actor's own and those the actor stands in for; all for those who manage routes."""
    today, manages = clock.today_jst(), actor.may(ROUTE_MANAGE.code)
    rows = tx.scalars(
        select(ApprovalDeputy)
        .where(ApprovalDeputy.ended_at.is_(None), ApprovalDeputy.until_on >= today, _mine(actor))
        .order_by(ApprovalDeputy.from_on, ApprovalDeputy.id)
    ).all()
    names = list_names(tx, actor, {row.person_id for row in rows} | {row.deputy_id for row in rows})
    items = tuple(
        DeputyView(
            id=row.id,
            person=PersonRef(row.person_id, names.get(row.person_id, "")),
            deputy=PersonRef(row.deputy_id, names.get(row.deputy_id, "")),
            from_on=row.from_on,
            until_on=row.until_on,
            note=row.note,
            current=row.from_on <= today,
            can_end=manages or row.person_id == actor.person_id,
        )
        for row in rows
    )
    decides = actor.may(APPROVAL_DECIDE.code)
    holders = accounts.list_holder_profiles(tx, ASKING, APPROVAL_DECIDE.code) if decides else ()
    return DeputyList(
        items=items,
        people=tuple(PersonRef(row.id, row.name) for row in holders),
        can_set=decides,
        can_set_for_others=decides and manages,
    )


def get_deputy(tx: Tx, actor: Actor, deputy_id: UUID) -> ApprovalDeputy:
    """A deputy that the actor may end, locked; raises DeputyNotFound."""
    statement = select(ApprovalDeputy).where(ApprovalDeputy.id == deputy_id, _mine(actor)).with_for_update()
    row = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise DeputyNotFound("この代理は見つかりません。一覧を開き直してください。")
    return row


def find_deputy(tx: Tx, _actor: Actor, deputy_id: UUID) -> ApprovalDeputy | None:
    """A deputy that was not ended, for machine work."""
    return tx.scalars(select(ApprovalDeputy).where(ApprovalDeputy.id == deputy_id, ApprovalDeputy.ended_at.is_(None))).first()


def find_overlap(tx: Tx, _actor: Actor, person_id: UUID, *, days: tuple[date, date]) -> ApprovalDeputy | None:
    """A deputy of the person on one of these days."""
    held = (ApprovalDeputy.person_id == person_id, ApprovalDeputy.ended_at.is_(None))
    shared = (ApprovalDeputy.from_on <= days[1], ApprovalDeputy.until_on >= days[0])
    return tx.scalars(select(ApprovalDeputy).where(*held, *shared).limit(1)).first()


def _mine(actor: Actor) -> ColumnElement[bool]:
    if actor.may(ROUTE_MANAGE.code):
        return true()
    return or_(ApprovalDeputy.person_id == actor.person_id, ApprovalDeputy.deputy_id == actor.person_id)


def _list_current(tx: Tx, _actor: Actor) -> tuple[ApprovalDeputy, ...]:
    today = clock.today_jst()
    days = (ApprovalDeputy.from_on <= today, ApprovalDeputy.until_on >= today)
    statement = select(ApprovalDeputy).where(ApprovalDeputy.ended_at.is_(None), *days)
    return tuple(tx.scalars(statement.order_by(ApprovalDeputy.created_at, ApprovalDeputy.id)))


def _project_roles(tx: Tx, project_ids: Collection[UUID]) -> Mapping[tuple[UUID, UUID], frozenset[str]]:
    roles: dict[tuple[UUID, UUID], frozenset[str]] = {}
    for project_id in project_ids:
        for member in projects.list_members(tx, ASKING, project_id):
            if member.current:
                key = (project_id, member.person.id)
                roles[key] = roles.get(key, frozenset()) | {member.role}
    return roles
