"""A frame of statements as it is taken in, whatever it comes from: the program, a file of one's own, a cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pandas.api import types

from analysis.errors import ParameterError, nearest

SAID = (
    "source_code", "statement_code", "class_code", "level_code", "date", "measure_code", "grade_code", "at_or_above",
    "unit_code", "printed", "base", "mode_code", "quote", "locator",
)  # fmt: skip
_ALSO = ("note", "programme", "checksum")


def statements(frame: pd.DataFrame) -> pd.DataFrame:
    """The statements of a frame as measures and blocks read them; the frame itself where it is so already.

    A text that is missing is "", and a number in the place of one its digits. ``in_focus`` is whether a row is of the
    source asked for; where it is missing the row is an analyst's own, and is. Of an index only one label a row is kept.
    Raises ParameterError for a column that is missing, with the nearest of those that there are.
    """
    for name in SAID:
        if name not in frame:
            raise ParameterError(f'statements: the frame has no column "{name}". {nearest(name, frame.columns)}')
    changed = {
        name: [_text(cell) for cell in frame[name]]
        for name in (*SAID, *_ALSO)
        if name in frame and not (types.is_string_dtype(frame[name]) and frame[name].notna().all())
    }
    if "in_focus" in frame and frame["in_focus"].dtype != bool:
        changed["in_focus"] = [_text(cell).lower() not in ("false", "0") for cell in frame["in_focus"]]
    frame = frame.assign(**changed) if changed else frame
    return frame if frame.index.names == [None] and frame.index.is_unique else frame.reset_index(drop=True)


def is_of_statements(frame: pd.DataFrame) -> bool:
    """Whether a frame is one of statements, and not of what was made of them."""
    return set(SAID) <= set(frame.columns)


def _text(cell: Any) -> str:
    """A cell as the file has it: "true" for True, "2004" for 2004.0."""
    if pd.isna(cell):
        return ""
    if types.is_bool(cell):
        return str(cell).lower()
    return str(int(cell)) if types.is_float(cell) and float(cell).is_integer() else str(cell)
