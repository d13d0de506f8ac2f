"""What a picture must be to be kept: looked at by its bytes, decoded within limits, written anew without its EXIF.

Writing it anew leaves nothing of the file but the picture: no camera, no hidden second file, and no position unless it is
kept on purpose.
"""

import io
import threading
from dataclasses import dataclass

import filetype  # type: ignore[import-untyped]
from PIL import Image, ImageOps, UnidentifiedImageError

from mirai_knowledge.documents.errors import AttachmentTooLarge
from mirai_knowledge.documents.policy.files import LIMITS, MB, refusal

MAX_BYTES = 10 * MB
"""What one call may send; larger pictures come in parts."""
MAX_PIXELS = 40_000_000
MAX_EDGE = 2560
"""Longer edges are brought down to this: enough for a drawing on a large screen."""
JPEG_QUALITY = 85
ACCEPTED = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
THUMB_EDGE = 480
GPS = 0x8825
"""The directory of the position in EXIF (CIPA DC-008, 4.6.3)."""
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
    thumb: bytes
    has_position: bool = False


def make_safe(content: bytes, *, keep_position: bool = False, limit: int = LIMITS["image"]) -> Picture:
    """The picture upright, without metadata (apart from the position, to be kept on purpose), no edge longer than 2,560:
    JPEG for photographs, PNG for what has transparency or few colours. An animation becomes its first picture.

    Raises AttachmentTooLarge over the limit or 40 million pixels, AttachmentRefused for what is no JPEG, PNG, GIF or WebP.
    """
    if len(content) > limit:
        raise AttachmentTooLarge(f"画像は {limit // MB} MB までです。小さくしてから添付してください。")
    wanted = ACCEPTED.get(filetype.guess_mime(content) or "")
    if wanted is None:
        raise refusal("JPEG・PNG・GIF・WebP の画像を選んでください。拡張子ではなく中身で判定しています。")
    try:
        with _one_at_a_time:
            return _rewritten(content, wanted, keep_position)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise AttachmentTooLarge(TOO_MANY_PIXELS) from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as fault:
        raise refusal("画像を読み取れません。ファイルが壊れていないか、開けるか確認してください。") from fault


def thumb_of(content: bytes) -> bytes:
    """A small JPEG of a picture that we wrote ourselves."""
    with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as opened:
        opened.draft("RGB", (THUMB_EDGE, THUMB_EDGE))
        return _small(opened)


def _rewritten(content: bytes, wanted: str, keep_position: bool) -> Picture:
    with Image.open(io.BytesIO(content), formats=[wanted]) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise AttachmentTooLarge(TOO_MANY_PIXELS)
        opened.draft("RGB", (MAX_EDGE, MAX_EDGE))
        opened.load()
        position = dict(opened.getexif().get_ifd(GPS)) if keep_position else {}
        has_alpha = "A" in opened.getbands() or "transparency" in opened.info
        plain = ImageOps.exif_transpose(opened).convert("RGBA" if has_alpha else "RGB")
    plain.thumbnail((MAX_EDGE, MAX_EDGE), Image.Resampling.LANCZOS)
    plain.info.clear()
    lossless = has_alpha or wanted in {"PNG", "GIF"}
    written = io.BytesIO()
    kept = {"exif": _position_alone(position)} if position else {}
    if lossless:
        plain.save(written, "PNG", optimize=True, **kept)
    else:
        plain.save(written, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True, **kept)
    media_type = "image/png" if lossless else "image/jpeg"
    return Picture(written.getvalue(), media_type, plain.width, plain.height, _small(plain), bool(position))


def _position_alone(position: dict[int, object]) -> Image.Exif:
    exif = Image.Exif()
    exif[GPS] = position
    return exif


def _small(picture: Image.Image) -> bytes:
    small = picture.copy()
    small.thumbnail((THUMB_EDGE, THUMB_EDGE), Image.Resampling.LANCZOS)
    flat = Image.new("RGB", small.size, "white")
    flat.paste(small, mask=small.getchannel("A") if "A" in small.getbands() else None)
    written = io.BytesIO()
    flat.save(written, "JPEG", quality=80, optimize=True, progressive=True)
    return written.getvalue()
