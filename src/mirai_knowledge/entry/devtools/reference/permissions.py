"""The page of who may do what: numbered rules, rights, and what the roles of a new installation hold."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import SecretStr

from mirai_knowledge.accounts import queries
from mirai_knowledge.accounts.schemas import RoleView
from mirai_knowledge.entry.devtools.reference.markdown import code, page, table
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import OWNER, Database
from mirai_knowledge.kernel.db.connect import ensure_database
from mirai_knowledge.kernel.rights import Rule, all_rights, all_rules

SCOPES: Mapping[str, str] = {
    "all": "all",
    "own_projects": "of own sites",
    "own": "own",
    "draft_only": "drafts only",
    "visible": "what one may see",
}


def permissions_page() -> str:
    """Rules by their numbers, then rights by role."""
    roles = _roles_of_a_new_installation()
    names = [role.name for role in roles]
    rules = [(rule.number, rule.text, _asks(rule), *(_opens(rule, role) for role in roles)) for rule in all_rules()]
    rights = [
        (
            code(right.code),
            right.name,
            ", ".join(SCOPES[scope] for scope in right.scopes),
            *(_holds(right.code, role) for role in roles),
        )
        for right in all_rights()
    ]
    return page(
        "Permissions",
        "A rule is one numbered sentence; refusals carry its number (`rule` in the problem document) and the tests that prove it "
        "carry it in their names (`test_P014_...`). What a role holds can be changed by an administrator; the columns show a new "
        "installation.",
        "## Rules",
        table(("Rule", "Sentence", "Asks for", *names), rules),
        "## Rights",
        table(("Right", "Name", "Can be granted for", *names), rights),
    )


def _asks(rule: Rule) -> str:
    if rule.right is not None:
        return code(rule.right.code)
    return "nothing" if rule.public else "being signed in"


def _opens(rule: Rule, role: RoleView) -> str:
    return "yes" if rule.right is None else _holds(rule.right.code, role)


def _holds(right: str, role: RoleView) -> str:
    return ", ".join(SCOPES[grant.scope] for grant in role.grants if grant.right == right)


def _roles_of_a_new_installation() -> Sequence[RoleView]:
    # Roles and their rights are rows that migrations bring: only a migrated database knows them.
    with tempfile.TemporaryDirectory(prefix="mks-") as folder:
        settings = Settings(env="test", home=Path(folder), jwt_secret_key=SecretStr("reference" * 4))
        with ensure_database(settings) as urls:
            database = Database(urls.app, size=1, timeouts=OWNER, name="mks-reference")
            try:
                with database.begin(read_only=True) as tx:
                    return queries.list_roles(tx, Actor.system("reference")).items
            finally:
                database.dispose()
