"""What `mks dev` does with files: finds the checkout, edits contracts, draws the tiers."""

from pathlib import Path

import pytest

from mirai_knowledge.entry.devtools import checkout
from mirai_knowledge.entry.devtools.new_slice import contracts
from mirai_knowledge.entry.devtools.new_slice.names import NameRefused, names
from mirai_knowledge.entry.devtools.reference import markdown, picture
from tests.arch.lints.source import REPOSITORY

PROJECT = """[[tool.importlinter.contracts]]
id = "tiers"
layers = [
  "entry",
  "(knowledge) | (consultations)",
  "(projects)",
]

[[tool.importlinter.contracts]]
id = "slice-files"
containers = [
  "mirai_knowledge.audit",
]
"""
WIRING = """from mirai_knowledge.audit import routes as audit_routes
from mirai_knowledge.edge import ActorSource


def routes() -> list[object]:
    return [*audit_routes.ROUTES]
"""


def test_the_checkout_is_found_from_any_folder_in_it() -> None:
    assert checkout.find(REPOSITORY / "tests/arch") == REPOSITORY


def test_outside_of_a_checkout_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "another"\n')
    with pytest.raises(checkout.NoCheckout):
        checkout.find(tmp_path)


def test_a_slice_nobody_planned_stands_beside_the_kinds() -> None:
    changed = contracts.with_slice(PROJECT, "plans")
    assert '"(knowledge) | (consultations) | plans"' in changed
    assert 'containers = [\n  "mirai_knowledge.plans",\n  "mirai_knowledge.audit",\n]' in changed
    assert 'protected_modules = ["mirai_knowledge.plans.model", "mirai_knowledge.plans.routes"]' in changed


def test_a_planned_slice_takes_its_place() -> None:
    changed = contracts.with_slice(PROJECT, "projects")
    assert '  "projects",\n' in changed
    assert "(projects)" not in changed


def test_a_slice_is_not_added_twice() -> None:
    with pytest.raises(contracts.ContractsUnreadable):
        contracts.with_slice(PROJECT, "audit")


def test_routes_are_wired_after_the_others() -> None:
    changed = contracts.wired(WIRING, "plans")
    assert "import routes as audit_routes\nfrom mirai_knowledge.plans import routes as plans_routes\n" in changed
    assert "return [*audit_routes.ROUTES, *plans_routes.ROUTES]" in changed


def test_wiring_that_looks_otherwise_is_not_guessed_at() -> None:
    with pytest.raises(contracts.ContractsUnreadable):
        contracts.wired("def routes(): ...\n", "plans")


def test_a_template_speaks_of_the_slice_and_keeps_other_words() -> None:
    plans = names("site_plans", singular="", title="計画")
    template = "AddThing thing_id things THING_ADDED TITLE nothing something /api/v1/PATH PATH ThingsPage"
    expected = "AddSitePlan site_plan_id site_plans SITE_PLAN_ADDED 計画 nothing something /api/v1/site-plans PATH SitePlansPage"
    assert plans.filled(template, {}) == expected


def test_a_plural_without_s_needs_its_singular() -> None:
    with pytest.raises(NameRefused):
        names("equipment", singular="", title="機材")
    assert names("people", singular="person", title="人").singular == "person"


def test_cells_cannot_break_a_table() -> None:
    assert markdown.table(("a",), [("x | y\nz",)]).splitlines()[2] == "| x \\| y z |"


def test_the_picture_shows_tiers_neighbours_and_what_is_still_to_come(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / picture.PAGE).write_text(f"before\n{picture.BEGIN}\nold\n{picture.END}\nafter\n")
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    drawn = picture.redrawn(tmp_path)
    assert drawn.startswith("before\n")
    assert drawn.endswith("\nafter\n")
    assert "old" not in drawn
    assert "    entry --> tier1\n" in drawn
    assert "    tier1 --> projects\n" in drawn
    assert "class knowledge,consultations,projects later" in drawn


def test_a_page_without_markers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / picture.PAGE).write_text("no markers")
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    with pytest.raises(picture.NoPlaceForPicture):
        picture.redrawn(tmp_path)
