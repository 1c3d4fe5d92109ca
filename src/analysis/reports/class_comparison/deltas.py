"""Every class against every other over all its grades: Cliff's delta, corrected for so many comparisons."""

from __future__ import annotations

from functools import partial

from analysis.charts import deltas as chart
from analysis.charts.forest import signed
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Column, ReportTable
from analysis.reports.class_comparison.facts import ALPHA, Facts, computed, p_cell, p_column
from analysis.vocabulary import labels

_TOP = 5


def block(facts: Facts) -> ChartBlock:
    """The triangle of all pairs, its furthest pairs in words, and all of them in the table."""
    pairs, order = facts.pairs, list(facts.full.index)
    index = {code: number for number, code in enumerate(order)}
    cells = {
        (index[row["second"]], index[row["first"]]): (row["delta"], bool(row["is_rejected"]))
        for row in pairs.to_dict("records")
    }
    counted = {
        "pairs": len(pairs),
        "stand": int(pairs["is_rejected"].sum()),
        "raw": int((pairs["p_value"] < ALPHA).sum()),
    }
    alarms = facts.caution.alpha * len(pairs)
    return ChartBlock(
        key="deltas",
        language=facts.language,
        headline=facts.say("deltas_headline", **counted),
        subtitle=facts.say("deltas_subtitle", about=facts.about.where),
        draw=partial(_draw, [facts.name(code) for code in order], cells, facts.language),
        alt=facts.say("deltas_alt", classes=len(order), shown=min(_TOP, len(pairs)), rows=_furthest(facts), **counted),
        table=_table(facts),
        sources=facts.sources,
        note=(facts.say("deltas_note"),
              facts.say("deltas_note_many", alarms=labels.number(alarms, facts.language, 1), **counted)),
        numbers=(*counted.values(), len(order), _TOP, labels.rounded(alarms, 1), "5", "1", "0", *facts.about.years),
    )  # fmt: skip


def _draw(names: list[str], cells: dict, language: str, narrow: bool) -> object:
    return chart.draw(names, cells, language, narrow)


def _furthest(facts: Facts) -> str:
    """The pairs furthest apart, in words."""
    rows = sorted(facts.pairs.to_dict("records"), key=lambda row: (-abs(row["delta"]), row["first"], row["second"]))
    return "; ".join(
        facts.say("delta_row", first=facts.name(row["first"]), second=facts.name(row["second"]),
                  delta=signed(row["delta"], facts.language, 2))
        for row in rows[:_TOP]
    )  # fmt: skip


def _table(facts: Facts) -> ReportTable:
    say = facts.say
    columns = (
        Column("first", say("column_first")),
        Column("second", say("column_second")),
        Column("delta", say("column_delta"), "number", 2),
        Column("low", say("column_low"), "number", 2),
        Column("high", say("column_high"), "number", 2),
        p_column("p_value", say("column_p")),
        p_column("adjusted", say("column_adjusted")),
        Column("stands", say("column_stands")),
    )
    rows = tuple(
        (
            facts.name(row["first"]),
            facts.name(row["second"]),
            row["delta"],
            *(computed(row[key], 2) for key in ("low", "high")),
            p_cell(row["p_value"]),
            p_cell(row["adjusted"]),
            labels.word("answer.true" if row["is_rejected"] else "answer.false", facts.language),
        )
        for row in facts.pairs.to_dict("records")
    )
    return ReportTable(say("deltas_caption"), columns, rows)
