"""The audit log page by page, for people."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Select, select

from mirai_knowledge.audit import policy
from mirai_knowledge.audit.model import AuditEntry
from mirai_knowledge.audit.schemas import (
    ActorView,
    ChangeView,
    DetailView,
    EntryPage,
    EntryView,
    ListEntries,
    SubjectView,
    TagList,
    TagView,
)
from mirai_knowledge.audit.schemas.labels import PERSON, kind_held_by, labels_of
from mirai_knowledge.audit.schemas.tags import all_tags, field_name, tag_name
from mirai_knowledge.audit.schemas.values import PERSONAL_MARK
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.kernel.rights import require

Labels: TypeAlias = Mapping[tuple[str, str], str]
DIGEST_CHARS_SHOWN = 8

NEWEST_FIRST = (
    Key(AuditEntry.at.expression, lambda row: row.at.isoformat(), datetime.fromisoformat, descending=True),
    Key(AuditEntry.id.expression, lambda row: str(row.id), UUID, descending=True),
)


def list_entries(tx: Tx, actor: Actor, wanted: ListEntries, *, cursor: str | None = None, limit: int = 50) -> EntryPage:
    """Entries the actor may see, newest first; raises Forbidden (P-030), Invalid for a bad cursor."""
    require(actor, policy.P_030)
    page = fetch_page(tx, _filtered(actor, wanted), NEWEST_FIRST, cursor=cursor, limit=limit)
    return EntryPage(_views(tx, page.items), page.next_cursor)


def list_tags(_: Tx, actor: Actor) -> TagList:
    """Every tag to filter by; raises Forbidden (P-030)."""
    require(actor, policy.P_030)
    return TagList(tuple(TagView(entry.code, entry.name) for entry in all_tags()))


def _filtered(actor: Actor, wanted: ListEntries) -> Select[AuditEntry]:
    equal = (
        (AuditEntry.tag, wanted.tag),
        (AuditEntry.actor_id, wanted.person_id),
        (AuditEntry.subject_kind, wanted.subject_kind),
        (AuditEntry.subject_id, wanted.subject_id),
        (AuditEntry.request_id, wanted.request_id),
    )
    statement = select(AuditEntry).where(policy.visible_to(actor))
    statement = statement.where(*(column == value for column, value in equal if value is not None))
    if wanted.between.since is not None:
        statement = statement.where(AuditEntry.at >= wanted.between.since)
    if wanted.between.until is not None:
        statement = statement.where(AuditEntry.at < wanted.between.until)
    return statement


def _views(tx: Tx, rows: Sequence[AuditEntry]) -> tuple[EntryView, ...]:
    wanted: dict[str, set[str]] = {PERSON: {str(row.actor_id) for row in rows if row.actor_id}}
    for row in rows:
        if row.subject_kind is not None and row.subject_id is not None:
            wanted.setdefault(row.subject_kind, set()).add(row.subject_id)
        for field, value in _recorded(row):
            kind = kind_held_by(field)
            if kind is not None:
                wanted.setdefault(kind, set()).update(_ids(value))
    labels = {(kind, key): label for kind, ids in wanted.items() for key, label in labels_of(tx, kind, ids).items()}
    return tuple(_view(row, labels) for row in rows)


def _recorded(row: AuditEntry) -> Iterator[tuple[str, JsonValue]]:
    for values in (row.before, row.after, row.detail):
        yield from (values or {}).items()


def _ids(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, str))


def _view(row: AuditEntry, labels: Labels) -> EntryView:
    detail = row.detail or {}
    return EntryView(
        id=row.id,
        at=row.at,
        actor=_actor(row, labels),
        origin=row.origin,
        tag=row.tag,
        tag_name=tag_name(row.tag),
        subject=_subject(row, labels),
        changes=_changes(row, labels),
        detail=tuple(
            DetailView(name, field_name(row.subject_kind, name), _shown(name, detail[name], labels)) for name in sorted(detail)
        ),
        request_id=row.request_id,
        address=row.address,
    )


def _actor(row: AuditEntry, labels: Labels) -> ActorView | None:
    if row.actor_id is None:
        return ActorView(None, row.actor_name) if row.actor_name else None
    return ActorView(row.actor_id, labels.get((PERSON, str(row.actor_id)), str(row.actor_id)))


def _subject(row: AuditEntry, labels: Labels) -> SubjectView | None:
    if row.subject_kind is None or row.subject_id is None:
        return None
    label = labels.get((row.subject_kind, row.subject_id), row.subject_id)
    return SubjectView(row.subject_kind, row.subject_id, label)


def _changes(row: AuditEntry, labels: Labels) -> tuple[ChangeView, ...]:
    before, after = row.before or {}, row.after or {}
    return tuple(
        ChangeView(
            field,
            field_name(row.subject_kind, field),
            _shown(field, before.get(field), labels),
            _shown(field, after.get(field), labels),
        )
        for field in sorted({*before, *after})
    )


def _shown(field: str, value: JsonValue, labels: Labels) -> str | None:
    kind = kind_held_by(field)
    if kind is not None and isinstance(value, str | list):
        return "、".join(labels.get((kind, one), one) for one in _ids(value))
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict) and value.keys() == {PERSONAL_MARK}:
        return f"（個人情報 {str(value[PERSONAL_MARK])[:DIGEST_CHARS_SHOWN]}）"
    return json.dumps(value, ensure_ascii=False)
