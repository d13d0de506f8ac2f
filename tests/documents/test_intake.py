"""The batch door of documents, which a migration uses."""

import pytest

from mirai_knowledge.documents import intake
from mirai_knowledge.documents.schemas.intake import LinkDocuments, LoadDocuments
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database, Tx
from mirai_knowledge.kernel.errors import Forbidden
from mirai_knowledge.kernel.ids import new_id

NOBODY = Actor(name="nobody")


def test_P076_documents_are_taken_in_and_back_by_who_manages_the_masters(database: Database) -> None:
    def load(tx: Tx) -> object:
        return intake.load_documents(tx, NOBODY, LoadDocuments(run=new_id(), items=()))

    def link(tx: Tx) -> None:
        intake.link_documents(tx, NOBODY, LinkDocuments(run=new_id(), links=()))

    def unload(tx: Tx) -> object:
        return intake.unload_documents(tx, NOBODY, new_id())

    for verb in (load, link, unload):
        with pytest.raises(Forbidden) as refused, database.begin() as tx:
            verb(tx)
        assert refused.value.rule == "P-076"
