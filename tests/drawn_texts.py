"""Whether the texts of a drawing keep clear of each other and of its edges, and whether its font has their letters."""

from __future__ import annotations

from itertools import combinations

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis.charts.lettering import text_width
from analysis.charts.theme import FONT

_SLACK = 0.5  # pixels by which two texts may touch or a text may leave the canvas


def faults(figure: Figure) -> list[str]:
    """A sentence for each two texts of a figure that overlap, each that leaves the canvas or lacks a letter."""
    texts = [text for axes in figure.axes for text in axes.texts if text.get_text() and text.get_visible()]
    boxes = [(text.get_text(), _box(text)) for text in texts]
    across, down = (float(size) * figure.dpi for size in figure.get_size_inches())
    outside = [
        f'"{text}" leaves the canvas.'
        for text, box in boxes
        if min(box.x0, box.y0) < -_SLACK or box.x1 > across + _SLACK or box.y1 > down + _SLACK
    ]
    meeting = [
        f'"{one}" overlaps "{other}".'
        for (one, first), (other, second) in combinations(boxes, 2)
        if _overlap(first, second)
    ]
    lacking = [
        f'"{text}" has letters that the font of the drawings lacks: {" ".join(letters)}.'
        for text, _ in boxes
        if (letters := missing(text))
    ]
    return outside + meeting + lacking


def missing(text: str, family: str = FONT) -> list[str]:
    """The letters of a text that a font lacks and would draw as boxes; none where it has them all.

    >>> missing("Đỗ Thị Ế, ộ"), missing("ế ộ", "cmr10")
    ([], ['ế', 'ộ'])
    """
    charmap = get_font(findfont(FontProperties(family=family))).get_charmap()
    return [letter for letter in dict.fromkeys(text) if not letter.isspace() and ord(letter) not in charmap]


def _box(text: Text) -> Bbox:
    """The box of a text set on its baseline, from the top of its capitals to its baseline, in pixels."""
    x, y = (float(value) for value in text.get_transform().transform(text.get_position()))
    size = text.get_fontsize()
    width = text_width(text.get_text(), size, text.get_weight() == "bold")
    left = x - width * {"left": 0, "center": 0.5, "right": 1}[text.get_ha()]
    return Bbox.from_bounds(left, y - 0.2 * size, width, size)


def _overlap(first: Bbox, second: Bbox) -> bool:
    across = min(first.x1, second.x1) - max(first.x0, second.x0)
    down = min(first.y1, second.y1) - max(first.y0, second.y0)
    return across > _SLACK and down > _SLACK
