"""A law in the browser: its file brought in, an article reached by its number, then and now compared; a standard written."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests import cast
from tests.e2e.conftest import Watched
from tests.e2e.desks import Desks
from tests.e2e.manners import faults_of
from tests.regulations.laws import CHAPTERS, TITLE, article, law_json, law_markdown

pytestmark = pytest.mark.browser
LONG = "事業者は、この規則の定めるところにより、危険を防止するため必要な措置を講じなければならない。" * 6


def many() -> bytes:
    """A law as long as a long one."""
    return law_json(*(article(f"第{number}条", LONG, caption=f"（見出し{number}）") for number in range(1, 301)))


def follow_a_link(phone: Watched, at: Desks) -> None:
    """What another text says leads to the article, and the article to that text."""
    document = at(cast.quality).start("足場の要点", body="足場則3条による。", audience="partners")
    at(cast.quality).publish(document)
    phone.sign_in(cast.expert)
    phone.open(f"/d/{document['code']}")
    phone.page.get_by_role("link", name="足場則3条").click()
    expect(phone.page.get_by_role("heading", name="第三条（作業床）")).to_be_in_viewport()
    # Not behind the button that stays above the text.
    phone.page.wait_for_function(
        """() => {
            const button = [...document.querySelectorAll("main button")].find(found => found.textContent === "目次");
            const heading = document.querySelector("#a3 h3, #a3 h4, #a3 h5") ?? document.querySelector("#a3");
            return heading.getBoundingClientRect().top >= button.getBoundingClientRect().bottom;
        }"""
    )
    phone.page.locator("#a3").get_by_role("button", name="根拠にしている文書 1").click()
    expect(phone.page.locator("#a3").get_by_role("link", name="足場の要点")).to_be_visible()
    phone.page.get_by_role("button", name="目次", exact=True).click()
    expect(phone.page.get_by_role("dialog").get_by_role("link", name="第三十六条の二")).to_be_visible()
    phone.page.keyboard.press("Escape")
    assert faults_of(phone) == []


def test_a_law_is_brought_in_read_by_number_and_compared(desk: Watched, phone: Watched, at: Desks) -> None:
    page = desk.page
    desk.sign_in(cast.quality)
    desk.open("/laws")
    later = CHAPTERS.replace("**第一条（点検）**", "**第一条（日々の点検）**")
    files = [
        FilePayload(name="1.json", mimeType="application/json", buffer=many()),
        FilePayload(name="2.md", mimeType="text/markdown", buffer=law_markdown(later)),
        FilePayload(name="3.json", mimeType="application/json", buffer=b"{"),
    ]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_text("3 / 3 件")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("alert")).to_contain_text("JSON として読めません")
    assert faults_of(desk) == []
    page.get_by_role("link", name=f"{TITLE} 2020年4月1日").click()
    expect(page.get_by_role("heading", name="第一条（日々の点検）")).to_be_visible()
    code = page.url.rpartition("/")[2].partition("?")[0].partition("#")[0]
    at(cast.admin).client.put("/api/v1/laws/abbreviations/足場則", json={"title": TITLE}).raise_for_status()

    desk.open(f"/d/{code}?as_of=2020-05-01")
    tree = page.get_by_role("navigation", name="条の目次")
    tree.get_by_label("条の番号か言葉").fill("第二百五十条")
    tree.get_by_label("条の番号か言葉").press("Enter")
    expect(page.get_by_role("heading", name="第250条（見出し250）")).to_be_in_viewport()
    expect(page.locator("#a250")).to_contain_text("必要な措置")
    page.get_by_role("button", name="今の条文に戻す").click()
    expect(page.get_by_role("heading", name="第一条（日々の点検）")).to_be_attached()
    page.get_by_role("link", name="新旧対照").click()
    expect(page.get_by_role("main")).to_contain_text("追加")
    assert faults_of(desk) == []
    follow_a_link(phone, at)


def test_a_standard_is_written_with_articles_as_headings(desk: Watched, word: str) -> None:
    page = desk.page
    desk.sign_in(cast.safety)
    desk.open("/documents/new?kind=regulation")
    page.get_by_label("題名", exact=True).fill(f"{word} 基準")
    page.get_by_label("発行者").fill("本社安全部")
    page.get_by_role("button", name="書き出しを入れる").click()
    expect(page.get_by_text("保存しました").first).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # what the header covers is no target
    assert faults_of(desk) == []
    page.get_by_role("button", name="公開する").click()
    page.get_by_role("dialog").get_by_role("button", name="公開する").click()
    expect(page.get_by_role("heading", name="第1条（目的）")).to_be_visible()
    expect(page.get_by_role("heading", name="第1章 総則")).to_be_visible()
