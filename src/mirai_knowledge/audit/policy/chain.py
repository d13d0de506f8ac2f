#!/usr/bin/env python3
"""The chain of seals over the audit log: how a link is made, and how a whole chain is checked.

This file is two things at once. The program imports it to seal and to verify; and it is the stand-alone verifier of an
export (`mks audit export FILE`): copied anywhere, it needs Python 3.11 or newer and nothing else.

    python3 verify_audit_export.py FILE [--head SEAL_NO:HASH] [--json]

It prints what was checked and every row that was altered, removed, inserted or reordered. Exit code 0: nothing found;
1: something found; 2: the file cannot be read.

A link is SHA-256 over the hash before it (32 zero bytes before the first) and the canonical JSON of the entry: keys
sorted, no spaces, UTF-8. A chain proves that what stands in it is what was sealed, up to its last link. Whoever can
rewrite the whole database can rewrite the whole chain: so keep a head (number and hash, as printed) elsewhere now and
then, and hand it in with `--head`.
"""

import argparse
import hashlib
import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeAlias

FORMAT = "mks-audit-export"
VERSION = 1
FIRST = bytes(32)
"""The hash before the first link."""

WINDOW = 32
MAX_SUSPECTS = 200
MAX_FINDINGS = 1000

Record: TypeAlias = Mapping[str, object]


def canonical(entry: Record) -> bytes:
    """The one way an entry is written for hashing."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def link(previous: bytes, entry: Record) -> bytes:
    """The hash of the seal of `entry` after the seal with the hash `previous`."""
    return hashlib.sha256(previous + canonical(entry)).digest()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was sealed. `kind`: altered, removed, inserted, reordered, forged, cut, unreadable."""

    kind: str
    seal_no: int | None
    audit_id: str | None
    text: str


@dataclass(slots=True)
class Report:
    """What a check saw. `waiting` entries are younger than the last seal; `found` counts findings beyond those listed."""

    findings: list[Finding] = field(default_factory=list)
    found: int = 0
    seals: int = 0
    anchors: int = 0
    waiting: int = 0
    last_seal_no: int = 0
    last_hash: str = FIRST.hex()

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return self.found == 0

    def add(self, kind: str, text: str, *, seal_no: int | None = None, audit_id: str | None = None) -> None:
        """Notes a finding; only the first thousand are kept, all are counted."""
        self.found += 1
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(Finding(kind, seal_no, audit_id, text))


