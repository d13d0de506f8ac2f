"""Beats of the audit log: seal every two seconds; make months ahead and drop old ones as the owner role."""

from datetime import timedelta

from mirai_knowledge.audit import service
from mirai_knowledge.kernel import jobs
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


@jobs.beat("audit.seal", every=timedelta(seconds=2))
def seal(tx: Tx) -> None:
    """Entries of finished transactions stand in the chain."""
    service.seal(tx, Actor.system("audit.seal"))


@jobs.beat("audit.partitions", every=timedelta(hours=6), as_owner=True)
def partitions(tx: Tx) -> None:
    """The months to come have a place."""
    service.add_months(tx, Actor.system("audit.partitions"))


@jobs.beat("audit.retention", every=timedelta(hours=24), as_owner=True)
def retention(tx: Tx) -> None:
    """Months older than seven years are gone, and their anchors are there."""
    service.drop_expired_months(tx, Actor.system("audit.retention"))
