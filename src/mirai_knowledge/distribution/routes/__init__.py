"""Doors of distribution."""

from mirai_knowledge.distribution.routes.exports import EXPORT_ROUTES
from mirai_knowledge.distribution.routes.meetings import MEETING_ROUTES
from mirai_knowledge.distribution.routes.receipts import RECEIPT_ROUTES
from mirai_knowledge.distribution.routes.saved import SAVED_ROUTES
from mirai_knowledge.distribution.routes.sending import SENDING_ROUTES

__all__ = ["ROUTES"]

ROUTES = (*SENDING_ROUTES, *RECEIPT_ROUTES, *MEETING_ROUTES, *SAVED_ROUTES, *EXPORT_ROUTES)
