"""The categories of each kind, and which numbers are free."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import func, select

from mirai_knowledge.documents import policy
from mirai_knowledge.documents.errors import CategoryNotFound
from mirai_knowledge.documents.model import Category, Document
from mirai_knowledge.documents.schemas.kinds import is_known, kind_of
from mirai_knowledge.documents.schemas.views import CategoryList, CategoryView
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.rights import require


def list_categories(tx: Tx, actor: Actor, *, kind: str | None = None, archived: bool = False) -> CategoryList:
    """Categories by kind and position, those no longer in use only when asked for; raises Forbidden (P-075)."""
    require(actor, policy.P_075)
    statement = select(Category).order_by(Category.kind, Category.position, Category.code)
    if kind is not None:
        statement = statement.where(Category.kind == kind)
    if not archived:
        statement = statement.where(Category.archived_at.is_(None))
    rows = tx.scalars(statement.execution_options(populate_existing=True))
    return CategoryList(items=tuple(_view(row) for row in rows), can_edit=policy.administers(actor))


def get_category_view(tx: Tx, actor: Actor, kind: str, *, code: str) -> CategoryView:
    """One category; raises CategoryNotFound."""
    row = find_category(tx, actor, kind, code=code)
    if row is None:
        raise _missing(code)
    return _view(row)


def get_category(tx: Tx, _actor: Actor, kind: str, *, code: str) -> Category:
    """One category, locked for a change until the transaction ends; raises CategoryNotFound."""
    statement = select(Category).where(Category.kind == kind, Category.code == code).with_for_update()
    row = tx.scalars(statement.execution_options(populate_existing=True)).first()
    if row is None:
        raise _missing(code)
    return row


def find_category(tx: Tx, _actor: Actor, kind: str, *, code: str) -> Category | None:
    """The category of that code, archived or not."""
    statement = select(Category).where(Category.kind == kind, Category.code == code)
    return tx.scalars(statement.execution_options(populate_existing=True)).first()


def find_category_kind(tx: Tx, _actor: Actor, code: str) -> str | None:
    """The kind that has a category of that code, archived or not."""
    return tx.scalars(select(Category.kind).where(Category.code == code).limit(1)).first()


def list_category_names(tx: Tx, _actor: Actor, codes: Collection[str]) -> Mapping[str, str]:
    """What these categories are called side by side: two kinds' categories of one name with their kind."""
    rows = tx.execute(select(Category.kind, Category.code, Category.name).where(Category.code.in_(codes)).order_by(Category.kind))
    found = [(row.kind, row.code, row.name) for row in rows if is_known(row.kind)]
    times = Counter(name for _, _, name in found)
    names: defaultdict[str, list[str]] = defaultdict(list)
    for kind, code, name in found:
        names[code].append(f"{name}（{kind_of(kind).name}）" if times[name] > 1 else name)
    return {code: "・".join(several) for code, several in names.items()}


def list_category_codes(tx: Tx, _actor: Actor, kind: str) -> frozenset[str]:
    """The codes of a kind's categories, archived ones too."""
    return frozenset(tx.scalars(select(Category.code).where(Category.kind == kind)))


def get_last_position(tx: Tx, _actor: Actor, kind: str) -> int:
    """The position of the kind's last category; 0 when there is none."""
    return tx.scalar(select(func.max(Category.position)).where(Category.kind == kind)) or 0


def find_by_number(tx: Tx, _actor: Actor, kind: str, *, number: str) -> UUID | None:
    """The document of the kind with this company number, whoever may see it: numbers are unique for everybody."""
    return tx.scalar(select(Document.id).where(Document.kind == kind, Document.number == number))


def find_taken(tx: Tx, _actor: Actor, document_id: UUID) -> UUID | None:
    """The id itself when a document has it, whoever may see it."""
    return tx.scalar(select(Document.id).where(Document.id == document_id))


def _missing(code: str) -> CategoryNotFound:
    return CategoryNotFound(f"分類「{code}」は登録されていません。一覧を開き直して確認してください。")


def _view(row: Category) -> CategoryView:
    return CategoryView(
        kind=row.kind, code=row.code, name=row.name, position=row.position, archived_at=row.archived_at, version=row.version
    )
