"""Several people at one document at the same instant: one outcome, nothing lost, and who comes second is told."""

import threading
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import text

from mirai_knowledge.documents import service
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import Answer, SignedIn
from tests.documents.doors import (
    DAY,
    HERE,
    SignIn,
    Travel,
    content,
    draft_of,
    missing,
    publish,
    published,
    save,
    show,
    start,
    version,
)

ROUNDS = 5
MACHINE = Actor.system("documents.in_force")


def at_once(*deeds: Callable[[], Answer]) -> list[Answer]:
    """The answers to deeds that begin together, in the order given."""
    answers: dict[int, Answer] = {}
    gate = threading.Barrier(len(deeds))

    def do(place: int, deed: Callable[[], Answer]) -> None:
        gate.wait(10)
        answers[place] = deed()

    threads = [threading.Thread(target=do, args=(place, deed)) for place, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [answers[place] for place in range(len(deeds))]


def discard(person: SignedIn, page: Any, at: int) -> Answer:
    return person.delete(f"{HERE}/{page['id']}/draft", headers=version(at))


def bodies(person: SignedIn, page: Any) -> list[str]:
    """The texts of the editions, newest first."""
    path = f"{HERE}/{page['id']}/editions"
    found = [person.get(f"{path}/{item['id']}").body for item in person.get(path).body["items"]]
    return [item["content"]["body"] for item in found]


def numbers(person: SignedIn, page: Any) -> list[int]:
    return [item["no"] for item in person.get(f"{HERE}/{page['id']}/editions").body["items"]]


def one_won(answers: Sequence[Answer]) -> int:
    """The place of the only deed that was done; all others were told what stands now."""
    won = [place for place, answer in enumerate(answers) if answer.status < 300]
    assert len(won) == 1, [answer.text for answer in answers]
    assert {answer.status for answer in answers if answer.status >= 300} == {412}, [answer.text for answer in answers]
    return won[0]


def test_one_saves_while_the_other_publishes(signed_in: SignIn) -> None:
    first, second = signed_in(cast.construction), signed_in(cast.quality)
    for number in range(ROUNDS):
        page = start(first, f"同時 {number}")
        at, mine = draft_of(first, page)["version"], content(body="わたしの続き")
        answers = at_once(partial(save, first, page, mine, at=at), partial(publish, second, page, at=at))
        if one_won(answers) == 0:
            assert numbers(second, page) == []
            assert draft_of(second, page)["content"]["body"] == "わたしの続き"
        else:
            told = answers[0].body
            assert (told["yours"]["content"]["body"], told["current"]["exists"]) == ("わたしの続き", False)
            assert bodies(second, page) == [content()["body"]]


def test_both_publish(signed_in: SignIn, database: Database) -> None:
    first, second = signed_in(cast.quality), signed_in(cast.safety)
    for number in range(ROUNDS):
        page = start(first, f"同時 {number}")
        at = draft_of(first, page)["version"]
        one_won(at_once(partial(publish, first, page, at=at), partial(publish, second, page, at=at)))
        assert numbers(first, page) == [1]
        counted = text("SELECT count(*) FROM event WHERE name = 'document.edition_published' AND payload ->> 'document_id' = :id")
        with database.begin(read_only=True) as tx:
            assert tx.execute(counted, {"id": page["id"]}).scalar_one() == 1


def test_one_saves_while_the_other_gives_the_draft_up(signed_in: SignIn) -> None:
    first, second = signed_in(cast.construction), signed_in(cast.quality)
    page = published(signed_in)
    for number in range(ROUNDS):
        saved = save(first, page, content(body=f"書きかけ {number}"))
        assert saved.status == 200, saved.text
        at, mine = saved.body["version"], content(body=f"続き {number}")
        answers = at_once(partial(save, first, page, mine, at=at), partial(discard, second, page, at))
        stands = draft_of(first, page)
        if one_won(answers) == 0:
            assert (stands["exists"], stands["content"]["body"]) == (True, f"続き {number}")
            assert discard(second, page, stands["version"]).status == 204
        else:
            assert stands["exists"] is False
            assert answers[0].body["yours"]["content"]["body"] == f"続き {number}"


def test_many_save_from_the_same_text(signed_in: SignIn) -> None:
    people = [signed_in(member) for member in (cast.construction, cast.quality, cast.safety, cast.expert, cast.admin)]
    page = published(signed_in)
    at = draft_of(people[0], page)["version"]
    texts = [content(body=f"{place} 番の文") for place in range(len(people))]
    won = one_won(at_once(*(partial(save, p, page, t, at=at) for p, t in zip(people, texts, strict=True))))
    assert draft_of(people[0], page)["content"] == texts[won]


def test_a_start_that_is_sent_twice_makes_one_document(signed_in: SignIn) -> None:
    writer = signed_in(cast.quality)
    for number in range(ROUNDS):
        chosen, title = missing(), f"一度だけ {number}"
        sent = {"kind": "knowledge", "content": content(title), "metadata": {}, "id": chosen}
        answers = at_once(*[partial(writer.post, HERE, sent)] * 3)
        assert sorted(answer.status for answer in answers) == [201, 409, 409]
        assert {answer.body["code"] for answer in answers if answer.status == 409} == {"document.id_taken"}
        key = {"Idempotency-Key": str(uuid.uuid4())}
        sent = {"kind": "knowledge", "content": content(f"鍵 {number}"), "metadata": {}}
        answers = at_once(*[partial(writer.post, HERE, sent, headers=key)] * 3)
        assert {answer.status for answer in answers} <= {201, 409}, [answer.text for answer in answers]
        assert len({answer.body["id"] for answer in answers if answer.status == 201}) == 1
        assert writer.post(HERE, sent, headers=key).status == 201
    drafts = writer.get("/api/v1/drafts?limit=200").body["items"]
    assert len(drafts) == 2 * ROUNDS


def test_two_new_documents_get_two_numbers(signed_in: SignIn) -> None:
    people = [signed_in(member) for member in (cast.construction, cast.quality, cast.safety, cast.expert)]
    sent = {"kind": "knowledge", "content": content(), "metadata": {}}
    answers = at_once(*(partial(p.post, HERE, sent) for p in people))
    assert [answer.status for answer in answers] == [201] * 4
    assert len({answer.body["code"] for answer in answers}) == 4


def test_the_day_of_a_timed_edition_comes_while_one_saves_and_the_other_publishes(
    signed_in: SignIn, database: Database, travel: Travel
) -> None:
    first, second, page = signed_in(cast.construction), signed_in(cast.quality), published(signed_in)
    assert save(second, page, content("明日から", body="明日からの文")).status == 200
    tomorrow = (clock.now() + timedelta(days=1)).isoformat()
    edition = publish(second, page, reason="改定", in_force_from=tomorrow).body["next_edition"]["id"]
    read = save(first, page, content("その次", body="その次の文")).body["version"]
    further = content("その次", body="その次の文、続き")
    travel(DAY - 1)
    first, second = signed_in(cast.construction), signed_in(cast.quality)

    def announce() -> Answer:
        travel(DAY + 1)
        with database.begin() as tx:
            service.announce_in_force(tx, MACHINE, uuid.UUID(edition))
        return Answer(200, {}, "")

    saved, issued, _ = at_once(
        partial(save, first, page, further, at=read), partial(publish, second, page, at=read, reason="次の改定"), announce
    )
    assert [saved.status, issued.status] in ([200, 409], [200, 412], [412, 200]), (saved.text, issued.text)
    reader = signed_in(cast.expert)
    if issued.status == 200:
        assert bodies(reader, page)[:2] == ["その次の文", "明日からの文"]
        assert saved.body["yours"]["content"]["body"] == "その次の文、続き"
    else:
        assert show(reader, page).body["title"] == "明日から"
        assert draft_of(first, page)["content"]["body"] == "その次の文、続き"
        assert issued.body["code"] in {"document.publication_waits", "document.draft_stale"}
    assert numbers(reader, page) == list(range(len(numbers(reader, page)), 0, -1))
    announced = text("SELECT count(*) FROM event WHERE name = 'document.edition_in_force' AND payload ->> 'edition_id' = :id")
    with database.begin(read_only=True) as tx:
        assert tx.execute(announced, {"id": edition}).scalar_one() <= 1
