"""Reading incidents, corrective actions, public records and similar cases."""

from mirai_knowledge.incidents.queries.actions import (
    find_action,
    get_action,
    get_action_view,
    list_action_labels,
    list_actions,
    list_of_incident,
)
from mirai_knowledge.incidents.queries.actions import list_rows as list_action_rows
from mirai_knowledge.incidents.queries.codes import get_codes
from mirai_knowledge.incidents.queries.incidents import (
    Told,
    find_incident,
    find_lock,
    find_told,
    get_can,
    get_changes_files,
    get_locked,
    get_sees_names,
    get_told,
    list_incidents,
    list_people_rows,
    list_wordings,
)
from mirai_knowledge.incidents.queries.names import get_masker, get_names, list_concerned, list_site_managers
from mirai_knowledge.incidents.queries.pages import get_page
from mirai_knowledge.incidents.queries.printing import get_beside
from mirai_knowledge.incidents.queries.public import get_record, list_known, list_records
from mirai_knowledge.incidents.queries.public import list_by_ids as list_public_by_ids
from mirai_knowledge.incidents.queries.public import list_by_words as list_public_by_words
from mirai_knowledge.incidents.queries.public import list_ids_after as list_public_ids_after
from mirai_knowledge.incidents.queries.similar import list_similar

__all__ = [
    "Told",
    "find_action",
    "find_incident",
    "find_lock",
    "find_told",
    "get_action",
    "get_action_view",
    "get_beside",
    "get_can",
    "get_changes_files",
    "get_codes",
    "get_locked",
    "get_masker",
    "get_names",
    "get_page",
    "get_record",
    "get_sees_names",
    "get_told",
    "list_action_labels",
    "list_action_rows",
    "list_actions",
    "list_concerned",
    "list_incidents",
    "list_known",
    "list_of_incident",
    "list_people_rows",
    "list_public_by_ids",
    "list_public_by_words",
    "list_public_ids_after",
    "list_records",
    "list_similar",
    "list_site_managers",
    "list_wordings",
]
