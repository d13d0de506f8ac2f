"""The verbs of categories."""

from mirai_knowledge.audit import service as audit
from mirai_knowledge.audit.schemas import Recorded, Subject
from mirai_knowledge.documents import queries
from mirai_knowledge.documents.errors import CategoryCodeTaken, CategoryStale
from mirai_knowledge.documents.events import CategoryChanged
from mirai_knowledge.documents.model import Category
from mirai_knowledge.documents.policy import P_074
from mirai_knowledge.documents.schemas import AddCategory, ChangeCategory
from mirai_knowledge.documents.schemas.kinds import kind_of
from mirai_knowledge.documents.schemas.tags import CATEGORY_ADDED, CATEGORY_CHANGED
from mirai_knowledge.kernel import clock, outbox
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.rights import require

SUBJECT = "category"
STEP = 10


def add_category(tx: Tx, actor: Actor, command: AddCategory) -> None:
    """The kind has the category, under a code that no kind has yet.

    Rule P-074; raises CategoryCodeTaken, and Invalid for an unknown kind.
    """
    require(actor, P_074)
    kind_of(command.kind)
    # Filters over all kinds go by the code alone.
    if queries.find_category_kind(tx, actor, command.code) is not None:
        raise CategoryCodeTaken("同じコードの分類があります。別のコードにしてください。")
    last = queries.get_last_position(tx, actor, command.kind)
    position = command.position if command.position is not None else last + STEP
    tx.add(Category(kind=command.kind, code=command.code, name=command.name, position=position, version=1))
    tx.flush()  # a code that was taken meanwhile must surface here
    _note(tx, actor, (command.kind, command.code), before=None, after={"name": command.name, "position": position})


def change_category(tx: Tx, actor: Actor, command: ChangeCategory, *, key: tuple[str, str], expected: int) -> None:
    """The category (kind, code) has the values that were sent; an archived one stays on what has it and is offered no more.

    Rule P-074; raises CategoryNotFound and CategoryStale.
    """
    require(actor, P_074)
    category = queries.get_category(tx, actor, key[0], code=key[1])
    if category.version != expected:
        current: dict[str, JsonValue] = {"name": category.name, "position": category.position, "version": category.version}
        raise CategoryStale("最新の内容を確認してから、もう一度保存してください。", extra={"current": current})
    before, sent = _recorded(category), command.model_fields_set
    if "name" in sent:
        category.name = command.name
    if "position" in sent:
        category.position = command.position
    if "archived" in sent and command.archived != (category.archived_at is not None):
        category.archived_at = clock.now() if command.archived else None
    if _recorded(category) == before:
        return
    category.version += 1
    _note(tx, actor, key, before=before, after=_recorded(category))


def _recorded(category: Category) -> Recorded:
    return {"name": category.name, "position": category.position, "archived": category.archived_at is not None}


def _note(tx: Tx, actor: Actor, key: tuple[str, str], *, before: Recorded | None, after: Recorded) -> None:
    tag = CATEGORY_ADDED if before is None else CATEGORY_CHANGED
    audit.record(tx, actor, tag, Subject(SUBJECT, f"{key[0]}:{key[1]}"), before=before, after=after)
    outbox.emit(tx, CategoryChanged(kind=key[0], code=key[1]))
