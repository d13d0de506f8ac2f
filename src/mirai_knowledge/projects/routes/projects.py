"""Projects over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, patch, post, put
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.kernel.paging import MAX_LIMIT
from mirai_knowledge.projects import queries, service
from mirai_knowledge.projects.policy import ADD_PROJECT, CHANGE_PROJECT, SEE_PROJECTS, SET_MILESTONES
from mirai_knowledge.projects.routes.door import search_words
from mirai_knowledge.projects.schemas import (
    AddProject,
    ChangeProject,
    ListProjects,
    ProjectPage,
    ProjectView,
    SetMilestones,
    SetSections,
)
from mirai_knowledge.projects.schemas.projects import StatusFilter

TAGS = ["現場"]
Words = Annotated[str | None, QueryParameter(max_length=100, description="工事番号・現場名・よみ・発注者・地域")]
Which = Annotated[StatusFilter, QueryParameter(description="状態。live は完了・保管以外、all はすべて")]
Kind = Annotated[str | None, QueryParameter(max_length=40, description="工種のコード（その下の工種を含む）")]
Mine = Annotated[bool, QueryParameter(description="自分が参加している現場だけ")]


def wanted_projects(q: Words = None, status: Which = "all", work_type: Kind = None, mine: Mine = False) -> ListProjects:
    """Which projects, from the query of the address."""
    return ListProjects(search_words(q), status, work_type, mine)


@get(
    "/api/v1/projects",
    sync_to_thread=True,
    opt={"rule": SEE_PROJECTS},
    tags=TAGS,
    summary="現場の一覧（工事番号順）",
    dependencies={"wanted": Provide(wanted_projects, sync_to_thread=False)},
)
def list_projects(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListProjects],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[ProjectPage]:
    """The projects I may see, and how many there are in all."""
    with edge.read(request) as r:
        return r.answer(queries.list_projects(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post("/api/v1/projects", status_code=201, sync_to_thread=True, opt={"rule": ADD_PROJECT}, tags=TAGS, summary="現場を登録する")
def add_project(request: edge.HttpRequest, data: JSONBody[AddProject]) -> Response[ProjectView]:
    """A new project."""
    with edge.write(request) as w:
        project_id = service.add_project(w.tx, w.actor, data)
        view = queries.get_project_view(w.tx, w.actor, project_id)
        return w.answer(view, status=201, location=f"/api/v1/projects/{project_id}")


@get("/api/v1/projects/{project_id:uuid}", sync_to_thread=True, opt={"rule": SEE_PROJECTS}, tags=TAGS, summary="一つの現場")
def show_project(request: edge.HttpRequest, project_id: FromPath[UUID]) -> Response[ProjectView]:
    """One project with its sections, people and companies, and what may be done to it."""
    with edge.read(request) as r:
        return r.answer(queries.get_project_view(r.tx, r.actor, project_id))


@patch(
    "/api/v1/projects/{project_id:uuid}",
    sync_to_thread=True,
    opt={"rule": CHANGE_PROJECT},
    tags=TAGS,
    summary="現場の情報・状態を変更する（If-Match が必要）",
)
def change_project(request: edge.HttpRequest, project_id: FromPath[UUID], data: JSONBody[ChangeProject]) -> Response[ProjectView]:
    """The given fields have their new values; absent ones stay, null empties."""
    with edge.write(request) as w:
        expected = edge.expected_version(request)
        service.change_project(w.tx, w.actor, data, project_id=project_id, expected=expected)
        return w.answer(queries.get_project_view(w.tx, w.actor, project_id))


@put(
    "/api/v1/projects/{project_id:uuid}/sections",
    sync_to_thread=True,
    opt={"rule": CHANGE_PROJECT},
    tags=TAGS,
    summary="現場の工区を決める（If-Match が必要）",
)
def set_sections(request: edge.HttpRequest, project_id: FromPath[UUID], data: JSONBody[SetSections]) -> Response[ProjectView]:
    """The project has exactly these sections, in this order."""
    with edge.write(request) as w:
        expected = edge.expected_version(request)
        service.set_sections(w.tx, w.actor, data, project_id=project_id, expected=expected)
        return w.answer(queries.get_project_view(w.tx, w.actor, project_id))


@put(
    "/api/v1/projects/{project_id:uuid}/milestones",
    sync_to_thread=True,
    opt={"rule": SET_MILESTONES},
    tags=TAGS,
    summary="現場の節目を決める（If-Match が必要）",
)
def set_milestones(request: edge.HttpRequest, project_id: FromPath[UUID], data: JSONBody[SetMilestones]) -> Response[ProjectView]:
    """The project has exactly these milestones, in this order."""
    with edge.write(request) as w:
        expected = edge.expected_version(request)
        service.set_milestones(w.tx, w.actor, data, project_id=project_id, expected=expected)
        return w.answer(queries.get_project_view(w.tx, w.actor, project_id))


PROJECT_ROUTES = (list_projects, add_project, show_project, change_project, set_sections, set_milestones)
