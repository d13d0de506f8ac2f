"""Reading checklist runs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from mirai_knowledge.documents import queries as documents
from mirai_knowledge.documents.errors import DocumentNotFound
from mirai_knowledge.documents.policy import signing
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.kernel.paging import Key, fetch_page
from mirai_knowledge.projects import queries as projects
from mirai_knowledge.sops import policy
from mirai_knowledge.sops.errors import ChecklistRunNotFound
from mirai_knowledge.sops.model import ChecklistRun
from mirai_knowledge.sops.schemas.runs import ResultView, RunPage, RunView

NEWEST_FIRST = (
    Key(ChecklistRun.done_at.expression, lambda row: row.done_at.isoformat(), datetime.fromisoformat, descending=True),
    Key(ChecklistRun.id.expression, lambda row: str(row.id), UUID, descending=True),
)


def list_runs(tx: Tx, actor: Actor, document_id: UUID, *, cursor: str | None = None, limit: int = 50) -> RunPage:
    """The runs of a procedure's checklist that the actor may see, the last ones first.

    Rule P-083; raises DocumentNotFound and Invalid for a bad cursor.
    """
    held = documents.get_abilities(tx, actor, document_id)
    if not held.readable:
        raise DocumentNotFound("この文書は見つかりません。移動・削除されたか、見られる範囲にありません。")
    statement = select(ChecklistRun).where(ChecklistRun.document_id == document_id, policy.visible_to(actor))
    page = fetch_page(tx, statement, NEWEST_FIRST, cursor=cursor, limit=limit)
    return RunPage(items=_views(tx, actor, page.items), next_cursor=page.next_cursor, can_record=held.comments)


def get_run_view(tx: Tx, actor: Actor, run_id: UUID) -> RunView:
    """One run; raises ChecklistRunNotFound, also for one that is hidden."""
    return _views(tx, actor, (_get(tx, actor, select(ChecklistRun).where(ChecklistRun.id == run_id)),))[0]


def get_run(tx: Tx, actor: Actor, run_id: UUID) -> ChecklistRun:
    """A run the actor may see, locked for a change; raises ChecklistRunNotFound, also for one that is hidden."""
    return _get(tx, actor, select(ChecklistRun).where(ChecklistRun.id == run_id).with_for_update())


def _get(tx: Tx, actor: Actor, statement: Select[ChecklistRun]) -> ChecklistRun:
    row = tx.scalars(statement.where(policy.visible_to(actor)).execution_options(populate_existing=True)).first()
    if row is None or not documents.get_abilities(tx, actor, row.document_id).readable:
        raise ChecklistRunNotFound("この点検の記録は見つかりません。一覧を開き直してください。")
    return row


def find_run(tx: Tx, _actor: Actor, run_id: UUID) -> ChecklistRun | None:
    """The run of that id, whoever may see it."""
    return tx.get(ChecklistRun, run_id)


def _views(tx: Tx, actor: Actor, rows: Sequence[ChecklistRun]) -> tuple[RunView, ...]:
    sites = projects.list_project_labels(tx, actor, {row.project_id for row in rows if row.project_id is not None})
    return tuple(_view(actor, row, sites) for row in rows)


def _view(actor: Actor, row: ChecklistRun, sites: Mapping[UUID, str]) -> RunView:
    now = clock.now()
    results = tuple(
        ResultView(
            item_id=str(result["item_id"]),
            text=str(result["text"]),
            required=result["required"] is True,
            outcome=result["outcome"],  # type: ignore[arg-type]  # written by the verb alone, from its schema
            remark=str(result["remark"]),
            photo=signing.address_of(UUID(str(result["photo"])), now) if result["photo"] else None,
        )
        for result in row.results
    )
    known = row.project_id in sites
    return RunView(
        id=row.id,
        document_id=row.document_id,
        edition_no=row.edition_no,
        project_id=row.project_id if known else None,
        project=sites.get(row.project_id) if row.project_id is not None else None,
        place=row.place,
        person_id=row.person_id,
        person=row.person_name,
        done_at=row.done_at,
        recorded_at=row.recorded_at,
        remark=row.remark,
        faults=row.faults,
        results=results,
        cancelled_at=row.cancelled_at,
        cancelled_by=row.cancelled_by,
        cancelled_reason=row.cancelled_reason,
        can_cancel=policy.may_cancel(actor, row),
    )
