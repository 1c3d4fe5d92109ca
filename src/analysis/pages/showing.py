"""What a notebook puts on its page: blocks, and an analyst's own picture and frame made a block."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable
from fractions import Fraction
from typing import Any

import pandas as pd
from IPython.display import display
from matplotlib.axes import Axes
from pandas.api import types

from analysis.pages import tidy
from analysis.pages.blocks import Block, ChartBlock, alt
from analysis.pages.blocks.base import METADATA_KEY, NOTHING, BlockFailed
from analysis.pages.editing import marked
from analysis.pages.tables import Cell, Column, Kind, ReportTable, Special
from analysis.vocabulary import labels

_MOST_DECIMALS = 4
_ENDS = {"low": "least", "high": "greatest"}
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")  # it is a part of the names of files
_HOW = 'show(block(ax, key="own", headline="what is found", table=frame, language=language)).'


def show(*blocks: Block | None) -> None:
    """Display blocks in a notebook; where a report has no such block, an output without content that says so.

    All are made before one is displayed: what displays them would swallow an error, and the page lack a block.
    BlockFailed for what is no block.
    """
    for given in blocks:
        if given is not None and not isinstance(given, Block):
            raise BlockFailed(f"show takes blocks, not {type(given).__name__}. To put a picture on the page: {_HOW}")
    nothing: tuple[dict[str, str], dict[str, Any]] = {}, {METADATA_KEY: {"kind": NOTHING}}
    for data, metadata in [nothing if block is None else block.bundle() for block in blocks]:
        display(data, metadata=metadata, raw=True)


@marked
def block(
    ax: Axes, *, key: str, headline: str, table: pd.DataFrame, language: str, subtitle: str = "", source: str = ""
) -> ChartBlock:
    """A picture of one's own and the frame behind it as a chart of the page.

    The whole figure of ``ax`` is drawn, at both widths of the page. ``key`` names its files, ``headline`` is the
    finding, ``subtitle`` says what is drawn (the labels of the axes, if empty) and ``source`` where the figures come
    from. The columns of ``table`` keep their names and their exact values, but for that of the edits, which becomes the
    mark of the block; rows with a name, as after ``groupby``, have it in a column. A missing or infinite number is "not
    available", as ``high`` beside a ``low`` "no limit". BlockFailed for what is no Axes or no frame, a key that names
    no file, an empty headline, and a table with no column, with two of one name, with rows that have names under no
    heading, or with a cell of several values.

    >>> import matplotlib.figure
    >>> ax = matplotlib.figure.Figure().subplots()
    >>> halves = pd.DataFrame({"who": ["a"], "share": [0.5]})
    >>> block(ax, key="own", headline="One of two", table=halves, language="en").alt
    'One of two. a: share 0.5.'
    """
    for given, kind in ((ax, Axes), (table, pd.DataFrame)):
        if not isinstance(given, kind):
            raise BlockFailed(f"block takes an Axes and a frame, not {type(given).__name__}. Write {_HOW}")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise BlockFailed(
            f"block: the key {key!r} names no file. Give 1 to 64 letters, digits, _ and -, without accents."
        )
    if not isinstance(headline, str) or not headline.strip():
        raise BlockFailed(f"block: the headline {headline!r} says nothing. Write what is found.")
    made = _table(headline, _flat(table))
    axes = labels.joined(filter(None, (ax.get_ylabel(), ax.get_xlabel())))
    return ChartBlock(
        key=key, language=language, headline=headline, subtitle=subtitle or axes or ax.get_title(),
        draw=lambda narrow: ax.figure, alt=alt(headline.rstrip(" ."), made, language), table=made, is_cropped=True,
        sources=(source or labels.say("common.own", language),),
    )  # fmt: skip


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the names of its rows in columns and each heading one text, without the edits."""
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index(allow_duplicates=True)
    elif len(frame) and not types.is_integer_dtype(frame.index.dtype):
        raise BlockFailed(
            'block: the rows of the table have names under no heading. Give them one: table.rename_axis("name").'
        )
    flat = frame.set_axis([_heading(name) for name in frame.columns], axis=1)
    for name in flat.columns[flat.columns.duplicated()]:
        raise BlockFailed(f"block: the table has two columns {name!r}. Rename one, or drop it.")
    flat = flat.drop(columns="edited", errors="ignore")
    if flat.columns.empty:
        raise BlockFailed("block: the table has no column. Give it the frame that the picture was drawn from.")
    return flat


def _heading(name: Hashable) -> str:
    return ", ".join(str(part) for part in name if part != "") if isinstance(name, tuple) else str(name)


def _table(caption: str, frame: pd.DataFrame) -> ReportTable:
    columns = tuple(_column(name, frame[name]) for name in frame)
    rows = tuple(_row(row, columns) for row in frame.itertuples(index=False, name=None))
    return ReportTable(caption, columns, rows, keys=tuple(_codes(row, columns) for row in rows))


def _codes(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> dict[str, str]:
    """What a row is in codes: its texts in columns that have the name of a code."""
    cells = zip(row, columns, strict=True)
    return {column.key: cell for cell, column in cells if column.key in tidy.CODES and isinstance(cell, str)}


def _row(values: tuple[Any, ...], columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    """The cells of a row; in a frame of bounds a greatest number is missing where nothing limits it."""
    cells = {column.key: _cell(value, column) for value, column in zip(values, columns, strict=True)}
    least = cells.get("low", Special.UNAVAILABLE)
    if cells.get("high") is Special.UNAVAILABLE and least is not Special.UNAVAILABLE:
        cells["high"] = Special.NO_LIMIT
    return tuple(cells.values())


def _column(name: str, values: pd.Series) -> Column:
    kind: Kind = "text"
    if types.is_any_real_numeric_dtype(values):
        kind = "count" if types.is_integer_dtype(values) else "number"
    codes = {"bound": _ENDS[name]} if name in _ENDS else {}
    return Column(name, name, kind, _decimals(values) if kind == "number" else 1, codes)


def _decimals(values: pd.Series) -> int:
    """As many as any value has, four at most."""
    written = (repr(round(float(value), _MOST_DECIMALS)).partition(".")[2] for value in values.dropna())
    return max((len(digits.rstrip("0")) for digits in written), default=0)


def _cell(value: Any, column: Column) -> Cell:
    if types.is_list_like(value) or types.is_complex(value):
        kind = type(value).__name__
        raise BlockFailed(f"block: column {column.key!r} of the table holds {kind}. Give each cell one number or text.")
    if pd.isna(value) or value == "" or (isinstance(value, float) and math.isinf(value)):
        return Special.UNAVAILABLE
    if column.kind == "text":
        return str(value)
    return int(value) if column.kind == "count" else Fraction(repr(float(value)))
