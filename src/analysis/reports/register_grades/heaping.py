"""Scores in equal steps with the cut-offs of the scale, and the steps on both sides of each cut-off."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.charts.composed import heaping
from analysis.data.disclosure import TOTAL
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Column, ReportTable
from analysis.reports.register_pages import cells
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels, reference

SECTION = "register_grades"
THOUSAND = 1000


def block(subject: Subject) -> ChartBlock | None:
    """The chart over all learners with a score; its table has every step. None where no step is released."""
    counts = subject.counts("marks").loc[TOTAL].drop(TOTAL)
    if counts.iloc[1:].isna().all():
        return None
    lows = [int(low) for low in counts.index]
    step = lows[2] - lows[1]
    cuts = _cut_offs(subject, lows)
    language, what = subject.language, subject.word("learners")
    bins = [(low / THOUSAND, None if pd.isna(n) else int(n)) for low, n in zip(lows, counts, strict=True)]
    words = {"step": labels.shortest(Fraction(step, THOUSAND), language, 2)}
    subtitle = labels.say(f"{SECTION}.heaping_sub", language, **words)
    notes = [key for key, has in (("pooled", True), ("cuts", cuts), ("hidden", counts.isna().any())) if has]
    told = {"first": _mark(lows[1], language)}
    axis = labels.say(f"{SECTION}.heaping_axis{'_cuts' if cuts else ''}", language)
    return ChartBlock(
        key="heaping",
        language=language,
        headline=_headline(subject, counts, cuts, step),
        subtitle=subject.placed(subtitle),
        table=_table(subject, subtitle, what, counts, step),
        sources=subject.source(),
        note=tuple(labels.say(f"{SECTION}.heaping_note_{key}", language, **told) for key in notes),
        numbers=(*subject.numbers, Fraction(step, THOUSAND)),
        draw=lambda narrow: heaping.draw(
            bins, step / THOUSAND, [cut / THOUSAND for cut in cuts], language, narrow, axis
        ),
        alt=labels.say(f"{SECTION}.heaping_alt", language, columns=_in_words(subject, counts, step)),
    )  # fmt: skip


def _cut_offs(subject: Subject, lows: list[int]) -> list[int]:
    """The lower ends of the bands of the scale of the register, where its marks have any."""
    bands = reference.scales().get(subject.about["scale_code"], ())
    cuts = sorted({int(band.low * THOUSAND) for band in bands})
    return [cut for cut in cuts if cut in lows[1:]]


def _headline(subject: Subject, counts: pd.Series, cuts: list[int], step: int) -> str:
    """The cut-off whose step exceeds the step below it most, as far as both are released."""
    steps = []
    for cut in cuts:
        below, at = counts.get(str(cut - step)), counts.get(str(cut))
        if below is not None and pd.notna(below) and pd.notna(at):
            steps.append((int(at) - int(below), cut, int(below), int(at)))
    if not steps:
        most = counts.iloc[1:].astype("Float64").idxmax()
        key = f"{SECTION}.heaping_to_under"
        score = _name(subject, most, counts, step, f" {labels.say(key, subject.language)} ")
        return labels.say(f"{SECTION}.heaping_headline_plain", subject.language, score=score, count=int(counts[most]))
    _, cut, below, at = max(steps)
    key = "heaping_headline" if at > below else "heaping_headline_none"
    words = {"cut": _mark(cut, subject.language), "below": below, "at": at}
    return labels.say(f"{SECTION}.{key}", subject.language, **words)


def _mark(thousandths: int, language: str) -> str:
    return labels.shortest(Fraction(thousandths, THOUSAND), language, 2)


def _name(subject: Subject, low: str, counts: pd.Series, step: int, under: str = f"{labels.EN_DASH}<") -> str:
    """The scores of a step: up to but without the next one, of the last up to the greatest mark."""
    start, greatest = int(low), int(Fraction(subject.about["greatest_mark"]) * THOUSAND)
    end = int(counts.index[1]) if start == 0 else start + step
    first, last = _mark(start, subject.language), _mark(min(end, greatest), subject.language)
    if start == greatest:
        return first
    return f"{first}{labels.EN_DASH if end > greatest else under}{last}"


def _table(subject: Subject, caption: str, what: str, counts: pd.Series, step: int) -> ReportTable:
    columns = (Column("mark", subject.word("mark")), Column("count", what, "count"))
    lines = [(_name(subject, low, counts, step), cells.count(n)) for low, n in counts.items()]
    return ReportTable(caption, columns, tuple(lines))


def _in_words(subject: Subject, counts: pd.Series, step: int) -> str:
    return "; ".join(
        f"{_name(subject, low, counts, step)}: {cells.words(cells.count(n), subject.language)}"
        for low, n in counts.items()
    )
