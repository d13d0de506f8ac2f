"""Plans knowledge documents, of both files alike: what one file lacks the other may have."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from mirai_knowledge.documents.schemas.fields import MAX_TAGS
from mirai_knowledge.knowledge.schemas import BODY_CHARS, SUMMARY_CHARS
from mirai_knowledge.legacy.policy.fields import KEPT, Fields
from mirai_knowledge.legacy.policy.findings import Findings, Meaning
from mirai_knowledge.legacy.policy.matching import PersonNames, ProjectNames
from mirai_knowledge.legacy.policy.raw import digest
from mirai_knowledge.legacy.policy.vocabulary import Vocabularies
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.planned import (
    Importance,
    PersonText,
    PlannedComment,
    PlannedKnowledge,
    PlannedRevision,
    State,
)
from mirai_knowledge.legacy.schemas.source import USERS, Origin, Record, Refused

TITLE_LIMIT, NAME_LIMIT, TAG_LIMIT, REASON_LIMIT, WORD_LIMIT, COMMENT_LIMIT = 300, 100, 50, 1000, 200, 100_000


@dataclass(slots=True)
class KnowledgeContext:
    """What the plan of knowledge needs besides the record: `known` are the documents that can be referred to, `users` the
    names of those who can.
    """

    findings: Findings
    vocabularies: Vocabularies
    people: PersonNames
    projects: ProjectNames
    known: Collection[Origin]
    users: Mapping[Origin, str]
    vocabulary_of: Mapping[str, str] = field(default_factory=lambda: {"priority": "importance"})
    """Which vocabulary a field's words belong to, where it is not called like the field."""
    _bodies: dict[str, Origin] = field(default_factory=dict)

    def first_with(self, body: str, origin: Origin) -> Origin | None:
        """The earlier record with the same text; None when this is the first."""
        first = self._bodies.setdefault(digest(body), origin)
        return None if first == origin else first


def plan_knowledge(records: Iterable[Record | Refused], context: KnowledgeContext) -> Iterator[PlannedKnowledge | Refused]:
    """Each record as a document, as they come; refused ones pass through."""
    for record in records:
        yield record if isinstance(record, Refused) else _plan(record, context)


def _plan(record: Record, context: KnowledgeContext) -> PlannedKnowledge | Refused:
    fields = Fields(record.origin, record.raw, context.findings)
    title = fields.line("title", limit=TITLE_LIMIT)
    if title is None:
        fields.note(kinds.RECORD_INCOMPLETE, "取り込まず、原文だけを保存", field="title")
        return Refused(record.origin, record.raw, record.digest, "題名がない")
    summary, body = _texts(fields, context)
    created_at, updated_at = fields.instant("created_at"), fields.instant("updated_at")
    creator = creator_of(fields, context)
    comments = _comments(fields, context)
    history = _history(fields, context, updated_at)
    _note_contradictions(fields, created_at, updated_at, comments=len(comments))
    fields.reference("id")
    return PlannedKnowledge(
        origin=record.origin,
        raw=record.raw,
        digest=record.digest,
        title=title,
        summary=summary,
        body=body,
        importance=_importance(fields, context),
        state=_state(fields, context, empty=not body.strip()),
        category=category_of(fields, context),
        tags=fields.lines("tags", limit=TAG_LIMIT, most=MAX_TAGS),
        project=_project(fields, context),
        owner_name=fields.line("owner", limit=NAME_LIMIT),
        creator=creator,
        author=person_of(fields, context, by_id="updated_by_id", by_name="updated_by") or creator,
        created_at=created_at,
        updated_at=updated_at,
        views=fields.count("views") or 0,
        helpful=fields.count("likes") or 0,
        related=related_of(fields, context, "related_knowledge_ids"),
        comments=comments,
        history=history,
        attributes=fields.leave_rest(),
    )


def _texts(fields: Fields, context: KnowledgeContext) -> tuple[str, str]:
    whole = fields.verbatim("summary", limit=BODY_CHARS) or ""
    summary = fields.cut("summary", whole, limit=SUMMARY_CHARS)
    body = fields.verbatim("content", limit=BODY_CHARS)
    if body is None:
        fields.note(kinds.FIELD_ABSENT, "概要を本文にする" if summary else "本文を空のままにする", field="content")
        return summary, whole
    twin = context.first_with(body, fields.origin)
    if twin is not None:
        fields.note(kinds.DUPLICATE_TEXT, "別の文書として取り込む", field="content", value=twin)
    return summary, body


def _importance(fields: Fields, context: KnowledgeContext) -> Importance:
    word = fields.line("priority", limit=WORD_LIMIT)
    if word is None:
        fields.note(kinds.FIELD_ABSENT, "重要度を「中」とする", field="priority")
        return "medium"
    target = meaning_of(fields, context, "priority", word, otherwise="重要度を「中」とし").target
    return cast("Importance", target or "medium")


def _state(fields: Fields, context: KnowledgeContext, *, empty: bool) -> State:
    word = fields.line("status", limit=WORD_LIMIT)
    if word is None:
        fields.note(kinds.FIELD_ABSENT, "下書きとして取り込む", field="status")
        return "draft"
    target = meaning_of(fields, context, "status", word, otherwise="下書きとして取り込み").target
    if empty and target != "draft":
        fields.note(kinds.FIELD_ABSENT, "公開せず、下書きとして取り込む", field="content")
    return "draft" if empty else cast("State", target or "draft")


