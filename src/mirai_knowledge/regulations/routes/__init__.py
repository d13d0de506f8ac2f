"""Doors of regulations."""

from mirai_knowledge.regulations.routes.exports import EXPORT_ROUTES
from mirai_knowledge.regulations.routes.laws import LAW_ROUTES

__all__ = ["ROUTES"]

ROUTES = (*LAW_ROUTES, *EXPORT_ROUTES)
