"""Takes a record apart, field by field. What nobody asked for, and what cannot be read, is kept as an attribute and reported,
so that nothing is dropped by forgetting it.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from mirai_knowledge.kernel import clock
from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.kernel.text import has_control_characters
from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.raw import id_text
from mirai_knowledge.legacy.policy.times import ReadTime, read_instant
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.report import Kind
from mirai_knowledge.legacy.schemas.source import Origin, RawObject

KEPT = "移行元の属性として保存"
_SEPARATORS = re.compile(r"[,、，;\n]")
_BREAKS = re.compile(r"[\r\n\t]+")


class Fields:
    """The fields of one record, or of one object inside it (`path` is then `comments[].`)."""

    def __init__(self, origin: Origin, raw: RawObject, findings: Findings, *, path: str = "") -> None:
        self.origin = origin
        self.attributes: RawObject = {}
        self._raw = raw
        self._findings = findings
        self._path = path
        self._taken: set[str] = set()

    def note(self, kind: Kind, action: str, *, field: str | None = None, value: object = None) -> None:
        """Notes something about a field of this record."""
        self._findings.add(kind, self.origin, action, field=None if field is None else f"{self._path}{field}", value=value)

    def line(self, key: str, *, limit: int) -> str | None:
        """One line of text without blanks at its ends; None when there is none. A longer one is cut and kept whole as well."""
        text = self._text(key)
        if text is None:
            return None
        cleaned = self._without_controls(key, _BREAKS.sub(" ", unicodedata.normalize("NFC", text)).strip(" \u3000"))
        if len(cleaned) > limit:
            cleaned = self.cut(key, cleaned, limit=limit).rstrip(" \u3000")
        return cleaned or None

    def verbatim(self, key: str, *, limit: int) -> str | None:
        """The text as it is, byte for byte, unless it holds control characters; None when there is none.

        A longer one is cut and kept whole as well.
        """
        text = self._text(key)
        cleaned = None if text is None else self._without_controls(key, text, allowed="\n\r\t")
        return self.cut(key, cleaned, limit=limit) if cleaned else None

    def cut(self, key: str, text: str, *, limit: int) -> str:
        """The text of a field up to the limit; when that is not all, the field is kept whole as well."""
        if len(text) <= limit:
            return text
        self.note(kinds.FIELD_TOO_LONG, f"先頭の{limit}文字にし、元の値は{KEPT}", field=key)
        self.attributes[key] = self._raw[key]
        return text[:limit]

    def lines(self, key: str, *, limit: int, most: int = 1000) -> tuple[str, ...]:
        """A list of short texts, each once. Null is an empty list; a text is taken apart at its commas.

        Longer ones are cut, and those beyond the number left out; the list is then kept whole as well.
        """
        found: list[str] = []
        for item in self._items(key, splitting=True):
            text = str(item) if isinstance(item, int | float) and not isinstance(item, bool) else item
            cleaned = _BREAKS.sub(" ", unicodedata.normalize("NFC", text)).strip(" \u3000") if isinstance(text, str) else ""
            if isinstance(text, str) and not cleaned:
                continue
            if not cleaned or has_control_characters(cleaned):
                self._unreadable(key, item)
                continue
            if len(cleaned) > limit:
                cleaned = self.cut(key, cleaned, limit=limit).rstrip(" \u3000")
            if cleaned not in found:
                found.append(cleaned)
        if len(found) > most:
            self.note(kinds.FIELD_TOO_MANY, f"先頭の{most}個だけを使い、元の値は{KEPT}", field=key, value=f"{len(found)}個")
            self.attributes[key] = self._raw[key]
        return tuple(found[:most])

    def objects(self, key: str) -> tuple["Fields", ...]:
        """A list of objects, each to be taken apart in turn; `leave(key, …)` puts aside what they leave."""
        found: list[Fields] = []
        for item in self._items(key):
            if isinstance(item, dict):
                found.append(Fields(self.origin, item, self._findings, path=f"{self._path}{key}[]."))
            else:
                self._unreadable(key, item)
        return tuple(found)

    def count(self, key: str) -> int | None:
        """A number that is not negative; None when there is none."""
        value = self._take(key)
        if isinstance(value, str) and (plain := unicodedata.normalize("NFKC", value).strip()).isdigit() and len(plain) < 10:
            self.note(kinds.FIELD_NUMBER_AS_TEXT, "数として扱う", field=key)
            return int(plain)
        whole = int(value) if isinstance(value, float) and value.is_integer() else value
        if isinstance(whole, int) and not isinstance(whole, bool) and 0 <= whole < 2**31:
            return whole
        if value is not None:
            self._unreadable(key, value)
        return None

    def flag(self, key: str) -> bool | None:
        """True or false; None when there is neither."""
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            self._unreadable(key, value)
        return value if isinstance(value, bool) else None

    def instant(self, key: str) -> datetime | None:
        """An instant in UTC; None when there is none. Naive ones are Japan time."""
        found = self._time(key)
        if found is not None and found.day_only:
            self.note(kinds.TIME_DAY_ONLY, "日本時間の0時として扱う", field=key)
        elif found is not None and found.naive:
            self.note(kinds.TIME_NAIVE, "日本時間として扱い、UTCで保存", field=key)
        if found is not None and found.at > clock.now():
            self.note(kinds.TIME_FUTURE, "そのまま保存", field=key, value=self._raw[key])
        return None if found is None else found.at

    def day(self, key: str) -> date | None:
        """A day; None when there is none."""
        found = self._time(key)
        return None if found is None else found.at.astimezone(clock.JST).date()

    def reference(self, key: str) -> str | None:
        """The id of another record as text; None when there is none."""
        value = self._take(key)
        found = id_text(value)
        if isinstance(value, str) and found is not None:
            self.note(kinds.FIELD_NUMBER_AS_TEXT, "番号として扱う", field=key)
        if found is None and value not in (None, ""):
            self._unreadable(key, value)
        return found

    def references(self, key: str) -> tuple[str, ...]:
        """The ids of other records as text, in their order, doubled ones included."""
        found: list[str] = []
        for item in self._items(key, splitting=True):
            name = id_text(item)
            if name is None:
                self._unreadable(key, item)
            else:
                found.append(name)
        return tuple(found)

    def whole(self, key: str) -> JsonValue:
        """The value as it is, for a closer look; it is kept as an attribute all the same, and reported once by `leave_rest`."""
        return self._raw.get(key)

    def conceal(self, key: str) -> JsonValue:
        """A secret: handed out once and kept nowhere else."""
        return self._take(key)

    def keep(self, key: str, value: JsonValue) -> None:
        """The value is an attribute of the record."""
        self.attributes[key] = value

    def leave(self, key: str, parts: Sequence["Fields"]) -> None:
        """What the objects of a list had no field for is an attribute under the list's name."""
        left: list[RawObject] = []
        for part in parts:
            part.leave_rest()
            left.append(part.attributes)
        if any(left):
            self.attributes[key] = list(left)

    def leave_rest(self) -> RawObject:
        """Everything nobody asked for is an attribute and reported; returns all attributes."""
        for key, value in self._raw.items():
            if key not in self._taken:
                self._taken.add(key)
                self.attributes[key] = value
                if value not in (None, "", [], {}):
                    self.note(kinds.FIELD_WITHOUT_PLACE, KEPT, field=key)
        return self.attributes

    def _take(self, key: str) -> JsonValue:
        self._taken.add(key)
        return self._raw.get(key)

    def _text(self, key: str) -> str | None:
        value = self._take(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.note(kinds.FIELD_UNREADABLE, "文字列として扱う", field=key, value=value)
            return str(value)
        if value is not None and not isinstance(value, str):
            self._unreadable(key, value)
        return value if isinstance(value, str) else None

    def _items(self, key: str, *, splitting: bool = False) -> Sequence[JsonValue]:
        value = self._take(key)
        if isinstance(value, list):
            return value
        if value is None:
            if key in self._raw:
                self.note(kinds.FIELD_NULL_LIST, "空の一覧として扱う", field=key)
            return ()
        if splitting and isinstance(value, str):
            if value.strip():
                self.note(kinds.FIELD_TEXT_AS_LIST, "「,」「、」で区切って一覧にする", field=key, value=value)
            return _SEPARATORS.split(value)
        self._unreadable(key, value)
        return ()

    def _time(self, key: str) -> ReadTime | None:
        value = self._take(key)
        if value is None or value == "":
            return None
        found = read_instant(value) if isinstance(value, str) else None
        if found is None:
            self.note(kinds.TIME_UNREADABLE, f"空として扱い、値は{KEPT}", field=key, value=value)
            self.attributes[key] = value
        return found

    def _without_controls(self, key: str, text: str, *, allowed: str = "") -> str:
        if not has_control_characters(text, allowed=allowed):
            return text
        self.note(kinds.FIELD_CONTROL, f"取り除き、元の値は{KEPT}", field=key)
        self.attributes[key] = self._raw[key]
        return "".join(character for character in text if not has_control_characters(character, allowed=allowed))

    def _unreadable(self, key: str, value: JsonValue) -> None:
        self.note(kinds.FIELD_UNREADABLE, f"空として扱い、値は{KEPT}", field=key, value=value)
        self.attributes[key] = self._raw[key]
