"""The verbs of the end: accept an answer, rate it, resolve, cancel, reopen, and make knowledge of it."""

from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.consultations import policy, queries
from mirai_knowledge.consultations.errors import ConsultationRefused, PostNotFound
from mirai_knowledge.consultations.model import PostId, Rating
from mirai_knowledge.consultations.policy.knowledge import as_knowledge
from mirai_knowledge.consultations.queries import Held
from mirai_knowledge.consultations.schemas import steps
from mirai_knowledge.consultations.schemas.commands import Accept, Because, Rate
from mirai_knowledge.consultations.service.clock import plan_clock, start_clock
from mirai_knowledge.consultations.service.saving import SUBJECT, refuse_stale, save
from mirai_knowledge.consultations.service.telling import Said, Taken, note_step, tell
from mirai_knowledge.documents import queries as documents_queries
from mirai_knowledge.documents import service as documents
from mirai_knowledge.documents.schemas import NewDocument, Properties, SetLink
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import PersonId, new_id


def accept(tx: Tx, actor: Actor, command: Accept, *, document_id: UUID, expected: int) -> None:
    """The answer is the accepted one, instead of any other; with `resolve` the consultation is resolved.

    Rules P-171, P-172; raises DocumentNotFound, PostNotFound, DocumentStale, ConsultationMoveRefused.
    """
    held = queries.get_held(tx, actor, document_id)
    policy.require_move(actor, held.row, "accept", part=held.part)
    refuse_stale(tx, actor, held, expected=expected)
    post = queries.get_post(tx, actor, held, command.post_id)
    if post.kind != "answer":
        raise PostNotFound("採用できるのは回答だけです。")
    before = held.row.accepted_post_id
    if before != post.id:
        held.row.accept(PostId(post.id))
        note_step(tx, actor, document_id, taken=Taken("accepted", to_name=post.author_name))
        tell(tx, actor, held.row, said=Said("consultation.accepted", "あなたの回答が採用されました:"), to=[post.author_id])
        change = {"post_id": before}, {"post_id": post.id}
        audit.record(tx, actor, steps.ACCEPTED, Subject(SUBJECT, document_id), before=change[0], after=change[1])
    if command.resolve:
        policy.require_move(actor, held.row, "resolve", part=held.part)
        _resolve(tx, actor, held)
    content = held.content.model_copy(update={"accepted": str(post.id)})
    save(tx, actor, held, content=content, reason=f"回答を採用した（{post.author_name}）")


def rate(tx: Tx, actor: Actor, command: Rate, *, document_id: UUID) -> None:
    """The asker thinks so of this expert's answers; said again it replaces what was said.

    Rule P-171; raises DocumentNotFound, ConsultationMoveRefused, and ConsultationRefused for somebody who has not answered.
    """
    held = queries.get_held(tx, actor, document_id)
    policy.require_move(actor, held.row, "rate", part=held.part)
    name = queries.list_answerers(tx, actor, document_id).get(command.expert_id)
    if name is None:
        message = "この人は、この相談に回答していません。"
        raise ConsultationRefused(message, fields=(FieldError("expert_id", "expert.unknown", message),))
    rating = queries.find_rating(tx, actor, held, command.expert_id)
    before: Recorded = {"expert_id": command.expert_id, "stars": rating.stars if rating else None}
    if rating is None:
        rating = Rating(
            id=new_id(),
            document_id=held.document.id,
            expert_id=PersonId(command.expert_id),
            expert_name=name,
            rater_id=actor.person_id,
            rater_name=actor.name,
        )
        tx.add(rating)
    rating.stars, rating.comment, rating.at = command.stars, command.comment, clock.now()
    after: Recorded = {"expert_id": command.expert_id, "stars": command.stars}
    audit.record(tx, actor, steps.RATED, Subject(SUBJECT, document_id), before=before, after=after)
    save(tx, actor, held)


def resolve(tx: Tx, actor: Actor, document_id: UUID, *, expected: int) -> None:
    """The consultation is over. Rule P-172; raises DocumentNotFound, DocumentStale, ConsultationMoveRefused."""
    held = queries.get_held(tx, actor, document_id)
    policy.require_move(actor, held.row, "resolve", part=held.part)
    refuse_stale(tx, actor, held, expected=expected)
    _resolve(tx, actor, held)
    save(tx, actor, held)


