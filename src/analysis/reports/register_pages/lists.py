"""A table of a report on a register, with the sentences of its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.pages.blocks import TableBlock
from analysis.pages.tables import Cell, Column, ReportTable
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels


def block(
    subject: Subject, section: str, key: str, columns: Sequence[Column], lines: Sequence[tuple[Cell, ...]]
) -> TableBlock:
    """The table; its sentences are ``<key>_headline`` and ``<key>_sub`` of a section of the prose."""
    headline, subtitle = (labels.say(f"{section}.{key}_{part}", subject.language) for part in ("headline", "sub"))
    return TableBlock(
        key=key,
        language=subject.language,
        headline=headline,
        subtitle=subject.placed(subtitle),
        table=ReportTable(subtitle, tuple(columns), tuple(lines)),
        sources=subject.source(),
        numbers=subject.numbers,
    )


def telling(tables: Iterable[TableBlock | None]) -> dict[str, TableBlock]:
    """By key, the tables that say more than the total, each once: by class and by level may be the same numbers."""
    kept: dict[tuple, TableBlock] = {}
    for block in tables:
        if block is not None and len(block.table.rows) > 2:
            kept.setdefault(tuple(sorted(map(str, (row[1:] for row in block.table.rows)))), block)
    return {block.key: block for block in kept.values()}
