"""A chart of counts, each a bar with its share, or [c] at the axis where it is suppressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts.composed import rows
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports.register_pages import cells
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its count, and its share of the whole, where shares are shown."""

    name: str
    count: Cell
    share: Cell | None = None

    def text(self, language: str) -> str:
        """The count with its share in words."""
        count = cells.words(self.count, language)
        if self.share is None or isinstance(self.share, Special):
            return count
        return f"{count} ({cells.words(self.share, language, 'share')})"


def block(subject: Subject, key: str, headline: str, subtitle: str, what: str, bars: Sequence[Bar]) -> ChartBlock:
    """The chart with its table; ``what`` is counted, and heads the column and the axis.

    A note says what [c] means where it stands for a count.
    """
    language, hidden = subject.language, any(bar.count is cells.HIDDEN for bar in bars)
    texts = [f"{bar.name}: {bar.text(language)}" for bar in bars]
    return ChartBlock(
        key=key,
        language=language,
        headline=headline,
        subtitle=subject.placed(subtitle),
        table=_table(subject, subtitle, what, bars),
        sources=subject.source(),
        note=(subject.policy(),) if hidden else (),
        numbers=subject.numbers,
        draw=lambda narrow: rows.draw([_row(bar, language) for bar in bars], language, narrow, what),
        alt=subject.say("alt_bars", what=what, bars="; ".join(texts)),
    )


def _row(bar: Bar, language: str) -> rows.Row:
    if isinstance(bar.count, Special):
        return rows.Row(bar.name, "", (rows.Bar(0, 0, bar.text(language), rows.SUPPRESSED),))
    return rows.Row(bar.name, "", (rows.Bar(bar.count, bar.count, bar.text(language), "literal"),))


def _table(subject: Subject, caption: str, what: str, bars: Sequence[Bar]) -> ReportTable:
    columns = [Column("name", subject.word("row")), Column("count", what, "count")]
    with_shares = any(bar.share is not None for bar in bars)
    if with_shares:
        columns.append(Column("share", labels.word("register.share", subject.language), "share"))
    lines = [(bar.name, bar.count, bar.share)[: len(columns)] for bar in bars]
    return ReportTable(caption, tuple(columns), tuple(lines))
