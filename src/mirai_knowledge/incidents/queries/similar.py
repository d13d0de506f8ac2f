"""Similar cases: own incidents and public records, by 事故の型, 起因物, kind of work, and what their texts say."""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select

from mirai_knowledge.documents import policy as documents_policy
from mirai_knowledge.documents.model import Document, DocumentWorkType, Edition
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.incidents.model import Incident, PublicRecord
from mirai_knowledge.incidents.policy import standing
from mirai_knowledge.incidents.policy.public import title_of
from mirai_knowledge.incidents.policy.reading import when_text
from mirai_knowledge.incidents.queries import public
from mirai_knowledge.incidents.queries.incidents import Told, get_told, list_work_types
from mirai_knowledge.incidents.schemas.codes import ACCIDENT_TYPES, AGENTS
from mirai_knowledge.incidents.schemas.public import PUBLIC_KIND, SOURCE
from mirai_knowledge.incidents.schemas.views import Similar, SimilarCases
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.search import queries as search
from mirai_knowledge.search.queries import IndexReader
from mirai_knowledge.search.schemas import MAX_CHARS, PAGE, Find
from mirai_knowledge.search.schemas.port import things

SHOWN = 5
LIKELY = 30
EXCERPT = 120
SAME_TYPE, SAME_AGENT, NEAR_AGENT, SAME_WORK, SAME_WORDS = 0.4, 0.3, 0.15, 0.1, 0.35
LEAST = 0.3
"""What is less alike than this is no similar case."""
NO_SYNTAX = re.compile(r"[-\"'「」『』“”:：()（）*?！!、。，．・/]+")


def list_similar(tx: Tx, actor: Actor, document_id: UUID, *, reader: IndexReader) -> SimilarCases:
    """At most five own incidents and five public records, the most alike first, with what makes them so.

    Rule P-151 for own ones, P-159 for public ones; without an index the lists' codes alone decide. Raises DocumentNotFound.
    """
    told = get_told(tx, actor, document_id)
    work = {kind.code for kind in list_work_types(tx, actor, document_id)}
    words = _words(told)
    by_words = {kind: _by_words(tx, actor, words, kind=kind, reader=reader) for kind in ("incident", PUBLIC_KIND)}
    return SimilarCases(
        own=_own(tx, actor, told, work=work, ranks=by_words["incident"]),
        public=_public(tx, actor, told, ranks=by_words[PUBLIC_KIND]),
        source=SOURCE,
    )


def _words(told: Told) -> str:
    content = told.edition.content
    text = " ".join(str(content.get(name) or "") for name in ("title", "work", "machine", "description"))
    return NO_SYNTAX.sub(" ", text)[:MAX_CHARS].strip()


def _by_words(tx: Tx, actor: Actor, words: str, *, kind: str, reader: IndexReader) -> Mapping[UUID, int]:
    if not words:
        return {}
    found = search.list_found(tx, actor, Find(q=words, kind=(kind,)), reader=reader, things=things())
    return {hit.id: rank for rank, hit in enumerate(found.hits)} if found.mode == "full" else {}


def _likeness(told: Told, accident_type: int | None, agent: int | None, rank: int | None) -> tuple[float, list[str]]:
    mine = told.incident
    score, reasons = 0.0, []
    if mine.accident_type is not None and mine.accident_type == accident_type:
        score += SAME_TYPE
        reasons.append("同じ事故の型")
    if mine.agent is not None and agent is not None:
        if mine.agent == agent:
            score += SAME_AGENT
            reasons.append("同じ起因物")
        elif mine.agent // 10 == agent // 10:
            score += NEAR_AGENT
            reasons.append("近い起因物")
    if rank is not None:
        score += SAME_WORDS * (1 - rank / PAGE)
        reasons.append("似た内容")
    return score, reasons


def _own(tx: Tx, actor: Actor, told: Told, *, work: set[str], ranks: Mapping[UUID, int]) -> tuple[Similar, ...]:
    wanted: list[ColumnElement[bool]] = [Incident.document_id.in_(list(ranks))]
    if told.incident.accident_type is not None:
        wanted.append(Incident.accident_type == told.incident.accident_type)
    statement = (
        select(Incident, Document, Edition)
        .join(Document, Document.id == Incident.document_id)
        .join(Edition, Edition.document_id == Document.id)
        .where(standing.readable(actor), documents_policy.in_force(clock.now()), Incident.document_id != told.document.id)
    )
    rows: dict[UUID, tuple[Incident, Document, Edition]] = {}
    for condition in wanted:
        newest = statement.where(condition).order_by(Incident.occurred_at.desc(), Incident.document_id.desc()).limit(LIKELY)
        rows.update({row[0].document_id: (row[0], row[1], row[2]) for row in tx.execute(newest)})
    works: dict[UUID, set[str]] = {}
    for entry in tx.scalars(select(DocumentWorkType).where(DocumentWorkType.document_id.in_(list(rows)))):
        works.setdefault(entry.document_id, set()).add(entry.work_type_code)
    scored = []
    for key, (incident, document, edition) in rows.items():
        score, reasons = _likeness(told, incident.accident_type, incident.agent, ranks.get(key))
        if work & works.get(key, set()):
            score += SAME_WORK
            reasons.append("同じ工種")
        scored.append((score, _own_case(incident, document, edition, reasons)))
    return _best(scored)


def _own_case(incident: Incident, document: Document, edition: Edition, reasons: Sequence[str]) -> Similar:
    kind, agent = incident.accident_type, incident.agent
    return Similar(
        kind="incident",
        id=incident.document_id,
        code=code_of(document.kind, document.serial),
        title=edition.title,
        excerpt=edition.summary[:EXCERPT],
        when=when_text(incident.occurred_at, time_known=False),
        accident_type=ACCIDENT_TYPES[kind] if kind is not None else "",
        agent=AGENTS[agent] if agent is not None else "",
        reasons=tuple(reasons),
    )


def _public(tx: Tx, actor: Actor, told: Told, *, ranks: Mapping[UUID, int]) -> tuple[Similar, ...]:
    mine = told.incident
    rows = {row.id: row for row in public.list_by_ids(tx, actor, list(ranks))}
    like = public.list_like(tx, actor, accident_type=mine.accident_type, agent=mine.agent, limit=LIKELY)
    rows.update({row.id: row for row in like})
    scored = []
    for key, row in rows.items():
        score, reasons = _likeness(told, row.accident_type, row.agent, ranks.get(key))
        scored.append((score, _public_case(row, reasons)))
    return _best(scored)


def _public_case(row: PublicRecord, reasons: Sequence[str]) -> Similar:
    return Similar(
        kind="public_record",
        id=row.id,
        code="",
        title=title_of(row),
        excerpt=row.description[:EXCERPT],
        when=f"{row.year}年{row.month}月",
        accident_type=ACCIDENT_TYPES[row.accident_type],
        agent=AGENTS[row.agent],
        reasons=tuple(reasons),
    )


def _best(scored: Sequence[tuple[float, Similar]]) -> tuple[Similar, ...]:
    ordered = sorted((pair for pair in scored if pair[0] >= LEAST), key=lambda pair: (-pair[0], pair[1].title))
    return tuple(case for _, case in ordered[:SHOWN])
