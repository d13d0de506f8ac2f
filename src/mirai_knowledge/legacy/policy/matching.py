"""Which record a name means. Only one that is certain is linked; every answer has its evidence and its candidates."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from mirai_knowledge.kernel.text import fold
from mirai_knowledge.legacy.policy.findings import NamedThing
from mirai_knowledge.legacy.schemas.source import Origin

CODE = re.compile(r"(?<![A-Z0-9])([A-Z]{1,3}-\d{1,4})(?![0-9])")
_DASHES = re.compile(r"[‐‑‒–—−―－]")
_LONG_VOWEL = re.compile(r"(?<=[A-Z])ー(?=\d)")  # typed for a dash
_NOISE = re.compile(r"[\s()（）\[\]「」『』【】・,、。_\-]+")
_DIGITS = re.compile(r"\d+")
_LEAST = 3
"""Letters of a name that may count as a part of another one."""


def code_in(name: str) -> str | None:
    """The code of a project in its name, `K-12` in "首都高速更新 (K-12)"; None when there is none, or more than one."""
    found = set(CODE.findall(_with_plain_codes(name)))
    return found.pop() if len(found) == 1 else None


def normal(name: str) -> str:
    """A name without brackets, blanks, dashes and the differences of full width and half width."""
    return _NOISE.sub("", _DASHES.sub("-", fold(name)))


class ProjectNames:
    """Finds the project that a text of another file means."""

    def __init__(self, projects: Iterable[tuple[Origin, str]], told: Mapping[str, str | None]) -> None:
        self._exact: defaultdict[str, list[Origin]] = defaultdict(list)
        self._normal: defaultdict[str, list[Origin]] = defaultdict(list)
        self._code: defaultdict[str, list[Origin]] = defaultdict(list)
        self._names: dict[Origin, str] = {}
        for origin, name in projects:
            self._names[origin] = name
            self._exact[name].append(origin)
            self._normal[normal(name)].append(origin)
            code = code_in(name)
            if code is not None:
                self._code[code].append(origin)
        by_text = {str(origin): origin for origin in self._names}
        self._told = {fold(word).strip(): by_text[target] for word, target in told.items() if target in by_text}
        self.unknown_targets = tuple((word, target) for word, target in told.items() if target and target not in by_text)

    def find(self, text: str) -> NamedThing:
        """What the text means: told by the mapping, else the exact name, else the normalised name, else the code in it."""
        told = self._told.get(fold(text).strip())
        if told is not None:
            return NamedThing("project", text, told, "対応表の指定")
        code = code_in(text)
        by_code = self._by_code(text, code) if code else []
        for evidence, found in (
            ("名前が一致", self._exact.get(text)),
            ("記号や空白を除いた名前が一致", self._normal.get(normal(text))),
            (f"工事番号 {code} が一致", by_code),
        ):
            if found and len(found) == 1:
                return NamedThing("project", text, found[0], evidence)
            if found:
                return NamedThing("project", text, None, f"{evidence}する現場が{len(found)}件あり、決められない", tuple(found))
        partly = self._containing(text)
        evidence = "名前か工事番号の一部だけが一致" if partly else "該当する現場がない"
        return NamedThing("project", text, None, evidence, partly)

    def _by_code(self, text: str, code: str) -> list[Origin]:
        """Projects of that code whose name does not speak against the other words of the text."""
        words = _DIGITS.sub("", normal(_with_plain_codes(text).replace(code, "")))
        return [origin for origin in self._code.get(code, []) if words in normal(self._names[origin])]

    def _containing(self, text: str) -> tuple[Origin, ...]:
        code = code_in(text)
        if code is not None and code in self._code:
            return tuple(self._code[code])
        plain = normal(text)
        if len(plain) < _LEAST:
            return ()
        return tuple(origin for origin, name in self._names.items() if plain in normal(name) or normal(name) in plain)


class PersonNames:
    """Finds the person that a name in a text field means."""

    def __init__(self, people: Iterable[tuple[Origin, str]]) -> None:
        self._by_name: defaultdict[str, list[Origin]] = defaultdict(list)
        for origin, name in people:
            self._by_name[_person(name)].append(origin)

    def find(self, name: str) -> NamedThing:
        """The one person of that name; nobody when there are none, or several."""
        found = self._by_name.get(_person(name), [])
        if len(found) == 1:
            return NamedThing("person", name, found[0], "同じ氏名の人が1人だけいる")
        if found:
            return NamedThing("person", name, None, f"同じ氏名の人が{len(found)}人いて、決められない", tuple(found))
        return NamedThing("person", name, None, "同じ氏名の人がいない")

    def doubled(self) -> tuple[tuple[str, tuple[Origin, ...]], ...]:
        """Names that several people have."""
        return tuple((name, tuple(origins)) for name, origins in self._by_name.items() if len(origins) > 1)


def _with_plain_codes(text: str) -> str:
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).upper()
    return _LONG_VOWEL.sub("-", plain)


def _person(name: str) -> str:
    return "".join(fold(name).split())
