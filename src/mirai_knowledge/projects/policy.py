"""Who sees which projects, who may change them, and the days on which a membership opens a project.

Members are asked for by the calendar day in Japan, both ends included. People who may read all documents see all
projects; everybody else (partners) sees those they are members of today, until the project has been over for its
`access_days_after_end` days, and never an archived one.
"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from mirai_knowledge.accounts import policy as accounts_policy  # noqa: F401  its rights are declared before they are looked up
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import Right, all_rights, rule
from mirai_knowledge.projects.model import (
    LIVE,
    MOVES,
    MemberRole,
    Project,
    ProjectCompany,
    ProjectId,
    ProjectMember,
    ProjectStatus,
    ProjectTask,
)
from mirai_knowledge.projects.schemas import ProjectCan


def _declared(code: str) -> Right:
    return next(right for right in all_rights() if right.code == code)


# Accounts declares them ahead of the slices that ask for them.
PROJECT_MANAGE = _declared("project.manage")
MASTER_MANAGE = _declared("master.manage")
DOCUMENT_READ = "document.read"
"""The right, declared by the documents, whose reach tells the company's own people from partners."""

SEE_PROJECTS = rule("P-050", "社内の人はすべての現場を、協力会社の人は自分が参加している期間の現場だけを見られます")
ADD_PROJECT = rule("P-051", "現場を登録できるのは、すべての現場を管理する権限を持つ人だけです", PROJECT_MANAGE)
CHANGE_PROJECT = rule(
    "P-052", "現場の情報・状態・工区を変更できるのは、現場を管理する権限を持つ人（自分の現場なら所長）だけです", PROJECT_MANAGE
)
SET_MEMBERS = rule("P-053", "現場の人を変更できるのは、現場を管理する権限を持つ人（自分の現場なら所長）だけです", PROJECT_MANAGE)
SET_COMPANIES = rule(
    "P-054", "現場の会社を変更できるのは、現場を管理する権限を持つ人（自分の現場なら所長）だけです", PROJECT_MANAGE
)
SEE_WORK_TYPES = rule("P-055", "サインインした人は、工種の一覧を見られます")
MANAGE_WORK_TYPES = rule("P-056", "工種を登録・変更できるのは、マスタを管理する権限を持つ人だけです", MASTER_MANAGE)

SET_MILESTONES = rule(
    "P-057", "現場の節目を変更できるのは、現場を管理する権限を持つ人（自分の現場なら所長）だけです", PROJECT_MANAGE
)
PRINT_POSTER = rule("P-058", "現場の QR ポスターを印刷できるのは、その現場を見られる人です")

SEE_TASKS = rule("P-180", "現場の作業を見られるのは、その現場を見られる人です")
SET_TASKS = rule(
    "P-181", "現場の作業を登録・変更・削除できるのは、現場を管理する権限を持つ人（自分の現場なら所長）だけです", PROJECT_MANAGE
)
REPORT_TASK = rule("P-182", "作業の進み具合を報告できるのは、その作業の担当と、現場を管理する権限を持つ人です")
NOTE_PROGRESS = rule(
    "P-183", "現場の進捗を記録できるのは、現場を管理する権限を持つ人（自分の現場なら所長）だけです", PROJECT_MANAGE
)
SEE_HOURS = rule("P-184", "現場の予算と延労働時間を見られるのは、社内の人だけです")
SET_HOURS = rule("P-185", "延労働時間を入力できるのは、現場を管理する権限を持つ人（自分の現場なら所長）だけです", PROJECT_MANAGE)


