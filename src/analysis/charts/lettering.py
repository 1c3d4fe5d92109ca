"""How wide a text is in the font of the drawings, and whether the texts of a figure keep clear."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import combinations, zip_longest
from pathlib import Path
from threading import get_ident

from matplotlib import get_data_path
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis.charts.theme import FONT

# Letters are measured at a size in pixels; a font counts in parts of a pixel.
_EM, _PER_INCH, _SUBPIXELS = 100, 72, 64
_SLACK = 0.5  # pixels by which two texts may touch or a text may leave the canvas


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = 13, bold: bool = False) -> float:
    """The width of one line of text in CSS pixels.

    Measured in the font of the drawings, which is wider than what most systems use on the page: a text that
    fits here fits there.

    >>> round(text_width("gần 60%", 12)), round(text_width("gần 60%", 12, bold=True)), text_width("")
    (53, 58, 0.0)
    """
    return size * sum(_advance(*pair, bold) for pair in zip_longest(text, text[1:])) if text else 0.0


@cache
def _advance(letter: str, following: str | None, bold: bool) -> float:
    """How far a letter moves the pen before the next one, for a font of size 1.

    Kept for each pair, since laying out whole lines took a third of the time of a page's files.
    """
    font = _font(bold, get_ident())
    font.set_size(_EM, _PER_INCH)
    glyph, *after = (font.get_char_index(ord(one)) for one in (letter, following) if one)  # 0: a box
    moved = font.load_glyph(glyph, flags=LoadFlags.NO_HINTING).horiAdvance
    if after:
        moved += font.get_kerning(glyph, *after, Kerning.DEFAULT)
    return moved / _SUBPIXELS / _EM


@cache
def _font(bold: bool, _thread: int) -> FT2Font:
    """The font of the drawings as matplotlib brings it, one for each thread.

    Looked up by its properties or opened by :func:`get_font` it would depend on the settings of the notebook.
    """
    name = f"{FONT.replace(' ', '')}{'-Bold' if bold else ''}.ttf"
    return FT2Font(Path(get_data_path(), "fonts", "ttf", name))


def fits(text: str, size: float, width: float, bold: bool = False) -> bool:
    """Whether one line of text is at most ``width`` CSS pixels wide.

    >>> fits("khá", 13, 30), fits("trung bình khá", 13, 30)
    (True, False)
    """
    return text_width(text, size, bold) <= width


def wrap(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """The text in lines of at most ``width`` CSS pixels, a longer word alone in its line; none for no text.

    >>> wrap("giỏi hoặc xuất sắc", 13, 80)
    ['giỏi hoặc', 'xuất sắc']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and fits(longer, size, width, bold):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def faults(figure: Figure) -> list[str]:
    """A sentence for each two texts of a figure that overlap, each that leaves the canvas or lacks a letter."""
    boxes = [(text.get_text(), _box(text)) for text in figure.findobj(Text) if _shown(text)]
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


def _shown(text: Text) -> bool:
    return bool(text.get_text()) and text.get_visible() and (text.axes is None or text in text.axes.texts)


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
