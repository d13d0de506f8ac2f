"""Tables of documents, editions, drafts, comments, attachments and categories. State moves are methods that can refuse."""

from mirai_knowledge.documents.model.attachments import Attachment, AttachmentId, AttachmentUse
from mirai_knowledge.documents.model.documents import (
    Audience,
    Document,
    DocumentAlias,
    DocumentGrant,
    DocumentId,
    DocumentLink,
    DocumentTag,
    DocumentWorkType,
    GrantReason,
    LinkType,
)
from mirai_knowledge.documents.model.editions import PHASE_NAMES, Draft, Edition, EditionId, EditionState, Phase
from mirai_knowledge.documents.model.masters import Category, DocumentCounter
from mirai_knowledge.documents.model.reading import (
    Comment,
    CommentId,
    CommentMention,
    DocumentTally,
    DocumentView,
    Favourite,
    Helpful,
)

__all__ = [
    "PHASE_NAMES",
    "Attachment",
    "AttachmentId",
    "AttachmentUse",
    "Audience",
    "Category",
    "Comment",
    "CommentId",
    "CommentMention",
    "Document",
    "DocumentAlias",
    "DocumentCounter",
    "DocumentGrant",
    "DocumentId",
    "DocumentLink",
    "DocumentTag",
    "DocumentTally",
    "DocumentView",
    "DocumentWorkType",
    "Draft",
    "Edition",
    "EditionId",
    "EditionState",
    "Favourite",
    "GrantReason",
    "Helpful",
    "LinkType",
    "Phase",
]
