"""Documents over HTTP."""

from mirai_knowledge.documents.routes.documents import DOCUMENT_ROUTES
from mirai_knowledge.documents.routes.masters import MASTER_ROUTES
from mirai_knowledge.documents.routes.pictures import PICTURE_ROUTES
from mirai_knowledge.documents.routes.reading import READING_ROUTES
from mirai_knowledge.documents.routes.texts import TEXT_ROUTES

__all__ = ["ROUTES"]

ROUTES = (*DOCUMENT_ROUTES, *TEXT_ROUTES, *READING_ROUTES, *PICTURE_ROUTES, *MASTER_ROUTES)
