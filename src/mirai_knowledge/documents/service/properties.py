"""The verbs of what is said about a document: its properties, and who is granted it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import delete, insert

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import DocumentStale, NumberTaken
from mirai_knowledge.documents.events import DocumentChanged
from mirai_knowledge.documents.model import (
    Audience,
    Document,
    DocumentGrant,
    DocumentTag,
    DocumentWorkType,
    GrantReason,
)
from mirai_knowledge.documents.policy import require_ability
from mirai_knowledge.documents.policy.content import refused
from mirai_knowledge.documents.schemas import ChangeDocument, Properties, SetNamedReaders
from mirai_knowledge.documents.schemas.tags import CHANGED, GRANTS_SET
from mirai_knowledge.documents.service.texts import SUBJECT
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.projects import queries as projects

PLAIN = {"work_section": "work_section", "number": "number", "category": "category_code", "next_review_on": "review_due_on"}
GIVEN_BY_PEOPLE = (GrantReason.NAMED, GrantReason.COAUTHOR)


def change_document(tx: Tx, actor: Actor, command: ChangeDocument, *, document_id: UUID, expected: int) -> None:
    """The properties that were sent have their new values, the others stay; the version grows when something differs.

    Rules P-062, and P-064 for the audience; raises DocumentNotFound, DocumentStale, DocumentMoveRefused, NumberTaken, and
    ContentRefused for properties that cannot be.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "edits")
    document.refuse_in_bin()
    refuse_stale_properties(tx, actor, document, expected=expected)
    before = queries.get_properties(tx, actor, document)
    sent = {name: getattr(command, name) for name in command.model_fields_set}
    wanted = before.model_copy(update=sent)
    if _reach(wanted) != _reach(before):
        require_ability(held, "regrants")
    refuse_wrong_properties(tx, actor, wanted, kind=document.kind, kept=before)
    put_properties(tx, actor, document, command=command)
    put_words(tx, document, command=command)
    tx.flush()  # a number that was taken meanwhile must surface here, and the properties are read back below
    after = queries.get_properties(tx, actor, document)
    if after == before:
        return
    document.touch(clock.now())
    audit.record(tx, actor, CHANGED, Subject(SUBJECT, document.id), before=before.model_dump(), after=after.model_dump())
    outbox.emit(tx, DocumentChanged(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)


def set_grants(tx: Tx, actor: Actor, command: SetNamedReaders, *, document_id: UUID, expected: int) -> None:
    """These people and no others are named for the document; what approvals and distribution granted stays.

    Rule P-064; raises DocumentNotFound, DocumentStale, and ContentRefused for people there are not.
    """
    document, held = queries.get_locked(tx, actor, document_id)
    require_ability(held, "regrants")
    refuse_stale_properties(tx, actor, document, expected=expected)
    wanted = {(grant.person_id, grant.why): grant.until for grant in command.grants}
    _refuse_wrong_grants(tx, actor, command)
    before = _named(tx, actor, document)
    mine = (DocumentGrant.document_id == document.id, DocumentGrant.why.in_(GIVEN_BY_PEOPLE))
    tx.execute(delete(DocumentGrant).where(*mine))
    rows = [
        {"document_id": document.id, "person_id": person, "why": why, "until": until} for (person, why), until in wanted.items()
    ]
    if rows:
        tx.execute(insert(DocumentGrant), rows)
    after = _named(tx, actor, document)
    if after == before:
        return
    document.touch(clock.now())
    audit.record(tx, actor, GRANTS_SET, Subject(SUBJECT, document.id), before={"grants": before}, after={"grants": after})
    outbox.emit(tx, DocumentChanged(document_id=document.id))
    changes.mark(tx, SUBJECT, document.id)


def refuse_stale_properties(tx: Tx, actor: Actor, document: Document, *, expected: int) -> None:
    """Returns when the properties still have the version the caller read; raises DocumentStale with the page otherwise."""
    if document.version != expected:
        page = queries.get_page(tx, actor, str(document.id))
        # The text is not in question, and may be long.
        current = {key: value for key, value in msgspec.to_builtins(page).items() if key not in {"body", "body_html"}}
        raise DocumentStale("最新の内容を確認してから、もう一度保存してください。", extra={"current": current})


def refuse_wrong_properties(tx: Tx, actor: Actor, wanted: Properties, *, kind: str, kept: Properties | None = None) -> None:
    """Returns when these properties can be, what is `kept` in any case; raises ContentRefused naming each wrong field, and
    NumberTaken.
    """
    faults: list[FieldError] = []
    if wanted.audience == Audience.SITE.value and wanted.project_id is None:
        message = "公開範囲を「現場関係者」にするときは、現場を選んでください。"
        faults.append(FieldError("project_id", "value.missing", message))
    faults += _wrong_references(tx, actor, wanted, kept)
    if wanted.category is not None and (kept is None or kept.category != wanted.category):
        category = queries.find_category(tx, actor, kind, code=wanted.category)
        if category is None or category.archived_at is not None:
            faults.append(FieldError("category", "category.unknown", "この分類は使えません。一覧から選び直してください。"))
    if faults:
        raise refused(tuple(faults))
    fresh = wanted.number is not None and (kept is None or kept.number != wanted.number)
    if fresh and queries.find_by_number(tx, actor, kind, number=wanted.number or "") is not None:
        raise NumberTaken("同じ社内文書番号の文書があります。番号を確認してください。")


def put_properties(tx: Tx, actor: Actor, document: Document, *, command: Properties, own: bool = False) -> None:
    """The document has the properties that were sent; with `own` the actor looks after it unless somebody else was named."""
    sent = command.model_fields_set
    for name in sent & PLAIN.keys():
        setattr(document, PLAIN[name], getattr(command, name))
    if "audience" in sent:
        document.audience = command.audience
    if "project_id" in sent:
        document.project_id = command.project_id
    if sent & {"owner_id", "owner_name"} and not (own and command.owner_id is None and command.owner_name is None):
        _put_owner(tx, actor, document, command)
    elif own:
        document.owner_id, document.owner_name = actor.person_id, actor.name


def put_words(tx: Tx, document: Document, *, command: Properties) -> None:
    """The document, whose row is written, has the tags and kinds of work that were sent."""
    sent = command.model_fields_set
    if "tags" in sent:
        _put_tags(tx, document.id, command.tags)
    if "work_types" in sent:
        _put_work_types(tx, document.id, command.work_types)


def _put_tags(tx: Tx, document_id: UUID, tags: Collection[str]) -> None:
    """The document has these tags and no others, in this order."""
    tx.execute(delete(DocumentTag).where(DocumentTag.document_id == document_id))
    rows = [{"document_id": document_id, "tag": tag, "position": place} for place, tag in enumerate(tags)]
    if rows:
        tx.execute(insert(DocumentTag), rows)


def _put_work_types(tx: Tx, document_id: UUID, codes: Collection[str]) -> None:
    """The document is about these kinds of work and no others."""
    tx.execute(delete(DocumentWorkType).where(DocumentWorkType.document_id == document_id))
    rows = [{"document_id": document_id, "work_type_code": code} for code in codes]
    if rows:
        tx.execute(insert(DocumentWorkType), rows)


def _reach(properties: Properties) -> tuple[str, UUID | None]:
    # Which site it is decides who reads what is open to a site.
    return properties.audience, properties.project_id if properties.audience == Audience.SITE.value else None


def _put_owner(tx: Tx, actor: Actor, document: Document, command: Properties) -> None:
    if command.owner_id is not None:
        person = queries.list_people(tx, actor, [command.owner_id])[command.owner_id]
        document.owner_id, document.owner_name = PersonId(command.owner_id), person.name
    elif "owner_name" in command.model_fields_set or "owner_id" in command.model_fields_set:
        document.owner_id, document.owner_name = None, command.owner_name


def _wrong_references(tx: Tx, actor: Actor, wanted: Properties, kept: Properties | None) -> list[FieldError]:
    faults = []
    project = None if kept is not None and kept.project_id == wanted.project_id else wanted.project_id
    if project is not None and not projects.list_names(tx, actor, [project]):
        faults.append(FieldError("project_id", "project.unknown", "この現場は登録されていません。選び直してください。"))
    owner = None if kept is not None and kept.owner_id == wanted.owner_id else wanted.owner_id
    if owner is not None and owner not in queries.list_active(tx, actor, [owner]):
        faults.append(FieldError("owner_id", "person.unknown", "この人は登録されていないか、利用を停止しています。"))
    fresh = set(wanted.work_types) - set(kept.work_types if kept is not None else ())
    unknown = fresh - projects.list_usable_codes(tx, actor, fresh)
    faults += [FieldError("work_types", "work_type.unknown", f"登録されていない工種です: {code}") for code in sorted(unknown)]
    return faults


def _refuse_wrong_grants(tx: Tx, actor: Actor, command: SetNamedReaders) -> None:
    known = queries.list_people(tx, actor, {grant.person_id for grant in command.grants})
    faults = [
        FieldError(f"grants.{place}.person_id", "person.unknown", "この人は登録されていません。")
        for place, grant in enumerate(command.grants)
        if grant.person_id not in known
    ]
    faults += [
        FieldError(f"grants.{place}.why", "grant.not_yours", "指名・共同執筆者のどちらかを選んでください。")
        for place, grant in enumerate(command.grants)
        if grant.why not in GIVEN_BY_PEOPLE
    ]
    if faults:
        raise refused(tuple(faults))


def _named(tx: Tx, actor: Actor, document: Document) -> list[str]:
    rows = queries.list_grant_rows(tx, actor, document.id)
    return sorted(f"{row.why}:{row.person_id}:{_until(row.until)}" for row in rows if row.why in GIVEN_BY_PEOPLE)


def _until(until: date | None) -> str:
    return "" if until is None else until.isoformat()
