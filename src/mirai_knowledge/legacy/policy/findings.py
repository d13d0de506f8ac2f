"""Collects what is noticed: equal findings become one line with all its records."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from mirai_knowledge.legacy.schemas.report import Finding, Kind, LinkLine, ValueLine
from mirai_knowledge.legacy.schemas.source import Origin

SHOWN = 120
"""Characters of a value that a finding shows; the whole value stands in the record's raw text."""

By = Literal["table", "mapping", "default", "nothing"]
_LEVELS = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word of the old system was taken for, and by what."""

    vocabulary: str
    value: str
    target: str | None
    by: By


@dataclass(frozen=True, slots=True)
class NamedThing:
    """What a text was taken for: the origin of a record, or None with the candidates; `evidence` says why in Japanese."""

    kind: Literal["project", "person"]
    text: str
    target: Origin | None
    evidence: str
    candidates: tuple[Origin, ...] = ()


@dataclass(slots=True)
class Findings:
    """Findings, values and links of a whole folder, in the order in which they were first met."""

    _found: dict[tuple[Kind, str, str | None, str | None, str], list[str]] = field(default_factory=dict)
    _values: dict[tuple[str, str, Meaning], list[str]] = field(default_factory=dict)
    _links: dict[tuple[str, str, NamedThing], list[str]] = field(default_factory=dict)

    def copy(self) -> "Findings":
        """The same findings, to be added to without changing these."""
        return Findings(
            {key: list(ids) for key, ids in self._found.items()},
            {key: list(ids) for key, ids in self._values.items()},
            {key: list(ids) for key, ids in self._links.items()},
        )

    def add(self, kind: Kind, at: Origin | str, action: str, *, field: str | None = None, value: object = None) -> None:
        """Notes something about a record, or about a file when `at` is its name."""
        file, origin_id = (at.file, at.id) if isinstance(at, Origin) else (at, None)
        ids = self._found.setdefault((kind, file, field, shown(value), action), [])
        if origin_id is not None and (not ids or ids[-1] != origin_id):
            ids.append(origin_id)

    def meant(self, at: Origin, field: str, meaning: Meaning) -> None:
        """Notes what a word was taken for."""
        self._values.setdefault((at.file, field, meaning), []).append(at.id)

    def linked(self, at: Origin, field: str, thing: NamedThing) -> None:
        """Notes what a text was taken for."""
        ids = self._links.setdefault((at.file, field, thing), [])
        if not ids or ids[-1] != at.id:
            ids.append(at.id)

    def findings(self) -> tuple[Finding, ...]:
        """Every finding, the grave ones first."""
        lines = [
            Finding(
                code=kind.code, name=kind.name, level=kind.level, file=file, field=name, value=value, action=action,
                count=max(len(ids), 1), ids=tuple(ids),
            )
            for (kind, file, name, value, action), ids in self._found.items()
        ]  # fmt: skip
        return tuple(sorted(lines, key=lambda line: _LEVELS[line.level]))

    def values(self) -> tuple[ValueLine, ...]:
        """Every word and what became of it, the unknown ones first."""
        lines = [
            ValueLine(
                vocabulary=meaning.vocabulary, file=file, field=name, value=meaning.value, target=meaning.target,
                by=meaning.by, count=len(ids), ids=tuple(ids),
            )
            for (file, name, meaning), ids in self._values.items()
        ]  # fmt: skip
        return tuple(sorted(lines, key=lambda line: (line.by != "nothing", line.vocabulary, line.file)))

    def links(self) -> tuple[LinkLine, ...]:
        """Every text that names something, those left alone first."""
        lines = [
            LinkLine(
                kind=thing.kind, file=file, field=name, text=thing.text, target=str(thing.target) if thing.target else None,
                evidence=thing.evidence, candidates=_texts(thing.candidates), count=len(ids), ids=tuple(ids),
            )
            for (file, name, thing), ids in self._links.items()
        ]  # fmt: skip
        return tuple(sorted(lines, key=lambda line: (line.target is not None, line.kind, line.file)))


def shown(value: object) -> str | None:
    """A value as a finding shows it: on one line, not longer than a line of a table bears."""
    if value is None:
        return None
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _texts(origins: Iterable[Origin]) -> tuple[str, ...]:
    return tuple(str(origin) for origin in origins)
