"""A procedure in the browser: written step by step, read at the desk, gone through card by card on the phone."""

import base64
import uuid

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests import cast
from tests.e2e.conftest import Watched
from tests.e2e.desks import Desks
from tests.e2e.manners import faults_of
from tests.e2e.test_documents import PICTURE

pytestmark = pytest.mark.browser


def write_steps(page: Page, *names: str) -> None:
    for at, name in enumerate(names):
        if at > 0:
            page.get_by_role("button", name="手順を追加").click()
        page.get_by_role("listitem", name=f"手順 {at + 1}", exact=True).get_by_label("手順の題名").fill(name)


def step_titles(page: Page) -> list[str]:
    return [field.input_value() for field in page.get_by_label("手順の題名").all()]


def move_about(page: Page) -> None:
    """Steps are moved by buttons and keys, deleted and taken back."""
    page.get_by_role("button", name="手順 3を上へ").click()
    assert step_titles(page) == ["型枠の点検", "養生", "打込み"]
    page.get_by_label("手順の題名").nth(1).press("Alt+ArrowDown")
    assert step_titles(page) == ["型枠の点検", "打込み", "養生"]
    page.get_by_role("button", name="手順 2を削除").click()
    assert step_titles(page) == ["型枠の点検", "養生"]
    page.get_by_text("元に戻す", exact=True).click()
    assert step_titles(page) == ["型枠の点検", "打込み", "養生"]


def slip_at(page: Page, step: Locator) -> None:
    """Too many minutes, full-width digits and a picture that is none, each told at the step."""
    step.get_by_label("目安の時間(分)").fill("99999")
    expect(step.get_by_text("0 から 43200 までの整数を入力してください。")).to_be_visible()
    step.get_by_label("目安の時間(分)").fill("９０")
    expect(step.get_by_label("目安の時間(分)")).to_have_value("90")
    broken = FilePayload(name="壊れた.png", mimeType="image/png", buffer=b"no picture at all")
    page.locator("input[type=file]").first.set_input_files(broken)
    expect(step.get_by_text("「壊れた.png」を付けられませんでした。")).to_be_visible()


def test_a_procedure_is_written_moved_published_and_read(desk: Watched, word: str) -> None:
    page = desk.page
    desk.sign_in(cast.quality)
    desk.open("/documents")
    page.get_by_role("button", name="新しく書く").click()
    page.get_by_role("menuitem", name="標準施工手順を書く").click()
    expect(page.get_by_role("heading", name="標準施工手順を書く")).to_be_visible()
    page.get_by_label("題名", exact=True).fill(f"{word} 打設手順")
    page.get_by_label("目的").fill("品質と安全を確保する")
    write_steps(page, "型枠の点検", "打込み", "養生")
    first = page.get_by_role("listitem", name="手順 1", exact=True)
    first.get_by_label("危険").fill("開口部からの墜落")
    first.get_by_label("確認").fill("支保工の締付け")
    slip_at(page, first)
    picture = FilePayload(name="型枠.png", mimeType="image/png", buffer=base64.b64decode(PICTURE))
    page.locator("input[type=file]").first.set_input_files(picture)
    expect(page.get_by_role("img", name="手順 1 の写真")).to_be_visible()
    move_about(page)
    page.get_by_role("button", name="点検項目を追加").click()
    page.get_by_label("点検項目 1", exact=True).last.fill("保護具を着けたか")
    page.get_by_role("button", name="参照を追加").click()
    page.get_by_label("参照 1 の名前").fill("労働安全衛生規則")
    page.get_by_label("参照 1 の場所").fill("KN-000001")
    expect(page.get_by_text("保存しました").first).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # what the header covers is no target
    assert faults_of(desk) == []
    page.get_by_role("button", name="公開する").click()
    page.get_by_role("dialog").get_by_role("button", name="公開する").click()
    expect(page.get_by_role("heading", name=f"{word} 打設手順")).to_be_visible()
    expect(page.get_by_role("heading", name="1. 型枠の点検")).to_be_visible()
    article = page.get_by_role("article", name="本文")
    expect(article).to_contain_text("危険 開口部からの墜落")
    expect(article.get_by_role("link", name="労働安全衛生規則")).to_have_attribute("href", "/d/KN-000001")
    expect(article.get_by_role("img", name="手順 1 の写真")).to_be_visible()
    expect(page.get_by_role("link", name="手順カードで見る")).to_be_visible()
    assert faults_of(desk) == []


def procedure(at: Desks, title: str) -> str:
    person = at(cast.quality)
    empty = {"text": "", "check": "", "responsible": "", "minutes": None, "photo": None}
    steps = [
        {**empty, "id": "s1", "title": "型枠の点検", "hazard": "開口部からの墜落"},
        {**empty, "id": "s2", "title": "打込み", "hazard": "", "minutes": 45},
    ]
    content = {
        "title": title,
        "steps": steps,
        "checklist": [{"id": "c1", "text": "保護具を着けたか", "required": True}],
        "precautions": [{"id": "p1", "text": "降雨時は中止する"}],
    }
    made = person.post("/documents", {"kind": "sop", "content": content, "id": str(uuid.uuid4())})
    person.publish(made)
    code: str = made["code"]
    return code