def scope(actor: Actor) -> Select[ProjectId]:
    """The ids of the projects whose memberships of today open them to the actor, as a subselect; all of them to machine work.

    What has the reach "own projects" asks `Thing.project_id.in_(scope(actor))`.
    """
    if actor.everything:
        return select(Project.id)
    ids = select(ProjectMember.project_id).where(*_member_today(actor))
    if _sees_all(actor):
        return ids
    today = clock.today_jst()
    return ids.join(Project, Project.id == ProjectMember.project_id).where(
        Project.status != ProjectStatus.ARCHIVED,
        or_(Project.ends_on.is_(None), Project.ends_on + Project.access_days_after_end >= today),
    )


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The projects an actor may know of. Rule P-050."""
    return true() if _sees_all(actor) else Project.id.in_(scope(actor))


def manageable_by(actor: Actor) -> ColumnElement[bool]:
    """The projects an actor may change: all, or with the narrower reach those whose manager the actor is today."""
    held = actor.scopes(PROJECT_MANAGE.code)
    if "all" in held:
        return true()
    if not held:
        return false()
    managed = select(ProjectMember.project_id).where(*_member_today(actor), ProjectMember.role == MemberRole.MANAGER)
    return Project.id.in_(managed)


def sees_work_types(actor: Actor) -> ColumnElement[bool]:
    """The work types an actor may know of: all, for everybody who is signed in. Rule P-055."""
    return signed_in(actor)


def signed_in(actor: Actor) -> ColumnElement[bool]:
    """True for a person and for machine work, false for nobody."""
    return true() if actor.everything or actor.person_id is not None else false()


def sees_project(actor: Actor, project_id: SQLCoreOperations[UUID | None]) -> ColumnElement[bool]:
    """The actor may know of the project with this id, a column of the statement around it."""
    return exists(select(Project.id).where(Project.id == project_id, visible_to(actor)).correlate_except(Project))


def sees_hours(actor: Actor) -> bool:
    """Whether the actor may see budgets and hours worked of projects they see. Rule P-184."""
    return _sees_all(actor)


def reportable_by(actor: Actor) -> ColumnElement[bool]:
    """The tasks an actor may report on, of projects they see. Rule P-182."""
    own = false() if actor.person_id is None else ProjectTask.assignee_id == actor.person_id
    return or_(own, manageable_by(actor))


def current(*, on: date) -> ColumnElement[bool]:
    """The memberships that hold on that day."""
    return and_(ProjectMember.starts_on <= on, or_(ProjectMember.ends_on.is_(None), ProjectMember.ends_on >= on))


def memberships_of_today() -> Select[ProjectId, PersonId]:
    """`project_id` and `person_id` of everybody who belongs to a live project today, each pair once."""
    pairs = select(ProjectMember.project_id, ProjectMember.person_id).join(Project, Project.id == ProjectMember.project_id)
    return pairs.where(current(on=clock.today_jst()), Project.status.in_(LIVE)).distinct()


def members_of(project_id: UUID) -> Select[PersonId]:
    """The people who belong to the project today."""
    held = (ProjectMember.project_id == project_id, current(on=clock.today_jst()))
    return select(ProjectMember.person_id).where(*held)


def let_in(project_id: UUID) -> Select[PersonId]:
    """The people to whom the project is open today by a membership, as long as it is open to partners: `scope`, the other
    way round.
    """
    today = clock.today_jst()
    open_now = or_(Project.ends_on.is_(None), Project.ends_on + Project.access_days_after_end >= today)
    joined = members_of(project_id).join(Project, Project.id == ProjectMember.project_id)
    return joined.where(Project.status != ProjectStatus.ARCHIVED, open_now)


def companies_in_tier(project_id: UUID, tier: int) -> Select[UUID]:
    """The companies of that tier that work on the project today."""
    today = clock.today_jst()
    begun = or_(ProjectCompany.starts_on.is_(None), ProjectCompany.starts_on <= today)
    going_on = or_(ProjectCompany.ends_on.is_(None), ProjectCompany.ends_on >= today)
    held = (ProjectCompany.project_id == project_id, ProjectCompany.tier == tier, begun, going_on)
    return select(ProjectCompany.company_id).where(*held)


def managers_over() -> Select[ProjectId, PersonId, PersonId]:
    """`project_id`, `manager_id` and `person_id`: who has which site manager on which live project today."""
    manager = aliased(ProjectMember)
    today = clock.today_jst()
    leads = (manager.starts_on <= today, or_(manager.ends_on.is_(None), manager.ends_on >= today))
    pairs = (
        select(ProjectMember.project_id, manager.person_id.label("manager_id"), ProjectMember.person_id)
        .join(Project, Project.id == ProjectMember.project_id)
        .join(manager, manager.project_id == ProjectMember.project_id)
    )
    held = (current(on=today), Project.status.in_(LIVE), manager.role == MemberRole.MANAGER, *leads)
    return pairs.where(*held, manager.person_id != ProjectMember.person_id).distinct()


def may_add(actor: Actor) -> bool:
    """Whether the actor may add projects: being the manager of one does not reach that far. Rule P-051."""
    return "all" in actor.scopes(PROJECT_MANAGE.code)


def last_day_of_access(project: Project, member: ProjectMember) -> date | None:
    """The last day on which the membership opens the project to a partner; None while no end is set.

    The one sentence of rule P-050 for people; `scope` says the same in SQL.
    """
    after = None if project.ends_on is None else project.ends_on + timedelta(days=project.access_days_after_end)
    days = [day for day in (member.ends_on, after) if day is not None]
    return min(days, default=None)


def project_can(actor: Actor, project: Project, *, manageable: bool) -> ProjectCan:
    """What may be done to the project by somebody who may change it or not, as it stands."""
    return ProjectCan(
        edit=manageable,
        set_members=manageable,
        set_companies=manageable,
        set_milestones=manageable,
        set_tasks=manageable,
        note_progress=manageable,
        see_hours=sees_hours(actor),
        set_hours=manageable and sees_hours(actor),
        move_to=tuple(to.value for to in MOVES[project.status]) if manageable else (),
    )


def _member_today(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    if actor.person_id is None:
        return (false(),)
    return (ProjectMember.person_id == actor.person_id, current(on=clock.today_jst()))


def _sees_all(actor: Actor) -> bool:
    return "all" in actor.scopes(DOCUMENT_READ)
