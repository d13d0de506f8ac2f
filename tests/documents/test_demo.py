"""The demonstration documents: loaded once, quickly, into a development database alone, and every one opens."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select, table

from mirai_knowledge.entry import demo
from mirai_knowledge.entry.demo.files import FILES
from mirai_knowledge.entry.demo.incidents import read_incidents
from mirai_knowledge.entry.demo.procedures import read_procedures
from mirai_knowledge.entry.demo.standards import read_standards
from mirai_knowledge.entry.demo.texts import DemoText, parse, read_texts
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.db.embedded import DatabaseUrls
from tests import cast
from tests.cast import CAST, Member
from tests.conftest import Cluster, SignedIn
from tests.documents.doors import HERE, show, titles

LONGEST_SECONDS = 10


@dataclass(frozen=True)
class Empty:
    """A migrated database without anybody in it."""

    database: Database
    url: str
    settings: Settings

    def count(self, name: str) -> int:
        with self.database.begin(read_only=True) as tx:
            return tx.scalar(select(func.count()).select_from(table(name))) or 0


@pytest.fixture
def empty(cluster: Cluster, database: Database, database_urls: DatabaseUrls, settings: Settings) -> Empty:
    """The database of the application, without the cast."""
    pool = database
    pool.dispose()
    cluster.copy("mks_empty", "mks_test")
    return Empty(pool, database_urls.app, settings.model_copy(update={"env": "development"}))


def test_the_demonstration_is_loaded_once_and_quickly(empty: Empty) -> None:
    # In the time of the processor: other tests run beside, and somebody who starts the product waits for it alone.
    started = time.process_time()
    assert demo.load_if_empty(empty.settings, empty.url) is True
    assert time.process_time() - started < LONGEST_SECONDS
    held = empty.count("document")
    written = len(read_texts()) + len(read_procedures()) + len(read_standards())
    records = len(read_incidents()) + empty.count("consultation")
    assert held == written + records + empty.count("approval_request")
    assert held >= 55
    sheets = [file for files in FILES.values() for file in files if not file.name.endswith(".jpg")]
    assert empty.count("file_reading") == len(sheets)
    assert demo.load_if_empty(empty.settings, empty.url) is False
    assert empty.count("document") == held


def test_production_and_who_wants_none_get_none(empty: Empty) -> None:
    assert demo.load_if_empty(empty.settings.model_copy(update={"env": "production"}), empty.url) is False
    assert demo.load_if_empty(empty.settings.model_copy(update={"demo": False}), empty.url) is False
    assert (empty.count("person"), empty.count("document")) == (0, 0)


def test_every_document_opens_and_each_reads_what_is_meant_for_them(
    empty: Empty, signed_in: Callable[[Member], SignedIn]
) -> None:
    demo.load_if_empty(empty.settings, empty.url)
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    for state in ("valid", "archived"):
        for item in admin.get(f"{HERE}?state={state}&limit=200").body["items"]:
            page = show(admin, item)
            assert page.status == 200, page.text
            assert "{picture}" not in page.body["body"]
            assert page.body["body_html"].count("<img") == page.body["body"].count("attachment:")
    drafts = admin.get("/api/v1/drafts?whose=all&limit=200").body["items"]
    assert len(drafts) >= 5
    texts = {text.fields["title"]: text for text in read_texts()}
    seen = set(titles(partner, "limit=200&kind=knowledge"))
    assert {title for title in seen if texts[title].fields.get("audience", "internal") == "internal"} == set()
    assert {title for title, text in texts.items() if is_open_to_partners(text)} <= seen
    for item in admin.get(f"{HERE}?kind=sop&limit=200").body["items"]:
        assert show(admin, item).body["body_html"].count("<h") > 3
    assert empty.count("checklist_run") == 3
    assert len(titles(partner, "kind=sop")) == 2
    notices = partner.get("/api/v1/notices").body["items"]
    assert {notice["kind"] for notice in notices} == {"comment.mentioned", "project.task_given"}


def is_open_to_partners(text: DemoText) -> bool:
    return text.fields.get("audience") == "partners" and "archived" not in text.fields and "state" not in text.fields


@pytest.mark.parametrize("text", read_texts(), ids=lambda text: text.slug)
def test_a_text_names_what_there_is(text: DemoText) -> None:
    slugs = {other.slug for other in read_texts()}
    people = {member.key for member in CAST}
    assert set(text.words("links")) <= slugs - {text.slug}
    named = {text.fields["author"], *text.words("helpful"), *text.words("favourite"), *(said.who for said in text.comments)}
    assert named <= people
    days = [revision.days for revision in text.revisions]
    assert all(0 < day < text.days for day in days), days
    assert len(text.editions()) == len(days) + 1
    assert len(text.body) > 50


def test_a_text_that_is_not_of_the_form_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match="broken"):
        parse("broken", "title: x\nno dashes")
    with pytest.raises(ValueError, match="broken: 「二」"):
        parse("broken", "title: x\ndays: 10\nrevised: 5 | material | 理由 | 二 | 三\n---\n一").editions()
