"""Two at once: one of them is first, the other hears of it, and nothing is half done."""

import threading
from collections.abc import Callable

from sqlalchemy import text

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import Answer
from tests.consultations.doors import HERE, SignIn, answered, ask, expert, move, show, write


def at_once(*doings: Callable[[], Answer]) -> list[Answer]:
    answers: list[Answer] = []
    together = threading.Barrier(len(doings))

    def run(do: Callable[[], Answer]) -> None:
        together.wait()
        answers.append(do())

    threads = [threading.Thread(target=run, args=(do,)) for do in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def test_of_two_who_accept_at_once_one_is_told_that_it_is_stale(signed_in: SignIn) -> None:
    page = answered(signed_in)
    write(signed_in(cast.admin), page, body="別の回答")
    people = signed_in(cast.construction), signed_in(cast.admin)
    seen = show(people[0], page)
    posts = [post["id"] for post in seen["posts"]]
    answers = at_once(
        *(
            lambda person=person, post=post: move(person, page, "accept", at=seen["version"], post_id=post)
            for person, post in zip(people, posts, strict=True)
        )
    )
    assert sorted(answer.status for answer in answers) == [200, 412]
    accepted = next(answer.body["accepted"] for answer in answers if answer.status == 200)
    now = show(people[0], page)
    assert (now["accepted"], [post["accepted"] for post in now["posts"]].count(True)) == (accepted, 1)


def test_an_answer_and_a_cancelling_at_once_leave_one_of_them(signed_in: SignIn) -> None:
    expert(signed_in)
    asker, answerer = signed_in(cast.construction), signed_in(cast.expert)
    page = ask(asker)
    answers = at_once(lambda: write(answerer, page), lambda: move(asker, page, "cancel", at=page["version"]))
    now = show(asker, page)
    statuses = sorted(answer.status for answer in answers)
    if now["state"]["code"] == "cancelled":
        assert statuses == [200, 409]
        assert len(now["posts"]) == 0
    else:
        assert (statuses, now["state"]["code"], len(now["posts"])) == ([201, 412], "answered", 1)


def test_two_clicks_make_one_draft_of_knowledge(signed_in: SignIn, database: Database) -> None:
    page = answered(signed_in)
    move(signed_in(cast.construction), page, "accept", post_id=page["posts"][0]["id"])
    people = signed_in(cast.construction), signed_in(cast.expert)
    answers = at_once(*(lambda person=person: person.post(f"{HERE}/{page['id']}/knowledge") for person in people))
    assert len({answer.body["id"] for answer in answers}) == 1
    with database.begin(read_only=True) as tx:
        assert tx.execute(text("SELECT count(*) FROM document WHERE kind = 'knowledge'")).scalar_one() == 1


def test_two_answers_at_once_both_stand(signed_in: SignIn) -> None:
    expert(signed_in)
    page = ask(signed_in(cast.construction))
    people = signed_in(cast.admin), signed_in(cast.expert)
    answers = at_once(*(lambda person=person: write(person, page, body=f"{person.token[:6]}の回答") for person in people))
    assert [answer.status for answer in answers] == [201, 201]
    assert len(show(people[0], page)["posts"]) == 2
