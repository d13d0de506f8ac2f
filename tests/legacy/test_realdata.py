"""The sample of the development system's data that lies beside the repository."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.legacy import service
from mirai_knowledge.legacy.model import LegacyRecord
from mirai_knowledge.legacy.schemas.report import Report
from mirai_knowledge.legacy.service.preparing import Source
from tests import cast
from tests.cast import Member
from tests.conftest import SignedIn
from tests.documents.doors import HERE, show, version

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "legacy-json"

pytestmark = pytest.mark.realdata


@pytest.fixture(scope="module")
def source() -> Source:
    return service.open_source(FOLDER)


@pytest.fixture
def report(database: Database, source: Source) -> Report:
    with database.begin(read_only=True) as tx:
        return service.plan(tx, Actor.system("tests"), source)


def test_every_record_of_the_files_has_a_place(report: Report) -> None:
    assert {line.file: (line.records, line.added, line.refused) for line in report.files if line.state == "read"} == {
        "users.json": (6, 6, 0), "experts.json": (20, 20, 0), "projects.json": (20, 20, 0), "knowledge.json": (10, 10, 0),
        "knowledge_details.json": (30, 30, 0), "sop.json": (2, 2, 0), "sop_details.json": (15, 15, 0),
        "regulations.json": (3, 3, 0),
    }  # fmt: skip
    assert not [line for line in report.findings if line.level == "error"]


def test_the_demonstration_accounts_are_recognised(report: Report) -> None:
    (known,) = [line for line in report.findings if line.code == "password.known"]
    assert known.ids == ("1", "2", "3")


def test_every_word_of_the_sample_is_mapped(report: Report) -> None:
    assert [line for line in report.values if line.target is None] == []


def test_projects_that_stand_twice_are_left_to_people(report: Report) -> None:
    links = [line for line in report.links if line.kind == "project"]
    assert {line.text: line.target for line in links if line.file == "knowledge_details.json" and line.target} == {}
    assert len(next(line for line in links if line.text == "砂防堰堤工事 (S-15)").candidates) == 2
    (doubled, *_) = [line for line in report.findings if line.code == "duplicate.code"]
    assert doubled.file == "projects.json"


def test_names_are_linked_to_experts_and_numbers_to_users(report: Report) -> None:
    authors = [line for line in report.links if (line.file, line.field) == ("knowledge_details.json", "created_by")]
    assert authors
    assert all(line.target is not None and line.target.startswith("experts.json#") for line in authors)
    assert not [line for line in report.findings if line.field == "created_by_id"]


def test_references_beyond_the_sample_are_dangling_and_told(report: Report) -> None:
    dangling = [line for line in report.findings if line.code == "reference.dangling"]
    assert sum(line.count for line in dangling) == 140 + 49


def test_contradictions_of_the_sample_are_told(report: Report) -> None:
    told = {line.value for line in report.findings if line.code == "contradiction"}
    assert {
        "完了なのに進捗が100%未満",
        "completedなのに完了日がない",
        "実際と違うコメント数",
        "回答数より多いベストアンサー数",
    } <= told


def test_every_migrated_page_opens_and_saving_it_untouched_changes_no_byte(
    database: Database, source: Source, signed_in: Callable[[Member], SignedIn]
) -> None:
    with database.begin() as tx:
        done = service.load(tx, Actor.system("tests"), source)
    assert done.number is not None
    admin = signed_in(cast.admin)
    listed = admin.get(f"{HERE}?limit=200").body["items"]
    drafts = admin.get("/api/v1/drafts?whose=all&limit=200").body["items"]
    ids = {item["id"] for item in listed} | {item["document_id"] for item in drafts}
    archived = admin.get(f"{HERE}?state=archived&limit=200").body["items"]
    assert len(ids | {item["id"] for item in archived}) == 40 + 17 + 3
    for document_id in ids:
        page = show(admin, {"id": document_id})
        assert page.status == 200, page.text
        draft = admin.get(f"{HERE}/{document_id}/draft").body
        saved = admin.put(f"{HERE}/{document_id}/draft", {"content": draft["content"]}, headers=version(draft["version"]))
        assert (saved.status, saved.body["version"]) == (200, draft["version"]), saved.text
        assert (saved.body["content_hash"], saved.body["exists"]) == (draft["content_hash"], draft["exists"])
    raw = {(record.file, record.legacy_id): record.raw for record in records_of(database)}
    assert len(raw) == 86 + 17 + 3
    assert all(value for value in raw.values())


def test_every_step_and_item_of_the_procedures_is_there(
    database: Database, source: Source, signed_in: Callable[[Member], SignedIn]
) -> None:
    with database.begin() as tx:
        service.load(tx, Actor.system("tests"), source)
    admin = signed_in(cast.admin)
    told = json.loads((FOLDER / "sop_details.json").read_text(encoding="utf-8"))
    for record in told:
        page = show(admin, {"id": f"L-sop_details-{record['id']}"}).body
        content = admin.get(f"{HERE}/{page['id']}/editions/{page['edition']['id']}").body["content"]
        steps = [(step["text"], step["responsible"], f"{step['minutes']}分") for step in content["steps"]]
        assert steps == [(step["description"], step["responsible"], step["estimated_time"]) for step in record["steps"]]
        assert [(item["text"], item["required"]) for item in content["checklist"]] == [
            (item["item"], item["required"]) for item in record["checklist"]
        ]
        assert [item["text"] for item in content["precautions"]] == record["precautions"]
        assert [(item["title"], item["target"]) for item in content["references"]] == [
            (item["title"], item["url"]) for item in record["references"]
        ]
        assert (content["purpose"], content["scope"]) == (record["purpose"], record["scope"])


def test_every_field_of_the_standards_is_there(
    database: Database, source: Source, signed_in: Callable[[Member], SignedIn]
) -> None:
    with database.begin() as tx:
        service.load(tx, Actor.system("tests"), source)
    admin = signed_in(cast.admin)
    for record in json.loads((FOLDER / "regulations.json").read_text(encoding="utf-8")):
        page = show(admin, {"id": f"L-regulations-{record['id']}"}).body
        assert (page["kind"], page["category"]["name"]) == ("regulation", record["category"])
        content = admin.get(f"{HERE}/{page['id']}/editions/{page['edition']['id']}").body["content"]
        assert (content["title"], content["summary"], content["body"]) == (record["title"], record["summary"], record["content"])
        assert (content["issuer"], content["standing"], content["revised_on"]) == (
            record["issuer"], record["status"], record["revision_date"],
        )  # fmt: skip
        assert content["applicable_scope"] == record["applicable_scope"]


def records_of(database: Database) -> list[LegacyRecord]:
    with database.begin(read_only=True) as tx:
        return list(tx.scalars(select(LegacyRecord)))
