"""Lists of documents: filtered, sorted, paged by key, with facets. Everything asks the same condition of who may see."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import contains_eager

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.model import (
    Document,
    DocumentTag,
    DocumentTally,
    DocumentWorkType,
    Draft,
    Edition,
    Favourite,
)
from mirai_knowledge.documents.queries.masters import list_category_names
from mirai_knowledge.documents.queries.shaping import list_rows
from mirai_knowledge.documents.schemas import ListDocuments
from mirai_knowledge.documents.schemas.kinds import IMPORTANCE_NAMES, all_kinds, parse_code
from mirai_knowledge.documents.schemas.views import DocumentPage, DocumentsCan, Facets, FacetValue, KindView
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require
from mirai_knowledge.kernel.text import fold
from mirai_knowledge.projects import policy as project_policy
from mirai_knowledge.projects import queries as projects

ID = Key(Edition.document_id.expression, lambda row: str(row.document_id), UUID)
SORTS: Mapping[str, tuple[Key, ...]] = {
    "updated": (
        Key(Edition.in_force_from.expression, lambda row: row.in_force_from.isoformat(), datetime.fromisoformat, descending=True),
        Key(Edition.document_id.expression, lambda row: str(row.document_id), UUID, descending=True),
    ),
    "title": (Key(Edition.sort_key.expression, lambda row: row.sort_key, str), ID),
    "number": (
        Key(Document.kind.expression, lambda row: row.document.kind, str),
        Key(Document.serial.expression, lambda row: str(row.document.serial), int),
    ),
    "views": (
        Key(DocumentTally.views.expression, lambda row: str(row.document.tally.views), int, descending=True),
        Key(DocumentTally.document_id.expression, lambda row: str(row.document_id), UUID, descending=True),
    ),
}
FACET_VALUES = 50
FACETS = ("kind", "category", "work_type", "project", "tag", "importance", "audience", "state")
AUDIENCE_NAMES = {"internal": "社内", "partners": "社内と協力会社", "site": "現場関係者", "named": "指名"}
STATE_NAMES = {"valid": "有効", "revising": "改訂中", "archived": "廃止"}


def list_documents(tx: Tx, actor: Actor, wanted: ListDocuments, *, cursor: str | None = None, limit: int = 50) -> DocumentPage:
    """Documents with an edition in force that the actor may read, in the order asked for; with facets and total on request.

    Raises Forbidden (P-060) and Invalid for a bad cursor.
    """
    require(actor, policy.P_060)
    statement = select(Edition).join(Edition.document).options(contains_eager(Edition.document))
    if wanted.sort == "views":
        statement = (
            select(Edition)
            .join(Edition.document)
            .join(Document.tally)
            .options(contains_eager(Edition.document).contains_eager(Document.tally))
        )
    conditions = _conditions(tx, actor, wanted)
    statement = statement.where(_open_to(actor), *conditions.values()).execution_options(populate_existing=True)
    page = fetch_page(tx, statement, SORTS[wanted.sort], cursor=cursor, limit=limit)
    counted = _facets(tx, actor, conditions) if wanted.facets else None
    return DocumentPage(
        items=list_rows(tx, actor, page.items),
        next_cursor=page.next_cursor,
        total=counted[1] if counted else None,
        facets=counted[0] if counted else None,
        kinds=_kinds(actor),
        can=get_can(tx, actor),
    )


def get_can(_: Tx, actor: Actor) -> DocumentsCan:
    """What the actor may do with documents at large."""
    return DocumentsCan(
        write=any(kind.can_write for kind in _kinds(actor)),
        publish=actor.may(policy.PUBLISH.code),
        see_bin=actor.may(policy.BIN.code),
    )


def _open_to(actor: Actor) -> ColumnElement[bool]:
    return and_(policy.in_force(clock.now()), Document.binned_at.is_(None), policy.audience_holds(actor))


def _kinds(actor: Actor) -> tuple[KindView, ...]:
    writable = policy.writable_kinds(actor)
    return tuple(KindView(kind.code, kind.name, kind.drafted and kind.code in writable, kind.drafted) for kind in all_kinds())


def _conditions(tx: Tx, actor: Actor, wanted: ListDocuments) -> dict[str, ColumnElement[bool]]:
    """One condition a filter, by the name of its facet where it has one."""
    given = {
        "kind": (wanted.kind, Document.kind == wanted.kind),
        "category": (wanted.category, Document.category_code == wanted.category),
        "work_type": (wanted.work_type, _about(tx, actor, wanted.work_type or "")),
        "project": (wanted.project, and_(Document.project_id == wanted.project, _project_open_to(actor))),
        "tag": (wanted.tag, _tagged(wanted.tag or "")),
        "importance": (wanted.importance, Edition.importance == wanted.importance),
        "audience": (wanted.audience, Document.audience == wanted.audience),
        "mine": (wanted.mine or None, _mine(actor)),
        "favourites": (wanted.favourites or None, _favourite(actor)),
        "q": (wanted.q or None, _contains(wanted.q or "")),
    }
    conditions = {name: condition for name, (value, condition) in given.items() if value is not None}
    return {**conditions, "state": _in_state(actor, wanted.state)}


def _in_state(actor: Actor, state: str) -> ColumnElement[bool]:
    if state == "all":
        return true()
    if state == "archived":
        return Document.archived_at.is_not(None)
    valid = Document.archived_at.is_(None)
    return and_(valid, _revising(actor)) if state == "revising" else valid


def _revising(actor: Actor) -> ColumnElement[bool]:
    # That somebody is writing is not for partners to know.
    return exists(select(Draft.document_id).where(Draft.document_id == Document.id)) if policy.is_internal(actor) else false()


def _about(tx: Tx, actor: Actor, work_type: str) -> ColumnElement[bool]:
    codes = (work_type, *projects.list_parts(tx, actor, work_type)) if work_type else ()
    held = (DocumentWorkType.document_id == Document.id, DocumentWorkType.work_type_code.in_(codes))
    return exists(select(DocumentWorkType.document_id).where(*held))


def _tagged(tag: str) -> ColumnElement[bool]:
    return exists(select(DocumentTag.document_id).where(DocumentTag.document_id == Document.id, DocumentTag.tag == tag))


def _project_open_to(actor: Actor) -> ColumnElement[bool]:
    return true() if policy.is_internal(actor) else Document.project_id.in_(project_policy.scope(actor))


def _mine(actor: Actor) -> ColumnElement[bool]:
    if actor.person_id is None:
        return false()
    return or_(Document.creator_id == actor.person_id, Document.owner_id == actor.person_id)


def _favourite(actor: Actor) -> ColumnElement[bool]:
    if actor.person_id is None:
        return false()
    held = (Favourite.document_id == Document.id, Favourite.person_id == actor.person_id)
    return exists(select(Favourite.document_id).where(*held))


def _contains(q: str) -> ColumnElement[bool]:
    words = q.split()
    return and_(*(_contains_word(word) for word in words)) if words else true()


def _contains_word(word: str) -> ColumnElement[bool]:
    texts = [Edition.sort_key.contains(fold(word), autoescape=True), Edition.summary.icontains(word, autoescape=True)]
    places = [*texts, Document.number.icontains(word, autoescape=True), _tagged(word)]
    code = parse_code(word)
    if code is not None:
        places.append(and_(Document.kind == code[0], Document.serial == code[1]))
    return or_(*places)


def _facets(tx: Tx, actor: Actor, conditions: Mapping[str, ColumnElement[bool]]) -> tuple[Facets, int]:
    """Each facet under all filters but its own. One pass over the readable documents, then counts over what it gave."""
    flags = {name: conditions.get(name, true()) for name in FACETS}
    rest = [condition for name, condition in conditions.items() if name not in FACETS]
    archived, revising = Document.archived_at.is_not(None), _revising(actor)
    base = (
        select(
            Document.id,
            Document.kind,
            Document.category_code,
            case((_project_open_to(actor), Document.project_id)).label("project_id"),
            Edition.importance,
            Document.audience,
            case((archived, "archived"), (revising, "revising"), else_="valid").label("state"),
            *(condition.label(f"in_{name}") for name, condition in flags.items()),
        )
        .select_from(Edition)
        .join(Edition.document)
        .where(_open_to(actor), *rest)
        .cte("base")
    )
    rows = tx.execute(union_all(*_facet_parts(base))).all()
    counts: dict[str, dict[str, int]] = {name: {} for name in (*FACETS, "total")}
    for facet, value, count in rows:
        counts[facet][value] = count
    total = counts.pop("total").get("", 0)
    return _named(tx, actor, counts), total


def _facet_parts(base: FromClause) -> list[Select[str, str, int]]:
    column = base.c
    values: Mapping[str, ColumnElement[str]] = {
        "kind": column.kind,
        "category": column.category_code,
        "project": cast(column.project_id, String),
        "importance": column.importance,
        "audience": column.audience,
        "state": column.state,
        "work_type": DocumentWorkType.work_type_code.expression,
        "tag": DocumentTag.tag.expression,
    }
    parts = []
    for facet, value in values.items():
        others = [column[f"in_{name}"] for name in FACETS if name != facet]
        counted = select(literal(facet), value, func.count()).where(value.is_not(None), *others).group_by(value)
        if facet == "work_type":
            counted = counted.select_from(base).join(DocumentWorkType, DocumentWorkType.document_id == column.id)
        if facet == "tag":
            counted = counted.select_from(base).join(DocumentTag, DocumentTag.document_id == column.id)
        parts.append(counted)
    everything = [column[f"in_{name}"] for name in FACETS]
    return [*parts, select(literal("total"), literal(""), func.count()).select_from(base).where(*everything)]


def _named(tx: Tx, actor: Actor, counts: Mapping[str, Mapping[str, int]]) -> Facets:
    work_types = projects.list_work_type_names(tx, actor, counts["work_type"].keys())
    known = projects.list_names(tx, actor, {UUID(key) for key in counts["project"]})
    names: Mapping[str, Mapping[str, str]] = {
        "kind": {kind.code: kind.name for kind in all_kinds()},
        "category": list_category_names(tx, actor, counts["category"]),
        "work_type": {code: ref.name for code, ref in work_types.items()},
        "project": {str(key): ref.name for key, ref in known.items()},
        "tag": {},
        "importance": IMPORTANCE_NAMES,
        "audience": AUDIENCE_NAMES,
        "state": STATE_NAMES,
    }
    return Facets(**{facet: _values(counts[facet], names[facet]) for facet in FACETS})


def _values(counts: Mapping[str, int], names: Mapping[str, str]) -> tuple[FacetValue, ...]:
    values: Sequence[FacetValue] = [FacetValue(value, names.get(value, value), count) for value, count in counts.items()]
    return tuple(sorted(values, key=lambda entry: (-entry.count, entry.value))[:FACET_VALUES])
