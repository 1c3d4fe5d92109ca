"""A table of a report on a register, with the sentences of its key."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import labels
from analysis.blocks import TableBlock
from analysis.report_tables import Cell, Column, ReportTable
from analysis.reports.registers.subject import Subject


def block(
    subject: Subject, section: str, key: str, columns: Sequence[Column], lines: Sequence[tuple[Cell, ...]]
) -> TableBlock:
    """The table; its sentences are ``<key>_headline`` and ``<key>_sub`` of a section of the prose."""
    headline, subtitle = (
        labels.say(f"{section}.{key}_{part}", subject.language) for part in ("headline", "sub")
    )
    return TableBlock(
        key=key,
        language=subject.language,
        headline=headline,
        subtitle=subject.placed(subtitle),
        table=ReportTable(subtitle, tuple(columns), tuple(lines)),
        sources=subject.source(),
        given=subject.given,
    )
