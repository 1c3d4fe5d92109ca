"""What is left for the other classes of a group under each thing that its printed figure may count."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import marks, words
from analysis.charts.composed import rows
from analysis.charts.theme import NARROW, WIDE, canvas, fit, pixel
from analysis.measures import frames
from analysis.vocabulary import labels

_BAR = 28


def draw(frame: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """For each basis of ``throughput.remaining_classes``, of one reading: the part completed, then what is left.

    What is exact is solid, what is bounded pale between caps, what is not determined dotted and empty.
    """
    width = NARROW if narrow else WIDE
    ends = [frames.ends(row, "whole_low", "whole_high") for row in frame.to_dict("records")]
    figure, (panel,) = canvas(width)
    panel.set_xlim(0, rows.limit(ends) * 1.02)
    y = 0.0
    for row, head in zip(frame.to_dict("records"), _headings(frame, language), strict=True):
        y = marks.paragraph(panel, y, head, 12.5, width, colour="soft")
        y = marks.paragraph(panel, y, title(row, language), 13.5, width, bold=True)
        _bars(panel, y + 24 + _BAR / 2, row, language)
        y += 2 * 18 + _BAR + 30
    most = max(high or low for low, high in ends)
    ticks = rows.ticks(most, width * most / panel.get_xlim()[1], lambda tick: labels.number(tick, language))
    marks.axis(panel, 0, y, *ticks, labels.word("unit.person", language))
    return fit(figure, y + 38)


def title(row: dict, language: str) -> str:
    """The condition of a row, such as "If 445 counts completions"."""
    return words.say(f"if_{row['admission_basis']}", language, printed=words.cited(row["cited"], language))


def left(row: dict, language: str) -> str:
    """What is left for the other classes, in words."""
    low, high = frames.ends(row)
    if low is None:
        return words.say("not_determined", language)
    if low == high:
        return words.say("exactly", language, count=low)
    return labels.span(low, high, language)


def _headings(frame: pd.DataFrame, language: str) -> list[str]:
    """The level above the first row of each, where there are several."""
    names = [words.level(code, language) for code in frame["level_code"]]
    if len(set(names)) == 1:
        return [""] * len(names)
    return [name if index == 0 or names[index - 1] != name else "" for index, name in enumerate(names)]


def _bars(panel: Axes, y: float, row: dict, language: str) -> None:
    most, low = frames.whole(row["whole_high"]), frames.whole(row["low"])
    done, most_done = frames.ends(row, "completed", "completed_high")
    unit, said = pixel(panel), labels.span(done, most_done, language)
    right = panel.get_xlim()[1] if most is None else most
    marks.bar(panel, y, 0, done, _BAR, "count")
    marks.put(panel, 0, y - _BAR / 2 - 12, words.say("completed", language, count=said), 12.5, True, "count")
    if low is None:
        marks.outline(panel, y, done + 2 * unit, right, _BAR)
    elif most is None:
        marks.open_end(panel, y, done, _BAR, row["reading"])
    else:
        marks.interval(panel, y, done + low, right, _BAR, row["reading"], start=done)
    key = "other_class" if frames.whole(row["other_count"]) == 1 else "other_classes"
    text = words.say(key, language, left=left(row, language))
    colour = "soft" if low is None else row["reading"]
    marks.put(panel, panel.get_xlim()[1], y + _BAR / 2 + 13, text, 12.5, True, colour, ha="right")
