"""Regulations over HTTP: imported, read by article and as of a date, linked from other texts, written as a standard."""

from datetime import date, timedelta
from typing import Any

import pytest

from mirai_knowledge.kernel import clock
from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import DAY, HERE, SignIn, Travel, content, draft_of, publish, published, revise, save, show, tags
from tests.documents.test_printing import pages, pdf
from tests.regulations.laws import (
    CHAPTERS,
    LAW,
    LAWS,
    TITLE,
    article,
    imported,
    in_force,
    law_json,
    law_markdown,
    rows,
    send,
    standard,
    words,
)
from tests.sops.test_writing import pouring

OLD, NEW = "20200401_502M60000100001", "20240401_506M60000100001"


def resting(person: SignedIn, ref: str, key: str) -> list[str]:
    answer = person.get(f"{HERE}/{ref}/articles/{key}/resting")
    assert answer.status == 200, answer.text
    return [item["title"] for item in answer.body["items"]]


def abbreviate(signed_in: SignIn, short: str = "足場則", title: str = TITLE) -> None:
    answer = signed_in(cast.admin).put(f"{LAWS}/abbreviations/{short}", {"title": title})
    assert answer.status == 200, answer.text


def editions(person: SignedIn, ref: str) -> list[Any]:
    items: list[Any] = person.get(f"{HERE}/{ref}/editions").body["items"]
    return items


def test_P130_standards_are_written_by_who_may_and_published_by_who_publishes(signed_in: SignIn) -> None:
    refused = signed_in(cast.partner).post(HERE, {"kind": "regulation", "content": standard()})
    assert (refused.status, refused.body["rule"]) == (403, "P-130")
    foreman = signed_in(cast.construction)
    page = foreman.post(HERE, {"kind": "regulation", "content": standard()}).body
    assert (page["code"], page["kind_name"]) == ("REG-000001", "法令・規格")
    assert publish(foreman, page).status == 403
    assert publish(signed_in(cast.safety), page).body["state"] == "valid"


def test_P131_law_files_are_taken_from_who_writes_and_publishes(signed_in: SignIn) -> None:
    for member in (cast.partner, cast.construction, cast.site_manager, cast.expert):
        refused = send(signed_in(member), law_json())
        assert (refused.status, refused.body["rule"]) == (403, "P-131")
    assert imported(signed_in(cast.safety), law_json())["outcome"] == "added"


def test_a_law_is_there_once_however_often_it_is_sent(signed_in: SignIn) -> None:
    person = signed_in(cast.quality)
    first, again = imported(person, law_json()), imported(person, law_json(fetchedAt="later"))
    assert (first["outcome"], again["outcome"]) == ("added", "unchanged")
    assert first["edition_id"] == again["edition_id"]
    other = send(person, law_json(article("第1条", "違う本文。")))
    assert (other.status, other.body["code"]) == (409, "law.revision_differs")
    assert len(editions(person, LAW)) == 1, "the id of a law is one of its names"
    assert "law.imported" in [item["tag"] for item in signed_in(cast.admin).get("/api/v1/audit?limit=50").body["items"]]


def test_a_broken_file_is_refused_and_nothing_is_there(signed_in: SignIn) -> None:
    person = signed_in(cast.quality)
    refused = send(person, law_json().decode()[:-30].encode(), "足場.json")
    assert (refused.status, refused.body["code"]) == (422, "law.file_refused")
    assert "足場.json" in refused.body["detail"]
    assert person.get(f"{HERE}?kind=regulation").body["items"] == []


def test_texts_come_in_any_order_and_each_holds_from_midnight_of_its_day(signed_in: SignIn) -> None:
    person, reader = signed_in(cast.quality), signed_in(cast.partner)
    imported(person, law_markdown(CHAPTERS.replace("手すりを", "中さんを"), day="2024-04-01"), "x_02_2024.md")
    imported(person, law_json(revision=OLD))
    imported(person, law_markdown(CHAPTERS, day="2024-04-01"), "x_01_2024.md")
    line = [(item["no"], item["in_force_from"], item["phase"]) for item in editions(reader, LAW)]
    assert line == [
        (3, "2024-03-31T15:00:00.000001Z", "in_force"),
        (2, "2024-03-31T15:00:00Z", "ended"),
        (1, "2020-03-31T15:00:00Z", "ended"),
    ]
    assert "中さんを設ける" in words(reader, LAW)["a3-2"]


