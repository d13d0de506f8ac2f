"""Reading regulations: articles and their words, what rests on them, what laws are called, revisions."""

from mirai_knowledge.regulations.queries.articles import list_articles, list_resting, list_texts
from mirai_knowledge.regulations.queries.finding import find_passage, list_choices, list_named
from mirai_knowledge.regulations.queries.laws import list_laws
from mirai_knowledge.regulations.queries.names import (
    Names,
    Place,
    find_abbreviation,
    get_abbreviation,
    get_names,
    list_abbreviations,
    list_ids_of_codes,
    list_places,
)
from mirai_knowledge.regulations.queries.revisions import (
    Revision,
    find_law_document,
    find_revision,
    list_frozen_after,
    list_revisions,
    list_unresolved,
)

__all__ = [
    "Names",
    "Place",
    "Revision",
    "find_abbreviation",
    "find_law_document",
    "find_passage",
    "find_revision",
    "get_abbreviation",
    "get_names",
    "list_abbreviations",
    "list_articles",
    "list_choices",
    "list_frozen_after",
    "list_ids_of_codes",
    "list_laws",
    "list_named",
    "list_places",
    "list_resting",
    "list_revisions",
    "list_texts",
    "list_unresolved",
]
