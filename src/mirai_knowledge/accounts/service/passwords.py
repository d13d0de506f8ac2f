"""Changing one's own password, and giving somebody a new initial one."""

from mirai_knowledge.accounts import events, queries
from mirai_knowledge.accounts.errors import AlreadyInState, PasswordRefused
from mirai_knowledge.accounts.model import Algorithm, EndReason, PersonState
from mirai_knowledge.accounts.policy import MANAGE_PEOPLE, PasswordPolicy, new_initial_password, refuse_oneself
from mirai_knowledge.accounts.schemas import ChangePassword, tags
from mirai_knowledge.accounts.service import sign_in, throttling
from mirai_knowledge.accounts.service.hashing import Hasher, Verdict
from mirai_knowledge.accounts.service.sessions import end_sessions_of
from mirai_knowledge.accounts.service.sign_in import Candidate, Proven, Refused
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require, require_confirmed


def begin_password_change(tx: Tx, actor: Actor, command: ChangePassword, *, passwords: PasswordPolicy) -> Candidate | Refused:
    """The try is counted and the candidate returned, whose present password is to be checked with no transaction open.

    Raises PasswordRefused, with nothing counted, when the new password does not satisfy the policy; returns Refused
    while the person or the address is locked out.
    """
    row = queries.get_own_sign_in(tx, actor)
    faults = passwords.find_faults(command.new_password, about=row.about, former=command.current_password)
    if faults:
        raise PasswordRefused("新しいパスワードを見直してください。", fields=faults)
    return sign_in.begin_own(tx, actor, row)


def begin_confirmation(tx: Tx, actor: Actor) -> Candidate | Refused:
    """The try is counted and the candidate returned, whose password is to be checked with no transaction open; Refused while
    the person or the address is locked out.
    """
    return sign_in.begin_own(tx, actor, queries.get_own_sign_in(tx, actor))


def confirm(tx: Tx, actor: Actor, candidate: Candidate, *, verdict: Verdict) -> Refused | None:
    """The session counts as confirmed from now on for ten minutes, and None is returned. A wrong password is Refused: it
    stands in the audit and counts.
    """
    person = queries.get_locked(tx, actor, candidate.row.person_id) if candidate.row is not None else None
    if person is None or not sign_in.proves(person, candidate, verdict):
        sign_in.record_wrong_password(tx, actor, candidate, tag=tags.CONFIRMATION_FAILED)
        message = "パスワードが違います。入力を確認してください。"
        return Refused(PasswordRefused(message, fields=(FieldError("password", "password.wrong", message),)))
    sign_in.settle(tx, actor, candidate, person=person, verdict=verdict)
    session = queries.get_own_session(tx, actor)
    session.confirmed_at = clock.now()
    audit.record(tx, actor, tags.CONFIRMED, Subject("session", session.id))
    return None


def change_own_password(tx: Tx, actor: Actor, candidate: Candidate, *, verdict: Verdict, new_hash: str) -> Proven | Refused:
    """The person signs in with the new password from now on, every session is over and every token dead; the caller
    opens a new session for this device. A wrong present password is Refused: it stands in the audit and counts.
    """
    person = None if candidate.row is None else queries.get_locked(tx, actor, candidate.row.person_id)
    if person is None or not sign_in.proves(person, candidate, verdict):
        sign_in.record_wrong_password(tx, actor, candidate, tag=tags.PASSWORD_CHANGE_FAILED)
        message = "現在のパスワードが違います。入力を確認してください。"
        return Refused(PasswordRefused(message, fields=(FieldError("current_password", "password.wrong", message),)))
    throttling.forgive(tx, login_name=candidate.login_name, address=actor.address)
    now = clock.now()
    person.credential.hash = new_hash
    person.credential.algorithm = Algorithm.ARGON2ID
    person.credential.changed_at = now
    person.credential.must_change = False
    person.outdate_tokens()
    person.touch(now)
    ended = end_sessions_of(tx, actor, person.id, reason=EndReason.PASSWORD_CHANGED)
    audit.record(tx, actor, tags.PASSWORD_CHANGED, Subject("person", person.id), detail={"ended_sessions": ended})
    outbox.emit(tx, events.PasswordChanged(person.id))
    changes.mark(tx, "person", person.id)
    return Proven(person)


def reset_password(tx: Tx, actor: Actor, person_id: PersonId, *, hasher: Hasher) -> str:
    """The person signs in with the returned password, which must be changed at once; every session is over, every token
    dead, a lock-out ended.

    Raises Forbidden (P-011), ConfirmationRequired, PersonNotFound, OneselfRefused, and AlreadyInState for somebody disabled.
    """
    require(actor, MANAGE_PEOPLE)
    require_confirmed(actor)
    person = queries.get_person(tx, actor, person_id)
    refuse_oneself(actor, person, "自分のパスワードは、アカウントの画面で変更してください。")
    if person.state != PersonState.ACTIVE:
        raise AlreadyInState("この人は無効になっています。先に有効に戻してください。")
    initial, now = new_initial_password(), clock.now()
    person.credential.hash = hasher.hash(initial)
    person.credential.algorithm = Algorithm.ARGON2ID
    person.credential.changed_at = now
    person.credential.must_change = True
    person.outdate_tokens()
    person.touch(now)
    throttling.clear_account(tx, person.login_name)
    ended = end_sessions_of(tx, actor, person.id, reason=EndReason.PASSWORD_RESET)
    audit.record(tx, actor, tags.PASSWORD_RESET, Subject("person", person.id), detail={"ended_sessions": ended})
    outbox.emit(tx, events.PasswordReset(person.id))
    changes.mark(tx, "person", person.id)
    return initial
