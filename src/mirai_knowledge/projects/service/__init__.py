"""What can be done to projects, their sections, people and companies, and to work types."""

from mirai_knowledge.projects.service.companies import add_company, remove_company
from mirai_knowledge.projects.service.figures import note_progress, remove_progress, set_hours
from mirai_knowledge.projects.service.members import add_member, change_member, remove_member
from mirai_knowledge.projects.service.milestones import set_milestones
from mirai_knowledge.projects.service.projects import add_project, change_project, complete_project, note_poster
from mirai_knowledge.projects.service.sections import set_sections
from mirai_knowledge.projects.service.tasks import add_task, change_task, remove_task, report_task
from mirai_knowledge.projects.service.work_types import add_work_type, change_work_type

__all__ = [
    "add_company",
    "add_member",
    "add_project",
    "add_task",
    "add_work_type",
    "change_member",
    "change_project",
    "change_task",
    "change_work_type",
    "complete_project",
    "note_poster",
    "note_progress",
    "remove_company",
    "remove_member",
    "remove_progress",
    "remove_task",
    "report_task",
    "set_hours",
    "set_milestones",
    "set_sections",
]
