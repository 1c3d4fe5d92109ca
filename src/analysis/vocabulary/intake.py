"""Frames of statements, topics and counts as they are taken in, whatever they come from: program, file or cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pandas.api import types

from analysis.errors import ParameterError, nearest
from analysis.vocabulary.reference import TOTAL

SAID = (
    "source_code", "statement_code", "class_code", "level_code", "date", "measure_code", "grade_code", "at_or_above",
    "unit_code", "printed", "base", "mode_code", "quote", "locator",
)  # fmt: skip
_ALSO = ("note", "programme", "checksum")
TOPIC = (
    "source_code", "topic_code", "class_code", "order", "title", "title_en", "given_by", "is_new", "locator",
    "open_list", "open_list_en", "valued", "valued_en",
)  # fmt: skip
CELL = ("table", "dimension", "row", "column")  # the place of a published count in its register
_WITH_TOTALS = ("flow", "awards", "grades", "marks", "persons")


def statements(frame: pd.DataFrame) -> pd.DataFrame:
    """The statements of a frame as measures and blocks read them; the frame itself where it is so already.

    A text that is missing is "", and a number in the place of one its digits. ``in_focus`` is whether a row is of the
    source asked for; where it is missing the row is an analyst's own, and is. Of an index only one label a row is kept.
    Raises ParameterError for a column that is missing, with the nearest of those that there are.
    """
    return _taken("statements", frame, SAID, _ALSO, in_focus=True)


def cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Published counts of a frame, of whatever tables, with texts, numbers and flags as such; raises ParameterError."""
    frame = _taken("counts", frame, ("register", *CELL, "count", "is_suppressed"), ("checksum",), is_suppressed=False)
    is_whole = frame["count"].dtype == "Int64"
    return frame if is_whole else frame.assign(count=pd.to_numeric(frame["count"]).astype("Int64"))


def topics(frame: pd.DataFrame) -> pd.DataFrame:
    """What classes were taught, with texts and flags as such and ``order`` as a number; raises ParameterError."""
    frame = _taken("topics", frame, TOPIC, ("checksum",), is_new=False)
    return frame.assign(order=pd.to_numeric(frame["order"]).astype("int64"))


def counts(frame: pd.DataFrame, *tables: tuple[str, str], may_be_one: bool = False) -> pd.DataFrame:
    """The published counts of a frame as measures read them; the frame itself where it is so already.

    ``tables`` (name and dimension) have to be there, each with its row "total", but for a single row that
    ``may_be_one``. Raises ParameterError for a column, a table or a total that is missing, and for a cell that stands
    twice.
    """
    frame = cells(frame)
    if len(twice := frame[frame.duplicated(list(CELL))]):
        place = " ".join(filter(None, twice[list(CELL)].iloc[0]))
        raise ParameterError(f"counts: the cell {place} stands twice. Keep one: counts.drop_duplicates({list(CELL)}).")
    held = dict(list(frame.groupby(["table", "dimension"], sort=False)))
    for name, dimension in tables:
        if (name, dimension) not in held:
            raise ParameterError(f"counts: no row is of {_table(name, dimension)}. Keep its rows in a filter.")
    for (name, dimension), own in held.items():
        is_one = dimension != "" and own["row"].nunique() == 1 and (may_be_one or (name, dimension) not in tables)
        sides = ("column",) if is_one else ("row", "column")
        for side in sides if name in _WITH_TOTALS else ():
            if TOTAL not in set(own[side]):
                told = f'{_table(name, dimension)} has no {side} "{TOTAL}"'
                raise ParameterError(f"counts: {told}. Keep the margins under this name, in a filter, too.")
    return frame


def _table(name: str, dimension: str) -> str:
    return f'the table "{name}"' + (f" by {dimension}" if dimension else "")


def _taken(
    what: str, frame: pd.DataFrame, needed: tuple[str, ...], also: tuple[str, ...], **flags: bool
) -> pd.DataFrame:
    """A frame with its texts as texts and its ``flags`` as True or False, by name with what a missing one is."""
    for name in needed:
        if name not in frame:
            raise ParameterError(f'{what}: the frame has no column "{name}". {nearest(name, frame.columns)}')
    with_gaps = set(frame.columns[frame.isna().to_numpy().any(axis=0)])
    changed = {
        name: [_text(cell) for cell in frame[name]]
        for name in (*needed, *also)
        if name in frame and name not in ("count", *flags) and (name in with_gaps or not _is_text(frame[name]))
    }
    for name, missing in flags.items():
        if name in frame and frame[name].dtype != bool:
            texts = [_text(cell).lower() for cell in frame[name]]
            changed[name] = [text in ("true", "1") if text else missing for text in texts]
    frame = frame.assign(**changed) if changed else frame
    return frame if frame.index.names == [None] and frame.index.is_unique else frame.reset_index(drop=True)


def _is_text(column: pd.Series) -> bool:
    """Whether a column holds texts alone: by its dtype where that says so, else by its cells, which takes longer."""
    return isinstance(column.dtype, pd.StringDtype) or types.is_string_dtype(column)


def is_of_statements(frame: pd.DataFrame) -> bool:
    """Whether a frame is one of statements, and not of what was made of them."""
    return set(SAID) <= set(frame.columns)


def is_of_topics(frame: pd.DataFrame) -> bool:
    """Whether a frame is one of topics."""
    return set(TOPIC) <= set(frame.columns)


def is_of_counts(frame: pd.DataFrame) -> bool:
    """Whether a frame is one of published counts, and not of what was made of them."""
    return {"register", *CELL, "count"} <= set(frame.columns)


def _text(cell: Any) -> str:
    """A cell as the file has it: "true" for True, "2004" for 2004.0."""
    if pd.isna(cell):
        return ""
    if types.is_bool(cell):
        return str(cell).lower()
    return str(int(cell)) if types.is_float(cell) and float(cell).is_integer() else str(cell)