def test_a_text_is_read_as_of_a_date(signed_in: SignIn) -> None:
    person, reader = signed_in(cast.quality), signed_in(cast.partner)
    imported(person, law_json(revision=OLD))
    imported(person, law_markdown(CHAPTERS))
    then = reader.get(f"{HERE}/REG-000001?on=2020-05-01").body
    assert (then["edition"]["no"], then["edition"]["phase"]) == (1, "ended")
    assert list(words(reader, "REG-000001", f"edition={then['edition']['id']}")) == ["a1", "a3", "a36-2", "a40"]
    eve, day = (reader.get(f"{HERE}/REG-000001?on={on}").body["edition"]["no"] for on in ("2024-03-31", "2024-04-01"))
    assert (eve, day) == (1, 2)
    assert reader.get(f"{HERE}/REG-000001?on=9999-12-31").body["edition"]["no"] == 2
    before = reader.get(f"{HERE}/REG-000001?on=2019-01-01")
    assert (before.status, before.body["detail"].split("。")[0]) == (404, "その日に施行されていた版はありません")


def test_a_text_to_come_waits_for_its_day(signed_in: SignIn, travel: Travel) -> None:
    person = signed_in(cast.quality)
    imported(person, law_json(revision=OLD))
    tomorrow = clock.today_jst() + timedelta(days=3)
    item = imported(person, law_markdown(CHAPTERS, day=tomorrow.isoformat()))
    page = show(person, {"id": item["document_id"]}).body
    assert (page["edition"]["no"], page["next_edition"]["phase"]) == (1, "scheduled")
    assert len(editions(signed_in(cast.partner), LAW)) == 1
    travel(4 * DAY)
    later = signed_in(cast.partner)
    assert show(later, page).body["edition"]["no"] == 2
    assert "a3-2" in words(later, LAW)


def test_P132_articles_are_read_by_who_reads_the_regulation(signed_in: SignIn) -> None:
    page = in_force(signed_in, standard(), by=cast.quality)
    partner = signed_in(cast.partner)
    for path in ("articles", "articles/text", "articles/1/resting"):
        assert partner.get(f"{HERE}/{page['code']}/{path}").status == 404
    assert partner.get(f"{LAWS}/articles?q=高所作業基準1").body["items"] == []
    assert [row["anchor"] for row in rows(signed_in(cast.expert), page["code"])["items"]] == [
        "h1",
        "a1",
        "a2",
        "h2",
        "a3",
        "a3-2",
    ]


def test_a_law_says_what_it_is_and_names_what_its_file_left_out(signed_in: SignIn) -> None:
    imported(signed_in(cast.quality), law_json())
    told = rows(signed_in(cast.partner), LAW)
    assert told["facts"] == {
        "issuer": "厚生労働省", "law_number": "昭和四十七年労働省令第九百九十九号", "law_id": LAW, "revision": OLD,
        "promulgated_on": None, "effective_on": "2020-04-01", "revised_on": None, "standing": "", "applicable_scope": [],
        "url": f"https://laws.e-gov.go.jp/law/{LAW}", "source": "検査用", "appendices": ["別表第一"],
    }  # fmt: skip
    assert [(item["label"], item["caption"], item["deleted"]) for item in told["items"]] == [
        ("第1条", "（点検）", False), ("第3条", "（作業床）", False), ("第36条の2", "", False), ("第40条", "", True),
    ]  # fmt: skip
    part = signed_in(cast.partner).get(f"{HERE}/{LAW}/articles/text?from=1&limit=2").body["items"]
    assert [item["anchor"] for item in part] == ["a3", "a36-2"]


def test_the_page_of_a_law_is_light_and_its_draft_is_read_in_parts(signed_in: SignIn) -> None:
    person = signed_in(cast.quality)
    page = person.post(HERE, {"kind": "regulation", "content": standard()}).body
    assert page["body_html"] == ""
    assert "高さ2メートル以上" in words(person, page["code"], "edition=draft")["a2"]
    assert person.get(f"{HERE}/{page['code']}/articles").status == 404
    assert signed_in(cast.partner).get(f"{HERE}/{page['code']}/articles?edition=draft").status == 404


def test_a_standard_needs_articles_with_numbers_of_their_own(signed_in: SignIn) -> None:
    person = signed_in(cast.quality)
    page = person.post(HERE, {"kind": "regulation", "content": standard(body="### 第1条\nあ\n\n### 第一条\nい\n")}).body
    refused = publish(person, page)
    assert (refused.status, refused.body["fields"][0]["code"]) == (422, "article.twice")
    assert save(person, page, standard(body="")).status == 200
    assert publish(person, page).body["fields"][0]["field"] == "content.body"
    wrong = save(person, page, standard(url="javascript:alert(1)"))
    assert (wrong.status, wrong.body["fields"][0]["field"]) == (422, "content.url")


