"""Learners at each cut and grade: what is certain and what is possible, the literal reading above the other."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import words
from analysis.charts.composed.closings import share_words, shares_of
from analysis.charts.composed.rows import DOUBT, SUPPRESSED, Bar, Row
from analysis.charts.composed.rows import draw as draw_rows
from analysis.measures.frames import ends
from analysis.vocabulary import labels, reference
from analysis.vocabulary.figures import READINGS


def draw(frame: pd.DataFrame, language: str, narrow: bool = False) -> Figure:
    """The interval bars of a class; ``frame`` holds the rows of a distribution that are to be shown."""
    total, title = frame["total_high"].iloc[0], labels.word("grades_chart.learners", language)
    end = None if pd.isna(total) else max(int(total), 1)
    return draw_rows(rows(frame, language), language, narrow, title, end=end, explained=True)


def rows(frame: pd.DataFrame, language: str) -> list[Row]:
    """The rows of a chart from a frame of :func:`analysis.measures.grades.distribution`, in its order.

    One bar where both readings agree. What the other statements leave of a printed number that they contradict is a bar
    in doubt; a quantity of which nothing is said has words instead of a bar.
    """
    lines = []
    for quantity, both in frame.groupby("quantity", sort=False):
        records = sorted(both.to_dict("records"), key=lambda record: READINGS.index(record["reading"]))
        bars = [_bar(record, language) for record in records if not pd.isna(record["low"])]
        if len(bars) > 1 and (bars[0].low, bars[0].high) == (bars[1].low, bars[1].high):
            bars = [replace(bars[0], tone="count")]
        record = both.iloc[0]
        if not bars:
            bars = [Bar(0, 0, silence(record, language), SUPPRESSED)]
        if not pd.isna(record["aside_low"]):
            left = ends(record, "aside_low", "aside_high")
            bars.append(Bar(*left, labels.span(*left, language), DOUBT))
        printed = _printed(record, both["falls_back"].any(), language)
        lines.append(Row(quantity_name(quantity, language), printed, tuple(bars)))
    return lines


def silence(record: pd.Series, language: str) -> str:
    """Why a quantity has no number: the search was cut off, no whole number is what was printed, or nothing is said."""
    if record["is_cut_off"]:
        return labels.word("grades_chart.cut_off", language)
    return labels.word("grades_chart.no_fit", language) if record["printed"] else labels.MISSING


def quantity_name(quantity: str, language: str) -> str:
    """The words of a key of a distribution; of grades counted together, those of each, or of the cut that they are.

    >>> quantity_name("good_up", "en"), quantity_name("very_good+good", "vi")
    ('Good (khá) or better', 'Giỏi + Khá')
    """
    quantity = reference.named_together(quantity)
    if "+" not in quantity:
        return labels.word(f"quantity.{quantity}", language)
    return " + ".join(labels.word(f"grade.{code}", language) for code in quantity.split("+"))


def _bar(record: dict, language: str) -> Bar:
    low, high = ends(record)
    text = labels.span(low, high, language, is_either=bool(record["is_either"]))
    shares = shares_of(record)
    return Bar(low, high, text, record["reading"], "" if shares[0] is None else share_words(shares, language))


def _printed(record: pd.Series, falls_back: bool, language: str) -> str:
    if not record["printed"]:
        derived = not pd.isna(record["low"])
        return labels.word("grades_chart.derived" if derived else "grades_chart.not_printed", language)
    quoted = words.cited(record["cited"], language)
    return labels.say(
        "grades_chart.printed_literally" if falls_back else "grades_chart.printed", language, quoted=quoted
    )
