"""Notices, wishes and what leaves the house, over HTTP."""

from mirai_knowledge.notifications.routes import deliveries, notices, outbound, stream, wishes

ROUTES = (*notices.ROUTES, *stream.ROUTES, *wishes.ROUTES, *deliveries.ROUTES, *outbound.ROUTES)

__all__ = ["ROUTES"]
