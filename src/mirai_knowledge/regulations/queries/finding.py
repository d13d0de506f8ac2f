"""Articles that somebody asks for in words: 安衛則518条, 第五百十八条, 安衛則 作業床."""

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, or_, select

from mirai_knowledge.documents import policy as documents
from mirai_knowledge.documents.model import Document, Edition
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.text import fold
from mirai_knowledge.regulations.model import Article, ArticleReference
from mirai_knowledge.regulations.policy import REGULATION, readable
from mirai_knowledge.regulations.policy.mentions import one_form
from mirai_knowledge.regulations.policy.numbers import ARTICLE, BRANCHES, NUMBER, key_of, key_of_match
from mirai_knowledge.regulations.queries.names import Names, Place, get_names, list_matching, list_places
from mirai_knowledge.regulations.schemas.views import ArticleChoice, ArticleChoices

CHOICES = 12
NAMED = 20
FEW, MOST_WORDS = 3, 6
LAWLIKE = "法則令程準例領針綱"
"""How names of laws and standards end: 安衛則, 建設業法, 施行令, 作業規程, 安全基準."""
PASSAGES = 400
_ENDING = re.compile(rf"[ \u3000]*(?:第[ \u3000]*)?(?P<number>{NUMBER})[ \u3000]*(?:条(?P<branches>{BRANCHES}))?[ \u3000]*$")
_BLANKS = re.compile(r"[ \u3000、,]+")


def list_named(tx: Tx, actor: Actor, text: str) -> Sequence[Place]:
    """The articles that a search text names, the best first: those of the laws it names, or without one those of every law that
    has the number, the one most others rest on first. A law and words (安衛則 作業床) name the articles that have all of them in
    their caption.
    """
    return _numbered(tx, actor, text) or _captioned(tx, actor, text)


def _numbered(tx: Tx, actor: Actor, text: str) -> Sequence[Place]:
    keys = list(dict.fromkeys(key for found in ARTICLE.finditer(text) if (key := key_of_match(found))))
    ending = _ENDING.search(text)
    if not keys and ending is None:
        return ()
    names = get_names(tx, actor)
    law = _law_in(text, names)
    if law is not None:
        own = keys or ([key_of(f"第{ending['number']}条")] if ending is not None else [])
        places = list_places(tx, actor, {(law, key) for key in own})
        return [places[(law, key)] for key in own if (law, key) in places]
    if not keys or _says_more(text, names):
        return ()
    found = list_matching(tx, actor, Article.key.in_(keys), limit=NAMED)
    weights = _weights(tx, keys)
    return sorted(found, key=lambda place: (keys.index(place.key), -weights.get((place.document_id, place.key), 0)))


def list_choices(tx: Tx, actor: Actor, typed: str) -> ArticleChoices:
    """Articles and regulations that fit what was typed, at most 12: by law and number, by law and words of the caption, by words
    of titles.
    """
    text = typed.strip()
    if not text:
        return ArticleChoices(())
    named = _numbered(tx, actor, text)
    choices = [_choice(place) for place in named]
    names = get_names(tx, actor)
    ending = _ENDING.search(text)
    before = one_form(text[: ending.start()] if ending is not None else text)
    if not choices and ending is not None and before:
        key = key_of(f"第{ending['number']}条{ending['branches'] or ''}")
        fitting = _titled(tx, actor, before)
        places = list_places(tx, actor, {(document, key) for document in fitting})
        choices += [_choice(place) for place in places.values()]
    if len(choices) < CHOICES:
        choices += _by_words(tx, actor, text, names)
    known = {choice.target: choice for choice in reversed(choices)}
    ordered = dict.fromkeys(choice.target for choice in choices)
    return ArticleChoices(tuple(known[target] for target in ordered)[:CHOICES])


def find_passage(tx: Tx, actor: Actor, document_id: UUID, *, words: Sequence[str]) -> Place | None:
    """The article of the text in force that has the most of these words (folded); None when none has any."""
    told = [word for word in dict.fromkeys(words) if word][:8]
    if not told:
        return None
    either = [column.icontains(word, autoescape=True) for word in told for column in (Article.text, Article.caption)]
    rows = list_matching(tx, actor, Edition.document_id == document_id, Article.level == 0, or_(*either), limit=PASSAGES)

    def fit(place: Place) -> tuple[int, int, int]:
        caption, whole = fold(place.caption), fold(place.text)
        return sum(word in caption or word in whole for word in told), sum(word in caption for word in told), -len(whole)

    return max(rows, key=fit, default=None)


