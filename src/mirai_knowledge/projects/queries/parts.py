"""Reading what belongs to one project: sections, people, companies. Whoever asks has been let into the project before."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import Select, or_, select

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.projects import policy
from mirai_knowledge.projects.errors import MemberNotFound, ProjectCompanyNotFound
from mirai_knowledge.projects.model import Project, ProjectCompany, ProjectMember, ProjectMilestone, ProjectSection
from mirai_knowledge.projects.schemas import (
    CompanyPlace,
    MemberKey,
    MemberPerson,
    MemberRole,
    MemberView,
    MilestoneView,
    Role,
    SectionView,
)
from mirai_knowledge.projects.schemas.fields import MilestoneState

ROLE_ORDER = {role.value: place for place, role in enumerate(MemberRole)}


def list_sections(tx: Tx, actor: Actor, project_id: UUID) -> tuple[SectionView, ...]:
    """The sections of a project in their order; none of one the actor may not see."""
    statement = (
        select(ProjectSection)
        .join(Project, Project.id == ProjectSection.project_id)
        .where(ProjectSection.project_id == project_id, policy.visible_to(actor))
        .order_by(ProjectSection.position)
    )
    return tuple(SectionView(section.id, section.name) for section in tx.scalars(statement))


def list_milestones(tx: Tx, actor: Actor, project_id: UUID) -> tuple[MilestoneView, ...]:
    """The milestones of a project in their order; none of one the actor may not see."""
    statement = (
        select(ProjectMilestone)
        .join(Project, Project.id == ProjectMilestone.project_id)
        .where(ProjectMilestone.project_id == project_id, policy.visible_to(actor))
        .order_by(ProjectMilestone.position)
    )
    today = clock.today_jst()
    return tuple(
        MilestoneView(
            id=row.id,
            name=row.name,
            planned_on=row.planned_on,
            reached_on=row.reached_on,
            state=cast("MilestoneState", row.state),
            late=row.state != "reached" and row.planned_on is not None and row.planned_on < today,
            contradictory=(row.state == "reached") != (row.reached_on is not None),
        )
        for row in tx.scalars(statement)
    )


def list_members(tx: Tx, actor: Actor, project_id: UUID) -> tuple[MemberView, ...]:
    """The memberships of a project, past and future ones too: by role, name and first day; none of one the actor may not see."""
    members = tx.scalars(_members(actor).where(ProjectMember.project_id == project_id)).all()
    people = _people(tx, actor, {member.person_id for member in members})
    project = tx.scalars(select(Project).where(Project.id == project_id, policy.visible_to(actor))).first()
    views = [_member_view(member, people, project) for member in members]
    return tuple(sorted(views, key=lambda view: (ROLE_ORDER[view.role], view.person.name, view.starts_on, view.id)))


def list_companies(tx: Tx, actor: Actor, project_id: UUID) -> tuple[CompanyPlace, ...]:
    """The companies of a project by tier and name; none of one the actor may not see."""
    statement = (
        select(ProjectCompany)
        .join(Project, Project.id == ProjectCompany.project_id)
        .where(ProjectCompany.project_id == project_id, policy.visible_to(actor))
    )
    places = tx.scalars(statement).all()
    companies = accounts.list_company_names(tx, actor, {place.company_id for place in places})
    views = [
        CompanyPlace(
            company=companies[place.company_id].company,
            tier=place.tier,
            work=place.work,
            starts_on=place.starts_on,
            ends_on=place.ends_on,
        )
        for place in places
    ]
    return tuple(sorted(views, key=lambda view: (view.tier, view.company.name)))


def get_member_view(tx: Tx, actor: Actor, key: MemberKey) -> MemberView:
    """One membership; raises MemberNotFound."""
    member = _member(tx, actor, key, lock=False)
    project = tx.scalars(select(Project).where(Project.id == key.project_id, policy.visible_to(actor))).first()
    return _member_view(member, _people(tx, actor, [member.person_id]), project)


def get_member(tx: Tx, actor: Actor, key: MemberKey) -> ProjectMember:
    """One membership, locked for a change until the transaction ends; raises MemberNotFound."""
    return _member(tx, actor, key, lock=True)


def find_member(tx: Tx, actor: Actor, member_id: UUID) -> ProjectMember | None:
    """The membership with this id, in whichever project the actor may see."""
    return tx.scalars(_members(actor).where(ProjectMember.id == member_id)).first()


def find_overlap(tx: Tx, actor: Actor, wanted: ProjectMember) -> ProjectMember | None:
    """Another membership of the same person in the same role that shares a day with this one."""
    statement = _members(actor).where(
        ProjectMember.project_id == wanted.project_id,
        ProjectMember.person_id == wanted.person_id,
        ProjectMember.role == wanted.role,
        ProjectMember.id != wanted.id,
        ProjectMember.starts_on <= (wanted.ends_on or date.max),
        or_(ProjectMember.ends_on.is_(None), ProjectMember.ends_on >= wanted.starts_on),
    )
    return tx.scalars(statement.limit(1)).first()


def find_company_place(tx: Tx, actor: Actor, project_id: UUID, *, company_id: UUID) -> ProjectCompany | None:
    """The place of a company in a project the actor may see."""
    statement = (
        select(ProjectCompany)
        .join(Project, Project.id == ProjectCompany.project_id)
        .where(ProjectCompany.project_id == project_id, ProjectCompany.company_id == company_id, policy.visible_to(actor))
    )
    return tx.scalars(statement).first()


def get_company_place(tx: Tx, actor: Actor, project_id: UUID, *, company_id: UUID) -> ProjectCompany:
    """The place of a company in a project; raises ProjectCompanyNotFound."""
    place = find_company_place(tx, actor, project_id, company_id=company_id)
    if place is None:
        raise ProjectCompanyNotFound("この会社は現場に登録されていません。現場を開き直して確認してください。")
    return place


def _members(actor: Actor) -> Select[ProjectMember]:
    joined = select(ProjectMember).join(Project, Project.id == ProjectMember.project_id)
    return joined.where(policy.visible_to(actor))


def _member(tx: Tx, actor: Actor, key: MemberKey, *, lock: bool) -> ProjectMember:
    statement = _members(actor).where(ProjectMember.project_id == key.project_id, ProjectMember.id == key.member_id)
    if lock:
        statement = statement.with_for_update(of=ProjectMember)
    member = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if member is None:
        raise MemberNotFound("この人の登録が見つかりません。現場を開き直して確認してください。")
    return member


def _people(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, MemberPerson]:
    named = accounts.list_person_names(tx, actor, ids)
    return {key: MemberPerson(person.id, person.name, person.company) for key, person in named.items()}


def _member_view(member: ProjectMember, people: Mapping[UUID, MemberPerson], project: Project | None) -> MemberView:
    today = clock.today_jst()
    counted = project is not None and member.role == MemberRole.PARTNER
    return MemberView(
        id=member.id,
        person=people[member.person_id],
        role=cast("Role", member.role),
        starts_on=member.starts_on,
        ends_on=member.ends_on,
        current=member.starts_on <= today and (member.ends_on is None or member.ends_on >= today),
        access_until=policy.last_day_of_access(project, member) if project is not None and counted else None,
        version=member.version,
    )
