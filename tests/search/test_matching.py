"""What is found by which words, in which order, and what is shown of it."""

from typing import Any

import pytest

from mirai_knowledge.kernel.db import Database
from tests import cast
from tests.conftest import SignedIn
from tests.documents.doors import SignIn, content, publish, published, revise, start
from tests.search.doors import Machine, facet, fill, find, marks, shown, suggest, titles


def write(signed_in: SignIn, title: str, body: str, *, summary: str = "", **metadata: Any) -> Any:
    person = signed_in(cast.quality)
    text = content(title, body=body, summary=summary, importance=metadata.pop("importance", "medium"))
    page = start(person, text=text, **metadata)
    answer = publish(person, page)
    assert answer.status == 200, answer.text
    return answer.body


@pytest.fixture
def reader(signed_in: SignIn) -> SignedIn:
    return signed_in(cast.construction)


SPELLINGS = [
    ("型枠の取り外し", "取外し"),
    ("ﾊﾞｯｸﾎｳ作業", "バックホウ"),
    ("小型バックホウの始業点検", "小型ﾊﾞｯｸﾎｳ"),
    ("玉掛け作業の合図", "玉掛作業"),
    ("打込みの順序", "打ち込み"),
    ("Ｄ１３の配筋", "D13"),
    ("残土２００㎥の処分", "200m3"),
    ("圧縮強度24N/mm²の確認", "24N/㎟"),
    ("鉄筋コンクリート擁壁", "擁壁"),
    ("ひび割れ調査", "ヒビ割れ"),
    ("高所作業車の点検", "作業車"),
    ("打継ぎ部の処理", "うちつぎ"),
    ("ひび割れ調査", "ヒビワレ"),
    ("ひび割れ調査", "ひびわれ"),
    ("内部振動機（バイブレーター）の扱い", "バイブレータ"),
    ("残土10㎥の仮置き", "10立方メートル"),
    ("掘削15立方メートルの段取り", "15m3"),
    ("コンクリートのスランプ試験", "コンクリ－トのスランプ"),
    ("床掘り50cmの深さ", "50センチ"),
    ("敷均し30センチの層", "３０ｃｍ"),
    ("埋戻し20m3の手配", "20立米"),
    ("法面の植生", "のり面"),
    ("熱中症の手当て", "熱中しょう"),
]


