"""A request begins: for an edition, or for something else that a subject of its own decides."""

from dataclasses import dataclass
from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.approvals import queries
from mirai_knowledge.approvals.events import ApprovalRequested
from mirai_knowledge.approvals.model import PUBLISH, ApprovalRequest, ApprovalRoute, RequestId, State, StepKind
from mirai_knowledge.approvals.policy import due_at
from mirai_knowledge.approvals.schemas import tags
from mirai_knowledge.approvals.schemas.stages import read
from mirai_knowledge.approvals.service.stages import MACHINE, begin_stage
from mirai_knowledge.approvals.service.telling import SUBJECT, Taken, note_step
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.model import Edition
from mirai_knowledge.documents.schemas.kinds import Importance
from mirai_knowledge.documents.schemas.ports import Routed
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Question:
    """What a subject asks: for which purpose, about which part of its document, under which title, how much it weighs, and
    who may not decide besides those who wrote and who asks.
    """

    purpose: str
    about_id: UUID | None
    title: str
    importance: Importance
    note: str = ""
    barred: tuple[UUID, ...] = ()


def ask(tx: Tx, actor: Actor, question: Question, *, document_id: UUID) -> RequestId | None:
    """The question waits for approval along the route that the rules give it now, and this is the request; None where no rule
    asks for one. The subject has asked its own rule, and holds its lock. Raises DocumentNotFound.
    """
    document, _ = documents.get_locked(tx, MACHINE, document_id)
    routed = Routed(question.purpose, None, question.importance, document.project_id)
    found = queries.get_route_of(tx, actor, routed)
    edition = documents.find_in_force(tx, actor, document_id)
    if found.route is None or edition is None:
        return None
    request = made(tx, actor, found.route, edition=edition, note=question.note)
    request.purpose, request.about_id, request.title = question.purpose, question.about_id, question.title[:400]
    request.barred = [str(person) for person in question.barred]
    request.importance, request.routed_because = question.importance, found.sentence
    request.due_at = due_at(read(request.stages)[0], request.importance, clock.now(), accounts.get_working_time(tx, actor))
    return begin(tx, actor, request)


def made(tx: Tx, actor: Actor, route: ApprovalRoute, *, edition: Edition, note: str) -> ApprovalRequest:
    """A request for the edition along a copy of the route, not yet begun."""
    now = clock.now()
    return ApprovalRequest(
        id=RequestId(new_id()),
        document_id=edition.document_id,
        edition_id=edition.id,
        purpose=PUBLISH,
        barred=[],
        route_name=route.name,
        routed_because="",
        stages=route.stages,
        stage=1,
        state=State.IN_PROGRESS,
        importance=edition.importance,
        requester_id=actor.person_id,
        requester_name=actor.name,
        requested_at=now,
        note=note,
        stage_since=now,
        due_at=due_at(read(route.stages)[0], edition.importance, now, accounts.get_working_time(tx, actor)),
    )


def begin(tx: Tx, actor: Actor, request: ApprovalRequest) -> RequestId:
    """The request stands, its first stage waits for its people, who are told."""
    tx.add(request)
    tx.flush()  # steps, plans and notices name the request
    loaded = queries.get_loaded(tx, MACHINE, request.id)
    note_step(tx, actor, loaded, taken=Taken(StepKind.SUBMITTED, text=request.note))
    begin_stage(tx, actor, loaded)
    after: Recorded = {"request_id": request.id, "edition_id": request.edition_id, "route": request.route_name}
    audit.record(tx, actor, tags.REQUESTED, Subject(SUBJECT, request.document_id), after=after)
    outbox.emit(tx, ApprovalRequested(request_id=request.id))
    return request.id
