"""Plans laws and standards: short records, mostly a summary of what was revised."""

from collections.abc import Iterable, Iterator
from typing import cast

from mirai_knowledge.legacy.policy.fields import KEPT, Fields
from mirai_knowledge.legacy.policy.knowledge import (
    TITLE_LIMIT,
    WORD_LIMIT,
    KnowledgeContext,
    category_of,
    creator_of,
    meaning_of,
    person_of,
)
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.planned import PlannedRegulation, State
from mirai_knowledge.legacy.schemas.source import Record, Refused
from mirai_knowledge.regulations.schemas import BODY_CHARS, LINE_CHARS, MAX_SCOPE, SUMMARY_CHARS, URL

URL_LIMIT = 1000


def plan_regulations(records: Iterable[Record | Refused], context: KnowledgeContext) -> Iterator[PlannedRegulation | Refused]:
    """Each record as a law or standard, as they come; refused ones pass through."""
    for record in records:
        yield record if isinstance(record, Refused) else _plan(record, context)


def _plan(record: Record, context: KnowledgeContext) -> PlannedRegulation | Refused:
    fields = Fields(record.origin, record.raw, context.findings)
    title = fields.line("title", limit=TITLE_LIMIT)
    if title is None:
        fields.note(kinds.RECORD_INCOMPLETE, "取り込まず、原文だけを保存", field="title")
        return Refused(record.origin, record.raw, record.digest, "題名がない")
    summary = fields.verbatim("summary", limit=SUMMARY_CHARS) or ""
    body = fields.verbatim("content", limit=BODY_CHARS) or ""
    standing, state = _standing(fields, context, empty=not (body + summary).strip())
    creator = creator_of(fields, context)
    fields.reference("id")
    return PlannedRegulation(
        origin=record.origin,
        raw=record.raw,
        digest=record.digest,
        title=title,
        summary=summary,
        body=body,
        issuer=fields.line("issuer", limit=LINE_CHARS) or "",
        standing=standing,
        revised_on=fields.day("revision_date"),
        effective_on=fields.day("effective_date"),
        applicable_scope=fields.lines("applicable_scope", limit=LINE_CHARS, most=MAX_SCOPE),
        url=_address(fields),
        state=state,
        category=category_of(fields, context),
        creator=creator,
        author=person_of(fields, context, by_id="updated_by_id", by_name="updated_by") or creator,
        created_at=fields.instant("created_at"),
        updated_at=fields.instant("updated_at"),
        attributes=fields.leave_rest(),
    )


def _standing(fields: Fields, context: KnowledgeContext, *, empty: bool) -> tuple[str, State]:
    """The word as it was, which the kind keeps, and what becomes of the document."""
    word = fields.line("status", limit=WORD_LIMIT)
    if word is None:
        fields.note(kinds.FIELD_ABSENT, "下書きとして取り込む", field="status")
        return "", "draft"
    target = meaning_of(fields, context, "status", word, otherwise="下書きとして取り込み").target
    if empty and target != "draft":
        fields.note(kinds.FIELD_ABSENT, "公開せず、下書きとして取り込む", field="content")
    return word, "draft" if empty else cast("State", target or "draft")


def _address(fields: Fields) -> str:
    address = fields.line("url", limit=URL_LIMIT)
    if address is None or URL.fullmatch(address):
        return address or ""
    fields.note(kinds.FIELD_UNREADABLE, f"アドレスなしとし、値は{KEPT}", field="url", value=address)
    fields.keep("url", address)
    return ""
