"""Writing the index: following the change feed, making it anew."""

from mirai_knowledge.search.service.indexing import Indexer, mark_for_repair

__all__ = ["Indexer", "mark_for_repair"]
