"""Figures and tables of the benchmark in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown.

    >>> print(table(("a", "b"), [("1", "2")]))
    | a | b |
    | --- | --- |
    | 1 | 2 |
    """
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def aims_table(aims: Iterable[tuple[str, float, float | None]]) -> str:
    """What was aimed at: rows of what, the most it may be, and what was measured (None: nothing)."""
    rows = [
        (what, shown(most), shown(found), "" if found is None else "reached" if found <= most else "not reached")
        for what, most, found in aims
    ]
    return table(("aim", "at most", "measured", ""), rows)


def shown(value: float | None) -> str:
    """A figure as it is printed.

    >>> shown(1234.5), shown(0.204), shown(None)
    ('1,234', '0.20', '-')
    """
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
