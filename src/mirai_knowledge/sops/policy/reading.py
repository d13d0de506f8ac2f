"""A procedure as the Markdown it is read, indexed and printed from. Pure functions."""

import re
from collections.abc import Iterator

from mirai_knowledge.sops.schemas import Reference, SopContent, Step

# CommonMark 0.31, 2.4: any ASCII punctuation may be escaped; what people type into a field is never markup.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_MARGIN = re.compile(r"^[ \t]+", re.MULTILINE)


def as_markdown(content: SopContent) -> str:
    """Purpose, scope, steps with their hazards first, checklist, precautions, references and notes, each under its heading;
    what is empty is left out.
    """
    return "\n\n".join(block for block in _blocks(content) if block) + "\n"


def minutes_text(minutes: int) -> str:
    """A duration as people say it: 45分, 1時間30分."""
    hours, rest = divmod(minutes, 60)
    return f"{f'{hours}時間' if hours else ''}{f'{rest}分' if rest or not hours else ''}"


def plain(text: str) -> str:
    """The text so that Markdown shows exactly its characters."""
    return _PUNCTUATION.sub(r"\\\1", _MARGIN.sub("", text))


def _blocks(content: SopContent) -> Iterator[str]:
    if content.purpose.strip():
        yield f"## 目的\n\n{plain(content.purpose)}"
    if content.scope.strip():
        yield f"## 適用範囲\n\n{plain(content.scope)}"
    if content.steps:
        yield "## 手順"
    for number, step in enumerate(content.steps, 1):
        yield from _step(number, step)
    if content.checklist:
        yield "## 点検項目"
        yield "\n".join(f"- [ ] {'**必須** ' if item.required else ''}{_line(item.text)}" for item in content.checklist)
    if content.precautions:
        yield "## 注意事項"
        yield "\n".join(f"- {_line(item.text)}" for item in content.precautions)
    if content.references:
        yield "## 参照"
        yield "\n".join(f"- {_reference(item)}" for item in content.references)
    if content.body.strip():
        yield f"## 補足\n\n{content.body}"


def _step(number: int, step: Step) -> Iterator[str]:
    yield f"### {number}\\. {_line(step.title)}"
    if step.hazard.strip():
        hazard = plain(step.hazard).replace("\n", "\n> ")
        yield f"> **危険** {hazard}"
    if step.text.strip():
        yield plain(step.text)
    if step.photo is not None:
        yield f"![手順 {number} の写真](attachment:{step.photo})"
    if step.check.strip():
        yield f"**確認** {plain(step.check)}"
    facts = []
    if step.responsible.strip():
        facts.append(f"担当: {_line(step.responsible)}")
    if step.minutes is not None:
        facts.append(f"目安: {minutes_text(step.minutes)}")
    if facts:
        yield "　".join(facts)


def _reference(reference: Reference) -> str:
    name = _line(reference.title or reference.target)
    if not reference.target:
        return name
    if reference.target.lower().startswith("http"):
        return f"[{name}](<{reference.target}>)"
    # A document's code is an address of this system, with the place in it as it is.
    code, mark, place = reference.target.partition("#")
    return f"[{name}](</d/{code.upper()}{mark}{place}>)"


def _line(text: str) -> str:
    return plain(" ".join(text.split()))
