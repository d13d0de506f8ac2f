"""The verbs of requests: ask, approve, return, delegate, withdraw, approve many."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.approvals import queries
from mirai_knowledge.approvals.errors import ApprovalNotFound, ApprovalRefused, DecisionStale, NoRoute
from mirai_knowledge.approvals.events import ApprovalEnded, ApprovalMoved
from mirai_knowledge.approvals.model import PUBLISH, RequestId, State, StepKind
from mirai_knowledge.approvals.policy import P_190, P_191, P_192, P_193, P_197, Standing, acts_for, due_at, may_withdraw
from mirai_knowledge.approvals.queries import Loaded
from mirai_knowledge.approvals.queries.standing import MISSING
from mirai_knowledge.approvals.schemas import tags
from mirai_knowledge.approvals.schemas.commands import About, Approve, ApproveMany, Delegate, Return, Submit
from mirai_knowledge.approvals.schemas.ports import Asked, find_subject
from mirai_knowledge.approvals.schemas.stages import Stage
from mirai_knowledge.approvals.service.asking import begin, made
from mirai_knowledge.approvals.service.stages import MACHINE, begin_stage, plan, show, unplan
from mirai_knowledge.approvals.service.telling import SUBJECT, Said, Taken, note_step, tell
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents import service as documents_service
from mirai_knowledge.documents.schemas import Publish
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Forbidden, JsonValue
from mirai_knowledge.kernel.rights import Rule, require, require_confirmed


@dataclass(frozen=True, slots=True)
class Seat:
    """The request somebody decides about, locked, and in whose place."""

    loaded: Loaded
    standing: Standing
    instead_of: tuple[UUID, str] | None


def submit(tx: Tx, actor: Actor, command: Submit, *, document_id: UUID, expected: int) -> RequestId:
    """The draft is frozen and waits for approval along the route that the rules give it now, and this is the request.

    Rule P-190; raises DocumentNotFound, NoRoute, and what `documents.service.submit_draft` raises.
    """
    document, held = documents.get_locked(tx, actor, document_id)
    require(actor, P_190, where=lambda: held.edits)
    draft = documents.find_draft(tx, actor, document.id)
    wish = Publish(reason=command.reason, is_material=command.is_material, in_force_from=command.in_force_from)
    found = None
    if draft is not None:
        found = queries.get_route_of(tx, actor, documents_policy.routed_of(document, draft.content))
        if found.route is None:
            raise NoRoute(found.sentence)
    documents_service.submit_draft(tx, actor, wish, document_id=document_id, expected=expected)
    edition = documents.find_in_review(tx, actor, document_id)
    if found is None or found.route is None or edition is None:
        raise ApprovalNotFound(MISSING)
    request = made(tx, actor, found.route, edition=edition, note=command.note)
    request.routed_because, request.wanted_from = found.sentence, command.in_force_from
    return begin(tx, actor, request)


def approve(tx: Tx, actor: Actor, command: Approve, *, request_id: UUID) -> None:
    """The actor's approval counts. With enough of them the next stage begins, or after the last one the edition is approved
    and in force, at once or on its day.

    Rule P-191; raises ApprovalNotFound, ApprovalMoveRefused, DecisionStale, and ConfirmationRequired for a critical document.
    """
    seat = _take_seat(tx, actor, command, request_id=request_id, rule=P_191)
    note_step(tx, actor, seat.loaded, taken=Taken(StepKind.APPROVED, instead_of=seat.instead_of, text=command.comment))
    audit.record(tx, actor, tags.APPROVED, Subject(SUBJECT, seat.loaded.document.id), after=_said(seat, command.comment))
    loaded = queries.get_loaded(tx, MACHINE, request_id)
    standing = queries.get_standing(tx, MACHINE, loaded)
    if not standing.complete:
        plan(tx, actor, loaded)
        show(tx, actor, loaded, standing=standing)
        outbox.emit(tx, ApprovalMoved(request_id=loaded.request.id))
    elif loaded.request.stage < len(loaded.stages):
        stage, now = loaded.stages[loaded.request.stage], clock.now()
        due = due_at(stage, loaded.request.importance, now, accounts.get_working_time(tx, actor))
        loaded.request.advance(now, due)
        tx.flush()  # the new stage is read back with its people
        begin_stage(tx, actor, loaded)
        outbox.emit(tx, ApprovalMoved(request_id=loaded.request.id))
    else:
        _pass(tx, actor, loaded)


def approve_many(tx: Tx, actor: Actor, command: ApproveMany) -> int:
    """All of these requests have the actor's approval, or none; their number is the answer.

    Rules P-191 and P-197; raises what `approve` raises, and Forbidden for a document that is not of low importance.
    """
    require(actor, P_197)
    for item in sorted(command.items, key=lambda each: each.request_id):
        loaded = queries.get_loaded(tx, actor, item.request_id)
        if loaded.request.importance != "low":
            detail = f"「{loaded.edition.title}」は重要度が「低」ではないため、まとめて承認できません（規則 {P_197.number}）。"
            raise Forbidden(detail, rule=P_197.number)
        decision = Approve(edition_id=item.edition_id, stage=item.stage)
        approve(tx, actor, decision, request_id=item.request_id)
    return len(command.items)


def send_back(tx: Tx, actor: Actor, command: Return, *, request_id: UUID) -> None:
    """The request is over; the writers have their text again, with the reason. Rule P-191; raises as `approve`."""
    seat = _take_seat(tx, actor, command, request_id=request_id, rule=P_191)
    note_step(tx, actor, seat.loaded, taken=Taken(StepKind.RETURNED, instead_of=seat.instead_of, text=command.reason))
    audit.record(tx, actor, tags.RETURNED, Subject(SUBJECT, seat.loaded.document.id), after=_said(seat, command.reason))
    seat.loaded.request.end(State.RETURNED, clock.now())
    if seat.loaded.request.purpose == PUBLISH:
        documents_service.return_edition(tx, actor, seat.loaded.edition.id, reason=command.reason)
    said = Said("approval.returned", "差し戻されました:", f"理由: {command.reason}")
    _end(tx, actor, request_id=request_id, said=said)


def delegate(tx: Tx, actor: Actor, command: Delegate, *, request_id: UUID) -> None:
    """In the present stage that person decides in the actor's place, and is told.

    Rule P-192; raises as `approve`, and ApprovalRefused for somebody who may not decide or decides already.
    """
    seat = _take_seat(tx, actor, command, request_id=request_id, rule=P_192)
    loaded, taker = seat.loaded, command.person_id
    staff = queries.get_staff(tx, actor)
    _refuse_taker(seat, taker, known=taker in staff.people)
    name = staff.people[taker].name
    taken = Taken(StepKind.DELEGATED, instead_of=seat.instead_of, to=(taker, name), text=command.comment)
    note_step(tx, actor, loaded, taken=taken)
    after: Recorded = {**_said(seat, command.comment), "to": name}
    audit.record(tx, actor, tags.DELEGATED, Subject(SUBJECT, loaded.document.id), after=after)
    loaded = queries.get_loaded(tx, MACHINE, request_id)
    plan(tx, actor, loaded)
    show(tx, actor, loaded, standing=queries.get_standing(tx, MACHINE, loaded))
    said = Said("approval.delegated", "承認を任されました:", f"任せた人: {actor.name}\n{command.comment}".strip())
    tell(tx, actor, loaded, said=said, to=[taker])
    outbox.emit(tx, ApprovalMoved(request_id=loaded.request.id))


def withdraw(tx: Tx, actor: Actor, request_id: UUID) -> None:
    """The request is over; the writers have their text again. Rule P-193; raises ApprovalNotFound and ApprovalMoveRefused."""
    loaded = _get_at_work(tx, actor, request_id)
    require(actor, P_193, where=lambda: may_withdraw(actor, loaded.barred))
    loaded.request.refuse_unless_open()
    note_step(tx, actor, loaded, taken=Taken(StepKind.WITHDRAWN))
    loaded.request.end(State.WITHDRAWN, clock.now())
    if loaded.request.purpose == PUBLISH:
        documents_service.take_back_edition(tx, actor, loaded.edition.id)
    after: Recorded = {"request_id": request_id}
    audit.record(tx, actor, tags.WITHDRAWN, Subject(SUBJECT, loaded.document.id), after=after)
    standing = queries.get_standing(tx, MACHINE, loaded)
    said = Said("approval.withdrawn", "承認の申請が取り下げられました:")
    _end(tx, actor, request_id=request_id, said=said, also=sorted(standing.waits_for))


def _pass(tx: Tx, actor: Actor, loaded: Loaded) -> None:
    request = loaded.request
    request.end(State.APPROVED, clock.now())
    subject = find_subject(request.purpose)
    if subject is not None:
        names = "、".join(str(one["name"]) for one in _approvers(loaded))
        subject.passed(tx, actor, Asked(request.document_id, request.about_id, names))
        audit.record(tx, actor, tags.PASSED, Subject(SUBJECT, loaded.document.id), after={"request_id": request.id})
        _end(tx, actor, request_id=request.id, said=Said("approval.approved", "承認されました:"))
        return
    start = documents_service.approve_edition(
        tx, actor, loaded.edition.id, approvers=_approvers(loaded), wanted=request.wanted_from
    )
    after: Recorded = {"request_id": request.id, "edition_id": loaded.edition.id, "in_force_from": start}
    audit.record(tx, actor, tags.PASSED, Subject(SUBJECT, loaded.document.id), after=after)
    later = start > clock.now()
    body = f"施行: {start.astimezone(clock.JST):%Y/%m/%d %H:%M}" if later else "公開されました。"
    _end(tx, actor, request_id=request.id, said=Said("approval.approved", "承認されました:", body))


def _end(tx: Tx, actor: Actor, *, request_id: UUID, said: Said, also: Sequence[UUID] = ()) -> None:
    tx.flush()  # that the request is over is read back
    loaded = queries.get_loaded(tx, MACHINE, request_id)
    unplan(tx, request_id)
    approvers = [step.by_id for step in loaded.steps if step.kind == StepKind.APPROVED]
    tell(tx, actor, loaded, said=said, to=dict.fromkeys([*sorted(loaded.barred), *approvers, *also]))
    show(tx, actor, loaded, standing=None)
    outbox.emit(tx, ApprovalEnded(request_id=loaded.request.id))


def _get_at_work(tx: Tx, actor: Actor, request_id: UUID) -> Loaded:
    # Plans before the document: what falls due holds its row and waits for the document.
    unplan(tx, request_id)
    document_id = queries.find_document_of(tx, actor, request_id)
    if document_id is None:
        raise ApprovalNotFound(MISSING)
    subject = find_subject(queries.find_purpose_of(tx, actor, request_id) or "")
    if subject is not None:
        subject.lock(tx, MACHINE, document_id)
    documents.get_locked(tx, MACHINE, document_id)
    return queries.get_loaded(tx, actor, request_id, lock=True)


def _take_seat(tx: Tx, actor: Actor, about: About, *, request_id: UUID, rule: Rule) -> Seat:
    loaded = _get_at_work(tx, actor, request_id)
    request = loaded.request
    require(actor, rule)
    request.refuse_unless_open()
    if about.edition_id != request.edition_id or about.stage != request.stage:
        current: dict[str, JsonValue] = {"current": msgspec.to_builtins(queries.get_request(tx, actor, request_id))}
        raise DecisionStale("内容を確認し直してから、もう一度決定してください。", extra=current)
    staff = queries.get_staff_for(tx, actor, [loaded])
    standing = queries.get_standing(tx, actor, loaded, staff=staff)
    may, principal = acts_for(standing, actor.person_id) if actor.person_id is not None else (False, None)
    require(actor, rule, where=lambda: may)
    if request.importance == "critical":
        require_confirmed(actor)
    return Seat(loaded, standing, (principal, staff.people[principal].name) if principal is not None else None)


def _refuse_taker(seat: Seat, taker: UUID, *, known: bool) -> None:
    if not known:
        message = "承認の権限を持つ人を選んでください。"
    elif taker in seat.loaded.barred:
        message = "この文書を書いた人・申請した人には任せられません。"
    elif taker in seat.standing.eligible or taker in seat.standing.approved:
        message = "この人は、この段階の承認者です。ほかの人を選んでください。"
    else:
        return
    raise ApprovalRefused(message, fields=(FieldError("person_id", "value.unusable", message),))


def _approvers(loaded: Loaded) -> list[dict[str, JsonValue]]:
    stages: Sequence[Stage] = loaded.stages
    given = [step for step in loaded.steps if step.kind == StepKind.APPROVED]
    return [
        {
            "id": str(step.by_id) if step.by_id is not None else None,
            "name": step.by_name,
            "role": f"{step.for_name}の代理" if step.for_name else step.by_role,
            "at": step.at.isoformat(),
            "stage": stages[step.stage - 1].name,
        }
        for step in given
    ]


def _said(seat: Seat, comment: str) -> Recorded:
    request = seat.loaded.request
    return {
        "request_id": request.id,
        "edition_id": request.edition_id,
        "stage": seat.loaded.stages[request.stage - 1].name,
        "for": seat.instead_of[1] if seat.instead_of is not None else None,
        "comment": comment,
    }
