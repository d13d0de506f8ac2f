"""Plans standard work procedures. The two files have little in common: one holds texts, the other steps and checklists."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

from mirai_knowledge.documents.schemas.fields import MAX_TAGS
from mirai_knowledge.legacy.policy.fields import KEPT, Fields
from mirai_knowledge.legacy.policy.knowledge import (
    NAME_LIMIT,
    REASON_LIMIT,
    TAG_LIMIT,
    TITLE_LIMIT,
    WORD_LIMIT,
    KnowledgeContext,
    category_of,
    creator_of,
    meaning_of,
    named,
    person_of,
    related_of,
)
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.planned import PersonText, PlannedRevision, PlannedSop, SopRow, State
from mirai_knowledge.legacy.schemas.source import Record, Refused
from mirai_knowledge.sops.schemas import BODY_CHARS, LINE_CHARS, MAX_MINUTES, MAX_ROWS, SUMMARY_CHARS, TARGET, TEXT_CHARS

DURATION = re.compile(r"(?:約|およそ)?(?:(?P<hours>\d{1,4})時間)?(?:(?P<minutes>\d{1,5})分)?(?:程度|間)?")


def plan_sops(records: Iterable[Record | Refused], context: KnowledgeContext) -> Iterator[PlannedSop | Refused]:
    """Each record as a procedure, as they come; refused ones pass through."""
    for record in records:
        yield record if isinstance(record, Refused) else _plan(record, context)


def _plan(record: Record, context: KnowledgeContext) -> PlannedSop | Refused:
    fields = Fields(record.origin, record.raw, context.findings)
    title = fields.line("title", limit=TITLE_LIMIT)
    if title is None:
        fields.note(kinds.RECORD_INCOMPLETE, "取り込まず、原文だけを保存", field="title")
        return Refused(record.origin, record.raw, record.digest, "題名がない")
    history = _history(fields, context)
    created_at, updated_at, revised_at = (fields.instant(key) for key in ("created_at", "updated_at", "revision_date"))
    began = min((entry.at for entry in history if entry.at is not None), default=None)
    creator = creator_of(fields, context)
    steps = _steps(fields)
    body = fields.verbatim("content", limit=BODY_CHARS) or ""
    fields.reference("id")
    return PlannedSop(
        origin=record.origin,
        raw=record.raw,
        digest=record.digest,
        title=title,
        summary=fields.verbatim("summary", limit=SUMMARY_CHARS) or "",
        purpose=fields.verbatim("purpose", limit=TEXT_CHARS) or "",
        scope=fields.verbatim("scope", limit=TEXT_CHARS) or fields.verbatim("target", limit=TEXT_CHARS) or "",
        steps=steps,
        checklist=_checklist(fields),
        precautions=fields.lines("precautions", limit=TEXT_CHARS, most=MAX_ROWS),
        references=_references(fields),
        body=body,
        state=_state(fields, context, empty=not steps and not body.strip()),
        category=category_of(fields, context),
        tags=fields.lines("tags", limit=TAG_LIMIT, most=MAX_TAGS),
        creator=creator,
        author=person_of(fields, context, by_id="updated_by_id", by_name="updated_by") or creator,
        created_at=created_at or began or revised_at,
        updated_at=_last(revised_at, updated_at),
        related=related_of(fields, context, "related_sops"),
        history=history,
        attributes=fields.leave_rest(),
    )


def _last(*instants: datetime | None) -> datetime | None:
    return max((instant for instant in instants if instant is not None), default=None)


def _state(fields: Fields, context: KnowledgeContext, *, empty: bool) -> State:
    word = fields.line("status", limit=WORD_LIMIT)
    target: str | None = "published"
    if word is None:
        fields.note(kinds.FIELD_ABSENT, "公開として取り込む", field="status")
    else:
        target = meaning_of(fields, context, "status", word, otherwise="下書きとして取り込み").target
    if empty and target != "draft":
        fields.note(kinds.FIELD_ABSENT, "公開せず、下書きとして取り込む", field="steps")
    return "draft" if empty else cast("State", target or "draft")


def _steps(fields: Fields) -> tuple[SopRow, ...]:
    found: list[SopRow] = []
    parts = fields.objects("steps")
    for place, part in enumerate(parts, start=1):
        number = part.count("step_number")
        if number is not None and number != place:
            part.note(kinds.CONTRADICTION, "並んでいる順に取り込む", field="step_number", value="並びと違う手順番号")
            part.keep("step_number", number)
        told = part.line("title", limit=LINE_CHARS)
        text = part.verbatim("description", limit=TEXT_CHARS) or ""
        found.append(
            {
                "id": f"s{place}",
                "title": told or f"手順 {place}",
                "text": text,
                "hazard": "",
                "check": "",
                "responsible": part.line("responsible", limit=LINE_CHARS) or "",
                "minutes": _minutes(part),
                "photo": None,
            }
        )
    fields.leave("steps", parts)
    return tuple(found)


def _minutes(part: Fields) -> int | None:
    word = part.line("estimated_time", limit=LINE_CHARS)
    if word is None:
        return None
    said = DURATION.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", word)))
    minutes = 60 * int(said["hours"] or 0) + int(said["minutes"] or 0) if said and (said["hours"] or said["minutes"]) else None
    if minutes is None or minutes > MAX_MINUTES:
        part.note(kinds.FIELD_UNREADABLE, f"時間なしとし、値は{KEPT}", field="estimated_time", value=word)
        part.keep("estimated_time", word)
        return None
    return minutes


def _checklist(fields: Fields) -> tuple[SopRow, ...]:
    found: list[SopRow] = []
    parts = fields.objects("checklist")
    for place, part in enumerate(parts, start=1):
        part.reference("id")
        text, required = part.line("item", limit=LINE_CHARS), part.flag("required")
        if text is None:
            part.note(kinds.FIELD_ABSENT, "点検項目にしない", field="item")
            continue
        found.append({"id": f"c{place}", "text": text, "required": required is not False})
    fields.leave("checklist", parts)
    return tuple(found)


def _references(fields: Fields) -> tuple[SopRow, ...]:
    found: list[SopRow] = []
    parts = fields.objects("references")
    for place, part in enumerate(parts, start=1):
        title, target = part.line("title", limit=LINE_CHARS), part.line("url", limit=1000) or ""
        if target and TARGET.fullmatch(target) is None:
            part.note(kinds.FIELD_UNREADABLE, f"行き先なしとし、値は{KEPT}", field="url", value=target)
            part.keep("url", target)
            target = ""
        if title is None and not target:
            part.note(kinds.FIELD_ABSENT, "参照にしない", field="title")
            continue
        found.append({"id": f"r{place}", "title": title or target[:LINE_CHARS], "target": target})
    fields.leave("references", parts)
    return tuple(found)


def _history(fields: Fields, context: KnowledgeContext) -> tuple[PlannedRevision, ...]:
    found: list[PlannedRevision] = []
    parts = fields.objects("revision_history")
    for part in parts:
        name, at = part.line("author", limit=NAME_LIMIT), part.instant("date")
        author = named(fields, context, "revision_history[].author", name) if name else PersonText("不明")
        found.append(PlannedRevision(author=author, reason=part.line("changes", limit=REASON_LIMIT) or "", at=at))
    # The old numbers stay with the record: they do not follow the dates.
    fields.leave("revision_history", parts)
    return tuple(found)
