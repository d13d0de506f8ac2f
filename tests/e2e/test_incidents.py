"""An incident in the browser: reported on the phone, investigated at the desk, corrected, verified by another and closed."""

import base64
import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from mirai_knowledge.kernel import clock
from tests import cast
from tests.e2e.conftest import Watched
from tests.e2e.desks import Desk, Desks
from tests.e2e.manners import faults_of
from tests.e2e.test_documents import PICTURE

pytestmark = pytest.mark.browser


def photo(page: Page, name: str = "ファイルを選ぶ") -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=name).first.click()
    chooser.value.set_files({"name": "place.png", "mimeType": "image/png", "buffer": base64.b64decode(PICTURE)})


def reported(desk: Desk, word: str, **fields: object) -> Any:
    at = clock.now().isoformat()
    told = {"type": "accident", "occurred_at": at, "accident_type": 1, "description": f"{word} 脚立が傾いた。", **fields}
    return desk.post("/incidents", {"told": told})


def test_a_near_miss_is_reported_on_the_phone(phone: Watched, at: Desks, word: str) -> None:
    page = phone.page
    at(cast.admin).post("/projects", {"code": f"N-{uuid4().hex[:8]}", "name": f"{word} 橋", "status": "in_progress"})
    phone.sign_in(cast.construction)
    phone.open("/incidents")
    page.get_by_role("link", name="報告する").first.click()
    expect(page.get_by_role("heading", name="事故・ヒヤリを報告する")).to_be_visible()
    assert faults_of(phone) == []
    page.get_by_role("button", name="飛来、落下").click()
    photo(page, "写真を選ぶ")
    expect(page.get_by_role("img", name="写真 1")).to_be_visible()
    page.get_by_label("何が起きたか").fill(f"{word} 鉄筋が1本落ちた。")
    page.get_by_label("場所").fill("P2橋脚")
    site = page.get_by_role("combobox", name="現場")
    site.fill(f"{word} 橋")
    page.get_by_role("option", name=f"{word} 橋").click()
    chosen = site.input_value()
    page.reload()
    expect(page.get_by_label("何が起きたか")).to_have_value(f"{word} 鉄筋が1本落ちた。")
    expect(page.get_by_role("button", name="飛来、落下")).to_have_attribute("aria-pressed", "true")
    phone.lose_the_signal()
    page.get_by_role("button", name="報告を送る").click()
    expect(page.get_by_text("入力した内容は残っています。", exact=False)).to_be_visible()
    phone.find_the_signal()
    page.get_by_role("button", name="報告を送る").click()
    expect(page.get_by_role("heading", name="飛来、落下（ヒヤリ・ハット） P2橋脚")).to_be_visible()
    expect(page.get_by_text(f"{word} 鉄筋が1本落ちた。").first).to_be_visible()
    expect(page.get_by_role("img", name="写真 1")).to_be_visible()
    assert faults_of(phone) == []
    phone.open("/incidents/report")  # the next one is mostly from the same site
    expect(page.get_by_role("combobox", name="現場")).to_have_value(chosen)
    expect(page.get_by_label("何が起きたか")).to_have_value("")


def investigate(desk: Watched) -> None:
    """Names are opened, causes written."""
    page = desk.page
    page.get_by_role("button", name="氏名を表示する").click()
    page.get_by_role("dialog").get_by_role("button", name="氏名を表示する").click()
    expect(page.get_by_text("渡会 俊介")).to_be_visible()
    page.get_by_role("button", name="「調査中」へ進める").click()
    expect(page.get_by_text("原因を一つ以上記録してから、対策の検討へ進めてください。")).to_be_visible()
    page.get_by_role("link", name="内容を書く・直す").click()
    page.get_by_role("button", name="結果「休業4日未満」・起きやすさ「ときどき起きる」: 中程度").click()
    page.get_by_role("button", name="人（Man）の原因を追加").click()
    page.get_by_label("人（Man） 1", exact=True).get_by_role("textbox").fill("開き止めを掛けなかった")
    page.get_by_role("button", name="なぜを追加").click()
    page.get_by_label("なぜ 1", exact=True).get_by_role("textbox").fill("急いでいた")
    assert faults_of(desk) == []
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("開き止めを掛けなかった")).to_be_visible()
    page.get_by_role("button", name="「対策検討」へ進める").click()