def _captioned(tx: Tx, actor: Actor, text: str) -> Sequence[Place]:
    parts = [part for part in _BLANKS.split(text) if part]
    # What laws are called is asked for only where something may be one: most searches are not about laws.
    if not 1 < len(parts) <= MOST_WORDS or not any(part[-1] in LAWLIKE for part in parts):
        return ()
    laws = get_names(tx, actor).laws
    law = next((laws[one_form(part)] for part in parts if one_form(part) in laws), None)
    rest = [part for part in parts if one_form(part) not in laws]
    if law is None or not rest:
        return ()
    captions = [Article.caption.contains(part, autoescape=True) for part in rest]
    found = list_matching(tx, actor, Edition.document_id == law, Article.level == 0, *captions, limit=PASSAGES)
    # An article is about what its caption begins with: 作業床の設置等 before 高所作業車の作業床.
    return sorted(found, key=lambda place: (not place.caption.lstrip("（(").startswith(rest[0]), len(place.caption)))[:FEW]


def _law_in(text: str, names: Names) -> UUID | None:
    plain = one_form(text)
    held = [name for name in names.laws if name in plain]
    return names.laws[max(held, key=len)] if held else None


def _says_more(text: str, names: Names) -> bool:
    """Whether more than a number was asked for: then words decide."""
    rest = ARTICLE.sub("", text)
    plain = one_form(rest)
    return bool(_BLANKS.sub("", plain)) or any(name in plain for name in names.known)


def _weights(tx: Tx, keys: Sequence[str]) -> dict[tuple[UUID, str], int]:
    held = (ArticleReference.article.in_(keys), ArticleReference.law_id.is_not(None))
    columns = (ArticleReference.law_id, ArticleReference.article, func.count().label("weight"))
    statement = select(*columns).where(*held).group_by(ArticleReference.law_id, ArticleReference.article)
    return {(row.law_id, row.article): row.weight for row in tx.execute(statement)}


def _titled(tx: Tx, actor: Actor, words: str) -> Sequence[UUID]:
    held = Edition.sort_key.contains(fold(words), autoescape=True)
    statement = select(Document.id).join(Edition, Edition.document_id == Document.id)
    wanted = (Document.kind == REGULATION.code, documents.in_force(clock.now()), readable(actor), held)
    return tx.scalars(statement.where(*wanted).order_by(Document.serial).limit(CHOICES)).all()


def _by_words(tx: Tx, actor: Actor, text: str, names: Names) -> list[ArticleChoice]:
    parts = [part for part in _BLANKS.split(text) if part]
    law = next((names.laws[one_form(part)] for part in parts if one_form(part) in names.laws), None)
    rest = [part for part in parts if one_form(part) not in names.laws]
    found: list[ArticleChoice] = []
    own = [law] if law is not None else []
    ids = own if own or not rest else list(_titled(tx, actor, rest[0]))
    if rest and (law is not None or len(rest[0]) > 1):
        captions = [Article.caption.contains(part, autoescape=True) for part in rest]
        where = [Edition.document_id == law] if law is not None else []
        found += [_choice(place) for place in list_matching(tx, actor, *where, Article.level == 0, *captions, limit=CHOICES)]
    return [*_wholes(tx, actor, ids), *found]


def _wholes(tx: Tx, actor: Actor, ids: Sequence[UUID]) -> list[ArticleChoice]:
    statement = select(Document.id, Document.kind, Document.serial, Edition.title).join(
        Edition, Edition.document_id == Document.id
    )
    wanted = (Document.id.in_(ids), documents.in_force(clock.now()), readable(actor))
    rows = tx.execute(statement.where(*wanted).order_by(Document.serial)) if ids else ()
    return [_whole(row.id, code_of(row.kind, row.serial), row.title) for row in rows]


def _choice(place: Place) -> ArticleChoice:
    return ArticleChoice(
        document_id=place.document_id,
        code=place.code,
        title=place.title,
        anchor=place.anchor,
        label=place.label,
        caption=place.caption,
        target=f"{place.code}#{place.anchor}",
        name=f"{place.title} {place.label}",
    )


def _whole(document_id: UUID, code: str, title: str) -> ArticleChoice:
    return ArticleChoice(
        document_id=document_id, code=code, title=title, anchor="", label="", caption="", target=code, name=title
    )
