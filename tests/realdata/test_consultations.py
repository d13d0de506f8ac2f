"""The development system's consultations and experts are held without loss: every field is found again."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mirai_knowledge.accounts import intake as accounts
from mirai_knowledge.accounts.schemas.experts import LoadExpert, LoadExperts
from mirai_knowledge.accounts.schemas.intake import LoadPeople, LoadPerson
from mirai_knowledge.consultations import intake
from mirai_knowledge.consultations.schemas.intake import LoadConsultation, LoadConsultations
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.clock import JST
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import new_id
from tests import cast
from tests.consultations.doors import HERE, SignIn, write
from tests.documents.doors import HERE as DOCUMENTS

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "legacy-json"
MACHINE = Actor.system("tests")
PRIORITIES = {"緊急": "urgent", "高": "high", "high": "high", "通常": "normal", "medium": "normal", "low": "low"}
CATEGORIES = {
    "技術相談": "qa_technical",
    "品質管理": "qa_quality",
    "法令規格": "qa_law",
    "施工計画": "qa_planning",
    "環境対策": "qa_environment",
}

pytestmark = pytest.mark.realdata


def read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def instant(text: str) -> datetime:
    told = datetime.fromisoformat(text)
    return (told if told.tzinfo else told.replace(tzinfo=JST)).astimezone(UTC)


def posts_of(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "author_name": answer["expert"],
            "author_title": answer["expert_title"],
            "body": answer["content"],
            "at": instant(answer["created_at"]),
            "helpful": answer["helpful_count"],
            "former": {"id": answer["id"], "attachments": answer["attachments"]},
        }
        for answer in answers
    ]


def loaded(file: str, row: dict[str, Any], document_id: object = None) -> LoadConsultation:
    """A record as the migration will hand it over: names without accounts, states as they are."""
    answers = row.get("answers", [])
    best = [place for place, answer in enumerate(answers) if answer.get("is_best_answer")]
    created, updated = instant(row["created_at"]), instant(row.get("updated_at") or row["created_at"])
    content = {
        "title": row["title"],
        "question": row.get("question") or row["content"],
        "priority": PRIORITIES[row["priority"]],
    }
    document = {
        "file": file,
        "origin_id": str(row["id"]),
        "document_id": document_id,
        "raw": row,
        "attributes": {key: row[key] for key in ("project", "follower_count", "requester_id", "expert_id") if key in row},
        "kind": "consultation",
        "content": content,
        "category": CATEGORIES[row["category"]],
        "tags": tuple(row["tags"]),
        "creator_name": row["requester"],
        "created_at": created,
        "updated_at": updated,
        "views": row["views"],
        "helpful": row.get("helpful_count", 0),
    }
    told = {
        "document": document,
        "state": {"answered": "answered", "pending": "assigned"}[row["status"]],
        "asker_name": row["requester"],
        "asked_at": created,
        "expert_name": row.get("expert"),
        "answered_at": instant(row["answered_at"]) if row.get("answered_at") else None,
        "posts": posts_of(answers),
        "accepted": best[0] if best else None,
    }
    return LoadConsultation.model_validate(told)


def load(database: Database, items: list[LoadConsultation]) -> list[Any]:
    with database.begin() as tx:
        return list(intake.load_consultations(tx, MACHINE, LoadConsultations(run=new_id(), items=tuple(items))).items)


def test_every_field_of_every_consultation_is_found_again(signed_in: SignIn, database: Database) -> None:
    rows = [(name, row) for name in ("consultations", "consultations_details") for row in read(name)]
    assert len(rows) > 3
    done = load(database, [loaded(name, row) for name, row in rows])
    assert {item.outcome for item in done} == {"added"}
    assert len({item.document_id for item in done}) == len(rows), "ids that collide are two records"
    reader = signed_in(cast.admin)
    answers = 0
    for (name, row), item in zip(rows, done, strict=True):
        page = reader.get(f"{HERE}/{item.document_id}").body
        document = reader.get(f"{DOCUMENTS}/{item.document_id}").body
        assert (page["title"], page["question"]) == (row["title"], row.get("question") or row["content"])
        assert (page["priority"], page["asker"]["name"]) == (PRIORITIES[row["priority"]], row["requester"])
        assert (page["expert"] or {}).get("name") == row.get("expert")
        assert (document["category"]["name"], document["tags"]) == (row["category"], row["tags"])
        assert (document["views"], document["helpful"]["count"]) == (row["views"], row.get("helpful_count", 0))
        assert instant(page["asked_at"]) == instant(row["created_at"])
        assert instant(document["updated_at"]) == instant(row.get("updated_at") or row["created_at"])
        for post, answer in zip(page["posts"], row.get("answers", []), strict=True):
            answers += 1
            assert (post["author"]["name"], post["author_title"], post["body"], post["helpful"], post["accepted"]) == (
                answer["expert"], answer["expert_title"], answer["content"], answer["helpful_count"], answer["is_best_answer"],
            )  # fmt: skip
            assert instant(post["at"]) == instant(answer["created_at"])
            assert post["former"] == {"id": answer["id"], "attachments": answer["attachments"]}
        if name == "consultations":
            flag = intake.ANSWERED_WITHOUT_ANSWER if row["status"] == "answered" else intake.WITHOUT_EXPERT
            assert page["flags"] == [flag]
    assert answers == sum(len(row.get("answers", [])) for _, row in rows)
    flagged = [item for item in reader.get(f"{HERE}?limit=200").body["items"] if intake.ANSWERED_BY_ASKER in item["flags"]]
    assert len(flagged) > 0
    again = [loaded(name, row, item.document_id) for (name, row), item in zip(rows, done, strict=True)]
    assert {item.outcome for item in load(database, again)} == {"changed"}
    assert reader.get(f"{DOCUMENTS}/{done[5].document_id}").body["edition"]["no"] == 1, "the same text is no further edition"


def test_what_people_have_worked_on_stays_in_a_further_load(signed_in: SignIn, database: Database) -> None:
    row = read("consultations")[0]
    (item,) = load(database, [loaded("consultations", row)])
    assert write(signed_in(cast.expert), {"id": str(item.document_id)}).status == 201, (
        "answered without an answer: now it has one"
    )
    (again,) = load(database, [loaded("consultations", row, item.document_id)])
    assert again.outcome == "kept"
    assert len(signed_in(cast.admin).get(f"{HERE}/{item.document_id}").body["posts"]) == 1


def test_every_field_of_every_expert_is_found_again(signed_in: SignIn, database: Database) -> None:
    rows, run = read("experts"), new_id()
    people = tuple(
        LoadPerson(
            login_name=f"expert-{row['id']}",
            name=row["name"],
            email=row["email"],
            department=row["department"],
            roles=("expert",),
            disabled_reason="移行した専門家です。",
        )
        for row in rows
    )
    with database.begin() as tx:
        done = accounts.load_people(tx, MACHINE, LoadPeople(run=run, items=people)).items
        items = tuple(
            LoadExpert(
                person_id=person.person_id,
                specialties=tuple(row["specialties"]),
                certifications=tuple(row["certifications"]),
                bio=row["bio"],
                available=row["online"],
                figures={key: row[key] for key in ("answer_count", "best_answer_count", "rating")},
                attributes={"id": row["id"], "expert_categories": row["expert_categories"]},
            )
            for person, row in zip(done, rows, strict=True)
        )
        assert accounts.load_experts(tx, MACHINE, LoadExperts(run=run, items=items)) == len(rows)
    reader = signed_in(cast.construction)
    for person, row in zip(done, rows, strict=True):
        profile = reader.get(f"/api/v1/experts/{person.person_id}").body["profile"]
        assert (profile["name"], profile["department"], profile["bio"]) == (row["name"], row["department"], row["bio"])
        assert (profile["specialties"], profile["certifications"]) == (row["specialties"], row["certifications"])
        assert (profile["available"], profile["takes_questions"], profile["active"]) == (row["online"], False, False)
        assert profile["former"] == {key: row[key] for key in ("answer_count", "best_answer_count", "rating")}
    steel = [row for row in rows if "鋼構造" in row["specialties"]]
    assert len(reader.get("/api/v1/experts?specialty=鋼構造").body["items"]) == len(steel)
