"""The verbs of the people of a project: add, change, remove. Each counts from the next request on."""

from uuid import UUID

import msgspec

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.projects import policy, queries
from mirai_knowledge.projects.errors import MemberAlreadyThere, MemberStale, ProjectIdTaken
from mirai_knowledge.projects.events import MemberAdded, MemberChanged, MemberRemoved
from mirai_knowledge.projects.model import MemberId, ProjectMember
from mirai_knowledge.projects.schemas import AddMember, ChangeMember, MemberKey
from mirai_knowledge.projects.schemas.fields import WRONG_ORDER, day_words
from mirai_knowledge.projects.schemas.tags import MEMBER_ADDED, MEMBER_CHANGED, MEMBER_REMOVED
from mirai_knowledge.projects.service.projects import EVERYONE, SUBJECT, Recorded


def add_member(tx: Tx, actor: Actor, command: AddMember, *, project_id: UUID) -> MemberId:
    """The person is a member of the project from that day on (today when none is given); this is the membership's id.

    Rule P-053; raises ProjectNotFound, MemberAlreadyThere, ProjectIdTaken, and Invalid for a person who is not there or
    disabled.
    """
    project = queries.get_project(tx, actor, project_id, under=policy.SET_MEMBERS)
    _check_person(tx, actor, command.person_id)
    member = ProjectMember(
        id=MemberId(command.id or new_id()),
        project_id=project.id,
        person_id=PersonId(command.person_id),
        role=command.role,
        starts_on=command.starts_on or clock.today_jst(),
        ends_on=command.ends_on,
        version=1,
    )
    if queries.find_member(tx, EVERYONE, member.id) is not None:
        raise ProjectIdTaken("この id の登録はすでにあります。新しい id で送り直してください。")
    _check_days(tx, actor, member)
    tx.add(member)
    tx.flush()  # whatever the database refuses must surface before the audit and the event speak of it
    after: Recorded = {"person_id": str(member.person_id), **_recorded(member)}
    audit.record(tx, actor, MEMBER_ADDED, Subject(SUBJECT, project.id), after=after)
    outbox.emit(tx, MemberAdded(project_id=project.id, person_id=member.person_id))
    changes.mark(tx, SUBJECT, project.id)
    return member.id


def change_member(tx: Tx, actor: Actor, command: ChangeMember, *, key: MemberKey, expected: int) -> None:
    """The fields that were sent have their new values, the others stay.

    Rule P-053; raises ProjectNotFound, MemberNotFound, MemberStale, MemberAlreadyThere, and Invalid for days in the wrong
    order.
    """
    project = queries.get_project(tx, actor, key.project_id, under=policy.SET_MEMBERS)
    member = queries.get_member(tx, actor, key)
    if member.version != expected:
        current = msgspec.to_builtins(queries.get_member_view(tx, actor, key))
        raise MemberStale("最新の内容を確認してから、もう一度保存してください。", extra={"current": current})
    before = _recorded(member)
    for field in command.model_fields_set:
        setattr(member, field, getattr(command, field))
    if _recorded(member) == before:
        return
    _check_days(tx, actor, member)
    member.version += 1
    audit.record(
        tx,
        actor,
        MEMBER_CHANGED,
        Subject(SUBJECT, project.id),
        before=before,
        after=_recorded(member),
        detail={"person_id": str(member.person_id)},
    )
    outbox.emit(tx, MemberChanged(project_id=project.id, person_id=member.person_id))
    changes.mark(tx, SUBJECT, project.id)


def remove_member(tx: Tx, actor: Actor, key: MemberKey) -> None:
    """The membership is gone, as if it had never been; the audit log keeps it.

    Rule P-053; raises ProjectNotFound and MemberNotFound. Somebody who leaves gets a last day instead.
    """
    project = queries.get_project(tx, actor, key.project_id, under=policy.SET_MEMBERS)
    member = queries.get_member(tx, actor, key)
    tx.delete(member)
    before: Recorded = {"person_id": str(member.person_id), **_recorded(member)}
    audit.record(tx, actor, MEMBER_REMOVED, Subject(SUBJECT, project.id), before=before)
    outbox.emit(tx, MemberRemoved(project_id=project.id, person_id=member.person_id))
    changes.mark(tx, SUBJECT, project.id)


def _check_person(tx: Tx, actor: Actor, person_id: UUID) -> None:
    person = accounts.list_person_names(tx, actor, [person_id]).get(person_id)
    if person is None or not person.active:
        message = "この人は登録されていないか、無効になっています。一覧から選び直してください。"
        raise Invalid(fields=(FieldError("person_id", "person.unknown", message),))


def _check_days(tx: Tx, actor: Actor, member: ProjectMember) -> None:
    if member.ends_on is not None and member.ends_on < member.starts_on:
        raise Invalid(fields=(FieldError("ends_on", "value.unusable", WRONG_ORDER),))
    other = queries.find_overlap(tx, actor, member)
    if other is not None:
        until = "" if other.ends_on is None else day_words(other.ends_on)
        raise MemberAlreadyThere(
            f"この人は同じ役割で {day_words(other.starts_on)} 〜 {until} に登録されています。その登録の期間を変更してください。"
        )


def _recorded(member: ProjectMember) -> Recorded:
    return {"role": member.role, "starts_on": member.starts_on, "ends_on": member.ends_on}
