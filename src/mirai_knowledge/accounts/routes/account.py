"""One's own account: who am I, my password, my devices."""

from uuid import UUID

from litestar import Response, delete, get, post
from litestar.params import FromPath, JSONBody

from mirai_knowledge import edge
from mirai_knowledge.accounts import queries, service
from mirai_knowledge.accounts.routes.door import device_of, gate_of, signed_in
from mirai_knowledge.accounts.schemas import ChangePassword, Confirm, EndedSessions, Me, SessionList, SignedIn
from mirai_knowledge.edge.policy import SIGNED_IN

TAGS = ["自分のアカウント"]


@get(
    "/api/v1/auth/me",
    sync_to_thread=True,
    opt={"rule": SIGNED_IN, edge.EVEN_BEFORE_PASSWORD_CHANGE: True},
    tags=TAGS,
    summary="サインインしている人",
)
def show_me(request: edge.HttpRequest) -> Response[Me]:
    """Who I am and what I may do now."""
    with edge.read(request) as r:
        return r.answer(queries.get_me(r.tx, r.actor))


@post(
    "/api/v1/auth/password",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": SIGNED_IN, edge.EVEN_BEFORE_PASSWORD_CHANGE: True},
    tags=TAGS,
    summary="自分のパスワードを変更する",
)
def change_password(request: edge.HttpRequest, data: JSONBody[ChangePassword]) -> Response[SignedIn]:
    """My password is the new one; every other session is over, this device goes on in a new one."""
    gate = gate_of(request)
    with gate.hasher.place():
        with edge.write(request) as w:
            begun = service.begin_password_change(w.tx, w.actor, data, passwords=gate.passwords)
        if isinstance(begun, service.Refused):
            raise begun.error
        verdict = gate.hasher.verify(data.current_password, begun.stored)
        new_hash = gate.hasher.hash(data.new_password) if verdict.right else ""
    with edge.write(request) as w:
        proof = service.change_own_password(w.tx, w.actor, begun, verdict=verdict, new_hash=new_hash)
        if isinstance(proof, service.Refused):
            outcome: service.Opened | service.Refused = proof
        else:
            outcome = service.open_session(w.tx, w.actor, proof, device=device_of(request), tokens=gate.tokens)
    if isinstance(outcome, service.Refused):
        raise outcome.error
    return signed_in(request, outcome)


@post(
    "/api/v1/auth/confirm",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": SIGNED_IN},
    tags=TAGS,
    summary="大切な操作の前に、パスワードで本人と確かめる",
)
def confirm(request: edge.HttpRequest, data: JSONBody[Confirm]) -> Response[None]:
    """My password was right: for ten minutes I may do what needs it."""
    gate = gate_of(request)
    with gate.hasher.place():
        with edge.write(request) as w:
            begun = service.begin_confirmation(w.tx, w.actor)
        if isinstance(begun, service.Refused):
            raise begun.error
        verdict = gate.hasher.verify(data.password, begun.stored)
    with edge.write(request) as w:
        refused = service.confirm(w.tx, w.actor, begun, verdict=verdict)
    if refused is not None:
        raise refused.error
    return Response(None, status_code=204)


@get("/api/v1/auth/sessions", sync_to_thread=True, opt={"rule": SIGNED_IN}, tags=TAGS, summary="サインイン中の端末")
def list_sessions(request: edge.HttpRequest) -> Response[SessionList]:
    """The devices I am signed in on."""
    with edge.read(request) as r:
        return r.answer(queries.list_sessions(r.tx, r.actor))


@delete(
    "/api/v1/auth/sessions/{session_id:uuid}",
    status_code=204,
    sync_to_thread=True,
    opt={"rule": SIGNED_IN},
    tags=TAGS,
    summary="端末のサインインを終了する",
)
def end_session(request: edge.HttpRequest, session_id: FromPath[UUID]) -> Response[None]:
    """One of my sessions is over."""
    with edge.write(request) as w:
        service.end_session(w.tx, w.actor, session_id)
        return w.answer(None, status=204)


@post(
    "/api/v1/auth/sessions/end-others",
    status_code=200,
    sync_to_thread=True,
    opt={"rule": SIGNED_IN},
    tags=TAGS,
    summary="ほかの端末のサインインをすべて終了する",
)
def end_other_sessions(request: edge.HttpRequest) -> Response[EndedSessions]:
    """All my sessions but this one are over."""
    with edge.write(request) as w:
        return w.answer(EndedSessions(service.end_other_sessions(w.tx, w.actor)))
