"""One consultation: its page, and its rows locked for a change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.consultations import policy
from mirai_knowledge.consultations.errors import ConsultationNotFound, PostNotFound
from mirai_knowledge.consultations.model import (
    STATE_NAMES,
    Consultation,
    ConsultationPost,
    PostHelpful,
    PostId,
    Rating,
    State,
    Step,
)
from mirai_knowledge.consultations.policy import Part
from mirai_knowledge.consultations.schemas import ConsultationContent
from mirai_knowledge.consultations.schemas.steps import STEP_NAMES
from mirai_knowledge.consultations.schemas.views import (
    ConsultationView,
    KnowledgeRef,
    PostView,
    RatingView,
    StepView,
)
from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.model import Document, Edition
from mirai_knowledge.documents.policy.markdown import attachments_of, render, with_addresses
from mirai_knowledge.documents.schemas.ports import linked
from mirai_knowledge.documents.schemas.views import DocumentView, NamedCode, PersonRef
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

MISSING = "この相談は見つかりません。移動・削除されたか、見られる範囲にありません。"


@dataclass(frozen=True, slots=True)
class Held:
    """A consultation locked for a change: its document, its rows, its text as it stands, and the actor's part in it."""

    document: Document
    row: Consultation
    content: ConsultationContent
    part: Part


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page is put together from."""

    row: Consultation
    content: ConsultationContent
    part: Part
    bodies: Sequence[str]


def get_held(tx: Tx, actor: Actor, document_id: UUID) -> Held:
    """The consultation, locked until the transaction ends; raises DocumentNotFound or ConsultationNotFound, also for one that
    is hidden, and DocumentMoveRefused for one in the bin.
    """
    document, _ = documents.get_locked(tx, actor, document_id)
    document.refuse_in_bin()
    statement = select(Consultation).where(Consultation.document_id == document_id).with_for_update()
    row = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise ConsultationNotFound(MISSING)
    edition = documents.find_last_approved(tx, actor, document_id)
    content = ConsultationContent.model_validate(edition.content if edition is not None else {})
    return Held(document, row, content, _part(tx, actor, row))


def get_post(tx: Tx, _actor: Actor, held: Held, post_id: UUID) -> ConsultationPost:
    """A post of a locked consultation; raises PostNotFound."""
    statement = select(ConsultationPost).where(ConsultationPost.id == post_id)
    row = tx.scalars(statement.where(ConsultationPost.document_id == held.document.id)).first()
    if row is None:
        raise PostNotFound("この回答は見つかりません。画面を再読み込みしてください。")
    return row


def find_post(tx: Tx, _actor: Actor, post_id: UUID) -> ConsultationPost | None:
    """Whatever post has this id."""
    return tx.scalars(select(ConsultationPost).where(ConsultationPost.id == post_id)).first()


def find_helpful(tx: Tx, _actor: Actor, post_id: UUID, person_id: UUID) -> PostHelpful | None:
    """The mark of that person on a post."""
    held = (PostHelpful.post_id == post_id, PostHelpful.person_id == person_id)
    return tx.scalars(select(PostHelpful).where(*held)).first()


def find_rating(tx: Tx, _actor: Actor, held: Held, expert_id: UUID) -> Rating | None:
    """What the asker said of this expert before."""
    mine = (Rating.document_id == held.document.id, Rating.expert_id == expert_id, Rating.rater_id == held.row.asker_id)
    return tx.scalars(select(Rating).where(*mine)).first()


def list_answerers(tx: Tx, _actor: Actor, document_id: UUID) -> Mapping[UUID, str]:
    """The people who have answered, by name, the first one first."""
    held = (ConsultationPost.document_id == document_id, ConsultationPost.kind == "answer")
    statement = select(ConsultationPost).where(*held, ConsultationPost.author_id.is_not(None))
    rows = tx.scalars(statement.order_by(ConsultationPost.at, ConsultationPost.id))
    return {row.author_id: row.author_name for row in rows if row.author_id is not None}


def get_consultation(tx: Tx, actor: Actor, ref: str) -> ConsultationView:
    """The page of the consultation that somebody calls `ref`; raises DocumentNotFound and ConsultationNotFound."""
    page = documents.get_page(tx, actor, ref)
    statement = select(Consultation).where(Consultation.document_id == page.id)
    row = tx.scalars(statement.execution_options(populate_existing=True)).first()
    edition = documents.find_in_force(tx, actor, page.id)
    if row is None or edition is None:
        raise ConsultationNotFound(MISSING)
    return _view(tx, actor, page, row=row, edition=edition)


def _view(tx: Tx, actor: Actor, page: DocumentView, *, row: Consultation, edition: Edition) -> ConsultationView:
    content = ConsultationContent.model_validate(edition.content)
    named = attachments_of(page.body)
    addresses = documents.list_addresses(tx, actor, named, document_id=page.id)
    part = _part(tx, actor, row, live=page.archived_at is None and page.state != "binned")
    question, *bodies = _pages(tx, actor, content, addresses=addresses)
    posts = _posts(tx, actor, _Shown(row, content, part, bodies))
    time = accounts.get_working_time(tx, actor)
    writes = "knowledge" in documents_policy.writable_kinds(actor)
    answers = sum(post.kind == "answer" for post in posts)
    return ConsultationView(
        id=page.id,
        code=page.code,
        title=page.title,
        state=NamedCode(row.state, STATE_NAMES[row.state]),
        priority=content.priority,
        specialty=row.specialty,
        wanted_on=content.wanted_on,
        question=content.question,
        question_html=question,
        asker=PersonRef(row.asker_id, row.asker_name),
        expert=PersonRef(row.expert_id, row.expert_name) if row.expert_name is not None else None,
        asked_at=row.asked_at,
        updated_at=page.updated_at,
        project=page.project,
        work_types=page.work_types,
        tags=page.tags,
        clock=policy.clock_of(row, clock.now(), time),
        posts=posts,
        accepted=row.accepted_post_id,
        ratings=_ratings(tx, page.id),
        steps=_steps(tx, page.id),
        cancelled_reason=row.cancelled_reason,
        knowledge=_knowledge(tx, actor, row.knowledge_id),
        edition_no=page.edition.no if page.edition is not None and page.edition.no is not None else 0,
        attachments={str(key): address for key, address in addresses.items()},
        flags=tuple(row.flags),
        can=policy.can(row, part, answers=answers, writes_knowledge=writes),
        version=page.version,
    )


def _part(tx: Tx, actor: Actor, row: Consultation, *, live: bool = True) -> Part:
    answered = actor.person_id is not None and actor.person_id in list_answerers(tx, actor, row.document_id)
    return policy.part_of(actor, row, answered=answered, live=live)


def get_files_open(tx: Tx, actor: Actor, document_id: UUID) -> bool:
    """Whether the actor may attach files to the consultation: who asked, who is to answer or has answered, and administrators,
    until it is cancelled.
    """
    row = tx.scalars(select(Consultation).where(Consultation.document_id == document_id)).first()
    if row is None or row.state == State.CANCELLED:
        return False
    part = _part(tx, actor, row)
    return part.speaks_for_asker or part.expert or part.answered


def _pages(tx: Tx, actor: Actor, content: ConsultationContent, *, addresses: Mapping[UUID, str]) -> tuple[str, ...]:
    """The question and everything written to it, as pages."""
    texts = (content.question, *(post.body for post in content.posts))
    return linked(tx, actor, [with_addresses(render(text).html, addresses) for text in texts])


def _posts(tx: Tx, actor: Actor, held: _Shown) -> tuple[PostView, ...]:
    row, part = held.row, held.part
    rows = {str(post.id): post for post in tx.scalars(_of(row.document_id))}
    marks = _marks(tx, [post.id for post in rows.values()])
    views = []
    for written, body_html in zip(held.content.posts, held.bodies, strict=True):
        post = rows[written.id]
        who = marks.get(post.id, set())
        mine = actor.person_id is not None and post.author_id == actor.person_id
        views.append(
            PostView(
                id=post.id,
                kind=written.kind,
                author=PersonRef(post.author_id, post.author_name),
                author_title=post.author_title,
                at=post.at,
                edited_at=post.edited_at,
                body=written.body,
                body_html=body_html,
                accepted=post.id == row.accepted_post_id,
                helpful=post.helpful_base + len(who),
                mine_helpful=actor.person_id in who,
                can_edit=part.live and mine and row.refusal("edit_post") is None,
                can_accept=written.kind == "answer" and part.live and part.speaks_for_asker and row.refusal("accept") is None,
                former=dict(post.legacy or {}),
            )
        )
    return tuple(views)


def _of(document_id: UUID):  # type: ignore[no-untyped-def]
    statement = select(ConsultationPost).where(ConsultationPost.document_id == document_id)
    return statement.execution_options(populate_existing=True)


def _marks(tx: Tx, ids: Collection[PostId]) -> Mapping[PostId, set[UUID]]:
    found: dict[PostId, set[UUID]] = {}
    for mark in tx.scalars(select(PostHelpful).where(PostHelpful.post_id.in_(ids))):
        found.setdefault(mark.post_id, set()).add(mark.person_id)
    return found


def _ratings(tx: Tx, document_id: UUID) -> tuple[RatingView, ...]:
    rows = tx.scalars(select(Rating).where(Rating.document_id == document_id).order_by(Rating.at, Rating.id))
    return tuple(
        RatingView(
            expert=PersonRef(row.expert_id, row.expert_name),
            rater=PersonRef(row.rater_id, row.rater_name),
            stars=row.stars,
            comment=row.comment,
            at=row.at,
        )
        for row in rows
    )


def _steps(tx: Tx, document_id: UUID) -> tuple[StepView, ...]:
    rows = tx.scalars(select(Step).where(Step.document_id == document_id).order_by(Step.at, Step.id))
    return tuple(
        StepView(
            kind=row.kind,
            name=STEP_NAMES.get(row.kind, row.kind),
            at=row.at,
            by=PersonRef(row.by_id, row.by_name),
            to_name=row.to_name,
            text=row.text,
        )
        for row in rows
    )


def find_knowledge(tx: Tx, _actor: Actor, document_id: UUID | None) -> UUID | None:
    """The knowledge made of an answer, as long as it does not lie in the bin; whoever asks may not see it."""
    live = (Document.id == document_id, Document.binned_at.is_(None))
    return tx.scalar(select(Document.id).where(*live)) if document_id is not None else None


def _knowledge(tx: Tx, actor: Actor, document_id: UUID | None) -> KnowledgeRef | None:
    if find_knowledge(tx, actor, document_id) is None or document_id is None:
        return None
    code, _, title = documents.list_document_labels(tx, actor, [document_id]).get(document_id, "").partition(" ")
    if not code:
        return None
    published = tx.scalar(select(func.count()).where(documents_policy.was_published(clock.now()), Document.id == document_id))
    return KnowledgeRef(id=document_id, code=code, title=title, draft=not published)
