"""Every two classes over all their grades: in how many pairs of learners the one or the other stands higher."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from analysis.charts.composed import deltas as chart
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, Column, ReportTable
from analysis.reports.class_comparison.facts import Facts

# Of more classes nobody reads a matrix: the differences from all the others are then the comparison.
MOST = 40
_TOP = 5


def block(facts: Facts) -> ChartBlock:
    """The triangle of all pairs, the furthest apart in words, and all of them in the table."""
    order = list(facts.full.index)
    index = {code: number for number, code in enumerate(order)}
    cells = {(index[row.second], index[row.first]): row.contrast.delta for row in facts.pairs.itertuples()}
    rows = sorted(
        facts.pairs.to_dict("records"), key=lambda row: (-abs(row["contrast"].delta), row["first"], row["second"])
    )
    furthest = _words(rows[0], facts)
    return ChartBlock(
        key="deltas",
        language=facts.language,
        headline=facts.say("deltas_headline" if furthest["higher"] != furthest["lower"] else "deltas_none", **furthest),
        subtitle=facts.say("deltas_subtitle", about=facts.about.where),
        draw=partial(_draw, [facts.name(code) for code in order], cells, facts.language),
        alt=facts.say(
            "deltas_alt", classes=len(order), pairs=len(rows),
            rows="; ".join(facts.say("delta_row", **_words(row, facts)) for row in rows[:_TOP]),
        ),
        table=_table(facts),
        sources=facts.sources,
        note=(facts.say("deltas_note"),),
        numbers=(len(rows), len(order), "1", "0.1", *facts.about.years),
        is_folded=True,
    )  # fmt: skip


def _draw(names: list[str], cells: dict, language: str, narrow: bool) -> object:
    return chart.draw(names, cells, language, narrow)


def _parts(row: dict) -> tuple[Fraction, Fraction]:
    """The parts of the pairs of learners in which the first class's stands higher, and lower."""
    contrast = row["contrast"]
    return Fraction(contrast.higher, contrast.pairs), Fraction(contrast.lower, contrast.pairs)


def _words(row: dict, facts: Facts) -> dict[str, str]:
    """A pair in words, the class that stands higher first."""
    higher, lower = _parts(row)
    names = [facts.name(row[key]) for key in ("first", "second")]
    if higher < lower:
        higher, lower, names = lower, higher, names[::-1]
    share = {"higher": facts.percent(higher), "lower": facts.percent(lower)}
    return {"first": names[0], "second": names[1], **share}


def _table(facts: Facts) -> ReportTable:
    say = facts.say
    columns = (
        Column("first", say("column_class")),
        Column("second", say("column_second")),
        Column("higher", say("column_higher"), "share"),
        Column("lower", say("column_lower"), "share"),
        Column("delta", say("column_delta"), "number", 2),
    )
    return ReportTable(
        say("deltas_caption"), columns, tuple(_row(row, facts) for row in facts.pairs.to_dict("records"))
    )


def _row(row: dict, facts: Facts) -> tuple[Cell, ...]:
    contrast = row["contrast"]
    names = (facts.name(row[key]) for key in ("first", "second"))
    return *names, *_parts(row), contrast.delta
