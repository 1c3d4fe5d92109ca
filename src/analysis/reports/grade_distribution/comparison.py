"""The chart of the closings side by side, with its words and its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.charts.composed import closings as chart
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, Column, ReportTable
from analysis.reports import common
from analysis.reports.grade_distribution import bars, phrases
from analysis.reports.grade_distribution.facts import Facts, Key
from analysis.reports.grade_distribution.opening import conflicting
from analysis.reports.grade_distribution.phrases import say
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS

Ends = tuple[Fraction, Fraction]


def block(facts: Facts) -> ChartBlock | None:
    """The closings of all sources, the one class of the report in bold; None where there is nothing to compare."""
    if len(facts.classes) < 2:
        return None
    focus = facts.focus if facts.single else ()
    listed = chart.closings(facts.closings, facts.names, facts.language, focus)
    text, numbers = headline(facts)
    return ChartBlock(
        key="closings",
        language=facts.language,
        headline=text,
        subtitle=_subtitle(facts, len(listed)),
        draw=partial(chart.draw, listed, facts.language),
        alt=_alt(listed, facts.language),
        table=_table(facts, listed),
        sources=common.source_names(facts.compared, facts.language),
        note=(*_readings(facts), *_notes(listed, facts.language)),
        numbers=numbers,
    )


def _readings(facts: Facts) -> list[str]:
    """What the two readings are, where they part a class that is drawn and no word of the page's class says it."""
    ends = facts.closings[["top_share_low", "top_share_high", "up_share_low", "up_share_high"]].astype(object)
    parted = ends.where(ends.notna(), None).groupby([facts.closings["source_code"], facts.closings["class_code"]])
    differs = any(len(set(rows.itertuples(index=False, name=None))) > 1 for _, rows in parted)
    has_key = common.reading_key(facts.conventional, facts.tolerance, facts.language) is not None
    return [say("note_readings", facts.language)] if differs and not has_key else []


def headline(facts: Facts) -> tuple[str, tuple[int, ...]]:
    """The finding in a few words, and the numbers of classes that it counts."""
    language, count = facts.language, len(facts.classes)
    if not facts.single:
        against = len(conflicting(facts))
        return say("closings_conflict" if against else "closings_agree", language, count=count, conflicts=against), (
            against,
        )
    closing, name = facts.closing(facts.focus[0]), facts.name
    share, others = _share(closing), _like(facts)
    if share is None:
        return say("closings_silent", language, name=name), ()
    if not facts.is_consistent:
        return say("closings_doubt", language, name=name, share=phrases.between(share, language)), ()
    if not others:
        return say("closings_alone", language, name=name), ()
    above, below, unplaced = placed(share, others)
    if unplaced and share[0] < share[1]:
        return _unranked(facts, share, {"above": above, "below": below}, above + below + unplaced)
    key = "closings_exact" if not unplaced else "closings_least" if above else "closings_none"
    counts = {"above": above, "others": len(others), "unplaced": unplaced}
    return say(key, language, name=name, **counts), tuple(counts.values())


def _unranked(facts: Facts, share: Ends, certain: dict[str, int], others: int) -> tuple[str, tuple[int, ...]]:
    """The headline of a class that cannot be placed among all others: what is certain all the same, then its share."""
    language = facts.language
    stated = {key: count for key, count in certain.items() if count}
    said = [say(f"closings_{key}", language, count=count, others=others) for key, count in stated.items()]
    values = {"name": facts.name, "share": phrases.between(share, language)}
    made = [
        say("closings_partly", language, certain=phrases.listed(some, language), **values)
        for some in (said, said[:1])
        if some
    ]
    return phrases.brief(*made, say("closings_unranked", language, **values)), (*stated.values(), others)


def placed(share: Ends, others: Sequence[Ends | None]) -> tuple[int, int, int]:
    """How many other shares are certainly larger than one, how many certainly not, and how many cannot be placed.

    A share is its least and its greatest possible value, None where nothing is said of it.

    >>> half, third = Fraction(1, 2), Fraction(1, 3)
    >>> placed((third, third), [(half, half), (third, third), (Fraction(0), half), None])
    (1, 1, 2)
    """
    ends = [other for other in others if other is not None]
    above = sum(low > share[1] for low, _ in ends)
    below = sum(high <= share[0] for _, high in ends)
    return above, below, len(others) - above - below


def _share(closing: pd.Series) -> Ends | None:
    """Between which shares of a class were very good or better; None where its text says nothing of that."""
    return None if pd.isna(closing["top_share_low"]) else chart.shares_of(closing, "top_")