def cancel(tx: Tx, actor: Actor, command: Because, *, document_id: UUID, expected: int) -> None:
    """The consultation is no longer asked, for a reason that stays in sight.

    Rule P-172; raises DocumentNotFound, DocumentStale, ConsultationMoveRefused.
    """
    held = queries.get_held(tx, actor, document_id)
    policy.require_move(actor, held.row, "cancel", part=held.part)
    refuse_stale(tx, actor, held, expected=expected)
    held.row.cancel(command.reason, clock.now(), accounts.get_working_time(tx, actor))
    plan_clock(tx, actor, held.row)
    note_step(tx, actor, document_id, taken=Taken("cancelled", text=command.reason))
    audit.record(tx, actor, steps.CANCELLED, Subject(SUBJECT, document_id), after={"reason": command.reason})
    save(tx, actor, held)
    told = Said("consultation.cancelled", "相談が取り消されました:", command.reason)
    tell(tx, actor, held.row, said=told, to=[held.row.expert_id, held.row.asker_id])


def reopen(tx: Tx, actor: Actor, command: Because, *, document_id: UUID, expected: int) -> None:
    """The consultation waits for an answer again, with a new clock; what was accepted stays accepted.

    Rule P-172; raises DocumentNotFound, DocumentStale, ConsultationMoveRefused.
    """
    held = queries.get_held(tx, actor, document_id)
    policy.require_move(actor, held.row, "reopen", part=held.part)
    refuse_stale(tx, actor, held, expected=expected)
    if held.row.expert_id is not None and queries.find_answerer(tx, actor, held.row.expert_id) is None:
        held.row.expert_id = held.row.expert_name = None
    held.row.reopen()
    start_clock(tx, actor, held.row)
    note_step(tx, actor, document_id, taken=Taken("reopened", text=command.reason))
    audit.record(tx, actor, steps.REOPENED, Subject(SUBJECT, document_id), after={"reason": command.reason})
    save(tx, actor, held)
    to = [held.row.expert_id] if held.row.expert_id is not None else list(queries.list_leads(tx, actor))
    tell(tx, actor, held.row, said=Said("consultation.reopened", "相談が再開されました:", command.reason), to=to)


def convert(tx: Tx, actor: Actor, document_id: UUID) -> UUID:
    """Question and accepted answer are a draft of knowledge, owed to both, which points at the consultation; this is its id.
    Converting again gives the same one, unless it was thrown away.

    Rule P-173 and that of who writes knowledge; raises DocumentNotFound, ConsultationMoveRefused.
    """
    held = queries.get_held(tx, actor, document_id)
    policy.require_move(actor, held.row, "convert", part=held.part)
    there = queries.find_knowledge(tx, actor, held.row.knowledge_id)
    if there is not None:
        return there
    post = queries.get_post(tx, actor, held, held.row.accepted_post_id or document_id)
    known = documents_queries.get_properties(tx, actor, held.document)
    owner = {"owner_id": post.author_id} if _signs_in(tx, actor, post.author_id) else {"owner_name": post.author_name}
    properties = Properties(
        audience=known.audience,
        project_id=known.project_id,
        work_section=known.work_section,
        tags=known.tags,
        work_types=known.work_types,
        **owner,
    )
    new = NewDocument(
        kind="knowledge",
        content=dict(as_knowledge(held.content)),
        properties=properties,
        links=(SetLink(to_id=document_id, type="derived_from"),),
        writers=((held.row.asker_id, held.row.asker_name), (post.author_id, post.author_name)),
    )
    held.row.knowledge_id = documents.start_draft(tx, actor, new)
    note_step(tx, actor, document_id, taken=Taken("converted"))
    after: Recorded = {"knowledge_id": held.row.knowledge_id}
    audit.record(tx, actor, steps.CONVERTED, Subject(SUBJECT, document_id), after=after)
    save(tx, actor, held)
    told = Said("consultation.converted", "回答がナレッジの下書きになりました:")
    tell(tx, actor, held.row, said=told, to=[held.row.asker_id, post.author_id])
    return held.row.knowledge_id


def _signs_in(tx: Tx, actor: Actor, person_id: UUID | None) -> bool:
    return person_id is not None and person_id in documents_queries.list_active(tx, actor, [person_id])


def _resolve(tx: Tx, actor: Actor, held: Held) -> None:
    held.row.resolve(clock.now())
    plan_clock(tx, actor, held.row)
    note_step(tx, actor, held.document.id, taken=Taken("resolved"))
    audit.record(tx, actor, steps.RESOLVED, Subject(SUBJECT, held.document.id))
    answerers = queries.list_answerers(tx, actor, held.document.id)
    tell(tx, actor, held.row, said=Said("consultation.resolved", "相談が解決しました:"), to=[*answerers, held.row.asker_id])
