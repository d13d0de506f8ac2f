"""What can be done to projects, their sections, people and companies, and to work types."""

from mirai_knowledge.projects.service.companies import add_company, remove_company
from mirai_knowledge.projects.service.members import add_member, change_member, remove_member
from mirai_knowledge.projects.service.milestones import set_milestones
from mirai_knowledge.projects.service.projects import add_project, change_project, complete_project, note_poster
from mirai_knowledge.projects.service.sections import set_sections
from mirai_knowledge.projects.service.work_types import add_work_type, change_work_type

__all__ = [
    "add_company",
    "add_member",
    "add_project",
    "add_work_type",
    "change_member",
    "change_project",
    "change_work_type",
    "complete_project",
    "note_poster",
    "remove_company",
    "remove_member",
    "set_milestones",
    "set_sections",
]
