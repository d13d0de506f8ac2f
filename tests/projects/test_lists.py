"""Lists of projects: words, filters, pages that neither skip nor repeat, and the number of statements they cost."""

import contextlib
import urllib.parse
import uuid
from collections.abc import Iterator

from sqlalchemy import event

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.projects import queries
from tests import cast
from tests.projects.doors import HERE, SignIn, add, change, codes, join, person_id, show


@contextlib.contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are sent inside the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def test_words_find_codes_names_readings_clients_and_regions(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    add(admin, "K-12", name="都心高架橋 更新工事", name_kana="トシンコウカキョウ", client="首都道路公社", region="東京都港区")
    add(admin, "R-07", name="若葉川 護岸工事", client="青葉県土木部", region="青葉県")
    looked_for = {
        "k-12": ["K-12"],
        "Ｋ－１２": ["K-12"],
        "高架橋": ["K-12"],
        "としんこうか": ["K-12"],
        "ﾄｼﾝ": ["K-12"],
        "青葉県": ["R-07"],
        "港区 更新": ["K-12"],
        "港区 護岸": [],
        "工事": ["K-12", "R-07"],
        "%": [],
        "_": [],
        "\\": [],
    }
    for words, found in looked_for.items():
        assert codes(admin, f"q={urllib.parse.quote(words)}") == found, words


def test_a_renamed_project_is_found_by_its_present_name(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    project = add(admin, "G-001", name="旧い名前")
    change(admin, project, name="新しい名前")
    assert (codes(admin, "q=旧い"), codes(admin, "q=新しい")) == ([], ["G-001"])


def test_statuses_filter_the_list(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    add(admin, "G-001")
    add(admin, "G-002", status="in_progress")
    change(admin, add(admin, "G-003", status="in_progress"), status="completed")
    change(admin, add(admin, "G-004"), status="archived")
    assert codes(admin) == ["G-001", "G-002", "G-003", "G-004"]
    assert codes(admin, "status=live") == ["G-001", "G-002"]
    assert codes(admin, "status=completed") == ["G-003"]
    assert codes(admin, "status=archived") == ["G-004"]


def test_pages_neither_skip_nor_repeat_while_projects_are_added(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    for number in range(1, 8):
        add(admin, f"G-{number:03}")
    seen, cursor = [], ""
    while True:
        page = admin.get(f"{HERE}?limit=3{cursor}").body
        seen += [item["code"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        if len(seen) == 3:
            add(admin, "A-001")
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == [f"G-{number:03}" for number in range(1, 8)]
    assert page["total"] == 8


def test_wrong_questions_are_refused(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    wrong = {
        "cursor=nonsense": "cursor",
        "limit=0": "limit",
        "limit=201": "limit",
        "status=open": "status",
        f"q={'a' * 101}": "q",
        "q=%00": "q",
    }
    for query, field in wrong.items():
        refused = admin.get(f"{HERE}?{query}")
        assert (refused.status, [one["field"] for one in refused.body["fields"]]) == (422, [field]), (query, refused.text)


def test_a_list_and_a_page_cost_the_same_statements_however_much_is_on_them(signed_in: SignIn, database: Database) -> None:
    admin = signed_in(cast.admin)
    first = add(admin, "G-000", work_types=["bridge"])
    join(admin, first, cast.partner, role="partner")
    with counted(database) as few:
        assert admin.get(HERE).body["total"] == 1
    with counted(database) as small:
        assert show(admin, first).status == 200
    for number in range(1, 20):
        project = add(admin, f"G-{number:03}", work_types=["bridge", "tunnel"])
        join(admin, project, cast.partner, role="partner")
    for member in (cast.site_manager, cast.construction, cast.engineer, cast.quality):
        join(admin, first, member)
    with counted(database) as many:
        assert admin.get(HERE).body["total"] == 20
    with counted(database) as large:
        assert show(admin, first).status == 200
    assert (len(few), len(small)) == (len(many), len(large))
    own = [statement for statement in many if "FROM project" in statement]
    assert len(own) == 5


def test_other_slices_get_names_as_far_as_the_actor_sees(signed_in: SignIn, database: Database) -> None:
    admin = signed_in(cast.admin)
    own, other = add(admin, "G-001", work_types=["excavation"]), add(admin, "G-002", work_types=["earthwork"])
    join(admin, own, cast.partner, role="partner")
    partner = Actor(name="tests", person_id=PersonId(uuid.UUID(person_id(admin, cast.partner))))
    everybody = Actor.system("tests")
    ids = [uuid.UUID(own["id"]), uuid.UUID(other["id"])]
    with database.begin(read_only=True) as tx:
        assert [ref.code for ref in queries.list_names(tx, everybody, ids).values()] == ["G-001", "G-002"]
        assert [ref.code for ref in queries.list_names(tx, partner, ids).values()] == ["G-001"]
        assert [ref.code for ref in queries.list_live_by_work_type(tx, everybody, "earthwork")] == ["G-001", "G-002"]
        assert [ref.code for ref in queries.list_live_by_work_type(tx, partner, "earthwork")] == ["G-001"]
        assert queries.find_by_code(tx, everybody, " ｇ-００２ ") == queries.get_by_code(tx, everybody, "G-002")
        assert queries.find_by_code(tx, partner, "G-002") is None
        assert queries.list_own_ids(tx, partner) == {ids[0]}
