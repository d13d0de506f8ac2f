"""Incidents over HTTP."""

from mirai_knowledge.incidents.routes import actions, incidents, public

ROUTES = (*incidents.ROUTES, *actions.ROUTES, *public.ROUTES)

__all__ = ["ROUTES"]
