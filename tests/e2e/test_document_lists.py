"""What people do with many documents: narrow the list, go on with a draft, compare editions, bring things back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.e2e.conftest import PHONE, Watched
from tests.e2e.desks import BODY, Desks
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser
WIDTHS = (320, 375, 768, 1024, 1280, 1920)


def _in_a_month() -> str:
    return (datetime.now(UTC) + timedelta(days=30)).isoformat()


def _too_wide(watched: Watched, path: str) -> dict[int, int]:
    """By how much the page is wider than each screen it is shown on."""
    watched.open(path)
    size = watched.page.viewport_size
    found = {}
    for width in WIDTHS:
        watched.page.set_viewport_size({"width": width, "height": 800})
        watched.page.wait_for_timeout(150)
        found[width] = watched.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if size is not None:
        watched.page.set_viewport_size(size)
    return {width: excess for width, excess in found.items() if excess > 0}


def test_the_list_is_narrowed_and_the_address_can_be_shared(desk: Watched, at: Desks, word: str) -> None:
    quality = at(cast.quality)
    quality.publish(quality.start(f"品質の要点 {word}", category="quality", tags=[word, "雨"]))
    quality.publish(quality.start(f"安全の要点 {word}", category="safety", tags=[word]))
    quality.publish(quality.start(f"協力会社と読む要点 {word}", category="safety", tags=[word], audience="partners"))
    desk.sign_in(cast.construction)
    desk.page.get_by_role("link", name="文書", exact=True).click()
    page = desk.page
    titles = page.get_by_role("list", name="文書", exact=True).get_by_role("link")
    page.get_by_label("題名・概要・番号・タグで絞り込む").fill(word)
    expect(titles).to_have_count(3)
    choices = page.get_by_role("list", name="分類", exact=True)
    expect(choices.get_by_role("button", name="安全衛生")).to_contain_text("2")
    assert faults_of(desk) == []
    choices.get_by_role("button", name="安全衛生").click()
    expect(titles).to_have_count(2)
    page.get_by_role("list", name="公開範囲").get_by_role("button", name="社内と協力会社").click()
    expect(titles).to_have_count(1)
    page.reload()
    expect(titles).to_have_text(f"協力会社と読む要点 {word}")
    page.get_by_role("button", name="条件「公開範囲: 社内と協力会社」を外す").click()
    expect(titles).to_have_count(2)
    page.get_by_role("list", name="状態").get_by_role("button", name="廃止").click()
    expect(page.get_by_role("heading", name="条件に合う文書はありません")).to_be_visible()
    assert faults_of(desk) == []
    page.get_by_role("main").get_by_role("button", name="条件をすべて消す").last.click()
    expect(page.get_by_label("題名・概要・番号・タグで絞り込む")).to_have_value("")


def test_on_the_phone_filters_are_chosen_in_a_drawer(phone: Watched, at: Desks, word: str) -> None:
    quality = at(cast.quality)
    for number in range(2):
        quality.publish(quality.start(f"電話で読む要点{number} {word}", tags=[word, f"{word}{number}"]))
    phone.sign_in(cast.partner)
    assert phone.page.get_by_role("link", name="下書き").count() == 0
    phone.page.get_by_role("link", name="文書", exact=True).click()
    expect(phone.page.get_by_role("heading", name="文書", level=1)).to_be_visible()
    assert phone.page.get_by_role("button", name="新しく書く").count() == 0
    assert word not in phone.page.inner_text("body")

    phone.page.context.clear_cookies()
    phone.sign_in(cast.construction)
    phone.open(f"/documents?tag={word}")
    titles = phone.page.get_by_role("list", name="文書", exact=True).get_by_role("link")
    expect(titles).to_have_count(2)
    expect(phone.page.get_by_role("button", name="新しく書く")).to_be_visible()
    phone.page.get_by_role("button", name="絞り込む(1)").click()
    drawer = phone.page.get_by_role("dialog")
    drawer.get_by_role("button", name=f"{word}1").click()
    drawer.get_by_role("button", name="1 件を見る").click()
    expect(titles).to_have_count(1)
    assert faults_of(phone) == []


def test_words_being_converted_are_not_searched(desk: Watched) -> None:
    desk.sign_in(cast.construction)
    desk.open("/documents")
    field = desk.page.get_by_label("題名・概要・番号・タグで絞り込む")
    field.dispatch_event("compositionstart")
    field.fill("だせつ")
    desk.page.wait_for_timeout(600)
    assert "q=" not in desk.page.url
    field.fill("打設")
    field.dispatch_event("compositionend")
    desk.page.wait_for_url("**q=*")
    expect(field).to_have_value("打設")


def test_an_unpublished_draft_goes_into_the_bin_and_comes_back(phone: Watched, at: Desks, word: str) -> None:
    at(cast.construction).start(f"書きかけの要点 {word}")
    phone.sign_in(cast.construction)
    phone.page.get_by_role("link", name="その他").click()
    assert faults_of(phone) == []
    phone.page.get_by_role("link", name="下書き").click()
    line = phone.page.get_by_role("listitem").filter(has_text=word)
    expect(line).to_contain_text("未公開")
    expect(line).to_contain_text(cast.construction.name)
    assert faults_of(phone) == []
    line.get_by_role("button", name="ごみ箱に入れる").click()
    assert faults_of(phone) == []
    phone.page.get_by_role("dialog").get_by_role("button", name="ごみ箱に入れる").click()
    expect(phone.page.get_by_role("listitem").filter(has_text=word)).to_have_count(0)
    phone.open("/bin")
    binned = phone.page.get_by_role("listitem").filter(has_text=word)
    expect(binned).to_contain_text("未公開の下書き")
    assert faults_of(phone) == []
    binned.get_by_role("button", name="元に戻す").click()
    expect(phone.page.get_by_role("listitem").filter(has_text=word)).to_have_count(0)
    phone.open("/drafts")
    expect(phone.page.get_by_role("listitem").filter(has_text=word)).to_be_visible()


def test_a_revision_is_discarded_unless_somebody_wrote_meanwhile(desk: Watched, at: Desks, word: str) -> None:
    quality = at(cast.quality)
    document = quality.publish(quality.start(f"改訂する要点 {word}"))
    quality.write(document, BODY + "\n追記\n")
    desk.sign_in(cast.admin)
    desk.open("/drafts?whose=all")
    row = desk.page.get_by_role("row").filter(has_text=word)
    expect(row).to_contain_text("公開済みの改訂")
    row.get_by_role("button", name="破棄する").click()
    quality.write(document, BODY + "\nもう一つの追記\n")
    desk.page.get_by_role("dialog").get_by_role("button", name="破棄する").click()
    expect(desk.page.get_by_text("今ほかの人が書き換えました")).to_be_visible()
    assert faults_of(desk) == []
    version = quality.get(f"/documents/{document['id']}/draft")["version"]
    expect(row).to_contain_text(f"第{version}稿")
    row.get_by_role("button", name="破棄する").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="破棄する").click()
    expect(desk.page.get_by_role("row").filter(has_text=word)).to_have_count(0)
    assert quality.get(f"/documents/{document['id']}")["draft"] is None


def test_two_editions_are_compared_word_by_word(desk: Watched, at: Desks, word: str) -> None:
    quality = at(cast.quality)
    document = quality.publish(quality.start(f"比べる要点 {word}"))
    quality.revise(document, BODY.replace("25℃", "30℃"), is_material=False)
    quality.write(document, BODY.replace("散水する", "日よけを張る"))
    desk.sign_in(cast.construction)
    desk.open(f"/d/{document['code']}/history")
    editions = desk.page.get_by_role("list", name="版の履歴").locator("> li")
    expect(editions).to_have_count(2)
    expect(editions.first).to_contain_text("第2版")
    expect(editions.first).to_contain_text("施行中")
    expect(editions.first).to_contain_text("軽微な変更")
    expect(editions.first).to_contain_text("基準を見直した")
    expect(editions.last).to_contain_text("終了")
    assert faults_of(desk) == []
    editions.first.get_by_role("link", name="第2版と前の版との違い").click()
    main = desk.page.get_by_role("main")
    expect(main.get_by_text("本文が変わりました(1 か所)")).to_be_visible()
    expect(main.locator("section del")).to_contain_text("25")
    expect(main.locator("section ins")).to_contain_text("30")
    assert main.get_by_text("片付ける").count() == 0
    assert faults_of(desk) == []
    main.get_by_role("button", name="変わらない").last.click()
    expect(main.get_by_text("片付ける").first).to_be_visible()
    main.get_by_label("比べる版").click()
    desk.page.get_by_role("option", name="下書き").click()
    desk.page.wait_for_url("**to=draft*")
    expect(main.locator("section ins")).to_contain_text("日よけ")
    desk.page.reload()
    expect(main.locator("section ins")).to_contain_text("日よけ")
    main.get_by_role("button", name="入れ替える").click()
    expect(main.locator("section del")).to_contain_text("日よけ")


def test_on_the_phone_both_texts_stand_in_one(new_window: Callable[[dict[str, int]], Watched], at: Desks, word: str) -> None:
    quality = at(cast.quality)
    document = quality.publish(quality.start(f"電話で比べる要点 {word}"))
    quality.revise(document, BODY.replace("25℃", "30℃"))
    phone = new_window(PHONE)
    phone.sign_in(cast.construction)
    phone.open(f"/d/{document['code']}/compare")
    expect(phone.page.locator("section del")).to_have_count(1)
    line = phone.page.locator("section div").filter(has=phone.page.locator("del")).last
    expect(line).to_contain_text("気温が")
    expect(line.locator("ins")).to_contain_text("30")
    assert faults_of(phone) == []


def test_an_old_edition_is_read_and_becomes_a_draft_again(desk: Watched, at: Desks, word: str) -> None:
    quality = at(cast.quality)
    document = quality.publish(quality.start(f"戻す要点 {word}"))
    quality.revise(document, BODY.replace("25℃", "30℃"))
    desk.sign_in(cast.quality)
    desk.open(f"/d/{document['code']}/history")
    desk.page.get_by_role("link", name="第1版を読む").click()
    desk.page.wait_for_url("**edition=1")
    expect(desk.page.get_by_role("note").filter(has_text="旧版")).to_be_visible()
    expect(desk.page.get_by_role("article").first).to_contain_text("25℃")
    desk.page.go_back()
    desk.page.get_by_role("button", name="第1版を下書きに写す").click()
    assert faults_of(desk) == []
    desk.page.get_by_role("dialog").get_by_role("button", name="下書きに写す").click()
    desk.page.wait_for_url("**/edit")
    draft = quality.get(f"/documents/{document['id']}/draft")
    assert (draft["exists"], draft["content"]["body"]) == (True, BODY)

    desk.open(f"/d/{document['code']}/history")
    desk.page.get_by_role("button", name="第1版を下書きに写す").click()
    expect(desk.page.get_by_role("dialog")).to_contain_text("書きかけの下書きがあります")
    assert faults_of(desk) == []


def test_an_edition_to_come_is_read_and_withdrawn(desk: Watched, at: Desks, word: str) -> None:
    quality = at(cast.quality)
    document = quality.publish(quality.start(f"予約する要点 {word}"))
    quality.revise(document, BODY + "\n来年から使う\n", in_force_from=_in_a_month())
    desk.sign_in(cast.quality)
    desk.open(f"/d/{document['code']}/history")
    coming = desk.page.get_by_role("list", name="版の履歴").locator("> li").first
    expect(coming).to_contain_text("施行予定")
    coming.get_by_role("button", name="を読む").click()
    expect(desk.page.get_by_role("dialog")).to_contain_text("来年から使う")
    expect(desk.page.get_by_role("dialog").get_by_role("note")).to_contain_text("まだ施行されていない")
    assert faults_of(desk) == []
    desk.page.get_by_role("dialog").get_by_role("button", name="閉じる").last.click()
    coming.get_by_role("button", name="取り下げる").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="取り下げる").click()
    expect(desk.page.get_by_role("heading", name="下書き")).to_be_visible()
    draft = quality.get(f"/documents/{document['id']}/draft")
    assert "来年から使う" in draft["content"]["body"]


def test_a_category_is_added_moved_renamed_and_archived(desk: Watched, at: Desks) -> None:
    code = f"e2e_{uuid4().hex[:6]}"
    desk.sign_in(cast.admin)
    desk.open("/categories")
    page = desk.page
    page.get_by_role("button", name="分類を追加する").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名前").fill(f"試験 {code}")
    dialog.get_by_label("コード").fill(code.upper())
    assert faults_of(desk) == []
    dialog.get_by_role("button", name="追加する").click()
    entries = page.get_by_role("list", name="ナレッジの分類").get_by_role("listitem")
    expect(entries.last).to_contain_text(code)
    page.get_by_role("button", name=f"「試験 {code}」を上へ").click()
    expect(entries.nth(-2)).to_contain_text(code)
    page.get_by_role("button", name=f"「試験 {code}」の名前を変える").click()
    page.get_by_role("dialog").get_by_role("textbox", name="名前").fill(f"改名 {code}")
    page.get_by_role("dialog").get_by_role("button", name="保存する").click()
    page.get_by_role("button", name=f"「改名 {code}」を使用停止にする").click()
    assert faults_of(desk) == []
    page.get_by_role("dialog").get_by_role("button", name="使用停止にする").click()
    expect(page.get_by_role("button", name=f"「改名 {code}」の使用を再開する")).to_be_visible()
    offered = at(cast.quality).get("/categories")["items"]
    assert code not in {entry["code"] for entry in offered}
    page.get_by_role("button", name=f"「改名 {code}」の使用を再開する").click()
    expect(page.get_by_role("button", name=f"「改名 {code}」を使用停止にする")).to_be_visible()


def test_no_page_of_documents_is_wider_than_its_screen(desk: Watched, at: Desks, word: str) -> None:
    quality = at(cast.quality)
    long = f"{word}のとても長い題名を持つ文書でも画面からはみ出さないことを確かめるための一件ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    document = quality.publish(quality.start(long, tags=[word]))
    quality.revise(document, BODY.replace("25℃", "x" * 200))
    quality.write(document, BODY.replace("25℃", "y" * 200))
    gone = quality.publish(quality.start(f"ごみ箱の{long}"))
    quality.post(f"/documents/{gone['id']}/bin")
    desk.sign_in(cast.admin)
    code = document["code"]
    lists = ("/documents", f"/documents?tag={word}&state=all", "/drafts?whose=all", "/bin", "/menu", "/categories", "/work-types")
    pages = (*lists, f"/d/{code}/history", f"/d/{code}/compare", f"/d/{code}/compare?to=draft")
    assert {path: wide for path in pages if (wide := _too_wide(desk, path))} == {}
