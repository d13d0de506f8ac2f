"""Finding: as one types, from any page, on the desk and on the phone, with an input method and without an index."""

import shutil
import time
from pathlib import Path
from uuid import uuid4

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.e2e.conftest import LiveServer, Watched
from tests.e2e.desks import Desk, Desks
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser


@pytest.fixture
def found(at: Desks) -> str:
    """A word that is one word to a dictionary as well, in three documents that are in the index and in no others."""
    word = "".join(chr(ord("g") + int(digit, 16)) for digit in uuid4().hex[:10])
    quality = at(cast.quality)
    quality.publish(quality.start(f"品質の要点 {word}", category="quality"))
    quality.publish(quality.start(f"安全の要点 {word}", category="safety", tags=[word]))
    quality.publish(quality.start("題名にない要点", body=f"## 見るところ\n\n{word} を見る。\n", category="safety", tags=[word]))
    await_index(quality, word, 3)
    return word


def await_index(desk: Desk, word: str, count: int) -> None:
    until = time.monotonic() + 60
    while True:
        answer = desk.get(f"/search?q={word}")
        if (answer["mode"], answer["total"]) == ("full", count):
            return
        assert time.monotonic() < until, answer
        time.sleep(0.2)


def compose(page: Page, text: str) -> None:
    """What an input method does: the text stands in the field while it is still being converted, and Enter accepts it."""
    page.evaluate(
        """text => {
          const field = document.activeElement;
          field.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}));
          const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
          set.call(field, text);
          field.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true, data: text}));
          field.dispatchEvent(new KeyboardEvent("keydown", {bubbles: true, key: "Enter", isComposing: true}));
        }""",
        text,
    )


def accept(page: Page) -> None:
    page.evaluate('document.activeElement.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}))')


def test_a_search_is_narrowed_and_its_address_can_be_shared(desk: Watched, found: str) -> None:
    desk.sign_in(cast.construction)
    page = desk.page
    page.get_by_role("searchbox", name="探す言葉").fill(found)
    page.get_by_role("button", name="検索", exact=True).last.click()
    hits = page.get_by_role("list", name="見つかった文書").get_by_role("link")
    expect(hits).to_have_count(3)
    expect(page.locator("mark").first).to_have_text(found)
    assert faults_of(desk) == []
    page.get_by_role("list", name="分類", exact=True).get_by_role("button", name="安全衛生").click()
    expect(hits).to_have_count(2)
    page.reload()
    expect(hits).to_have_count(2)
    page.get_by_role("link", name="題名にない要点").click()
    expect(page.get_by_role("heading", name="題名にない要点", level=1)).to_be_visible()
    related = page.get_by_role("list", name="関連する文書")
    expect(related.get_by_role("listitem").filter(has_text=f"安全の要点 {found}")).to_contain_text(f"同じタグ: {found}")
    assert faults_of(desk) == []
    page.go_back()
    expect(hits).to_have_count(2)
    page.get_by_label("探す言葉").fill("見つからない言葉の並びゔぇ")
    expect(page.get_by_text("見つかりませんでした")).to_be_visible()
    page.get_by_role("button", name="絞り込みを消す").click()
    assert faults_of(desk) == []


def test_the_palette_leads_anywhere_without_a_mouse(desk: Watched, found: str) -> None:
    desk.sign_in(cast.admin)
    page = desk.page
    expect(page.get_by_role("banner").get_by_role("button", name="検索")).to_be_visible()
    page.keyboard.press("Control+k")
    field = page.get_by_role("searchbox", name="すばやく探す")
    expect(field).to_be_focused()
    page.keyboard.type("監査")
    expect(page.get_by_role("option", name="監査ログ 画面")).to_be_visible()
    assert faults_of(desk) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="監査ログ", level=1)).to_be_visible()
    page.keyboard.press("Control+k")
    field.fill(f"品質の要点 {found}")
    page.get_by_role("option", name=f"品質の要点 {found} KN-").click()
    expect(page.get_by_role("heading", name=f"品質の要点 {found}", level=1)).to_be_visible()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()


def test_an_input_method_is_left_alone_until_it_is_done(desk: Watched, found: str) -> None:
    desk.sign_in(cast.construction)
    page = desk.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/v1/search" in request.url else None)
    expect(page.get_by_role("banner").get_by_role("button", name="検索")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox", name="すばやく探す")).to_be_focused()
    compose(page, found)
    page.wait_for_timeout(600)
    assert asked == []
    assert "/search" not in page.url
    accept(page)
    expect(page.get_by_role("option").first).to_contain_text(found)
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="見つかった文書").get_by_role("link")).to_have_count(3)


def test_searching_on_the_phone(phone: Watched, found: str) -> None:
    phone.sign_in(cast.construction)
    page = phone.page
    assert faults_of(phone) == []
    page.get_by_role("banner").get_by_role("button", name="検索").click()
    expect(page.get_by_role("searchbox", name="すばやく探す")).to_be_focused()
    page.keyboard.type(found)
    expect(page.get_by_role("option").first).to_contain_text(found)
    assert faults_of(phone) == []
    page.get_by_role("option").first.click()
    expect(page.get_by_role("list", name="見つかった文書").get_by_role("link")).to_have_count(3)
    page.get_by_role("button", name="絞り込む").click()
    page.get_by_role("button", name="安全衛生").click()
    page.get_by_role("button", name="2 件を見る").click()
    expect(page.get_by_role("list", name="見つかった文書").get_by_role("link")).to_have_count(2)
    assert faults_of(phone) == []


def test_without_an_index_the_page_says_so_and_titles_are_found(
    phone: Watched, found: str, at: Desks, live_server: LiveServer
) -> None:
    worker = psutil.Process(live_server.processes["worker"].pid)
    (indexer,) = [child for child in worker.children(recursive=True) if child.cmdline()[-2:] == ["--only", "index"]]
    phone.sign_in(cast.construction)
    page = phone.page
    hits = page.get_by_role("list", name="見つかった文書").get_by_role("link")
    told = page.get_by_text("簡易検索で表示しています。題名と番号だけを探します。")
    indexer.suspend()
    try:
        shutil.rmtree(Path(live_server.environment["MKS_HOME"]) / "index")
        phone.open(f"/search?q={found}")
        expect(told).to_be_visible()
        expect(hits).to_have_count(2)
        assert faults_of(phone) == []
    finally:
        indexer.resume()
    await_index(at(cast.quality), found, 3)
    page.reload()
    expect(hits).to_have_count(3)
    expect(told).to_have_count(0)
