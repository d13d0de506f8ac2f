"""The two readers of law files: nothing is lost, and whatever is broken gets a clear refusal."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mirai_knowledge.regulations.errors import LawFileRefused
from mirai_knowledge.regulations.policy.files import read_law
from mirai_knowledge.regulations.policy.kind import REGULATION
from mirai_knowledge.regulations.policy.tree import plain_text, rows_of
from mirai_knowledge.regulations.schemas.laws import LawFile
from tests.regulations.laws import CHAPTERS, LAW, STANDARD, article, law_json, law_markdown

FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
LINES = st.sampled_from(
    [
        *CHAPTERS.splitlines(),
        "**第", "**２**", "- ", "  - イ　", "| 表 |", "```", "## 附則（抄）", "**第一条から第三条まで**　削除",
        "### 第二章の二", "第９９９９９９条", "\u3000", "# ", "**別表**", "１　", "第一条（閉じない", "---", "第1条 第1条",
    ]
)  # fmt: skip


def read(data: bytes, name: str = "x") -> Any:
    return read_law(LawFile(name, data))


def test_article_json_is_read_without_loss() -> None:
    told = json.loads(law_json())
    law = read(law_json())
    content = law.content
    assert (law.law, law.revision, str(law.effective_on)) == (LAW, "20200401_502M60000100001", "2020-04-01")
    assert content.kept == {
        key: told[key] for key in ("fetchedAt", "sha256", "articleCount", "rubyStripped", "skipped", "appdxTables")
    }
    rows = rows_of(content)
    assert [(row.anchor, row.key, row.caption, row.deleted) for row in rows] == [
        ("a1", "1", "（点検）", False), ("a3", "3", "（作業床）", False), ("a36-2", "36-2", "", False), ("a40", "40", "", True),
    ]  # fmt: skip
    assert rows[0].text == "事業者は、足場を点検しなければならない。\n２　前項の点検は、毎日行う。"
    for given_article, kept in zip(told["articles"], content.articles, strict=True):
        again = plain_text(kept) if kept.text is None else kept.text
        assert again == given_article["text"]


def test_words_that_no_paragraph_has_are_kept_and_shown() -> None:
    odd = article("第1条", "本文。", text="本文。ただし書。", sortKey=[1])
    (row,) = rows_of(read(law_json(odd)).content)
    assert row.text == "本文。ただし書。"


def test_a_file_fetched_again_has_the_same_words() -> None:
    again = law_json(fetchedAt="2027-01-01T00:00:00Z")
    assert read(law_json()).digest == read(again).digest
    assert read(law_json(lawTitle="別の題名")).digest != read(law_json()).digest


def test_markdown_is_read_with_chapters_items_and_supplements() -> None:
    law = read(law_markdown(CHAPTERS), "347M50002000999_07_2024-04-01.md")
    assert (law.sequence, str(law.effective_on), str(law.content.promulgated_on)) == (7, "2024-04-01", "1972-09-30")
    assert (law.content.law_number, law.content.issuer, law.content.standing) == (
        "昭和四十七年労働省令第九百九十九号", "厚生労働省", "in_force",
    )  # fmt: skip
    assert law.content.body == CHAPTERS
    rows = rows_of(law.content)
    assert [(row.anchor, row.level, row.name) for row in rows] == [
        ("h1", 2, "第一章　総則"), ("a1", 0, "第一条（点検）"), ("h2", 2, "第二章　作業床"),
        ("a3", 0, "第三条（作業床）"),
        ("a3-2", 0, "第三条の二"), ("a36-2", 0, "第三十六条の二"), ("f1", 1, "附則"), ("f2", 1, "附則"),
        ("f2a1", 0, "第一条（施行期日）"),
    ]  # fmt: skip
    assert [(piece.depth, piece.number) for piece in rows[3].pieces] == [(0, ""), (1, "一"), (2, "イ")]
    assert "<ul><li><strong>一</strong>" in rows[3].html
    assert "<ul><ul>" not in rows[3].html, "a list stands in an item"
    assert "</li><ul>" not in rows[3].html, "a list stands in an item, never beside it"
    assert rows[3].html.count("<ul>") == rows[3].html.count("</ul>") == 2


def test_both_forms_of_one_text_have_the_same_articles() -> None:
    same = law_markdown("**第一条（点検）**　事業者は、足場を点検しなければならない。\n\n**２**　前項の点検は、毎日行う。\n")
    one, other = (REGULATION.items(read(data).content.model_dump(mode="json")) for data in (law_json(), same))
    first = next(item for item in one if item.key == "article:1")
    assert first.text == next(item for item in other if item.key == "article:1").text


def test_a_standard_is_written_with_plain_headings() -> None:
    from mirai_knowledge.regulations.schemas import RegulationContent

    rows = rows_of(RegulationContent(title="高所作業基準", body=STANDARD))
    assert [row.anchor for row in rows if row.level == 0] == ["a1", "a2", "a3", "a3-2"]
    assert [piece.number for piece in rows[2].pieces] == ["", "２"]
    assert "<strong>確認</strong>" in rows[4].html


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "条文JSON"),
        (b"\x89PNG\r\n\x1a\n", "UTF-8"),
        ("法令".encode("shift_jis"), "UTF-8"),
        (b"{", "JSON として読めません"),
        (b"{} trailing", "JSON として読めません"),
        (b'{"lawId": 3}', "法令ID"),
        (law_json().decode()[:-100].encode(), "JSON として読めません"),
        (law_json(revisionId="いつか"), "revisionId"),
        (law_json(revisionId="20201399_x"), "日付"),
        (law_json(articles=[]), "articles"),
        (law_json(articles=[{"articleNum": "第一"}]), "1番目の条"),
        (law_json(articles=[{"articleNum": "第1条", "paragraphs": {}}]), "項"),
        (law_json(articles=[{"articleNum": "第1条", "paragraphs": [{"num": 1, "words": ""}]}]), "項"),
        (law_json(lawTitle=""), "題名"),
        (law_json(articles=[{"articleNum": "第1条", "paragraphs": [{"num": "一", "text": ""}]}]), "articles.0.paragraphs.0.num"),
        (b"---\ntitle: x\n", "閉じていません"),
        (b"---\ntitle: x\nnonsense\n---\n", "3行目"),
        (law_markdown("条のない本文"), "条"),
        (law_markdown(CHAPTERS, day="昨日"), "日付"),
        (law_markdown(CHAPTERS, law="../etc"), "法令ID"),
        (b"{" + b"[" * 100_000, "JSON として読めません"),
        (b'{"lawId": NaN}', "JSON として読めません"),
        (law_markdown("**第一条**　\x00"), "NUL"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(LawFileRefused) as refusal:
        read(data, "これ.json")
    assert reason in refusal.value.detail
    assert refusal.value.detail.startswith("これ.json: ")


@FUZZ
@given(st.binary(max_size=400))
def test_no_bytes_crash_the_readers(data: bytes) -> None:
    with pytest.raises(LawFileRefused):
        read(data)


@FUZZ
@given(st.sampled_from(sorted(json.loads(law_json()))), JSON)
def test_no_value_in_a_law_file_crashes_the_reader(field: str, value: object) -> None:
    accepts(law_json(**{field: value}))  # type: ignore[arg-type]  # any value at all


@FUZZ
@given(st.sampled_from(["articleNum", "caption", "isDeleted", "paragraphs", "text", "sortKey", "other"]), JSON)
def test_no_value_in_an_article_crashes_the_reader(field: str, value: object) -> None:
    accepts(law_json({**article("第1条", "本文。"), field: value}))


@FUZZ
@given(st.integers(0, 2000), st.integers(0, 200))
def test_no_cut_in_a_law_file_crashes_the_reader(start: int, length: int) -> None:
    for data in (law_json(), law_markdown(CHAPTERS)):
        accepts(data[:start] + data[start + length :])


@FUZZ
@given(st.lists(LINES | st.text(max_size=30), max_size=25))
def test_no_markdown_crashes_the_reader_and_nothing_written_is_lost(lines: list[str]) -> None:
    body = "\n".join(lines).replace("\x00", "")
    if any("\ud800" <= character <= "\udfff" for character in body):
        return
    text = accepts(law_markdown("**第一条**　始め\n\n" + body))
    if text is None:
        return
    shown = "".join(f"{row.name}{row.text}" for row in rows_of(text.content))
    lost = {character for character in body if character.isalnum()} - set(shown) - set("0123456789０１２３４５６７８９")
    assert not lost


def accepts(data: bytes) -> Any:
    """The law, with everything that is made of it; None where it was refused."""
    try:
        law = read(data)
    except LawFileRefused:
        return None
    content = law.content.model_dump(mode="json")
    assert REGULATION.parse(content) == content
    for made in (REGULATION.items, REGULATION.sections, REGULATION.markdown, REGULATION.find_gaps, REGULATION.project):
        made(content)
    anchors = [row.anchor for row in rows_of(law.content)]
    assert len(set(anchors)) == len(anchors)
    assert all(row.html.count("<ul>") == row.html.count("</ul>") for row in rows_of(law.content))
    return law
