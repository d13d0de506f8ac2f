"""Reading anew what all editions say of articles, page by page."""

from uuid import UUID

from mirai_knowledge.kernel import jobs
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Tx
from mirai_knowledge.regulations import service

READ_REFERENCES = "regulations.read_references"


@jobs.job(READ_REFERENCES, lane="bulk")
def read_references(tx: Tx, after: str | None = None) -> None:
    """The next page of editions; the job that follows it reads on."""
    last = service.read_references(tx, Actor.system(READ_REFERENCES), after=UUID(after) if after else None)
    if last is not None:
        jobs.defer(tx, READ_REFERENCES, {"after": str(last)}, lock=READ_REFERENCES)
