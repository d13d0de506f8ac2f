"""Writes the files of a new slice, and its lines in the files that are there."""

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from mirai_knowledge.entry.devtools.new_slice import contracts
from mirai_knowledge.entry.devtools.new_slice.names import NameRefused, Names
from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.rights import all_rules

PACKAGE = "src/mirai_knowledge"
VERSIONS = f"{PACKAGE}/migrations/versions"
REVISION = "%Y_%m_%d_%H%M"
FILES = ("__init__", "errors", "events", "model", "schemas", "policy", "queries", "service", "routes")


def create(root: Path, names: Names) -> list[str]:
    """The slice is there with its tests, its migration, its contracts and its routes; returns the paths written.

    Raises NameRefused when there is one of that name, ContractsUnreadable when the house was rebuilt meanwhile.
    """
    if (root / PACKAGE / names.plural).exists():
        raise NameRefused(f"{names.plural}: there is such a package already")
    revision, down = _revisions(root)
    rule = _next_rule()
    values = {
        "REVISION": revision,
        "DOWN": down,
        "RULE_NUMBER": rule,
        "RULE_TEST": rule.replace("-", ""),
    }
    texts = {f"{PACKAGE}/{names.plural}/{name}.py": _filled(f"{name}.py", names, values) for name in FILES}
    texts[f"{VERSIONS}/{revision}_{names.plural}.py"] = _filled("migration.py", names, values)
    for test in ("test_things.py", "test_thing_states.py"):
        target = test.replace("things", names.plural).replace("thing", names.singular)
        texts[f"tests/{names.plural}/{target}"] = _filled(test, names, values)
    texts["pyproject.toml"] = contracts.with_slice(_read(root, "pyproject.toml"), names.plural)
    texts[f"{PACKAGE}/entry/wiring.py"] = contracts.wired(_read(root, f"{PACKAGE}/entry/wiring.py"), names.plural)
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    _tidy(root, [path for path in texts if path.endswith(".py")])
    return list(texts)


def _read(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def _filled(name: str, names: Names, values: dict[str, str]) -> str:
    template = files(__package__).joinpath("templates", f"{name}.txt").read_text(encoding="utf-8")
    return names.filled(template, values)


def _revisions(root: Path) -> tuple[str, str]:
    # Migrations are one line; their dates say when they were written, not always where in the line they came to stand.
    texts = {path.name: path.read_text(encoding="utf-8") for path in (root / VERSIONS).glob("*.py")}
    names = {match.group() for name in texts if (match := re.match(r"\d{4}_\d{2}_\d{2}_\d{4}", name))}
    followed = {found for text in texts.values() for found in re.findall(r'^down_revision = "(\w+)"', text, re.MULTILINE)}
    head, newest = max(names - followed), max(names)
    # The last four digits order the migrations of a day; not all of them are a time.
    day, _, number = newest.rpartition("_")
    after = f"{day}_{int(number) + 1:04d}"
    return max(clock.now().astimezone(clock.JST).strftime(REVISION), after), head


def _next_rule() -> str:
    # Each slice has its own ten.
    highest = max(int(rule.number.removeprefix("P-")) for rule in all_rules())
    return f"P-{(highest // 10 + 1) * 10:03d}"


def _tidy(root: Path, paths: list[str]) -> None:
    # Names of other lengths break lines and sort imports elsewhere.
    for command in (["check", "--quiet", "--select", "I", "--fix"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, *paths], cwd=root, check=True)
