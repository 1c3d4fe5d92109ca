"""The chart of two cuts together: which pairs fit, and what another base of a share changes."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.charts import region as chart
from analysis.charts import words
from analysis.measures import grades
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.reports.grade_distribution import phrases
from analysis.reports.grade_distribution.facts import Facts
from analysis.reports.grade_distribution.phrases import say
from analysis.vocabulary import figures, labels
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.reference import ALL

UP, TOP = "good_up", "very_good_up"
Corner = tuple[Fraction, Fraction] | None


def block(facts: Facts) -> ChartBlock | None:
    """The region of a class whose text leaves more than one pair; None for every other report."""
    if not facts.single:
        return None
    frame = grades.pairs(facts.statements, *facts.focus[0], facts.tolerance)
    counts = chart.counts(frame)
    if counts.get("literal", 0) < 2 or UP not in facts.read().index:
        return None
    total = int(facts.distribution.iloc[0]["total_high"])
    possible, ring, language = grades.possible_pairs(total), corner(facts, total), facts.language
    values = {"literal": counts["literal"], "conventional": counts.get("conventional", 0)}
    statements = facts.statements_of(facts.focus[0])
    return ChartBlock(
        key="region",
        language=language,
        headline=say("region_headline", language, **values),
        subtitle=say("region_sub", language, total=total, name=facts.dated_name),
        draw=partial(chart.draw, frame, total, possible, ring, language),
        alt=_alt(frame, total, possible, ring, language),
        table=_table(facts, frame, possible, ring),
        sources=common.source_line(statements[statements["measure_code"] == "graded"], language),
        note=tuple(_notes(facts, ring)),
        numbers=tuple(end * 100 / total for end in ring or ()),
    )


def corner(facts: Facts, total: int) -> Corner:
    """The pair that two qualified percentages would be without their qualifiers; None where they have none."""
    rows, ends = facts.read("literal"), []
    for quantity in (UP, TOP):
        printed = [figures.parse(text) for text in (rows.loc[quantity, "printed"] if quantity in rows.index else ())]
        bare = [figure for figure in printed if figure.is_percent and figure.qualifier != "exact" and not figure.upper]
        if not bare:
            return None
        ends.append(bare[0].value * total / 100)
    return (ends[0], ends[1]) if any(end.denominator > 1 for end in ends) else None


def _spans(frame: pd.DataFrame, reading: str) -> tuple[Cell, Cell, Cell]:
    """Ends of both cuts and the number of pairs under a reading."""
    rows = frame[frame["reading"] == reading]
    if rows.empty:
        return (Special.UNAVAILABLE,) * 3
    number = chart.counts(frame)[reading]
    up = (int(rows["up"].min()), int(rows["up"].max()))
    return up, (int(rows["top_low"].min()), int(rows["top_high"].max())), (number, number)


def _table(facts: Facts, frame: pd.DataFrame, possible: int, ring: Corner) -> ReportTable:
    """Both cuts and the pairs: before the text is read, under both readings, and without the qualifiers."""
    language = facts.language
    heads = [say("region_before", language)]
    heads += [phrases.sentence(labels.word(f"reading.{reading}", language)) for reading in READINGS]
    columns = [Column("what", say("region_column", language))]
    columns += [Column(key, head, "span") for key, head in zip(("before", *READINGS), heads, strict=True)]
    columns.append(Column("bare", say("region_bare", language), "number", 2))
    total = int(facts.distribution.iloc[0]["total_high"])
    before = ((0, total), (0, total), (possible, possible))
    bare = (*(ring or (Special.NOT_APPLICABLE,) * 2), Special.NOT_APPLICABLE)
    names = [phrases.quantity_name(key, language) for key in (UP, TOP)] + [say("region_pairs", language)]
    lines = zip(names, before, *(_spans(frame, reading) for reading in READINGS), bare, strict=True)
    rows = [*lines, *_base_rows(facts)]
    return ReportTable(say("region_caption", language, total=total), tuple(columns), tuple(rows))


def _base_rows(facts: Facts) -> list[tuple[Cell, ...]]:
    """What a share leaves when it is of a wider group instead of all."""
    rows = []
    for quantity, base, ends in _other_bases(facts):
        name = say(
            "if_base", facts.language, what=phrases.quantity_name(quantity, facts.language),
            base=phrases.noun(base, facts.language),
        )  # fmt: skip
        rows.append((name, Special.NOT_APPLICABLE, *ends, Special.NOT_APPLICABLE))
    return rows


def _other_bases(facts: Facts) -> list[tuple[str, str, list[tuple[int, int]]]]:
    """Quantity, other base, and its ends under each reading."""
    frame = grades.bases(facts.statements, *facts.focus[0], facts.tolerance)
    frame = frame[frame["base"] != ALL].dropna()
    return [
        (quantity, base, [(int(low), int(high)) for low, high in zip(rows["low"], rows["high"], strict=True)])
        for (quantity, base), rows in frame.groupby(["quantity", "base"], sort=False)
        if len(rows) == len(READINGS)
    ]


def _alt(frame: pd.DataFrame, total: int, possible: int, ring: Corner, language: str) -> str:
    said = [say("region_alt", language, possible=possible)]
    for reading in READINGS:
        up, top, pairs = _spans(frame, reading)
        if pairs is not Special.UNAVAILABLE:
            values = dict(zip(("up_low", "up_high", "top_low", "top_high"), (*up, *top), strict=True))
            said.append(say(f"region_alt_{reading}", language, pairs=pairs[0], **values))
    if ring:
        said.append(chart.corner_words(ring, total, language) + ".")
    return " ".join(map(phrases.sentence, said))


def _notes(facts: Facts, ring: Corner) -> list[str]:
    language = facts.language
    notes = [say("note_columns", language)]
    if ring:
        notes.append(say("note_ring", language))
    literal = facts.read("literal")
    for quantity, base, ends in _other_bases(facts):
        rows = [facts.read(reading).loc[quantity] for reading in READINGS]
        said = [phrases.span_words(*pair, language) for pair in (*ends, *map(phrases.ends, rows))]
        keys = ("literal", "conventional", "literal_all", "conventional_all")
        values = dict(zip(keys, said, strict=True))
        quoted = words.quoted(literal.loc[quantity, "printed"], facts.focus[0][0], language)
        notes.append(say("note_base", language, quoted=quoted, base=phrases.noun(base, language), **values))
    return notes
