"""Reading projects. Lists go by code; totals count what the actor may see."""

from collections.abc import Collection, Mapping, Sequence
from typing import cast
from uuid import UUID

import msgspec
from sqlalchemy import Select, func, or_, select

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import Rule, require
from mirai_knowledge.kernel.text import fold, reading_key
from mirai_knowledge.projects import policy
from mirai_knowledge.projects.errors import ProjectNotFound
from mirai_knowledge.projects.model import LIVE, Project, ProjectId, ProjectMember, ProjectWorkType, WorkType
from mirai_knowledge.projects.queries.parts import list_companies, list_members, list_milestones, list_sections
from mirai_knowledge.projects.queries.work import get_task_count, list_latest_progress
from mirai_knowledge.projects.schemas import (
    CompaniesToAdd,
    ListProjects,
    MemberPerson,
    PeopleToAdd,
    ProjectPage,
    ProjectRef,
    ProjectRow,
    ProjectsCan,
    ProjectView,
    Status,
    WorkTypeRef,
    normal_code,
)

BY_CODE = (Key(Project.code.expression, lambda project: project.code, str),)


def list_projects(tx: Tx, actor: Actor, wanted: ListProjects, *, cursor: str | None = None, limit: int = 50) -> ProjectPage:
    """Projects the actor may see, by code; raises Forbidden (P-050), and Invalid for a bad cursor."""
    require(actor, policy.SEE_PROJECTS)
    statement = _filtered(select(Project).where(policy.visible_to(actor)), actor, wanted)
    total = tx.scalar(select(func.count()).select_from(statement.subquery())) or 0
    page = fetch_page(tx, statement, BY_CODE, cursor=cursor, limit=limit)
    return ProjectPage(_rows(tx, actor, page.items), page.next_cursor, total, ProjectsCan(add=policy.may_add(actor)))


def get_project_view(tx: Tx, actor: Actor, project_id: UUID) -> ProjectView:
    """A project with its sections, people and companies; raises ProjectNotFound, also for one the actor may not see."""
    require(actor, policy.SEE_PROJECTS)
    project, manageable = _get(tx, actor, project_id, lock=False)
    return ProjectView(
        **msgspec.structs.asdict(_rows(tx, actor, [project])[0]),
        description=project.description,
        access_days_after_end=project.access_days_after_end,
        budget=project.budget if policy.sees_hours(actor) else None,
        tasks=get_task_count(tx, actor, project.id),
        sections=list_sections(tx, actor, project.id),
        members=list_members(tx, actor, project.id),
        companies=list_companies(tx, actor, project.id),
        milestones=list_milestones(tx, actor, project.id),
        created_at=project.created_at,
        updated_at=project.updated_at,
        can=policy.project_can(actor, project, manageable=manageable),
    )


def get_for_poster(tx: Tx, actor: Actor, project_id: UUID) -> ProjectRef:
    """The project whose poster is printed; raises ProjectNotFound, also for one the actor may not see. Rule P-058."""
    require(actor, policy.PRINT_POSTER)
    project, _ = _get(tx, actor, project_id, lock=False)
    return _ref(project)


def get_project(tx: Tx, actor: Actor, project_id: UUID, *, under: Rule) -> Project:
    """A project, locked for a change until the transaction ends; raises ProjectNotFound, and Forbidden with the number of
    the rule when the actor may see but not change it.
    """
    project, manageable = _get(tx, actor, project_id, lock=True)
    require(actor, under, where=lambda: manageable)
    return project


def list_people_to_add(tx: Tx, actor: Actor, project_id: UUID, *, q: str | None) -> PeopleToAdd:
    """People who can sign in and whose name, reading, department or company has the words, by reading, at most 20.

    For whoever may set the people of the project; raises ProjectNotFound and Forbidden (P-053).
    """
    _, manageable = _get(tx, actor, project_id, lock=False)
    require(actor, policy.SET_MEMBERS, where=lambda: manageable)
    people = accounts.list_people_to_choose(tx, actor, q)
    return PeopleToAdd(tuple(MemberPerson(person.id, person.name, person.company) for person in people))


def list_companies_to_add(tx: Tx, actor: Actor, project_id: UUID, *, q: str | None) -> CompaniesToAdd:
    """Companies in use whose name, reading or code has the words, by reading, at most 20.

    For whoever may set the companies of the project; raises ProjectNotFound and Forbidden (P-054).
    """
    _, manageable = _get(tx, actor, project_id, lock=False)
    require(actor, policy.SET_COMPANIES, where=lambda: manageable)
    return CompaniesToAdd(accounts.list_companies_to_choose(tx, actor, q))


def find_by_code(tx: Tx, actor: Actor, code: str) -> ProjectRef | None:
    """The project with this code, however it is written; None also when the actor may not see it."""
    found = select(Project).where(Project.code == normal_code(code), policy.visible_to(actor))
    project = tx.scalars(found).first()
    return None if project is None else _ref(project)


