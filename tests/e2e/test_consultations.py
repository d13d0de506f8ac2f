"""A question in the browser: asked on the phone, answered at the desk, accepted, and written down as knowledge."""

import base64

import pytest
from playwright.sync_api import Route, expect

from tests import cast
from tests.e2e.conftest import Watched
from tests.e2e.desks import Desks
from tests.e2e.manners import faults_of
from tests.e2e.test_documents import PICTURE

pytestmark = pytest.mark.browser
PROFILE = {"specialties": ["コンクリート工学"], "certifications": ["コンクリート診断士"], "years": 20, "bio": "補修が専門です"}


def expert(at: Desks) -> str:
    """The member of the cast is an expert who knows concrete."""
    person = at(cast.expert)
    who: str = person.get("/auth/me")["id"]
    version = person.get(f"/experts/{who}/profile")["version"]
    if version == 0:
        headers = {"If-Match": '"v0"'}
        person.client.put(f"/api/v1/experts/{who}/profile", json=PROFILE, headers=headers).raise_for_status()
    return who


def asked(at: Desks, title: str, **fields: object) -> str:
    expert(at)
    sent = {"title": title, "question": "何度に保てばよいですか。", "specialty": "コンクリート工学", **fields}
    code: str = at(cast.construction).post("/consultations", sent)["code"]
    return code


def lose_the_answers(phone: Watched) -> None:
    """Questions arrive, and the line breaks before the answer does."""

    def pass_on(route: Route) -> None:
        route.fetch()
        route.abort("internetdisconnected")

    phone.was_offline = True
    phone.page.route("**/api/v1/consultations", pass_on)


def test_a_question_is_asked_on_the_phone_with_what_is_known_beside_it(phone: Watched, at: Desks, word: str) -> None:
    expert(at)
    page = phone.page
    phone.sign_in(cast.construction)
    phone.open("/consultations")
    page.get_by_role("link", name="専門家に相談する").click()
    page.get_by_role("textbox", name="題名", exact=True).fill(f"{word} 寒中の養生温度")
    page.get_by_role("textbox", name="本文").fill("日平均気温が3℃です。養生の温度は何度ですか。")
    page.get_by_label("緊急").check()
    page.get_by_role("combobox", name="分野").click()
    page.get_by_role("option", name="コンクリート工学").click()
    expect(page.get_by_role("heading", name="すでに分かっていること")).to_be_visible()
    picture = {"name": "curing.png", "mimeType": "image/png", "buffer": base64.b64decode(PICTURE)}
    page.get_by_role("group", name="写真・資料").locator("input[type=file]").last.set_input_files(picture)  # type: ignore[arg-type]
    expect(page.get_by_role("list", name="写真・資料").get_by_text("curing.png")).to_be_visible()
    assert faults_of(phone) == []
    page.reload()
    expect(page.get_by_role("list", name="写真・資料").get_by_text("curing.png")).to_be_visible()
    expect(page.get_by_role("textbox", name="題名", exact=True)).to_have_value(f"{word} 寒中の養生温度")
    lose_the_answers(phone)
    page.get_by_role("button", name="相談する", exact=True).click()
    expect(page.get_by_text("入力した内容は残っています。", exact=False)).to_be_visible()
    page.unroute("**/api/v1/consultations")
    page.reload()
    page.get_by_role("button", name="相談する", exact=True).click()
    expect(page.get_by_role("heading", name=f"{word} 寒中の養生温度")).to_be_visible()
    assert len(at(cast.construction).get(f"/consultations?q={word}")["items"]) == 1
    expect(page.get_by_text("回答待ち").first).to_be_visible()
    expect(page.get_by_text("（営業時間）").first).to_be_visible()
    expect(page.get_by_text(f"{cast.expert.name}さん").first).to_be_visible()
    expect(page.get_by_text("curing.png").first).to_be_visible()
    assert faults_of(phone) == []


def test_an_answer_is_accepted_rated_and_written_down_as_knowledge(desk: Watched, phone: Watched, at: Desks, word: str) -> None:
    code, page = asked(at, f"{word} 養生の温度"), desk.page
    desk.sign_in(cast.expert)
    desk.open(f"/d/{code}")
    expect(page.get_by_role("heading", name=f"{word} 養生の温度")).to_be_visible()
    page.get_by_role("textbox", name="本文").fill("5℃以上を保ってください。")
    picture = {"name": "curing.png", "mimeType": "image/png", "buffer": base64.b64decode(PICTURE)}
    page.locator("input[type=file]").first.set_input_files(picture)  # type: ignore[arg-type]
    expect(page.locator("main img").first).to_be_visible()
    page.get_by_role("button", name="回答する", exact=True).click()
    expect(page.get_by_text("期限内に回答")).to_be_visible()
    assert faults_of(desk) == []

    page = phone.page
    phone.sign_in(cast.construction)
    phone.open(f"/consultations/{code}")
    page.get_by_role("button", name="採用して解決にする").click()
    expect(page.get_by_text("採用された回答").first).to_be_visible()
    page.get_by_role("button", name="回答を評価する").click()
    page.get_by_role("dialog").get_by_role("radio", name="4").press(" ")
    page.get_by_role("dialog").get_by_label("ひとこと").fill("助かりました")
    page.get_by_role("dialog").get_by_role("button", name="回答を評価する").click()
    expect(page.get_by_text("★★★★☆", exact=False)).to_be_visible()
    assert faults_of(phone) == []
    page.get_by_role("button", name="記事にする").click()
    expect(page.get_by_role("textbox", name="題名", exact=True)).to_have_value(f"{word} 養生の温度")
    phone.open(f"/consultations/{code}")
    expect(page.get_by_role("heading", name="この相談から生まれたナレッジ")).to_be_visible()
    knowledge = at(cast.construction).get(f"/consultations/{code}")["knowledge"]
    at(cast.quality).publish({"id": knowledge["id"]})
    phone.open(f"/d/{knowledge['code']}")
    expect(page.get_by_role("article", name="本文")).to_contain_text("5℃以上")
