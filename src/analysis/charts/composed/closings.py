"""Classes side by side: their shares at two cuts, grouped by whether the text names the grade excellent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import lettering, marks
from analysis.charts.theme import NARROW, canvas, fit
from analysis.measures import frames
from analysis.vocabulary import labels

# name and learners, then for each cut its marks and its numbers
WIDE_COLUMNS = (184, 154, 122, 154, 122)
NARROW_COLUMNS = (198, 130)
CUTS = {"very_good_up": "top", "good_up": "up"}  # each cut with its word
APART = 18  # pixels between the two cuts on the phone
BELOW = 30  # pixels for the ticks under the last class
STEPS = {False: 31, True: 50}
HEAD = {False: 26, True: 22}
Shares = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Closing:
    """One class: its key, its name, learners in words, and its shares by (cut, reading), missing where none is said.

    Shares are :class:`~analysis.vocabulary.labels.Either` where none between the ends is possible.
    """

    key: tuple[str, str]
    name: str
    learners: str
    shares: dict[tuple[str, str], Shares]
    names_excellent: bool
    is_consistent: bool
    is_focus: bool = False

    def of(self, cut: str) -> list[tuple[str, Shares]]:
        """The shares at a cut by tone: one where both readings agree, none where nothing is said."""
        shares = [(reading, self.shares[cut, reading]) for reading in ("literal", "conventional")
                 if (cut, reading) in self.shares]  # fmt: skip
        if len(shares) == 2 and shares[0][1] == shares[1][1]:
            return [("count", shares[0][1])]
        return shares


def closings(frame: pd.DataFrame, names: dict[tuple[str, str], str], language: str,
             focus: Sequence[tuple[str, str]] = ()) -> list[Closing]:  # fmt: skip
    """The classes of a frame of :func:`analysis.measures.grades.closings` in the order of the chart.

    First those whose text names the grade excellent; in both groups by the greatest share very good or better that
    the words leave, then by the least, those without a share last. ``names`` and ``focus`` are by
    (source_code, class_code).
    """
    listed = []
    for key, rows in frame.groupby(["source_code", "class_code"], sort=False):
        first, records = rows.iloc[0], rows.to_dict("records")
        shares = {(row["quantity"], row["reading"]): shares_of(row) for row in records if not pd.isna(row["share_low"])}
        learners = labels.span(*frames.ends(first, "total_low", "total_high"), language)
        named, holds = bool(first["names_excellent"]), bool(rows["is_consistent"].all())
        listed.append(Closing(key, names[key], learners, shares, named, holds, key in focus))
    return sorted(listed, key=_order)


def shares_of(row: Mapping[str, Any]) -> Shares:
    """The ends of a share in a row of a frame of grades; (None, None) for none."""
    ends = frames.share_ends(row, "share_")
    is_of_one_total = not pd.isna(row["total_high"]) and row["total_low"] == row["total_high"]
    return labels.Either(*ends) if is_of_one_total and row["is_either"] else ends


def _order(closing: Closing) -> tuple:
    low, high = closing.shares.get(("very_good_up", "literal"), (0, -1))
    return not closing.names_excellent, -high, -low, closing.name


def draw(listed: Sequence[Closing], language: str, narrow: bool = False) -> Figure:
    """Dots for exact shares, strips for bounds, joined rings for contradictions; on the phone cut after cut."""
    columns = NARROW_COLUMNS if narrow else WIDE_COLUMNS
    figure, panels = canvas(sum(columns), columns=columns)
    top, up = CUTS
    if narrow:
        y = _part(panels[0], [(top, *panels)], listed, 0, language, narrow) + APART
        return fit(figure, _part(panels[0], [(up, *panels)], listed, y, language, narrow))
    head = labels.word("closings.learners", language)
    marks.put(panels[0], columns[0] - 12, 8, head, 12, colour="soft", ha="right")
    return fit(figure, _part(panels[0], [(top, *panels[1:3]), (up, *panels[3:])], listed, 0, language, narrow))


def _part(
    names: Axes, cuts: list[tuple[str, Axes, Axes]], listed: Sequence[Closing], top: float, language: str, narrow: bool
) -> float:
    """Every class at some cuts, from a height on: its name, its marks, its numbers; gives how low that reaches."""
    for _, ax, _ in cuts:
        edge = 6 / (float(ax.bbox.width) - 12)
        ax.set_xlim(-edge, 1 + edge)
    step, y, first = STEPS[narrow], top + HEAD[narrow], top + HEAD[narrow] - 4
    in_groups = sorted(listed, key=lambda one: not one.names_excellent)
    for named, members in groupby(in_groups, key=lambda one: one.names_excellent):
        group = labels.word(f"closings.{'with' if named else 'without'}_excellent", language)
        marks.put(names, float(names.get_xlim()[0]), y + 12, group, 12, colour="soft")
        y += 24
        for member in members:
            _name(names, cuts[-1][-1], y + step / 2, member, narrow, language)
            for cut, ax, numbers in cuts:
                _mark(ax, numbers, y + step / 2 + (9 if narrow else 0), member, cut, language)
            y += step
    ticks = (0, 0.5, 1) if narrow else (0, 0.25, 0.5, 0.75, 1)
    for cut, ax, _ in cuts:
        marks.axis(ax, first, y + 8, ticks, [labels.percent(Fraction(tick), language, 0) for tick in ticks])
        marks.put(ax, 0, top + 8, labels.word(f"closings.{CUTS[cut]}", language), 13, bold=True)
    return y + BELOW


def _name(names: Axes, numbers: Axes, y: float, closing: Closing, narrow: bool, language: str) -> None:
    """The name of a class and its learners: beside its marks, on the phone above them."""
    learners = f"{closing.learners} {labels.word('closings.learners', language)}" if narrow else closing.learners
    room = (NARROW if narrow else WIDE_COLUMNS[0]) - lettering.text_width(learners, 12) - 22
    y, lines = (y - 13 if narrow else y), fitted(closing.name, room, closing.is_focus)
    size = 12.5 if lettering.fits(closing.name, 12.5, room, closing.is_focus) else 12
    for line, dy in zip(lines, (-7, 7) if len(lines) > 1 else (0,), strict=True):
        marks.put(names, float(names.get_xlim()[0]), y, line, size, bold=closing.is_focus, dy=dy)
    panel, right = (numbers, NARROW_COLUMNS[1]) if narrow else (names, WIDE_COLUMNS[0] - 12)
    marks.put(panel, right, y, learners, 12, colour="soft", ha="right")


def fitted(name: str, room: float, bold: bool = False) -> list[str]:
    """A name in a room: one line, a smaller one, else two of these, the rest cut with "…".

    >>> fitted("Hà Nội", 60), fitted("một hai ba bốn năm sáu", 60)
    (['Hà Nội'], ['một hai', 'ba bốn…'])
    """
    if lettering.fits(name, 12.5, room, bold):
        return [name]
    first, second, *more = [*lettering.lines(name, 12, room, bold), ""]
    if more and more != [""]:
        second = next(cut for end in range(len(second), -1, -1)
                      if lettering.fits(cut := f"{second[:end]}…", 12, room, bold))  # fmt: skip
    return [first, second] if second else [first]


def _mark(ax: Axes, numbers: Axes, y: float, closing: Closing, cut: str, language: str) -> None:
    shares = closing.of(cut)
    if not shares:
        marks.put(numbers, 10, y, labels.MISSING, 12.5, colour="soft")
    elif not closing.is_consistent:
        marks.rings(ax, y, *map(float, shares[0][1]))
        marks.put(numbers, 10, y, share_words(shares[0][1], language), 12, colour="alert")
    elif shares[0][0] == "count" and shares[0][1][0] == shares[0][1][1]:
        share = shares[0][1][0]
        marks.line(ax, (0, share), (y, y), colour="count-pale", width=1.5, behind=True)
        marks.dot(ax, share, y)
        marks.put(numbers, 10, y, labels.percent(share, language), 12.5, bold=closing.is_focus)
    else:
        offsets = (-6.5, 6.5) if len(shares) > 1 else (0,)
        for (tone, ends), offset in zip(shares, offsets, strict=True):
            marks.strip(ax, y + offset * 0.9, *map(float, ends), 7, tone)
            colour = "ink" if tone == "count" else tone
            marks.put(numbers, 10, y + offset * 1.15, _bound(ends, language), 12, bold=closing.is_focus, colour=colour)


def _bound(ends: Shares, language: str) -> str:
    """A share between two ends, in as few words as carry the bound."""
    low, high = ends
    if low == 0 and high < 1 and not isinstance(ends, labels.Either):
        return "≤ " + labels.percent(high, language, end="greatest")
    if high == 1 and 0 < low < 1 and not isinstance(ends, labels.Either):
        return "≥ " + labels.percent(low, language, end="least")
    return share_words(ends, language)


def share_words(ends: Shares, language: str) -> str:
    """A share between two ends, or the two of which it is one."""
    return labels.percent_span(*ends, language, is_either=isinstance(ends, labels.Either))
