"""What every page must be: reachable for everybody, in Japanese, no wider than the screen."""

import re

from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import Watched

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{2,}){2,}")
RAW = re.compile(r"\bundefined\b|\bNaN\b|\[object |\b[a-z]+(?:\.[a-z_]+){2,}\b|\{\{|\$\{")


def faults_of(watched: Watched) -> list[str]:
    """Everything that is wrong with the page as it stands, in words; empty when nothing is."""
    page = watched.page
    faults = []
    page.wait_for_timeout(250)  # what fades in has its true colours only afterwards
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if too_wide > 0:
        faults.append(f"{too_wide} px wider than the screen")
    text = page.inner_text("body")
    if found := ENGLISH.search(text):
        faults.append(f"English on a Japanese page: {found[0]!r}")
    if found := RAW.search(text):
        faults.append(f"something raw: {found[0]!r}")
    if not page.title():
        faults.append("no title")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
    for violation in results.response["violations"]:
        targets = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
        faults.append(f"axe {violation['id']}: {violation['help']} at {targets}")
    return faults
