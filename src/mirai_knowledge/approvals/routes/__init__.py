"""Doors of approvals."""

from mirai_knowledge.approvals.routes.exports import EXPORT_ROUTES
from mirai_knowledge.approvals.routes.requests import REQUEST_ROUTES
from mirai_knowledge.approvals.routes.templates import TEMPLATE_ROUTES

__all__ = ["ROUTES"]

ROUTES = (*REQUEST_ROUTES, *TEMPLATE_ROUTES, *EXPORT_ROUTES)
