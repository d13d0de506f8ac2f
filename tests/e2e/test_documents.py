"""What people do with a document in the browser: write, publish, read, revise, meet each other, lose the signal."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests import cast
from tests.cast import Member
from tests.e2e.conftest import DESK, PHONE, LiveServer, Watched
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser
HERE = "/api/v1/documents"
WIDTHS = (320, 768, 1280, 1920)
BODY = "打設前の確認\n===\n\n* かぶりを測る\n* 結束を見る\n\n\n以上を朝礼で伝える。\n"
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR42mNk+M+ABzDhkxzB0gAr6AEHWx5yvgAAAABJRU5ErkJggg=="
PASTE = """(field, data) => {
  const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], "配筋写真.png", {type: "image/png"}));
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
}"""

PASTE_WORDS = """(field, words) => {
  const held = new DataTransfer();
  held.setData("text/html", words);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
}"""
WORDS = (
    "<style>p {color: red}</style><p style=\"color:red\">赤い<b style='font-weight: bold'>太字</b></p>"
    '<table style="width:10px"><tr><td style="x:1">項目</td><td>値</td></tr></table><script>alert(1)</script>'
)


@pytest.fixture
def api(live_server: LiveServer) -> Iterator[Callable[[Member], httpx.Client]]:
    """The API as a member uses it."""
    opened: list[httpx.Client] = []

    def sign_in(member: Member) -> httpx.Client:
        client = httpx.Client(base_url=live_server.url)
        opened.append(client)
        words = {"login_name": member.login_name, "password": member.password}
        token = client.post("/api/v1/auth/login", json=words).raise_for_status().json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        return client

    yield sign_in
    for client in opened:
        client.close()


@pytest.fixture
def published(api: Callable[[Member], httpx.Client]) -> Callable[[str], Any]:
    """Writes and publishes a document by the API."""

    def write(title: str) -> Any:
        quality = api(cast.quality)
        content = {"title": title, "summary": "打設の前に見ること", "body": BODY}
        document = quality.post(HERE, json={"kind": "knowledge", "content": content}).raise_for_status().json()
        version = quality.get(f"{HERE}/{document['id']}/draft").json()["version"]
        answer = quality.post(f"{HERE}/{document['id']}/publish", json={}, headers={"If-Match": f'"v{version}"'})
        return answer.raise_for_status().json()

    return write


def body_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="本文")


def expect_saved(page: Page) -> None:
    expect(page.get_by_text("保存しました").first).to_be_visible(timeout=15_000)


def faults_at_all_widths(watched: Watched) -> dict[int, list[str]]:
    found = {}
    before = watched.page.viewport_size
    for width in WIDTHS:
        watched.page.set_viewport_size({"width": width, "height": 900})
        if faults := faults_of(watched):
            found[width] = faults
    if before is not None:
        watched.page.set_viewport_size(before)
    return found


def test_knowledge_is_written_and_published(desk: Watched) -> None:
    title = f"暑中コンクリートの打設 {uuid4().hex[:6]}"
    desk.sign_in(cast.quality)
    desk.open("/documents/new?kind=knowledge")
    page = desk.page
    page.get_by_label("題名").fill(title)
    body_of(page).click()
    page.keyboard.type("## 打設前日")
    page.keyboard.press("Enter")
    page.keyboard.type("・ 散水設備を点検する")
    page.keyboard.press("Enter")
    page.keyboard.type("運搬時間を確かめる")
    page.keyboard.press("Control+s")
    expect_saved(page)
    assert faults_at_all_widths(desk) == {}
    page.get_by_role("button", name="公開する").click()
    assert faults_of(desk) == []
    page.get_by_role("dialog").get_by_role("button", name="公開する").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(page.get_by_role("region", name="文書の情報")).to_contain_text("第1版")
    expect(page.get_by_role("article")).to_contain_text("散水設備を点検する")
    assert faults_at_all_widths(desk) == {}


def test_a_document_is_read_marked_and_discussed(
    desk: Watched, new_window: Callable[[dict[str, int]], Watched], published: Callable[[str], Any]
) -> None:
    document = published("みなで読む文書")
    reader = new_window(PHONE)
    reader.sign_in(cast.construction)
    reader.open(f"/d/{document['code']}")
    phone = reader.page
    expect(phone.get_by_role("heading", name="打設前の確認")).to_be_visible()
    phone.get_by_role("button", name="役に立った").click()
    expect(phone.get_by_role("button", name="役に立った 1")).to_have_attribute("aria-pressed", "true")
    phone.get_by_role("button", name="お気に入りに入れる").click()
    expect(phone.get_by_role("button", name="お気に入りから外す")).to_be_visible()
    phone.get_by_role("textbox", name="コメントを書く").fill("散水の間隔も書いてほしいです。")
    phone.get_by_label("知らせる人").first.click()
    phone.get_by_role("option", name=cast.quality.name).first.click()
    phone.keyboard.press("Escape")
    phone.get_by_role("button", name="送信する").click()
    expect(phone.get_by_text("散水の間隔も書いてほしいです。")).to_be_visible()
    assert faults_of(reader) == []

    desk.sign_in(cast.quality)
    desk.open(f"/d/{document['code']}")
    page = desk.page
    page.get_by_role("button", name="返信する").click()
    page.get_by_role("textbox", name=f"{cast.construction.name} さんへの返信").fill("次の版で足します。")
    page.get_by_role("button", name="送信する").first.click()
    expect(page.get_by_text("次の版で足します。")).to_be_visible()
    assert faults_of(desk) == []


def test_an_untouched_text_is_not_sent_and_a_touched_one_keeps_its_other_bytes(
    desk: Watched, api: Callable[[Member], httpx.Client], published: Callable[[str], Any]
) -> None:
    document = published("バイトを保つ文書")
    desk.sign_in(cast.quality)
    desk.open(f"/d/{document['code']}")
    page = desk.page
    page.get_by_role("link", name="編集する").click()
    body_of(page).click()
    page.keyboard.press("Control+s")
    page.wait_for_timeout(2500)
    quality = api(cast.quality)
    assert quality.get(f"{HERE}/{document['id']}/draft").json()["exists"] is False
    body_of(page).get_by_text("以上を朝礼で伝える。").click()
    page.keyboard.press("End")
    page.keyboard.type("忘れずに。")
    expect_saved(page)
    kept = quality.get(f"{HERE}/{document['id']}/draft").json()["content"]["body"]
    assert kept == BODY.replace("伝える。", "伝える。忘れずに。")

    page.get_by_role("button", name="公開する").click()
    page.get_by_role("dialog").get_by_role("button", name="公開する").click()
    expect(page.get_by_text("変更の理由を入力してください。")).to_be_visible()
    page.get_by_label("変更の理由").fill("朝礼で伝える人が分かるように")
    assert faults_of(desk) == []
    page.get_by_role("dialog").get_by_role("button", name="公開する").click()
    expect(page.get_by_role("region", name="文書の情報")).to_contain_text("第2版")


def test_what_an_edition_lacks_is_named_and_led_to(desk: Watched) -> None:
    desk.sign_in(cast.quality)
    desk.open("/documents/new?kind=knowledge")
    page = desk.page
    body_of(page).click()
    page.keyboard.type("題名のない文章")
    expect_saved(page)
    page.get_by_role("button", name="公開する").click()
    page.get_by_role("dialog").get_by_role("button", name="公開する").click()
    page.get_by_role("button", name="題名を入力してください。").click()
    expect(page.get_by_label("題名")).to_be_focused()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_two_people_in_one_draft_lose_no_word(
    size: dict[str, int],
    new_window: Callable[[dict[str, int]], Watched],
    api: Callable[[Member], httpx.Client],
    published: Callable[[str], Any],
) -> None:
    document = published("ふたりで書く文書")
    first, second = new_window(size), new_window(size)
    for window, member in ((first, cast.quality), (second, cast.admin)):
        window.sign_in(member)
        window.open(f"/d/{document['code']}/edit")
        expect(body_of(window.page)).to_be_visible()
    first.page.get_by_label("題名").fill("ひとり目の題名")
    expect_saved(first.page)
    body_of(second.page).get_by_text("以上を朝礼で伝える。").click()
    second.page.keyboard.press("End")
    second.page.keyboard.type("ふたり目の文。")
    dialog = second.page.get_by_role("dialog")
    expect(dialog).to_contain_text("ほかの人が先に", timeout=15_000)
    expect(dialog).to_contain_text(cast.quality.name)
    expect(dialog).to_contain_text("ふたり目の文。")
    assert faults_of(second) == []
    dialog.get_by_role("button", name="両方を合わせて編集を続ける").click()
    expect_saved(second.page)
    content = api(cast.admin).get(f"{HERE}/{document['id']}/draft").json()["content"]
    assert content["title"] == "ひとり目の題名"
    assert "ふたり目の文。" in content["body"]


def test_a_text_typed_without_a_signal_waits_and_arrives(
    phone: Watched, api: Callable[[Member], httpx.Client], published: Callable[[str], Any]
) -> None:
    document = published("電波のない場所の文書")
    phone.sign_in(cast.quality)
    phone.open(f"/d/{document['code']}/edit")
    page = phone.page
    expect(body_of(page)).to_be_visible()
    phone.lose_the_signal()
    page.get_by_label("概要").fill("坑内で書いた概要")
    expect(page.get_by_text("この端末に保存済み")).to_be_visible(timeout=15_000)
    assert faults_of(phone) == []
    page.get_by_role("link", name="文書へ戻る").click()
    expect(page.get_by_role("dialog")).to_contain_text("まだ保存されていない変更")
    page.get_by_role("button", name="編集を続ける").click()
    phone.find_the_signal()
    expect_saved(page)
    assert api(cast.quality).get(f"{HERE}/{document['id']}/draft").json()["content"]["summary"] == "坑内で書いた概要"


def test_what_could_not_be_saved_is_offered_again(desk: Watched, published: Callable[[str], Any]) -> None:
    document = published("電池の切れた文書")
    desk.sign_in(cast.quality)
    desk.open(f"/d/{document['code']}/edit")
    page = desk.page
    expect(body_of(page)).to_be_visible()
    desk.lose_the_signal()
    page.get_by_label("概要").fill("電池が切れる前に書いた概要")
    expect(page.get_by_text("この端末に保存済み")).to_be_visible(timeout=15_000)
    context = page.context
    page.close()
    context.set_offline(offline=False)
    again = Watched(context.new_page(), desk.url)
    page = again.page
    page.on("console", again.note)
    again.open(f"/d/{document['code']}/edit")
    page.get_by_role("button", name="復元する").click()
    expect(page.get_by_label("概要")).to_have_value("電池が切れる前に書いた概要")
    expect_saved(page)
    assert (faults_of(again), again.faults) == ([], [])


def test_a_pasted_picture_is_kept_and_shown(desk: Watched, api: Callable[[Member], httpx.Client]) -> None:
    desk.sign_in(cast.quality)
    desk.open("/documents/new?kind=knowledge")
    page = desk.page
    page.get_by_label("題名").fill("配筋の写真")
    body_of(page).click()
    page.keyboard.type("写真のとおり組む。")
    body_of(page).evaluate(PASTE, base64.b64encode(b"no picture at all").decode())
    refused = page.get_by_role("list", name="画像の送信").get_by_role("listitem")
    expect(refused).to_contain_text("配筋写真.png を添付できませんでした")
    expect(refused.get_by_role("button")).to_have_text(["取りやめる"])
    expect(body_of(page)).to_contain_text("写真のとおり組む。配筋写真.png を添付できませんでした")
    refused.get_by_role("button").click()
    expect(body_of(page)).to_have_text("写真のとおり組む。")
    body_of(page).evaluate(PASTE, PICTURE)
    expect(body_of(page).get_by_role("img", name="配筋写真")).to_be_visible()
    expect_saved(page)
    assert faults_of(desk) == []
    page.get_by_role("button", name="公開する").click()
    page.get_by_role("dialog").get_by_role("button", name="公開する").click()
    picture = page.get_by_role("article").get_by_role("img", name="配筋写真")
    expect(picture).to_be_visible()
    assert "attachment:" in api(cast.quality).get(f"{HERE}/{page.url.rsplit('/', 1)[1]}").json()["body"]


def test_what_is_pasted_from_other_programs_leaves_its_look_behind(desk: Watched) -> None:
    desk.sign_in(cast.quality)
    desk.open("/documents/new?kind=knowledge")
    page = desk.page
    body_of(page).evaluate(PASTE_WORDS, WORDS)
    expect_saved(page)
    page.get_by_text("Markdown", exact=True).click()
    expect(body_of(page)).to_have_value("赤い**太字**\n\n| 項目 | 値 |\n| --- | --- |")


def test_a_publication_waits_for_its_time_and_can_be_taken_back(desk: Watched, published: Callable[[str], Any]) -> None:
    document = published("予約して公開する文書")
    desk.sign_in(cast.quality)
    desk.open(f"/d/{document['code']}/edit")
    page = desk.page
    page.get_by_label("概要").fill("来週からの概要")
    expect_saved(page)
    page.get_by_role("button", name="公開する").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("変更の理由").fill("来週から変わる")
    dialog.get_by_label("日時を指定する").check()
    day = datetime.now(UTC).astimezone(ZoneInfo("Asia/Tokyo")) + timedelta(days=7)
    dialog.get_by_label("施行日").fill(f"{day.year}年{day.month}月{day.day}日")
    page.keyboard.press("Tab")
    dialog.get_by_label("時刻").fill("８：３０")
    dialog.get_by_role("button", name="この日時に公開する").click()
    banner = page.get_by_role("note").filter(has_text="施行されます")
    expect(banner).to_contain_text("08:30")
    expect(page.get_by_role("region", name="文書の情報")).to_contain_text("第1版")
    assert faults_of(desk) == []
    banner.get_by_role("button", name="取り下げる").click()
    expect(banner).to_have_count(0)
    expect(page.get_by_role("link", name="下書きを続ける")).to_be_visible()


def test_archiving_names_the_successor_and_the_bin_gives_back(desk: Watched, published: Callable[[str], Any]) -> None:
    old, new = published("古い手引き"), published("新しい手引き")
    desk.sign_in(cast.admin)
    desk.open(f"/d/{old['code']}")
    page = desk.page
    page.get_by_role("button", name="その他の操作").click()
    page.get_by_role("menuitem", name="廃止する").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("廃止の理由").fill("新しい手引きにまとめた")
    dialog.get_by_label("後継の文書").fill(new["code"])
    page.get_by_role("option", name=new["code"]).click()
    assert faults_of(desk) == []
    dialog.get_by_role("button", name="廃止する").click()
    banner = page.get_by_role("note", name="この文書は廃止されています")
    expect(banner).to_contain_text(new["code"])
    assert faults_of(desk) == []
    banner.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("新しい手引き")
    page.get_by_role("button", name="その他の操作").click()
    page.get_by_role("menuitem", name="ごみ箱に入れる").click()
    page.get_by_role("button", name="元に戻す").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("新しい手引き")
