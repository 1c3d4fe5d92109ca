"""Scores in equal steps with the cut-offs of the scale, and the steps on both sides of each cut-off."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.charts.composed import heaping as chart
from analysis.measures.register_grades import THOUSAND
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import Column, ReportTable
from analysis.reports import common
from analysis.reports.register_grades.words import say
from analysis.reports.register_pages import about as of
from analysis.reports.register_pages import cells
from analysis.vocabulary import labels


@common.marked
def heaping(marks: pd.DataFrame, about: of.About, language: str) -> ChartBlock | None:
    """The chart over all learners with a score; its table has every step. None where no step is released."""
    if marks.empty:
        return None
    lows, counts = list(map(int, marks["low_thousandths"])), [None if pd.isna(n) else int(n) for n in marks["count"]]
    step, cuts = lows[2] - lows[1], [low for low, is_cut in zip(lows, marks["is_cut_off"], strict=True) if is_cut]
    subtitle = say("heaping_sub", language, step=labels.shortest(Fraction(step, THOUSAND), language, 2))
    notes = [key for key, has in (("pooled", True), ("cuts", cuts), ("hidden", None in counts)) if has]
    names = [_name(low, lows, about, language) for low in lows]
    columns = (Column("mark", of.word("mark", language)), _learners(language))
    rows = tuple((name, cells.HIDDEN if n is None else n) for name, n in zip(names, counts, strict=True))
    keys = tuple(of.codes(about, row_code=_mark(low, "en")) for low in lows)
    table = ReportTable(subtitle, columns, rows, keys=keys)
    axis = say(f"heaping_axis{'_cuts' if cuts else ''}", language)
    bins = [(low / THOUSAND, n) for low, n in zip(lows, counts, strict=True)]
    return ChartBlock(
        key="heaping",
        language=language,
        headline=_headline(dict(zip(lows, counts, strict=True)), cuts, about, language),
        subtitle=of.placed(subtitle, about, language),
        table=table,
        sources=of.source(about, language),
        note=tuple(say(f"heaping_note_{key}", language, first=_mark(lows[1], language)) for key in notes),
        numbers=(*of.numbers(about), Fraction(step, THOUSAND)),
        draw=lambda narrow: chart.draw(bins, step / THOUSAND, [cut / THOUSAND for cut in cuts], language, narrow, axis),
        alt=alt(say("heaping_alt", language), table, language),
    )


def _learners(language: str) -> Column:
    """How many have a score of a step, whose lower end is the code of its row."""
    codes = {"measure_code": "scored", "unit_code": "person"}
    return Column("count", of.word("learners", language), "count", codes=codes)


def _headline(counts: dict[int, int | None], cuts: list[int], about: of.About, language: str) -> str:
    """The cut-off whose step exceeds the step below it most, as far as both are released."""
    lows = list(counts)
    both = [(counts[cut], counts.get(cut - lows[2] + lows[1]), cut) for cut in cuts]
    steps = [(at - below, cut, below, at) for at, below, cut in both if at is not None and below is not None]
    if not steps:
        most = max(lows[1:], key=lambda low: -1 if counts[low] is None else counts[low])
        score = _name(most, lows, about, language, f" {say('heaping_to_under', language)} ")
        return say("heaping_headline_plain", language, score=score, count=counts[most])
    _, cut, below, at = max(steps)
    key = "heaping_headline" if at > below else "heaping_headline_none"
    return say(key, language, cut=_mark(cut, language), below=below, at=at)


def _mark(thousandths: int, language: str) -> str:
    return labels.shortest(Fraction(thousandths, THOUSAND), language, 2)


def _name(low: int, lows: list[int], about: of.About, language: str, under: str = f"{labels.EN_DASH}<") -> str:
    """The scores of a step: up to but without the next one, of the last up to the greatest mark."""
    greatest = int(Fraction(about["greatest_mark"]) * THOUSAND)
    end = lows[1] if low == 0 else low + lows[2] - lows[1]
    first, last = _mark(low, language), _mark(min(end, greatest), language)
    if low == greatest:
        return first
    return f"{first}{labels.EN_DASH if end > greatest else under}{last}"
