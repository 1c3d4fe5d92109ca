"""Tables of a report: exact values in rows, words and number formats at the edge, records for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

from analysis import labels

Kind = Literal["text", "quote", "count", "number", "share", "span", "share_span"]
SPANS = ("span", "share_span")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Special(Enum):
    """What stands in a cell that has no number: never a blank, never a zero in its place."""

    CONFIDENTIAL = "[c]"
    NOT_APPLICABLE = "[z]"
    UNAVAILABLE = "[x]"
    LOW = "[low]"
    NO_LIMIT = "[n]"

    def words(self, language: str) -> str:
        """What the symbol means.

        >>> Special.NOT_APPLICABLE.words("en")
        'not applicable'
        """
        return labels.word(f"special.{self.name.lower()}", language)


Cell = str | int | Fraction | Special | tuple[Any, Any]


@dataclass(frozen=True)
class Column:
    """A column: its key in files, its label, and the kind of its cells.

    Kinds: ``text``; ``quote`` for words as printed; ``count`` for a whole number; ``number`` for an exact number
    that need not be whole; ``share`` for a part of one; ``span`` and ``share_span`` for (least, greatest), where
    the greatest may be ``Special.NO_LIMIT``. In files a span is two columns.
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
        for row in self.rows:
            if len(row) != len(self.columns) or any(cell is None or cell == "" for cell in row):
                raise ValueError(f'"{self.caption}": row {row} needs one value for each column, none empty.')

    def shown(self, language: str) -> list[list[str]]:
        """The cells as a reader sees them."""
        return [
            [show(cell, column, language) for cell, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]

    def legend(self) -> tuple[Special, ...]:
        """The symbols that the table shows."""
        used = {part for row in self.rows for cell in row for part in _parts(cell)}
        return tuple(special for special in Special if special in used and special is not Special.NO_LIMIT)

    def to_json(self) -> dict[str, Any]:
        """The table as JSON types: whole numbers as they are, other exact numbers as text such as "153/256"."""
        return {
            "caption": self.caption,
            "columns": [{"key": c.key, "label": c.label, "kind": c.kind} for c in self.columns],
            "rows": [[_plain(cell) for cell in row] for row in self.rows],
        }


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


def records(table: Mapping[str, Any], language: str) -> tuple[list[str], list[list[str | int | float]]]:
    """The headings and the rows of a table (as :meth:`ReportTable.to_json` gives it) for other programs.

    A span is two columns; numbers are real numbers, shares are parts of one; the rest is text.
    """
    head: list[str] = []
    for column in table["columns"]:
        head += _heads(column["label"], language) if column["kind"] in SPANS else [column["label"]]
    rows = []
    for row in table["rows"]:
        cells: list[str | int | float] = []
        for cell, column in zip(row, table["columns"], strict=True):
            cells += [_real(part, column["kind"]) for part in _ends(cell, column["kind"])]
        rows.append(cells)
    return head, rows


def _heads(label: str, language: str) -> list[str]:
    return [f"{label}, {labels.word(f'table.{end}', language)}" for end in ("least", "most")]


def _ends(cell: Any, kind: str) -> list[Any]:
    """Both ends of a span; a special value in place of the span stands in both."""
    if kind not in SPANS:
        return [cell]
    return cell if isinstance(cell, list) else [cell, cell]


def _real(value: Any, kind: str) -> str | int | float:
    exact = exact_number(value, kind)
    if exact is None:
        return value
    return int(exact) if exact.denominator == 1 else float(exact)


def exact_number(value: Any, kind: str) -> Fraction | None:
    """The number in a cell of a table's JSON, or None where there is a text or a special value.

    >>> exact_number("153/256", "share"), exact_number("[x]", "count"), exact_number("706", "quote")
    (Fraction(153, 256), None, None)
    """
    if kind in ("text", "quote") or (isinstance(value, str) and value.startswith("[")):
        return None
    return Fraction(value)


def to_csv(table: Mapping[str, Any], language: str) -> bytes:
    """A table's JSON as CSV that a spreadsheet opens: UTF-8 with its mark, no text that could be a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    head, rows = records(table, language)
    writer.writerows([[_no_formula(cell) for cell in row] for row in (head, *rows)])
    return file.getvalue().encode("utf-8-sig")


def _no_formula(cell: str | int | float) -> str | int | float:
    """A text that a spreadsheet would run as a formula gets an apostrophe, which the spreadsheet does not show."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
