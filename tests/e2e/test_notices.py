"""Notices in the browser: the bell rings in every tab, one says how to be told, administrators see what leaves."""

import json
import uuid

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from mirai_knowledge.kernel.actor import Actor
from mirai_knowledge.kernel.db import Database
from mirai_knowledge.kernel.ids import PersonId
from mirai_knowledge.notifications import service
from mirai_knowledge.notifications.schemas import NewNotice
from tests import cast
from tests.e2e.conftest import LiveServer, Watched
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser


def tell(server: LiveServer, member: cast.Member, **fields: object) -> None:
    """What another process tells a person while the page is open."""
    database = Database(server.environment["DATABASE_URL"], size=1, name="tests-tell", shared_clock=True)
    values = {
        "kind": "bridge.painted",
        "title": "第二橋の塗装が終わりました",
        "stream": "duty",
        "why": "この橋の担当者のため",
        **fields,
    }
    try:
        with database.begin() as tx:
            statement = text("UPDATE person SET email = login_name || '@example.jp' WHERE login_name = :login RETURNING id")
            person = PersonId(uuid.UUID(str(tx.execute(statement, {"login": member.login_name}).scalar_one())))
            service.notify(tx, Actor.system("tests"), NewNotice.model_validate(values), to=[person])
    finally:
        database.dispose()


def test_the_bell_rings_in_every_tab_and_says_why(desk: Watched, live_server: LiveServer) -> None:
    title = f"塗装が終わりました {uuid.uuid4().hex[:6]}"
    with desk.page.expect_request(lambda request: "/notices/stream" in request.url, timeout=20_000):
        desk.sign_in(cast.expert)
    other = desk.page.context.new_page()
    other.goto(f"{desk.url}/notices")
    expect(other.get_by_role("heading", name="お知らせ", level=1)).to_be_visible()
    before = desk.page.get_by_role("link", name="お知らせ").first.get_attribute("aria-label")
    tell(live_server, cast.expert, title=title, importance="critical")
    bell = desk.page.locator("header").get_by_role("link", name="お知らせ 未読")
    # Far sooner than the minute after which it is asked anyway.
    expect(bell).not_to_have_attribute("aria-label", before or "", timeout=10_000)
    expect(other.get_by_text(title)).to_be_visible(timeout=10_000)
    line = other.get_by_role("listitem").filter(has_text=title)
    expect(line).to_contain_text("なぜ届いたか: この橋の担当者のため")
    expect(line).to_contain_text("緊急")
    other.close()
    assert desk.faults == []


def test_one_says_on_the_phone_how_to_be_told(phone: Watched) -> None:
    page = phone.page
    phone.sign_in(cast.quality)
    phone.open("/account?tab=notices")
    page.get_by_label("購読のメール").select_option("digest")
    page.get_by_label("まとめが届く時刻").select_option("18")
    page.get_by_role("switch", name="静かな時間を決める").click()
    expect(page.get_by_label("始まり")).to_have_count(0)
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("通知設定を保存しました。")).to_be_visible()
    phone.open("/account?tab=notices")
    expect(page.get_by_label("購読のメール")).to_have_value("digest")
    expect(page.get_by_label("まとめが届く時刻")).to_have_value("18")
    assert faults_of(phone) == []


def test_an_administrator_sees_what_leaves_holds_it_and_reads_what_was_kept(desk: Watched, live_server: LiveServer) -> None:
    page = desk.page
    desk.sign_in(cast.admin)
    tell(live_server, cast.safety, title="型枠の点検をお願いします")
    desk.open("/outbound")
    row = page.get_by_role("row").filter(has_text="型枠の点検をお願いします")
    expect(row).to_contain_text("送信済み")
    assert faults_of(desk) == []
    page.get_by_role("tab", name="送信トレイ").click()
    page.get_by_text("【担当】型枠の点検をお願いします", exact=True).click()
    expect(page.locator("pre:visible")).to_contain_text("なぜ届いたか: この橋の担当者のため")
    assert faults_of(desk) == []
    page.get_by_role("tab", name="送信設定").click()
    assert faults_of(desk) == []
    page.get_by_role("button", name="すべての送信を保留する").click()
    page.get_by_label("保留する理由").fill("試し")
    page.get_by_role("dialog").get_by_role("button", name="すべての送信を保留する").click()
    expect(page.get_by_text("すべての送信を保留しています。")).to_be_visible()
    tell(live_server, cast.safety, title="保留されるもの")
    expect(page.get_by_text("保留中 1 件")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="保留分を捨てる").click()
    page.get_by_role("dialog").get_by_role("button", name="保留分を捨てる").click()
    expect(page.get_by_text("1 件を捨てました。")).to_be_visible()
    page.get_by_role("button", name="再開する").click()
    page.get_by_role("dialog").get_by_role("button", name="再開する").click()
    expect(page.get_by_text("送信しています。")).to_be_visible()
    page.get_by_role("button", name="送り先を登録する").click()
    page.get_by_label("名前").fill("全社の安全チャネル")
    page.get_by_label("Webhook のアドレス").fill("https://127.0.0.1/hook")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("社内ネットワークのアドレスには送れません。")).to_be_visible()
    assert desk.faults == []


def test_what_is_pushed_is_shown_while_no_page_is_open(desk: Watched) -> None:
    page = desk.page
    page.context.grant_permissions(["notifications"], origin=desk.url)
    desk.sign_in(cast.admin)
    cdp = page.context.new_cdp_session(page)
    known: list[str] = []
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda news: known.extend(one["registrationId"] for one in news["registrations"]),
    )
    cdp.send("ServiceWorker.enable")
    page.evaluate(
        "navigator.serviceWorker.register('/push-worker.js').then(() => navigator.serviceWorker.ready).then(() => true)"
    )
    page.wait_for_timeout(200)
    said = {"title": "【緊急】避難してください", "body": "第3工区", "url": f"{desk.url}/notices", "tag": "t1", "urgent": True}
    cdp.send("ServiceWorker.deliverPushMessage", {"origin": desk.url, "registrationId": known[-1], "data": json.dumps(said)})
    shown = """async () => {
        const worker = await navigator.serviceWorker.ready;
        for (let tries = 0; tries < 50; tries += 1) {
            const [one] = await worker.getNotifications();
            if (one) return [one.title, one.body, one.tag, one.data.url];
            await new Promise((resume) => setTimeout(resume, 100));
        }
        return [];
    }"""
    assert page.evaluate(shown) == ["【緊急】避難してください", "第3工区", "t1", f"{desk.url}/notices"]
    assert desk.faults == []
