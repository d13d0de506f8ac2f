"""An approval in the browser: asked for at the desk, sent back and approved on the phone, routes shaped by the administrator."""

import psycopg
import pytest
from playwright.sync_api import expect

from tests import cast
from tests.documents.doors import version
from tests.e2e.conftest import LiveServer, Watched
from tests.e2e.desks import Desks
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser


def routed_site(at: Desks, word: str) -> str:
    """A project of its own whose knowledge takes a route, so that no other document does."""
    admin = at(cast.admin)
    project: str = admin.post("/projects", {"code": word[:30], "name": f"{word} 現場"})["id"]
    stages = [{"name": "安全部", "who": [{"kind": "role", "value": "safety"}]}]
    made = admin.post("/approval-routes", {"name": f"{word} ルート", "stages": stages})
    table = admin.get("/approval-rules")
    rule = {"kind": "knowledge", "project_id": project, "route_id": made["id"]}
    sent = admin.client.put("/api/v1/approval-rules", json={"rules": [rule]}, headers=version(table["version"]))
    sent.raise_for_status()
    return project


def test_an_administrator_shapes_a_route_and_tries_it(desk: Watched, word: str) -> None:
    page = desk.page
    desk.sign_in(cast.admin)
    desk.open("/approval-routes")
    expect(page.get_by_role("heading", name="承認ルート", level=1)).to_be_visible()
    page.get_by_role("button", name="ルートを作る").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("ルートの名前").fill(f"{word} ルート")
    dialog.get_by_label("段階の名前").fill("安全部")
    dialog.get_by_role("combobox", name="承認者").click()
    page.get_by_role("option", name="安全衛生", exact=True).click()
    dialog.get_by_label("段階の名前").click()
    dialog.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("承認ルートを保存しました")).to_be_visible()
    expect(page.get_by_text("1. 安全部: 安全衛生 から1人")).to_be_visible()
    page.get_by_role("button", name="規則を追加").click()
    adding = page.get_by_role("dialog", name="規則を追加")
    adding.get_by_role("combobox", name="文書の種類").click()
    page.get_by_role("option", name="法令・規格", exact=True).click()
    adding.get_by_role("combobox", name="承認ルート").click()
    page.get_by_role("option", name=f"{word} ルート").click()
    adding.get_by_role("button", name="規則を追加").click()
    expect(page.get_by_text(f"種類が「法令・規格」）に当てはまるため、承認ルート「{word} ルート」").first).to_be_visible()
    expect(page.get_by_role("status").get_by_text("承認は要りません")).to_be_visible()
    assert faults_of(desk) == []
    page.get_by_role("button", name="規則1を削除").click()
    page.get_by_role("dialog").get_by_role("button", name="削除").click()
    expect(page.get_by_text("規則はまだありません")).to_be_visible()
    desk.open("/deputies")
    page.get_by_role("button", name="代理を決める").click()
    expect(page.get_by_role("dialog", name="代理を決める").get_by_label("初日")).to_be_visible()
    assert faults_of(desk) == []


def ask(desk: Watched, code: str, note: str) -> None:
    page = desk.page
    desk.open(f"/d/{code}/edit")
    page.get_by_role("button", name="承認を申請").click()
    dialog = page.get_by_role("dialog", name="承認を申請")
    expect(dialog.get_by_text("当てはまるため、承認ルート")).to_be_visible()
    dialog.get_by_label("承認する人へのコメント").fill(note)
    dialog.get_by_role("button", name="申請する").click()
    expect(page.get_by_role("note", name="承認待ちです")).to_be_visible()


def signed_in_long_ago(server: LiveServer) -> None:
    """Everybody's last proof of who they are is older than counts."""
    with psycopg.connect(server.environment["MKS_DATABASE_OWNER_URL"].replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("UPDATE session SET signed_in_at = signed_in_at - interval '1 hour'")


def phone_figures(phone: Watched) -> str:
    """What the phone says of how long approvals took."""
    phone.open("/approvals/figures")
    expect(phone.page.get_by_role("heading", name="段階ごと")).to_be_visible()
    expect(phone.page.get_by_text("もとになった申請").first).to_be_visible()
    assert faults_of(phone) == []
    return phone.page.inner_text("main")


def prove(watched: Watched, member: cast.Member) -> None:
    """Asked who it is, the person mistypes the password once."""
    asked = watched.page.get_by_role("dialog", name="ご本人の確認")
    asked.get_by_label("あなたのパスワード").fill("wrong-password")
    asked.get_by_role("button", name="確認して続ける").click()
    expect(asked.get_by_text("パスワードが違います")).to_be_visible()
    assert faults_of(watched) == []
    asked.get_by_label("あなたのパスワード").fill(member.password)
    asked.get_by_role("button", name="確認して続ける").click()


def test_a_critical_draft_is_asked_for_sent_back_and_approved_on_the_phone(
    desk: Watched, phone: Watched, at: Desks, word: str, live_server: LiveServer
) -> None:
    site = routed_site(at, word)
    document = at(cast.construction).start(f"{word} 型枠の点検", importance="critical", project_id=site)
    desk.sign_in(cast.construction)
    ask(desk, document["code"], "見てください")
    expect(desk.page.get_by_role("link", name="編集")).to_have_count(0)
    assert faults_of(desk) == []

    page = phone.page
    phone.sign_in(cast.safety)
    page.locator("a[href^='/approvals/']").filter(has_text=word).first.click()
    expect(page.get_by_text("あなたの承認を待っています")).to_be_visible()
    expect(page.get_by_text("見てください").first).to_be_visible()
    expect(page.get_by_text("はじめての版です")).to_be_visible()
    assert faults_of(phone) == []
    page.get_by_role("button", name="差戻し").click()
    page.get_by_role("dialog").get_by_role("button", name="差戻し").click()
    expect(page.get_by_text("理由を入力してください。")).to_be_visible()
    page.get_by_role("dialog").get_by_label("差戻しの理由").fill("寸法を書いてください")
    page.get_by_role("dialog").get_by_role("button", name="差戻し").click()
    expect(page.get_by_text("差し戻しました").first).to_be_visible()

    at(cast.construction).write(document, "## 寸法\n\n- 高さ 2m\n")
    ask(desk, document["code"], "書きました")
    phone.open("/")
    page.locator("a[href^='/approvals/']").filter(has_text=word).first.click()
    expect(page.get_by_text("寸法を書いてください")).to_be_visible()
    page.get_by_role("button", name="承認", exact=True).click()
    signed_in_long_ago(live_server)
    page.get_by_role("dialog").get_by_role("button", name="承認", exact=True).click()
    prove(phone, cast.safety)
    expect(page.get_by_text("承認済み").first).to_be_visible()

    assert word in phone_figures(phone)
    desk.open(f"/d/{document['code']}/history")
    expect(desk.page.get_by_role("heading", name="承認の記録")).to_be_visible()
    expect(desk.page.get_by_text("寸法を書いてください")).to_be_visible()
    assert faults_of(desk) == []
