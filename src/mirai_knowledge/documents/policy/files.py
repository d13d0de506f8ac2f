"""Which files may be attached: by the end of their name, by what is in them, by their size. Every refusal names the remedy."""

import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

import filetype  # type: ignore[import-untyped]

from mirai_knowledge.documents.errors import AttachmentRefused, AttachmentTooLarge
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.extraction import encoding_of
from mirai_knowledge.kernel.text import has_control_characters

Family = Literal["image", "pdf", "office", "text", "video"]
MB = 1024 * 1024
NAME_CHARS = 200
HEAD_BYTES = 8192
MAX_UNPACKED = 1024 * MB
MAX_RATIO = 200
"""How many times its size an Office file may unpack to; real ones reach about 30."""
SMALL_ENOUGH = 50 * MB
MAX_ENTRIES = 20_000
MAX_TYPES_BYTES = 4 * MB
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Format:
    """A sort of file that may be attached. `within` are what its bytes may be recognised as."""

    extension: str
    media_type: str
    family: Family
    called: str
    within: frozenset[str] = frozenset()


LIMITS: dict[Family, int] = {"image": 30 * MB, "pdf": 100 * MB, "office": 50 * MB, "text": 20 * MB, "video": 500 * MB}
_IMAGES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
_MOVING = frozenset({"video/mp4", "video/quicktime", "video/x-m4v", "video/3gpp"})
_FORMATS = (
    Format("jpg", "image/jpeg", "image", "画像", _IMAGES),
    Format("jpeg", "image/jpeg", "image", "画像", _IMAGES),
    Format("png", "image/png", "image", "画像", _IMAGES),
    Format("gif", "image/gif", "image", "画像", _IMAGES),
    Format("webp", "image/webp", "image", "画像", _IMAGES),
    Format("pdf", "application/pdf", "pdf", "PDF"),
    Format("docx", f"{_OFFICE}wordprocessingml.document", "office", "Word 文書"),
    Format("xlsx", f"{_OFFICE}spreadsheetml.sheet", "office", "Excel ブック"),
    Format("pptx", f"{_OFFICE}presentationml.presentation", "office", "PowerPoint"),
    Format("txt", "text/plain", "text", "テキスト"),
    Format("csv", "text/csv", "text", "CSV"),
    Format("mp4", "video/mp4", "video", "動画", _MOVING),
    Format("m4v", "video/mp4", "video", "動画", _MOVING),
    Format("mov", "video/quicktime", "video", "動画", _MOVING),
    Format("webm", "video/webm", "video", "動画", frozenset({"video/webm", "video/x-matroska"})),
)
FORMATS = {entry.extension: entry for entry in _FORMATS}
MOST_BYTES = max(LIMITS.values())
READABLE: frozenset[Family] = frozenset({"pdf", "office", "text"})
"""What has text to be read out."""
_MAIN_PARTS = {
    "docx": f"{_OFFICE}wordprocessingml.document.main+xml",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet.main+xml",
    "pptx": f"{_OFFICE}presentationml.presentation.main+xml",
}
CHOICES = "画像（JPEG・PNG・GIF・WebP）、PDF、Word・Excel・PowerPoint（docx・xlsx・pptx）、txt、csv、動画（mp4・mov・webm）"
# What people have, and what they can do with it.
_REMEDIES = {
    "doc": "Word で開き、「名前を付けて保存」で .docx にしてから添付してください。",
    "xls": "Excel で開き、「名前を付けて保存」で .xlsx にしてから添付してください。",
    "ppt": "PowerPoint で開き、「名前を付けて保存」で .pptx にしてから添付してください。",
    "docm": "マクロを含む形式は添付できません。マクロなしの .docx で保存し直してください。",
    "xlsm": "マクロを含む形式は添付できません。マクロなしの .xlsx で保存し直してください。",
    "pptm": "マクロを含む形式は添付できません。マクロなしの .pptx で保存し直してください。",
    "heic": "iPhone の「設定」→「カメラ」→「フォーマット」を「互換性優先」にして撮るか、JPEG に変換してください。",
    "heif": "iPhone の「設定」→「カメラ」→「フォーマット」を「互換性優先」にして撮るか、JPEG に変換してください。",
    "bmp": "JPEG か PNG に変換してから添付してください。",
    "tif": "JPEG・PNG か PDF に変換してから添付してください。",
    "tiff": "JPEG・PNG か PDF に変換してから添付してください。",
    "zip": "圧縮を解いて、中のファイルを一つずつ添付してください。",
    "svg": "PNG か PDF に変換してから添付してください。",
    "html": "PDF に変換してから添付してください。",
    "jtd": "一太郎で PDF に書き出してから添付してください。",
    "dwg": "CAD で PDF に書き出してから添付してください。",
    "dxf": "CAD で PDF に書き出してから添付してください。",
}


def format_named(name: str) -> Format:
    """The sort of file that the end of the name promises, full-width letters as well; raises AttachmentRefused."""
    extension = _extension(name)
    found = FORMATS.get(extension)
    if found is None:
        kind = f"「.{extension}」のファイル" if extension else "拡張子のないファイル"
        remedy = _REMEDIES.get(extension, f"添付できるのは、{CHOICES}です。この形式に変換してください。")
        raise refusal(f"{kind}は添付できません。{remedy}")
    return found