@dataclass(frozen=True, slots=True)
class _Place:
    """A seal as it stands: `holds` when it follows from the one before it."""

    seal_no: int
    hash: bytes
    audit_id: str | None
    holds: bool


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A seal that does not follow from the one before it (`previous` is None when that one is missing)."""

    place: _Place
    row: bytes
    previous: bytes | None
    before: tuple[_Place, ...]


class Checker:
    """Checks a chain given record by record: header, anchors, seals in the order of their numbers, unsealed entries, end."""

    def __init__(self, *, head: tuple[int, str] | None = None, forged: Callable[[Record], str | None] | None = None) -> None:
        """`head` is a number and hash noted earlier; `forged(anchor)` says in words what is wrong with its signature."""
        self.report = Report()
        self._head = head
        self._forged = forged
        self._expected = 1
        self._previous: bytes | None = FIRST
        self._recent: deque[_Place] = deque([_Place(0, FIRST, None, True)], maxlen=WINDOW)
        self._anchors: dict[int, tuple[int, bytes]] = {}
        self._gaps: list[tuple[int, int]] = []
        self._removed: dict[str, int] = {}
        self._inserted: list[str] = []
        self._suspects: list[_Suspect] = []
        self._reach: dict[int, tuple[int, str]] = {}
        self._cluster: int | None = None
        self._ended = False

    def take(self, record: Record, *, line: int = 0) -> None:
        """Checks one record; one that cannot be understood is itself a finding."""
        takers = {"header": self._header, "anchor": self._anchor, "seal": self._seal, "entry": self._entry, "end": self._end}
        try:
            takers[str(record["type"])](record)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            self.report.add("unreadable", f"{line} 行目を読み取れません（{type(fault).__name__}: {fault}）。")

    def finish(self, *, whole_file: bool = False) -> Report:
        """The report, complete now. With `whole_file` a missing end line is a finding."""
        self._skip_anchors()
        if whole_file and not self._ended:
            self.report.add("cut", "ファイルが途中で切れています（終わりの行がありません）。")
        self._judge()
        for first, last in self._gaps:
            numbers = str(first) if first == last else f"{first}〜{last}"
            self.report.add("removed", f"封印 {numbers} が取り除かれています。", seal_no=first)
        for audit_id, seal_no in self._removed.items():
            if audit_id in self._inserted:
                self.report.add("altered", f"封印 {seal_no} の行の日時が変えられています。", seal_no=seal_no, audit_id=audit_id)
            else:
                self.report.add("removed", f"封印 {seal_no} の行が取り除かれています。", seal_no=seal_no, audit_id=audit_id)
        for audit_id in self._inserted:
            if audit_id not in self._removed:
                self.report.add("inserted", "封印のない行が、封印済みの範囲に書き加えられています。", audit_id=audit_id)
        if self._head is not None and self.report.last_seal_no < self._head[0]:
            self.report.add(
                "removed",
                f"控えにある封印 {self._head[0]} まで届いていません。終わりが取り除かれています。",
                seal_no=self._head[0],
            )
        return self.report

    def _header(self, record: Record) -> None:
        if record["format"] != FORMAT or record["version"] != VERSION:
            raise ValueError(f"{record['format']} {record['version']}")

    def _anchor(self, record: Record) -> None:
        first, last = _number(record["first_seal_no"]), _number(record["last_seal_no"])
        self._anchors[first] = (last, bytes.fromhex(str(record["hash"])))
        self.report.anchors += 1
        wrong = self._forged(record) if self._forged else None
        if wrong:
            self.report.add("forged", wrong, seal_no=first)

    def _seal(self, record: Record) -> None:
        seal_no, audit_id = _number(record["seal_no"]), str(record["audit_id"])
        stored, entry = bytes.fromhex(str(record["hash"])), record["entry"]
        self.report.seals += 1
        self._skip_anchors()
        if seal_no < self._expected:
            self._second(seal_no, audit_id)
            return
        if seal_no > self._expected:
            self._gaps.append((self._expected, seal_no - 1))
            self._previous = None
        holds = self._check_link(seal_no, audit_id, stored, entry)
        self._recent.append(_Place(seal_no, stored, audit_id, holds))
        self._previous, self._expected = stored, seal_no + 1
        self.report.last_seal_no, self.report.last_hash = seal_no, stored.hex()
        if self._head is not None and seal_no == self._head[0] and stored.hex() != self._head[1]:
            self.report.add("altered", f"封印 {seal_no} が控えと一致しません。", seal_no=seal_no, audit_id=audit_id)

    def _check_link(self, seal_no: int, audit_id: str, stored: bytes, entry: object) -> bool:
        if entry is None:
            self._removed[audit_id] = seal_no
            return False
        if not isinstance(entry, Mapping):
            raise TypeError("entry")
        self._note_reach(entry)
        row = canonical(entry)
        if self._previous is not None and hashlib.sha256(self._previous + row).digest() == stored:
            return True
        place = _Place(seal_no, stored, audit_id, False)
        if len(self._suspects) < MAX_SUSPECTS:
            self._suspects.append(_Suspect(place, row, self._previous, tuple(self._recent)))
        else:
            self._blame(place)
        return False

    def _note_reach(self, entry: Record) -> None:
        cluster = _number(entry["cluster"])
        here = (_number(entry["xact"]), str(entry["id"]))
        self._reach[cluster] = max(here, self._reach.get(cluster, here))
        self._cluster = cluster

    def _second(self, seal_no: int, audit_id: str) -> None:
        if self._fill_gap(seal_no):
            self.report.add("reordered", f"封印 {seal_no} が後ろへ移されています。", seal_no=seal_no, audit_id=audit_id)
        else:
            self.report.add("inserted", f"封印 {seal_no} が二つあります。", seal_no=seal_no, audit_id=audit_id)

    def _fill_gap(self, seal_no: int) -> bool:
        for index, (first, last) in enumerate(self._gaps):
            if first <= seal_no <= last:
                rest = [(first, seal_no - 1), (seal_no + 1, last)]
                self._gaps[index : index + 1] = [(start, stop) for start, stop in rest if start <= stop]
                return True
        return False

    def _entry(self, record: Record) -> None:
        entry = record["entry"]
        if not isinstance(entry, Mapping):
            raise TypeError("entry")
        cluster, audit_id = _number(entry["cluster"]), str(entry["id"])
        behind = cluster in self._reach and (
            cluster != self._cluster or (_number(entry["xact"]), audit_id) <= self._reach[cluster]
        )
        if behind:
            self._inserted.append(audit_id)
        else:
            self.report.waiting += 1

    def _end(self, record: Record) -> None:
        self._ended = True
        entries = self.report.waiting + len(self._inserted)
        for name, seen in (("anchors", self.report.anchors), ("seals", self.report.seals), ("entries", entries)):
            if _number(record[name]) != seen:
                self.report.add("cut", f"終わりの行が言う数と違います（{name}: {record[name]} のはずが {seen}）。")

    def _skip_anchors(self) -> None:
        while self._expected in self._anchors:
            last, stored = self._anchors[self._expected]
            self._recent.append(_Place(last, stored, None, True))
            self._previous, self._expected = stored, last + 1
            self.report.last_seal_no, self.report.last_hash = last, stored.hex()

    def _judge(self) -> None:
        """Says of every suspect what happened to it: it was moved, something was put before it, or it was altered."""
        places = {place.hash: place for suspect in self._suspects for place in (*suspect.before, suspect.place)}
        origin = {suspect.place.seal_no: _predecessor(suspect, places.values()) for suspect in self._suspects}
        rows = {suspect.place.audit_id: suspect.row for suspect in self._suspects}
        for suspect in self._suspects:
            before = origin[suspect.place.seal_no]
            if before is not None:
                self._judge_moved(suspect, before, _true_number(suspect.place.seal_no, origin))
            elif suspect.previous is not None:
                self._judge_here(suspect, suspect.previous, rows)

    def _judge_moved(self, suspect: _Suspect, before: _Place, true_number: int) -> None:
        place = suspect.place
        between = [other for other in suspect.before if before.seal_no < other.seal_no < place.seal_no]
        if true_number == place.seal_no:
            return
        if between and before.seal_no < place.seal_no and all(other.holds for other in between):
            for other in between:
                self.report.add(
                    "inserted",
                    f"封印 {other.seal_no} の行は後から差し込まれています。",
                    seal_no=other.seal_no,
                    audit_id=other.audit_id,
                )
            return
        self._fill_gap(true_number)
        self.report.add(
            "reordered",
            f"封印 {true_number} の行が {place.seal_no} に置かれています。",
            seal_no=place.seal_no,
            audit_id=place.audit_id,
        )

    def _judge_here(self, suspect: _Suspect, previous: bytes, rows: Mapping[str | None, bytes]) -> None:
        for audit_id, row in rows.items():
            if audit_id != suspect.place.audit_id and hashlib.sha256(previous + row).digest() == suspect.place.hash:
                self.report.add(
                    "reordered",
                    f"封印 {suspect.place.seal_no} には別の行（{audit_id}）があるはずです。",
                    seal_no=suspect.place.seal_no,
                    audit_id=suspect.place.audit_id,
                )
                return
        self._blame(suspect.place)

    def _blame(self, place: _Place) -> None:
        text = (
            f"封印 {place.seal_no} の行が封印と一致しません（書き換えられたか、直前の行が取り除かれて番号が詰められています）。"
        )
        self.report.add("altered", text, seal_no=place.seal_no, audit_id=place.audit_id)


def _predecessor(suspect: _Suspect, places: Iterable[_Place]) -> _Place | None:
    """The place whose hash the suspect was sealed after, when that is still somewhere in the chain."""
    for place in places:
        if hashlib.sha256(place.hash + suspect.row).digest() == suspect.place.hash:
            return place
    return None


def _true_number(seal_no: int, origin: Mapping[int, _Place | None]) -> int:
    """The number under which a moved row was sealed: one more than its predecessor's, which may have moved as well."""
    steps, current = 0, seal_no
    while (before := origin.get(current)) is not None and steps <= len(origin):
        steps, current = steps + 1, before.seal_no
    return current + steps


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not a number")
    return value


