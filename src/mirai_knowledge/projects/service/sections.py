"""The verb of sections: what the parts of a project are called."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, insert

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Subject
from mirai_knowledge.kernel import changes, clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import FieldError, Invalid
from mirai_knowledge.kernel.ids import new_id
from mirai_knowledge.projects import policy, queries
from mirai_knowledge.projects.events import ProjectChanged
from mirai_knowledge.projects.model import ProjectId, ProjectSection
from mirai_knowledge.projects.schemas import SectionView, SetSections
from mirai_knowledge.projects.schemas.tags import SECTIONS_SET
from mirai_knowledge.projects.service.projects import SUBJECT, refuse_stale


def set_sections(tx: Tx, actor: Actor, command: SetSections, *, project_id: UUID, expected: int) -> None:
    """The project has exactly these sections, in this order; one sent with its id, or under its present name, stays itself.

    Rule P-052; raises ProjectNotFound, ProjectStale, and Invalid for an id that is no section of the project.
    """
    project = queries.get_project(tx, actor, project_id, under=policy.CHANGE_PROJECT)
    refuse_stale(tx, actor, project, expected=expected)
    before = queries.list_sections(tx, actor, project.id)
    after = _named(command, {section.id: section.name for section in before})
    if after == before:
        return
    _place(tx, project.id, after)
    project.touch(clock.now())
    audit.record(
        tx,
        actor,
        SECTIONS_SET,
        Subject(SUBJECT, project.id),
        before={"sections": [section.name for section in before]},
        after={"sections": [section.name for section in after]},
    )
    outbox.emit(tx, ProjectChanged(project_id=project.id))
    changes.mark(tx, SUBJECT, project.id)


def _place(tx: Tx, project_id: ProjectId, sections: tuple[SectionView, ...]) -> None:
    # All out and in again: swapping two names one by one would break their uniqueness in between.
    tx.execute(delete(ProjectSection).where(ProjectSection.project_id == project_id))
    rows = [
        {"id": section.id, "project_id": project_id, "name": section.name, "position": place}
        for place, section in enumerate(sections, start=1)
    ]
    if rows:
        tx.execute(insert(ProjectSection), rows)


def _named(command: SetSections, present: Mapping[UUID, str]) -> tuple[SectionView, ...]:
    claimed = {wanted.id for wanted in command.sections}
    by_name = {name: section_id for section_id, name in present.items() if section_id not in claimed}
    for place, wanted in enumerate(command.sections):
        if wanted.id is not None and wanted.id not in present:
            message = "この工区は現場にありません。新しい工区は id を付けずに送ってください。"
            raise Invalid(fields=(FieldError(f"sections.{place}.id", "project.section_unknown", message),))
    return tuple(SectionView(wanted.id or by_name.get(wanted.name) or new_id(), wanted.name) for wanted in command.sections)
