"""The serials that codes are made of."""

from sqlalchemy.dialects.postgresql import insert

from mirai_knowledge.documents.model import DocumentCounter
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx


def get_next_serial(tx: Tx, _actor: Actor, kind: str) -> int:
    """A serial of the kind that nobody else is given; whoever asks holds up others of the kind until the transaction ends."""
    counted = insert(DocumentCounter).values(kind=kind, last=1)
    step = {"last": DocumentCounter.last + 1}
    upserted = counted.on_conflict_do_update(index_elements=["kind"], set_=step)
    return tx.execute(upserted.returning(DocumentCounter.last)).scalar_one()
