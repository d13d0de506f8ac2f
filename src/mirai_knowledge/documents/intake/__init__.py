"""Documents by the batch, for a migration: given days, authors and states are kept; no event, no notice.

`document.legacy` keeps where a document comes from, what has no field, and what it was before a later run changed it.
"""

from mirai_knowledge.documents.intake.loading import link_documents, load_documents
from mirai_knowledge.documents.intake.timeline import load_timeline
from mirai_knowledge.documents.intake.unloading import unload_documents

__all__ = ["link_documents", "load_documents", "load_timeline", "unload_documents"]
