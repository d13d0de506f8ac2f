"""A document as it is printed: the edition in force, an older one, or the draft for those who see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from mirai_knowledge.documents.errors import NoDraft
from mirai_knowledge.documents.model import Attachment, AttachmentUse, Edition
from mirai_knowledge.documents.policy.markdown import attachments_of
from mirai_knowledge.documents.policy.printing import (
    MAX_CHARS,
    Beside,
    Picture,
    beside_of,
    blocks_of_table,
    blocks_of_text,
    breakable,
    stamps_of,
    standing_of,
)
from mirai_knowledge.documents.queries.finding import find_draft
from mirai_knowledge.documents.queries.pages import get_page
from mirai_knowledge.documents.schemas import PrintDocument
from mirai_knowledge.documents.schemas.kinds import ReadInParts, kind_of
from mirai_knowledge.documents.schemas.views import DocumentView, EditionRow
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.pdf import PdfTooSlow

SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}
EMPTY = "―"


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """What is printed, of which edition (None: the draft), under which file name; `pictures` are blobs by file name."""

    document_id: UUID
    edition_id: UUID | None
    name: str
    data: Mapping[str, JsonValue]
    pictures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Text:
    title: str
    summary: str
    body: str
    language: str


def get_printed(tx: Tx, actor: Actor, ref: str, *, wanted: PrintDocument, base: str) -> PrintedDocument:
    """The document that somebody calls `ref`, ready for the typesetter; links inside the system begin with `base`.

    Raises DocumentNotFound, EditionNotFound, NoDraft (also for who may not see drafts), and PdfTooSlow for a text too long.
    """
    page = get_page(tx, actor, ref, edition=wanted.edition)
    text = _draft_text(tx, actor, page) if wanted.draft else _edition_text(tx, page)
    if len(text.body) > MAX_CHARS:
        told = f"PDF にできる本文は {MAX_CHARS:,} 文字までです（この文書は {len(text.body):,} 文字）。"
        raise PdfTooSlow(f"{told}文書を分けてください。")
    shown = None if wanted.draft else page.edition
    pictures, blobs = _pictures(tx, page.id, text.body)
    # What stands beside the editions is as it is now, and belongs to no older one.
    beside = beside_of(tx, actor, page.id, kind=page.kind) if wanted.edition is None and not wanted.draft else Beside()
    standing = standing_of(page, shown)
    number = f"{page.code}（{page.number}）" if page.number else page.code
    data: dict[str, JsonValue] = {
        "title": breakable(text.title) or EMPTY,
        "running": text.title[:40] + ("…" if len(text.title) > 40 else ""),
        "summary": breakable(text.summary),
        "code": page.code,
        "kind": page.kind_name,
        "author": "、".join(person.name for person in shown.writers) if shown is not None else "",
        "language": text.language if text.language in {"ja", "en"} else "ja",
        "edition": standing.edition,
        "mark": standing.mark,
        "notice": standing.notice,
        "watermark": standing.mark,
        "foot": "印刷した文書は最新の版とは限りません。施行中の版は画面で確認してください。",
        "base": base,
        "facts": (*_facts(page, shown, number=number, edition=standing.edition, state=standing.state), *beside.facts),
        "stamps": stamps_of(shown) if shown is not None else [],
        "body": [*blocks_of_text(text.body, pictures), *blocks_of_table(beside.title, beside.head, beside.rows)],
    }
    name = f"{page.code}_{text.title[:60]}_{standing.edition}.pdf"
    return PrintedDocument(page.id, shown.id if shown is not None else None, name, data, blobs)


def _edition_text(tx: Tx, page: DocumentView) -> _Text:
    kind, body = kind_of(page.kind), page.body
    if isinstance(kind, ReadInParts) and page.edition is not None:
        # The page shows only what stands before the parts; on paper all of it follows.
        body = kind.markdown(tx.execute(select(Edition.content).where(Edition.id == page.edition.id)).scalar_one())
    return _Text(page.title, page.summary, body, page.language)


def _draft_text(tx: Tx, actor: Actor, page: DocumentView) -> _Text:
    # A page tells of a draft only to those who may see it.
    draft = find_draft(tx, actor, page.id) if page.draft is not None else None
    if draft is None:
        raise NoDraft("下書きがありません。画面を再読み込みしてください。")
    kind = kind_of(page.kind)
    shown = kind.project(draft.content)
    return _Text(shown.title, shown.summary, kind.markdown(draft.content), shown.language)


def _facts(page: DocumentView, shown: EditionRow | None, *, number: str, edition: str, state: str) -> Sequence[tuple[str, str]]:
    approvers = "、".join(f"{one.name}（{one.role}）" if one.role else one.name for one in shown.approved_by) if shown else ""
    return (
        ("番号", number),
        ("版", edition),
        ("施行日", _day(shown.in_force_from if shown is not None else None)),
        ("承認者", approvers or EMPTY),
        ("次回見直し", f"{page.next_review_on:%Y年%-m月%-d日}" if page.next_review_on is not None else EMPTY),
        ("状態", state),
    )


def _day(at: datetime | None) -> str:
    return EMPTY if at is None else f"{at.astimezone(clock.JST):%Y年%-m月%-d日}"


def _pictures(tx: Tx, document_id: UUID, body: str) -> tuple[Mapping[UUID, Picture], Mapping[str, str]]:
    ids = attachments_of(body)
    if not ids:
        return {}, {}
    used = select(Attachment).join(AttachmentUse, AttachmentUse.attachment_id == Attachment.id)
    rows = tx.scalars(used.where(AttachmentUse.document_id == document_id, Attachment.id.in_(ids)))
    pictures, blobs = {}, {}
    for row in rows:
        if row.media_type in SUFFIXES and row.width is not None and row.height is not None:
            file = f"{row.hash}.{SUFFIXES[row.media_type]}"
            pictures[UUID(str(row.id))] = Picture(file, row.width, row.height)
            blobs[file] = row.hash
    return pictures, blobs
