"""Every two classes over all their grades: in how many pairs of learners the one or the other stands higher."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.charts.composed import deltas as chart
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import Column, ReportTable
from analysis.reports import coded, common
from analysis.reports.class_comparison.words import name, say
from analysis.reports.register_pages import about as of
from analysis.vocabulary import labels

_TOP = 5


@common.marked
def deltas(pairs: pd.DataFrame, about: of.About, language: str) -> ChartBlock | None:
    """The triangle of all pairs, the furthest apart in words, and all of them in the table; None without a pair."""
    if pairs.empty:
        return None
    order = list(dict.fromkeys([*pairs["first"], *pairs["second"]]))
    rows = [(*names, *_parts(row)) for row in pairs.to_dict("records") for names in [(row["first"], row["second"])]]
    furthest = sorted(rows, key=lambda row: (-abs(row[4]), row[0], row[1]))[:_TOP]
    pair, table = _words(furthest[0], language), _table(rows, about, language)
    kind = say("deltas_alt", language, classes=len(order), pairs=len(rows))
    return ChartBlock(
        key="deltas",
        language=language,
        headline=say("deltas_headline" if pair["higher"] != pair["lower"] else "deltas_none", language, **pair),
        subtitle=say("deltas_subtitle", language, about=of.where(about, language)),
        draw=lambda narrow: chart.draw(
            [name(code, language) for code in order],
            {(order.index(row[1]), order.index(row[0])): row[4] for row in rows}, language, narrow,
        ),
        alt=alt(kind, _table(furthest, about, language), language),
        table=table,
        sources=of.source(about, language),
        note=(say("deltas_note", language),),
        numbers=(len(rows), len(order), "1", "0.1", *about["years"]),
        is_folded=True,
    )  # fmt: skip


def _parts(row: dict) -> tuple[Fraction, Fraction, Fraction, int]:
    """The parts of the pairs of learners in which the first class's stands higher, and lower; delta; the pairs."""
    pairs = int(row["of"])
    higher, lower = (Fraction(int(row[f"{side}_count"]), pairs) for side in ("higher", "lower"))
    return higher, lower, higher - lower, pairs


def _words(row: tuple, language: str) -> dict[str, str]:
    """A pair in words, the class that stands higher first."""
    first, second, higher, lower, *_ = row
    if higher < lower:
        first, second, higher, lower = second, first, lower, higher
    shares = {"higher": labels.percent(higher, language), "lower": labels.percent(lower, language)}
    return {"first": name(first, language), "second": name(second, language), **shares}


def _table(rows: list[tuple], about: of.About, language: str) -> ReportTable:
    pairs = {"base": "pairs"}
    columns = (
        Column("first", say("column_class", language)),
        Column("second", say("column_second", language)),
        Column("higher", say("column_higher", language), "share", codes={"measure_code": "pairs_higher", **pairs}),
        Column("lower", say("column_lower", language), "share", codes={"measure_code": "pairs_lower", **pairs}),
        Column("delta", say("column_delta", language), "number", 2, {"measure_code": "cliffs_delta"}),
    )
    cells = tuple((name(first, language), name(second, language), *parts) for first, second, *parts, _ in rows)
    keys = tuple(of.row_codes(about, "class", first, other_class_code=second, **coded.of(pairs_))
                 for first, second, *_, pairs_ in rows)  # fmt: skip
    return ReportTable(say("deltas_caption", language), columns, cells, keys=keys)
