"""Takes the pictures of the real pages that README and manuals show, into docs/images. Needs Debian's chromium.

    .venv/bin/python scripts/screenshots.py http://localhost:5100

Run it against a freshly started development installation, so that only invented people are seen.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from mirai_knowledge.entry.demo.cast import CAST

FOLDER = Path(__file__).parents[1] / "docs" / "images"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SIZES = {"desk": (1280, 800), "phone": (390, 844)}
PAGES = {
    "home": "/",
    "document": "/d/KN-000023",
    "search": "/search?q=養生",
    "documents": "/documents",
    "history": "/d/KN-000023/history",
    "drafts": "/drafts",
    "people": "/people",
    "roles": "/roles",
    "audit": "/audit",
    "operations": "/operations",
    "account": "/account",
}


def main(url: str) -> int:
    """Writes one picture a page and size."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for size in SIZES:
            _take(browser, url, size)
        browser.close()
    return 0


def _take(browser: Browser, url: str, size: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="ja-JP", timezone_id="Asia/Tokyo", reduced_motion="reduce"
    )
    page = context.new_page()
    _shoot(page, f"{url}/sign-in", f"sign-in-{size}")
    admin = next(member for member in CAST if member.key == "admin")
    page.get_by_role("textbox", name="ログイン名").fill(admin.login_name)
    page.get_by_label("パスワード", exact=True).fill(admin.password)
    page.get_by_role("button", name="サインイン").click()
    page.wait_for_url(lambda address: "/sign-in" not in address)
    for name, path in PAGES.items():
        _shoot(page, url + path, f"{name}-{size}")
    context.close()


def _shoot(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:5100"))
