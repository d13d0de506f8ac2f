"""Port: who changes the list of files of a document, where its kind has a rule of its own."""

from typing import Protocol
from uuid import UUID

from mirai_knowledge.documents.policy.deeds import Abilities
from mirai_knowledge.documents.policy.rules import P_121
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import Forbidden


class FilesRule(Protocol):
    """Whether the actor, who sees the document, may change its list of files as it stands."""

    def __call__(self, tx: Tx, actor: Actor, document_id: UUID, /) -> bool:
        """Asked in the transaction of the change, and of the page."""


_rules: dict[str, FilesRule] = {}


def files_changed_by(kind: str, rule: FilesRule) -> None:
    """From now on the rule of that kind says who changes the files of its documents, in place of who writes them."""
    _rules[kind] = rule


def may_change_files(tx: Tx, actor: Actor, document_id: UUID, *, kind: str, held: Abilities) -> bool:
    """Whether the actor may add, rename, order and remove files of the document."""
    rule = _rules.get(kind)
    return held.edits if rule is None else held.visible and rule(tx, actor, document_id)


def require_files(tx: Tx, actor: Actor, document_id: UUID, *, kind: str, held: Abilities) -> None:
    """Returns when the actor may change the list of files; raises Forbidden (P-121) otherwise."""
    if not may_change_files(tx, actor, document_id, kind=kind, held=held):
        raise Forbidden(f"{P_121.text}（規則 {P_121.number}）。必要なときは文書の担当者に依頼してください。", rule=P_121.number)
