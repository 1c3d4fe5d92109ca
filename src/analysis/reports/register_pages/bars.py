"""A chart of counts, each a bar with its share, or [c] at the axis where it is suppressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.charts.composed import rows
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import coded
from analysis.reports.register_pages import about as of
from analysis.reports.register_pages import cells


def block(
    key: str, headline: str, subtitle: str, what: str, counts: pd.DataFrame, name: Callable[[str, str], str],
    codes: Callable[[dict[str, Any]], dict[str, str]], about: of.About, language: str,
) -> ChartBlock:  # fmt: skip
    """The chart with its table; ``what`` is counted, and heads the column and the axis.

    ``counts`` has the columns quantity, count, of; ``name`` gives the words of a quantity in a language, ``codes`` what
    it is in codes, with what a share is a share of. A note says what [c] means where it stands for a count.
    """
    columns = (Column("name", of.word("row", language)), Column("count", what, "count"),
               Column("share", of.word("share", language), "share"))  # fmt: skip
    keys = tuple(of.codes(about, **codes(row), **coded.of(row["of"])) for row in counts.to_dict("records"))
    lines = tuple((name(row["quantity"], language), cells.count(row["count"]), cells.share(row))
                  for row in counts.to_dict("records"))  # fmt: skip
    table = ReportTable(subtitle, columns, lines, keys=keys)
    return ChartBlock(
        key=key,
        language=language,
        headline=headline,
        subtitle=of.placed(subtitle, about, language),
        table=table,
        sources=of.source(about, language),
        note=(of.policy(about, language),) if any(count is cells.HIDDEN for _, count, _ in lines) else (),
        numbers=of.numbers(about),
        draw=lambda narrow: rows.draw([_row(*line, language) for line in lines], language, narrow, what),
        alt=alt(of.say("alt_bars", language, what=what), table, language),
    )


def _row(name: str, count: Cell, share: Cell, language: str) -> rows.Row:
    """The row of the drawing: the count with its share in words."""
    text = cells.words(count, language)
    if not isinstance(share, Special):
        text = f"{text} ({cells.words(share, language, 'share')})"
    length, tone = (0, rows.SUPPRESSED) if isinstance(count, Special) else (count, "literal")
    return rows.Row(name, "", (rows.Bar(length, length, text, tone),))
