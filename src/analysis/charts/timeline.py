"""How long each level exists: one lane a level, ended levels cut off, new series paler after a gap."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import lettering, marks, words
from analysis.charts.theme import NARROW, WIDE, canvas, pixel
from analysis.vocabulary import labels

_LEFT = 224
_BAR = 12


def draw(frame: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """Lanes of ``throughput.validity``; its column ``reported`` holds the dates (YYYY…) of a level's figures.

    A white dot is a published figure; a level that ended reads [z] from then on.
    """
    first, last = span(frame)
    lanes = [_lines(row, language, narrow) for row in frame.to_dict("records")]
    top = 40.0
    bottom = top + sum(_height(lines, narrow) for lines in lanes)
    columns = (NARROW,) if narrow else (_LEFT, WIDE - _LEFT)
    figure, panels = canvas(sum(columns), bottom + 38, columns)
    panels[-1].set_xlim(first, last)
    y = top
    for row, lines in zip(frame.to_dict("records"), lanes, strict=True):
        y = _lane(panels, y, row, lines, language, narrow)
    _cuts(panels[-1], frame, bottom, language)
    years = range(first, last + 1)
    step = 1 + (len(years) * 56) // int(panels[-1].bbox.width)
    marks.axis(panels[-1], 30, bottom, years[::step], [str(year) for year in years[::step]])
    return figure


def span(frame: pd.DataFrame) -> tuple[int, int]:
    """The first and the last year to draw: a year before the earliest date, two after the latest."""
    days = [day for name in ("starts", "ends", "breaks") for day in frame[name] if day]
    years = [day.year for day in days] + [int(date[:4]) for all_ in frame["reported"] for date in all_ if date]
    return min(years) - 1, max(years) + 2


def cuts(frame: pd.DataFrame) -> list[dt.date]:
    """The days on which a level ends or begins a new series, each once; an end counts for the day after it."""
    after = [day + dt.timedelta(days=1) for day in frame["ends"] if day]
    return sorted({*after, *(day for day in frame["breaks"] if day)})


def _lines(row: dict, language: str, narrow: bool) -> list[str]:
    return words.lines(words.level(row["level_code"], language), 13, (NARROW if narrow else _LEFT) - 12, True)


def _height(lines: list[str], narrow: bool) -> float:
    return 18 * len(lines) + (46 if narrow else 28)


def _lane(panels: list[Axes], y: float, row: dict, lines: list[str], language: str, narrow: bool) -> float:
    names, bars = panels[0], panels[-1]
    left = names.get_xlim()[0]
    for index, line in enumerate(lines):
        marks.put(names, left, y + 9 + 18 * index, line, 13, bold=True)
    middle = y + (18 * len(lines) + 10 if narrow else 9)
    start, end = bars.get_xlim()
    if row["starts"]:
        start = max(start, _year(row["starts"]))
    note: tuple[str, ...] = ()
    at = end
    if row["ends"]:
        at = _year(row["ends"] + dt.timedelta(days=1))
        note = ("ended", "ended_short")
        marks.bar(bars, middle, start, at, _BAR, "literal")
        marks.line(bars, (at, at), (middle - 11, middle + 11), "literal", 4)
    elif row["breaks"]:
        at, gap = _year(row["breaks"]), 3 * pixel(bars)
        note = ("new_series", "new_series_short")
        marks.bar(bars, middle, start, at - gap, _BAR, "literal")
        marks.bar(bars, middle, at + gap, end, _BAR, "literal-pale")
    else:
        marks.bar(bars, middle, start, end, _BAR, "literal")
    _note(bars, at, middle if row["ends"] else middle + 19, [words.say(key, language) for key in note])
    for date in row["reported"]:
        marks.dot(bars, _date(date), middle, 6, "paper")
    return y + _height(lines, narrow)


def _note(bars: Axes, at: float, y: float, texts: list[str]) -> None:
    """The longest of the texts that has room right of a date; none where none has."""
    room = (bars.get_xlim()[1] - at) / pixel(bars) - 10
    for text in texts:
        if lettering.fits(text, 12, room):
            marks.put(bars, at, y, text, 12, colour="soft", dx=8)
            return


def _cuts(bars: Axes, frame: pd.DataFrame, bottom: float, language: str) -> None:
    """A rule through all lanes on the days when levels end or break, named above where there is room."""
    last = -1.0
    unit = pixel(bars)
    for day in cuts(frame):
        x = _year(day)
        marks.line(bars, (x, x), (22, bottom), "ink", 1.5)
        text = labels.date(day.isoformat(), language)
        half = lettering.text_width(text, 13, True) / 2 * unit
        middle = min(max(x, bars.get_xlim()[0] + half), bars.get_xlim()[1] - half)
        if middle - half > last:
            marks.put(bars, middle, 10, text, 13, True, ha="center")
            last = middle + half


def _year(day: dt.date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / (366 if day.year % 4 == 0 else 365)


def _date(text: str) -> float:
    """A date YYYY, YYYY-MM or YYYY-MM-DD as a position on the axis: the middle of what it names."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    return _year(dt.date(*parts, *([15] if len(parts) == 2 else [])))
