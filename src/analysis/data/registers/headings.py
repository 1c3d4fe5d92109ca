"""Where the table of a sheet begins, under any letterhead, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from analysis.data.registers.sheets import Cell, Row
from analysis.data.registers.spelling import clean, fold, without_brackets
from analysis.vocabulary import reference

HEADING_ROWS = 3
# A letterhead is four to eight rows; what has not begun by then is no register.
SEARCHED_ROWS = 60
JOINT = " / "
NOTHING_STATED: Mapping[str, str | None] = MappingProxyType({})
_ESSENTIAL = {"name", "family_name", "person_id", "score", "point", "grade", "mark"}
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)?(?:\s*=[\d\s+\-*/:x()=]+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A column of a table: its position from 0, its heading as shown, and the code of what it holds."""

    position: int
    text: str
    code: str | None


@dataclass(frozen=True)
class Table:
    """Where the headings of a table stand among the rows of its sheet, and its columns.

    ``first`` and ``last`` are indices of rows; the body begins after ``last``.
    """

    first: int
    last: int
    headings: tuple[Heading, ...]

    def codes(self) -> set[str]:
        """The codes that the columns have."""
        return {heading.code for heading in self.headings if heading.code}

    def positions(self, code: str) -> tuple[int, ...]:
        """The positions of the columns of a code."""
        return tuple(heading.position for heading in self.headings if heading.code == code)


@cache
def _aliases() -> tuple[dict[str, str], dict[str, str]]:
    """Folded heading -> code, for whole headings and for beginnings (aliases that end in a star)."""
    whole, beginnings = {}, {}
    for row in reference.rows("register_columns"):
        for alias in row["aliases"].split(";"):
            target = beginnings if alias.endswith("*") else whole
            target[fold(alias)] = row["column_code"]
            if alias.endswith("*"):
                whole.setdefault(fold(alias), row["column_code"])
    return whole, beginnings


@cache
def strengths() -> dict[str, int]:
    """Folded heading -> its rank among the names of its column; the first is the surest."""
    return {
        fold(alias): rank
        for row in reference.rows("register_columns")
        for rank, alias in enumerate(row["aliases"].split(";"))
    }


@cache
def keep() -> dict[str, str]:
    """Column code -> what is done with the column: yes, key (only hashed), split, status, check or drop."""
    return {row["column_code"]: row["keep"] for row in reference.rows("register_columns")}


def recognise(heading: str, stated: Mapping[str, str | None] = NOTHING_STATED) -> str | None:
    """The code of a heading, by the table of names; a joined heading also by its last part.

    ``stated``, folded headings with their codes, is what the user says, and wins.

    >>> recognise("HỌ VÀ TÊN"), recognise("Ngay sinh / Nam"), recognise("X.Loại (*)"), recognise("CĐ 2")
    ('name', 'birth_male', 'grade', 'mark')
    >>> recognise("Xếp loại khóa học") is None
    True
    """
    if fold(heading) in stated:
        return stated[fold(heading)]
    parts = [part for part in heading.split(JOINT) if part]
    for text in (heading, without_brackets(heading), *parts[:0:-1], *map(without_brackets, parts[:0:-1])):
        code = _by_name(fold(text))
        if code:
            return code
    return None


def _by_name(folded: str) -> str | None:
    whole, beginnings = _aliases()
    if folded in whole:
        return whole[folded]
    for beginning, code in beginnings.items():
        rest = folded.removeprefix(beginning)
        if rest != folded and re.fullmatch(r"\s*(?:so\s*)?(?:\d{1,2}|[ivx]{1,4})", rest):
            return code
    return None


def is_column_numbers(row: Row) -> bool:
    """Whether a row only numbers the columns ("1", "2", "3=4+6+8", or "A", "B", "1").

    >>> is_column_numbers(Row(9, (1, 2, "3=4+6+8", "(4)")))
    True
    """
    cells = [clean(str(cell)) for cell in row.cells if cell is not None]
    if len(cells) < 3 or not all(map(_COLUMN_NUMBER.fullmatch, cells)):
        return False
    numbers = [int(match[0]) for cell in cells if (match := re.search(r"\d+", cell))]
    return len(numbers) >= 2 and numbers == list(range(1, len(numbers) + 1))


def find(rows: list[Row], stated: Mapping[str, str | None] = NOTHING_STATED) -> Table | None:
    """The table whose headings the most columns recognise; None if no row has two, one of them essential."""
    best, best_score = None, (0, 0, 0)
    for first in range(min(len(rows), SEARCHED_ROWS)):
        for count in range(1, HEADING_ROWS + 1):
            block = rows[first : first + count]
            if len(block) < count or not _is_block(block):
                break
            table = Table(first, first + count - 1, _headings(block, stated))
            codes = table.codes()
            coded = sum(heading.code is not None for heading in table.headings)
            score = (len(codes), coded, -count)
            if score > best_score and len(codes) >= 2 and codes & _ESSENTIAL:
                best, best_score = table, score
    return best


def by_names(rows: list[Row], stated: Mapping[str, str | None] = NOTHING_STATED) -> Table:
    """The table whose first row is its heading by the format itself."""
    return Table(0, 0, _headings(rows[:1], stated))


def _is_block(block: list[Row]) -> bool:
    """Whether rows can be the headings of one table: texts, the lower ones only beneath merged headings."""
    if not all(_is_heading_row(row) for row in block):
        return False
    return all(_beneath(block[:at], block[at]) for at in range(1, len(block)))


def _is_heading_row(row: Row) -> bool:
    cells = [cell for cell in row.cells if cell is not None]
    return all(isinstance(cell, str) for cell in cells) and not is_column_numbers(row)


def _beneath(above: list[Row], row: Row) -> bool:
    """Whether each cell of a lower row is a part of a merged heading, or the only text of its column."""
    filled = [at for at, cell in enumerate(row.cells) if cell is not None]
    if not any(_by_name(fold(str(row[at]))) for at in filled) and len(filled) < 2:
        return False
    top = [any(line[at] is not None for line in above) for at in range(len(row.cells) + 1)]
    for at in filled:
        starts_group = at + 1 in filled and not top[at + 1]
        if top[at] and not starts_group and not _by_name(fold(str(row[at]))):
            return False
        if not top[at] and not any(top[:at]) and at:
            return False
    return True


def _headings(block: list[Row], stated: Mapping[str, str | None]) -> tuple[Heading, ...]:
    """The joined headings of a block; a heading merged over several columns is repeated in each."""
    width = max(len(row.cells) for row in block)
    texts = [[_text(row[at]) for at in range(width)] for row in block]
    for level in range(len(texts) - 1):
        _spread(texts[level], texts[:level], texts[level + 1 :])
    headings = []
    for at in range(width):
        parts = list(dict.fromkeys(line[at] for line in texts if line[at]))
        joined = JOINT.join(parts)
        headings.append(Heading(at, joined, recognise(joined, stated) if joined else None))
    return tuple(headings)


def _spread(line: list[str], above: list[list[str]], below: list[list[str]]) -> None:
    """Repeat a merged heading over the empty cells beside it that have a heading below."""
    last = ""
    for at, text in enumerate(line):
        if text or any(other[at] for other in above) and not any(other[at] for other in below):
            last = text
        elif any(other[at] for other in below):
            line[at] = last


def _text(cell: Cell) -> str:
    return "" if cell is None else clean(str(cell))
