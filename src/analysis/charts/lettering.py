"""How wide a text is in the font of the drawings, and its lines in a given width."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path
from threading import get_ident

from matplotlib import get_data_path
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags

from analysis.charts.theme import FONT

# Letters are measured at a size in pixels; a font counts in parts of a pixel.
_EM, _PER_INCH, _SUBPIXELS = 100, 72, 64


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

    Looked up by its properties it would depend on the settings of the notebook.
    """
    name = f"{FONT.replace(' ', '')}{'-Bold' if bold else ''}.ttf"
    return FT2Font(Path(get_data_path(), "fonts", "ttf", name))


def fits(text: str, size: float, width: float, bold: bool = False) -> bool:
    """Whether one line of text is at most ``width`` CSS pixels wide.

    >>> fits("khá", 13, 30), fits("trung bình khá", 13, 30)
    (True, False)
    """
    return text_width(text, size, bold) <= width


def lines(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """The text in lines of at most ``width`` CSS pixels, a wider word broken where it must be; none for no text.

    >>> lines("Cán bộ abcdefghijklmnop", 13, 60)
    ['Cán bộ', 'abcdefg', 'hijklmno', 'p']
    """
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and fits(longer, size, width, bold):
            found[-1] = longer
            continue
        rest = word
        while rest:
            kept = next((end for end in range(len(rest), 1, -1) if fits(rest[:end], size, width, bold)), 1)
            found.append(rest[:kept])
            rest = rest[kept:]
    return found