def attach(desk: Watched) -> None:
    """A file stands on the incident's own page, and its rows and columns are seen in place."""
    page = desk.page
    page.get_by_role("button", name="ファイルを添付").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="ファイルを選ぶ").click()
    notes = "時刻,誰が,何をした\n10:05,職長,作業を止めた\n10:20,,立入禁止".encode()
    chooser.value.set_files({"name": "聞き取り📝.csv", "mimeType": "text/csv", "buffer": notes})
    expect(page.get_by_text("1 件中 1 件を送りました")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="閉じる", exact=True).click()
    file = page.get_by_role("list", name="添付", exact=True).get_by_role("listitem")
    expect(file.get_by_text("文字を読み取り中")).to_have_count(0, timeout=40_000)
    file.get_by_role("button", name="聞き取り📝.csvを開く").click()
    expect(page.get_by_role("dialog").get_by_role("row", name="10:20 立入禁止")).to_be_visible()
    assert faults_of(desk) == []
    page.keyboard.press("Escape")


def correct(desk: Watched) -> None:
    """An action is planned and reported done, with a photo."""
    page = desk.page
    page.get_by_role("button", name="是正処置を追加").click()
    page.get_by_label("何を直すか").fill("立馬に替える")
    page.get_by_label("担当者の名前（登録のない人・班）").fill("資材班")
    page.get_by_label("期日").fill("2030/01/31")
    page.get_by_label("期日").press("Tab")
    page.get_by_role("dialog").get_by_role("button", name="保存する").click()
    expect(page.get_by_role("listitem", name="立馬に替える")).to_be_visible()
    page.get_by_role("button", name="「是正中」へ進める").click()
    page.get_by_role("button", name="完了を報告する").click()
    dialog = page.get_by_role("dialog")
    photo(page)
    expect(dialog.get_by_role("img", name="写真 1")).to_be_visible()
    dialog.get_by_label("実施した内容・気づいたこと").fill("2台入れ替えた")
    dialog.get_by_role("button", name="完了を報告する").click()
    expect(page.get_by_text("実施した本人以外の人です。", exact=False).first).to_be_visible()


def test_an_incident_goes_from_the_report_to_its_close_at_the_desk(desk: Watched, at: Desks, word: str) -> None:
    page = desk.page
    person = {"id": "p1", "part": "victim", "name": "渡会 俊介", "age_group": "40s"}
    code = reported(at(cast.construction), word, people=[person])["code"]
    desk.sign_in(cast.safety)
    desk.open(f"/incidents/{code}")
    assert faults_of(desk) == []
    investigate(desk)
    attach(desk)
    correct(desk)
    page.get_by_role("button", name="「確認中」へ進める").click()
    expect(page.get_by_text("確認の済んでいない是正処置が 1 件あるため、終結できません。")).to_be_visible()
    assert faults_of(desk) == []
    quality = at(cast.quality)
    action = quality.get(f"/incidents/{code}")["actions"][0]
    quality.post(f"/incident-actions/{action['id']}/move", {"move": "verify"}, version=action["version"])
    page.reload()
    page.get_by_role("button", name="「終結」へ進める").click()
    expect(page.get_by_text("「終結」にしました")).to_be_visible()
    expect(page.get_by_role("button", name="再開する")).to_be_visible()
    desk.open(f"/d/{code}")
    expect(page.get_by_role("link", name="対応と是正処置を見る")).to_be_visible()


def test_an_action_is_verified_on_the_board_of_the_phone_by_another(phone: Watched, at: Desks, word: str) -> None:
    page, safety = phone.page, at(cast.safety)
    incident = reported(safety, word, occurred_at="2025-12-01T09:00:00+09:00")
    sent = {"text": f"{word} 立馬に替える", "owner_name": "資材班", "due_on": "2026-01-01"}
    safety.post(f"/incidents/{incident['code']}/actions", sent, version=incident["version"])
    phone.sign_in(cast.quality)
    phone.open("/incidents/board?bucket=overdue")
    card = page.get_by_role("listitem", name=f"{word} 立馬に替える")
    expect(card.get_by_text("期日超過")).to_be_visible()
    assert faults_of(phone) == []
    action = safety.get(f"/incidents/{incident['code']}")["actions"][0]
    safety.post(f"/incident-actions/{action['id']}/move", {"move": "complete", "note": "替えた"}, version=action["version"])
    page.get_by_role("button", name=re.compile("^確認待ち")).click()
    card.get_by_role("button", name="確認した").click()
    page.get_by_role("dialog").get_by_role("button", name="確認した").click()
    expect(page.get_by_text("是正処置を「確認済み」にしました")).to_be_visible()
    expect(card).to_have_count(0)


def test_the_lists_are_fit_for_everybody(phone: Watched, at: Desks, word: str) -> None:
    reported(at(cast.safety), word)
    phone.sign_in(cast.expert)
    for path in ("/incidents", "/incidents?state=reported&late=true", "/public-records", "/public-records?year=2022"):
        phone.open(path)
        assert faults_of(phone) == [], path
    phone.open("/incidents/INC-999999")
    expect(phone.page.get_by_role("link", name="事故・ヒヤリの一覧へ")).to_be_visible()
