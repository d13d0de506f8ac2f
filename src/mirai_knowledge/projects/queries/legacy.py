"""Reading projects by where a migration found them."""

from uuid import UUID

from sqlalchemy import select, text, tuple_

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.projects import policy
from mirai_knowledge.projects.model import Project


def find_origin(tx: Tx, actor: Actor, file: str, *, origin_id: str) -> Project | None:
    """The project that was loaded from this record of this file, by whichever run."""
    key = tuple_(text("(legacy ->> 'file')"), text("(legacy ->> 'id')"))
    return tx.scalars(select(Project).where(key == tuple_(file, origin_id), policy.visible_to(actor))).first()


def list_of_run(tx: Tx, actor: Actor, run: UUID) -> tuple[Project, ...]:
    """The projects a run has loaded, by code, locked until the transaction ends."""
    statement = select(Project).where(Project.legacy["run"].astext == str(run), policy.visible_to(actor))
    return tuple(tx.scalars(statement.order_by(Project.code).with_for_update()))
