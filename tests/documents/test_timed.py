"""Editions that wait for their day: nobody reads them early, they can be taken back, and the day announces them once."""

import threading
import time
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from mirai_knowledge.documents import queries, service
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import Answer
from tests.documents.doors import DAY, HERE, SignIn, Travel, content, draft_of, publish, published, save, show

MACHINE = Actor.system("documents.in_force")
IN_FORCE = text("SELECT count(*) FROM event WHERE name = 'document.edition_in_force' AND payload ->> 'edition_id' = :edition")


def tomorrow() -> str:
    return (clock.now() + timedelta(days=1)).isoformat()


def test_readers_see_the_old_text_before_the_day_and_the_new_one_after(signed_in: SignIn, travel: Travel) -> None:
    writer, reader, page = signed_in(cast.quality), signed_in(cast.expert), published(signed_in)
    assert save(writer, page, content("明日からの題名")).status == 200
    waiting = publish(writer, page, reason="基準の改定", in_force_from=tomorrow())
    assert (waiting.status, waiting.body["next_edition"]["phase"]) == (200, "scheduled")
    assert show(reader, page).body["title"] == "コンクリート打設の要点"
    assert save(writer, page, content("その次")).status == 200
    assert publish(writer, page, reason="早すぎる").body["code"] == "document.publication_waits"
    travel(DAY + 60)
    after = show(signed_in(cast.expert), page).body
    assert (after["title"], after["edition"]["no"]) == ("明日からの題名", 2)


def test_an_edition_taken_back_is_the_draft_again_and_is_never_announced(signed_in: SignIn, database: Database) -> None:
    writer, page = signed_in(cast.quality), published(signed_in)
    assert save(writer, page, content("明日からの題名")).status == 200
    edition = publish(writer, page, reason="改定", in_force_from=tomorrow()).body["next_edition"]["id"]
    assert writer.post(f"{HERE}/{page['id']}/editions/{edition}/withdraw").status == 200
    assert draft_of(writer, page)["content"]["title"] == "明日からの題名"
    with database.begin() as tx:
        service.announce_in_force(tx, MACHINE, UUID(edition))
    with database.begin(read_only=True) as tx:
        assert tx.execute(IN_FORCE, {"edition": edition}).scalar_one() == 0
        assert tx.execute(text("SELECT count(*) FROM due WHERE subject_id = :edition"), {"edition": edition}).scalar_one() == 0


def test_an_edition_that_the_next_one_followed_at_once_is_still_told_of(
    signed_in: SignIn, database: Database, travel: Travel
) -> None:
    writer, page = signed_in(cast.quality), published(signed_in)
    assert save(writer, page, content("明日からの題名")).status == 200
    edition = publish(writer, page, reason="改定", in_force_from=tomorrow()).body["next_edition"]["id"]
    travel(DAY + 1)
    other = signed_in(cast.safety)
    assert save(other, page, content("その次の題名")).status == 200
    assert publish(other, page, reason="次の改定").body["edition"]["no"] == 3
    with database.begin() as tx:
        service.announce_in_force(tx, MACHINE, UUID(edition))
    with database.begin(read_only=True) as tx:
        assert tx.execute(IN_FORCE, {"edition": edition}).scalar_one() == 0  # what is in force is the edition after it
    (notice,) = signed_in(cast.quality).get("/api/v1/notices").body["items"]
    assert (notice["title"], notice["link"]) == ("公開予定の版は施行され、続けて改訂されました", f"/d/{page['code']}")
    rows = signed_in(cast.admin).get(f"/api/v1/audit?subject_kind=document&subject_id={page['id']}&tag=document.in_force")
    assert len(rows.body["items"]) == 1, rows.text


def test_taking_back_waits_for_the_announcement_instead_of_blocking_it(signed_in: SignIn, database: Database) -> None:
    writer, page = signed_in(cast.quality), published(signed_in)
    assert save(writer, page, content("明日からの題名")).status == 200
    edition = publish(writer, page, reason="改定", in_force_from=tomorrow()).body["next_edition"]["id"]
    answers: list[Answer] = []
    taking = threading.Thread(target=lambda: answers.append(writer.post(f"{HERE}/{page['id']}/editions/{edition}/withdraw")))
    with database.begin() as tx:
        # What the announcement does: first its due row, then the document.
        tx.execute(text("SELECT id FROM due WHERE subject_id = :edition FOR UPDATE"), {"edition": edition}).one()
        taking.start()
        time.sleep(0.5)
        queries.get_locked(tx, MACHINE, UUID(page["id"]))
    taking.join(10)
    assert [answer.status for answer in answers] == [200]
