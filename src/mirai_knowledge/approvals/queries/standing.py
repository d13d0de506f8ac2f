"""Requests with the people of now: who may decide, who has, and for whom the reader would act."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.approvals.errors import ApprovalNotFound
from mirai_knowledge.approvals.model import PUBLISH, ApprovalRequest, ApprovalStep, State, StepKind
from mirai_knowledge.approvals.policy import Open, Staff, Standing, standing_of, visible_to
from mirai_knowledge.approvals.queries.people import get_staff
from mirai_knowledge.approvals.schemas.stages import Stage, read
from mirai_knowledge.documents.model import Document, Edition
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

MISSING = "この申請は見つかりません。取り下げられたか、見られる範囲にありません。"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A request with its document, edition and steps."""

    request: ApprovalRequest
    document: Document
    edition: Edition
    steps: tuple[ApprovalStep, ...]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of the route as they were copied."""
        return read(self.request.stages)

    @property
    def barred(self) -> frozenset[UUID]:
        """Those who may never decide: everyone who wrote, and who asks."""
        writers = {UUID(str(writer["id"])) for writer in self.edition.writers if writer.get("id")}
        given = {person for person in (self.edition.author_id, self.request.requester_id) if person is not None}
        return frozenset(writers | given | {UUID(person) for person in self.request.barred})

    @property
    def title(self) -> str:
        """What is decided about, as people call it."""
        return self.request.title or self.edition.title

    def opened(self, stage: int) -> Open:
        """The stage of that number, as far as it has been decided."""
        here = [step for step in self.steps if step.stage == stage]
        approved = [(step.by_id, step.for_id) for step in here if step.kind == StepKind.APPROVED and step.by_id is not None]
        handed = [step for step in here if step.kind == StepKind.DELEGATED]
        return Open(
            stage=self.stages[stage - 1],
            project_id=self.document.project_id,
            barred=self.barred,
            approved=approved,
            delegated=[
                (giver, step.to_id)
                for step in handed
                if (giver := step.for_id or step.by_id) is not None and step.to_id is not None
            ],
        )


def get_loaded(tx: Tx, actor: Actor, request_id: UUID, *, lock: bool = False) -> Loaded:
    """A request that the actor sees; raises ApprovalNotFound. With `lock` it stays as it is until the transaction ends."""
    statement = select(ApprovalRequest).where(ApprovalRequest.id == request_id, visible_to(actor))
    statement = statement.execution_options(populate_existing=True)
    request = tx.scalars(statement.with_for_update() if lock else statement).first()
    if request is None:
        raise ApprovalNotFound(MISSING)
    return list_loaded(tx, actor, [request])[0]


def find_open(tx: Tx, actor: Actor, request_id: UUID) -> Loaded | None:
    """A request in progress, locked, for machine work; None for one that is over."""
    statement = select(ApprovalRequest).where(ApprovalRequest.id == request_id, ApprovalRequest.state == State.IN_PROGRESS)
    request = tx.scalars(statement.with_for_update().execution_options(populate_existing=True)).first()
    return list_loaded(tx, actor, [request])[0] if request is not None else None


def list_waiting_about(tx: Tx, _actor: Actor, documents: Collection[UUID]) -> Mapping[tuple[UUID, UUID | None], UUID]:
    """Requests in progress that are no publication, by their document and the part of it they are about."""
    statement = select(ApprovalRequest.document_id, ApprovalRequest.about_id, ApprovalRequest.id).where(
        ApprovalRequest.document_id.in_(documents), ApprovalRequest.state == State.IN_PROGRESS, ApprovalRequest.purpose != PUBLISH
    )
    return {(row.document_id, row.about_id): row.id for row in tx.execute(statement)} if documents else {}


def find_purpose_of(tx: Tx, _actor: Actor, request_id: UUID) -> str | None:
    """What a request is for, before anything of it is locked."""
    return tx.scalar(select(ApprovalRequest.purpose).where(ApprovalRequest.id == request_id))


def find_document_of(tx: Tx, _actor: Actor, request_id: UUID) -> UUID | None:
    """The document a request is about, to be locked before the request is."""
    return tx.scalar(select(ApprovalRequest.document_id).where(ApprovalRequest.id == request_id))


def list_open_ids(tx: Tx, _actor: Actor) -> tuple[UUID, ...]:
    """Every request in progress, in the order of the ids; asked for machine work."""
    return tuple(
        tx.scalars(select(ApprovalRequest.id).where(ApprovalRequest.state == State.IN_PROGRESS).order_by(ApprovalRequest.id))
    )


def list_loaded(tx: Tx, _actor: Actor, requests: Sequence[ApprovalRequest]) -> tuple[Loaded, ...]:
    """These requests with what belongs to them, in the same order."""
    ids = [request.id for request in requests]
    fresh = {"populate_existing": True}
    wanted = select(Document).where(Document.id.in_({request.document_id for request in requests}))
    documents = {row.id: row for row in tx.scalars(wanted.execution_options(**fresh))}
    texts = select(Edition).where(Edition.id.in_({request.edition_id for request in requests}))
    editions = {row.id: row for row in tx.scalars(texts.execution_options(**fresh))}
    steps: dict[UUID, list[ApprovalStep]] = {}
    taken = select(ApprovalStep).where(ApprovalStep.request_id.in_(ids)).order_by(ApprovalStep.at, ApprovalStep.id)
    for step in tx.scalars(taken.execution_options(**fresh)):
        steps.setdefault(step.request_id, []).append(step)
    return tuple(
        Loaded(
            request,
            documents[request.document_id],  # type: ignore[index]  # a typed id is its UUID
            editions[request.edition_id],  # type: ignore[index]
            tuple(steps.get(request.id, ())),
        )
        for request in requests
    )


def get_standing(tx: Tx, actor: Actor, loaded: Loaded, *, staff: Staff | None = None) -> Standing:
    """How the present stage of a request stands, with the people of now."""
    return standing_of(loaded.opened(loaded.request.stage), staff or get_staff_for(tx, actor, [loaded]))


def get_staff_for(tx: Tx, actor: Actor, loaded: Sequence[Loaded]) -> Staff:
    """Who can decide, with the roles in the projects that these requests ask for."""
    projects = {
        entry.document.project_id
        for entry in loaded
        if entry.document.project_id is not None
        and any(who.kind == "project_role" for stage in entry.stages for who in stage.who)
    }
    return get_staff(tx, actor, projects)
