"""Tables of a report: exact values in rows, words and formats at the edge, records for other programs."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from itertools import chain
from typing import Any, Literal

from analysis.vocabulary import labels
from analysis.vocabulary.labels import Either

Kind = Literal["text", "quote", "count", "number", "p_value", "share", "span", "share_span"]
TEXTS = ("text", "quote")
SPANS = ("span", "share_span")
SHARES = ("share", "share_span")
_MARKS = dict.fromkeys(map(ord, "“”"))  # around words that were seen
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Special(Enum):
    """The symbol in a cell without a number, which is never blank and never zero."""

    CONFIDENTIAL = labels.CONFIDENTIAL
    NOT_APPLICABLE = "[z]"
    UNAVAILABLE = labels.MISSING
    NONE = "[-]"
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

    Kinds: ``text``; ``quote`` for words as printed, in quotation marks (which files leave out) if seen; ``count`` for
    a whole number; ``number`` for an exact number that need not be whole; ``p_value``, printed as "< 0.0001" below
    that; ``share`` for a part of one; ``span`` and ``share_span`` for the ends of a bound (least, greatest), printed
    rounded outwards, where the greatest of a ``span`` may be ``Special.NO_LIMIT``; ``labels.Either`` for one of two
    exact numbers. In files a span is two columns. ``codes`` say in codes what the numbers are, by the columns of
    :mod:`analysis.pages.tidy`.
    """

    key: str
    label: str
    kind: Kind = "text"
    decimals: int = 1
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class ReportTable:
    """The numbers of a chart: what the table shows, its columns, and rows of exact values.

    The first column heads its row. A cell without a number holds a :class:`Special`. ``links`` are the codes of the
    subjects, by the words of the first column, to whose own pages of the same report a page links, or to those of
    another where its name stands before the code, as in "grade_distribution/hanoi_class_2". ``keys`` are the codes of
    each row, by the columns of :mod:`analysis.pages.tidy`; empty where no row has any.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    links: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[Mapping[str, str], ...] = ()

    def __post_init__(self) -> None:
        if len(self.keys) not in (0, len(self.rows)):
            raise ValueError(f'"{self.caption}": {len(self.keys)} keys for {len(self.rows)} rows. Give one a row.')
        names = [column.label for column in self.columns]
        if len(set(names)) < len(names):
            raise ValueError(f'"{self.caption}": two columns have one label among {", ".join(names)}.')
        for row in self.rows:
            if len(row) != len(self.columns) or any(cell is None or cell == "" for cell in row):
                raise ValueError(f'"{self.caption}": row {row} needs one value for each column, none empty.')
            shares = [cell for cell, column in zip(row, self.columns, strict=True) if column.kind in SHARES]
            if any(Special.NO_LIMIT in _parts(cell) for cell in shares):
                raise ValueError(f'"{self.caption}": row {row} has a share without an end; a share ends at 1.')

    def shown(self, language: str) -> list[list[str]]:
        """The cells as a reader sees them."""
        return [
            [show(cell, column, language) for cell, column in zip(row, self.columns, strict=True)] for row in self.rows
        ]

    def specials(self) -> tuple[Special, ...]:
        """The special values in the table, in the order in which they are declared."""
        used = {part for row in self.rows for cell in row for part in _parts(cell)}
        return tuple(special for special in Special if special in used)

    def legend(self, language: str) -> tuple[str, ...]:
        """Each symbol with its meaning; [n] stands only in files, since a page says in words that there is no limit."""
        texts = {special: f"{special.value} {special.words(language)}" for special in self.specials()}
        if Special.NO_LIMIT in texts:
            texts[Special.NO_LIMIT] = labels.say("span.in_files", language, symbol=texts[Special.NO_LIMIT])
        return tuple(texts.values())

    def to_json(self) -> dict[str, Any]:
        """The table as JSON types: whole numbers as they are, others as text such as "153/256"."""
        return {
            "caption": self.caption,
            "columns": [asdict(column) for column in self.columns],
            "rows": [[_plain(cell) for cell in row] for row in self.rows],
            "keys": [dict(key) for key in self.keys],
        }

    @classmethod
    def from_json(cls, table: Mapping[str, Any]) -> ReportTable:
        """The table that :meth:`to_json` wrote."""
        columns = tuple(Column(**column) for column in table["columns"])
        rows = tuple(
            tuple(_exact(cell, column.kind) for cell, column in zip(row, columns, strict=True)) for row in table["rows"]
        )
        return cls(table["caption"], columns, rows, keys=tuple(table.get("keys", ())))


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


def _show_p_value(cell: Any, decimals: int, language: str) -> str:
    least = Fraction(1, 10**decimals)
    below = "< " if cell < least else ""
    return below + labels.number(max(cell, least), language, decimals)


def _show_span(cell: Any, decimals: int, language: str) -> str:
    low, high = cell
    return labels.span(low, None if high is Special.NO_LIMIT else high, language, decimals, isinstance(cell, Either))


def _show_share_span(cell: Any, decimals: int, language: str) -> str:
    return labels.percent_span(*cell, language, decimals, isinstance(cell, Either))


_SHOWN: Mapping[str, Callable[[Any, int, str], str]] = {
    "text": lambda cell, _decimals, _language: str(cell),
    "quote": lambda cell, _decimals, _language: str(cell),
    "count": lambda cell, _decimals, language: labels.number(cell, language),
    "number": lambda cell, decimals, language: labels.number(cell, language, decimals),
    "p_value": _show_p_value,
    "share": lambda cell, decimals, language: labels.percent(cell, language, decimals),
    "span": _show_span,
    "share_span": _show_share_span,
}


def _parts(cell: Cell) -> tuple[Any, ...]:
    return cell if isinstance(cell, tuple) else (cell,)


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Either):
        return {"either": [_plain(part) for part in cell]}
    if isinstance(cell, tuple):
        return [_plain(part) for part in cell]
    if isinstance(cell, Special):
        return cell.value
    return str(cell) if isinstance(cell, Fraction) else cell


def _exact(value: Any, kind: Kind) -> Cell:
    if kind in TEXTS:
        return value
    if isinstance(value, dict):
        return Either(*(_exact(part, kind) for part in value["either"]))
    if isinstance(value, list):
        return tuple(_exact(part, kind) for part in value)
    if isinstance(value, str):
        return Special(value) if value.startswith("[") else Fraction(value)
    return value


def records(
    table: ReportTable, language: str, printed: bool = False
) -> tuple[list[str], list[list[str | int | float]]]:
    """The headings and the rows of a table for other programs.

    A span is two columns; numbers are real numbers, shares are parts of one; the rest is text, a p-value that is
    printed as "< 0.0001" too. What is written of the
    end of a bound is never inside it: where the nearest number a float can hold is, the next one outside stands for
    it, and with ``printed`` the end is rounded outwards to the decimals that the page prints.
    """
    heads = [head for column in table.columns for head in headings(column, language)]
    written = partial(_reals, language=language, printed=printed)
    rows = [list(chain.from_iterable(map(written, row, table.columns))) for row in table.rows]
    return heads, rows


def headings(column: Column, language: str) -> list[str]:
    """The headings that a column has in files: one, or two of a span."""
    if column.kind not in SPANS:
        return [column.label]
    return [f"{column.label}, {labels.word(f'table.{end}', language)}" for end in ("least", "most")]


def decimals(table: ReportTable, column: Column) -> int:
    """The most decimals that a cell of a column of numbers is printed with; of a share, those of its percentage."""
    cells = [row[table.columns.index(column)] for row in table.rows]
    ends = [(part, end) for cell in cells for part, end in ends_of(cell, column) if not isinstance(part, Special)]
    return max((_decimals(part, column, end) for part, end in ends), default=column.decimals)


def _decimals(value: Any, column: Column, end: labels.End | None) -> int:
    if column.kind in SHARES:
        return labels.percent_decimals(value, column.decimals, end)
    return 0 if value.denominator == 1 else column.decimals


def ends_of(cell: Cell, column: Column) -> Iterator[tuple[Any, labels.End | None]]:
    """The parts of a cell, each with the end of a bound that it is; a special value stands for both ends of a span."""
    if column.kind not in SPANS:
        yield cell.translate(_MARKS) if column.kind == "quote" and isinstance(cell, str) else cell, None
        return
    low, high = cell if isinstance(cell, tuple) else (cell, cell)
    is_exact = low == high or isinstance(cell, Either)
    yield low, None if is_exact else "least"
    yield high, None if is_exact else "greatest"


def _reals(cell: Cell, column: Column, language: str, printed: bool) -> Iterator[str | int | float]:
    for value, end in ends_of(cell, column):
        if isinstance(value, Special):
            yield value.value
        elif column.kind == "p_value" and value < Fraction(1, 10**column.decimals):
            yield show(value, column, language)
        elif not isinstance(value, Fraction):
            yield value
        elif value.denominator == 1:
            yield int(value)
        elif end and printed:
            places = _decimals(value, column, end) + (2 if column.kind in SHARES else 0)
            yield float(labels.rounded(value, places, end))
        else:
            yield outwards(value, end)


def outwards(value: Fraction, end: labels.End | None) -> float:
    """The float nearest to a number whose digits, as a program writes them, are not inside the bound that it ends.

    >>> outwards(Fraction(1001, 2480), "least"), outwards(Fraction(2, 3), None), outwards(Fraction(2, 3), "greatest")
    (0.4036290322580645, 0.6666666666666666, 0.6666666666666667)
    """
    real = float(value)
    if end == "least" and Fraction(repr(real)) > value:
        return math.nextafter(real, -math.inf)
    if end == "greatest" and Fraction(repr(real)) < value:
        return math.nextafter(real, math.inf)
    return real


def to_csv(table: ReportTable, language: str) -> bytes:
    """The table as CSV that a spreadsheet opens: UTF-8 with its mark, no text that is a formula."""
    file = io.StringIO()
    head, rows = records(table, language)
    csv.writer(file).writerows([[written(cell) for cell in row] for row in (head, *rows)])
    return file.getvalue().encode("utf-8-sig")


def written(cell: str | int | float) -> str | int | float:
    """A number in plain digits; a text that a spreadsheet would run as a formula after an apostrophe, not shown there.

    >>> written(-2.1e-05), written(0.25), written("=1+1")
    ('-0.000021', '0.25', "'=1+1")
    """
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
