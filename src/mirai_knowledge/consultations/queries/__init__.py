"""Reading consultations: the page, lists with counts, experts with figures, and what the clock asks."""

from mirai_knowledge.consultations.queries.consultations import (
    Held,
    find_helpful,
    find_knowledge,
    find_post,
    find_rating,
    get_consultation,
    get_files_open,
    get_held,
    get_post,
    list_answerers,
)
from mirai_knowledge.consultations.queries.experts import (
    find_answerer,
    get_expert,
    list_experts,
    list_figures,
    list_leads,
    list_loads,
    list_proposals,
)
from mirai_knowledge.consultations.queries.lists import get_counts, list_consultations
from mirai_knowledge.consultations.queries.printing import get_beside
from mirai_knowledge.consultations.queries.running import find_asked, find_running, list_running_ids

__all__ = [
    "Held",
    "find_answerer",
    "find_asked",
    "find_helpful",
    "find_knowledge",
    "find_post",
    "find_rating",
    "find_running",
    "get_beside",
    "get_consultation",
    "get_counts",
    "get_expert",
    "get_files_open",
    "get_held",
    "get_post",
    "list_answerers",
    "list_consultations",
    "list_experts",
    "list_figures",
    "list_leads",
    "list_loads",
    "list_proposals",
    "list_running_ids",
]
