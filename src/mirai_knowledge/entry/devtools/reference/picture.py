"""The picture of the tiers in docs/architecture.md, drawn from the import contracts in pyproject.toml."""

import tomllib
from pathlib import Path

PAGE = "docs/architecture.md"
BEGIN = "<!-- contracts:begin -->"
END = "<!-- contracts:end -->"
CONTRACT = "tiers"


class NoPlaceForPicture(Exception):
    """The page has no markers to draw between, or the contracts have no tiers to draw."""


def redrawn(root: Path) -> str:
    """The page with the picture as the contracts are now."""
    text = (root / PAGE).read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise NoPlaceForPicture(f"{PAGE} has no {BEGIN} ... {END}")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return f"{before}{BEGIN}\n{_mermaid(_tiers(project))}\n{END}{after}"


def _tiers(project: dict[str, object]) -> list[str]:
    tool = project.get("tool")
    linter = tool.get("importlinter") if isinstance(tool, dict) else None
    contracts = linter.get("contracts", []) if isinstance(linter, dict) else []
    for contract in contracts:
        if contract.get("id") == CONTRACT:
            return [str(layer) for layer in contract["layers"]]
    raise NoPlaceForPicture(f"pyproject.toml has no import contract with the id {CONTRACT}")


def _mermaid(layers: list[str]) -> str:
    lines = ["```mermaid", "flowchart TB"]
    later: list[str] = []
    previous = ""
    for number, layer in enumerate(layers):
        names = [name.strip() for name in layer.split("|")]
        later += [name.strip("()") for name in names if name.startswith("(")]
        boxes = [name.strip("()") for name in names]
        here = boxes[0] if len(boxes) == 1 else f"tier{number}"
        if len(boxes) == 1:
            lines.append(f"    {here}[{here}]")
        else:
            lines += [f'    subgraph {here}[" "]', "        direction LR", *(f"        {box}[{box}]" for box in boxes), "    end"]
        if previous:
            lines.append(f"    {previous} --> {here}")
        previous = here
    if later:
        lines += ["    classDef later stroke-dasharray: 5 5", f"    class {','.join(later)} later"]
    return "\n".join([*lines, "```"])
