"""Learners at each cut and grade: what is certain and what is possible, the literal reading above the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import words
from analysis.charts.composed.closings import share_words, shares_of
from analysis.charts.lettering import text_width, wrap
from analysis.charts.marks import axis, interval, line, put, rings
from analysis.charts.composed.scales import whole_ticks
from analysis.charts.theme import NARROW, WIDE, canvas
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS

WIDE_COLUMNS = (212, 312, 212)
NARROW_COLUMNS = (206, 122)
HALF = 13  # pixels between the middle of a row and the middle of each of its two bars
ROOM = 1.25  # the axis of a class without an upper end runs a quarter past its greatest printed number


Ends = tuple[int, int | None]


@dataclass(frozen=True)
class Bar:
    """One bar: its tone, and the ends of a count and of a share; ``high`` None has no end.

    ``is_either``: one of the two ends, and none between.
    """

    tone: str
    low: int
    high: int | None
    shares: tuple[Fraction | None, Fraction | None]
    is_either: bool


@dataclass(frozen=True)
class Row:
    """One quantity: its words and its bars, one where both readings agree, none where nothing is said.

    ``aside`` are the ends of what the other statements leave of a printed number that they contradict; ``silence``
    stands where there is no bar.
    """

    name: str
    printed: str
    bars: tuple[Bar, ...]
    aside: Ends | None = None
    silence: str = labels.MISSING

    @property
    def lines(self) -> int:
        """How many bars the row has under each other."""
        return len(self.bars) + (self.aside is not None)


def rows(frame: pd.DataFrame, language: str) -> list[Row]:
    """The rows of a chart from a frame of :func:`analysis.measures.grades.distribution`, in its order."""
    lines = []
    for quantity, both in frame.groupby("quantity", sort=False):
        bars = [_bar(record) for record in sorted(both.to_dict("records"), key=_reading)]
        bars = [bar for bar in bars if bar is not None]
        if len(bars) > 1 and (bars[0].low, bars[0].high) == (bars[1].low, bars[1].high):
            bars = [replace(bars[0], tone="count")]
        record, name = both.iloc[0], quantity_name(quantity, language)
        printed = _printed(record, both["falls_back"].any(), language)
        lines.append(Row(name, printed, tuple(bars), aside(record), silence(record, language)))
    return lines


def silence(record: pd.Series, language: str) -> str:
    """Why a quantity has no number: the search was cut off, no whole number is what was printed, or nothing is said."""
    if record["is_cut_off"]:
        return labels.word("grades_chart.cut_off", language)
    return labels.word("grades_chart.no_fit", language) if record["printed"] else labels.MISSING


def aside(record: pd.Series) -> Ends | None:
    """What the other statements leave of a quantity in doubt; None where that is just what is printed, as of two
    printed numbers of which each excludes the other.
    """
    printed, left = (
        tuple(None if pd.isna(record[end]) else int(record[end]) for end in ends)
        for ends in (("low", "high"), ("aside_low", "aside_high"))
    )
    return None if left[0] is None or left == printed else left


def quantity_name(quantity: str, language: str) -> str:
    """The words of a key of a distribution; of grades counted together, those of each.

    >>> quantity_name("good_up", "en"), quantity_name("very_good+good", "vi")
    ('Good (khá) or better', 'Giỏi + Khá')
    """
    if "+" not in quantity:
        return labels.word(f"quantity.{quantity}", language)
    return " + ".join(labels.word(f"grade.{code}", language) for code in quantity.split("+"))


def _reading(record: dict) -> int:
    return READINGS.index(record["reading"])


def _bar(record: dict) -> Bar | None:
    if pd.isna(record["low"]):
        return None
    high = None if pd.isna(record["high"]) else int(record["high"])
    return Bar(record["reading"], int(record["low"]), high, shares_of(record), bool(record["is_either"]))


def _printed(record: pd.Series, falls_back: bool, language: str) -> str:
    if not record["printed"]:
        derived = not pd.isna(record["low"])
        return labels.word("grades_chart.derived" if derived else "grades_chart.not_printed", language)
    quoted = words.quoted(record["printed"], record["source_code"], language)
    return labels.say(
        "grades_chart.printed_literally" if falls_back else "grades_chart.printed", language, quoted=quoted
    )


def draw(frame: pd.DataFrame, language: str, narrow: bool = False) -> Figure:
    """The interval bars of a class; ``frame`` holds the rows of a distribution that are to be shown."""
    listed, total = rows(frame, language), frame["total_high"].iloc[0]
    step = _narrow_step if narrow else _wide_step
    middles, bottom = _middles([step(row) for row in listed], 22 if narrow else 16)
    width, columns = (NARROW, NARROW_COLUMNS) if narrow else (WIDE, WIDE_COLUMNS)
    figure, panels = canvas(width, bottom + 40, columns)
    bars, numbers = panels[-2], panels[-1]
    most = _most(listed) if pd.isna(total) else int(total)
    bars.set_xlim(0, most * (ROOM if pd.isna(total) else 1) or 1)
    ticks = whole_ticks(most, 2 if narrow else 4)
    title = labels.word("grades_chart.learners", language)
    axis(bars, 6, bottom, ticks, [labels.number(tick, language) for tick in ticks], title=title)
    for index, (row, y) in enumerate(zip(listed, middles, strict=True)):
        (_narrow_words if narrow else _wide_words)(panels, row, y, index)
        _bars(bars, numbers, row, y, narrow, language)
    _name_readings(bars, listed, middles, language)
    return figure


def _words(row: Row) -> list[tuple[str, float, bool]]:
    """The lines beside the bars: the name, then what is printed, as (text, size, bold)."""
    room = WIDE_COLUMNS[0] - 6
    names = [(text, 13.5, True) for text in wrap(row.name, 13.5, room, True)]
    return names + [(text, 12, False) for text in wrap(row.printed, 12, room)]


def _wide_step(row: Row) -> int:
    return max(66 if row.lines > 1 else 46, 19 * len(_words(row)) + 10)


def _narrow_step(row: Row) -> int:
    return (38 if _on_one_line(row) else 54) + (54 if row.lines > 1 else 30)


def _middles(steps: Iterable[int], start: int) -> tuple[list[float], int]:
    """The middles of rows of these heights under each other, and where the last one ends."""
    middles, y = [], start
    for step in steps:
        middles.append(y + step / 2)
        y += step
    return middles, y


def _most(listed: list[Row]) -> int:
    ends = [(bar.low, bar.high) for row in listed for bar in row.bars] + [row.aside for row in listed if row.aside]
    return max((low if high is None else high for low, high in ends), default=1)


def _wide_words(panels: list[Axes], row: Row, y: float, index: int) -> None:
    names = panels[0]
    if index:
        edge = y - _wide_step(row) / 2
        line(names, (0, WIDE), (edge, edge), colour="grid", behind=True)
    lines = _words(row)
    for step, (text, size, bold) in enumerate(lines):
        middle = y + 19 * (step - (len(lines) - 1) / 2)
        put(names, 0, middle, text, size, bold=bold, colour="ink" if bold else "soft")


def _on_one_line(row: Row) -> bool:
    return text_width(row.name, 13, True) + text_width(row.printed, 12) + 10 <= NARROW


def _narrow_words(panels: list[Axes], row: Row, y: float, index: int) -> None:
    bars, numbers = panels
    top = y - _narrow_step(row) / 2 + 16
    put(bars, 0, top, row.name, 13, bold=True)
    if _on_one_line(row):
        put(numbers, NARROW_COLUMNS[1], top, row.printed, 12, colour="soft", ha="right")
    else:
        put(bars, 0, top + 17, row.printed, 12, colour="soft")


def _heights(row: Row, y: float, narrow: bool) -> Iterator[tuple[Bar, float]]:
    """Each bar with its middle: on the phone under the words of its row."""
    if narrow:
        y += 16 if _on_one_line(row) else 24
    offsets = (-HALF, HALF) if row.lines > 1 else (0,)
    yield from ((bar, y + offset) for bar, offset in zip(row.bars, offsets, strict=False))


def _middle_aside(row: Row, y: float, narrow: bool) -> float:
    """The middle of the rings: the lower line of the row."""
    return y + (16 if _on_one_line(row) else 24) * narrow + HALF * (row.lines > 1)


def _bars(bars: Axes, numbers: Axes, row: Row, y: float, narrow: bool, language: str) -> None:
    right = (NARROW_COLUMNS if narrow else WIDE_COLUMNS)[-1]
    for bar, middle in _heights(row, y, narrow):
        interval(bars, middle, bar.low, bar.high, 17 if narrow else 19, bar.tone, 3 if narrow else 4)
        text = labels.span(bar.low, bar.high, language, is_either=bar.is_either)
        colour = "ink" if bar.tone == "count" else bar.tone
        if narrow:
            put(numbers, right, middle, text, 13, bold=True, colour=colour, ha="right")
            continue
        put(numbers, 16, middle, text, 14, bold=True, colour=colour)
        if bar.shares[0] is not None:
            shares = share_words(bar.shares, language)
            put(numbers, right, middle, shares, 12, colour="soft", ha="right")
    x, ha = (right, "right") if narrow else (16, "left")
    if not row.bars:
        put(numbers, x, y + (16 if narrow else 0) - HALF * (row.lines > 0), row.silence, 13, colour="soft", ha=ha)
    if row.aside is not None:
        middle, end = _middle_aside(row, y, narrow), float(bars.get_xlim()[1])
        rings(bars, middle, row.aside[0], end if row.aside[1] is None else row.aside[1])
        put(numbers, x, middle, labels.span(*row.aside, language), 13, bold=True, colour="alert", ha=ha)


def _name_readings(ax: Axes, listed: list[Row], middles: list[float], language: str) -> None:
    """Each reading is named once, in or beside one of its bars; then what solid and pale mean."""
    narrow, used = len(ax.figure.axes) == 2, set()
    bars = [(bar, y) for row, middle in zip(listed, middles, strict=True) for bar, y in _heights(row, middle, narrow)]
    for reading in READINGS:
        of_reading = [(bar, y) for bar, y in bars if bar.tone == reading]
        texts = [labels.word(f"grades_chart.{reading}_long", language), labels.word(f"reading.{reading}", language)]
        spots = ((bar, y, text, spot) for text in texts for bar, y in of_reading for spot in _spots(ax, bar, text))
        if spot := next(spots, None):
            bar, y, text, (x, colour) = spot
            put(ax, x, y, text, 12, bold=True, colour=colour, dx=8)
            used.add(y)
    _name_parts(ax, [(bar, y) for bar, y in bars if y not in used], language)


def _spots(ax: Axes, bar: Bar, text: str) -> Iterator[tuple[float, str]]:
    """Where a text fits along a bar, and its colour there: in the solid, right of the bar, in the pale."""
    scale = float(ax.bbox.width) / float(ax.get_xlim()[1])
    end = float(ax.get_xlim()[1]) if bar.high is None else bar.high
    room = text_width(text, 12, True) + 16
    if bar.low * scale >= room:
        yield 0, "paper"
    if (float(ax.get_xlim()[1]) - end) * scale >= room:
        yield end, bar.tone
    if bar.high is not None and (end - bar.low) * scale >= room:
        yield bar.low, "ink"


def _name_parts(ax: Axes, bars: list[tuple[Bar, float]], language: str) -> None:
    certain, possible = (labels.word(f"grades_chart.{key}", language) for key in ("certain", "possible"))
    scale = float(ax.bbox.width) / float(ax.get_xlim()[1])
    for bar, y in bars:
        if bar.high is None:
            continue
        solid, pale = bar.low * scale, (bar.high - bar.low) * scale
        if solid >= text_width(certain, 12) + 14 and pale >= text_width(possible, 12) + 14:
            put(ax, 0, y, certain, 12, colour="paper", dx=8)
            put(ax, bar.low, y, possible, 12, dx=8)
            return