def category_of(fields: Fields, context: KnowledgeContext) -> str | None:
    """The code of the category; None, reported, when there is none or nobody has said which."""
    word = fields.line("category", limit=WORD_LIMIT)
    if word is None:
        fields.note(kinds.FIELD_ABSENT, "分類なしで取り込む", field="category")
        return None
    return meaning_of(fields, context, "category", word, otherwise="分類なしで取り込み").target


def meaning_of(fields: Fields, context: KnowledgeContext, key: str, word: str, *, otherwise: str) -> Meaning:
    """What the word in a field means; one that means nothing yet is kept and reported."""
    meaning = context.vocabularies.meaning(context.vocabulary_of.get(key, key), word)
    context.findings.meant(fields.origin, key, meaning)
    if meaning.target is None:
        fields.note(kinds.VALUE_UNKNOWN, f"{otherwise}、値は{KEPT}", field=key, value=word)
        fields.keep(key, word)
    return meaning


def _project(fields: Fields, context: KnowledgeContext) -> Origin | None:
    text = fields.line("project", limit=WORD_LIMIT)
    if text is None:
        return None
    thing = context.projects.find(text)
    context.findings.linked(fields.origin, "project", thing)
    # The text is kept even when it was linked: it is the evidence.
    fields.keep("project", text)
    return thing.target


def person_of(fields: Fields, context: KnowledgeContext, *, by_id: str, by_name: str) -> PersonText | None:
    """The person a record names by id or by name; None when it names nobody."""
    reference = fields.reference(by_id)
    name = fields.line(by_name, limit=NAME_LIMIT)
    if reference is not None:
        origin = Origin(USERS, reference)
        if origin in context.users:
            return PersonText(name or context.users[origin], origin)
        fields.note(kinds.REFERENCE_DANGLING, f"人と結び付けず、値は{KEPT}", field=by_id, value=origin)
        fields.keep(by_id, fields.whole(by_id))
    return None if name is None else named(fields, context, by_name, name)


def creator_of(fields: Fields, context: KnowledgeContext) -> PersonText | None:
    """Who made the record; reported when nobody is named."""
    creator = person_of(fields, context, by_id="created_by_id", by_name="created_by")
    if creator is None:
        fields.note(kinds.FIELD_ABSENT, "作成者を「不明」とする", field="created_by")
    return creator


def named(fields: Fields, context: KnowledgeContext, key: str, name: str) -> PersonText:
    """The name, with the record of the person when that is certain."""
    thing = context.people.find(name)
    context.findings.linked(fields.origin, key, thing)
    return PersonText(name, thing.target)


def related_of(fields: Fields, context: KnowledgeContext, key: str) -> tuple[Origin, ...]:
    """The records of the same file that the record names; each once, those that are not there reported."""
    found: list[Origin] = []
    dangling: list[str] = []
    for name in fields.references(key):
        origin = Origin(fields.origin.file, name)
        if origin == fields.origin:
            fields.note(kinds.REFERENCE_SELF, "関連を付けない", field=key)
        elif origin in found:
            fields.note(kinds.REFERENCE_TWICE, "1件として扱う", field=key, value=origin)
        elif origin in context.known:
            found.append(origin)
        else:
            dangling.append(name)
            fields.note(kinds.REFERENCE_DANGLING, f"関連を付けず、番号は{KEPT}", field=key, value=origin)
    if dangling:
        fields.keep(key, list(dangling))
    return tuple(found)


def _comments(fields: Fields, context: KnowledgeContext) -> tuple[PlannedComment, ...]:
    found: list[PlannedComment] = []
    parts = fields.objects("comments")
    for part in parts:
        body = part.verbatim("content", limit=COMMENT_LIMIT)
        name = part.line("user", limit=NAME_LIMIT)
        at = part.instant("created_at")
        if body is None or not body.strip():
            part.note(kinds.RECORD_INCOMPLETE, f"コメントにせず、値は{KEPT}", field="content")
            part.keep("user", name)
            continue
        author = named(fields, context, "comments[].user", name) if name else PersonText("不明")
        found.append(PlannedComment(author=author, body=body, created_at=at))
        part.reference("id")
    fields.leave("comments", parts)
    return tuple(found)


def _history(fields: Fields, context: KnowledgeContext, updated_at: datetime | None) -> tuple[PlannedRevision, ...]:
    found: list[PlannedRevision] = []
    parts = fields.objects("edit_history")
    for part in parts:
        name, at = part.line("edited_by", limit=NAME_LIMIT), part.instant("edited_at")
        if at is not None and updated_at is not None and at > updated_at:
            part.note(kinds.CONTRADICTION, "そのまま履歴にする", field="edited_at", value="文書の更新日時より後の編集")
        author = named(fields, context, "edit_history[].edited_by", name) if name else PersonText("不明")
        found.append(PlannedRevision(author=author, reason=part.line("changes", limit=REASON_LIMIT) or "", at=at))
        part.count("version")
    fields.leave("edit_history", parts)
    return tuple(found)


def _note_contradictions(fields: Fields, created_at: datetime | None, updated_at: datetime | None, *, comments: int) -> None:
    views, likes, counted = fields.whole("views"), fields.whole("likes"), fields.whole("comments_count")
    if isinstance(views, int) and isinstance(likes, int) and likes > views:
        fields.note(kinds.CONTRADICTION, "そのまま取り込む", field="likes", value="閲覧数より多い「役に立った」")
    if isinstance(counted, int) and counted != comments:
        action = f"実際のコメントだけを取り込み、数は{KEPT}"
        fields.note(kinds.CONTRADICTION, action, field="comments_count", value="実際と違うコメント数")
    if created_at is not None and updated_at is not None and updated_at < created_at:
        fields.note(kinds.CONTRADICTION, "そのまま取り込む", field="updated_at", value="作成より前の更新")
