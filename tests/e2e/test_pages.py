"""Every page, on a desk and on a phone, in every look: rule 19."""

import pytest

from tests import cast
from tests.e2e.conftest import Watched
from tests.e2e.manners import faults_of

pytestmark = pytest.mark.browser
SIGNED_OUT = ("/sign-in",)
EVERYBODY = (
    "/",
    "/projects",
    "/projects?mine=true&status=live",
    "/documents",
    "/documents?state=archived&sort=views",
    "/drafts",
    "/drafts?whose=all",
    "/bin",
    "/approvals",
    "/approvals/figures",
    "/approvals?box=decided",
    "/deputies",
    "/menu",
    "/notices",
    "/account",
    "/account?tab=password",
    "/account?tab=notices",
    "/account?tab=sessions",
    "/account?tab=look",
    "/nowhere/at/all",
)
LOOKED_AT = ("/", "/documents", "/drafts?whose=all", "/projects", "/people", "/companies", "/roles", "/audit", "/operations")
ADMINISTRATORS = (
    "/people",
    "/companies",
    "/roles",
    "/categories",
    "/work-types",
    "/approval-routes",
    "/audit",
    "/outbound",
    "/operations",
)


def test_pages_before_signing_in_keep_the_manners_on_a_desk(desk: Watched) -> None:
    assert _all_faults(desk, SIGNED_OUT) == {}


def test_pages_before_signing_in_keep_the_manners_on_a_phone(phone: Watched) -> None:
    assert _all_faults(phone, SIGNED_OUT) == {}


def test_every_page_keeps_the_manners_on_a_desk(desk: Watched) -> None:
    desk.sign_in(cast.admin)
    assert _all_faults(desk, (*EVERYBODY, *ADMINISTRATORS)) == {}


def test_every_page_keeps_the_manners_on_a_phone(phone: Watched) -> None:
    phone.sign_in(cast.admin)
    assert _all_faults(phone, (*EVERYBODY, *ADMINISTRATORS)) == {}


@pytest.mark.parametrize("look", ["dark", "outdoor"])
def test_every_look_is_readable(desk: Watched, look: str) -> None:
    desk.sign_in(cast.admin)
    desk.open("/account?tab=look")
    if look == "dark":
        desk.page.get_by_text("暗い", exact=True).click()
    else:
        desk.page.get_by_role("switch", name="屋外モード").click()
    assert _all_faults(desk, LOOKED_AT) == {}


def test_outdoors_everything_is_large_enough_for_gloves_on_a_phone(phone: Watched) -> None:
    phone.sign_in(cast.admin)
    phone.open("/account?tab=look")
    phone.page.get_by_role("switch", name="屋外モード").click()
    phone.page.set_viewport_size({"width": 320, "height": 700})
    assert _all_faults(phone, (*LOOKED_AT, "/menu")) == {}


def test_people_without_rights_are_shown_no_door_to_administration(desk: Watched) -> None:
    desk.sign_in(cast.partner)
    assert desk.page.get_by_role("link", name="監査ログ").count() == 0
    desk.open("/people")
    assert "権限" in desk.page.inner_text("main")
    assert faults_of(desk) == []


def _all_faults(watched: Watched, paths: tuple[str, ...]) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        watched.open(path)
        if faults := faults_of(watched):
            found[path] = faults
    return found
