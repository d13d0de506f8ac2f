"""Consultations by the batch: ratings, people with accounts, states that end, and who may load."""

from datetime import UTC, datetime
from typing import Any

import pytest

from mirai_knowledge.consultations import intake
from mirai_knowledge.consultations.schemas.intake import LoadConsultation, LoadConsultations
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.errors import Forbidden
from mirai_knowledge.kernel.ids import new_id
from tests import cast
from tests.consultations.doors import HERE, SignIn, expert, move
from tests.documents.doors import person_id

WHEN = datetime(2026, 1, 10, 9, 30, tzinfo=UTC)


def record(**told: Any) -> LoadConsultation:
    document = {
        "file": "consultations", "origin_id": "7", "kind": "consultation", "creator_name": "現場太郎",
        "content": {"title": "養生期間", "question": "何日ですか。"}, "created_at": WHEN, "updated_at": WHEN,
    }  # fmt: skip
    return LoadConsultation.model_validate(
        {"document": document, "state": "assigned", "asker_name": "現場太郎", "asked_at": WHEN, **told}
    )


def load(database: Database, item: LoadConsultation, actor: Actor | None = None) -> Any:
    with database.begin() as tx:
        batch = LoadConsultations(run=new_id(), items=(item,))
        return intake.load_consultations(tx, actor or Actor.system("tests"), batch).items[0]


def test_P174_only_masters_are_loaded_by_those_who_manage_them(database: Database) -> None:
    with pytest.raises(Forbidden) as refused:
        load(database, record(), Actor("だれか"))
    assert refused.value.rule == "P-174"


def test_ratings_and_answers_of_people_with_accounts_count_for_them(signed_in: SignIn, database: Database) -> None:
    person = expert(signed_in)
    post = {"author_id": person, "author_name": cast.expert.name, "body": "7日です。", "at": WHEN, "helpful": 3}
    rating = {
        "expert_id": person,
        "expert_name": cast.expert.name,
        "rater_name": "現場太郎",
        "stars": 4,
        "comment": "早い",
        "at": WHEN,
    }
    done = load(database, record(state="resolved", posts=(post,), accepted=0, ratings=(rating,), expert_id=person,
                                 expert_name=cast.expert.name))  # fmt: skip
    page = signed_in(cast.admin).get(f"{HERE}/{done.document_id}").body
    assert (page["state"]["code"], page["flags"], page["ratings"][0]["comment"]) == ("resolved", [], "早い")
    assert (page["clock"]["state"], page["posts"][0]["accepted"]) == ("none", True)
    figures = signed_in(cast.admin).get(f"/api/v1/experts/{person}").body["figures"]
    assert (figures["answers"], figures["accepted"], figures["rating"], figures["median_minutes"]) == (1, 1, 4.0, None)


def test_an_imported_one_begins_to_count_with_its_first_move(signed_in: SignIn, database: Database) -> None:
    person = expert(signed_in)
    done = load(database, record())
    page = {"id": str(done.document_id)}
    assert person_id(signed_in(cast.admin), cast.expert) == person
    given = move(signed_in(cast.admin), page, "assign", expert_id=person)
    assert (given.status, given.body["clock"]["state"], given.body["flags"]) == (200, "running", [intake.WITHOUT_EXPERT])
