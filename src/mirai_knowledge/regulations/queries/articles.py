"""The articles of a text: its rows, their words, and what rests on them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from mirai_knowledge.documents import policy as documents
from mirai_knowledge.documents import queries as document_queries
from mirai_knowledge.documents.errors import EditionNotFound
from mirai_knowledge.documents.model import Document, Edition
from mirai_knowledge.documents.policy.content import fit
from mirai_knowledge.documents.policy.markdown import attachments_of, with_addresses
from mirai_knowledge.documents.schemas.kinds import Content, code_of, kind_of
from mirai_knowledge.documents.schemas.ports import linked
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.regulations.errors import ArticleNotFound
from mirai_knowledge.regulations.model import Article, ArticleReference
from mirai_knowledge.regulations.policy import REGULATION, readable
from mirai_knowledge.regulations.policy.kind import HEAVY, light
from mirai_knowledge.regulations.policy.tree import rows_of
from mirai_knowledge.regulations.schemas import RegulationContent
from mirai_knowledge.regulations.schemas.views import (
    ArticleList,
    ArticleRow,
    ArticleText,
    ArticleTexts,
    LawFacts,
    RestingDocument,
    RestingList,
)

DRAFT = "draft"
NO_ARTICLE = "この法令・規格に、その番号の条はありません。"
_KEY = re.compile(r"\d{1,9}(?:-\d{1,9}){0,5}", re.ASCII)
MISSING = "この版は見つかりません。履歴から選んでください。"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that the actor may read: an edition, or the content of a draft."""

    edition_id: UUID | None
    content: Content | None


def list_articles(tx: Tx, actor: Actor, document_id: UUID, *, edition: str | None) -> ArticleList:
    """The rows of the edition of that id, of the draft (`draft`), or of the edition in force; raises EditionNotFound."""
    text = _text(tx, actor, document_id, edition)
    counts = _counts(tx, actor, document_id)
    if text.content is not None:
        parsed = fit(RegulationContent, text.content)
        rows = [(place, row, len(row.text)) for place, row in enumerate(rows_of(parsed))]
        items = [_row(place, row, chars, counts) for place, row, chars in rows]
        return ArticleList(edition_id=None, facts=_facts(text.content), items=tuple(items))
    columns = (Article.place, Article.anchor, Article.level, Article.key, Article.label, Article.caption, Article.deleted)
    statement = select(*columns, func.length(Article.text).label("chars")).where(Article.edition_id == text.edition_id)
    found = tx.execute(statement.order_by(Article.place)).all()
    light = Edition.content
    for name in HEAVY:
        light = light.op("-")(name)  # type: ignore[assignment]  # the operator of PostgreSQL
    content = tx.execute(select(light.label("facts")).where(Edition.id == text.edition_id)).scalar_one()
    return ArticleList(
        edition_id=text.edition_id,
        facts=_facts(content),
        items=tuple(_row(row.place, row, row.chars, counts) for row in found),
    )


def list_texts(tx: Tx, actor: Actor, document_id: UUID, *, edition: str | None, window: tuple[int, int]) -> ArticleTexts:
    """The words of the rows from the first place of the window on, as many as its second, with links and pictures; raises
    EditionNotFound.
    """
    first, limit = window
    text = _text(tx, actor, document_id, edition)
    if text.content is not None:
        rows = rows_of(fit(RegulationContent, text.content))[first : first + limit]
        found = [(first + at, row.anchor, row.html) for at, row in enumerate(rows)]
    else:
        held = (Article.edition_id == text.edition_id, Article.place >= first, Article.place < first + limit)
        statement = select(Article.place, Article.anchor, Article.html).where(*held).order_by(Article.place)
        found = [(row.place, row.anchor, row.html) for row in tx.execute(statement)]
    pages = _with_pictures(tx, actor, document_id, [page for _, _, page in found])
    return ArticleTexts(
        tuple(
            ArticleText(place=place, anchor=anchor, html=page)
            for (place, anchor, _), page in zip(found, linked(tx, actor, pages), strict=True)
        )
    )


