"""Attachments in the browser: chosen, refused with the remedy, looked at, found; and thirty photos on a line that breaks."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests import cast
from tests.documents import parcels
from tests.e2e.conftest import Watched
from tests.e2e.desks import Desks
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser


def payload(name: str, content: bytes, kind: str = "application/octet-stream") -> FilePayload:
    return FilePayload(name=name, mimeType=kind, buffer=content)


def test_files_are_attached_looked_at_renamed_removed_and_found(desk: Watched, at: Desks, word: str) -> None:
    document = at(cast.quality).publish(at(cast.quality).start(f"{word} 揚重計画"))
    page = desk.page
    desk.sign_in(cast.quality)
    desk.open(f"/d/{document['code']}")
    page.get_by_role("button", name="ファイルを添付").click()
    page.locator("input[type=file]").first.set_input_files(
        [
            payload("揚重🏗計画.pdf", parcels.pdf("first", "counterweight")),
            payload("手順．ｄｏｃｘ", parcels.docx("吊り荷の下に入らない")),
            payload("にせもの.docx", "文章です".encode()),
            payload("現場.jpg", parcels.positioned(), "image/jpeg"),
        ]
    )
    sent = page.get_by_role("list", name="送信するファイル")
    expect(sent.get_by_text("Word 文書ではありません")).to_be_visible()
    expect(page.get_by_text("4 件中 3 件を送りました")).to_be_visible()
    assert faults_of(desk) == []
    page.get_by_role("button", name="送ったものを一覧から消す").click()
    page.get_by_role("button", name="にせもの.docxを一覧から消す").click()
    page.get_by_role("button", name="閉じる", exact=True).click()
    files = page.get_by_role("list", name="添付")
    expect(files.get_by_role("listitem")).to_have_count(3)
    files.get_by_role("button", name="手順.docxの操作").click()
    page.get_by_role("menuitem", name="名前を変える").click()
    page.get_by_label("新しい名前").fill("玉掛け手順")
    page.get_by_role("dialog").get_by_role("button", name="保存する").click()
    expect(files.get_by_role("button", name="玉掛け手順.docxを開く")).to_be_visible()
    files.get_by_role("button", name="現場.jpgの操作").click()
    page.get_by_role("menuitem", name="外す").click()
    expect(files.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="元に戻す").click()
    expect(files.get_by_role("listitem")).to_have_count(3)
    expect(files.get_by_text("文字を読み取り中")).to_have_count(0, timeout=40_000)
    desk.open("/search?q=counterweight")
    expect(page.get_by_text("添付「揚重🏗計画.pdf」2ページ目", exact=True)).to_be_visible(timeout=20_000)
    page.get_by_role("link", name=f"{word} 揚重計画").first.click()
    shown = page.get_by_role("dialog")
    expect(shown.get_by_role("img", name="揚重🏗計画.pdf 2ページ目")).to_be_visible()
    assert faults_of(desk) == []