def _like(facts: Facts) -> list[Ends | None]:
    """The shares very good or better of the classes that the one of the report may be compared with: its group."""
    frame = facts.closings[facts.closings["reading"] == facts.reading]
    like = frame[frame["names_excellent"] == facts.closing(facts.focus[0])["names_excellent"]]
    return [
        _share(row) for _, row in like.iterrows() if (row["source_code"], row["class_code"]) not in facts.focus
    ]  # fmt: skip


def _subtitle(facts: Facts, count: int) -> str:
    said = [say("closings_sub", facts.language, count=count, years=facts.years)]
    if facts.single and facts.is_consistent and _like(facts):
        closing = facts.closing(facts.focus[0])
        key = "closings_named" if closing["names_excellent"] else "closings_unnamed"
        read = say(f"read_{facts.reading}", facts.language)
        said += [] if _share(closing) is None else [say(key, facts.language, read=read)]
    return " ".join(said)


def _alt(listed: list[chart.Closing], language: str) -> str:
    """Every share of every class in the order of the chart."""
    said = [say("closings_alt", language, count=len(listed))]
    for cut in chart.CUTS:
        items = [f"{one.name} {_shares(one, cut, language)}" for one in listed]
        said.append(say("alt_cut", language, cut=labels.word(f"closings.{cut}", language), items="; ".join(items)))
    return " ".join(said)


def _shares(one: chart.Closing, cut: str, language: str) -> str:
    spans = one.of(cut)
    if not spans:
        return labels.MISSING
    words = [phrases.between(ends, language) for _, ends in spans]
    if len(words) == 1:
        return words[0]
    return say("alt_readings", language, literal=words[0], conventional=words[1])


def _table(facts: Facts, listed: list[chart.Closing]) -> ReportTable:
    """The learners and both cuts of every class in the order of the chart, both readings, and where it was printed."""
    language = facts.language
    columns = [
        Column("class", say("column_class", language)),
        Column("learners", say("column_learners", language), "span"),
        Column("names_excellent", say("column_excellent", language)),
    ]
    for cut in chart.CUTS:
        for reading in READINGS:
            words = {
                "cut": labels.word(f"closings.{cut}", language),
                "reading": labels.word(f"reading.{reading}", language),
            }
            columns.append(Column(f"{cut}_{reading}", say("column_cut", language, **words), "span"))
            columns.append(Column(f"{cut}_{reading}_share", say("column_cut_share", language, **words), "share_span"))
    against = [one.key for one in listed if not one.is_consistent]
    columns += conflict_column(against, language)
    columns.append(Column("source", say("column_source", language)))
    by_class = dict(iter(facts.closings.groupby(["source_code", "class_code"], sort=False)))
    rows = tuple(
        (
            *_row(facts, one.key, by_class[one.key]),
            *conflict_cell(one.key, against, language),
            facts.printed_in(one.key),
        )
        for one in listed
    )
    caption = say("closings_caption", language, count=len(rows))
    return ReportTable(caption, tuple(columns), rows, links(facts, [one.key for one in listed]))


def conflict_column(against: Sequence[Key], language: str) -> list[Column]:
    """The column that marks the classes whose figures contradict each other; none where there is no such class."""
    return [Column("contradiction", say("column_contradiction", language))] if against else []


def conflict_cell(key: Key, against: Sequence[Key], language: str) -> list[Cell]:
    """Whether a class is one of those, for the column."""
    return [labels.word(f"answer.{str(key in against).lower()}", language)] if against else []


def links(facts: Facts, keys: Iterable[Key]) -> dict[str, str]:
    """The codes of classes by their names, but for the one that the report is about."""
    return {facts.names[key]: key[1] for key in keys if not facts.single or key not in facts.focus}


def _row(facts: Facts, key: Key, both: pd.DataFrame) -> tuple[Cell, ...]:
    readings, first = both.set_index("reading"), both.iloc[0]
    cells: list[Cell] = []
    for cut in chart.CUTS:
        for reading in READINGS:
            row = readings.loc[reading]
            cells += [bars.span(row, f"{cut}_"), bars.shares(row, f"{cut}_")]
    named = labels.word(f"answer.{str(bool(first['names_excellent'])).lower()}", facts.language)
    size = bars.span(first, "total_")
    return facts.names[key], size, named, *cells


def _notes(listed: list[chart.Closing], language: str) -> list[str]:
    notes = [say("note_groups", language)]
    against = [one.name for one in listed if not one.is_consistent]
    if against:
        notes.append(say("note_rings", language, names=phrases.listed(against, language)))
    drawn = [one.of(cut) for one in listed for cut in chart.CUTS if one.is_consistent]
    if any(low < high for spans in drawn for _, (low, high) in spans):
        notes.append(say("note_strips", language))
    if any(not one.of(cut) for one in listed for cut in chart.CUTS):
        notes.append(say("note_missing", language))
    return notes
