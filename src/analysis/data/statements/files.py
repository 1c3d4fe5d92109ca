"""A statements file -> its rows, with all the faults of the file and of its sidecar at once."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
from pydantic import ValidationError

from analysis import paths
from analysis.data import inventory, sidecars
from analysis.data.statement_columns import COLUMNS
from analysis.data.statements.row import Misfit, Statement
from analysis.errors import DataError, Fault, nearest

# Control characters, and marks that turn the direction of a text: what is read would not be what is seen.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
FRAME_COLUMNS = ("source_code", "row", *COLUMNS)


@dataclass(frozen=True)
class Publication:
    """The statements of one raw file, with its sidecar (None where a file without one was asked for)."""

    source_code: str
    sidecar: sidecars.Sidecar | None
    statements: tuple[Statement, ...]
    rows: tuple[int, ...]

    def frame(self) -> pd.DataFrame:
        """One row a statement: ``source_code``, ``row`` and the columns of the file, all texts but ``row``."""
        records = [
            {"source_code": self.source_code, "row": row, **statement.model_dump()}
            for row, statement in zip(self.rows, self.statements, strict=True)
        ]
        return pd.DataFrame(records, columns=list(FRAME_COLUMNS)).astype(
            {name: "str" for name in FRAME_COLUMNS if name != "row"}
        )


def read(path: Path, sidecar: bool = True) -> Publication:
    """The statements of a file and its sidecar; DataError with all the faults of both."""
    faults: list[Fault] = []
    stated, publication = None, None
    name = paths.shown(path)
    try:
        publication = parse(_text(path, name), path.stem, name)
    except DataError as error:
        faults += error.faults
    if sidecar:
        try:
            stated = sidecars.read(path)
        except DataError as error:
            faults += error.faults
    if stated and publication:
        classes = {statement.class_code for statement in publication.statements} - {""}
        beside = paths.shown(sidecars.sidecar_path(path))
        for code in stated.publications.keys() - classes:
            message = f'names a class that {path.name} has not, "{code}". {nearest(code, classes)}'
            faults.append(Fault(beside, message, column="publications"))
    if faults:
        raise DataError(faults)
    return replace(publication, sidecar=stated)


def parse(text: str, source_code: str, name: str) -> Publication:
    """The statements of a CSV text, without a sidecar; DataError with all its faults under the file's ``name``."""
    faults: list[Fault] = []
    statements: dict[int, Statement] = {}
    try:
        for row, cells in _rows(text, name):
            try:
                statements[row] = Statement.model_validate(cells)
            except ValidationError as error:
                faults += [_fault(name, row, item) for item in error.errors()]
    except DataError as error:
        faults += error.faults
    faults += _across(name, statements)
    if faults:
        raise DataError(sorted(faults, key=lambda fault: fault.row or 0))
    return Publication(source_code, None, tuple(statements.values()), tuple(statements))


def _fault(name: str, row: int, error: dict) -> Fault:
    raised = error.get("ctx", {}).get("error")
    column = raised.column if isinstance(raised, Misfit) else ".".join(map(str, error["loc"]))
    return Fault(name, str(raised) if raised else f"{error['msg']}.", row, column or None)


def _rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the file as cells by column; DataError where it is no table of statements."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = [cell.strip() for cell in next(reader, [])]
        _check_heading(name, heading)
        for row, cells in enumerate(reader, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heading):
                message = f"has {len(cells)} cells, the heading {len(heading)}. Quote cells that hold a comma."
                raise DataError([Fault(name, message, row)])
            yield row, dict(zip(heading, cells, strict=True))
    except csv.Error as error:
        raise DataError([Fault(name, f"is no CSV: {error}.", reader.line_num)]) from None


def _text(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > inventory.LARGEST:
            raise DataError([Fault(name, f"is larger than {inventory.LARGEST:,} bytes. Split it.")])
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
        if match := _UNPRINTABLE.search(text):
            message = f"holds the character U+{ord(match[0]):04X}, which nobody can see. Delete it."
            raise DataError([Fault(name, message, row=text.count("\n", 0, match.start()) + 1)])
        return text
    except OSError as error:
        raise DataError([Fault(name, f"cannot be read: {error.strerror}.")]) from None
    except UnicodeDecodeError:
        raise DataError([Fault(name, "is not UTF-8. Save it as UTF-8.")]) from None


def _check_heading(name: str, heading: list[str]) -> None:
    missing = [column for column in COLUMNS if column not in heading]
    strange = [column for column in heading if column not in COLUMNS]
    twice = sorted({column for column in heading if heading.count(column) > 1})
    faults = [Fault(name, "is missing. Add it to the heading.", 1, column) for column in missing]
    for column in dict.fromkeys(strange):
        faults.append(Fault(name, f'no column is called "{column}". {nearest(column, COLUMNS)}', 1))
    faults += [Fault(name, "stands twice in the heading.", 1, column) for column in twice if column in COLUMNS]
    if faults:
        raise DataError(faults)


def _across(name: str, statements: dict[int, Statement]) -> Iterator[Fault]:
    """Faults between rows: a code twice, a base that is missing, is a percentage, or leads back to itself."""
    first: dict[str, int] = {}
    for row, statement in statements.items():
        if (earlier := first.setdefault(statement.statement_code, row)) != row:
            message = f'"{statement.statement_code}" is already the code of row {earlier}. Give each row its own.'
            yield Fault(name, message, row, "statement_code")
    by_code = {code: statements[at] for code, at in first.items()}
    bases = {code: statement.base for code, statement in by_code.items()}
    for row, statement in statements.items():
        if message := _base_fault(statement, bases, by_code):
            yield Fault(name, message, row, "base")


def _base_fault(statement: Statement, bases: dict[str, str], by_code: dict[str, Statement]) -> str | None:
    if not statement.base:
        return None
    if statement.base not in bases:
        return f'no statement of this file has the code "{statement.base}". {nearest(statement.base, bases)}'
    seen, code = [statement.statement_code], statement.base
    while code in bases and code:
        if code in seen:
            return f"leads back to itself ({' -> '.join([*seen, code])}). Name the whole that it is a part of."
        seen.append(code)
        code = bases[code]
    if by_code[statement.base].unit_code == "percent":
        return f'"{statement.base}" is a percentage: a base is a count. Name the count that it is a share of.'
    return None


def frame(publications: Iterable[Publication]) -> pd.DataFrame:
    """The statements of several publications in one frame; an empty frame with the same columns for none."""
    frames = [publication.frame() for publication in publications]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(FRAME_COLUMNS))
