"""By which names laws are called, and where a named article stands."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from mirai_knowledge.documents import policy as documents
from mirai_knowledge.documents.model import Document, Edition, EditionState
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.regulations.errors import AbbreviationNotFound
from mirai_knowledge.regulations.model import Article, LawAbbreviation, LawRevision
from mirai_knowledge.regulations.policy import P_135, REGULATION, readable
from mirai_knowledge.regulations.policy.mentions import one_form
from mirai_knowledge.regulations.schemas.views import AbbreviationList, AbbreviationView


@dataclass(frozen=True, slots=True)
class Names:
    """What laws are called, in one form. `known` are all names there are; `laws` leads those of documents to them."""

    known: frozenset[str]
    laws: Mapping[str, UUID]


@dataclass(frozen=True, slots=True)
class Place:
    """An article in the edition in force of a document."""

    document_id: UUID
    code: str
    title: str
    key: str
    anchor: str
    label: str
    caption: str
    text: str

    @property
    def name(self) -> str:
        """What people call it: 労働安全衛生規則 第518条（作業床の設置等）."""
        return f"{self.title} {self.label}{self.caption}"


def get_names(tx: Tx, actor: Actor) -> Names:
    """The names of the regulations that the actor reads, by title of any of their editions and by abbreviation. Where two have
    the same title, an imported law goes before a document, an older one before a younger one.
    """
    laws: dict[str, UUID] = {}
    is_law = select(LawRevision.law).where(LawRevision.document_id == Document.id).exists()
    titles = (
        select(Edition.title, Document.id)
        .join(Document, Document.id == Edition.document_id)
        .where(Document.kind == REGULATION.code, Edition.state == EditionState.APPROVED, readable(actor))
        .group_by(Edition.title, Document.id, Document.serial)
        .order_by(is_law.desc(), Document.serial)
    )
    for title, document_id in tx.execute(titles):
        laws.setdefault(one_form(title), document_id)
    known = set(laws)
    for row in tx.execute(select(LawAbbreviation.abbreviation, LawAbbreviation.title)):
        short, title = one_form(row.abbreviation), one_form(row.title)
        known |= {short, title}
        if title in laws:
            laws.setdefault(short, laws[title])
    known.discard("")
    laws.pop("", None)
    return Names(frozenset(known), laws)


def list_places(tx: Tx, actor: Actor, wanted: Collection[tuple[UUID, str]]) -> Mapping[tuple[UUID, str], Place]:
    """Where these articles (document, key) stand now, as far as the actor reads them; those that are in no text are missing."""
    if not wanted:
        return {}
    ids, keys = {document for document, _ in wanted}, {key for _, key in wanted}
    rows = list_matching(tx, actor, and_(Edition.document_id.in_(ids), Article.key.in_(keys)))
    found: dict[tuple[UUID, str], Place] = {}
    for place in rows:
        if (place.document_id, place.key) in wanted:
            found.setdefault((place.document_id, place.key), place)
    return found


def list_matching(tx: Tx, actor: Actor, *conditions: ColumnElement[bool], limit: int | None = None) -> Sequence[Place]:
    """Articles of editions in force that the actor reads, in the order of documents and of their texts."""
    statement = (
        select(Document.id, Document.kind, Document.serial, Edition.title, Article)
        .join(Edition, Edition.document_id == Document.id)
        .join(Article, Article.edition_id == Edition.id)
        .where(documents.in_force(clock.now()), readable(actor), *conditions)
        .order_by(Document.serial, Article.place)
        .limit(limit)
    )
    return [
        Place(
            document_id=row.id,
            code=code_of(row.kind, row.serial),
            title=row.title,
            key=row.Article.key,
            anchor=row.Article.anchor,
            label=row.Article.label,
            caption=row.Article.caption,
            text=row.Article.text,
        )
        for row in tx.execute(statement)
    ]


def list_ids_of_codes(tx: Tx, _actor: Actor, serials: Iterable[int]) -> Mapping[int, UUID]:
    """The regulations with these serials, whoever may see them: for machine work."""
    statement = select(Document.serial, Document.id).where(Document.kind == REGULATION.code, Document.serial.in_(set(serials)))
    return {row.serial: row.id for row in tx.execute(statement)}


def list_abbreviations(tx: Tx, actor: Actor, *, can_import: bool = False) -> AbbreviationList:
    """Every abbreviation with the title it stands for, and the law's document where the actor reads one. Rule P-135."""
    require(actor, P_135)
    names = get_names(tx, actor)
    codes = {
        row.id: code_of(row.kind, row.serial)
        for row in tx.execute(
            select(Document.id, Document.kind, Document.serial).where(Document.id.in_(set(names.laws.values())))
        )
    }
    ordered = select(LawAbbreviation).order_by(LawAbbreviation.title, LawAbbreviation.abbreviation)
    items = []
    for row in tx.scalars(ordered):
        law = names.laws.get(one_form(row.title))
        items.append(AbbreviationView(row.abbreviation, row.title, codes.get(law) if law is not None else None))
    return AbbreviationList(items=tuple(items), can_edit=documents.administers(actor), can_import=can_import)


def find_abbreviation(tx: Tx, _actor: Actor, abbreviation: str) -> LawAbbreviation | None:
    """The abbreviation, locked for a change until the transaction ends."""
    statement = select(LawAbbreviation).where(LawAbbreviation.abbreviation == abbreviation).with_for_update()
    return tx.scalars(statement.execution_options(populate_existing=True)).first()


def get_abbreviation(tx: Tx, actor: Actor, abbreviation: str) -> LawAbbreviation:
    """As `find_abbreviation`; raises AbbreviationNotFound."""
    row = find_abbreviation(tx, actor, abbreviation)
    if row is None:
        raise AbbreviationNotFound(f"略称「{abbreviation}」は登録されていません。一覧を開き直して確認してください。")
    return row
