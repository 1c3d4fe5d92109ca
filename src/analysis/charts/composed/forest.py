"""A row a class: a difference as a dot with its interval, around the line of no difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.charts import marks
from analysis.charts.lettering import text_width
from analysis.charts.theme import NARROW, WIDE, canvas
from analysis.vocabulary import labels

_STEP = 23
_BELOW = 44
_MOST_NAME = {False: 220, True: 110}


@dataclass(frozen=True)
class Line:
    """One difference in percentage points with its ends, its value in words, and whether it stands out.

    ``value`` is None where the count is confidential; the ends are then all that the difference may be.
    """

    name: str
    value: float | None
    low: float
    high: float
    text: str
    stands_out: bool


def draw(lines: Sequence[Line], axis_title: str, language: str, narrow: bool) -> Figure:
    """The lines in their order; a filled dot stands out, a ring does not."""
    width = NARROW if narrow else WIDE
    left = min(max(text_width(line.name, 12.5) for line in lines) + 12, _MOST_NAME[narrow])
    right = max(text_width(line.text, 12.5, True) for line in lines) + 12
    bottom = 8 + _STEP * len(lines)
    figure, (names, plot, numbers) = canvas(width, bottom + _BELOW, (left, width - left - right, right))
    low, high = min(0.0, *(line.low for line in lines)), max(0.0, *(line.high for line in lines))
    room = (high - low) * 0.03 or 1
    plot.set_xlim(low - room, high + room)
    ticks = MaxNLocator(4 if narrow else 6, steps=[1, 2, 5, 10], integer=True).tick_values(low, high)
    ticks = [round(tick) for tick in ticks if low <= tick <= high]
    marks.axis(plot, 0, bottom, ticks, [signed(tick, language, 0) for tick in ticks])
    marks.put(names, 0, bottom, axis_title, 12, colour="soft", dy=32)
    marks.line(plot, (0, 0), (0, bottom), "ink", 1)
    for index, line in enumerate(lines):
        y, tone = 8 + _STEP * (index + 0.5), "literal" if line.stands_out else "count"
        marks.put(names, 0, y, line.name, 12.5, bold=line.stands_out)
        marks.estimate(plot, y, line.value, line.low, line.high, tone, hollow=not line.stands_out)
        marks.put(numbers, right, y, line.text, 12.5, line.stands_out, tone, ha="right")
    return figure


def signed(value: int | Fraction, language: str, decimals: int = 1) -> str:
    """A difference with its sign; the minus is a minus, and nothing has none.

    >>> signed(Fraction("-3.25"), "en"), signed(4, "vi"), signed(Fraction(-1, 100), "en"), signed(0, "en", 0)
    ('−3.3', '+4,0', '0.0', '0')
    """
    size = abs(value)
    text = labels.number(size, language, decimals)
    if not labels.rounded(size, decimals):
        return text
    return ("+" if value > 0 else "−") + text
