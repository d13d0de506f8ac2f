"""The verbs of regulations beside writing them: rows and references of each edition, links, abbreviations."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import delete, insert, or_, update

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject, tag
from mirai_knowledge.documents.policy.content import fit
from mirai_knowledge.documents.schemas.ports import Frozen
from mirai_knowledge.kernel import outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.kernel.text import has_control_characters
from mirai_knowledge.regulations import queries
from mirai_knowledge.regulations.events import AbbreviationChanged
from mirai_knowledge.regulations.model import Article, ArticleReference, LawAbbreviation
from mirai_knowledge.regulations.policy import P_134, REGULATION
from mirai_knowledge.regulations.policy.linking import text_nodes, with_links
from mirai_knowledge.regulations.policy.mentions import mentions, names_article, one_form
from mirai_knowledge.regulations.policy.naming import Named, named_in, serial_of
from mirai_knowledge.regulations.policy.tree import rows_of
from mirai_knowledge.regulations.schemas import RegulationContent
from mirai_knowledge.regulations.schemas.views import SetAbbreviation

ABBREVIATION = "law_abbreviation"
ABBREVIATION_SET = tag("law.abbreviation_set", "法令の略称を登録・変更した")
ABBREVIATION_REMOVED = tag("law.abbreviation_removed", "法令の略称を削除した")
REFERENCES_READ = tag("law.references_read", "条への参照を読み直した")
READER = Actor.system("regulations.reader")
SHORTEST, LONGEST = 2, 60
PAGE = 200
LABEL_CHARS = 100


class ArticleRows:
    """Writes the rows of each regulation's edition, and what every edition says of articles."""

    def project(self, tx: Tx, _actor: Actor, frozen: Frozen) -> None:
        """The articles of the edition are rows, in its order; what it names is kept; references to its title lead to it."""
        if frozen.kind == REGULATION.code:
            rows = _rows(frozen)
            if rows:
                tx.execute(insert(Article), rows)
            lead_references(tx, READER)
        write_references(tx, READER, frozen)


class ArticleLinks:
    """Links articles in rendered texts to where they stand."""

    def link(self, tx: Tx, actor: Actor, pages: Sequence[str]) -> Sequence[str]:
        """The pages with links to the articles they name, where the actor reads the law and it has the article."""
        if not any(names_article(page) for page in pages):
            return pages
        names = queries.get_names(tx, actor)
        nodes = [text_nodes(page) for page in pages]
        owners = [(number, at) for number, page in enumerate(nodes) for at in range(len(page))]
        texts = [pages[number][nodes[number][at].start : nodes[number][at].end] for number, at in owners]
        found = [mention for mention in mentions(texts, names.known) if mention.name in names.laws]
        places = queries.list_places(tx, actor, {(names.laws[mention.name], mention.key) for mention in found})
        links: list[dict[tuple[int, int, int], tuple[str, str]]] = [{} for _ in pages]
        for mention in found:
            place = places.get((names.laws[mention.name], mention.key))
            if place is not None:
                number, at = owners[mention.index]
                links[number][(at, mention.start, mention.end)] = (f"/d/{place.code}#{place.anchor}", place.name)
        return [with_links(page, nodes[number], links[number]) for number, page in enumerate(pages)]


def write_references(tx: Tx, actor: Actor, frozen: Frozen) -> None:
    """What the edition says of articles is kept as it stands in its text now, leading to laws where there are any."""
    names = queries.get_names(tx, actor) if _may_refer(frozen) else None
    named = named_in(frozen, names.known) if names is not None else ()
    if names is None or not named:
        return
    serials = queries.list_ids_of_codes(tx, actor, [one.serial for one in named if one.serial is not None])
    values = [
        {"edition_id": frozen.edition_id, "name": one.name, "article": one.key, "law_id": _law_of(one, names, serials)}
        for one in named
    ]
    tx.execute(insert(ArticleReference), values)