def test_an_untouched_law_keeps_every_byte(signed_in: SignIn) -> None:
    person = signed_in(cast.quality)
    item = imported(person, law_json())
    page = {"id": item["document_id"]}
    draft = draft_of(person, page)
    assert save(person, page, draft["content"]).body["exists"] is False
    changed = save(person, page, {**draft["content"], "summary": "点検と作業床"})
    assert changed.body["exists"] is True
    assert publish(person, page, reason="概要を付けた").body["edition"]["no"] == 2
    assert imported(person, law_json())["outcome"] == "unchanged"


def test_articles_that_other_texts_name_are_links(signed_in: SignIn) -> None:
    abbreviate(signed_in)
    text = "足場則第三条による。同規則第36条の2も。`足場則1条` 足場則9条\n\n[足場則1条](https://example.com/) 旧足場則第1条"
    page = published(signed_in, text=content(body=text), audience="partners")
    reader = signed_in(cast.partner)
    assert '<a href="/d/' not in show(reader, page).body["body_html"]
    imported(signed_in(cast.quality), law_json())
    html = show(reader, page).body["body_html"]
    assert '<a href="/d/REG-000001#a3" title="足場等安全規則 第3条（作業床）">足場則第三条</a>による' in html
    assert '<a href="/d/REG-000001#a36-2" title="足場等安全規則 第36条の2">同規則第36条の2</a>' in html
    assert html.count("/d/REG-000001") == 2
    assert "<code>足場則1条</code>" in html


def test_a_law_that_is_hidden_is_no_link(signed_in: SignIn) -> None:
    in_force(signed_in, standard(), by=cast.quality)
    page = published(signed_in, text=content(body="高所作業基準第3条による"), audience="partners")
    assert "/d/REG-000001#a3" in show(signed_in(cast.expert), page).body["body_html"]
    assert "/d/" not in show(signed_in(cast.partner), page).body["body_html"]


def test_P133_an_article_shows_what_rests_on_it_to_who_reads_that(signed_in: SignIn) -> None:
    abbreviate(signed_in)
    published(signed_in, "打設の要点", text=content("打設の要点", body="足場則3条による"), audience="partners")
    reference = {"id": "r1", "title": "根拠", "target": "REG-000001#a3"}
    in_force(signed_in, pouring(references=[reference]), kind="sop", by=cast.quality)
    in_force(signed_in, standard(), by=cast.quality)
    imported(signed_in(cast.quality), law_json())
    expert, partner = signed_in(cast.expert), signed_in(cast.partner)
    law = next(row["code"] for row in expert.get(f"{HERE}?kind=regulation").body["items"] if row["title"] == TITLE)
    assert law == "REG-000002"
    assert sorted(resting(expert, law, "3")) == ["打設の要点", "高所作業基準"]
    assert resting(partner, law, "3") == ["打設の要点"]
    assert {row["key"]: row["references"] for row in rows(partner, law)["items"]}["3"] == 1
    assert resting(expert, "REG-000001", "3") == ["コンクリート打設の標準手順"]
    assert expert.get(f"{HERE}/{law}/articles/999/resting").status == 404


def test_what_no_longer_names_an_article_no_longer_rests_on_it(signed_in: SignIn) -> None:
    abbreviate(signed_in)
    page = published(signed_in, text=content(body="足場則第1条、第3条"))
    imported(signed_in(cast.quality), law_json())
    writer = signed_in(cast.quality)
    assert resting(writer, LAW, "3") == [page["title"]]
    revise(writer, page, content(body="足場則第1条"))
    assert (resting(writer, LAW, "1"), resting(writer, LAW, "3")) == ([page["title"]], [])


def test_P134_abbreviations_are_set_by_who_manages_masters_and_hold_at_once(signed_in: SignIn) -> None:
    page = published(signed_in, text=content(body="足場則3条"))
    imported(signed_in(cast.quality), law_json())
    refused = signed_in(cast.safety).put(f"{LAWS}/abbreviations/足場則", {"title": TITLE})
    assert (refused.status, refused.body["rule"]) == (403, "P-134")
    admin = signed_in(cast.admin)
    assert (resting(admin, LAW, "3"), "/d/" in show(admin, page).body["body_html"]) == ([], False)
    abbreviate(signed_in)
    assert resting(admin, LAW, "3") == [page["title"]]
    assert "/d/REG-000001#a3" in show(admin, page).body["body_html"]
    assert tags(admin, "足場則") == ["law.abbreviation_set"]
    assert admin.delete(f"{LAWS}/abbreviations/足場則").status == 200
    assert (resting(admin, LAW, "3"), "/d/" in show(admin, page).body["body_html"]) == ([], False)
    assert admin.delete(f"{LAWS}/abbreviations/足場則").status == 404
    for short in ("法", "１", " "):
        assert admin.put(f"{LAWS}/abbreviations/{short}", {"title": TITLE}).status == 422


