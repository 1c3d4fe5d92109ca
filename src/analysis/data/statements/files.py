"""A statements file -> its rows, with all the faults of the file and of its sidecar at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.data import csv_rows, sidecars
from analysis.data.statement_columns import COLUMNS
from analysis.data.statements.row import Statement
from analysis.errors import DataError, Fault, nearest

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

    def copied(self) -> list[tuple[int, str, str, str]]:
        """The words copied from the text: row, column, words, locator."""
        rows = zip(self.rows, self.statements, strict=True)
        return [(row, "quote", statement.quote, statement.locator) for row, statement in rows]


def read(path: Path, sidecar: bool = True) -> Publication:
    """The statements of a file and its sidecar; DataError with all the faults of both."""
    faults: list[Fault] = []
    stated, publication = None, None
    name = paths.shown(path)
    try:
        publication = parse(csv_rows.text(path, name), path.stem, name)
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
    statements, faults = csv_rows.checked(text, name, Statement)
    faults += _across(name, statements)
    if faults:
        raise DataError(sorted(faults, key=lambda fault: fault.row or 0))
    return Publication(source_code, None, tuple(statements.values()), tuple(statements))


def _across(name: str, statements: dict[int, Statement]) -> Iterator[Fault]:
    """Faults between rows: a code twice, a base that is missing, is a percentage, or leads back to itself."""
    codes = {row: statement.statement_code for row, statement in statements.items()}
    yield from csv_rows.repeated(codes, name, "statement_code")
    by_code: dict[str, Statement] = {}
    for statement in statements.values():
        by_code.setdefault(statement.statement_code, statement)
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
