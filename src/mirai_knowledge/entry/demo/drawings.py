"""Plain drawings for the demonstration documents, made of lines and areas; words stand in the text below them."""

from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (960, 600)
PAPER, LINE, AREA, MARK, WATER = "white", "#37474f", "#cfd8dc", "#c62828", "#90caf9"


def draw(name: str) -> bytes:
    """The drawing of that name as PNG; raises KeyError for one there is not."""
    picture = Image.new("RGB", SIZE, PAPER)
    DRAWINGS[name](ImageDraw.Draw(picture))
    held = BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


def _formwork(pen: ImageDraw.ImageDraw) -> None:
    """A wall form in section: concrete, boards, ties at their levels, and the triangle of the pressure."""
    pen.rectangle((420, 60, 560, 520), fill=AREA)
    for x in (404, 560):
        pen.rectangle((x, 50, x + 16, 530), fill="#bcaaa4", outline=LINE)
    for y in range(110, 520, 100):
        pen.line((380, y, 600, y), fill=LINE, width=6)
    pen.polygon(((640, 60), (640, 520), (860, 520)), outline=MARK, width=5)
    pen.line((60, 530, 900, 530), fill=LINE, width=8)


def _rebar(pen: ImageDraw.ImageDraw) -> None:
    """A welded joint: two bars and the bulge between them."""
    pen.rectangle((60, 260, 900, 340), fill=AREA, outline=LINE, width=4)
    pen.ellipse((400, 220, 560, 380), fill=AREA, outline=LINE, width=4)
    pen.line((480, 170, 480, 430), fill=MARK, width=4)
    pen.line((400, 450, 560, 450), fill=MARK, width=6)


def _slope(pen: ImageDraw.ImageDraw) -> None:
    """A cut slope in steps with a berm and the drain at its foot."""
    pen.polygon(((60, 540), (360, 540), (520, 360), (600, 360), (780, 140), (900, 140), (900, 580), (60, 580)), fill=AREA)
    pen.line(((60, 540), (360, 540), (520, 360), (600, 360), (780, 140), (900, 140)), fill=LINE, width=6)
    pen.rectangle((320, 520, 360, 550), fill=WATER, outline=LINE, width=3)
    pen.line((560, 330, 560, 240), fill=MARK, width=5)


def _pile(pen: ImageDraw.ImageDraw) -> None:
    """A bored pile: casing, slurry, cage and the slime at the bottom."""
    pen.rectangle((60, 80, 900, 100), fill=LINE)
    pen.rectangle((400, 100, 560, 540), fill=WATER, outline=LINE, width=5)
    for x in (430, 530):
        pen.line((x, 90, x, 500), fill=LINE, width=6)
    for y in range(140, 500, 60):
        pen.line((430, y, 530, y), fill=LINE, width=3)
    pen.rectangle((404, 515, 556, 538), fill=MARK)


DRAWINGS: Mapping[str, Callable[[ImageDraw.ImageDraw], None]] = {
    "formwork": _formwork,
    "rebar": _rebar,
    "slope": _slope,
    "pile": _pile,
}
