"""How much room a table needs: only one that a phone cuts off has to be scrolled, and so be reached by the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.charts.lettering import text_width
from analysis.pages.tables import TEXTS, Column

_ROOM = 288  # pixels on a page of 320, the narrowest that has to do
_SIZE, _BETWEEN = 14, 19
_LEAST = 96  # of a column of texts, as the style sheet has it
_SHORT = 8


def scrolls(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> bool:
    """Whether a table whose cells are shown so may be wider than a phone.

    >>> columns = Column("who", "Who"), Column("people", "People", "count")
    >>> scrolls([["City", "91"]], columns), scrolls([["City", "91"] * 3], columns * 3)
    (False, True)
    """
    cells = zip(*([column.label for column in columns], *rows), strict=True)
    needed = sum(_needed(down, column) for down, column in zip(cells, columns, strict=True))
    return needed + _BETWEEN * (len(columns) - 1) > _ROOM


def _needed(cells: Sequence[str], column: Column) -> float:
    """The pixels of a column: its longest word, since texts and headings break between words, or its longest number."""
    head, *body = cells
    is_text = column.kind in TEXTS
    pieces = head.split() + [word for cell in body for word in (cell.split() if is_text else [cell])]
    return max([_LEAST * is_text, *(text_width(piece, _SIZE, True) for piece in pieces)])


def is_short(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows begin with marks of a few letters, such as the numbers of a form; False for no row.

    >>> is_short([["II.7", "256"]]), is_short([["Hà Nội class 2", "256"]]), is_short([])
    (True, False, False)
    """
    return bool(rows) and max(len(row[0]) for row in rows) <= _SHORT