def test_a_procedure_is_gone_through_card_by_card(phone: Watched, at: Desks, word: str) -> None:
    page, code = phone.page, procedure(at, f"{word} 手順")
    phone.sign_in(cast.construction)
    phone.open(f"/d/{code}")
    page.get_by_role("link", name="手順カードで見る").click()
    expect(page.get_by_role("heading", name="型枠の点検")).to_be_visible()
    expect(page.get_by_text("開口部からの墜落")).to_be_visible()
    page.get_by_label("確認しました").check()
    assert faults_of(phone) == []
    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_role("heading", name="打込み")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="打込み")).to_be_visible()
    page.get_by_role("button", name="点検へ進む").click()
    assert faults_of(phone) == []
    page.get_by_role("button", name="前へ").click()
    page.get_by_role("button", name="前へ").click()
    expect(page.get_by_role("heading", name="型枠の点検")).to_be_visible()
    expect(page.get_by_label("確認しました")).to_be_checked()
    page.get_by_role("button", name="点検へ進む").or_(page.get_by_role("button", name="次へ")).click()
    page.get_by_role("button", name="点検へ進む").click()
    page.get_by_role("button", name="最初から").click()
    expect(page.get_by_label("確認しました")).not_to_be_checked()


def cancel_the_run(page: Page) -> None:
    run = page.get_by_role("list", name="点検の記録の一覧").get_by_role("listitem").first
    page.get_by_role("button", name="記録を取り消す").click()
    page.get_by_label("取り消す理由").fill("別の橋脚だった")
    page.get_by_role("dialog").get_by_role("button", name="記録を取り消す").click()
    expect(run).to_contain_text("取り消し済み")
    expect(run).to_contain_text("さんが取り消しました: 別の橋脚だった")
    expect(page.get_by_role("button", name="記録を取り消す")).to_have_count(0)


def test_a_checklist_is_answered_on_the_phone_and_read_at_the_desk(phone: Watched, at: Desks, word: str) -> None:
    page, code = phone.page, procedure(at, f"{word} 点検の手順")
    phone.sign_in(cast.construction)
    phone.open(f"/d/{code}/checks")
    expect(page.get_by_text("まだ点検の記録はありません")).to_be_visible()
    assert faults_of(phone) == []
    page.get_by_role("link", name="点検を始める").click()
    page.get_by_role("button", name="次へ").click()
    page.get_by_role("button", name="点検へ進む").click()
    page.get_by_role("button", name="点検を記録する").click()
    expect(page.get_by_text("必須の点検項目が 1 件残っています。結果を選んでください。")).to_be_visible()
    page.get_by_text("異常あり").click()
    page.get_by_role("button", name="点検を記録する").click()
    expect(page.get_by_text("異常の内容を入力してください。")).to_be_visible()
    page.get_by_label("異常の内容と処置").fill("ベルトが切れていた。交換した")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="写真を撮る・選ぶ").click()
    chooser.value.set_files({"name": "belt.png", "mimeType": "image/png", "buffer": base64.b64decode(PICTURE)})
    expect(page.get_by_text("写真あり")).to_be_visible()
    page.get_by_label("場所").fill("P2橋脚 3段目")
    page.reload()
    expect(page.get_by_label("場所")).to_have_value("P2橋脚 3段目")
    expect(page.get_by_label("異常の内容と処置")).to_have_value("ベルトが切れていた。交換した")
    assert faults_of(phone) == []
    phone.lose_the_signal()
    page.get_by_role("button", name="点検を記録する").click()
    expect(page.get_by_text("送信できるまで、入力した内容はこの画面に残ります。", exact=False)).to_be_visible()
    phone.find_the_signal()
    page.get_by_role("button", name="点検を記録する").click()
    expect(page.get_by_role("heading", name=f"「{word} 点検の手順」の点検の記録")).to_be_visible()
    expect(page.get_by_text("異常 1 件")).to_be_visible()
    page.get_by_text("結果を見る").click()
    expect(page.get_by_text("ベルトが切れていた。交換した")).to_be_visible()
    expect(page.get_by_role("img", name="「保護具を着けたか」の写真")).to_be_visible()
    assert faults_of(phone) == []
    cancel_the_run(page)


def test_two_people_at_one_procedure_lose_no_step(desk: Watched, at: Desks, word: str) -> None:
    page, code = desk.page, procedure(at, f"{word} 二人の手順")
    desk.sign_in(cast.safety)
    desk.open(f"/d/{code}/edit")
    expect(page.get_by_label("手順の題名").first).to_have_value("型枠の点検")
    other = at(cast.quality)
    draft = other.get(f"/documents/{code}/draft")
    steps = [*draft["content"]["steps"], {"id": "s3", "title": "養生"}]
    sent = {"content": {**draft["content"], "steps": steps}}
    headers = {"If-Match": f'"v{draft["version"]}"'}
    other.client.put(f"/api/v1/documents/{draft['document_id']}/draft", json=sent, headers=headers).raise_for_status()
    page.get_by_label("手順の題名").first.fill("型枠と支保工の点検")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("養生")
    dialog.get_by_role("button", name="両方を合わせて編集を続ける").click()
    expect(page.get_by_label("手順の題名")).to_have_count(3)
    assert step_titles(page) == ["型枠と支保工の点検", "打込み", "養生"]
    expect(page.get_by_text("保存しました").first).to_be_visible()
