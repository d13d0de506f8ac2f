"""Incidents over HTTP."""

from mirai_knowledge.incidents.routes import actions, exports, incidents, public

ROUTES = (*incidents.ROUTES, *actions.ROUTES, *public.ROUTES, *exports.EXPORT_ROUTES)

__all__ = ["ROUTES"]