def get_by_code(tx: Tx, actor: Actor, code: str) -> ProjectRef:
    """The project with this code; raises ProjectNotFound."""
    project = find_by_code(tx, actor, code)
    if project is None:
        raise ProjectNotFound(f"工事番号「{code}」の現場は登録されていません。mks project list で確認してください。")
    return project


def list_names(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, ProjectRef]:
    """Codes and names of these projects; those the actor may not see are missing."""
    if not ids:
        return {}
    rows = tx.scalars(select(Project).where(Project.id.in_(ids), policy.visible_to(actor)))
    return {project.id: _ref(project) for project in rows}


def list_project_labels(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """How these projects are called in one line; those the actor may not see are missing."""
    return {project_id: f"{ref.code} {ref.name}" for project_id, ref in list_names(tx, actor, ids).items()}


def list_own_ids(tx: Tx, actor: Actor) -> frozenset[ProjectId]:
    """The projects whose memberships of today open them to the actor (`policy.scope`), for filters outside of SQL."""
    return frozenset(tx.scalars(policy.scope(actor)))


def list_work_types_of(tx: Tx, actor: Actor, project_id: ProjectId) -> tuple[WorkTypeRef, ...]:
    """The work types of a project in the order of the master; none of one the actor may not see."""
    return tuple(_work_types(tx, list_names(tx, actor, [project_id])).get(project_id, ()))


def list_live_by_work_type(tx: Tx, actor: Actor, work_type: str) -> tuple[ProjectRef, ...]:
    """Projects neither completed nor archived that do this work or a part of it, by code, as far as the actor may see."""
    live = select(Project).where(policy.visible_to(actor), Project.status.in_(LIVE), Project.id.in_(_doing(work_type)))
    return tuple(_ref(project) for project in tx.scalars(live.order_by(Project.code)))


def _get(tx: Tx, actor: Actor, project_id: UUID, *, lock: bool) -> tuple[Project, bool]:
    statement = select(Project, policy.manageable_by(actor).label("manageable")).where(
        Project.id == project_id, policy.visible_to(actor)
    )
    if lock:
        statement = statement.with_for_update(of=Project)
    row = tx.execute(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise ProjectNotFound("現場が見つかりません。一覧を開き直して確認してください。")
    return row[0], bool(row[1])


def _filtered(statement: Select[Project], actor: Actor, wanted: ListProjects) -> Select[Project]:
    if wanted.status == "live":
        statement = statement.where(Project.status.in_(LIVE))
    elif wanted.status != "all":
        statement = statement.where(Project.status == wanted.status)
    if wanted.work_type is not None:
        statement = statement.where(Project.id.in_(_doing(wanted.work_type)))
    if wanted.mine:
        statement = statement.where(Project.id.in_(policy.scope(actor)))
    for word in (wanted.q or "").split():
        texts = [Project.search_key.contains(key, autoescape=True) for key in {fold(word), reading_key(word)}]
        statement = statement.where(or_(*texts))
    return statement


def _doing(work_type: str) -> Select[ProjectId]:
    either = or_(WorkType.code == work_type, WorkType.parent_code == work_type)
    return select(ProjectWorkType.project_id).join(WorkType, WorkType.code == ProjectWorkType.work_type_code).where(either)


def _ref(project: Project) -> ProjectRef:
    return ProjectRef(project.id, project.code, project.name)


def _rows(tx: Tx, actor: Actor, projects: Sequence[Project]) -> tuple[ProjectRow, ...]:
    ids = [project.id for project in projects]
    counts, kinds, progress = _members_today(tx, ids), _work_types(tx, ids), list_latest_progress(tx, actor, ids)
    return tuple(
        ProjectRow(
            id=project.id,
            code=project.code,
            name=project.name,
            name_kana=project.name_kana,
            client=project.client,
            region=project.region,
            status=cast("Status", project.status),
            work_types=tuple(kinds.get(project.id, ())),
            starts_on=project.starts_on,
            ends_on=project.ends_on,
            members_count=counts.get(project.id, 0),
            progress=progress.get(project.id),
            version=project.version,
        )
        for project in projects
    )


def _members_today(tx: Tx, ids: Collection[ProjectId]) -> Mapping[ProjectId, int]:
    counted = select(ProjectMember.project_id, func.count(ProjectMember.person_id.distinct())).where(
        ProjectMember.project_id.in_(ids), policy.current(on=clock.today_jst())
    )
    rows = tx.execute(counted.group_by(ProjectMember.project_id))
    return {row[0]: row[1] for row in rows}


def _work_types(tx: Tx, ids: Collection[UUID]) -> Mapping[ProjectId, list[WorkTypeRef]]:
    statement = (
        select(ProjectWorkType.project_id, WorkType.code, WorkType.name)
        .join(WorkType, WorkType.code == ProjectWorkType.work_type_code)
        .where(ProjectWorkType.project_id.in_(ids))
        .order_by(WorkType.position, WorkType.code)
    )
    kinds: dict[ProjectId, list[WorkTypeRef]] = {}
    for project_id, code, name in tx.execute(statement):
        kinds.setdefault(project_id, []).append(WorkTypeRef(code, name))
    return kinds
