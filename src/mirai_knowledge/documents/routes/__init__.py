"""Documents over HTTP."""

from mirai_knowledge.documents.routes.attachments import ATTACHMENT_ROUTES
from mirai_knowledge.documents.routes.documents import DOCUMENT_ROUTES
from mirai_knowledge.documents.routes.exports import EXPORT_ROUTES
from mirai_knowledge.documents.routes.files import FILE_ROUTES
from mirai_knowledge.documents.routes.masters import MASTER_ROUTES
from mirai_knowledge.documents.routes.printing import PRINT_ROUTES
from mirai_knowledge.documents.routes.reading import READING_ROUTES
from mirai_knowledge.documents.routes.texts import TEXT_ROUTES
from mirai_knowledge.documents.routes.uploads import UPLOAD_ROUTES

__all__ = ["ROUTES"]

ROUTES = (
    *DOCUMENT_ROUTES,
    *TEXT_ROUTES,
    *READING_ROUTES,
    *ATTACHMENT_ROUTES,
    *UPLOAD_ROUTES,
    *FILE_ROUTES,
    *MASTER_ROUTES,
    *EXPORT_ROUTES,
    *PRINT_ROUTES,
)
