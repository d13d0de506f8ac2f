"""What people do on the pages of sites: run them, see only their own, meet somebody else's change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import expect

from tests import cast
from tests.cast import Member
from tests.e2e.conftest import DESK, PHONE, LiveServer, Watched
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Site:
    """A project of a test."""

    id: str
    name: str


@pytest.fixture
def administrator(live_server: LiveServer) -> Iterator[httpx.Client]:
    """The API as the administrator uses it."""
    words = {"login_name": cast.admin.login_name, "password": cast.admin.password}
    with httpx.Client(base_url=live_server.url) as client:
        signed_in = client.post("/api/v1/auth/login", json=words).raise_for_status().json()
        client.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
        yield client


@pytest.fixture
def new_site(administrator: httpx.Client) -> Callable[..., Site]:
    """Adds a site under way with these people in these roles."""

    def add(name: str, **roles: Member) -> Site:
        code = f"E-{uuid4().hex[:8]}"
        name = f"{name} {code[2:].upper()}"
        told = {"code": code, "name": name, "status": "in_progress", "client": "青葉県土木部"}
        project = _post(administrator, "/api/v1/projects", told)
        for role, member in roles.items():
            found = administrator.get(f"/api/v1/projects/{project['id']}/people-to-add", params={"q": member.name})
            person_id = found.raise_for_status().json()["items"][0]["id"]
            _post(administrator, f"/api/v1/projects/{project['id']}/members", {"person_id": person_id, "role": role})
        return Site(str(project["id"]), name)

    return add


def _post(client: httpx.Client, path: str, body: dict[str, str]) -> dict[str, object]:
    answer = client.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
    found: dict[str, object] = answer.raise_for_status().json()
    return found


def test_a_site_manager_runs_the_own_site(desk: Watched, new_site: Callable[..., Site]) -> None:
    site = new_site("若葉大橋 架替工事", manager=cast.site_manager)
    desk.sign_in(cast.site_manager)
    page = desk.page
    expect(page.get_by_role("heading", name=cast.site_manager.name)).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="現場", level=1)).to_be_visible()
    assert page.get_by_role("button", name="現場を登録する").count() == 0
    page.get_by_label("現場名・工事番号").fill(site.name)
    page.get_by_role("link", name=site.name).click()

    page.get_by_role("button", name="編集する").click()
    page.get_by_label("地域").fill("青葉県北部")
    assert faults_of(desk) == []
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("青葉県北部")

    page.get_by_role("button", name="工区を変更する").click()
    page.get_by_role("button", name="工区を追加する").click()
    page.get_by_label("1 番目の工区").fill("左岸工区")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("listitem").filter(has_text="左岸工区")).to_be_visible()

    page.get_by_role("button", name="人を追加する").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名前").fill(cast.quality.name)
    page.get_by_role("option", name=cast.quality.name).click()
    dialog.get_by_label("役割").click()
    page.get_by_role("option", name="品質").click()
    dialog.get_by_role("button", name="人を追加する").click()
    expect(page.get_by_role("table", name="担当する人")).to_contain_text(cast.quality.name)

    page.get_by_role("button", name="「一時中止」にする").click()
    page.get_by_role("dialog").get_by_role("button", name="「一時中止」にする").click()
    expect(page.get_by_role("button", name="「施工中」にする")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # what the head of the page covers halfway is no small target
    assert faults_of(desk) == []


def test_work_is_given_on_the_desk_and_reported_on_the_phone(
    desk: Watched, phone: Watched, new_site: Callable[..., Site]
) -> None:
    site = new_site("掘割橋", manager=cast.site_manager, staff=cast.construction)
    page = desk.page
    desk.sign_in(cast.site_manager)
    desk.open(f"/projects/{site.id}")
    page.get_by_role("button", name="作業を登録する").click()
    form = page.get_by_role("dialog")
    form.get_by_label("作業の名前").fill("足場の点検")
    form.get_by_role("combobox", name="担当").click()
    page.get_by_role("option", name=cast.construction.name).click()
    form.get_by_role("button", name="作業を登録する").click()
    expect(page.get_by_role("table", name="作業")).to_contain_text(cast.construction.name)
    page.get_by_role("button", name="進捗を記録する").click()
    form.get_by_label("進み具合(％)").fill("１２０")
    form.get_by_role("button", name="進捗を記録する").click()
    expect(form).to_contain_text("0 から 100 までの整数")
    form.get_by_label("進み具合(％)").fill("３５")
    form.get_by_role("button", name="進捗を記録する").click()
    expect(page.get_by_text("35 %", exact=True)).to_be_visible()
    assert faults_of(desk) == []
    phone.sign_in(cast.construction)
    phone.page.get_by_role("link", name="足場の点検 掘割橋").click()
    phone.page.get_by_role("button", name="「足場の点検」の進み具合を報告する").click()
    report = phone.page.get_by_role("dialog")
    report.get_by_role("combobox", name="状態").click()
    phone.page.get_by_role("option", name="完了").click()
    report.get_by_role("button", name="報告する").click()
    expect(phone.page.get_by_text("1 件のうち 1 件が完了")).to_be_visible()
    assert faults_of(phone) == []


def test_a_partner_sees_the_own_sites_and_no_others(phone: Watched, new_site: Callable[..., Site]) -> None:
    own = [new_site("協力会社の現場", partner=cast.partner) for _ in range(2)]
    other = new_site("よその現場")
    phone.sign_in(cast.partner)
    phone.page.get_by_role("link", name="現場", exact=True).click()
    for site in own:
        expect(phone.page.get_by_role("link", name=site.name)).to_be_visible()
    assert phone.page.get_by_role("list", name="現場", exact=True).get_by_role("listitem").count() == len(own)
    assert faults_of(phone) == []

    phone.page.get_by_role("link", name=own[0].name).click()
    expect(phone.page.get_by_role("heading", name=own[0].name)).to_be_visible()
    assert phone.page.get_by_role("button", name="編集する").count() == 0
    assert faults_of(phone) == []

    phone.open(f"/projects/{other.id}")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("この現場は登録されていません")
    assert other.name not in phone.page.inner_text("body")
    assert faults_of(phone) == []
    phone.page.get_by_role("link", name="現場の一覧へ").click()
    expect(phone.page.get_by_role("link", name=own[0].name)).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_two_people_who_edit_one_site_are_shown_both_texts(
    size: dict[str, int], new_window: Callable[[dict[str, int]], Watched], new_site: Callable[..., Site]
) -> None:
    site = new_site("ふたりで直す現場", manager=cast.site_manager)
    first, second = new_window(size), new_window(size)
    for window, member in ((first, cast.admin), (second, cast.site_manager)):
        window.sign_in(member)
        window.open(f"/projects/{site.id}")
        window.page.get_by_role("button", name="編集する").click()
    first.page.get_by_label("発注者").fill("若葉川河川事務所")
    first.page.get_by_role("button", name="保存する").click()
    expect(first.page.get_by_text("保存しました").first).to_be_visible()
    second.page.get_by_label("発注者").fill("青葉市役所")
    second.page.get_by_role("button", name="保存する").click()
    conflict = second.page.get_by_role("dialog").filter(has_text="若葉川河川事務所")
    expect(conflict).to_contain_text("青葉市役所")
    assert faults_of(second) == []
    conflict.get_by_role("button", name="自分の入力で保存する").click()
    expect(second.page.get_by_role("dialog")).to_have_count(0)
    expect(second.page.get_by_role("main")).to_contain_text("青葉市役所")
