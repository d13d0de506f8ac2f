"""The checkout that a command of `mks dev` works on."""

import tomllib
from pathlib import Path


class NoCheckout(Exception):
    """The command was run outside of a checkout of this program."""


def find(start: Path) -> Path:
    """The root of the checkout that holds `start`; raises NoCheckout."""
    for folder in (start, *start.parents):
        project = folder / "pyproject.toml"
        if (
            project.is_file()
            and tomllib.loads(project.read_text(encoding="utf-8")).get("project", {}).get("name") == "mirai-knowledge"
        ):
            return folder
    raise NoCheckout(f"{start} is not inside a checkout of Mirai Knowledge Systems")
