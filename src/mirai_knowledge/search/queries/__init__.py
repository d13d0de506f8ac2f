"""Reading: finding, suggesting, and the state of the index."""

from mirai_knowledge.search.queries.find import list_found
from mirai_knowledge.search.queries.folder import IndexFolder, IndexReader, node_name
from mirai_knowledge.search.queries.nodes import HEARTBEAT, get_status
from mirai_knowledge.search.queries.related import list_related
from mirai_knowledge.search.queries.suggest import list_suggestions
from mirai_knowledge.search.queries.verifying import list_differences

__all__ = [
    "HEARTBEAT",
    "IndexFolder",
    "IndexReader",
    "get_status",
    "list_differences",
    "list_found",
    "list_related",
    "list_suggestions",
    "node_name",
]
