"""A register file -> its sheets: rows of cells with the numbers that a spreadsheet program shows."""

from __future__ import annotations

import datetime as dt
import json
import math
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from analysis.data.registers import containers, delimited

Cell = str | int | float | bool | dt.date | None

MEMORY = 2 << 30
SECONDS = 120
_CHILD = Path(__file__).with_name("sheet_child.py")
_PROTECTED = 3
_OBJECTS = "holds bytes or objects, which may be pickled: they are never loaded. Write texts, numbers and dates."


@dataclass(frozen=True)
class Row:
    """A row that holds something; its number counts from 1, as spreadsheet programs do."""

    number: int
    cells: tuple[Cell, ...]

    def __getitem__(self, position: int) -> Cell:
        """The cell at a position from 0; None beyond the end."""
        return self.cells[position] if position < len(self.cells) else None


@dataclass
class Sheet:
    """The rows of one sheet; a text file and a Parquet file have one sheet."""

    position: int
    visible: bool = True
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """What a file holds: its kind, its encoding, whether its texts are still bytes, and its sheets.

    ``headed`` says that the first row is the heading by the format itself (Parquet) and no row of the data,
    ``limited`` whether the system held its reader to the memory that a register may take.
    """

    kind: str
    encoding: str
    sheets: list[Sheet]
    undecoded: bool = False
    headed: bool = False
    limited: bool = True


def read(path: Path, encoding: str | None = None) -> Source:
    """The sheets of a register of any kind; a file that is not safe to open is refused."""
    kind = containers.identify(path)
    if kind == "text":
        text = delimited.read(path, encoding)
        rows = [Row(number, cells) for number, cells in text.rows]
        return Source(kind, text.encoding, [Sheet(1, rows=rows)], text.undecoded)
    if kind == "parquet":
        return Source(kind, "utf-8", [_parquet(path)], headed=True)
    limited, sheets = _workbook(path)
    return Source(kind, "utf-16" if kind == "xls" else "utf-8", sheets, limited=limited)


def _workbook(path: Path) -> tuple[bool, list[Sheet]]:
    """Whether the reader was held to its memory, then the sheets."""
    limits = map(str, (MEMORY, SECONDS, containers.MAX_CELLS))
    command = [sys.executable, "-I", str(_CHILD), str(path.resolve()), *limits]
    try:
        child = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise containers.refusal(path, f"the workbook was not read within {SECONDS} seconds.") from None
    if child.returncode == _PROTECTED:
        raise containers.refusal(path, containers.PROTECTED)
    if child.returncode:
        raise containers.refusal(
            path,
            "the workbook cannot be read: it is damaged, or needs more memory than a register may take. "
            "Copy the table into a new workbook and save that.",
        )
    first, *lines = child.stdout.splitlines()
    sheets: list[Sheet] = []
    for entry in map(json.loads, lines):
        if isinstance(entry, dict):
            sheets.append(Sheet(entry["sheet"], entry["visible"]))
        else:
            number, cells = entry
            sheets[-1].rows.append(Row(number, tuple(map(_cell, cells))))
    return json.loads(first)["limited"], sheets


def _cell(value: object) -> Cell:
    return dt.date.fromisoformat(value["date"]) if isinstance(value, dict) else value


def _parquet(path: Path) -> Sheet:
    """The rows of a Parquet file under its column names; a column of bytes or of objects is refused."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        schema = file.schema_arrow
    except (pa.ArrowException, OSError):
        raise containers.refusal(path, "the Parquet file is damaged. Write it anew.") from None
    if b"arrow.py_extension_type" in (file.metadata.metadata or {}).get(b"ARROW:schema", b""):
        raise containers.refusal(path, _OBJECTS)
    for column in schema:
        if not _plain(column.type):
            raise containers.refusal(path, _OBJECTS, column=column.name)
    rows = [Row(0, tuple(schema.names))]
    for batch in file.iter_batches():
        columns = [[_value(value) for value in column.to_pylist()] for column in batch.columns]
        rows += [Row(len(rows) + at, cells) for at, cells in enumerate(zip(*columns, strict=True))]
    return Sheet(1, rows=rows)


def _plain(kind: object) -> bool:
    import pyarrow as pa

    types = pa.types
    if types.is_dictionary(kind):
        return _plain(kind.value_type)
    simple = (types.is_integer, types.is_floating, types.is_boolean, types.is_string, types.is_large_string,
              types.is_string_view, types.is_date, types.is_timestamp, types.is_decimal,
              types.is_null)  # fmt: skip
    return any(test(kind) for test in simple)


def _value(value: object) -> Cell:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if value.is_integer() else value
    if value is None or value == "" or isinstance(value, (str, bool, int, dt.date)):
        return None if value == "" else value
    return str(value)
