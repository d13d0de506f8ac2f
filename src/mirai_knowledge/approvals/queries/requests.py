"""Requests as they are shown: in lists, on their page, in the history of a document."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from mirai_knowledge.accounts.policy import APPROVAL_DECIDE
from mirai_knowledge.approvals.model import PUBLISH, ApprovalRequest, ApprovalStep, State, StepKind
from mirai_knowledge.approvals.policy import P_194, Staff, Standing, acts_for, may_withdraw, standing_of, visible_to
from mirai_knowledge.approvals.queries.routes import list_who_names
from mirai_knowledge.approvals.queries.standing import Loaded, get_loaded, get_staff_for, list_loaded
from mirai_knowledge.approvals.schemas.commands import Box
from mirai_knowledge.approvals.schemas.ports import find_subject
from mirai_knowledge.approvals.schemas.stages import Stage
from mirai_knowledge.approvals.schemas.views import (
    ApprovalStepView,
    DocumentRequests,
    EarlierRequest,
    RequestCan,
    RequestPage,
    RequestRow,
    RequestView,
    Seat,
    StageState,
    StageView,
    SubjectRef,
    WaitingCount,
)
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.schemas.kinds import code_of, kind_of
from mirai_knowledge.documents.schemas.views import NamedCode, PersonRef, ProjectName
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects import queries as projects

NEWEST_FIRST = (
    Key(
        ApprovalRequest.requested_at.expression,
        lambda row: row.requested_at.isoformat(),
        datetime.fromisoformat,
        descending=True,
    ),
    Key(ApprovalRequest.id.expression, lambda row: str(row.id), UUID, descending=True),
)
MANY = 500
"""More requests than this never wait at once for one person to look at."""
DECISIONS = (StepKind.APPROVED, StepKind.RETURNED, StepKind.DELEGATED)


def list_requests(tx: Tx, actor: Actor, box: Box, *, cursor: str | None = None, limit: int = 50) -> RequestPage:
    """Requests that wait for the actor (the one due first, not paged), were made by the actor, or decided by the actor (the
    newest first). Raises Invalid for a bad cursor.
    """
    require(actor, P_194)
    waiting = _list_waiting(tx, actor)
    if box == "waiting":
        return RequestPage(items=waiting, next_cursor=None, waiting=len(waiting))
    statement = select(ApprovalRequest).where(visible_to(actor))
    if box == "asked":
        statement = statement.where(ApprovalRequest.requester_id == actor.person_id)
    else:
        mine = (ApprovalStep.request_id == ApprovalRequest.id, ApprovalStep.by_id == actor.person_id)
        statement = statement.where(exists(select(ApprovalStep.id).where(*mine, ApprovalStep.kind.in_(DECISIONS))))
    page = fetch_page(tx, statement, NEWEST_FIRST, cursor=cursor, limit=limit)
    loaded = list_loaded(tx, actor, page.items)
    staff = get_staff_for(tx, actor, loaded)
    rows = tuple(_row(entry, actor, staff) for entry in loaded)
    return RequestPage(items=rows, next_cursor=page.next_cursor, waiting=len(waiting))


def get_waiting_count(tx: Tx, actor: Actor) -> WaitingCount:
    """How many requests wait for the actor."""
    require(actor, P_194)
    return WaitingCount(len(_list_waiting(tx, actor)))


def get_request(tx: Tx, actor: Actor, request_id: UUID) -> RequestView:
    """A request with everything around it; raises ApprovalNotFound."""
    loaded = get_loaded(tx, actor, request_id)
    request, document, edition = loaded.request, loaded.document, loaded.edition
    staff = get_staff_for(tx, actor, [loaded])
    standing = standing_of(loaded.opened(request.stage), staff)
    may, principal = _part(actor, loaded, standing)
    in_force = documents.find_in_force(tx, actor, document.id)
    base = in_force.id if in_force is not None and in_force.id != edition.id else edition.base_edition_id
    changes = base if request.purpose == PUBLISH else None
    is_open = request.state == State.IN_PROGRESS
    return RequestView(
        id=request.id,
        purpose=request.purpose,
        purpose_name=purpose_name(request),
        document=subject_ref(loaded),
        title=loaded.title,
        category=_category(tx, actor, loaded),
        project=_project(tx, actor, document.project_id),
        edition=documents.list_edition_rows(tx, actor, [edition], withdrawable=False)[0],
        compare_with=changes,
        importance=request.importance,  # type: ignore[arg-type]  # it is read from the edition
        state=request.state,  # type: ignore[arg-type]  # the table's check says so
        requester=PersonRef(request.requester_id, request.requester_name),
        requested_at=request.requested_at,
        note=request.note,
        wanted_from=request.wanted_from,
        route_name=request.route_name,
        routed_because=request.routed_because,
        stage=request.stage,
        stages=_stages(tx, actor, loaded, staff=staff, standing=standing),
        due_at=request.due_at if is_open else None,
        late=is_open and request.due_at <= clock.now(),
        ended_at=request.ended_at,
        steps=_steps(loaded),
        earlier=tuple(entry for entry in list_of_document(tx, actor, document.id).items if entry.id != request.id),
        instead_of=PersonRef(principal, staff.people[principal].name) if principal is not None else None,
        why_not=_why_not(actor, loaded, standing) if is_open and not may else None,
        can=RequestCan(approve=may, send_back=may, delegate=may, withdraw=is_open and may_withdraw(actor, loaded.barred)),
    )


def list_of_document(tx: Tx, actor: Actor, document_id: UUID) -> DocumentRequests:
    """Every request for a document with its decisions, the newest first; none of a document whose drafts are not open."""
    statement = select(ApprovalRequest).where(ApprovalRequest.document_id == document_id, visible_to(actor))
    newest = statement.order_by(ApprovalRequest.requested_at.desc(), ApprovalRequest.id.desc())
    loaded = list_loaded(tx, actor, tx.scalars(newest.execution_options(populate_existing=True)).all())
    return DocumentRequests(tuple(_earlier(entry) for entry in loaded))


def _list_waiting(tx: Tx, actor: Actor) -> tuple[RequestRow, ...]:
    if actor.person_id is None:
        return ()
    statement = select(ApprovalRequest).where(ApprovalRequest.state == State.IN_PROGRESS, visible_to(actor))
    first = statement.order_by(ApprovalRequest.due_at, ApprovalRequest.id).limit(MANY)
    loaded = list_loaded(tx, actor, tx.scalars(first.execution_options(populate_existing=True)).all())
    if not loaded:
        return ()
    staff = get_staff_for(tx, actor, loaded)
    rows = (_row(entry, actor, staff) for entry in loaded)
    return tuple(row for row in rows if row.mine)


def _part(actor: Actor, loaded: Loaded, standing: Standing) -> tuple[bool, UUID | None]:
    if actor.person_id is None or loaded.request.state != State.IN_PROGRESS:
        return False, None
    return acts_for(standing, actor.person_id)


def _row(loaded: Loaded, actor: Actor, staff: Staff) -> RequestRow:
    request, edition = loaded.request, loaded.edition
    standing = standing_of(loaded.opened(request.stage), staff)
    mine, _ = _part(actor, loaded, standing)
    is_open = request.state == State.IN_PROGRESS
    return RequestRow(
        id=request.id,
        purpose=request.purpose,
        purpose_name=purpose_name(request),
        document=subject_ref(loaded),
        title=loaded.title,
        edition_id=edition.id,
        importance=request.importance,  # type: ignore[arg-type]  # it is read from the edition
        state=request.state,  # type: ignore[arg-type]  # the table's check says so
        stage=request.stage,
        stage_name=loaded.stages[request.stage - 1].name,
        stages=len(loaded.stages),
        requester=PersonRef(request.requester_id, request.requester_name),
        requested_at=request.requested_at,
        due_at=request.due_at if is_open else None,
        late=is_open and request.due_at <= clock.now(),
        short=is_open and standing.short,
        mine=mine,
        bulk=mine and request.importance == "low",
        ended_at=request.ended_at,
    )


def _stages(tx: Tx, actor: Actor, loaded: Loaded, *, staff: Staff, standing: Standing) -> tuple[StageView, ...]:
    words = list_who_names(tx, actor, [who for stage in loaded.stages for who in stage.who])
    request = loaded.request
    views = []
    for no, stage in enumerate(loaded.stages, start=1):
        here = standing if no == request.stage else standing_of(loaded.opened(no), staff)
        is_now = no == request.stage and request.state == State.IN_PROGRESS
        over = no < request.stage or (no == request.stage and not is_now)
        views.append(
            StageView(
                no=no,
                name=stage.name,
                who=tuple(words[who.kind, who.value] for who in stage.who),
                needed=here.needed if is_now or not over else stage.needed,
                approved=here.count,
                state=_stage_state(loaded, no),
                short=is_now and here.short,
                seats=_seats(loaded, stage_no=no, standing=None if over else here, staff=staff),
                due_at=request.due_at if is_now else None,
            )
        )
    return tuple(views)


def _stage_state(loaded: Loaded, no: int) -> StageState:
    request = loaded.request
    if no < request.stage or request.state == State.APPROVED:
        return "done"
    if request.state != State.IN_PROGRESS:
        return "ended"
    return "now" if no == request.stage else "coming"


def _seats(loaded: Loaded, *, stage_no: int, standing: Standing | None, staff: Staff) -> tuple[Seat, ...]:
    done = [step for step in loaded.steps if step.stage == stage_no and step.kind == StepKind.APPROVED]
    seats = [Seat(person=PersonRef(step.by_id, step.by_name), approved=True, deputies=()) for step in done]
    if standing is None:
        return tuple(seats)
    for key, person in staff.people.items():
        if key in standing.eligible:
            deputies = (PersonRef(other, staff.people[other].name) for other in standing.deputies.get(key, ()))
            seats.append(Seat(person=PersonRef(key, person.name), approved=False, deputies=tuple(deputies)))
    return tuple(seats)


def _why_not(actor: Actor, loaded: Loaded, standing: Standing) -> str | None:
    if actor.person_id is None:
        return None
    if actor.person_id in loaded.barred:
        return "自分が書いた文書、または自分が申請した文書のため、承認できません。"
    if actor.person_id in standing.approved:
        return "この段階は、もう承認しています。"
    if not actor.may(APPROVAL_DECIDE.code):
        return None
    return "いまの段階の承認者ではありません。"


def _steps(loaded: Loaded) -> tuple[ApprovalStepView, ...]:
    stages: Sequence[Stage] = loaded.stages
    return tuple(
        ApprovalStepView(
            id=step.id,
            kind=step.kind,  # type: ignore[arg-type]  # the table's check says so
            at=step.at,
            stage=step.stage,
            stage_name=stages[step.stage - 1].name,
            by=PersonRef(step.by_id, step.by_name),
            role=step.by_role,
            instead_of=PersonRef(step.for_id, step.for_name or "") if step.for_id is not None else None,
            to=PersonRef(step.to_id, step.to_name or "") if step.to_id is not None else None,
            text=step.text,
        )
        for step in loaded.steps
    )


def _earlier(loaded: Loaded) -> EarlierRequest:
    request = loaded.request
    return EarlierRequest(
        id=request.id,
        edition_id=request.edition_id,
        state=request.state,  # type: ignore[arg-type]  # the table's check says so
        requester=PersonRef(request.requester_id, request.requester_name),
        requested_at=request.requested_at,
        ended_at=request.ended_at,
        steps=_steps(loaded),
    )


def subject_ref(loaded: Loaded) -> SubjectRef:
    """The document of a request."""
    document = loaded.document
    kind = kind_of(document.kind)
    return SubjectRef(id=document.id, kind=document.kind, kind_name=kind.name, code=code_of(document.kind, document.serial))


def purpose_name(request: ApprovalRequest) -> str:
    """What a request is for, in words."""
    subject = find_subject(request.purpose)
    return subject.name if subject is not None else "公開"


def _category(tx: Tx, actor: Actor, loaded: Loaded) -> NamedCode | None:
    code = loaded.document.category_code
    if code is None:
        return None
    found = documents.find_category(tx, actor, loaded.document.kind, code=code)
    return NamedCode(code, found.name if found is not None else code)


def _project(tx: Tx, actor: Actor, project_id: UUID | None) -> ProjectName | None:
    found = projects.list_names(tx, actor, [project_id]).get(project_id) if project_id is not None else None
    return ProjectName(found.id, found.code, found.name) if found is not None else None
