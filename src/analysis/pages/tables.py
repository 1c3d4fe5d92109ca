"""Tables of a report: exact values in rows, words and formats at the edge, records for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

from analysis.vocabulary import labels

Kind = Literal["text", "quote", "count", "number", "share", "span", "share_span"]
TEXTS = ("text", "quote")
SPANS = ("span", "share_span")
SHARES = ("share", "share_span")
_MARKS = dict.fromkeys(map(ord, "“”"))
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Special(Enum):
    """The symbol in a cell without a number, which is never blank and never zero."""

    CONFIDENTIAL = "[c]"
    NOT_APPLICABLE = "[z]"
    UNAVAILABLE = "[x]"
    LOW = "[low]"
    NO_LIMIT = "[n]"

    def words(self, language: str) -> str:
        """The meaning of the symbol, in words.

        >>> Special.NOT_APPLICABLE.words("en")
        'not applicable'
        """
        return labels.word(f"special.{self.name.lower()}", language)


Cell = str | int | Fraction | Special | tuple[Any, Any]


@dataclass(frozen=True)
class Column:
    """A column: its key in files, its label, and the kind of its cells.

    Kinds: ``text``; ``quote`` for words as printed, in quotation marks where they were seen (files leave the marks
    out); ``count`` for a whole number; ``number`` for an exact number that need not be whole; ``share`` for a part of
    one; ``span`` and ``share_span`` for (least, greatest), where the greatest may be ``Special.NO_LIMIT``. In files a
    span is two columns.
    """

    key: str
    label: str
    kind: Kind = "text"
    decimals: int = 1


@dataclass(frozen=True)
class ReportTable:
    """The numbers of a chart: what the table shows, its columns, and rows of exact values.

    The first column heads its row. A cell without a number holds a :class:`Special`.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        names = [column.label for column in self.columns]
        if len(set(names)) < len(names):
            raise ValueError(f'"{self.caption}": two columns have one label among {", ".join(names)}.')
        for row in self.rows:
            if len(row) != len(self.columns) or any(cell is None or cell == "" for cell in row):
                raise ValueError(f'"{self.caption}": row {row} needs one value for each column, none empty.')

    def shown(self, language: str) -> list[list[str]]:
        """The cells as a reader sees them."""
        return [
            [show(cell, column, language) for cell, column in zip(row, self.columns, strict=True)] for row in self.rows
        ]

    def specials(self) -> tuple[Special, ...]:
        """The special values in the table, in the order in which they are declared."""
        used = {part for row in self.rows for cell in row for part in _parts(cell)}
        return tuple(special for special in Special if special in used)

    def legend(self) -> tuple[Special, ...]:
        """The symbols that a page explains: it says in words that there is no limit."""
        return tuple(special for special in self.specials() if special is not Special.NO_LIMIT)

    def to_json(self) -> dict[str, Any]:
        """The table as JSON types: whole numbers as they are, others as text such as "153/256"."""
        return {
            "caption": self.caption,
            "columns": [asdict(column) for column in self.columns],
            "rows": [[_plain(cell) for cell in row] for row in self.rows],
        }

    @classmethod
    def from_json(cls, table: Mapping[str, Any]) -> ReportTable:
        """The table that :meth:`to_json` wrote."""
        columns = tuple(Column(**column) for column in table["columns"])
        rows = tuple(
            tuple(_exact(cell, column.kind) for cell, column in zip(row, columns, strict=True)) for row in table["rows"]
        )
        return cls(table["caption"], columns, rows)


def show(cell: Cell, column: Column, language: str) -> str:
    """One cell as a reader sees it.

    >>> show((Fraction(0), Fraction(153, 256)), Column("share", "Share", "share_span"), "vi")
    '0–59,8%'
    >>> show((1001, Special.NO_LIMIT), Column("persons", "Persons", "span"), "en")
    '1,001 or more'
    """
    if isinstance(cell, Special):
        return cell.words(language) if cell is Special.NO_LIMIT else cell.value
    return _SHOWN[column.kind](cell, column.decimals, language)


def _show_span(cell: Any, _decimals: int, language: str) -> str:
    low, high = cell
    return labels.span(low, None if high is Special.NO_LIMIT else high, language)


def _show_share_span(cell: Any, decimals: int, language: str) -> str:
    low, high = cell
    if high is Special.NO_LIMIT:
        return labels.say("span.or_more", language, low=labels.percent(low, language, decimals))
    return labels.percent_span(low, high, language, decimals)


_SHOWN: Mapping[str, Callable[[Any, int, str], str]] = {
    "text": lambda cell, _decimals, _language: str(cell),
    "quote": lambda cell, _decimals, _language: str(cell),
    "count": lambda cell, _decimals, language: labels.number(cell, language),
    "number": lambda cell, decimals, language: labels.number(cell, language, decimals),
    "share": lambda cell, decimals, language: labels.percent(cell, language, decimals),
    "span": _show_span,
    "share_span": _show_share_span,
}


def _parts(cell: Cell) -> tuple[Any, ...]:
    return cell if isinstance(cell, tuple) else (cell,)


def _plain(cell: Cell) -> Any:
    if isinstance(cell, tuple):
        return [_plain(part) for part in cell]
    if isinstance(cell, Special):
        return cell.value
    return str(cell) if isinstance(cell, Fraction) else cell


def _exact(value: Any, kind: Kind) -> Cell:
    if kind in TEXTS:
        return value
    if isinstance(value, list):
        return tuple(_exact(part, kind) for part in value)
    if isinstance(value, str):
        return Special(value) if value.startswith("[") else Fraction(value)
    return value


def records(table: ReportTable, language: str) -> tuple[list[str], list[list[str | int | float]]]:
    """The headings and the rows of a table for other programs.

    A span is two columns; numbers are real numbers, shares are parts of one; the rest is text.
    """
    heads = [head for column in table.columns for head in headings(column, language)]
    rows = [
        [_real(end) for cell, column in zip(row, table.columns, strict=True) for end in _ends(cell, column)]
        for row in table.rows
    ]
    return heads, rows


def headings(column: Column, language: str) -> list[str]:
    """The headings that a column has in files: one, or two of a span."""
    if column.kind not in SPANS:
        return [column.label]
    return [f"{column.label}, {labels.word(f'table.{end}', language)}" for end in ("least", "most")]


def _ends(cell: Cell, column: Column) -> tuple[Any, ...]:
    """Both ends of a span; a special value instead of a span stands in both. Printed words lose their marks."""
    if column.kind in SPANS and not isinstance(cell, tuple):
        return cell, cell
    if column.kind == "quote" and isinstance(cell, str):
        return (cell.translate(_MARKS),)
    return _parts(cell)


def _real(value: Any) -> str | int | float:
    if isinstance(value, Special):
        return value.value
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return value


def to_csv(table: ReportTable, language: str) -> bytes:
    """The table as CSV that a spreadsheet opens: UTF-8 with its mark, no text that is a formula."""
    file = io.StringIO()
    head, rows = records(table, language)
    csv.writer(file).writerows([[_no_formula(cell) for cell in row] for row in (head, *rows)])
    return file.getvalue().encode("utf-8-sig")


def _no_formula(cell: str | int | float) -> str | int | float:
    """A text that a spreadsheet would run as a formula gets an apostrophe, which it does not show."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
