"""Classes side by side: their shares at two cuts, grouped by whether the text names the grade excellent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.lettering import fits, text_width
from analysis.charts.marks import axis, bar, dot, line, put, rings
from analysis.charts.theme import NARROW, WIDE, canvas
from analysis.vocabulary import labels

# name and learners, then for each cut its marks and its numbers
WIDE_COLUMNS = (184, 164, 112, 164, 112)
NARROW_COLUMNS = (198, 130)
CUTS = ("top", "up")
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
    for key, both in frame.groupby(["source_code", "class_code"], sort=False):
        first = both.iloc[0]
        shares = {
            (cut, row["reading"]): shares_of(row, f"{cut}_")
            for row in both.to_dict("records")
            for cut in ("top", "up")
            if not pd.isna(row[f"{cut}_share_low"])
        }
        size = (None if pd.isna(first[end]) else int(first[end]) for end in ("total_low", "total_high"))
        listed.append(
            Closing(
                key, names[key], labels.span(*size, language), shares, bool(first["names_excellent"]),
                bool(both["is_consistent"].all()), key in focus,
            )
        )  # fmt: skip
    return sorted(listed, key=_order)


def shares_of(row: Mapping[str, Any], cut: str = "") -> Shares:
    """The ends of a share in a row of grades or, with a prefix, of closings."""
    ends = (row[f"{cut}share_low"], row[f"{cut}share_high"])
    is_of_one_total = not pd.isna(row["total_high"]) and row["total_low"] == row["total_high"]
    return labels.Either(*ends) if is_of_one_total and row[f"{cut}is_either"] else ends


def _order(closing: Closing) -> tuple:
    low, high = closing.shares.get(("top", "literal"), (0, -1))
    return not closing.names_excellent, -high, -low, closing.name


def draw(listed: Sequence[Closing], language: str, narrow: bool = False) -> Figure:
    """Dots for exact shares, strips for bounds, joined rings for contradictions; on the phone cut after cut."""
    groups = [(named, [one for one in listed if one.names_excellent == named]) for named in (True, False)]
    groups = [(named, members) for named, members in groups if members]
    height = HEAD[narrow] + sum(24 + STEPS[narrow] * len(members) for _, members in groups) + BELOW
    if narrow:
        figure, panels = canvas(NARROW, 2 * height + APART, NARROW_COLUMNS)
        for place, cut in enumerate(CUTS):
            _part(panels[0], [(cut, *panels)], groups, place * (height + APART), language, narrow)
    else:
        figure, panels = canvas(WIDE, height, WIDE_COLUMNS)
        cuts = [(cut, *panels[start : start + 2]) for cut, start in zip(CUTS, (1, 3), strict=True)]
        _part(panels[0], cuts, groups, 0, language, narrow)
        head = labels.word("closings.learners", language)
        put(panels[0], WIDE_COLUMNS[0] - 12, 8, head, 12, colour="soft", ha="right")
    return figure


def _part(
    names: Axes, cuts: list[tuple[str, Axes, Axes]], groups: list[tuple[bool, list[Closing]]], top: float,
    language: str, narrow: bool,
) -> None:  # fmt: skip
    """Every class at some cuts, from a height on: its name, its marks, its numbers."""
    step, y = STEPS[narrow], top + HEAD[narrow]
    bottom = y + sum(24 + step * len(members) for _, members in groups) + 8
    for cut, ax, _ in cuts:
        ax.set_xlim(-6 / (ax.bbox.width - 12), 1 + 6 / (ax.bbox.width - 12))
        ticks = (0, 0.5, 1) if narrow else (0, 0.25, 0.5, 0.75, 1)
        axis(ax, y - 4, bottom, ticks, [labels.percent(Fraction(tick), language, 0) for tick in ticks])
        put(ax, 0, top + 8, labels.word(f"closings.{cut}", language), 13, bold=True)
    for named, members in groups:
        key = "with_excellent" if named else "without_excellent"
        _left(names, y + 12, labels.word(f"closings.{key}", language), 12, colour="soft")
        y += 24
        for member in members:
            _row(names, cuts[-1][-1], y + step / 2, member, narrow, language)
            for cut, ax, numbers in cuts:
                _mark(ax, numbers, y + step / 2 + (9 if narrow else 0), member, cut, language)
            y += step


def _left(ax: Axes, y: float, text: str, size: float, bold: bool = False, colour: str = "ink") -> None:
    """A text at the left edge of a panel, whatever its units are."""
    low, high = ax.get_xlim()
    put(ax, low, y, text, size, bold=bold, colour=colour)


def _row(names: Axes, numbers: Axes, y: float, closing: Closing, narrow: bool, language: str) -> None:
    learners = f"{closing.learners} {labels.word('closings.learners', language)}" if narrow else closing.learners
    room = (NARROW if narrow else WIDE_COLUMNS[0]) - text_width(learners, 12) - 22
    top = y - 13 if narrow else y
    for text, size, dy in fitted(closing.name, room, closing.is_focus):
        _left(names, top + dy, text, size, bold=closing.is_focus)
    if narrow:
        put(numbers, NARROW_COLUMNS[1], top, learners, 12, colour="soft", ha="right")
    else:
        put(names, WIDE_COLUMNS[0] - 12, y, learners, 12, colour="soft", ha="right")


def fitted(name: str, room: float, bold: bool = False) -> list[tuple[str, float, float]]:
    """A name as (text, size, offset down) in a room: one line, else two smaller ones, the rest cut with "…"."""
    if fits(name, 12.5, room, bold):
        return [(name, 12.5, 0)]
    first, rest = _split(name, 12, room, bold)
    if not rest:
        return [(first, 12, 0)]
    second, more = _split(rest, 12, room, bold)
    if more:
        second = _split(rest, 12, room - text_width("…", 12, bold), bold, whole=False)[0] + "…"
    return [(first, 12, -7), (second, 12, 7)]


def _split(text: str, size: float, room: float, bold: bool, whole: bool = True) -> tuple[str, str]:
    """As much of a text as fits, up to a space or an underscore where there is one, and the rest."""
    if fits(text, size, room, bold):
        return text, ""
    end = next(end for end in range(len(text) - 1, 0, -1) if fits(text[:end], size, room, bold) or end == 1)
    stop = max(text.rfind(" ", 0, end), text.rfind("_", 0, end)) + 1
    end = stop if whole and stop > 1 else end
    return text[:end].rstrip(), text[end:].lstrip()


def _mark(ax: Axes, numbers: Axes, y: float, closing: Closing, cut: str, language: str) -> None:
    shares = closing.of(cut)
    if not shares:
        put(numbers, 10, y, labels.MISSING, 12.5, colour="soft")
    elif not closing.is_consistent:
        rings(ax, y, *map(float, shares[0][1]))
        put(numbers, 10, y, share_words(shares[0][1], language), 12, colour="alert")
    elif shares[0][0] == "count" and shares[0][1][0] == shares[0][1][1]:
        share = shares[0][1][0]
        line(ax, (0, share), (y, y), colour="count-pale", width=1.5, behind=True)
        dot(ax, share, y)
        put(numbers, 10, y, labels.percent(share, language), 12.5, bold=closing.is_focus)
    else:
        offsets = (-6.5, 6.5) if len(shares) > 1 else (0,)
        for (tone, ends), offset in zip(shares, offsets, strict=True):
            _strip(ax, y + offset * 0.9, ends, tone)
            colour = "ink" if tone == "count" else tone
            put(numbers, 10, y + offset * 1.15, _bound(ends, language), 12, bold=closing.is_focus, colour=colour)


def _bound(ends: Shares, language: str) -> str:
    """A share between two ends, in as few words as carry the bound."""
    low, high = ends
    if low == 0 and high < 1 and not isinstance(ends, labels.Either):
        return "≤ " + labels.percent(high, language, end="greatest")
    if high == 1 and 0 < low < 1 and not isinstance(ends, labels.Either):
        return "≥ " + labels.percent(low, language, end="least")
    return share_words(ends, language)


def _strip(ax: Axes, y: float, ends: Shares, tone: str) -> None:
    low, high = map(float, ends)
    bar(ax, y, low, high, 7, f"{tone}-pale")
    for level in (y - 3.5, y + 3.5):
        line(ax, (low, high), (level, level), colour=tone)
    for end in (low, high):
        line(ax, (end, end), (y - 5, y + 5), colour=tone, width=2)


def share_words(ends: Shares, language: str) -> str:
    """A share between two ends, or the two of which it is one."""
    return labels.percent_span(*ends, language, is_either=isinstance(ends, labels.Either))
