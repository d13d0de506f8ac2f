"""Gives the records of a file their origins, and sets those aside that have none or share one."""

from collections.abc import Iterator

from mirai_knowledge.kernel.errors import JsonValue
from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.json_array import ArrayReader
from mirai_knowledge.legacy.policy.raw import digest, id_text, storable
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.source import Origin, RawObject, Record, Refused

_RAW_ONLY = "取り込まず、原文だけを保存"


class Records:
    """The records of one file, in order: loadable ones and refused ones. Iterating again needs a new one."""

    def __init__(self, file: str, reader: ArrayReader, findings: Findings) -> None:
        self._file = file
        self._reader = reader
        self._findings = findings
        self._digests: dict[str, str] = {}
        self.count = 0

    def __iter__(self) -> Iterator[Record | Refused]:
        for value in self._reader:
            self.count += 1
            kept = storable(value)
            named = self._named(kept)
            if kept != value:
                self._findings.add(kinds.FIELD_CONTROL, named.origin, "保存できない文字を「\ufffd」に置き換える")
            doubled = self._reader.keys.take()
            if doubled:
                self._findings.add(kinds.RECORD_KEY_TWICE, named.origin, "後に書かれた値を使う", field=", ".join(doubled))
            if named.origin.id in self._digests:
                again = self._repeated(named)
                if again is not None:
                    yield again
                continue
            self._digests[named.origin.id] = named.digest
            yield named

    def _named(self, value: JsonValue) -> Record | Refused:
        place = Origin(self._file, f"#{self.count}")
        if not isinstance(value, dict):
            self._findings.add(kinds.RECORD_NOT_OBJECT, place, _RAW_ONLY, value=value)
            return Refused(place, value, digest(value), kinds.RECORD_NOT_OBJECT.name)
        raw: RawObject = value
        name = id_text(raw.get("id"))
        if name is None:
            self._findings.add(kinds.RECORD_WITHOUT_ID, place, _RAW_ONLY, field="id", value=raw.get("id"))
            return Refused(place, raw, digest(raw), kinds.RECORD_WITHOUT_ID.name)
        origin = Origin(self._file, name)
        if isinstance(raw["id"], str):
            self._findings.add(kinds.RECORD_ID_AS_TEXT, origin, "番号として扱う", field="id")
        return Record(origin, raw, digest(raw))

    def _repeated(self, again: Record | Refused) -> Refused | None:
        """The second record of an id: nothing when it is the same one, else to be kept as raw text under a name of its own."""
        if again.digest == self._digests[again.origin.id]:
            self._findings.add(kinds.RECORD_REPEATED, again.origin, "1件として扱う")
            return None
        self._findings.add(kinds.RECORD_TWICE, again.origin, "最初の1件を取り込み、後のものは原文だけを保存", field="id")
        number = 2
        while f"{again.origin.id}#{number}" in self._digests:
            number += 1
        own = Origin(self._file, f"{again.origin.id}#{number}")
        self._digests[own.id] = again.digest
        return Refused(own, again.raw, again.digest, kinds.RECORD_TWICE.name)
