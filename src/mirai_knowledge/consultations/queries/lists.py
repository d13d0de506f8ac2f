"""Lists of consultations: filtered, sorted, paged by key, with counts of what is before the reader."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import contains_eager

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.accounts.policy import CONSULTATION_ANSWER, CONSULTATION_ASK
from mirai_knowledge.consultations import policy
from mirai_knowledge.consultations.model import STATE_NAMES, Consultation, ConsultationPost, State
from mirai_knowledge.consultations.schemas.commands import ListConsultations
from mirai_knowledge.consultations.schemas.views import ConsultationPage, ConsultationRow, ConsultationsCan, Counts
from mirai_knowledge.documents import policy as documents
from mirai_knowledge.documents.model import Document, Edition
from mirai_knowledge.documents.schemas.kinds import code_of, parse_code
from mirai_knowledge.documents.schemas.views import FacetValue, NamedCode, PersonRef, ProjectName
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.kernel.text import fold
from mirai_knowledge.projects import queries as projects

NEVER = datetime(9000, 1, 1, tzinfo=UTC)
ID = Key(Consultation.document_id.expression, lambda row: str(row.document_id), UUID)
SORTS: Mapping[str, tuple[Key, ...]] = {
    "updated": (
        Key(
            Document.updated_at.expression,
            lambda row: row.document.updated_at.isoformat(),
            datetime.fromisoformat,
            descending=True,
        ),
        Key(Consultation.document_id.expression, lambda row: str(row.document_id), UUID, descending=True),
    ),
    "due": (
        Key(func.coalesce(Consultation.due_at, NEVER), lambda row: (row.due_at or NEVER).isoformat(), datetime.fromisoformat),
        ID,
    ),
}
LIVE = (State.OPEN, State.ASSIGNED, State.ANSWERED)


def list_consultations(
    tx: Tx, actor: Actor, wanted: ListConsultations, *, cursor: str | None = None, limit: int = 50
) -> ConsultationPage:
    """Consultations the actor may read. Raises Forbidden (P-060) and Invalid for a bad cursor."""
    require(actor, documents.P_060)
    statement = select(Consultation).join(Consultation.document).options(contains_eager(Consultation.document))
    statement = statement.where(policy.visible_to(actor), *_conditions(actor, wanted)).execution_options(populate_existing=True)
    page = fetch_page(tx, statement, SORTS[wanted.sort], cursor=cursor, limit=limit)
    return ConsultationPage(
        items=list_rows(tx, actor, page.items),
        next_cursor=page.next_cursor,
        counts=get_counts(tx, actor) if cursor is None else None,
        specialties=accounts.list_specialties(tx, actor) if actor.may(CONSULTATION_ASK.code) else (),
        can=ConsultationsCan(ask=actor.may(CONSULTATION_ASK.code), answer=actor.may(CONSULTATION_ANSWER.code)),
    )


def get_counts(tx: Tx, actor: Actor) -> Counts:
    """How many consultations the actor has before them."""
    require(actor, documents.P_060)
    columns = [func.count().filter(_whose(actor, whose)).label(whose) for whose in ("waiting", "to_answer", "asked")]
    columns += [func.count().filter(_whose(actor, whose)).label(whose) for whose in ("unassigned", "late", "all")]
    columns += [func.count().filter(Consultation.state == state).label(f"in_{state}") for state in State]
    statement = select(*columns).select_from(Consultation).join(Consultation.document).where(policy.visible_to(actor))
    row = tx.execute(statement).one()._mapping  # noqa: SLF001  the documented name for a row by its labels
    return Counts(
        waiting=row["waiting"],
        to_answer=row["to_answer"],
        asked=row["asked"],
        unassigned=row["unassigned"],
        late=row["late"],
        all=row["all"],
        states=tuple(FacetValue(str(state), STATE_NAMES[state], row[f"in_{state}"]) for state in State),
    )


def list_rows(tx: Tx, actor: Actor, rows: Sequence[Consultation]) -> tuple[ConsultationRow, ...]:
    """Consultations with their documents loaded, as rows of a list, in the same order."""
    ids = [row.document_id for row in rows]
    editions = {
        edition.document_id: edition
        for edition in tx.scalars(select(Edition).where(Edition.document_id.in_(ids), documents.in_force(clock.now())))
    }
    named = projects.list_names(tx, actor, {row.document.project_id for row in rows if row.document.project_id})
    answers, time, now = _answers(tx, ids), accounts.get_working_time(tx, actor), clock.now()
    shown = []
    for row in rows:
        project = named.get(row.document.project_id) if row.document.project_id else None
        edition = editions[row.document_id]
        shown.append(
            ConsultationRow(
                id=row.document_id,
                code=code_of(row.document.kind, row.document.serial),
                title=edition.title,
                summary=edition.summary,
                state=NamedCode(row.state, STATE_NAMES[row.state]),
                priority=row.priority,  # type: ignore[arg-type]  # the table's check says so
                specialty=row.specialty,
                wanted_on=row.wanted_on,
                project=ProjectName(project.id, project.code, project.name) if project is not None else None,
                asker=PersonRef(row.asker_id, row.asker_name),
                expert=PersonRef(row.expert_id, row.expert_name) if row.expert_name is not None else None,
                clock=policy.clock_of(row, now, time),
                answers=answers.get(row.document_id, 0),
                accepted=row.accepted_post_id is not None,
                asked_at=row.asked_at,
                updated_at=row.document.updated_at,
                flags=tuple(row.flags),
            )
        )
    return tuple(shown)


def _conditions(actor: Actor, wanted: ListConsultations) -> list[ColumnElement[bool]]:
    given = {
        Consultation.state: wanted.state,
        Consultation.priority: wanted.priority,
        Consultation.specialty: wanted.specialty,
        Document.project_id: wanted.project,
    }
    conditions = [column == value for column, value in given.items() if value is not None]
    if wanted.answered_by is not None:
        conditions.append(_answered_by(wanted.answered_by))
    conditions += [_contains(word) for word in (wanted.q or "").split()]
    return [*conditions, _whose(actor, wanted.whose)]


def _whose(actor: Actor, whose: str) -> ColumnElement[bool]:
    mine = actor.person_id is not None
    asked = Consultation.asker_id == actor.person_id if mine else false()
    expert = Consultation.expert_id == actor.person_id if mine else false()
    to_answer = and_(expert, Consultation.state == State.ASSIGNED, Consultation.paused_at.is_(None))
    paused = and_(Consultation.state == State.ASSIGNED, Consultation.paused_at.is_not(None))
    unassigned = Consultation.state == State.OPEN
    waiting = or_(to_answer, and_(asked, or_(paused, Consultation.state == State.ANSWERED)))
    conditions: Mapping[str, ColumnElement[bool]] = {
        "all": true(),
        "asked": and_(asked, Consultation.state.in_(LIVE)),
        "to_answer": to_answer,
        "unassigned": unassigned,
        "waiting": or_(waiting, unassigned) if documents.administers(actor) else waiting,
        "late": and_(
            Consultation.state.in_((State.OPEN, State.ASSIGNED)),
            or_(Consultation.due_at <= clock.now(), Consultation.breached_at.is_not(None)),
        ),
    }
    return conditions[whose]


def _answered_by(person_id: UUID) -> ColumnElement[bool]:
    held = (ConsultationPost.document_id == Consultation.document_id, ConsultationPost.kind == "answer")
    return exists(select(ConsultationPost.id).where(*held, ConsultationPost.author_id == person_id))


def _contains(word: str) -> ColumnElement[bool]:
    texts = (Edition.sort_key.contains(fold(word), autoescape=True), Edition.summary.icontains(word, autoescape=True))
    held = (Edition.document_id == Consultation.document_id, documents.in_force(clock.now()))
    places: list[ColumnElement[bool]] = [exists(select(Edition.id).where(*held, or_(*texts)).correlate(Consultation))]
    code = parse_code(word)
    if code is not None:
        places.append(and_(Document.kind == code[0], Document.serial == code[1]))
    return or_(*places)


def _answers(tx: Tx, ids: Collection[UUID]) -> Mapping[UUID, int]:
    held = (ConsultationPost.document_id.in_(ids), ConsultationPost.kind == "answer")
    counted = select(ConsultationPost.document_id, func.count()).where(*held)
    rows = tx.execute(counted.group_by(ConsultationPost.document_id))
    return {row[0]: row[1] for row in rows}
