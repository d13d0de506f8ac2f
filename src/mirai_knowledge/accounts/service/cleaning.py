"""Forgetting what is over: counts of old failures, sessions long ended with their tokens."""

from sqlalchemy import delete, or_

from mirai_knowledge.accounts.model import RefreshToken, SessionRow, Throttle
from mirai_knowledge.accounts.policy import ACCOUNT
from mirai_knowledge.accounts.policy.sessions import KEPT_AFTER_END
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.db import Tx


def forget_old(tx: Tx) -> None:
    """Failures older than a day, refresh tokens past their time, and sessions over for 90 days are gone. What happened
    stays in the audit.
    """
    now = clock.now()
    tx.execute(delete(Throttle).where(Throttle.last_tried_at < now - ACCOUNT.forgotten_after))
    tx.execute(delete(RefreshToken).where(RefreshToken.expires_at < now))
    over = now - KEPT_AFTER_END
    tx.execute(delete(SessionRow).where(or_(SessionRow.ended_at < over, SessionRow.expires_at < over)))
