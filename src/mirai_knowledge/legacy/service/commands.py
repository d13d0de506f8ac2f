"""Turns what is planned into what the slices are told."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import TypeAlias
from uuid import UUID

from pydantic import ValidationError

from mirai_knowledge.accounts.schemas.intake import LoadPerson
from mirai_knowledge.documents.schemas.intake import LoadComment, LoadDocument, LoadHistory
from mirai_knowledge.kernel import clock
from mirai_knowledge.knowledge.schemas import KnowledgeContent
from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.planned import (
    PersonText,
    Planned,
    PlannedComment,
    PlannedKnowledge,
    PlannedPerson,
    PlannedProject,
    PlannedRegulation,
    PlannedRevision,
    PlannedSop,
)
from mirai_knowledge.legacy.schemas.runs import Known
from mirai_knowledge.legacy.schemas.source import Origin, Refused
from mirai_knowledge.projects.schemas import LoadProject
from mirai_knowledge.regulations.schemas import RegulationContent
from mirai_knowledge.sops.schemas import SopContent

NOBODY = "不明"
ARCHIVED = "移行元で廃止されていた文書です"

Subjects = Mapping[Origin, UUID]
"""What records have become."""
PlannedText: TypeAlias = PlannedKnowledge | PlannedSop | PlannedRegulation
Content: TypeAlias = KnowledgeContent | SopContent | RegulationContent
KINDS: Mapping[type[Content], str] = {KnowledgeContent: "knowledge", SopContent: "sop", RegulationContent: "regulation"}


def load_person(planned: PlannedPerson, known: Known | None, _subjects: Subjects) -> LoadPerson:
    """The person as accounts take it over."""
    return LoadPerson(
        person_id=None if known is None else known.subject_id,
        expected_version=None if known is None else known.version,
        login_name=planned.login_name,
        name=planned.name,
        email=planned.email,
        department=planned.department,
        roles=planned.roles,
        disabled_reason=planned.disabled_reason,
        password_hash=planned.password_hash,
        must_change=planned.must_change,
        created_at=planned.created_at,
    )


def load_project(planned: PlannedProject, _known: Known | None, _subjects: Subjects) -> LoadProject:
    """The project as projects take it over; they find by its origin what they had."""
    return LoadProject.model_validate(
        {
            "file": planned.origin.file,
            "origin_id": planned.origin.id,
            "raw": planned.raw,
            "attributes": planned.attributes,
            "code": planned.code,
            "name": planned.name,
            "client": planned.client,
            "region": planned.region,
            "description": planned.description,
            "status": planned.status,
            "work_types": planned.work_types,
            "sections": planned.sections,
            "starts_on": planned.starts_on,
            "ends_on": planned.ends_on,
            "created_at": planned.created_at,
            "updated_at": planned.updated_at,
        }
    )


def load_document(planned: PlannedKnowledge, known: Known | None, subjects: Subjects) -> LoadDocument:
    """The document as documents take it over. Its present text is in force since its last change, at the latest since now.

    Raises ValidationError for what the kind does not take.
    """
    content = KnowledgeContent(title=planned.title, summary=planned.summary, body=planned.body, importance=planned.importance)
    own = {
        "project_id": None if planned.project is None else subjects.get(planned.project),
        "owner_name": planned.owner_name,
        "comments": tuple(_comment(entry, subjects, _times(planned)[0]) for entry in planned.comments),
        "views": planned.views,
        "helpful": planned.helpful,
    }
    return LoadDocument.model_validate(_document(planned, known, subjects, content=content) | own)


def load_sop(planned: PlannedSop, known: Known | None, subjects: Subjects) -> LoadDocument:
    """The procedure as documents take it over, as `load_document` does; raises ValidationError alike."""
    content = SopContent.model_validate(
        {
            "title": planned.title,
            "summary": planned.summary,
            "purpose": planned.purpose,
            "scope": planned.scope,
            "steps": planned.steps,
            "checklist": planned.checklist,
            "precautions": [{"id": f"p{place}", "text": text} for place, text in enumerate(planned.precautions, start=1)],
            "references": planned.references,
            "body": planned.body,
        }
    )
    return LoadDocument.model_validate(_document(planned, known, subjects, content=content))


def load_regulation(planned: PlannedRegulation, known: Known | None, subjects: Subjects) -> LoadDocument:
    """The law or standard as documents take it over, as `load_document` does; raises ValidationError alike."""
    content = RegulationContent(
        title=planned.title,
        summary=planned.summary,
        body=planned.body,
        issuer=planned.issuer,
        standing=planned.standing,
        revised_on=planned.revised_on,
        effective_on=planned.effective_on,
        applicable_scope=planned.applicable_scope,
        url=planned.url,
    )
    return LoadDocument.model_validate(_document(planned, known, subjects, content=content))


def _document(planned: PlannedText, known: Known | None, subjects: Subjects, *, content: Content) -> dict[str, object]:
    created, updated = _times(planned)
    return {
        "file": planned.origin.file,
        "origin_id": planned.origin.id,
        "attributes": planned.attributes,
        "document_id": None if known is None else known.subject_id,
        "kind": KINDS[type(content)],
        "content": content.model_dump(mode="json"),
        "published": planned.state != "draft",
        "archived_reason": ARCHIVED if planned.state == "archived" else None,
        "category": planned.category,
        "aliases": (alias_of(planned.origin),),
        "tags": planned.tags,
        "creator_id": _id_of(planned.creator, subjects),
        "creator_name": _name_of(planned.creator),
        "author_id": _id_of(planned.author, subjects),
        "author_name": _name_of(planned.author),
        "created_at": created,
        "updated_at": updated,
        "in_force_from": min(updated, clock.now()),
        "history": tuple(_history(entry, subjects, created) for entry in planned.history),
    }


def _times(planned: PlannedText) -> tuple[datetime, datetime]:
    created = planned.created_at or planned.updated_at or clock.now()
    return created, planned.updated_at or created


def alias_of(origin: Origin) -> str:
    """Under which a document is found by its old number: `L-knowledge-58`."""
    return f"L-{PurePath(origin.file).stem}-{origin.id}"[:100]


def refuse(planned: Planned, fault: ValidationError, findings: Findings) -> Refused:
    """The record as refused, reported with the fields its slice would not take."""
    fields = ", ".join(sorted({".".join(str(part) for part in error["loc"]) for error in fault.errors()}))
    findings.add(kinds.RECORD_UNACCEPTABLE, planned.origin, "取り込まず、原文だけを保存", field=fields)
    return Refused(planned.origin, planned.raw, planned.digest, f"受け付けられない値: {fields}"[:200])


def _comment(entry: PlannedComment, subjects: Subjects, otherwise: datetime) -> LoadComment:
    return LoadComment(
        author_id=_id_of(entry.author, subjects),
        author_name=entry.author.name,
        body=entry.body,
        created_at=entry.created_at or otherwise,
    )


def _history(entry: PlannedRevision, subjects: Subjects, otherwise: datetime) -> LoadHistory:
    return LoadHistory(
        at=entry.at or otherwise,
        author_id=_id_of(entry.author, subjects),
        author_name=entry.author.name,
        reason=entry.reason,
    )


def _id_of(person: PersonText | None, subjects: Subjects) -> UUID | None:
    return None if person is None or person.origin is None else subjects.get(person.origin)


def _name_of(person: PersonText | None) -> str:
    return NOBODY if person is None else person.name
