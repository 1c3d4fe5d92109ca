"""A programme as a table with bars: each row its name, its printed words, a bar, what is certain, what is not said.

Rows stand in groups, each on an axis of its own: people of levels and learners of a class are never compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import marks
from analysis.charts.composed import rows
from analysis.charts.composed.rows import SUPPRESSED, Row
from analysis.charts.theme import NARROW, WIDE, canvas, fit, panel
from analysis.vocabulary import labels

_COLUMNS = (166, 112, 170, 144, 144)  # name, printed words, bar, what is certain, what is not said
_BARS = 2
_GAP = 14


@dataclass(frozen=True)
class Line:
    """A row with one bar, the remarks under its value, and what is not said of it."""

    row: Row
    remarks: tuple[str, ...]
    unsaid: str


@dataclass(frozen=True)
class Group:
    """Rows on one axis: the names of its columns, what the axis counts, where it ends (None: where the bars do)."""

    heading: str
    heads: tuple[str, ...]
    unit: str
    lines: tuple[Line, ...]
    end: int | None = None


def draw(groups: Sequence[Group], language: str, narrow: bool) -> Figure:
    """The figure of the groups, below each other; on a phone everything of a row stands in one column."""
    columns = (NARROW,) if narrow else _COLUMNS
    figure, panels = canvas(sum(columns), columns=columns)
    left = 0 if narrow else sum(_COLUMNS[:_BARS])
    y = 0.0
    for group in groups:
        bars = panel(figure, left, 0, columns[0] if narrow else columns[_BARS] - _GAP, 1)
        write = partial(labels.number, language=language)
        ticks = rows.scale(bars, [line.row for line in group.lines], group.end, write)
        y = marks.paragraph(panels[0], y, group.heading, 13.5, sum(columns), True) + 4 * bool(group.heading)
        y = _heads(panels, y, group.heads, narrow)
        for line in group.lines:
            y = (_narrow if narrow else _wide)(panels, bars, line, y, group.heads)
            marks.line(panels[0], (0, sum(columns)), (y, y), "grid")
        if any(line.row.bars[0].tone != SUPPRESSED for line in group.lines):
            marks.axis(bars, y, y, *ticks, group.unit)
            y += 38
        y += _GAP
    return fit(figure, y - _GAP)


def _heads(panels: Sequence[Axes], y: float, heads: Sequence[str], narrow: bool) -> float:
    """The names of the columns above a line; a phone has one column, and none."""
    if not narrow:
        y = max(
            marks.paragraph(ax, y, head, 12, width - _GAP, True, "soft")
            for ax, head, width in zip(panels, heads, _COLUMNS, strict=True)
        )
    y += 4
    marks.line(panels[0], (0, NARROW if narrow else WIDE), (y, y))
    return y


def _wide(panels: Sequence[Axes], bars: Axes, line: Line, y: float, _: Sequence[str]) -> float:
    names, printed, _, certain, unsaid = panels
    row, (bar,), top = line.row, line.row.bars, y + 8
    below = [
        marks.paragraph(names, top, row.name, 13, _COLUMNS[0] - _GAP, True),
        marks.paragraph(printed, top + 1, row.detail, 12, _COLUMNS[1] - _GAP),
        marks.paragraph(unsaid, top + 1, line.unsaid, 12, _COLUMNS[4], colour="soft"),
    ]
    if bar.tone != SUPPRESSED:
        rows.draw_bar(bars, top + 10, bar, 18, row.planned)
    said = marks.paragraph(certain, top, bar.text, 14, _COLUMNS[3] - _GAP, True, bar.colour)
    for text in line.remarks:
        said = marks.paragraph(certain, said, text, 12, _COLUMNS[3] - _GAP, colour="soft")
    return max(*below, said, top + 24) + 8


def _narrow(panels: Sequence[Axes], bars: Axes, line: Line, y: float, heads: Sequence[str]) -> float:
    (whole,), row, (bar,) = panels, line.row, line.row.bars
    y = marks.paragraph(whole, y + 8, row.name, 13.5, NARROW - 4, True)
    y = marks.paragraph(whole, y, f"{heads[1]}: {row.detail}", 12, NARROW - 4)
    y = marks.paragraph(whole, y + 2, bar.text, 14, NARROW - 4, True, bar.colour)
    if bar.tone != SUPPRESSED:
        rows.draw_bar(bars, y + 14, bar, 16, row.planned)
        y += 30
    for text in line.remarks:
        y = marks.paragraph(whole, y, text, 12, NARROW - 4, colour="soft")
    unsaid = f"{heads[-1]}: {line.unsaid}" if line.unsaid else ""
    return marks.paragraph(whole, y, unsaid, 12, NARROW - 4, colour="soft") + 8
