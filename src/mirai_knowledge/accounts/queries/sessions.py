"""Reading sessions and their refresh tokens."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from mirai_knowledge.accounts.errors import SessionNotFound
from mirai_knowledge.accounts.model import Person, RefreshToken, SessionRow
from mirai_knowledge.accounts.policy import SEE_PEOPLE, sees_people
from mirai_knowledge.accounts.policy.sessions import IDLE_LIFETIME
from mirai_knowledge.accounts.schemas import SessionList, SessionView
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, SessionId
from mirai_knowledge.kernel.rights import require


@dataclass(frozen=True, slots=True)
class FoundToken:
    """A refresh token, its session, and the present version of the person's rights."""

    token: RefreshToken
    session: SessionRow
    rights_version: int


def list_sessions(tx: Tx, actor: Actor) -> SessionList:
    """The actor's own open sessions, the one last seen first."""
    if actor.person_id is None:
        return SessionList(())
    own = _open().where(SessionRow.person_id == actor.person_id).order_by(SessionRow.last_seen_at.desc(), SessionRow.id)
    return SessionList(tuple(_view(actor, row) for row in tx.scalars(own)))


def list_session_labels(tx: Tx, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """On which device these sessions are, ended ones too; raises Forbidden (P-010)."""
    require(actor, SEE_PEOPLE)
    return {row.id: row.device for row in tx.execute(select(SessionRow.id, SessionRow.device).where(SessionRow.id.in_(ids)))}


def get_session(tx: Tx, actor: Actor, session_id: UUID) -> SessionRow:
    """One of the actor's own open sessions, locked for a change; raises SessionNotFound, for other people's too."""
    statement = _open().where(SessionRow.id == session_id, SessionRow.person_id == actor.person_id).with_for_update()
    row = tx.scalars(statement).first()
    if row is None:
        raise SessionNotFound("この端末のサインインは見つかりません。すでに終了した可能性があります。一覧を開き直してください。")
    return row


def get_own_session(tx: Tx, actor: Actor) -> SessionRow:
    """The session that the actor acts in, locked for a change; raises SessionNotFound for one that is over."""
    return get_session(tx, actor, actor.session_id or UUID(int=0))


def list_open_sessions(tx: Tx, actor: Actor, person_id: PersonId) -> list[SessionRow]:
    """The open sessions of a person, locked for a change, in a lasting order; one's own, or anybody's for those who
    manage people.
    """
    theirs = _open().join(Person, Person.id == SessionRow.person_id).where(Person.id == person_id, sees_people(actor))
    return list(tx.scalars(theirs.order_by(SessionRow.id).with_for_update(of=SessionRow)))


def find_refresh_token(tx: Tx, actor: Actor, token_hash: bytes) -> FoundToken | None:  # noqa: ARG001  the token is the proof
    """A refresh token and its session, the session locked: two calls with one token come one after the other.

    Whoever holds the token may ask. The person is not locked: verbs that change people lock
    them before their sessions.
    """
    statement = (
        select(RefreshToken, SessionRow, Person.rights_version)
        .join(SessionRow, SessionRow.id == RefreshToken.session_id)
        .join(Person, Person.id == SessionRow.person_id)
        .where(RefreshToken.hash == token_hash)
        .with_for_update(of=SessionRow)
    )
    row = tx.execute(statement).first()
    if row is None:
        return None
    # Read again behind the lock: the other call may have used the token meanwhile.
    tx.refresh(row[0])
    return FoundToken(row[0], row[1], row[2])


def find_token_at(
    tx: Tx,
    actor: Actor,  # noqa: ARG001  the token before it is the proof
    session_id: SessionId,
    *,
    position: int,
) -> RefreshToken | None:
    """The token at this place of a session's chain."""
    return tx.scalars(
        select(RefreshToken).where(RefreshToken.session_id == session_id, RefreshToken.position == position)
    ).first()


def _open() -> Select[SessionRow]:
    now = clock.now()
    alive = (SessionRow.ended_at.is_(None), SessionRow.expires_at > now, SessionRow.last_seen_at > now - IDLE_LIFETIME)
    return select(SessionRow).where(*alive)


def _view(actor: Actor, row: SessionRow) -> SessionView:
    return SessionView(
        id=row.id,
        device=row.device,
        address=row.address,
        signed_in_at=row.signed_in_at,
        last_seen_at=row.last_seen_at,
        is_current=row.id == actor.session_id,
    )
