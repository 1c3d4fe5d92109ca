"""A raw CSV that an analyst writes -> its rows, each checked, with all the faults of the file at once.

A row is numbered as a spreadsheet numbers it: the heading is row 1.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from analysis.data import inventory
from analysis.data.csv_cells import Misfit
from analysis.errors import DataError, Fault, nearest

_Row = TypeVar("_Row", bound=BaseModel)
# Control characters, and marks that turn the direction of a text: what is read would not be what is seen.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def text(path: Path, name: str) -> str:
    """The text of a file in NFC; DataError under its ``name`` where it is too large, no UTF-8 or holds the unseen."""
    try:
        if path.stat().st_size > inventory.LARGEST:
            raise DataError([Fault(name, f"is larger than {inventory.LARGEST:,} bytes. Split it.")])
        found = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
        if match := _UNPRINTABLE.search(found):
            message = f"holds the character U+{ord(match[0]):04X}, which nobody can see. Delete it."
            raise DataError([Fault(name, message, row=found.count("\n", 0, match.start()) + 1)])
        return found
    except OSError as error:
        raise DataError([Fault(name, f"cannot be read: {error.strerror}.")]) from None
    except UnicodeDecodeError:
        raise DataError([Fault(name, "is not UTF-8. Save it as UTF-8.")]) from None


def checked(text: str, name: str, kind: type[_Row]) -> tuple[dict[int, _Row], list[Fault]]:
    """The rows of a CSV text by number, those that can be read, and the faults of the others and of its heading."""
    faults: list[Fault] = []
    rows: dict[int, _Row] = {}
    try:
        for row, cells in _rows(text, name, tuple(kind.model_fields)):
            try:
                rows[row] = kind.model_validate(cells)
            except ValidationError as error:
                faults += [_fault(name, row, item) for item in error.errors()]
    except DataError as error:
        faults += error.faults
    return rows, faults


def repeated(codes: Mapping[int, str], name: str, column: str) -> Iterator[Fault]:
    """A fault for each row, by number, whose code is that of an earlier one."""
    first: dict[str, int] = {}
    for row, code in codes.items():
        if (earlier := first.setdefault(code, row)) != row:
            yield Fault(name, f'"{code}" is already the code of row {earlier}. Give each row its own.', row, column)


def _fault(name: str, row: int, error: dict) -> Fault:
    raised = error.get("ctx", {}).get("error")
    column = raised.column if isinstance(raised, Misfit) else ".".join(map(str, error["loc"]))
    return Fault(name, str(raised) if raised else f"{error['msg']}.", row, column or None)


def _rows(text: str, name: str, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the file as cells by column; DataError where it is no table of these columns."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = [cell.strip() for cell in next(reader, [])]
        _check_heading(name, heading, columns)
        for row, cells in enumerate(reader, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heading):
                message = f"has {len(cells)} cells, the heading {len(heading)}. Quote cells that hold a comma."
                raise DataError([Fault(name, message, row)])
            yield row, dict(zip(heading, cells, strict=True))
    except csv.Error as error:
        raise DataError([Fault(name, f"is no CSV: {error}.", reader.line_num)]) from None


def _check_heading(name: str, heading: list[str], columns: Sequence[str]) -> None:
    missing = [column for column in columns if column not in heading]
    strange = [column for column in heading if column not in columns]
    twice = sorted({column for column in heading if heading.count(column) > 1})
    faults = [Fault(name, "is missing. Add it to the heading.", 1, column) for column in missing]
    for column in dict.fromkeys(strange):
        faults.append(Fault(name, f'no column is called "{column}". {nearest(column, columns)}', 1))
    faults += [Fault(name, "stands twice in the heading.", 1, column) for column in twice if column in columns]
    if faults:
        raise DataError(faults)
