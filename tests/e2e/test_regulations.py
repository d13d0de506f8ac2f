"""A law in the browser: its file brought in, an article reached by its number, then and now compared; a standard written."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.e2e.conftest import Watched
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser


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
