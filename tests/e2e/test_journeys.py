"""What people do in the browser, from the first sign-in to the last sign-out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.e2e.conftest import DESK, PHONE, Watched
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser
OWN_PASSWORD = "midori-no-yama-2031-kaze"


def test_a_wrong_password_is_told_and_the_name_stays(desk: Watched) -> None:
    desk.open("/sign-in")
    desk.page.get_by_label("ログイン名").fill("sekou")
    desk.page.get_by_label("パスワード", exact=True).fill("machigai-no-aikotoba")
    desk.page.get_by_role("button", name="サインイン").click()
    expect(desk.page.get_by_text("ログイン名またはパスワードが違います").first).to_be_visible()
    expect(desk.page.get_by_role("textbox", name="ログイン名")).to_have_value("sekou")
    assert faults_of(desk) == []


def test_a_new_person_chooses_a_password_before_anything_else(
    desk: Watched, new_window: Callable[[dict[str, int]], Watched]
) -> None:
    desk.sign_in(cast.admin)
    desk.open("/people")
    desk.page.get_by_role("button", name="人を登録する").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("名前").first.fill("秋山 しのぶ")
    dialog.get_by_label("ログイン名").fill("ａｋｉｙａｍａ")
    assert faults_of(desk) == []
    dialog.get_by_role("button", name="登録する").click()
    secret = desk.page.get_by_role("dialog").locator("output")
    expect(secret).to_be_visible()
    initial = secret.inner_text().strip()

    person = new_window(PHONE)
    person.open("/sign-in")
    person.page.get_by_label("ログイン名").fill("akiyama")
    person.page.get_by_label("パスワード", exact=True).fill(initial)
    person.page.get_by_role("button", name="サインイン").click()
    expect(person.page.get_by_role("heading", name="新しいパスワードを決める")).to_be_visible()
    assert faults_of(person) == []
    person.page.get_by_label("受け取った初期パスワード", exact=True).fill(initial)
    person.page.get_by_label("新しいパスワード", exact=True).fill(OWN_PASSWORD)
    person.page.get_by_label("新しいパスワード(もう一度)", exact=True).fill(OWN_PASSWORD)
    person.page.get_by_role("button", name="パスワードを変更する").click()
    expect(person.page.get_by_role("heading", name="秋山 しのぶ")).to_be_visible()


def test_two_people_who_edit_one_record_are_shown_both_texts(
    desk: Watched, new_window: Callable[[dict[str, int]], Watched]
) -> None:
    other = new_window(DESK)
    for window in (desk, other):
        window.sign_in(cast.admin)
        window.open("/people")
        window.page.get_by_role("link", name=cast.quality.name).click()
        window.page.get_by_role("button", name="編集する").click()
    desk.page.get_by_label("部署").fill("品質保証室 第一係")
    desk.page.get_by_role("button", name="保存").click()
    expect(desk.page.get_by_text("保存しました").first).to_be_visible()
    other.page.get_by_label("部署").fill("品質保証室 第二係")
    other.page.get_by_role("button", name="保存").click()
    conflict = other.page.get_by_role("dialog").filter(has_text="第一係")
    expect(conflict).to_be_visible()
    expect(conflict).to_contain_text("第二係")
    assert faults_of(other) == []


def test_signing_out_ends_every_tab(desk: Watched) -> None:
    desk.sign_in(cast.safety)
    tab = desk.page.context.new_page()
    tab.goto(desk.url + "/notices")
    tab.wait_for_load_state("networkidle")
    desk.page.get_by_role("button", name=cast.safety.name).click()
    desk.page.get_by_role("menuitem", name="サインアウト").click()
    expect(desk.page.get_by_label("ログイン名")).to_be_visible()
    expect(tab.get_by_label("ログイン名")).to_be_visible(timeout=10_000)


def test_a_reloaded_page_is_still_signed_in(phone: Watched) -> None:
    phone.sign_in(cast.construction)
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name=cast.construction.name)).to_be_visible()


def test_being_offline_is_said(phone: Watched) -> None:
    phone.sign_in(cast.construction)
    expect(phone.page.get_by_role("heading", name=cast.construction.name)).to_be_visible()
    phone.lose_the_signal()
    expect(phone.page.get_by_text("オフライン").first).to_be_visible()
    phone.find_the_signal()
    expect(phone.page.get_by_text("オフライン")).to_have_count(0)


def test_a_page_opened_in_a_dead_spot_comes_when_the_signal_does(phone: Watched) -> None:
    phone.sign_in(cast.construction)
    expect(phone.page.get_by_role("heading", name=cast.construction.name)).to_be_visible()
    phone.lose_the_signal()
    phone.page.get_by_role("link", name="その他").click()
    expect(phone.page.get_by_role("heading", name="サーバーにつながりません")).to_be_visible()
    expect(phone.page.get_by_role("main")).to_have_count(1)
    phone.find_the_signal()
    expect(phone.page.get_by_role("heading", name="その他")).to_be_visible()
