"""What the manuals call a button or a message is what the screen calls it."""

import re

import pytest

from mirai_knowledge.kernel.errors import all_errors
from tests.docs.pages import ROOT, Page, all_pages

MANUALS = [page for page in all_pages() if page.name.startswith(("docs/manual/", "docs/operate/"))]
SCREEN_WORD = re.compile(r"\*\*([^*\n]+)\*\*")


def screen_words() -> set[str]:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "web/src").rglob("*exts.ts"))
    return {*re.findall(r"'([^'\n]+)'", texts), *(error.title for error in all_errors().values())}


@pytest.mark.parametrize("page", MANUALS, ids=lambda page: page.name)
def test_words_in_bold_are_words_of_the_screen(page: Page) -> None:
    assert set(SCREEN_WORD.findall(page.prose)) - screen_words() == set()


def test_there_are_manuals_for_users_and_administrators() -> None:
    assert {page.name.split("/")[1] for page in MANUALS} == {"manual", "operate"}
