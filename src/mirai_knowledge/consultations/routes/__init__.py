"""Doors of consultations and experts."""

from mirai_knowledge.consultations.routes.consultations import CONSULTATION_ROUTES
from mirai_knowledge.consultations.routes.experts import EXPERT_ROUTES
from mirai_knowledge.consultations.routes.exports import EXPORT_ROUTES

__all__ = ["ROUTES"]

ROUTES = (*CONSULTATION_ROUTES, *EXPERT_ROUTES, *EXPORT_ROUTES)
