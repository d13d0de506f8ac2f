"""Nobody learns by searching what they may not read: not through hits, totals, facets, suggestions or excerpts."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from mirai_knowledge.kernel import clock, due
from mirai_knowledge.kernel.actor import Actor, Grant
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.errors import Forbidden
from mirai_knowledge.kernel.ids import PersonId, new_id
from mirai_knowledge.search.queries import list_differences
from mirai_knowledge.search.schemas.port import things
from mirai_knowledge.search.service import mark_for_repair
from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import (
    DAY,
    HERE,
    SignIn,
    Travel,
    content,
    join,
    person_id,
    project,
    publish,
    published,
    save,
    show,
    start,
    version,
)
from tests.search.doors import Machine, facet, find, suggest, titles

WORD = "橋脚"
NOTHING: dict[str, int] = {}


def learns_nothing(person: SignedIn, words: str = WORD) -> None:
    """No trace of anything that these words would find."""
    found = find(person, words)
    assert (found["hits"], found["total"], found["next_page"]) == ([], 0, None)
    for name in ("kind", "status", "category", "work_type", "project"):
        assert facet(found, name) == NOTHING, name
    assert suggest(person, words) == []


def change(person: SignedIn, page: Any, **fields: object) -> Any:
    number = show(person, page).body["version"]
    answer = person.patch(f"{HERE}/{page['id']}", fields, headers=version(number))
    assert answer.status == 200, answer.text
    return answer.body


def test_P091_one_finds_what_one_may_read_and_strangers_are_asked_to_sign_in(signed_in: SignIn, machine: Machine) -> None:
    published(signed_in, "橋脚の社内メモ", category="cost")
    published(signed_in, "橋脚の手引き", audience="partners", category="quality")
    machine.catch_up()
    assert set(titles(find(signed_in(cast.engineer), WORD))) == {"橋脚の社内メモ", "橋脚の手引き"}
    partner = signed_in(cast.partner)
    found = find(partner, WORD)
    assert (titles(found), found["total"]) == (["橋脚の手引き"], 1)
    assert facet(found, "category") == {"品質管理": 1}
    assert suggest(partner, WORD) == ["橋脚の手引き"]
    assert partner.client.get("/api/v1/search?q=x").status_code == 401
    assert partner.client.get("/api/v1/search/suggest?q=x").status_code == 401


def test_P092_only_who_keeps_the_masters_examines_and_repairs_the_index(machine: Machine, database: Database) -> None:
    machine.catch_up()
    somebody = Actor("x", PersonId(new_id()), grants=frozenset({Grant("document.read", "all")}))
    keeper = Actor("y", PersonId(new_id()), grants=frozenset({Grant("document.read", "all"), Grant("master.manage", "all")}))
    with database.begin() as tx:
        with pytest.raises(Forbidden, match="P-092"):
            list_differences(tx, somebody, reader=machine.reader, things=things())
        with pytest.raises(Forbidden, match="P-092"):
            mark_for_repair(tx, somebody, things(), ids=[])
        assert list_differences(tx, keeper, reader=machine.reader, things=things()) == []


def test_a_partner_finds_the_papers_of_its_own_site_and_learns_nothing_of_others(signed_in: SignIn, machine: Machine) -> None:
    admin = signed_in(cast.admin)
    mine, other = project(admin, "G-001"), project(admin, "G-002")
    join(admin, mine, cast.partner, role="partner")
    published(signed_in, "橋脚の配筋", audience="site", project_id=mine["id"])
    published(signed_in, "橋脚の原価", audience="site", project_id=other["id"])
    published(signed_in, "橋脚の話", audience="partners", project_id=other["id"])
    machine.catch_up()
    partner = signed_in(cast.partner)
    found = find(partner, WORD)
    assert set(titles(found)) == {"橋脚の配筋", "橋脚の話"}
    assert found["total"] == 2
    # The other site's paper is open to partners; the site itself is not theirs to know.
    assert facet(found, "project") == {mine["name"]: 1}
    assert {hit["project"]["name"] if hit["project"] else None for hit in found["hits"]} == {mine["name"], None}
    assert find(partner, WORD, f"project={other['id']}")["total"] == 0
    assert set(suggest(partner, WORD)) == {"橋脚の配筋", "橋脚の話"}
    assert facet(find(signed_in(cast.expert), WORD), "project") == {mine["name"]: 1, other["name"]: 2}


def test_a_partner_taken_off_a_site_finds_nothing_of_it_at_once(signed_in: SignIn, machine: Machine) -> None:
    admin = signed_in(cast.admin)
    site = project(admin, "G-001")
    joined = join(admin, site, cast.partner, role="partner")
    published(signed_in, "橋脚の配筋", audience="site", project_id=site["id"])
    machine.catch_up()
    partner = signed_in(cast.partner)
    assert titles(find(partner, WORD)) == ["橋脚の配筋"]
    answer = admin.delete(f"/api/v1/projects/{site['id']}/members/{joined['id']}")
    assert answer.status in {200, 204}, answer.text
    learns_nothing(partner)


def test_what_is_closed_is_not_found_before_the_index_has_heard_of_it(signed_in: SignIn, machine: Machine) -> None:
    writer, partner = signed_in(cast.quality), signed_in(cast.partner)
    page = published(signed_in, "橋脚の手引き", audience="partners", category="quality")
    machine.catch_up()
    assert find(partner, WORD)["total"] == 1
    change(writer, page, audience="internal")
    learns_nothing(partner)
    assert find(writer, WORD)["total"] == 1


def test_a_grant_that_ends_by_the_clock_ends_in_search_too(signed_in: SignIn, machine: Machine, travel: Travel) -> None:
    admin = signed_in(cast.admin)
    page = published(signed_in, "橋脚の事故調査", audience="named")
    until = clock.now() + timedelta(hours=1)
    given = {"person_id": person_id(admin, cast.partner), "until": until.isoformat()}
    answer = admin.put(f"{HERE}/{page['id']}/grants", {"grants": [given]}, headers=version(show(admin, page).body["version"]))
    assert answer.status == 200, answer.text
    machine.catch_up()
    partner = signed_in(cast.partner)
    assert titles(find(partner, WORD)) == ["橋脚の事故調査"]
    assert find(signed_in(cast.engineer), WORD)["total"] == 0
    travel(7200)
    learns_nothing(signed_in(cast.partner))


def test_drafts_are_found_by_nobody(signed_in: SignIn, machine: Machine) -> None:
    writer = signed_in(cast.quality)
    start(writer, "橋脚の下書き")
    page = published(signed_in, "橋台の手引き")
    save(writer, page, content("橋台と橋脚の手引き", body="橋脚についても書いた。"))
    machine.catch_up()
    for member in (cast.quality, cast.admin, cast.partner):
        learns_nothing(signed_in(member))
    assert titles(find(writer, "橋台")) == ["橋台の手引き"]


def test_a_partner_is_not_told_that_something_is_being_revised(signed_in: SignIn, machine: Machine) -> None:
    writer, partner = signed_in(cast.quality), signed_in(cast.partner)
    page = published(signed_in, "橋脚の手引き", audience="partners")
    save(writer, page, content("橋脚の手引き（改）"))
    machine.catch_up()
    assert facet(find(writer, WORD), "status") == {"改訂中": 1}
    found = find(partner, WORD)
    assert (found["hits"][0]["status"], facet(found, "status")) == ("valid", {"有効": 1})
    assert find(partner, WORD, "status=revising")["total"] == 0
    assert find(partner, WORD, "status=valid")["total"] == 1


def test_what_lies_in_the_bin_is_found_by_nobody_and_comes_back_with_it(signed_in: SignIn, machine: Machine) -> None:
    writer = signed_in(cast.quality)
    page = published(signed_in, "橋脚の手引き")
    machine.catch_up()
    answer = writer.post(f"{HERE}/{page['id']}/bin", {}, headers=version(show(writer, page).body["version"]))
    assert answer.status == 204, answer.text
    learns_nothing(writer)
    machine.catch_up()
    learns_nothing(writer)
    assert writer.post(f"{HERE}/{page['id']}/restore", {}).status == 200
    machine.catch_up()
    assert titles(find(writer, WORD)) == ["橋脚の手引き"]


def test_a_timed_edition_is_found_from_its_moment_on(
    signed_in: SignIn, machine: Machine, travel: Travel, database: Database
) -> None:
    writer = signed_in(cast.quality)
    page = published(signed_in, "橋台の手引き")
    save(writer, page, content("橋脚の手引き", body="橋脚の話。"))
    tomorrow = clock.now() + timedelta(seconds=DAY)
    assert publish(writer, page, reason="改正", in_force_from=tomorrow.isoformat()).status == 200
    machine.catch_up()
    learns_nothing(writer)
    travel(DAY + 60)
    writer = signed_in(cast.quality)
    # Its rows speak at once; its text is found once the due row has marked the feed.
    assert titles(find(writer, "橋台")) == ["橋脚の手引き"]
    let_it_happen(database)
    machine.catch_up()
    assert titles(find(writer, WORD)) == ["橋脚の手引き"]


def let_it_happen(database: Database) -> None:
    """What the worker does with rows that have fallen due."""
    with database.begin() as tx:
        due.sweep(tx)
        waiting = text("SELECT args ->> 'due_id' FROM procrastinate_jobs WHERE task_name = 'due.run'")
        for due_id in tx.execute(waiting).scalars().all():
            due.run(tx, due_id=due_id)


def test_words_of_what_is_closed_leave_no_trace_in_the_search_of_other_words(signed_in: SignIn, machine: Machine) -> None:
    for number in range(3):
        published(signed_in, f"足場の手引き {number}", audience="partners")
    machine.catch_up()
    partner = signed_in(cast.partner)
    before = find(partner, "足場 秘密工法")
    published(signed_in, "秘密工法の足場")
    machine.catch_up()
    after = find(partner, "足場 秘密工法")
    assert after["total"] == 3
    assert {**before, "took_ms": 0} == {**after, "took_ms": 0}
    assert find(signed_in(cast.engineer), "足場 秘密工法")["hits"][0]["score"] > 0
