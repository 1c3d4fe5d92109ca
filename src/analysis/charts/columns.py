"""What a chart asks of its frame: that the columns are there, hold numbers, and give each mark one row.

What cannot be drawn is a ChartError, one sentence that says how to mend it.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import pandas as pd
from pandas.api import types

from analysis.errors import AnalysisError, nearest


class ChartError(AnalysisError, ValueError):
    """A frame, a palette or an Axes that a chart cannot draw with as it is asked to."""


def checked(
    data: pd.DataFrame, chart: str, named: Sequence[Hashable], numbers: Sequence[Hashable], hue: Hashable | None = None
) -> pd.DataFrame:
    """The frame with the columns in ``numbers`` as float64, in which what has no end is missing as what is not said.

    ChartError for what is no frame, for two columns of one name, and where a column that is named is missing or one of
    ``numbers`` does not hold numbers. A ``hue`` of None names no column.
    """
    if not isinstance(data, pd.DataFrame):
        raise ChartError(f"charts.{chart} draws a frame, not {type(data).__name__}. Give it a pandas DataFrame.")
    for column in data.columns[data.columns.duplicated()]:
        raise ChartError(f"charts.{chart}: the frame has two columns {column!r}. Rename one, or drop it.")
    names = list(data.columns)
    for column in (*named, *numbers, *([] if hue is None else [hue])):
        if not types.is_hashable(column) or column not in names:
            raise ChartError(f"charts.{chart}: the frame has no column {column!r}. {nearest(column, names)}")
    data = data.copy()
    for column in numbers:
        data[column] = _reals(data[column], chart)
    return data


def _reals(column: pd.Series, chart: str) -> pd.Series:
    kind = column.dtype
    if column.isna().all():
        return pd.Series(math.nan, column.index, dtype="float64")
    if not types.is_numeric_dtype(kind) or types.is_complex_dtype(kind):
        raise ChartError(
            f"charts.{chart}: column {column.name!r} holds {kind}, not numbers. "
            f"Name a column of numbers, or write data[{column.name!r}].astype('Float64') first."
        )
    return column.astype("float64").replace([math.inf, -math.inf], math.nan)


def each_once(data: pd.DataFrame, chart: str, keys: Sequence[Hashable]) -> pd.DataFrame:
    """The rows that have all ``keys``, each once.

    ChartError where two different rows have the same ``keys``, with a filter that would part them.
    """
    keys = list(dict.fromkeys(keys))
    rows = data.dropna(subset=keys).drop_duplicates()
    several = rows[rows.duplicated(keys, keep=False)]
    if several.empty:
        return rows
    values = several[keys].iloc[0]
    same = several[(several[keys] == values).all(axis=1)]
    where = " and ".join(f"{key} {value!r}" for key, value in values.items())
    apart = [column for column in data if column not in keys and same[column].nunique(dropna=False) > 1]
    texts = [column for column in apart if not types.is_numeric_dtype(data[column].dtype)]
    column = next(iter([*texts, *apart]))
    raise ChartError(
        f"charts.{chart}: {where} has {len(same)} rows, which differ in {', '.join(apart)}. "
        f"Filter first, such as data[data[{column!r}] == {plain(same[column].iloc[0])!r}]."
    )


def in_order(data: pd.DataFrame, chart: str, low: Hashable, high: Hashable, y: Hashable) -> None:
    """ChartError where a row has its least value above its greatest."""
    for row in data[data[low] > data[high]].to_dict("records"):
        raise ChartError(
            f"charts.{chart}: {y} {row[y]!r} has {low} {row[low]:g} above {high} {row[high]:g}. "
            f"Mend the row, or exchange the columns: low={high!r}, high={low!r}."
        )


def plain(value: object) -> object:
    """A value as Python writes it, without numpy's name around it."""
    return value.item() if hasattr(value, "item") else value
