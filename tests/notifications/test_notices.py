"""Notices: told to one person, read by that person alone."""

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.notifications import service
from mirai_knowledge.notifications.schemas import NewNotice
from tests import cast
from tests.cast import Member
from tests.conftest import SignedIn

SignIn = Callable[[Member], SignedIn]
NEWS = NewNotice(kind="bridge.painted", title="橋を塗りました", body="第二橋の塗装が終わりました。", link="/d/KN-000001")


def id_of(person: SignedIn) -> PersonId:
    return PersonId(uuid.UUID(person.get("/api/v1/auth/me").body["id"]))


def tell(database: Database, *people: PersonId, notice: NewNotice = NEWS) -> list[str]:
    with database.begin() as tx:
        return [str(told) for told in service.notify(tx, Actor.system("tests"), notice, to=people)]


def test_P020_a_notice_reaches_its_person_and_nobody_else(database: Database, signed_in: SignIn) -> None:
    safety, quality = signed_in(cast.safety), signed_in(cast.quality)
    (notice,) = tell(database, id_of(safety))
    mine = safety.get("/api/v1/notices").body
    assert [item["id"] for item in mine["items"]] == [notice]
    assert mine["unread"] == 1
    assert (mine["items"][0]["title"], mine["items"][0]["link"]) == (NEWS.title, NEWS.link)
    assert quality.get("/api/v1/notices").body == {"items": [], "next_cursor": None, "unread": 0}


def test_P020_other_peoples_notices_are_missing_not_forbidden(database: Database, signed_in: SignIn) -> None:
    safety, admin = signed_in(cast.safety), signed_in(cast.admin)
    (notice,) = tell(database, id_of(safety))
    refused = admin.post(f"/api/v1/notices/{notice}/read")
    missing = admin.post(f"/api/v1/notices/{new_id()}/read")
    assert (refused.status, refused.body["code"]) == (404, "notice.not_found")
    assert {**refused.body, "request_id": ""} == {**missing.body, "request_id": ""}
    assert safety.get("/api/v1/notices").body["unread"] == 1


def test_P020_without_a_sign_in_there_are_no_notices(client: object, signed_in: SignIn) -> None:
    nobody = SignedIn(signed_in(cast.safety).client, "not-a-token")
    for answer in (nobody.get("/api/v1/notices"), nobody.post("/api/v1/notices/read-all")):
        assert answer.status == 401


def test_reading_a_notice_counts_once(database: Database, signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    first, second = tell(database, id_of(safety)), tell(database, id_of(safety))
    assert safety.post(f"/api/v1/notices/{first[0]}/read").status == 204
    read_at = safety.get("/api/v1/notices").body["items"][1]["read_at"]
    assert read_at is not None
    assert safety.post(f"/api/v1/notices/{first[0]}/read").status == 204
    assert safety.get("/api/v1/notices").body["items"][1]["read_at"] == read_at
    unread = safety.get("/api/v1/notices?state=unread").body
    assert ([item["id"] for item in unread["items"]], unread["unread"]) == (second, 1)


def test_all_are_read_at_once_but_only_mine(database: Database, signed_in: SignIn) -> None:
    safety, quality = signed_in(cast.safety), signed_in(cast.quality)
    for _ in range(3):
        tell(database, id_of(safety), id_of(quality))
    assert safety.post("/api/v1/notices/read-all").body == {"read": 3}
    assert safety.post("/api/v1/notices/read-all").body == {"read": 0}
    assert safety.get("/api/v1/notices").body["unread"] == 0
    assert quality.get("/api/v1/notices").body["unread"] == 3


def test_the_list_goes_on_page_by_page_newest_first(database: Database, signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    told = [tell(database, id_of(safety))[0] for _ in range(5)]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = safety.get(f"/api/v1/notices?limit=2&cursor={cursor}" if cursor else "/api/v1/notices?limit=2").body
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert seen == told[::-1]


@pytest.mark.parametrize("query", ["cursor=%00", "cursor=nonsense", "limit=0", "limit=9999", "limit=many", "state=some"])
def test_a_question_that_makes_no_sense_is_refused_by_its_field(signed_in: SignIn, query: str) -> None:
    answer = signed_in(cast.safety).get(f"/api/v1/notices?{query}")
    assert answer.status == 422
    assert [wrong["field"] for wrong in answer.body["fields"]] == [query.split("=", maxsplit=1)[0]]


def test_a_person_told_twice_in_one_call_is_told_once(database: Database, signed_in: SignIn) -> None:
    person = id_of(signed_in(cast.safety))
    assert len(tell(database, person, person)) == 1


def test_telling_somebody_who_does_not_exist_tells_nobody(database: Database, signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    with pytest.raises(IntegrityError):
        tell(database, id_of(safety), PersonId(new_id()))
    assert safety.get("/api/v1/notices").body["unread"] == 0


def test_every_telling_and_reading_stands_in_the_audit_and_as_an_event(database: Database, signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    person = id_of(safety)
    (first,), _ = tell(database, person), tell(database, person)
    safety.post(f"/api/v1/notices/{first}/read")
    safety.post("/api/v1/notices/read-all")
    with database.begin(read_only=True) as tx:
        tags = tx.execute(text("SELECT tag, actor_id, actor_name FROM audit_entry WHERE tag LIKE 'notice.%' ORDER BY at")).all()
        events = tx.execute(text("SELECT payload FROM event WHERE name = 'notice.created' ORDER BY at")).scalars().all()
    assert [tuple(row) for row in tags] == [
        ("notice.sent", None, "tests"),
        ("notice.sent", None, "tests"),
        ("notice.read", person, None),
        ("notice.all_read", person, None),
    ]
    assert [event["people"] for event in events] == [1, 1]
    assert events[0]["notice_id"] == first
    assert events[0]["notice_id"] == first


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "あ" * 201},
        {"kind": "Not A Kind"},
        {"link": "https://elsewhere.example/"},
        {"link": "//elsewhere.example/"},
        {"link": "/\\elsewhere.example"},
        {"colour": "red"},
    ],
)
def test_what_cannot_be_told_is_refused_before_anything_is_written(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        NewNotice.model_validate({"kind": "a.b", "title": "あ", **wrong})
