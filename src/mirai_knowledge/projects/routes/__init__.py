"""Projects and work types over HTTP."""

from mirai_knowledge.projects.routes.exports import EXPORT_ROUTES
from mirai_knowledge.projects.routes.parts import PART_ROUTES
from mirai_knowledge.projects.routes.posters import POSTER_ROUTES
from mirai_knowledge.projects.routes.projects import PROJECT_ROUTES
from mirai_knowledge.projects.routes.work import WORK_ROUTES
from mirai_knowledge.projects.routes.work_types import WORK_TYPE_ROUTES

__all__ = ["ROUTES"]

ROUTES = (*PROJECT_ROUTES, *PART_ROUTES, *WORK_ROUTES, *WORK_TYPE_ROUTES, *EXPORT_ROUTES, *POSTER_ROUTES)
