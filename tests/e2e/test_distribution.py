"""A distribution in the browser: sent at the desk, confirmed and asked about on the phone, signed for at a morning meeting."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.e2e.conftest import Watched
from tests.e2e.desks import Desks
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser


def sign(watched: Watched) -> None:
    page = watched.page
    pad = page.get_by_role("dialog").get_by_role("img", name="の署名")
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    page.mouse.move(box["x"] + 40, box["y"] + 70, steps=5)
    page.mouse.up()
    page.get_by_role("dialog").get_by_role("button", name="署名を決める").click()


def send(desk: Watched, code: str) -> None:
    page = desk.page
    desk.sign_in(cast.safety)
    desk.open(f"/d/{code}")
    page.get_by_role("button", name="周知する").click()
    dialog = page.get_by_role("dialog", name="周知する")
    dialog.get_by_role("combobox", name="配信先").fill("施工管理")
    page.get_by_role("option", name="施工管理", exact=True).click()
    expect(dialog.get_by_text("2人に配信します")).to_be_visible()
    dialog.get_by_label("ひとこと").fill("朝のうちに")
    assert faults_of(desk) == []
    dialog.get_by_role("button", name="2人に配信する").click()
    expect(page.get_by_text("配信を始めました")).to_be_visible()


def test_it_is_sent_read_asked_about_and_answered(desk: Watched, phone: Watched, at: Desks, word: str) -> None:
    page = desk.page
    document = at(cast.quality).publish(at(cast.quality).start(f"{word} 玉掛けの合図"))
    send(desk, document["code"])
    phone.sign_in(cast.engineer)
    phone.page.get_by_role("heading", name="今日読むもの 1").wait_for()
    assert faults_of(phone) == []
    phone.open("/must-read")
    phone.page.get_by_role("link", name=f"{word} 玉掛けの合図").first.click()
    card = phone.page.get_by_role("region", name="この文書を読んで確認してください")
    expect(card.get_by_text("朝のうちに")).to_be_visible()
    assert faults_of(phone) == []
    card.get_by_role("button", name="わからない").click()
    phone.page.get_by_role("textbox", name="わからないところ").fill("合図の人は何人ですか")
    phone.page.get_by_role("button", name="質問を送る").click()
    expect(card.get_by_text("答えを待っています")).to_be_visible()

    page.reload()
    page.get_by_role("textbox", name="さんへの答え").fill("一人です")
    page.get_by_role("button", name="答える").click()
    expect(page.get_by_text("答えを伝えました")).to_be_visible()
    phone.page.reload()
    expect(card.get_by_text("一人です")).to_be_visible()
    card.get_by_role("button", name="読みました").click()
    expect(phone.page.get_by_role("region", name="この文書は確認済みです")).to_be_visible()
    phone.open("/must-read?done=true")
    expect(phone.page.get_by_text(word).first).to_be_visible()
    assert faults_of(phone) == []

    desk.open("/distributions")
    page.get_by_role("link", name=f"{word} 玉掛けの合図").first.click()
    expect(page.get_by_text("1/2人 確認").first).to_be_visible()
    page.get_by_role("combobox", name="人の状況").click()
    page.get_by_role("option", name="確認済み").click()
    expect(page.get_by_label("配信された人").get_by_text(cast.engineer.name)).to_be_visible()
    assert faults_of(desk) == []


def test_an_administrator_shapes_groups_and_a_foreman_takes_signatures(
    desk: Watched, phone: Watched, at: Desks, word: str
) -> None:
    page = desk.page
    desk.sign_in(cast.admin)
    desk.open("/distribution-settings")
    page.get_by_role("button", name="グループを登録").click()
    dialog = page.get_by_role("dialog", name="グループを登録")
    dialog.get_by_label("名前").fill(f"{word} の組")
    dialog.get_by_role("combobox", name="配信先").click()
    page.get_by_role("option", name="全員").click()
    dialog.get_by_role("button", name="保存する").click()
    expect(page.get_by_text(f"{word} の組")).to_be_visible()
    assert faults_of(desk) == []

    admin = at(cast.admin)
    site = admin.post("/projects", {"code": word[:30], "name": f"{word} 現場", "status": "in_progress"})
    document = at(cast.quality).publish(at(cast.quality).start(f"{word} 足場の点検"))
    audience = {"audience": [{"kind": "role", "value": "expert"}]}
    sent = admin.post(f"/documents/{document['id']}/distributions", audience)["row"]["id"]
    desk.open(f"/distributions/{sent}")
    expect(page.get_by_text("0/1人 確認").first).to_be_visible()
    phone.sign_in(cast.construction)
    phone.open(f"/distributions/{sent}/meeting?project={site['id']}")
    phone.page.get_by_role("button", name="名前を入力").click()
    phone.page.get_by_role("dialog").get_by_label("氏名").fill("グエン ヴァン アン")
    phone.page.get_by_role("button", name="署名へ進む").click()
    assert faults_of(phone) == []
    sign(phone)
    expect(phone.page.get_by_role("button", name="グエン ヴァン アン").first).to_be_visible()
    phone.page.get_by_role("button", name="1人で終える").click()
    with phone.page.expect_download() as taken:
        phone.page.get_by_role("dialog").get_by_role("button", name="1人で終える").click()
    assert taken.value.suggested_filename.endswith(".pdf")
    assert faults_of(phone) == []
