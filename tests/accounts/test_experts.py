"""What is said of experts, by themselves and by administrators."""

import pytest

from mirai_knowledge.accounts import intake, queries
from mirai_knowledge.accounts.schemas.experts import ListExperts, LoadExpert, LoadExperts
from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.errors import Forbidden
from mirai_knowledge.kernel.ids import new_id
from tests import cast
from tests.accounts.doors import SignIn, audit_rows, version
from tests.cast import Member
from tests.conftest import SignedIn
from tests.documents.doors import person_id

MACHINE = Actor.system("tests")
KNOWS = {
    "specialties": ["コンクリート工学", "トンネル工学"],
    "certifications": ["コンクリート診断士"],
    "years": 18,
    "bio": "覆工が専門です",
}


def path(admin: SignedIn, member: Member) -> str:
    return f"/api/v1/experts/{person_id(admin, member)}/profile"


def test_P176_experts_and_administrators_say_what_an_expert_knows(signed_in: SignIn) -> None:
    admin, expert = signed_in(cast.admin), signed_in(cast.expert)
    here = path(admin, cast.expert)
    assert (expert.get(here).body["version"], expert.get(here).body["name"]) == (0, cast.expert.name)
    said = expert.put(here, KNOWS, headers=version(0))
    assert (said.status, said.body["specialties"], said.body["takes_questions"]) == (200, KNOWS["specialties"], True)
    assert (said.body["can_set_leads"], said.body["version"]) == (False, 1)
    changed = admin.put(here, {**KNOWS, "leads": True}, headers=version(1))
    assert (changed.status, changed.body["leads"]) == (200, True)
    stale = expert.put(here, {**KNOWS, "leads": True, "years": 19}, headers=version(1))
    assert (stale.status, stale.body["code"], stale.body["current"]["version"]) == (412, "expert.stale", 2)
    away = expert.put(here, {**KNOWS, "leads": True, "away_from": "2000-01-01"}, headers=version(2)).body
    assert (away["takes_questions"], away["available"]) == (False, True)
    assert len(audit_rows(admin, "expert.changed")) == 3


def test_P176_nobody_else_says_what_an_expert_knows_or_who_leads(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    here = path(admin, cast.expert)
    for member in (cast.quality, cast.partner, cast.site_manager):
        refused = signed_in(member).put(here, KNOWS, headers=version(0))
        assert (refused.status, refused.body["rule"]) == (403, "P-176")
        assert signed_in(member).get(path(admin, member)).status == 403
    refused = signed_in(cast.expert).put(here, {**KNOWS, "leads": True}, headers=version(0))
    assert (refused.status, refused.body["rule"]) == (403, "P-011")
    assert admin.get(f"/api/v1/experts/{new_id()}/profile").status == 404


def test_days_away_and_words_that_cannot_be_are_refused(signed_in: SignIn) -> None:
    admin = signed_in(cast.admin)
    here = path(admin, cast.expert)
    for wrong in ({"away_from": "2026-12-02", "away_until": "2026-12-01"}, {"years": 99}, {"specialties": [""]}):
        assert admin.put(here, {**KNOWS, **wrong}, headers=version(0)).status == 422


def test_experts_are_taken_over_and_what_they_wrote_since_stays(signed_in: SignIn, database: Database) -> None:
    admin = signed_in(cast.admin)
    people = [person_id(admin, member) for member in (cast.expert, cast.quality)]
    items = tuple(
        LoadExpert(person_id=person, specialties=("測量",), bio="15年", figures={"rating": 4.6}, attributes={"online": True})  # type: ignore[arg-type]
        for person in people
    )

    def load() -> int:
        with database.begin() as tx:
            return intake.load_experts(tx, MACHINE, LoadExperts(run=new_id(), items=items))

    assert load() == 2
    assert admin.get(path(admin, cast.quality)).body["former"] == {"rating": 4.6}
    changed = signed_in(cast.expert).put(path(admin, cast.expert), KNOWS, headers=version(1))
    assert (changed.status, changed.body["former"]) == (200, {"rating": 4.6})
    assert load() == 1
    with database.begin(read_only=True) as tx:
        found = queries.list_experts(tx, MACHINE, ListExperts(specialty="コンクリート工学"))
        assert [view.name for view in found] == [cast.expert.name]
        assert queries.list_specialties(tx, MACHINE) == ("コンクリート工学", "トンネル工学", "測量")
        assert [view.name for view in queries.list_experts(tx, MACHINE, ListExperts(q="診断士"))] == [cast.expert.name]


def test_P175_who_may_not_ask_does_not_see_experts(database: Database) -> None:
    with database.begin(read_only=True) as tx, pytest.raises(Forbidden) as refused:
        queries.list_experts(tx, Actor("平野 大地"), ListExperts())
    assert refused.value.rule == "P-175"