def test_P135_everybody_sees_the_abbreviations_of_the_well_known_laws(signed_in: SignIn) -> None:
    told = signed_in(cast.partner).get(f"{LAWS}/abbreviations").body
    known = {item["abbreviation"]: item["title"] for item in told["items"]}
    assert known["安衛則"] == "労働安全衛生規則"
    assert {"安衛法", "酸欠則", "クレーン則", "石綿則", "建基法"} <= set(known)
    assert (told["can_edit"], told["can_import"]) == (False, False)
    assert signed_in(cast.safety).get(f"{LAWS}/abbreviations").body["can_import"] is True


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("足場則3条", "REG-000001#a3"), ("足場則３", "REG-000001#a3"), ("足場等安全規則 第三十六条の二", "REG-000001#a36-2"),
        ("足場則 作業床", "REG-000001"), ("第三条", "REG-000001#a3"), ("足場等安全", "REG-000001"),
    ],
)  # fmt: skip
def test_articles_are_offered_by_law_and_number_or_words(signed_in: SignIn, typed: str, first: str) -> None:
    abbreviate(signed_in)
    imported(signed_in(cast.quality), law_json())
    found = [item["target"] for item in signed_in(cast.partner).get(f"{LAWS}/articles", params={"q": typed}).body["items"]]
    assert found[0] == first
    if "作業床" in typed:
        assert "REG-000001#a3" in found


def test_two_texts_are_compared_by_article(signed_in: SignIn) -> None:
    person = signed_in(cast.quality)
    imported(person, law_markdown(CHAPTERS, day="2020-04-01"))
    later = CHAPTERS.replace("四十センチ", "五十センチ").replace("**第三条の二**　手すりを設ける。", "**第三十六条**　網を張る。")
    imported(
        person,
        law_markdown(
            later.replace(
                "## 附則\n\nこの省令は、昭", "## 附則\n\nこの省令は、公布の日から施行する。\n\n## 附則\n\nこの省令は、昭"
            )
        ),
    )
    newer, older = (item["id"] for item in editions(person, LAW))
    path = f"{HERE}/{LAW}/compare?from={older}&to={newer}"
    told = person.get(f"{path}&changed=true").body
    assert [(block["name"], block["became"]) for block in told["blocks"]] == [
        ("施行日", "changed"), ("第三条（作業床）", "changed"), ("第三条の二", "removed"), ("第三十六条", "added"),
        ("附則", "added"),
    ]  # fmt: skip
    changed = [(op["op"], op["text"]) for op in told["blocks"][1]["ops"] if op["op"] != "equal"]
    assert changed == [("delete", "四十"), ("insert", "五十")]
    assert len(person.get(path).body["blocks"]) > len(told["blocks"])


def test_a_legacy_regulation_fits_without_loss(signed_in: SignIn) -> None:
    old = {
        "title": "道路土工指針 2024改訂", "issuer": "国総研", "summary": "設計含水比の改定点を自動マーキング。",
        "standing": "active",
        "revised_on": "2024-04-01", "applicable_scope": ["盛土", "切土", "斜面安定"], "body": "詳細な改訂内容...",
    }  # fmt: skip
    page = in_force(signed_in, old, by=cast.quality, category="reg_road")
    person = signed_in(cast.quality)
    assert page["category"]["name"] == "道路・土工"
    kept = draft_of(person, page)["content"]
    assert {key: kept[key] for key in old} == old
    facts = rows(person, page["code"])["facts"]
    assert (facts["revised_on"], facts["applicable_scope"], facts["standing"]) == (
        "2024-04-01",
        old["applicable_scope"],
        "active",
    )
    assert "詳細な改訂内容..." in "".join(words(person, page["code"]).values())
    assert date.fromisoformat(facts["revised_on"]) < clock.today_jst()


def test_a_law_is_printed_with_its_articles_whichever_edition_it_is(signed_in: SignIn) -> None:
    person, reader = signed_in(cast.quality), signed_in(cast.partner)
    imported(person, law_json(revision=OLD))
    imported(person, law_markdown(CHAPTERS))
    law = {"id": "REG-000001"}
    for query, told in (("", "この省令は、令和六年四月一日から施行する。"), ("?edition=1", "第36条の2")):
        text = "".join(pages(pdf(reader, law, query)))
        assert told in text, query
        assert "作成" not in text, "a law bears nobody's stamp"