def lead_references(tx: Tx, actor: Actor) -> None:
    """References whose law was not there lead to it, now that it is."""
    waiting = queries.list_unresolved(tx, actor)
    if not waiting:
        return
    laws = queries.get_names(tx, actor).laws
    longest = sorted(laws, key=len, reverse=True)
    serials = queries.list_ids_of_codes(tx, actor, [serial for name in waiting if (serial := serial_of(name)) is not None])
    for name in waiting:
        serial = serial_of(name)
        own = next((laws[law] for law in longest if name.endswith(law)), None) if serial is None else serials.get(serial)
        if own is not None:
            held = (ArticleReference.name == name, ArticleReference.law_id.is_(None))
            tx.execute(update(ArticleReference).where(*held).values(law_id=own))


def read_references(tx: Tx, actor: Actor, *, after: UUID | None) -> UUID | None:
    """What the next editions say of articles is kept anew; returns the last of them, or None after the last one of all."""
    editions = queries.list_frozen_after(tx, actor, after, limit=PAGE)
    if not editions:
        audit.record(tx, actor, REFERENCES_READ, None)
        return None
    ids = [frozen.edition_id for frozen in editions]
    tx.execute(delete(ArticleReference).where(ArticleReference.edition_id.in_(ids)))
    for frozen in editions:
        write_references(tx, actor, frozen)
    return ids[-1]


def set_abbreviation(tx: Tx, actor: Actor, abbreviation: str, *, command: SetAbbreviation) -> None:
    """The abbreviation stands for that title, at once in texts, in search and in references. Rule P-134."""
    require(actor, P_134)
    short = _short(abbreviation)
    if not short:
        message = f"略称は、{SHORTEST}文字以上{LONGEST}文字以内の言葉にしてください。"
        raise Invalid(fields=(FieldError("abbreviation", "value.unusable", message),))
    row = queries.find_abbreviation(tx, actor, short)
    before = {"title": row.title} if row is not None else None
    if row is None:
        row = LawAbbreviation(abbreviation=short, title=command.title)
        tx.add(row)
    row.title = command.title
    tx.flush()  # references are led by the names as they stand now
    _free_references(tx, short)
    lead_references(tx, actor)
    audit.record(tx, actor, ABBREVIATION_SET, Subject(ABBREVIATION, short), before=before, after={"title": row.title})
    outbox.emit(tx, AbbreviationChanged(abbreviation=short))


def remove_abbreviation(tx: Tx, actor: Actor, abbreviation: str) -> None:
    """The abbreviation stands for nothing. Rule P-134; raises AbbreviationNotFound."""
    require(actor, P_134)
    row = queries.get_abbreviation(tx, actor, _short(abbreviation))
    tx.delete(row)
    tx.flush()  # references are led by the names as they stand now
    _free_references(tx, row.abbreviation)
    lead_references(tx, actor)
    before = {"title": row.title}
    audit.record(tx, actor, ABBREVIATION_REMOVED, Subject(ABBREVIATION, row.abbreviation), before=before)
    outbox.emit(tx, AbbreviationChanged(abbreviation=row.abbreviation))


def _short(abbreviation: str) -> str:
    """An abbreviation in one form; empty for what can be none."""
    short = one_form(abbreviation)
    usable = SHORTEST <= len(short) <= LONGEST and any(character.isalpha() for character in short)
    return short if usable and not has_control_characters(short) else ""


def _rows(frozen: Frozen) -> list[dict[str, object]]:
    return [
        {
            "edition_id": frozen.edition_id,
            "place": place,
            "anchor": row.anchor,
            "level": row.level,
            "key": row.key,
            "label": row.label[:LABEL_CHARS],
            "caption": row.caption,
            "deleted": row.deleted,
            "text": row.text,
            "html": row.html,
        }
        for place, row in enumerate(rows_of(fit(RegulationContent, frozen.content)))
    ]


def _free_references(tx: Tx, short: str) -> None:
    ends = or_(ArticleReference.name == short, ArticleReference.name.endswith(short, autoescape=True))
    tx.execute(update(ArticleReference).where(ends).values(law_id=None))


def _may_refer(frozen: Frozen) -> bool:
    return frozen.kind != REGULATION.code or not frozen.content.get("law_id")


def _law_of(named: Named, names: queries.Names, serials: Mapping[int, UUID]) -> UUID | None:
    if named.serial is not None:
        return serials.get(named.serial)
    return names.laws.get(named.name)
