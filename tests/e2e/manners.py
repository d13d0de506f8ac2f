"""What every page must be: reachable for everybody, in Japanese, no wider than the screen, large enough to be touched."""

import re

from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import Watched

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{2,}){2,}")
RAW = re.compile(r"\bundefined\b|\bNaN\b|\[object |\b[a-z]+(?:\.[a-z_]+){2,}\b|\{\{|\$\{")
TARGETS = """least => {
  const shown = "a[href], button, input, select, textarea, summary, [role=tab], [role=option], [role=menuitem]";
  const mantine = ["Input-input", "Switch-root", "Checkbox-root", "Radio-root", "SegmentedControl-control"];
  const wrap = mantine.map(name => `.mantine-${name}`).join(", ");
  const found = [];
  for (const element of document.querySelectorAll(shown)) {
    if (!element.checkVisibility({visibilityProperty: true}) || element.closest("[aria-hidden=true], .mks-offscreen")) continue;
    const own = element.getBoundingClientRect();
    // Of a visually hidden input the label beside it is what is touched; a hidden way past the menu is not on the screen.
    const target = element.matches("input") ? element.closest(wrap) ?? element : element;
    const box = target.getBoundingClientRect();
    if (own.bottom <= 0 || box.height === 0) continue;
    // Within a sentence a link is as high as its line.
    const words = [...element.parentElement.childNodes].filter(node => node.nodeType === 3 && node.data.trim() !== "");
    if (getComputedStyle(element).display === "inline" && words.length > 0) continue;
    if (box.height < least - 0.5) {
      const name = element.getAttribute("aria-label") ?? element.textContent.trim() ?? "";
      found.push(`${element.tagName.toLowerCase()} ${name.slice(0, 30)}: ${Math.round(box.height)} px high`);
    }
  }
  return [...new Set(found)];
}"""
GLOVES, FINGERS = 56, 24


def small_targets(watched: Watched) -> list[str]:
    """What is too small to be touched: less than 24 pixels high, outdoors less than 56."""
    outdoor = watched.page.evaluate("document.documentElement.hasAttribute('data-outdoor')")
    found: list[str] = watched.page.evaluate(TARGETS, GLOVES if outdoor else FINGERS)
    return found


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
    faults.extend(small_targets(watched))
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
    for violation in results.response["violations"]:
        targets = ", ".join(str(node["target"]) for node in violation["nodes"][:3])
        faults.append(f"axe {violation['id']}: {violation['help']} at {targets}")
    return faults
