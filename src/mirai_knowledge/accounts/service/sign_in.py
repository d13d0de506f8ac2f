"""Proving a password, in two transactions; between them the hash is checked with none open.

    begin_sign_in    counts the try, or says how long to wait; gives the hash to check
    Hasher.verify    no transaction
    prove_password   settles the counts and says who it is; or a refusal, which is a value: it must be committed

What is proven then goes to `sessions.open_session`; a second factor stands between the two.
"""

from dataclasses import dataclass
from datetime import datetime

from mirai_knowledge.accounts import queries
from mirai_knowledge.accounts.errors import Locked, WrongCredentials
from mirai_knowledge.accounts.model import Algorithm, Person
from mirai_knowledge.accounts.policy import account_key
from mirai_knowledge.accounts.queries import SignInRow
from mirai_knowledge.accounts.schemas import tags
from mirai_knowledge.accounts.schemas.people import LOGIN_NAME, normal_login_name
from mirai_knowledge.accounts.service import throttling
from mirai_knowledge.accounts.service.hashing import StoredHash, Verdict
from mirai_knowledge.accounts.service.tokens import seconds_until
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject, Tag
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose try is counted and whose password is still to be checked."""

    login_name: str
    row: SignInRow | None

    @property
    def stored(self) -> StoredHash | None:
        """The hash to check against; None for a name nobody has."""
        return None if self.row is None else StoredHash(self.row.hash, self.row.algorithm)


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody whose password was right."""

    person: Person


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal that must leave a trace: commit first, then raise `error`."""

    error: DomainError


def begin_sign_in(tx: Tx, actor: Actor, login_name: str) -> Candidate | Refused:
    """The try is counted for the name and the actor's address, and the candidate returned; while one of them is locked
    out nothing is counted and Refused returned. Names nobody has are treated the same.
    """
    name = normal_login_name(login_name)
    until = throttling.count_try(tx, login_name=name, address=actor.address)
    if until is not None:
        return Refused(locked(until))
    known = LOGIN_NAME.fullmatch(name) is not None
    return Candidate(name, queries.find_sign_in(tx, actor, name) if known else None)


def prove_password(tx: Tx, actor: Actor, candidate: Candidate, *, verdict: Verdict) -> Proven | Refused:
    """Right: the count of the name is cleared, an old hash replaced, and the person returned, locked for this
    transaction. Wrong, unknown, disabled or changed meanwhile: the failure stands in the audit and Refused is returned,
    the same in every case.
    """
    person = None if candidate.row is None else queries.get_locked(tx, actor, candidate.row.person_id)
    if person is None or not proves(person, candidate, verdict):
        _record_failure(tx, actor, candidate, tag=tags.SIGN_IN_FAILED)
        message = "ログイン名またはパスワードが違います。入力を確認してください。忘れたときは管理者に再発行を依頼してください。"
        return Refused(WrongCredentials(message))
    settle(tx, actor, candidate, person=person, verdict=verdict)
    return Proven(person)


def begin_own(tx: Tx, actor: Actor, row: SignInRow) -> Candidate | Refused:
    """As `begin_sign_in`, for somebody who is signed in and proves the own password once more."""
    until = throttling.count_try(tx, login_name=row.login_name, address=actor.address)
    return Refused(locked(until)) if until is not None else Candidate(row.login_name, row)


def settle(tx: Tx, actor: Actor, candidate: Candidate, *, person: Person, verdict: Verdict) -> None:
    """The try counts as right, and a hash made in an older way is replaced."""
    throttling.forgive(tx, login_name=candidate.login_name, address=actor.address)
    if verdict.replacement is not None:
        former = person.credential.algorithm
        person.credential.hash = verdict.replacement
        person.credential.algorithm = Algorithm.ARGON2ID
        audit.record(tx, actor, tags.PASSWORD_REHASHED, Subject("person", person.id), detail={"from": former})


def record_wrong_password(tx: Tx, actor: Actor, candidate: Candidate, *, tag: Tag) -> None:
    """A wrong password of somebody signed in stands in the audit under this tag; the try stays counted."""
    _record_failure(tx, actor, candidate, tag=tag)


def locked(until: datetime) -> Locked:
    """The refusal while a name or an address is locked out."""
    seconds = seconds_until(until)
    wait = f"約{-(-seconds // 60)}分" if seconds > 60 else f"{seconds}秒"
    message = f"失敗が続いたため、サインインを一時的に停止しています。{wait}待つか、管理者に解除を依頼してください。"
    return Locked(message, extra={"retry_after": seconds})


def proves(person: Person, candidate: Candidate, verdict: Verdict) -> bool:
    """Whether the password was right, and nothing about the person changed while it was checked."""
    row = candidate.row
    same = row is not None and person.state == "active" and person.credential.changed_at == row.changed_at
    return same and verdict.right


def _record_failure(tx: Tx, actor: Actor, candidate: Candidate, *, tag: Tag) -> None:
    failures, until = throttling.account_lock(tx, candidate.login_name)
    subject = None if candidate.row is None else Subject("person", candidate.row.person_id)
    # Of a name nobody has only a digest is kept: people type passwords into that field.
    named: Recorded = {} if subject else {"login_name_digest": account_key(candidate.login_name)[:16]}
    audit.record(tx, actor, tag, subject, detail={**named, "count": failures})
    if until is not None and until > clock.now():
        audit.record(tx, actor, tags.SIGN_IN_LOCKED, subject, detail={**named, "locked_until": until})
