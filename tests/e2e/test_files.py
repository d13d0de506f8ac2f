"""Attachments in the browser: chosen, refused with the remedy, looked at, found; and thirty photos on a line that breaks."""

import re

import pytest
from playwright.sync_api import FilePayload, expect

from tests import cast
from tests.documents import parcels
from tests.e2e.conftest import LiveServer, Watched
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


def test_thirty_photos_arrive_on_a_line_that_breaks(phone: Watched, at: Desks, word: str) -> None:
    document = at(cast.quality).publish(at(cast.quality).start(f"{word} 足場点検"))
    page = phone.page
    phone.sign_in(cast.quality)
    phone.open(f"/d/{document['code']}")
    page.get_by_role("button", name="ファイルを添付").click()
    phone.break_in("**/api/v1/documents/*/attachments", 2)
    photos = [payload(f"足場 {at:02d}.jpg", parcels.photo(at, (320, 240)), "image/jpeg") for at in range(30)]
    page.locator("input[type=file]").first.set_input_files(photos)
    expect(page.get_by_text(re.compile(r"30 件中 ([4-9]|1\d) 件を送りました"))).to_be_visible(timeout=60_000)
    phone.lose_the_signal()
    expect(page.get_by_text(re.compile("接続を待っています")).first).to_be_visible(timeout=20_000)
    expect(page.get_by_text("30 件中 30 件を送りました")).to_have_count(0)
    phone.find_the_signal()
    expect(page.get_by_text("30 件中 30 件を送りました")).to_be_visible(timeout=120_000)
    files = page.get_by_role("list", name="添付", exact=True)
    expect(files.get_by_role("listitem")).to_have_count(30)
    listed = at(cast.quality).get(f"/documents/{document['id']}/attachments")["items"]
    assert sorted(file["name"] for file in listed) == [f"足場 {at:02d}.jpg" for at in range(30)]
    assert faults_of(phone) == []


def test_a_large_file_goes_on_where_it_stood_when_the_server_is_started_anew(
    desk: Watched, at: Desks, word: str, live_server: LiveServer
) -> None:
    document = at(cast.quality).publish(at(cast.quality).start(f"{word} 施工動画"))
    page = desk.page
    desk.sign_in(cast.quality)
    desk.open(f"/d/{document['code']}")
    page.get_by_role("button", name="ファイルを添付").click()
    desk.was_restarted = True
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 3 * 1024**2}
    line.send("Network.emulateNetworkConditions", slow)
    page.locator("input[type=file]").first.set_input_files([payload("打設🎥.mp4", parcels.video(9 * 1024**2), "video/mp4")])
    expect(page.get_by_text(re.compile(r"送信中 [2-6]\d%"))).to_be_visible(timeout=20_000)
    live_server.kill("web")
    expect(page.get_by_text(re.compile(r"接続を待っています（\d+% 送信済み）"))).to_be_visible(timeout=20_000)
    live_server.start("web")
    line.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": -1})
    expect(page.get_by_text("1 件中 1 件を送りました")).to_be_visible(timeout=40_000)
    (kept,) = at(cast.quality).get(f"/documents/{document['id']}/attachments")["items"]
    assert (kept["name"], kept["size"]) == ("打設🎥.mp4", 9 * 1024**2)
