"""People over HTTP, for administrators."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, patch, post, put
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from mirai_knowledge import edge
from mirai_knowledge.accounts import queries, service
from mirai_knowledge.accounts.policy import GRANT_ROLES, MANAGE_PEOPLE, SEE_PEOPLE
from mirai_knowledge.accounts.routes.door import gate_of, one_of, search_words, tell_once
from mirai_knowledge.accounts.schemas import (
    PEOPLE_STATES,
    AddPerson,
    ChangePerson,
    DisablePerson,
    GrantRoles,
    InitialPassword,
    ListPeople,
    PersonAdded,
    PersonPage,
    PersonView,
)
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.paging import MAX_LIMIT

TAGS = ["人"]
# Litestar keeps the word `state` for its own and would refuse a wrong value under another name: it is checked by hand.
Which = Annotated[str, QueryParameter(name="state", description="有効・無効・すべて", schema_extra={"enum": list(PEOPLE_STATES)})]
Words = Annotated[str | None, QueryParameter(max_length=100, description="氏名・よみ・ログイン名・メール・部署")]


def wanted_people(
    q: Words = None,
    role: Annotated[str | None, QueryParameter(max_length=40, description="役割のコード")] = None,
    company_id: FromQuery[UUID | None] = None,
    which: Which = "active",
) -> ListPeople:
    """Which people, from the query of the address."""
    return ListPeople(search_words(q), role, company_id, one_of(which, PEOPLE_STATES))


@get(
    "/api/v1/people",
    sync_to_thread=True,
    opt={"rule": SEE_PEOPLE},
    tags=TAGS,
    summary="人の一覧（よみ順）",
    dependencies={"wanted": Provide(wanted_people, sync_to_thread=False)},
)
def list_people(
    request: edge.HttpRequest,
    wanted: NamedDependency[ListPeople],
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = 50,
) -> Response[PersonPage]:
    """People in the order of their reading, and how many there are in all."""
    with edge.read(request) as r:
        return r.answer(queries.list_people(r.tx, r.actor, wanted, cursor=cursor, limit=limit))


@post("/api/v1/people", status_code=201, sync_to_thread=True, opt={"rule": MANAGE_PEOPLE}, tags=TAGS, summary="人を登録する")
def add_person(request: edge.HttpRequest, data: JSONBody[AddPerson]) -> Response[PersonAdded]:
    """A new person, and the password for the first sign-in, which is told once."""
    hasher = gate_of(request).hasher
    with hasher.place(), edge.write(request) as w:
        added = service.add_person(w.tx, w.actor, data, hasher=hasher)
        person = queries.get_person_view(w.tx, w.actor, added.person_id)
        answer = w.answer(PersonAdded(person, None), status=201, location=f"/api/v1/people/{person.id}")
        tell_once(answer, PersonAdded(person, added.initial_password))
        return answer


@get("/api/v1/people/{person_id:uuid}", sync_to_thread=True, opt={"rule": SEE_PEOPLE}, tags=TAGS, summary="一人の情報")
def show_person(request: edge.HttpRequest, person_id: FromPath[UUID]) -> Response[PersonView]:
    """One person, and what may be done to them."""
    with edge.read(request) as r:
        return r.answer(queries.get_person_view(r.tx, r.actor, PersonId(person_id)))


@patch(
    "/api/v1/people/{person_id:uuid}",
    sync_to_thread=True,
    opt={"rule": MANAGE_PEOPLE},
    tags=TAGS,
    summary="人の情報を変更する（If-Match が必要）",
)
def change_person(request: edge.HttpRequest, person_id: FromPath[UUID], data: JSONBody[ChangePerson]) -> Response[PersonView]:
    """The given fields have their new values; absent ones stay, null empties."""
    with edge.write(request) as w:
        expected = edge.expected_version(request)
        service.change_person(w.tx, w.actor, data, person_id=PersonId(person_id), expected=expected)
        return w.answer(queries.get_person_view(w.tx, w.actor, PersonId(person_id)))


@put(
    "/api/v1/people/{person_id:uuid}/roles",
    sync_to_thread=True,
    opt={"rule": GRANT_ROLES},
    tags=TAGS,
    summary="人の役割を決める（If-Match が必要）",
)
def grant_roles(request: edge.HttpRequest, person_id: FromPath[UUID], data: JSONBody[GrantRoles]) -> Response[PersonView]:
    """The person holds exactly these roles."""
    with edge.write(request) as w:
        expected = edge.expected_version(request)
        service.grant_roles(w.tx, w.actor, data, person_id=PersonId(person_id), expected=expected)
        return w.answer(queries.get_person_view(w.tx, w.actor, PersonId(person_id)))


@post(
    "/api/v1/people/{person_id:uuid}/disable",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": MANAGE_PEOPLE},
    tags=TAGS,
    summary="人を無効にする",
)
def disable_person(request: edge.HttpRequest, person_id: FromPath[UUID], data: JSONBody[DisablePerson]) -> Response[PersonView]:
    """The person can no longer sign in, and every session is over."""
    with edge.write(request) as w:
        service.disable_person(w.tx, w.actor, data, person_id=PersonId(person_id))
        return w.answer(queries.get_person_view(w.tx, w.actor, PersonId(person_id)))


@post(
    "/api/v1/people/{person_id:uuid}/enable",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": MANAGE_PEOPLE},
    tags=TAGS,
    summary="人を有効に戻す",
)
def enable_person(request: edge.HttpRequest, person_id: FromPath[UUID]) -> Response[PersonView]:
    """The person can sign in again."""
    with edge.write(request) as w:
        service.enable_person(w.tx, w.actor, PersonId(person_id))
        return w.answer(queries.get_person_view(w.tx, w.actor, PersonId(person_id)))


@post(
    "/api/v1/people/{person_id:uuid}/unlock",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": MANAGE_PEOPLE},
    tags=TAGS,
    summary="サインインの一時停止を解除する",
)
def unlock_person(request: edge.HttpRequest, person_id: FromPath[UUID]) -> Response[PersonView]:
    """The person's failed tries are forgotten."""
    with edge.write(request) as w:
        service.unlock_person(w.tx, w.actor, PersonId(person_id))
        return w.answer(queries.get_person_view(w.tx, w.actor, PersonId(person_id)))


@post(
    "/api/v1/people/{person_id:uuid}/reset-password",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": MANAGE_PEOPLE},
    tags=TAGS,
    summary="パスワードを再発行する",
)
def reset_password(request: edge.HttpRequest, person_id: FromPath[UUID]) -> Response[InitialPassword]:
    """A new initial password, which is told once; every session of the person is over."""
    hasher = gate_of(request).hasher
    with hasher.place(), edge.write(request) as w:
        initial = service.reset_password(w.tx, w.actor, PersonId(person_id), hasher=hasher)
        answer = w.answer(InitialPassword(None))
        tell_once(answer, InitialPassword(initial))
        return answer


PEOPLE_ROUTES = (
    list_people,
    add_person,
    show_person,
    change_person,
    grant_roles,
    disable_person,
    enable_person,
    unlock_person,
    reset_password,
)
