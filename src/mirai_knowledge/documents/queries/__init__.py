"""Reading documents: the page, drafts, history, lists, comments, the bin, masters, and what search takes."""

from mirai_knowledge.documents.queries.attachments import find_attachment, get_attachment, list_addresses, list_usable
from mirai_knowledge.documents.queries.bin import list_bin
from mirai_knowledge.documents.queries.comments import find_comment, get_comment, get_comment_view, list_comments
from mirai_knowledge.documents.queries.drafts import get_draft, list_drafts
from mirai_knowledge.documents.queries.editions import get_comparison, get_edition, get_edition_row, list_editions
from mirai_knowledge.documents.queries.findable import (
    list_access_terms,
    list_by_words,
    list_facet_names,
    list_findables,
    list_found,
    list_ids_after,
    list_open_ids,
    list_personal_terms,
)
from mirai_knowledge.documents.queries.finding import (
    find_before,
    find_document_id,
    find_draft,
    find_in_force,
    find_last_approved,
    get_abilities,
    get_document_id,
    get_locked,
)
from mirai_knowledge.documents.queries.lists import get_can, list_documents
from mirai_knowledge.documents.queries.loaded import (
    find_edition_of_run,
    find_foreign_link,
    find_loaded,
    get_comment_count,
    get_loaded,
    list_comment_ids,
    list_of_run,
)
from mirai_knowledge.documents.queries.masters import (
    find_by_number,
    find_category,
    find_category_kind,
    find_taken,
    get_category,
    get_category_view,
    get_last_position,
    list_categories,
    list_category_codes,
)
from mirai_knowledge.documents.queries.near import list_linked_ids, list_sharing_tags
from mirai_knowledge.documents.queries.pages import get_marks, get_page
from mirai_knowledge.documents.queries.people import get_actor_of, list_active, list_people
from mirai_knowledge.documents.queries.serials import get_next_serial
from mirai_knowledge.documents.queries.verbs import (
    find_edition,
    find_link,
    get_properties,
    get_scheduled,
    list_coming,
    list_document_labels,
)
from mirai_knowledge.documents.queries.visibility import get_grants, get_visibility, list_grant_rows, list_seers

__all__ = [
    "find_attachment",
    "find_before",
    "find_by_number",
    "find_category",
    "find_category_kind",
    "find_comment",
    "find_document_id",
    "find_draft",
    "find_edition",
    "find_edition_of_run",
    "find_foreign_link",
    "find_in_force",
    "find_last_approved",
    "find_link",
    "find_loaded",
    "find_taken",
    "get_abilities",
    "get_actor_of",
    "get_attachment",
    "get_can",
    "get_category",
    "get_category_view",
    "get_comment",
    "get_comment_count",
    "get_comment_view",
    "get_comparison",
    "get_document_id",
    "get_draft",
    "get_edition",
    "get_edition_row",
    "get_grants",
    "get_last_position",
    "get_loaded",
    "get_locked",
    "get_marks",
    "get_next_serial",
    "get_page",
    "get_properties",
    "get_scheduled",
    "get_visibility",
    "list_access_terms",
    "list_active",
    "list_addresses",
    "list_bin",
    "list_by_words",
    "list_categories",
    "list_category_codes",
    "list_coming",
    "list_comment_ids",
    "list_comments",
    "list_document_labels",
    "list_documents",
    "list_drafts",
    "list_editions",
    "list_facet_names",
    "list_findables",
    "list_found",
    "list_grant_rows",
    "list_ids_after",
    "list_linked_ids",
    "list_of_run",
    "list_open_ids",
    "list_people",
    "list_personal_terms",
    "list_seers",
    "list_sharing_tags",
    "list_usable",
]
