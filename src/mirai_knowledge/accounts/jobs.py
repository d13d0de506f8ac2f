"""What accounts does by itself."""

from datetime import timedelta

from mirai_knowledge.accounts import service
from mirai_knowledge.kernel import jobs
from mirai_knowledge.kernel.db import Tx


@jobs.beat("accounts.forget_old", every=timedelta(hours=6))
def forget_old(tx: Tx) -> None:
    """Drops counts of old failures, tokens past their time and sessions long over."""
    service.forget_old(tx)