def read_export(lines: Iterable[str]) -> Iterator[tuple[int, Record]]:
    """The records of an export with their line numbers; a line that is no JSON object becomes a record without a type."""
    for number, text in enumerate(lines, start=1):
        try:
            record = json.loads(text)
        except ValueError:
            record = None
        yield number, record if isinstance(record, dict) else {"type": "unknown"}


def parse_head(text: str) -> tuple[int, str]:
    """A head as it is printed, `123:0a1b…`; raises ValueError."""
    number, _, digest = text.partition(":")
    if len(bytes.fromhex(digest)) != len(FIRST):
        raise ValueError(text)
    return int(number), digest.lower()


def check_export(path: str, head: tuple[int, str] | None) -> Report:
    """The report of the export in that file; raises OSError or UnicodeDecodeError when it cannot be read."""
    checker = Checker(head=head)
    with Path(path).open(encoding="utf-8") as file:
        for number, record in read_export(file):
            checker.take(record, line=number)
    return checker.finish(whole_file=True)


def report_lines(report: Report) -> Iterator[str]:
    """The report in words."""
    yield f"封印 {report.seals} 件、錨 {report.anchors} 件、封印待ち {report.waiting} 件を検査しました。"
    yield f"末尾: {report.last_seal_no}:{report.last_hash}"
    for finding in report.findings:
        yield f"[{finding.kind}] {finding.text}" + (f" id={finding.audit_id}" if finding.audit_id else "")
    if report.found > len(report.findings):
        yield f"ほかに {report.found - len(report.findings)} 件あります。"
    yield "改ざんは見つかりませんでした。" if report.sound else f"{report.found} 件の異常が見つかりました。"


def report_json(report: Report) -> str:
    """The report for programs."""
    return json.dumps({"sound": report.sound, **asdict(report)}, ensure_ascii=False)


def main() -> int:
    """The command line of the stand-alone verifier; returns the exit code."""
    parser = argparse.ArgumentParser(description="監査ログの書き出しファイルを検査します。")
    parser.add_argument("file", help="mks audit export が書いたファイル")
    parser.add_argument("--head", type=parse_head, help="以前に控えた末尾（番号:ハッシュ）")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出力する")
    options = parser.parse_args()
    try:
        report = check_export(options.file, options.head)
    except (OSError, UnicodeDecodeError) as fault:
        sys.stderr.write(f"{options.file} を読み取れません: {fault}\n")
        return 2
    lines = [report_json(report)] if options.json else report_lines(report)
    sys.stdout.writelines(f"{text}\n" for text in lines)
    return 0 if report.sound else 1


if __name__ == "__main__":
    sys.exit(main())
