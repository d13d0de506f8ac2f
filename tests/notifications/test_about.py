"""Notices that quote something: seen by those who may see it, for as long as they may."""

import uuid

from sqlalchemy import text

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import HERE, SignIn, join, person_id, project, published
from tests.notifications.test_notices import NEWS, id_of, tell

NOBODYS = {"kind": "dossier", "id": uuid.uuid4()}


def told(person: SignedIn) -> tuple[list[str], int, int]:
    """The bodies of a person's notices, and the count of unread ones in the list and at sign-in."""
    listed = person.get("/api/v1/notices").body
    unread = person.get("/api/v1/auth/me").body["unread_notices"]
    return [item["body"] for item in listed["items"]], listed["unread"], unread


def test_P020_a_notice_is_seen_while_its_document_is(signed_in: SignIn) -> None:
    admin, partner = signed_in(cast.admin), signed_in(cast.partner)
    site = project(admin)
    joined = join(admin, site, cast.partner, role="partner")
    page = published(signed_in, audience="site", project_id=site["id"])
    mention = {"body": "第3工区の段取りを見てください", "mentions": [person_id(admin, cast.partner)]}
    assert admin.post(f"{HERE}/{page['id']}/comments", mention).status == 201
    said = [f"{page['code']}\n第3工区の段取りを見てください"]
    assert told(partner) == (said, 1, 1)
    notice = partner.get("/api/v1/notices").body["items"][0]["id"]

    assert admin.delete(f"/api/v1/projects/{site['id']}/members/{joined['id']}").status in {200, 204}
    assert told(partner) == ([], 0, 0)
    assert partner.post(f"/api/v1/notices/{notice}/read").status == 404
    assert partner.post("/api/v1/notices/read-all").body == {"read": 0}

    join(admin, site, cast.partner, role="partner")
    assert told(partner) == (said, 1, 1)
    assert partner.post(f"/api/v1/notices/{notice}/read").status == 204
    assert told(partner) == (said, 0, 0)


def test_P020_the_words_of_a_deleted_comment_are_gone_from_notices_too(signed_in: SignIn) -> None:
    author, named = signed_in(cast.construction), signed_in(cast.quality)
    path = f"{HERE}/{published(signed_in)['id']}/comments"
    mention = {"body": "書き間違えました", "mentions": [person_id(signed_in(cast.admin), cast.quality)]}
    comment = author.post(path, mention).body["id"]
    assert told(named)[1:] == (1, 1)
    assert author.delete(f"{path}/{comment}").status == 204
    assert told(named) == ([], 0, 0)


def test_a_notice_about_what_nobody_answers_for_is_hidden(database: Database, signed_in: SignIn) -> None:
    safety = signed_in(cast.safety)
    tell(database, id_of(safety), notice=NEWS.model_validate({**NEWS.model_dump(), "about": NOBODYS}))
    assert told(safety) == ([], 0, 0)
    tell(database, id_of(safety))
    assert told(safety)[1:] == (1, 1)
    with database.begin() as tx:
        assert tx.execute(text("SELECT count(*) FROM notice WHERE read_at IS NULL")).scalar_one() == 2
