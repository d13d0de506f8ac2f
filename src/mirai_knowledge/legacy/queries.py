"""Reading what a plan depends on besides the folder."""

from uuid import UUID

from mirai_knowledge.accounts import queries as accounts
from mirai_knowledge.documents import queries as documents
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.legacy.policy.vocabulary import Masters
from mirai_knowledge.projects import queries as projects

KIND = "knowledge"


def list_masters(tx: Tx, actor: Actor) -> Masters:
    """The words of the masters, by code and by name."""
    work_types = projects.list_work_types(tx, actor).items
    categories = documents.list_categories(tx, actor, kind=KIND).items
    return Masters(
        work_types={word: entry.code for entry in work_types for word in (entry.code, entry.name)},
        categories={word: entry.code for entry in categories for word in (entry.code, entry.name)},
    )


def find_person_by_login(tx: Tx, actor: Actor, login_name: str) -> UUID | None:
    """Whoever has the login name."""
    return accounts.find_person_by_login(tx, actor, login_name)
