"""Articles in search: a number leads to its article, words in a long law to the article that has them."""

from typing import Any

import pytest

from tests import cast
from tests.documents.doors import SignIn, content, published
from tests.regulations.laws import LAW, article, imported, in_force, law_json, standard
from tests.regulations.test_reading import abbreviate
from tests.search.conftest import machine
from tests.search.doors import Machine, find, titles

__all__ = ["machine"]
LONG = "事業者は、この規則の定めるところにより、必要な措置を講じなければならない。" * 900


def first(found: Any) -> tuple[str, str, str]:
    hit = found["hits"][0]
    return hit["code"], hit["section_anchor"], "".join(piece["t"] for piece in hit["snippet"])


@pytest.mark.parametrize("said", ["足場則3条", "足場則 第三条", "足場等安全規則第３条", "足場則 3", "第三条"])
def test_the_article_that_is_named_is_the_first_hit_and_opens_there(signed_in: SignIn, machine: Machine, said: str) -> None:
    abbreviate(signed_in)
    published(signed_in, text=content("足場則の解説", body="足場則3条を読む。第三条は大切である。"))
    imported(signed_in(cast.quality), law_json())
    machine.catch_up()
    code, anchor, words = first(find(signed_in(cast.partner), said))
    assert (code, anchor) == ("REG-000001", "a3")
    assert words.startswith("第3条（作業床） 足場の作業床の幅は")


def test_without_an_index_the_article_is_found_all_the_same(signed_in: SignIn) -> None:
    abbreviate(signed_in)
    imported(signed_in(cast.quality), law_json())
    found = find(signed_in(cast.partner), "足場則36条の2")
    assert (found["mode"], first(found)[:2]) == ("simple", ("REG-000001", "a36-2"))


def test_words_deep_in_a_long_law_lead_to_their_article(signed_in: SignIn, machine: Machine) -> None:
    law = law_json(
        article("第1条", LONG), article("第2条", LONG), article("第3条", "吊り足場の点検は毎週行う。", caption="（点検）")
    )
    imported(signed_in(cast.quality), law)
    machine.catch_up()
    code, anchor, words = first(find(signed_in(cast.partner), "毎週 点検"))
    assert (code, anchor) == ("REG-000001", "a3")
    assert "毎週" in words


def test_an_article_that_is_hidden_is_found_by_nobody_who_may_not_read_it(signed_in: SignIn, machine: Machine) -> None:
    in_force(signed_in, standard(), by=cast.quality)
    machine.catch_up()
    assert first(find(signed_in(cast.expert), "高所作業基準3条"))[:2] == ("REG-000001", "a3")
    assert find(signed_in(cast.partner), "高所作業基準3条")["hits"] == []
    partner = signed_in(cast.partner)
    assert partner.get("/api/v1/search/suggest?q=高所作業基準3条").body["items"] == []


def test_a_named_article_is_suggested_first(signed_in: SignIn, machine: Machine) -> None:
    abbreviate(signed_in)
    imported(signed_in(cast.quality), law_json())
    machine.catch_up()
    items = signed_in(cast.partner).get("/api/v1/search/suggest?q=足場則3").body["items"]
    assert (items[0]["code"], items[0]["anchor"]) == ("REG-000001", "a3")
    assert items[0]["text"] == "足場等安全規則 第3条（作業床）"


def test_the_id_of_a_law_finds_it(signed_in: SignIn, machine: Machine) -> None:
    imported(signed_in(cast.quality), law_json())
    machine.catch_up()
    assert titles(find(signed_in(cast.partner), LAW)) == ["足場等安全規則"]
