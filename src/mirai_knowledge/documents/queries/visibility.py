"""だれが見られるか、なぜ: one sentence for any document and person."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.accounts.errors import PersonNotFound
from mirai_knowledge.documents import policy
from mirai_knowledge.documents.model import Audience, Document, DocumentGrant, GrantReason
from mirai_knowledge.documents.policy import Abilities
from mirai_knowledge.documents.queries.finding import get_abilities, get_document
from mirai_knowledge.documents.queries.people import get_actor_of, list_people
from mirai_knowledge.documents.schemas.kinds import kind_of
from mirai_knowledge.documents.schemas.views import GrantList, NamedReader, PersonRef, Visibility
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.projects.schemas import MemberPerson, PeopleToAdd

GRANT_NAMES = {
    GrantReason.NAMED: "指名",
    GrantReason.COAUTHOR: "共同執筆者",
    GrantReason.REVIEW: "承認・確認の担当",
    GrantReason.DISTRIBUTION: "配信先",
}


def get_visibility(tx: Tx, actor: Actor, document_id: UUID, *, person_id: UUID) -> Visibility:
    """Whether the person sees the document, and why, in one sentence. Rule P-073; raises DocumentNotFound, and Invalid for
    a person there is not.
    """
    require(actor, policy.P_073, where=lambda: policy.is_internal(actor))
    document, _ = get_document(tx, actor, document_id)
    try:
        person = get_actor_of(tx, actor, person_id)
    except PersonNotFound:
        message = "この人は登録されていません。一覧から選び直してください。"
        raise Invalid(fields=(FieldError("person", "person.unknown", message),)) from None
    held = get_abilities(tx, person, document.id)
    sees = held.readable or held.drafts
    reason = _why(tx, person, document, held=held) if sees else _why_not(document, person, held)
    sentence = f"{person.name} さんは、{reason}ため、この文書を{'見られます' if sees else '見られません'}。"
    drafts = held.drafts and kind_of(document.kind).drafted
    return Visibility(person=PersonRef(person_id, person.name), sees=sees, sees_draft=drafts, sentence=sentence)


def list_people_to_name(tx: Tx, actor: Actor, document_id: UUID, *, q: str | None) -> PeopleToAdd:
    """People who can sign in with all words in name, reading, department or company, at most 20, to be named in a comment,
    granted the document or asked about. Rule P-073; raises DocumentNotFound.
    """
    require(actor, policy.P_073, where=lambda: policy.is_internal(actor))
    get_document(tx, actor, document_id)
    people = accounts.list_people_to_choose(tx, actor, q)
    return PeopleToAdd(tuple(MemberPerson(person.id, person.name, person.company) for person in people))


def get_grants(tx: Tx, actor: Actor, document_id: UUID) -> GrantList:
    """Who is granted the document; raises DocumentNotFound and Forbidden (P-061)."""
    document, held = get_document(tx, actor, document_id)
    policy.require_ability(held, "drafts")
    rows = list_grant_rows(tx, actor, document.id)
    people = list_people(tx, actor, {row.person_id for row in rows})
    items = tuple(
        NamedReader(person=people[row.person_id], why=row.why, until=row.until)  # type: ignore[arg-type]
        for row in rows
        if row.person_id in people
    )
    return GrantList(items=items, version=document.version)


def list_grant_rows(tx: Tx, _actor: Actor, document_id: UUID) -> Sequence[DocumentGrant]:
    """The grants of a document, also those that are over."""
    ordered = select(DocumentGrant).where(DocumentGrant.document_id == document_id)
    return tx.scalars(ordered.order_by(DocumentGrant.why, DocumentGrant.person_id)).all()


def list_seers(tx: Tx, actor: Actor, document_id: UUID, *, people: Sequence[UUID]) -> frozenset[UUID]:
    """Those of the people who see the document now; unknown and disabled ones do not."""
    seers = set()
    for person_id in dict.fromkeys(people):
        try:
            held = get_abilities(tx, get_actor_of(tx, actor, person_id), document_id)
        except PersonNotFound:
            continue
        if held.readable or held.drafts:
            seers.add(person_id)
    return frozenset(seers)


def _why(tx: Tx, person: Actor, document: Document, *, held: Abilities) -> str:
    grant, internal = _grant(tx, person, document), policy.is_internal(person)
    owns = person.person_id is not None and person.person_id in (document.creator_id, document.owner_id)
    audience = {
        Audience.PARTNERS: "公開範囲が「社内と協力会社」である",
        Audience.SITE: "この現場に参加している期間中である",
    }
    reasons = (
        (internal and owns, "この文書の担当者または作成者である"),
        (internal and held.readable and document.audience != Audience.NAMED, "社内の人で、公開範囲が社内の人を含む"),
        (grant is not None, f"{GRANT_NAMES[GrantReason(grant.why)]}として登録されている" if grant else ""),
        (internal and policy.administers(person), "文書を管理する権限を持つ"),
        (internal, "下書きを書いている、または公開前の文書を公開できる"),
    )
    return next((reason for holds, reason in reasons if holds), audience.get(Audience(document.audience), "見られる範囲にある"))


def _why_not(document: Document, person: Actor, held: Abilities) -> str:
    if not person.may(policy.READ.code):
        return "文書を読む権限がない、または利用が停止されている"
    if document.binned_at is not None:
        return "文書がごみ箱にある"
    if not held.published:
        return "まだ公開されておらず、下書きを見られる人に含まれない"
    if document.audience == Audience.INTERNAL:
        return "公開範囲が「社内」で、社内の人ではない"
    if document.audience == Audience.SITE:
        return "この現場に参加していない、または参加期間が終わっている"
    return "公開範囲が「指名」で、指名されていない"


def _grant(tx: Tx, person: Actor, document: Document) -> DocumentGrant | None:
    held = (DocumentGrant.document_id == document.id, DocumentGrant.person_id == person.person_id)
    open_now = or_(DocumentGrant.until.is_(None), DocumentGrant.until > clock.now())
    return tx.scalars(select(DocumentGrant).where(*held, open_now).limit(1)).first()
