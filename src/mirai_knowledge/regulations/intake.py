"""Laws as their files bring them: each revision once, at its place in time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import insert, text

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import tag
from mirai_knowledge.documents import intake as documents
from mirai_knowledge.documents import queries as document_queries
from mirai_knowledge.documents.policy.content import as_json
from mirai_knowledge.documents.schemas.intake import LoadTimeline, TimedEdition
from mirai_knowledge.documents.schemas.kinds import code_of
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.regulations import queries
from mirai_knowledge.regulations.errors import LawRevisionDiffers
from mirai_knowledge.regulations.model import LawRevision
from mirai_knowledge.regulations.policy import REGULATION, require_import
from mirai_knowledge.regulations.policy.tree import rows_of
from mirai_knowledge.regulations.schemas.laws import ImportedLaw, ImportReport, LawText

LAWS_IMPORTED = tag("law.imported", "法令を取り込んだ")
SAFETY = "reg_safety"
MOMENT = timedelta(microseconds=1)
MINISTRY = "厚生労働省"
Progress = Callable[[LawText], None]


@dataclass(frozen=True, slots=True)
class _There:
    """The document of a law, and its revisions."""

    document_id: UUID | None
    revisions: tuple[queries.Revision, ...]


def import_laws(tx: Tx, actor: Actor, texts: Sequence[LawText], *, progress: Progress | None = None) -> ImportReport:
    """Each text is an edition of its law's document, in force from 00:00 in Japan of its day; one that is there already stays
    as it is. Of two texts of one day the later one in their sequence is in force.

    Rule P-131; raises LawRevisionDiffers for other words under a known revision, and what `load_timeline` raises.
    """
    require_import(actor)
    by_law: dict[str, list[LawText]] = {}
    for told in texts:
        by_law.setdefault(told.law, []).append(told)
    items: list[ImportedLaw] = []
    for law, own in by_law.items():
        items += _import(tx, actor, law, told=sorted(own, key=_order), progress=progress)
    added = sum(item.outcome == "added" for item in items)
    if items:
        detail = {"laws": len(by_law), "added": added, "unchanged": len(items) - added}
        audit.record(tx, actor, LAWS_IMPORTED, None, detail=detail)
    return ImportReport(items=tuple(items), added=added, unchanged=len(items) - added)


def _order(told: LawText) -> tuple[date, int, str]:
    return told.effective_on, told.sequence, told.revision


def _import(tx: Tx, actor: Actor, law: str, *, told: Sequence[LawText], progress: Progress | None) -> list[ImportedLaw]:
    # Whoever imports the same law at the same moment waits, and finds it there.
    tx.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('law:' || :law, 0))"), {"law": law})
    there = {row.revision: row for row in queries.list_revisions(tx, actor, law)}
    for one in told:
        known = there.get(one.revision)
        if known is not None and known.digest != one.digest:
            raise LawRevisionDiffers(f"{one.name}: 改正 {one.revision} は、違う本文ですでに取り込まれています。")
    new = {one.revision: one for one in told if one.revision not in there}
    ids = {revision: new_id() for revision in new}
    document_id = queries.find_law_document(tx, actor, law)
    if new or document_id is None:
        before = _There(document_id, tuple(there.values()))
        document_id = documents.load_timeline(tx, actor, _command(tx, actor, new, ids=ids, there=before))
        tx.execute(insert(LawRevision), [_row(one, document_id, ids[revision]) for revision, one in new.items()])
    code = _code(tx, actor, document_id)
    editions = {**{row.revision: row.edition_id for row in there.values()}, **ids}
    items = []
    for one in told:
        items.append(_imported(one, code, document_id, edition_id=editions[one.revision], added=one.revision in new))
        if progress is not None:
            progress(one)
    return items


def _row(one: LawText, document_id: UUID, edition_id: UUID) -> dict[str, object]:
    return {
        "law": one.law,
        "revision": one.revision,
        "document_id": document_id,
        "edition_id": edition_id,
        "sequence": one.sequence,
        "digest": one.digest,
    }


def _command(tx: Tx, actor: Actor, new: Mapping[str, LawText], *, ids: Mapping[str, UUID], there: _There) -> LoadTimeline:
    starts = _starts(new, there.revisions)
    last = max(new.values(), key=_order)
    category = document_queries.find_category(tx, actor, REGULATION.code, code=SAFETY)
    usable = category is not None and category.archived_at is None and last.content.issuer == MINISTRY
    editions = [
        {
            "id": ids[revision],
            "content": as_json(one.content),
            "in_force_from": starts[revision],
            "approver_name": one.content.issuer[:100] or None,
            "reason": f"法令ファイルから取り込み（改正 {revision}）"[:100],
        }
        for revision, one in new.items()
    ]
    moved = {
        row.edition_id: starts[row.revision]
        for row in there.revisions
        if row.in_force_from is not None and starts[row.revision] != row.in_force_from
    }
    return LoadTimeline(
        kind=REGULATION.code,
        document_id=there.document_id,
        editions=tuple(TimedEdition.model_validate(edition) for edition in editions),
        moved=moved,
        audience="partners",
        category=SAFETY if usable else None,
        aliases=(last.law,),
    )


def _starts(new: Mapping[str, LawText], there: Sequence[queries.Revision]) -> Mapping[str, datetime]:
    """When each revision begins: at 00:00 of its day, those of one day a moment apart in their sequence."""
    line = [(clock.start_of_day_jst(one.effective_on), one.sequence, revision) for revision, one in new.items()]
    for row in there:
        if row.in_force_from is not None:
            day = clock.start_of_day_jst(row.in_force_from.astimezone(clock.JST).date())
            line.append((day, row.sequence, row.revision))
    starts: dict[str, datetime] = {}
    last: datetime | None = None
    for day, _, revision in sorted(line):
        last = day if last is None or last < day else last + MOMENT
        starts[revision] = last
    return starts


def _code(tx: Tx, actor: Actor, document_id: UUID) -> str:
    document, _ = document_queries.get_locked(tx, actor, document_id)
    return code_of(document.kind, document.serial)


def _imported(one: LawText, code: str, document_id: UUID, *, edition_id: UUID, added: bool) -> ImportedLaw:
    return ImportedLaw(
        file=one.name,
        outcome="added" if added else "unchanged",
        code=code,
        document_id=document_id,
        edition_id=edition_id,
        title=one.content.title,
        revision=one.revision,
        effective_on=one.effective_on,
        articles=sum(row.level == 0 for row in rows_of(one.content)),
    )
