"""What a chart asks of its frame: that the columns are there, hold numbers, and give each mark one row."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.errors import AnalysisError, nearest


class ChartError(AnalysisError, ValueError):
    """A frame that a chart cannot draw as it is asked to."""


def check(data: pd.DataFrame, chart: str, named: Sequence[str | None], numbers: Sequence[str] = ()) -> None:
    """ChartError where a column is missing, or where one of ``numbers`` does not hold numbers; None names none."""
    for column in filter(None, (*named, *numbers)):
        if column not in data:
            raise ChartError(f"charts.{chart}: the frame has no column {column!r}. {nearest(column, data.columns)}")
    for column in numbers:
        kind = data[column].dtype
        if not pd.api.types.is_numeric_dtype(kind) and not data[column].isna().all():
            raise ChartError(
                f"charts.{chart}: column {column!r} holds {kind}, not numbers. "
                f"Name a column of numbers, or write data[{column!r}].astype('Float64') first."
            )


def one_each(data: pd.DataFrame, chart: str, keys: Sequence[str]) -> None:
    """ChartError where two different rows have the same ``keys``, with a filter that would part them."""
    several = data.dropna(subset=list(keys)).drop_duplicates()[lambda rows: rows.duplicated(list(keys), keep=False)]
    if several.empty:
        return
    values = several[list(keys)].iloc[0]
    same = several[(several[list(keys)] == values).all(axis=1)]
    where = " and ".join(f"{key} {value!r}" for key, value in values.items())
    apart = [column for column in data if column not in keys and same[column].nunique(dropna=False) > 1]
    texts = [column for column in apart if not pd.api.types.is_numeric_dtype(data[column].dtype)]
    column = next(iter([*texts, *apart]))
    raise ChartError(
        f"charts.{chart}: {where} has {len(same)} rows, which differ in {', '.join(apart)}. "
        f"Filter first, such as data[data[{column!r}] == {_plain(same[column].iloc[0])!r}]."
    )


def _plain(value: object) -> object:
    """A value as Python writes it, without numpy's name around it."""
    return value.item() if hasattr(value, "item") else value
