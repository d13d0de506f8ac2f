"""The history of a document: its editions, one of them with its text, and two of them compared."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import undefer

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.errors import EditionNotFound, NoDraft
from mirai_knowledge.documents.model import Document, Draft, Edition, EditionState
from mirai_knowledge.documents.policy import Abilities
from mirai_knowledge.documents.policy.compare import blocks_of
from mirai_knowledge.documents.policy.history import earlier_notes
from mirai_knowledge.documents.policy.markdown import attachments_of, render, with_addresses
from mirai_knowledge.documents.queries.attachments import list_addresses
from mirai_knowledge.documents.queries.finding import find_draft, get_document
from mirai_knowledge.documents.queries.shaping import list_edition_numbers, list_edition_rows
from mirai_knowledge.documents.schemas.kinds import Content, ReadInParts, kind_of
from mirai_knowledge.documents.schemas.ports import linked
from mirai_knowledge.documents.schemas.views import Comparison, EditionList, EditionRow, EditionView, Heading, TextView
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx

DRAFT = "draft"
UNKNOWN = "この版は見つかりません。履歴から選んでください。"
LAST_DAY = date(9998, 12, 31)
"""Whatever is asked of a later day is answered with what is planned until then."""


def list_editions(tx: Tx, actor: Actor, document_id: UUID) -> EditionList:
    """The editions of a document, the newest first: those that have come into force; to those who see drafts all of them.

    Raises DocumentNotFound.
    """
    document, held = get_document(tx, actor, document_id)
    statement = select(Edition).where(Edition.document_id == document.id, _open_to(held))
    newest = statement.order_by(Edition.in_force_from.desc().nulls_first(), Edition.created_at.desc(), Edition.id.desc())
    rows = list_edition_rows(tx, actor, tx.scalars(newest).all(), withdrawable=held.publishes)
    return EditionList(rows, earlier_notes(document.legacy))


def get_edition(tx: Tx, actor: Actor, document_id: UUID, *, edition_id: UUID) -> EditionView:
    """One edition with its text; raises DocumentNotFound and EditionNotFound."""
    document, held = get_document(tx, actor, document_id)
    edition = get_edition_row(tx, actor, document, held=held, edition_id=edition_id)
    addresses = list_addresses(tx, actor, _pictures(document, edition.content), document_id=document.id)
    return EditionView(
        edition=list_edition_rows(tx, actor, [edition], withdrawable=held.publishes)[0],
        text=get_text(tx, actor, document, content=edition.content),
        content=edition.content,
        attachments={str(key): address for key, address in addresses.items()},
    )


def get_edition_row(tx: Tx, _actor: Actor, document: Document, *, held: Abilities, edition_id: UUID) -> Edition:
    """The edition of that id, with its content, as far as it may be seen; raises EditionNotFound."""
    return _get(tx, document, held, Edition.id == edition_id)


def get_edition_by_number(tx: Tx, actor: Actor, document: Document, *, held: Abilities, number: int) -> Edition:
    """The edition of that number among those that have come into force; raises EditionNotFound."""
    begun = (Edition.state == EditionState.APPROVED) & (Edition.in_force_from <= clock.now())
    ids = tx.scalars(select(Edition.id).where(Edition.document_id == document.id, begun)).all()
    numbers = list_edition_numbers(tx, actor, ids)
    found = next((key for key, value in numbers.items() if value == number), None)
    if found is None:
        raise EditionNotFound(f"第{number}版はありません。履歴から選んでください。")
    return _get(tx, document, held, Edition.id == found)


def get_edition_on(tx: Tx, _actor: Actor, document: Document, *, held: Abilities, day: date) -> Edition:
    """The edition in force at the end of that day in Japan; raises EditionNotFound when there was none."""
    at: datetime = clock.start_of_day_jst(min(day, LAST_DAY) + timedelta(days=1)) - timedelta(microseconds=1)
    # A day to come is asked with what stands today: nobody is shown an edition early.
    if not held.drafts:
        at = min(at, clock.now())
    missing = "その日に施行されていた版はありません。ほかの日を選ぶか、履歴から版を選んでください。"
    return _get(tx, document, held, policy.in_force(at), missing=missing)


def get_text(tx: Tx, actor: Actor, document: Document, *, content: Content) -> TextView:
    """The content as it is read, with the address of each picture and links to what it names. Of a kind that is read in
    parts it is what stands before them.
    """
    kind = kind_of(document.kind)
    shown, body = kind.project(content), kind.preface(content) if isinstance(kind, ReadInParts) else kind.markdown(content)
    rendered = render(body)
    addresses = list_addresses(tx, actor, rendered.attachments, document_id=document.id)
    return TextView(
        title=shown.title,
        summary=shown.summary,
        importance=shown.importance,
        language=shown.language,
        body=body,
        body_html=linked(tx, actor, [with_addresses(rendered.html, addresses)])[0],
        outline=tuple(Heading(part.anchor, part.heading) for part in rendered.sections if part.anchor),
    )


def get_comparison(tx: Tx, actor: Actor, document_id: UUID, *, sides: tuple[str, str], only_changed: bool = False) -> Comparison:
    """Two texts of the document, part by part, the older first; each is an edition's id, or `draft`. With `only_changed`
    parts that are the same in both are left out.

    Raises DocumentNotFound, EditionNotFound, and NoDraft when there is no draft, or none the actor may see.
    """
    document, held = get_document(tx, actor, document_id)
    kind = kind_of(document.kind)
    before, after = (_side(tx, actor, document, held=held, ref=ref) for ref in sides)
    blocks = blocks_of(kind.items(before[1]), kind.items(after[1]), only_changed=only_changed)
    return Comparison(older=before[0], newer=after[0], blocks=blocks, changed=sum(block.changed for block in blocks))


def _side(tx: Tx, actor: Actor, document: Document, *, held: Abilities, ref: str) -> tuple[EditionRow | None, Content]:
    if ref == DRAFT:
        draft: Draft | None = find_draft(tx, actor, document.id) if held.drafts else None
        if draft is None:
            raise NoDraft("下書きがありません。画面を再読み込みしてください。")
        return None, draft.content
    try:
        edition_id = UUID(ref)
    except ValueError:
        raise EditionNotFound("比べる版は、履歴から選んでください。") from None
    edition = get_edition_row(tx, actor, document, held=held, edition_id=edition_id)
    return list_edition_rows(tx, actor, [edition], withdrawable=held.publishes)[0], edition.content


def _get(tx: Tx, document: Document, held: Abilities, condition: ColumnElement[bool], *, missing: str = UNKNOWN) -> Edition:
    statement = select(Edition).where(Edition.document_id == document.id, _open_to(held), condition).limit(1)
    edition = tx.scalars(statement.options(undefer(Edition.content)).execution_options(populate_existing=True)).first()
    if edition is None:
        raise EditionNotFound(missing)
    return edition


def _open_to(held: Abilities) -> ColumnElement[bool]:
    begun = (Edition.state == EditionState.APPROVED) & (Edition.in_force_from <= clock.now())
    return true() if held.drafts else begun


def _pictures(document: Document, content: Content) -> frozenset[UUID]:
    return attachments_of(kind_of(document.kind).markdown(content))