def test_one_spelling_finds_the_other(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    for title in dict.fromkeys(title for title, _ in SPELLINGS):
        write(signed_in, title, "本文です。")
    machine.catch_up()
    for title, words in SPELLINGS:
        found = find(reader, words)
        assert found["mode"] == "full"
        assert titles(found)[:1] == [title], words
        assert marks(found["hits"][0]["title"]), words


def test_rare_words_count_more_and_all_words_together_most(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    for number in range(6):
        write(signed_in, f"コンクリートの管理 {number}", "コンクリートの温度を測る。")
    write(signed_in, "暑中コンクリートの養生", "コンクリートを打設したあと、湿潤養生を行う。")
    machine.catch_up()
    found = find(reader, "暑中 コンクリート 養生")
    assert titles(found)[0] == "暑中コンクリートの養生"
    assert found["total"] == 7


def test_a_hit_tells_what_its_rows_say_and_marks_the_words_in_the_original_text(
    signed_in: SignIn, machine: Machine, reader: SignedIn
) -> None:
    body = "## 準備\n\n道具をそろえる。\n\n## 手順\n\n型枠の 取外し は、強度を確かめてから ｺﾝｸﾘｰﾄ に触れる。\n"
    page = write(signed_in, "脱型の要領", body, summary="型枠を外すとき", category="quality", tags=["脱型"])
    machine.catch_up()
    hit = find(reader, "取り外し コンクリート")["hits"][0]
    assert (hit["code"], hit["kind"], hit["edition_no"], hit["status"]) == ("KN-000001", "knowledge", 1, "valid")
    assert hit["category"] == {"value": "quality", "name": "品質管理"}
    assert marks(hit["snippet"]) == ["取外し", "ｺﾝｸﾘｰﾄ"]
    assert "強度を確かめてから" in shown(hit["snippet"])
    assert hit["section_anchor"] == "s2"
    assert hit["id"] == page["id"]


def test_words_inside_unknown_compounds_are_found_by_their_characters(
    signed_in: SignIn, machine: Machine, reader: SignedIn
) -> None:
    write(signed_in, "ミライ式ゴムレス止水工法", "独自の方法です。")
    write(signed_in, "別の方法", "関係がない。")
    machine.catch_up()
    found = find(reader, "ムレス止水")
    assert titles(found)[0] == "ミライ式ゴムレス止水工法"
    assert marks(found["hits"][0]["title"])


def test_a_number_or_an_old_code_comes_first(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    write(signed_in, "SOP-012 の読み方と SOP-012 の直し方", "SOP-012 SOP-012 SOP-012")
    write(signed_in, "玉掛けの手順", "合図をする。", number="SOP-012")
    machine.catch_up()
    assert titles(find(reader, "ＳＯＰ－０１２"))[0] == "玉掛けの手順"
    assert titles(find(reader, "sop012"))[0] == "玉掛けの手順"
    assert titles(find(reader, "kn-000002"))[0] == "玉掛けの手順"


def test_pieces_of_a_word_in_katakana_find_nothing_by_themselves(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    for title in ("パイプサポートの建込み", "安全レポート", "データの整理", "レールの清掃", "10月の予定", "メートル法"):
        write(signed_in, title, "本文です。")
    machine.catch_up()
    assert titles(find(reader, "パイプサポート")) == ["パイプサポートの建込み"]
    assert titles(find(reader, "プサポー")) == ["パイプサポートの建込み"]
    assert titles(find(reader, "バイブレータ")) == []
    assert "10月の予定" not in titles(find(reader, "10立方メートル"))


def test_a_word_in_hiragana_is_one_word(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    for title in ("足場の点検をする", "清掃をする", "打継ぎ部の処理", "次の打合せ"):
        write(signed_in, title, "本文です。")
    machine.catch_up()
    for words, title, mark in (("あしば", "足場の点検をする", "足場"), ("うちつぎ", "打継ぎ部の処理", "打継ぎ")):
        found = find(reader, words)
        assert titles(found) == [title]
        assert "".join(marks(found["hits"][0]["title"])) == mark
    assert titles(find(reader, "せいそうをする"))[:1] == ["清掃をする"], (
        "a sentence is not one word, and is understood all the same"
    )


def test_a_word_in_kana_that_stands_nowhere_finds_nothing(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    for title in ("足場の始業点検をするときの手順", "ぱらぱらと降る雨の日", "さぽーと隊の仕事"):
        write(signed_in, title, "いつもの通りにする。")
    machine.catch_up()
    assert titles(find(reader, "ぱいぷさぽーと")) == []
    assert titles(find(reader, "さぽーと")) == ["さぽーと隊の仕事"]
    assert titles(find(reader, "あしばのてんけんのてじゅん")) == ["足場の始業点検をするときの手順"], (
        "a sentence in kana is its words"
    )


def test_what_is_read_like_the_words_is_marked_in_the_text_and_counts_more_in_a_title(
    signed_in: SignIn, machine: Machine, reader: SignedIn
) -> None:
    body = "準備をする。\n\n" + "道具をそろえて並べる。\n\n" * 20 + "## 養生\n\nそのうちに打継ぎ面と、ひび割れの幅を測る。\n"
    write(signed_in, "躯体の検査", body)
    write(signed_in, "ひび割れの補修", "幅を測ってから注入する。" * 20)
    machine.catch_up()
    found = find(reader, "ヒビワレ")
    assert titles(found) == ["ひび割れの補修", "躯体の検査"]
    assert marks(found["hits"][1]["snippet"]) == ["ひび割れ"]
    hit = find(reader, "うちつぎ")["hits"][0]
    assert (marks(hit["snippet"]), hit["section_anchor"]) == (["打継ぎ"], "s1")


def test_a_number_is_found_without_its_zeros(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    write(signed_in, "玉掛けの合図", "本文です。")
    for number in range(3):
        write(signed_in, f"基準 KN-1 の読み方 {number}", "KN-1 KN-1 と 1 kN")
    machine.catch_up()
    for words in ("KN-1", "ＫＮ１", "kn1"):
        assert titles(find(reader, words))[0] == "玉掛けの合図", words


def test_the_beginning_of_a_number_finds_those_that_begin_so(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    for number in ("SOP-012", "SOP-013", "QA-1"):
        write(signed_in, f"手順 {number[-1]}", "本文です。", number=number)
    machine.catch_up()
    for words, count in (("KN", 3), ("kn-000", 3), ("SOP", 2), ("sop-01", 2), ("ＱＡ", 1), ("xy", 0)):
        assert find(reader, words)["total"] == count, words


def test_quotes_ask_for_words_in_a_row_and_a_minus_refuses_one(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    write(signed_in, "安全帯の点検表", "毎日使う。")
    write(signed_in, "点検する安全帯", "月に一度。")
    machine.catch_up()
    assert titles(find(reader, "「安全帯の点検」")) == ["安全帯の点検表"]
    assert titles(find(reader, "安全帯 -毎日")) == ["点検する安全帯"]
    tried = find(reader, "安全帯 「毎日使う」 －月")["tried"]
    assert (tried["phrases"], tried["without"]) == (["毎日使う"], ["月"])
    assert "安全帯" in "".join(tried["words"])


def test_important_ones_rise_and_abolished_ones_sink(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    old = write(signed_in, "足場の点検A", "足場を見る。")
    write(signed_in, "足場の点検B", "足場を見る。")
    write(signed_in, "足場の点検C", "足場を見る。", importance="critical")
    answer = signed_in(cast.quality).post(f"/api/v1/documents/{old['id']}/archive", {"reason": "新しい要領に置き換えた"})
    assert answer.status == 200, answer.text
    machine.catch_up()
    found = find(reader, "足場の点検")
    assert titles(found) == ["足場の点検C", "足場の点検B", "足場の点検A"]
    assert facet(found, "status") == {"有効": 2, "廃止": 1}


def test_facets_count_under_the_choices_of_the_other_facets(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    for number in range(3):
        write(signed_in, f"足場{number}", "足場の話。", category="safety", work_types=["temporary"])
    being_revised = write(signed_in, "足場の寸法", "足場の話。", category="quality", work_types=["temporary"])
    write(signed_in, "型枠", "足場に触れる。", category="quality")
    revision = content("足場の寸法（改）")
    writer = signed_in(cast.quality)
    number = writer.get(f"/api/v1/documents/{being_revised['id']}/draft").body["version"]
    writer.put(
        f"/api/v1/documents/{being_revised['id']}/draft",
        {"content": revision},
        headers={"If-Match": f'"v{number}"'},
    )
    machine.catch_up()
    found = find(reader, "足場")
    assert facet(found, "category") == {"安全衛生": 3, "品質管理": 2}
    assert facet(found, "status") == {"有効": 4, "改訂中": 1}
    assert facet(found, "kind") == {"ナレッジ": 5}
    narrowed = find(reader, "足場", "category=quality")
    assert (narrowed["total"], facet(narrowed, "category")) == (2, {"安全衛生": 3, "品質管理": 2})
    assert sum(facet(narrowed, "work_type").values()) == 1
    both = find(reader, "足場", "category=quality&category=safety&status=revising")
    assert titles(both) == ["足場の寸法"]
    assert facet(both, "category") == {"品質管理": 1}
    assert facet(both, "status") == {"有効": 4, "改訂中": 1}


def test_the_newest_can_come_first_and_no_words_find_everything(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    for title in ("一番目の足場", "二番目", "三番目の足場"):
        write(signed_in, title, "足場")
    machine.catch_up()
    assert titles(find(reader, "", ""))[0] == "三番目の足場"
    assert titles(find(reader, "足場", "sort=updated"))[0] == "三番目の足場"
    assert find(reader, "")["total"] == 3


def test_pages_follow_each_other_without_gap_or_repetition(database: Database, machine: Machine, reader: SignedIn) -> None:
    shown = {"summary": "", "body": "掘った。", "importance": "medium", "language": "ja"}
    fill(database, ({"title": f"掘削の記録 {number:02}", **shown} for number in range(45)))
    machine.catch_up()
    pages = [find(reader, "掘削", f"page={page}") for page in (1, 2, 3)]
    seen = [title for found in pages for title in titles(found)]
    assert len(seen) == len(set(seen)) == pages[0]["total"] == 45
    assert [found["next_page"] for found in pages] == [2, 3, None]
    assert reader.get("/api/v1/search?q=x&page=51").status == 422
    assert find(reader, "掘削", "page=50")["hits"] == []


def test_an_edition_that_comes_into_force_replaces_the_one_before(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    page = published(signed_in, "打設の前日")
    machine.catch_up()
    revise(signed_in(cast.quality), page, content("打設の当日", body="雨の予報を見る。"))
    shortly = find(reader, "打設")
    assert titles(shortly) == ["打設の当日"]
    machine.catch_up()
    assert titles(find(reader, "雨の予報")) == ["打設の当日"]
    assert "前日" not in shown(find(reader, "打設")["hits"][0]["snippet"])


def test_suggestions_are_titles_and_numbers_beginning_with_it_first(
    signed_in: SignIn, machine: Machine, reader: SignedIn, database: Database
) -> None:
    for title in ("型枠の組立", "スラブ型枠の支保工", "ICT施工の手引き"):
        write(signed_in, title, "本文に足場と書く。")
    for stage in ("simple", "full"):
        if stage == "full":
            machine.catch_up()
        assert suggest(reader, "型枠") == ["型枠の組立", "スラブ型枠の支保工"], stage
        assert suggest(reader, "型枠の組t") == ["型枠の組立"], stage
        assert suggest(reader, "足場") == [], stage
    shown = {"summary": "", "body": "本文。", "importance": "medium", "language": "ja"}
    fill(database, ({"title": f"壁の型枠 {number}", **shown} for number in range(30)))
    machine.catch_up()
    assert suggest(reader, "型枠")[0] == "型枠の組立"
    assert len(suggest(reader, "型枠")) == 8
    assert suggest(reader, "ict") == ["ICT施工の手引き"]
    assert suggest(reader, "IC") == ["ICT施工の手引き"]
    assert suggest(reader, "kn-000001") + suggest(reader, "kn-000002") + suggest(reader, "kn-000003") == [
        "型枠の組立",
        "スラブ型枠の支保工",
        "ICT施工の手引き",
    ]
    assert suggest(reader, " ") == []


ODD = (
    *('"', "-", "「」", "+(*)[]{}^~:\\/&|!", "AND OR NOT", "\u3099", "あ" * 256, "㍿" * 100, "-型枠", '-"', "a.*"),
    *("𠮷野家", "👷\u200d♀️", "٣٤", "a" * 256, "- - -", "1.2.3-4/5", '"の"'),
)


def test_whatever_is_typed_is_answered(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    write(signed_in, "型枠の組立", "本文。")
    machine.catch_up()
    for typed in ODD:
        assert find(reader, typed)["mode"] == "full", typed
        suggest(reader, typed)


def test_too_long_a_search_is_refused_with_the_remedy(signed_in: SignIn, machine: Machine, reader: SignedIn) -> None:
    answer = reader.get(f"/api/v1/search?q={'x' * 257}")
    assert answer.status == 422
    assert "256文字以内" in answer.body["fields"][0]["message"]