def list_resting(tx: Tx, actor: Actor, document_id: UUID, *, article: str) -> RestingList:
    """The documents in force that the actor reads and that name the article of that key. Rule P-133; raises ArticleNotFound
    for an article that no text of the regulation has.
    """
    _require_readable(tx, actor, document_id)
    if _KEY.fullmatch(article) is None:
        raise ArticleNotFound(NO_ARTICLE)
    has = select(Article.key).join(Edition, Edition.id == Article.edition_id)
    if tx.scalar(has.where(Edition.document_id == document_id, Article.key == article).limit(1)) is None:
        raise ArticleNotFound(NO_ARTICLE)
    statement = (
        select(Document.id, Document.kind, Document.serial, Edition.title)
        .join(Edition, Edition.document_id == Document.id)
        .join(ArticleReference, ArticleReference.edition_id == Edition.id)
        .where(ArticleReference.law_id == document_id, ArticleReference.article == article)
        .where(Document.id != document_id, documents.in_force(clock.now()), readable(actor))
        .distinct()
        .order_by(Document.kind, Document.serial)
        .limit(200)
    )
    return RestingList(
        tuple(
            RestingDocument(
                id=row.id,
                kind=row.kind,
                kind_name=kind_of(row.kind).name,
                code=code_of(row.kind, row.serial),
                title=row.title,
            )
            for row in tx.execute(statement)
        )
    )


def _counts(tx: Tx, actor: Actor, document_id: UUID) -> Mapping[str, int]:
    statement = (
        select(ArticleReference.article, func.count(Edition.document_id.distinct()).label("documents"))
        .join(Edition, Edition.id == ArticleReference.edition_id)
        .join(Document, Document.id == Edition.document_id)
        .where(ArticleReference.law_id == document_id, Document.id != document_id)
        .where(documents.in_force(clock.now()), readable(actor))
        .group_by(ArticleReference.article)
    )
    return {row.article: row.documents for row in tx.execute(statement)}


def _text(tx: Tx, actor: Actor, document_id: UUID, edition: str | None) -> _Text:
    held = _require_readable(tx, actor, document_id)
    if edition == DRAFT:
        draft = document_queries.find_draft(tx, actor, document_id) if held.drafts else None
        if draft is None:
            raise EditionNotFound(MISSING)
        return _Text(None, draft.content)
    wanted = [Edition.document_id == document_id]
    if edition is None:
        wanted.append(documents.in_force(clock.now()))
    else:
        wanted.append(Edition.id == _id(edition))
        if not held.drafts:
            wanted += [Edition.state == "approved", Edition.in_force_from <= clock.now()]
    found = tx.scalar(select(Edition.id).where(*wanted).limit(1))
    if found is None:
        raise EditionNotFound(MISSING)
    if tx.scalar(select(Article.place).where(Article.edition_id == found).limit(1)) is None:
        # An edition from before its rows were kept.
        whole = tx.scalars(select(Edition).where(Edition.id == found).options(undefer(Edition.content))).one()
        return _Text(found, whole.content)
    return _Text(found, None)


def _require_readable(tx: Tx, actor: Actor, document_id: UUID) -> documents.Abilities:
    held = document_queries.get_abilities(tx, actor, document_id)
    kind = tx.scalar(select(Document.kind).where(Document.id == document_id))
    if not (held.readable or held.drafts) or kind != REGULATION.code:
        raise ArticleNotFound("この法令・規格は見つかりません。移動・削除されたか、見られる範囲にありません。")
    return held


def _id(edition: str) -> UUID:
    try:
        return UUID(edition)
    except ValueError:
        raise EditionNotFound(MISSING) from None


def _row(place: int, row: object, chars: int, counts: Mapping[str, int]) -> ArticleRow:
    names = ("anchor", "level", "key", "label", "caption", "deleted")
    told = {name: getattr(row, name) for name in names}
    return ArticleRow(place=place, chars=chars, references=counts.get(str(told["key"]), 0), **told)


def _facts(content: Content) -> LawFacts:
    parsed = fit(RegulationContent, light(content))
    named = parsed.kept.get("appdxTables")
    days: dict[str, date | None] = {name: getattr(parsed, name) for name in ("promulgated_on", "effective_on", "revised_on")}
    return LawFacts(
        issuer=parsed.issuer,
        law_number=parsed.law_number,
        law_id=parsed.law_id,
        revision=parsed.revision,
        standing=parsed.standing,
        applicable_scope=parsed.applicable_scope,
        url=parsed.url,
        source=parsed.source,
        appendices=tuple(str(name) for name in named) if isinstance(named, list) else (),
        **days,
    )


def _with_pictures(tx: Tx, actor: Actor, document_id: UUID, pages: Sequence[str]) -> list[str]:
    shown = frozenset[UUID]().union(*(attachments_of(page) for page in pages)) if pages else frozenset()
    if not shown:
        return list(pages)
    addresses = document_queries.list_addresses(tx, actor, shown, document_id=document_id)
    return [with_addresses(page, addresses) for page in pages]