def format_of(media_type: str) -> Format:
    """The sort of an attachment that was kept."""
    return next(entry for entry in _FORMATS if entry.media_type == media_type)


def check_size(size: int, found: Format) -> None:
    """Returns for a size that may be kept; raises AttachmentRefused for an empty file, AttachmentTooLarge above the limit."""
    if size == 0:
        raise refusal("ファイルが空（0 バイト）です。元のファイルを開いて中身を確かめ、保存し直してから添付してください。")
    limit = LIMITS[found.family]
    if size > limit:
        remedy = {
            "video": "短く切るか、画質を下げてから添付してください。",
            "pdf": "ページを分けるか、軽くして保存し直してください。",
            "office": "中の画像を圧縮するか、ファイルを分けてください。",
        }.get(found.family, "小さくするか、分けてから添付してください。")
        message = f"{found.called}は {limit // MB} MB までです（このファイルは {-(-size // MB)} MB）。{remedy}"
        raise AttachmentTooLarge(message, fields=(FieldError("file", "attachment.too_large", message),))


def recognise(path: Path, name: str) -> Format:
    """What the file is, by name and content, which must agree; a picture may be of another sort than its name says.

    Raises AttachmentRefused and AttachmentTooLarge. Reads pieces, never the whole at once.
    """
    found = format_named(name)
    check_size(path.stat().st_size, found)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if found.family == "office":
        _check_office(path, head, found)
    elif found.family == "text":
        if encoding_of(path) is None:
            raise refusal(
                f"名前は .{found.extension} ですが、中身は文字ではありません。文字コードを UTF-8 にして保存し直してください。"
            )
    elif found.family == "pdf":
        if b"%PDF-" not in head[:1024]:
            raise _mismatch(head, found)
    elif (filetype.guess_mime(head) or "") not in found.within:
        raise _mismatch(head, found)
    return found


def safe_name(name: str, extension: str) -> str:
    """The last part of the name the file came with, without control characters, ending as its format does."""
    line = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    kept = "".join(character for character in line if not has_control_characters(character) and character not in '"<>|?*:')
    kept = kept.strip(" .　")
    ending = _extension(kept)
    cut = (
        len(kept) - len(kept.replace("．", ".").rpartition(".")[2]) - 1 if ending in FORMATS or ending in _REMEDIES else len(kept)
    )
    return f"{kept[:cut][:NAME_CHARS].strip(' .　．') or '無題'}.{extension}"


def refusal(message: str) -> AttachmentRefused:
    """The file cannot be attached, for this reason and with this remedy."""
    return AttachmentRefused(message, fields=(FieldError("file", "attachment.refused", message),))


def _extension(name: str) -> str:
    return PurePosixPath(unicodedata.normalize("NFKC", name.replace("\\", "/")).strip()).suffix[1:].strip().lower()


def _mismatch(head: bytes, found: Format) -> AttachmentRefused:
    guess = filetype.guess(head)
    inside = f"中身は {guess.extension} です" if guess is not None else f"中身は{found.called}ではありません"
    return refusal(
        f"名前は .{found.extension} ですが、{inside}。元のアプリで開けるかを確かめ、保存し直してから添付してください。"
    )


def _check_office(path: Path, head: bytes, found: Format) -> None:
    if head.startswith(OLE):
        raise refusal(f"パスワード付きか、古い形式のファイルです。パスワードを外し、.{found.extension} で保存し直してください。")
    if not head.startswith(b"PK\x03\x04"):
        raise _mismatch(head, found)
    try:
        with zipfile.ZipFile(path) as opened:
            _refuse_bomb(opened, path.stat().st_size)
            types = _content_types(opened)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as fault:
        raise _mismatch(b"", found) from fault
    if "macroEnabled" in types or "vbaProject" in types:
        raise refusal(_REMEDIES[f"{found.extension[:-1]}m"])
    if _MAIN_PARTS[found.extension] not in types:
        other = next((entry for entry, main in _MAIN_PARTS.items() if main in types), None)
        inside = (
            f"中身は .{other} です。名前の終わりを .{other} に直してください。"
            if other
            else f"中身は{found.called}ではありません。"
        )
        raise refusal(f"名前は .{found.extension} ですが、{inside}元のアプリで開けるかも確かめてください。")


def _refuse_bomb(opened: zipfile.ZipFile, size: int) -> None:
    entries = opened.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    too_much = unpacked > MAX_UNPACKED or (unpacked > SMALL_ENOUGH and unpacked > MAX_RATIO * size)
    # Entries that lie over each other say more packed bytes than there are.
    if too_much or packed > size or len(entries) > MAX_ENTRIES:
        raise refusal("開くと異常に大きくなるファイルのため、添付できません。PDF に変換してから添付してください。")


def _content_types(opened: zipfile.ZipFile) -> str:
    with opened.open("[Content_Types].xml") as file:
        return file.read(MAX_TYPES_BYTES).decode("utf-8", "replace")
