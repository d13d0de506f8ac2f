"""Numbers of articles, and where texts name them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirai_knowledge.regulations.policy.files.words import kanji, law_number_of
from mirai_knowledge.regulations.policy.linking import text_nodes, with_links
from mirai_knowledge.regulations.policy.mentions import mentions, one_form
from mirai_knowledge.regulations.policy.numbers import key_of, name_of, number_of

NAMES = (
    "労働安全衛生規則",
    "安衛則",
    "クレーン等安全規則",
    "クレーン則",
    "労働安全衛生法",
    "安衛法",
    "労働安全衛生法施行令",
    "鉛則",
)
KNOWN = frozenset(map(one_form, NAMES))


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("第三十六条の二", "36-2"), ("第36条の2", "36-2"), ("36条の2", "36-2"), ("３６条の２", "36-2"), ("第 36 条の 2", "36-2"),
        ("第五百十八条", "518"), ("第518条", "518"), ("第百条", "100"), ("第千二百三十四条の十一の二", "1234-11-2"),
        ("第一〇条", "10"), ("第十百条", ""), ("第三条の規定", "3"), ("第三条の二つ", "3"), ("前条", ""),
    ],
)  # fmt: skip
def test_a_number_is_one_in_kanji_and_arabic_with_its_branches(said: str, key: str) -> None:
    assert key_of(said) == key


@given(st.integers(1, 9999))
def test_every_number_in_kanji_is_read_back(number: int) -> None:
    assert number_of(kanji(number)) == number
    assert key_of(name_of(f"{number}-2")) == f"{number}-2"


@given(st.text(alphabet="〇一二三十百千0９条第の項つ法則同 （）安衛", max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    assert re.fullmatch(r"(\d+(-\d+)*)?", key_of(text))
    for mention in mentions([text, text], KNOWN):
        assert 0 <= mention.start < mention.end <= len(text)


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[one.start : one.end], one.name, one.key) for one in mentions([text], KNOWN) if one.known]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("安衛則518条による", [("安衛則518条", "安衛則", "518")]),
        ("労働安全衛生規則 第518条", [("労働安全衛生規則 第518条", "労働安全衛生規則", "518")]),
        ("「安衛則」第五百十八条の二", [("第五百十八条の二", "安衛則", "518-2")]),
        (
            "労働安全衛生規則（昭和四十七年労働省令第三十二号。以下「安衛則」という。）第三十七条及び第三十八条",
            [("第三十七条", "労働安全衛生規則", "37"), ("第三十八条", "労働安全衛生規則", "38")],
        ),
        ("安衛則第36条第1項第3号、第39条から第41条まで", [
            ("安衛則第36条", "安衛則", "36"), ("第39条", "安衛則", "39"), ("第41条", "安衛則", "41"),
        ]),
        ("安衛則第518条。同規則第519条も", [("安衛則第518条", "安衛則", "518"), ("同規則第519条", "安衛則", "519")]),
        ("クレーン則と安衛法第5条。同規則第3条", [("安衛法第5条", "安衛法", "5"), ("同規則第3条", "クレーン則", "3")]),
        ("労働安全衛生法施行令第6条", [("労働安全衛生法施行令第6条", "労働安全衛生法施行令", "6")]),
    ],
)  # fmt: skip
def test_a_text_names_articles(text: str, said: list[tuple[str, str, str]]) -> None:
    assert found(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "第5条", "518条", "旧安衛則第5条", "改正前の安衛則第5条", "亜鉛則第5条", "建築基準法第20条", "同規則第3条",
        "安衛則とクレーン則がある。安衛法により同規則第3条", "労働安全衛生法の定め。第3条", "安衛則の様式第3号",
    ],
)  # fmt: skip
def test_what_may_mean_another_law_is_no_link(text: str) -> None:
    assert found(text) == []


def test_links_stay_out_of_code_and_links() -> None:
    page = '<p title="a>b">安衛則1条 <code>安衛則2条</code><a href="/x">安衛則3条</a></p><pre>安衛則4条</pre>終わり'
    nodes = text_nodes(page)
    assert [page[node.start : node.end] for node in nodes] == ["安衛則1条 ", "終わり"]
    linked = with_links(page, nodes, {(0, 0, 5): ("/d/REG-000001#a1", '"<')})
    assert linked.startswith('<p title="a>b"><a href="/d/REG-000001#a1" title="&quot;&lt;">安衛則1条</a> <code>')


def test_the_number_of_a_law_is_told_from_its_id_where_its_sort_is_known() -> None:
    assert law_number_of("347M50002000032") == "昭和四十七年労働省令第三十二号"
    assert law_number_of("347AC0000000057") == "昭和四十七年法律第五十七号"
    assert law_number_of("417M60000100021") == "平成十七年厚生労働省令第二十一号"
    assert law_number_of("322R00000000001") == ""
