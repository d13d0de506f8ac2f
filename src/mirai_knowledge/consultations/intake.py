"""Consultations by the batch, for a migration: given days, people and states are kept; no event, no notice, no clock.

What is taken back is taken back with its document.
"""

from uuid import UUID, uuid5

from sqlalchemy import delete

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.consultations.model import Consultation, ConsultationPost, PostId, Rating
from mirai_knowledge.consultations.policy import P_174
from mirai_knowledge.consultations.schemas import ConsultationContent, Post
from mirai_knowledge.consultations.schemas.intake import LoadConsultation, LoadConsultations, LoadRating
from mirai_knowledge.consultations.schemas.steps import LOADED
from mirai_knowledge.documents import intake as documents
from mirai_knowledge.documents.model import DocumentId
from mirai_knowledge.documents.schemas.intake import LoadDocument, LoadDocuments, LoadReport
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.kernel.rights import require

ORIGIN = UUID("6f1c9a52-6f0e-4c1b-9a53-1d0f5d8d2c55")
"""Ids of posts are made from where they stood, so that a second load finds the same text."""
ANSWERED_WITHOUT_ANSWER = "回答ありとされていますが、回答がありません"
ANSWERED_BY_ASKER = "相談した人自身の回答があります"
WITHOUT_EXPERT = "回答待ちですが、担当がいません"


def load_consultations(tx: Tx, actor: Actor, batch: LoadConsultations) -> LoadReport:
    """Each record of the batch is a consultation, once, in the state it had; contradictions are flagged. What an earlier run
    loaded gets the new state unless people have worked on it since. Rule P-174; raises Invalid that names the record.
    """
    require(actor, P_174)
    records = tuple(_document(item) for item in batch.items)
    report = documents.load_documents(tx, actor, LoadDocuments(run=batch.run, items=records))
    for item, done in zip(batch.items, report.items, strict=True):
        if done.outcome in {"added", "changed"}:
            _put(tx, item, DocumentId(done.document_id))
    tx.flush()  # the next batch may load the same consultations
    audit.record(tx, actor, LOADED, Subject("legacy_run", batch.run), detail={"consultations": len(batch.items)})
    return report


def flags_of(item: LoadConsultation) -> tuple[str, ...]:
    """What contradicts itself in the record, in words, after what it was flagged with."""
    answers = [post for post in item.posts if post.kind == "answer"]
    found = [*item.flags]
    if item.state in {"answered", "resolved"} and not answers:
        found.append(ANSWERED_WITHOUT_ANSWER)
    if any(post.author_name == item.asker_name for post in answers):
        found.append(ANSWERED_BY_ASKER)
    if item.state == "assigned" and item.expert_id is None and item.expert_name is None:
        found.append(WITHOUT_EXPERT)
    return tuple(dict.fromkeys(found))


def _document(item: LoadConsultation) -> LoadDocument:
    content = ConsultationContent.model_validate(item.document.content)
    posts = tuple(
        Post(id=str(_post_id(item, place)), kind=post.kind, author=post.author_name, body=post.body)
        for place, post in enumerate(item.posts)
    )
    accepted = str(_post_id(item, item.accepted)) if item.accepted is not None else None
    whole = ConsultationContent.model_validate({**content.model_dump(), "posts": posts, "accepted": accepted})
    sent = {"kind": "consultation", "content": whole.model_dump(mode="json"), "own_state": item.state}
    return item.document.model_copy(update=sent)


def _post_id(item: LoadConsultation, place: int) -> PostId:
    return PostId(uuid5(ORIGIN, f"{item.document.file}/{item.document.origin_id}/{place}"))


def _put(tx: Tx, item: LoadConsultation, document_id: DocumentId) -> None:
    content = ConsultationContent.model_validate(item.document.content)
    tx.merge(
        Consultation(
            document_id=document_id,
            state=item.state,
            priority=content.priority,
            specialty=content.specialty or None,
            wanted_on=content.wanted_on,
            asker_id=_person(item.asker_id),
            asker_name=item.asker_name,
            asked_at=item.asked_at,
            expert_id=_person(item.expert_id),
            expert_name=item.expert_name,
            answered_at=item.answered_at,
            resolved_at=item.document.updated_at if item.state == "resolved" else None,
            cancelled_at=item.document.updated_at if item.state == "cancelled" else None,
            cancelled_reason=item.cancelled_reason,
            accepted_post_id=_post_id(item, item.accepted) if item.accepted is not None else None,
            flags=list(flags_of(item)),
            legacy=dict(item.former),
        )
    )
    tx.flush()  # what hangs on it points at it
    _put_posts(tx, item, document_id)
    for place, rating in enumerate(item.ratings):
        tx.merge(_rating(item, place, rating, document_id))


def _put_posts(tx: Tx, item: LoadConsultation, document_id: DocumentId) -> None:
    posts = [_post_id(item, place) for place in range(len(item.posts))]
    gone = (ConsultationPost.document_id == document_id, ConsultationPost.id.not_in(posts))
    tx.execute(delete(ConsultationPost).where(*gone))
    for place, post in enumerate(item.posts):
        tx.merge(
            ConsultationPost(
                id=_post_id(item, place),
                document_id=document_id,
                kind=post.kind,
                author_id=_person(post.author_id),
                author_name=post.author_name,
                author_title=post.author_title,
                at=post.at,
                helpful_base=post.helpful,
                legacy=dict(post.former) or None,
            )
        )


def _rating(item: LoadConsultation, place: int, rating: LoadRating, document_id: DocumentId) -> Rating:
    return Rating(
        id=uuid5(ORIGIN, f"{item.document.file}/{item.document.origin_id}/rating/{place}"),
        document_id=document_id,
        expert_id=_person(rating.expert_id),
        expert_name=rating.expert_name,
        rater_id=_person(rating.rater_id),
        rater_name=rating.rater_name,
        stars=rating.stars,
        comment=rating.comment,
        at=rating.at,
        legacy=dict(rating.former) or None,
    )


def _person(person_id: UUID | None) -> PersonId | None:
    return PersonId(person_id) if person_id is not None else None
