"""Sessions: opening one, refreshing its tokens, ending it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from mirai_knowledge.accounts import queries
from mirai_knowledge.accounts.errors import SessionEnded
from mirai_knowledge.accounts.model import EndReason, RefreshToken, SessionRow
from mirai_knowledge.accounts.policy.sessions import ACCESS_LIFETIME, GRACE, IDLE_LIFETIME, SESSION_LIFETIME
from mirai_knowledge.accounts.queries import TokenSubject
from mirai_knowledge.accounts.schemas import SignedIn, tags
from mirai_knowledge.accounts.service.sign_in import Proven, Refused
from mirai_knowledge.accounts.service.tokens import Tokens, hash_refresh
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId, SessionId, new_id


class _Link(NamedTuple):
    """A refresh token: what is kept of it, and its text."""

    row: RefreshToken
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with fresh tokens: the answer, the refresh token for the cookie, and when that ends."""

    answer: SignedIn
    refresh_token: str
    refresh_ends_at: datetime


def open_session(tx: Tx, actor: Actor, proven: Proven, *, device: str, tokens: Tokens) -> Opened:
    """A new session of the person on this device, from the actor's address; it stands in the audit."""
    now, person = clock.now(), proven.person
    session = SessionRow(
        id=SessionId(new_id()),
        person_id=person.id,
        device=device,
        address=actor.address,
        signed_in_at=now,
        last_seen_at=now,
        expires_at=now + SESSION_LIFETIME,
    )
    person.last_signed_in_at = now
    tx.add(session)
    tx.flush()  # the first token points at the session
    link = _link(tx, session, tokens.new_refresh(), position=1)
    tx.flush()  # the answer is read back as every later request will
    subject = TokenSubject(person.id, session.id, person.rights_version)
    opened = _opened(tx, actor, subject, link=link, tokens=tokens)
    audit.record(tx, _as_person(actor, session), tags.SIGNED_IN, Subject("session", session.id), detail={"device": device})
    return opened


def refresh_session(tx: Tx, actor: Actor, refresh_token: str, *, tokens: Tokens) -> Opened | Refused:
    """Fresh tokens for the session of this refresh token, which is used up by it.

    Within 60 s a used token still gives what it gave (or the newest, where that is used up too). Used again later it
    ends the session: then, and for ended, expired and unknown ones, Refused is returned.
    """
    found = queries.find_refresh_token(tx, actor, hash_refresh(refresh_token))
    now = clock.now()
    if found is None or found.session.ended_at is not None or min(found.token.expires_at, found.session.expires_at) <= now:
        return _over()
    token, session = found.token, found.session
    if token.used_at is not None and now - token.used_at > GRACE:
        session.end(EndReason.TOKEN_REUSED, now)
        audit.record(tx, _as_person(actor, session), tags.TOKEN_REUSED, Subject("session", session.id))
        return _over()
    if token.used_at is None:
        token.used_at = now
        link = _link(tx, session, tokens.successor(refresh_token), position=token.position + 1)
    else:
        newest = _newest(tx, actor, _Link(token, refresh_token), tokens=tokens)
        if newest is None:
            return _over()
        link = newest
    session.last_seen_at = now
    tx.flush()  # the answer is read back as every later request will
    subject = TokenSubject(session.person_id, session.id, found.rights_version)
    return _opened(tx, actor, subject, link=link, tokens=tokens)


def sign_out(tx: Tx, actor: Actor, refresh_token: str) -> None:
    """The session of this token is over and its tokens are dead; nothing happens when it was over before."""
    found = queries.find_refresh_token(tx, actor, hash_refresh(refresh_token))
    if found is None or found.session.ended_at is not None:
        return
    session = found.session
    session.end(EndReason.SIGNED_OUT, clock.now())
    audit.record(tx, _as_person(actor, session), tags.SIGNED_OUT, Subject("session", session.id))


def end_session(tx: Tx, actor: Actor, session_id: UUID) -> None:
    """One of the actor's own sessions is over; raises SessionNotFound, for other people's too."""
    session = queries.get_session(tx, actor, session_id)
    session.end(EndReason.REVOKED, clock.now())
    audit.record(tx, actor, tags.SESSION_ENDED, Subject("session", session.id), detail={"device": session.device})


def end_other_sessions(tx: Tx, actor: Actor) -> int:
    """All sessions of the actor but the present one are over; returns how many."""
    if actor.person_id is None:
        return 0
    others = [row for row in queries.list_open_sessions(tx, actor, actor.person_id) if row.id != actor.session_id]
    _end(others, EndReason.REVOKED)
    audit.record(tx, actor, tags.OTHER_SESSIONS_ENDED, Subject("person", actor.person_id), detail={"ended_sessions": len(others)})
    return len(others)


def end_sessions_of(tx: Tx, actor: Actor, person_id: PersonId, *, reason: EndReason) -> int:
    """All sessions of a person are over; returns how many. Audited by the verb that has the reason."""
    rows = queries.list_open_sessions(tx, actor, person_id)
    _end(rows, reason)
    return len(rows)


def _end(rows: Iterable[SessionRow], reason: EndReason) -> None:
    now = clock.now()
    for row in rows:
        row.end(reason, now)


def _link(tx: Tx, session: SessionRow, text: str, *, position: int) -> _Link:
    now = clock.now()
    row = RefreshToken(
        hash=hash_refresh(text),
        session_id=session.id,
        position=position,
        issued_at=now,
        expires_at=min(now + IDLE_LIFETIME, session.expires_at),
    )
    tx.add(row)
    return _Link(row, text)


def _newest(tx: Tx, actor: Actor, link: _Link, *, tokens: Tokens) -> _Link | None:
    # A slow tab may present the token before last; what it gets must be usable, so the chain is followed to its end.
    while link.row.used_at is not None:
        text = tokens.successor(link.text)
        row = queries.find_token_at(tx, actor, link.row.session_id, position=link.row.position + 1)
        if row is None or row.hash != hash_refresh(text):
            return None  # the key has changed since; the person signs in again
        link = _Link(row, text)
    return link


def _opened(tx: Tx, actor: Actor, subject: TokenSubject, *, link: _Link, tokens: Tokens) -> Opened:
    person = queries.get_actor(tx, actor, subject)
    answer = SignedIn(
        next="change_password" if person.must_change_password else "done",
        access_token=tokens.issue_access(subject),
        expires_in=int(ACCESS_LIFETIME.total_seconds()),
        me=queries.get_me(tx, person),
    )
    return Opened(answer, link.text, link.row.expires_at)


def _as_person(actor: Actor, session: SessionRow) -> Actor:
    return replace(actor, person_id=session.person_id, session_id=session.id, origin="web", everything=False)


def _over() -> Refused:
    return Refused(SessionEnded("サインインの状態が終了しました。もう一度サインインしてください。"))
