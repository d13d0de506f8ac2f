"""The people and companies of a project over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.projects import queries, service
from mirai_knowledge.projects.policy import SET_COMPANIES, SET_MEMBERS
from mirai_knowledge.projects.routes.door import search_words
from mirai_knowledge.projects.schemas import (
    AddCompanyPlace,
    AddMember,
    ChangeMember,
    CompaniesToAdd,
    MemberKey,
    MemberView,
    PeopleToAdd,
    ProjectView,
)

TAGS = ["現場"]
Words = Annotated[str | None, QueryParameter(max_length=100, description="名前・よみなどに含まれる言葉")]


@post(
    "/api/v1/projects/{project_id:uuid}/members",
    status_code=201,
    sync_to_thread=True,
    opt={"rule": SET_MEMBERS},
    tags=TAGS,
    summary="現場に人を登録する",
)
def add_member(request: edge.HttpRequest, project_id: FromPath[UUID], data: JSONBody[AddMember]) -> Response[MemberView]:
    """A person is a member of the project."""
    with edge.write(request) as w:
        member_id = service.add_member(w.tx, w.actor, data, project_id=project_id)
        view = queries.get_member_view(w.tx, w.actor, MemberKey(project_id, member_id))
        return w.answer(view, status=201, location=f"/api/v1/projects/{project_id}/members/{member_id}")


@get(
    "/api/v1/projects/{project_id:uuid}/people-to-add",
    sync_to_thread=True,
    opt={"rule": SET_MEMBERS},
    tags=TAGS,
    summary="現場に登録できる人（20人まで）",
)
def list_people_to_add(request: edge.HttpRequest, project_id: FromPath[UUID], q: Words = None) -> Response[PeopleToAdd]:
    """Who can become a member, for those who choose people without managing them."""
    with edge.read(request) as r:
        return r.answer(queries.list_people_to_add(r.tx, r.actor, project_id, q=search_words(q)))


@get(
    "/api/v1/projects/{project_id:uuid}/companies-to-add",
    sync_to_thread=True,
    opt={"rule": SET_COMPANIES},
    tags=TAGS,
    summary="現場に登録できる会社（20社まで）",
)
def list_companies_to_add(request: edge.HttpRequest, project_id: FromPath[UUID], q: Words = None) -> Response[CompaniesToAdd]:
    """Which companies can be put into the project."""
    with edge.read(request) as r:
        return r.answer(queries.list_companies_to_add(r.tx, r.actor, project_id, q=search_words(q)))


@patch(
    "/api/v1/projects/{project_id:uuid}/members/{member_id:uuid}",
    sync_to_thread=True,
    opt={"rule": SET_MEMBERS},
    tags=TAGS,
    summary="現場の人の役割・期間を変更する（If-Match が必要）",
)
def change_member(
    request: edge.HttpRequest, project_id: FromPath[UUID], member_id: FromPath[UUID], data: JSONBody[ChangeMember]
) -> Response[MemberView]:
    """The given fields have their new values; a last day ends the membership."""
    key = MemberKey(project_id, member_id)
    with edge.write(request) as w:
        service.change_member(w.tx, w.actor, data, key=key, expected=edge.expected_version(request))
        return w.answer(queries.get_member_view(w.tx, w.actor, key))


@delete(
    "/api/v1/projects/{project_id:uuid}/members/{member_id:uuid}",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": SET_MEMBERS},
    tags=TAGS,
    summary="現場から人を外す",
)
def remove_member(request: edge.HttpRequest, project_id: FromPath[UUID], member_id: FromPath[UUID]) -> Response[None]:
    """The membership is gone, for one that was a mistake."""
    with edge.write(request) as w:
        service.remove_member(w.tx, w.actor, MemberKey(project_id, member_id))
        return w.answer(None, status=204)


@post(
    "/api/v1/projects/{project_id:uuid}/companies",
    status_code=201,
    sync_to_thread=True,
    opt={"rule": SET_COMPANIES},
    tags=TAGS,
    summary="現場に会社を登録する",
)
def add_company(request: edge.HttpRequest, project_id: FromPath[UUID], data: JSONBody[AddCompanyPlace]) -> Response[ProjectView]:
    """A company stands in the project, in a tier."""
    with edge.write(request) as w:
        service.add_company(w.tx, w.actor, data, project_id=project_id)
        view = queries.get_project_view(w.tx, w.actor, project_id)
        return w.answer(view, status=201, location=f"/api/v1/projects/{project_id}/companies/{data.company_id}")


@delete(
    "/api/v1/projects/{project_id:uuid}/companies/{company_id:uuid}",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": SET_COMPANIES},
    tags=TAGS,
    summary="現場から会社を外す",
)
def remove_company(request: edge.HttpRequest, project_id: FromPath[UUID], company_id: FromPath[UUID]) -> Response[None]:
    """The company no longer stands in the project."""
    with edge.write(request) as w:
        service.remove_company(w.tx, w.actor, company_id, project_id=project_id)
        return w.answer(None, status=204)


PART_ROUTES = (
    list_people_to_add,
    add_member,
    change_member,
    remove_member,
    list_companies_to_add,
    add_company,
    remove_company,
)
