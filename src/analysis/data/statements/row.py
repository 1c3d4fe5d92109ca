"""One row of a statements file: its cells, what each may hold, and what must go together."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from analysis.data.csv_cells import Code, Filled, Flag, Misfit, Quote, filled
from analysis.errors import FigureError, nearest
from analysis.vocabulary import figures, reference
from analysis.vocabulary.suggestions import folded

WHOLE_UNITS = {"person", "attendance", "class", "award"}

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def _listed(kind: str):
    def check(text: str) -> str:
        if text and text not in reference.codes(kind):
            raise ValueError(
                f'no {kind} is called "{text}". {_nearest(kind, text)} '
                f"Add it to reference/{kind}s.csv, or correct the row."
            )
        return text

    return AfterValidator(check)


def _nearest(kind: str, text: str) -> str:
    """The code that an alias stands for, else the code that looks most like the text."""
    names = reference.aliases(kind) if kind in ("level", "grade", "unit") else {}
    plain = {folded(name): (name, code) for name, code in reversed(names.items())}
    if folded(text) in plain:
        name, code = plain[folded(text)]
        return f'Nearest: {code} ("{name}").'
    return nearest(text, reference.codes(kind))


def _grades(text: str) -> str:
    check = _listed("grade").func
    parts = [part.strip() for part in text.split("+")] if text else []
    for part in parts:
        check(part) if part else filled(part)
    if len(set(parts)) < len(parts):
        raise ValueError(f'"{text}" names a grade twice.')
    return "+".join(parts)


def _date(text: str) -> str:
    if not text:
        return text
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
        dt.date(year, month, day)
    except ValueError:
        raise ValueError(f'"{text}" is no date. Write YYYY, YYYY-MM or YYYY-MM-DD.') from None
    return text


def _printed(text: str) -> str:
    try:
        figures.parse(filled(text))
    except FigureError as error:
        raise ValueError(str(error)) from None
    return text


class Statement(BaseModel):
    """One printed figure: what it counts, of whom, and where it was printed. Every cell is a text."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    statement_code: Annotated[Code, Filled]
    class_code: Code
    level_code: Annotated[str, _listed("level")]
    date: Annotated[str, AfterValidator(_date)]
    measure_code: Annotated[str, Filled, _listed("measure")]
    grade_code: Annotated[str, AfterValidator(_grades)]
    at_or_above: Flag
    unit_code: Annotated[str, Filled, _listed("unit")]
    printed: Annotated[str, AfterValidator(_printed)]
    base: Code
    mode_code: Annotated[str, _listed("mode")]
    quote: Quote
    locator: str
    note: str

    @model_validator(mode="after")
    def _fits_together(self) -> Statement:
        figure = figures.parse(self.printed)
        if self.measure_code == "graded" and not self.grade_code:
            raise Misfit("grade_code", "is empty. A graded figure names its grade.")
        if figure.is_percent != (self.unit_code == "percent"):
            kind = "a percentage" if figure.is_percent else "no percentage"
            raise Misfit("unit_code", f'is {self.unit_code}, but "{self.printed}" is {kind}.')
        if self.unit_code == "percent" and not self.base:
            raise Misfit("base", "is empty. A percentage names the statement that it is a share of.")
        if self.unit_code in WHOLE_UNITS and figure.value.denominator != 1:
            raise Misfit("printed", f'"{self.printed}" is no whole number of the unit {self.unit_code}.')
        return self
