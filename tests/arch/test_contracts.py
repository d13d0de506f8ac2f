"""The import contracts name every slice, and refuse what they are there to refuse."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from mirai_knowledge.entry.devtools.new_slice.contracts import private_contract
from tests.arch.checkouts import Checkout, copy_to
from tests.arch.lints.source import HOUSE, REPOSITORY

PRIVATE = ("model", "routes", "jobs", "cli")
# Slices whose tables others extend: the five kinds of documents those of documents.
OPEN_MODELS = frozenset({"documents"})


def contracts() -> dict[str, dict[str, Any]]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in project["tool"]["importlinter"]["contracts"]}


def packages() -> dict[str, Path]:
    found = (REPOSITORY / "src/mirai_knowledge").iterdir()
    return {path.name: path for path in found if (path / "__init__.py").is_file() and path.name not in HOUSE}


def test_every_slice_stands_in_a_tier() -> None:
    tiers = {name.strip(" ()") for layer in contracts()["tiers"]["layers"] for name in layer.split("|")}
    assert set(packages()) <= tiers


def test_no_slice_that_is_there_is_marked_as_still_to_come() -> None:
    later = {name.strip(" ()") for layer in contracts()["tiers"]["layers"] for name in layer.split("|") if "(" in name}
    assert not later & set(packages())


def test_every_slice_is_held_to_the_files_of_a_slice() -> None:
    # Ways to other systems have a folder each, which is a small slice.
    integrations = packages()["integrations"]
    folders = {path.parent.name for path in integrations.glob("*/__init__.py")}
    slices = {*(packages().keys() - {"integrations"}), *(f"integrations.{name}" for name in folders)}
    assert set(contracts()["slice-files"]["containers"]) == {f"mirai_knowledge.{name}" for name in slices}


def test_every_slice_keeps_its_model_and_its_doors_to_itself() -> None:
    for name, folder in packages().items():
        private = tuple(file for file in PRIVATE if (folder / file).is_dir() or (folder / f"{file}.py").is_file())
        if name in OPEN_MODELS:
            private = tuple(file for file in private if file != "model")
        if not private:
            continue  # a slice without doors and tables of its own has nothing to keep
        wanted = private_contract(name, private)
        told = contracts().get(f"private-{name}")
        assert told == tomllib.loads(wanted)["tool"]["importlinter"]["contracts"][0], f"pyproject.toml needs:\n{wanted}"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return copy_to(tmp_path_factory.mktemp("checkout"))


BREACHES = {
    "a lower tier asks an upper one": ("audit/service.py", "from mirai_knowledge.accounts import service as a", "audit"),
    "the kernel knows a slice": ("kernel/clock.py", "from mirai_knowledge.audit import schemas as a", "kernel"),
    "another slice's tables": ("notifications/service.py", "from mirai_knowledge.audit import model as a", "audit.model"),
    "another slice's doors": ("notifications/routes.py", "from mirai_knowledge.audit import routes as a", "audit.routes"),
    "a service knows HTTP": ("audit/service.py", "import litestar", "litestar"),
    "a query knows the edge": ("audit/queries/more.py", "from mirai_knowledge import edge", "edge"),
    "a policy asks a query": ("notifications/policy.py", "from mirai_knowledge.notifications import queries as a", "queries"),
    "a file for whatever is left": ("notifications/extras.py", "x = 1", "notifications.extras"),
    "a package beside the house": ("toolbox/__init__.py", "x = 1", "toolbox"),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_refused(checkout: Checkout, breach: str) -> None:
    path, line, named = BREACHES[breach]
    file = checkout.root / "src/mirai_knowledge" / path
    before = file.read_text(encoding="utf-8") if file.is_file() else None
    checkout.append(f"src/mirai_knowledge/{path}", f"\n{line}\n")
    try:
        ran = checkout.tool("lint-imports", "--no-cache", "--verbose")
    finally:
        if before is None:
            file.unlink()
            if path.endswith("__init__.py"):
                file.parent.rmdir()
        else:
            file.write_text(before, encoding="utf-8")
    assert ran.code == 1
    assert "BROKEN" in ran.output
    assert named in ran.output


def test_without_a_breach_all_contracts_are_kept(checkout: Checkout) -> None:
    ran = checkout.tool("lint-imports", "--no-cache")
    assert ran.code == 0, ran.output
