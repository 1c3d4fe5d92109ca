"""What a person states about a file and no program should guess: kept as YAML beside it for the next edition."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis import files, paths, yamls
from analysis.data.registers import headings
from analysis.errors import DataError, Fault, nearest
from analysis.vocabulary import reference

SUFFIX = ".columns.yml"


class ColumnMap(BaseModel):
    """Heading -> code of what the column holds (null for nothing), and what the marks and bytes mean.

    The class, its level and its days are stated here where the file itself does not name them, and so are the line
    of form 10 on which its classes stand, and who opened them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, str | None] = Field(default_factory=dict)
    encoding: str | None = None
    greatest_mark: Decimal = Field(default=Decimal(10), gt=0)
    scale: str | None = None
    class_code: str | None = None
    level: str | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    form_line: str | None = None
    opened_by: Literal["province", "district"] = "province"


def beside(register: Path) -> Path:
    """The path of the column map of a register: beside it, with another ending.

    >>> beside(Path("lop-2.xlsx")).name
    'lop-2.columns.yml'
    """
    return register.with_name(register.stem + SUFFIX)


def load(path: Path) -> ColumnMap:
    """The column map of a YAML file; every fault of it at once as a :class:`~analysis.errors.DataError`."""
    shown = paths.shown(path)
    content = yamls.load(path)
    try:
        stated = ColumnMap.model_validate({} if content is None else content)
    except ValidationError as error:
        faults = [Fault(shown, f"{entry['msg']}.", column=".".join(map(str, entry["loc"]))) for entry in error.errors()]
        raise DataError(faults) from None
    _check(stated, shown)
    return stated


def _check(stated: ColumnMap, shown: str) -> None:
    codes = headings.keep()
    faults = [
        Fault(shown, f'no column is called "{code}". {nearest(code, codes)}', column=heading)
        for heading, code in stated.columns.items()
        if code is not None and code not in codes
    ]
    if stated.scale is not None and stated.scale not in reference.scales():
        faults.append(Fault(shown, f'no scale is called "{stated.scale}". {nearest(stated.scale, reference.scales())}'))
    if stated.level is not None and stated.level not in reference.levels():
        faults.append(Fault(shown, f'no level is called "{stated.level}". {nearest(stated.level, reference.levels())}'))
    lines = [row["line_code"] for row in reference.rows("form_10_lines")]
    if stated.form_line is not None and stated.form_line not in lines:
        faults.append(Fault(shown, f'form 10 has no line "{stated.form_line}". {nearest(stated.form_line, lines)}'))
    if faults:
        raise DataError(faults)


def save(column_map: ColumnMap, path: Path) -> None:
    """Write a column map as YAML, in the order in which the columns stand."""
    files.write(path, yaml.safe_dump(column_map.model_dump(mode="json"), allow_unicode=True, sort_keys=False))
