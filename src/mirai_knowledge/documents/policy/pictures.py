"""What a picture must be to be kept: looked at by its bytes, decoded within limits, written anew without its EXIF.

Writing it anew leaves nothing of the file but the picture: no position, no camera, no hidden second file.
"""

import io
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import UUID

import filetype  # type: ignore[import-untyped]
from PIL import Image, ImageOps, UnidentifiedImageError

from mirai_knowledge.documents.errors import AttachmentRefused, AttachmentTooLarge
from mirai_knowledge.kernel.errors import FieldError
from mirai_knowledge.kernel.text import has_control_characters

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_EDGE = 2560
"""Longer edges are brought down to this: enough for a drawing on a large screen."""
JPEG_QUALITY = 85
ACCEPTED = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
NAME_CHARS = 200
TOO_MANY_PIXELS = "画像の縦横が大きすぎます（4000万画素まで）。小さくしてから添付してください。"
# A decoded picture takes hundreds of MB at the limit; a process has room for one.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept."""

    content: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class KeepPicture:
    """A picture whose blob is stored, to be kept under the name it came with. `id` may be chosen by the caller."""

    picture: Picture
    blob: str
    name: str
    id: UUID | None = None


def make_safe(content: bytes) -> Picture:
    """The picture upright, without metadata, no edge longer than 2,560: JPEG for photographs, PNG for what has
    transparency or few colours. An animation becomes its first picture.

    Raises AttachmentTooLarge over 10 MB or 40 million pixels, AttachmentRefused for what is no JPEG, PNG, GIF or WebP.
    """
    if len(content) > MAX_BYTES:
        raise AttachmentTooLarge(f"画像は {MAX_BYTES // 1024 // 1024} MB までです。小さくしてから添付してください。")
    wanted = ACCEPTED.get(filetype.guess_mime(content) or "")
    if wanted is None:
        raise _refused("JPEG・PNG・GIF・WebP の画像を選んでください。拡張子ではなく中身で判定しています。")
    try:
        with _one_at_a_time:
            return _rewritten(content, wanted)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise AttachmentTooLarge(TOO_MANY_PIXELS) from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as fault:
        raise _refused("画像を読み取れません。ファイルが壊れていないか、開けるか確認してください。") from fault


def safe_name(name: str, picture: Picture) -> str:
    """The last part of the name the file came with, without control characters, ending as its format does."""
    line = unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name)
    kept = "".join(character for character in line if not has_control_characters(character) and character not in '"<>|?*:')
    stem = PurePosixPath(kept.strip(" .　")).stem[:NAME_CHARS] or "画像"
    return f"{stem}{'.jpg' if picture.media_type == 'image/jpeg' else '.png'}"


def _rewritten(content: bytes, wanted: str) -> Picture:
    with Image.open(io.BytesIO(content), formats=[wanted]) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise AttachmentTooLarge(TOO_MANY_PIXELS)
        opened.draft("RGB", (MAX_EDGE, MAX_EDGE))
        opened.load()
        has_alpha = "A" in opened.getbands() or "transparency" in opened.info
        plain = ImageOps.exif_transpose(opened).convert("RGBA" if has_alpha else "RGB")
    plain.thumbnail((MAX_EDGE, MAX_EDGE), Image.Resampling.LANCZOS)
    plain.info.clear()
    lossless = has_alpha or wanted in {"PNG", "GIF"}
    written = io.BytesIO()
    if lossless:
        plain.save(written, "PNG", optimize=True)
    else:
        plain.save(written, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return Picture(written.getvalue(), "image/png" if lossless else "image/jpeg", plain.width, plain.height)


def _refused(message: str) -> AttachmentRefused:
    return AttachmentRefused(message, fields=(FieldError("file", "attachment.refused", message),))
