"""The mark of an edit: that a block rests on statements that an analyst changed, and on which."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures import counts, frames
from analysis.pages.blocks import Block, TableBlock
from analysis.pages.tables import Column, ReportTable
from analysis.vocabulary import checksums, intake, labels


def marked(make: Callable[..., Block | None]) -> Callable[..., Block | None]:
    """A function that makes a block of frames, with the mark of the statements edited that these frames rest on.

    A block that is made of another, as the foot is of the title, has the mark of that. A table gets a column that names
    the statements too, so that its files carry the mark.
    """

    @wraps(make)
    def made(*args: Any, **kwargs: Any) -> Block | None:
        args, kwargs = tuple(map(_taken, args)), {name: _taken(given) for name, given in kwargs.items()}
        block = make(*args, **kwargs)
        rows = tuple(dict.fromkeys(row for given in (*args, *kwargs.values()) for row in _edits(given)))
        if block is None or not rows:
            return block
        if isinstance(block, TableBlock):
            return replace(block, table=_with_edits(block.table, rows, block.language), edited=rows)
        return replace(block, edited=rows)

    return made


def _taken(given: Any) -> Any:
    """A frame of statements or of topics as it is taken in; what is none as it is."""
    if not isinstance(given, pd.DataFrame):
        return given
    if intake.is_of_topics(given):
        return intake.topics(given)
    return intake.statements(given) if intake.is_of_statements(given) else given


def _edits(given: Any) -> Iterable[str]:
    """The edited statements or counts that a frame of them holds, or that a frame of a measure or a block rests on."""
    return given.edited if isinstance(given, Block) else _edits_of(given) if isinstance(given, pd.DataFrame) else ()


def _edits_of(frame: pd.DataFrame) -> list[str]:
    if frame.empty:
        return []
    if "edited" in frame:
        cells = [cell for cell in np.ravel(frame["edited"]) if isinstance(cell, str)]
    elif intake.is_of_topics(frame):
        changed = frame[checksums.is_edited_topic(frame)]
        cells = [f"{row.source_code}/{row.topic_code}: {row.title}" for row in changed.itertuples()]
    elif intake.is_of_counts(frame):
        cells = [counts.edits(frame)]
    else:
        is_one = "checksum" in frame or intake.is_of_statements(frame)
        cells = frames.with_edits(frame, frame)["edited"] if is_one else ()
    return [row for cell in dict.fromkeys(cells) for row in frames.split(cell)]


def _with_edits(table: ReportTable, rows: tuple[str, ...], language: str) -> ReportTable:
    column = Column("edited", labels.say("common.edited_column", language))
    return replace(table, columns=(*table.columns, column), rows=tuple((*row, "; ".join(rows)) for row in table.rows))
