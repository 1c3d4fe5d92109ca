"""Plans against what was reported: the plan as a dashed outline with its parts, the persons trained below it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import lettering, marks, rows, words
from analysis.charts.theme import NARROW, WIDE, canvas, pixel
from analysis.measures.throughput import records
from analysis.vocabulary import labels

_BAR = 30
_HEIGHT = 158


def draw(frame: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """For each plan of ``throughput.plan_and_actual``, of one reading, two bars from zero and their difference."""
    width = NARROW if narrow else WIDE
    names = [words.lines(words.level(row, language), 12.5, width) for row in frame["level_code"]]
    names = names if len(frame) > 1 else [[]]
    bottom = sum(_HEIGHT + 18 * len(lines) for lines in names)
    figure, (panel,) = canvas(width, bottom + 38)
    planned = records(frame, "planned_low", "planned_high")
    actual = records(frame, "actual_low", "actual_high")
    most = max(high or low for low, high in (*planned, *actual))
    panel.set_xlim(0, rows.limit([*planned, *actual]))
    room = width * most / panel.get_xlim()[1]
    is_closed = all(high is not None for _, high in (*planned, *actual))
    ticks = rows.ticks(most, room, lambda value: labels.number(value, language), beyond=is_closed)
    if is_closed:
        panel.set_xlim(0, ticks[0][-1])
    top = 0.0
    for lines, row, plan, done in zip(names, frame.to_dict("records"), planned, actual, strict=True):
        for line in lines:
            marks.put(panel, 0, top + 8, line, 12.5, colour="soft")
            top += 18
        _planned(panel, top, row, plan, language)
        _actual(panel, top + 74, row, done, language)
        top += _HEIGHT
    marks.axis(panel, 0, bottom, *ticks, labels.word("unit.person", language))
    return figure


def _planned(panel: Axes, top: float, row: dict, ends: tuple[int, int | None], language: str) -> None:
    y, (low, high) = top + 26 + _BAR / 2, ends
    _head(panel, top + 12, words.say("planned_head", language), ends, "ink", language)
    if high is None or high > low:
        marks.interval(panel, y, low, high, _BAR, "count")
        return
    start, unit = 0, pixel(panel)
    for name, size in parts(row, language) or [("", low)]:
        marks.outline(panel, y, start, start + size, _BAR)
        texts = (f"{name}: {labels.number(size, language)}", labels.number(size, language)) if name else ()
        for text in texts:
            if lettering.fits(text, 12.5, size / unit - 10):
                marks.put(panel, start + size / 2, y, text, 12.5, ha="center")
                break
        start += size


def _actual(panel: Axes, top: float, row: dict, ends: tuple[int, int | None], language: str) -> None:
    tone = row["reading"]
    _head(panel, top + 12, words.say("actual_head", language), ends, tone, language)
    marks.interval(panel, top + 26 + _BAR / 2, *ends, _BAR, tone)
    text = difference(row, language)
    inside = lettering.fits(text, 12.5, ends[0] / pixel(panel) - 16, True)
    if inside:
        marks.put(panel, 0, top + 26 + _BAR / 2, text, 12.5, True, "paper", dx=8)
    else:
        marks.put(panel, 0, top + 26 + _BAR + 14, text, 12.5, True)


def _head(panel: Axes, y: float, text: str, ends: tuple[int, int | None], colour: str, language: str) -> None:
    marks.put(panel, 0, y, text, 13, bold=True)
    value = labels.span(*ends, language)
    marks.put(panel, 0, y, value, 14, True, colour, dx=lettering.text_width(text, 13, True) + 14)


def parts(row: dict, language: str) -> list[tuple[str, int]]:
    """The parts of a plan by name with their sizes, what they leave last; none where a size is not exact."""
    ((rest, most),) = records(pd.DataFrame([row]), "rest_low", "rest_high")
    if rest is None or rest != most:
        return []
    named = [
        (labels.code("class", code, language) if code else words.say("part", language, number=number), low)
        for number, (code, low) in enumerate(zip(row["part_codes"], row["part_lows"], strict=True), start=1)
    ]
    return [*named, (words.say("rest", language), rest)] if rest else named


def difference(row: dict, language: str) -> str:
    """How far the persons trained differ from the plan, in words.

    >>> difference({"difference_low": -1, "difference_high": -1}, "en")
    '1 fewer than planned'
    """
    ((low, high),) = records(pd.DataFrame([row]), "difference_low", "difference_high")
    if low is None or high is None:
        return words.say("difference_open", language)
    if low == high == 0:
        return words.say("difference_none", language)
    if low >= 0 or high <= 0:
        ends = sorted((abs(low), abs(high)))
        return words.say("more" if low >= 0 else "fewer", language, count=labels.span(*ends, language))
    return words.say("difference_both", language, fewer=-low, more=high)
