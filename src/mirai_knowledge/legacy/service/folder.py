"""Reads a folder: which files there are, how they are encoded, that each can be read to its end. Nothing is kept of the records:
a file is read again when they are needed, so that its size does not matter.
"""

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mirai_knowledge.kernel.text import os_words
from mirai_knowledge.legacy.errors import FolderChanged, FolderUnreadable
from mirai_knowledge.legacy.policy.decoding import Chunks, Encoding, decode, find_encoding
from mirai_knowledge.legacy.policy.findings import Findings
from mirai_knowledge.legacy.policy.json_array import ArrayReader, BrokenJson
from mirai_knowledge.legacy.policy.records import Records
from mirai_knowledge.legacy.schemas import findings as kinds
from mirai_knowledge.legacy.schemas.report import FileLine, FileState
from mirai_knowledge.legacy.schemas.source import LATER_FILES, LOADED_FILES, Record, Refused, SourceFile

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as it was found. `findings` are about its files alone, not about records."""

    path: Path
    files: Mapping[str, SourceFile]
    lines: Mapping[str, FileLine]
    findings: Findings

    @property
    def broken(self) -> tuple[str, ...]:
        """The files to be loaded that cannot be read."""
        return tuple(name for name in LOADED_FILES if self.lines[name].state == "broken")

    def records(self, name: str, findings: Findings) -> Iterator[Record | Refused]:
        """The records of a file, none when it is not there; raises FolderChanged when it is not what it was."""
        file = self.files.get(name)
        if file is None:
            return
        records = Records(name, _reader(file.path, Encoding(file.encoding, file.mark)), findings)
        try:
            yield from records
        except (BrokenJson, UnicodeDecodeError, OSError) as fault:
            raise FolderChanged(f"{name} を読み直せませんでした。書き込みが終わってから、もう一度実行してください。") from fault
        if records.count != file.records:
            raise FolderChanged(f"{name} の件数が変わりました。書き込みが終わってから、もう一度実行してください。")


def read_folder(path: Path) -> Folder:
    """The folder with every file read once; raises FolderUnreadable."""
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except OSError as fault:
        raise FolderUnreadable(f"{path}: {os_words(fault)}。JSONファイルのあるフォルダーを指定してください。") from fault
    findings = Findings()
    files: dict[str, SourceFile] = {}
    lines: dict[str, FileLine] = {}
    for name in (*LOADED_FILES, *(name for name in names if name not in LOADED_FILES)):
        if name not in names:
            findings.add(kinds.FILE_MISSING, name, "ないものとして進める")
            lines[name] = FileLine(file=name, state="missing")
        elif name in LOADED_FILES:
            lines[name] = _read_loaded(path / name, files, findings)
        else:
            lines[name] = _read_other(path / name, findings)
    return Folder(path, files, lines, findings)


def _read_loaded(path: Path, files: dict[str, SourceFile], findings: Findings) -> FileLine:
    found = _read_through(path)
    if isinstance(found, str):
        findings.add(kinds.FILE_BROKEN, path.name, "何も取り込まない。直すか、フォルダーから外してから実行する", value=found)
        return FileLine(file=path.name, state="broken")
    files[path.name] = found
    encoding = Encoding(found.encoding)
    if found.encoding != "utf-8":
        findings.add(kinds.FILE_ENCODING, path.name, f"{encoding.label}として読む", value=encoding.label)
    if found.mark:
        findings.add(kinds.FILE_BOM, path.name, "印を除いて読む")
    return FileLine(file=path.name, state="read", encoding=encoding.label, records=found.records)


def _read_other(path: Path, findings: Findings) -> FileLine:
    state: FileState = "later" if path.name in LATER_FILES else "unknown"
    if state == "unknown":
        findings.add(kinds.FILE_UNKNOWN, path.name, "読まない")
        return FileLine(file=path.name, state=state)
    found = _read_through(path)
    records = 0 if isinstance(found, str) else found.records
    if isinstance(found, str):
        findings.add(kinds.FILE_LATER, path.name, "この版では取り込まない（読めないので、次の版までに直す）", value=found)
    elif records:
        findings.add(kinds.FILE_LATER, path.name, "この版では取り込まない", value=f"{records}件")
    return FileLine(file=path.name, state=state, records=records)


def _read_through(path: Path) -> SourceFile | str:
    """The file, read to its end; or in Japanese why it cannot be."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            return "ファイルではない（装置やパイプ）"  # reading one might never end
        encoding = find_encoding(_chunks(path))
        if encoding is None:
            return "UTF-8・EUC-JP・Shift_JISのどれでも読めない文字コード"
        count = sum(1 for _ in _reader(path, encoding))
    except BrokenJson as fault:
        return str(fault)
    except OSError as fault:
        return f"開けない（{os_words(fault)}）"
    return SourceFile(path, encoding.codec, mark=encoding.mark, records=count)


def _reader(path: Path, encoding: Encoding) -> ArrayReader:
    return ArrayReader(decode(_chunks(path)(), encoding))


def _chunks(path: Path) -> Chunks:
    def read() -> Iterator[bytes]:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece

    return read
