"""A table of a report on a register, with the sentences of its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.pages.blocks import TableBlock
from analysis.pages.tables import Cell, Column, ReportTable
from analysis.reports.register_pages import about as of
from analysis.vocabulary import labels


def block(
    section: str, key: str, columns: Sequence[Column], lines: Iterable[Sequence[Cell]], keys: Iterable[dict[str, str]],
    about: of.About, language: str,
) -> TableBlock | None:  # fmt: skip
    """The table; its sentences are ``<key>_headline`` and ``<key>_sub`` of a section of the prose; None of no line.

    ``keys`` are what each line is in codes.
    """
    headline, subtitle = (labels.say(f"{section}.{key}_{part}", language) for part in ("headline", "sub"))
    rows = tuple(map(tuple, lines))
    if not rows:
        return None
    return TableBlock(
        key=key,
        language=language,
        headline=headline,
        subtitle=of.placed(subtitle, about, language),
        table=ReportTable(subtitle, tuple(columns), rows, keys=tuple(keys)),
        sources=of.source(about, language),
        numbers=of.numbers(about),
    )
