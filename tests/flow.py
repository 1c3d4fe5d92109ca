"""Which blocks of a report notebook follow a frame: one number or word of it is changed right after the cell that
makes it, and what is shown below is compared, sentence by sentence, picture by picture, table by table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import notebook_page
import pandas as pd

from analysis.pages.blocks import Block, TableBlock

Edit = Callable[[pd.DataFrame], pd.DataFrame]
Parts = dict[str, Any]  # "s" the sentences, "p" the picture, "t" the table of a block, without the mark of an edit


@dataclass(frozen=True)
class Change:
    """An edit of a frame after a cell, and what changes: name of a block -> its parts that do, of "spt".

    ``frame`` may be "about", what a register's notebook holds of the register. ``parameters`` are those of the notebook
    that differ from its defaults.
    """

    cell: str
    frame: str
    edit: Edit
    changed: Mapping[str, str]
    parameters: tuple[tuple[str, Any], ...] = ()


def word(old: str, new: str) -> Edit:
    """An edit that prints a word in place of another."""
    return lambda frame: frame.assign(printed=frame["printed"].replace(old, new))


def put(rows: str, column: str, value: Any) -> Edit:
    """An edit that puts a value in place of a column's in the rows of a query, of which there is one at least."""
    return lambda frame: frame.assign(**{column: frame[column].mask(_chosen(frame, rows), value)})


def add(rows: str, column: str, amount: float = 1) -> Edit:
    """An edit that adds to the numbers of a column in the rows of a query, of which there is one at least."""
    return lambda frame: put(rows, column, frame[column] + amount)(frame)


def row(**values: Any) -> Edit:
    """An edit that puts a row at the end, of which only these values are given."""
    return lambda frame: pd.concat([frame, pd.DataFrame([values])]).reset_index(drop=True)


def told(**values: Any) -> Callable[[dict], dict]:
    """An edit of what a register's notebook holds of the register."""
    return lambda about: {**about, **values}


def _chosen(frame: pd.DataFrame, rows: str) -> Any:
    chosen = frame.index.isin(frame.query(rows).index)
    assert chosen.any(), f"no row is {rows}"
    return chosen


def changes(notebook: str, change: Change) -> tuple[dict[str, str], dict[str, Block | None]]:
    """The parts of each block that an edit changes, and what the notebook then shows."""
    edits = {change.cell: lambda cell: cell.update({change.frame: change.edit(cell[change.frame])})}
    shown, _ = notebook_page.run(notebook, edits, **{"language": "en", **dict(change.parameters)})
    before, after = _before(notebook, change.parameters), {name: _parts(block) for name, block in shown.items()}
    assert before.keys() == after.keys()
    changed = {
        name: "".join(part for part in "spt" if before[name].get(part) != after[name].get(part)) for name in before
    }
    return {name: parts for name, parts in changed.items() if parts}, shown


@cache
def plain(notebook: str, parameters: tuple[tuple[str, Any], ...] = ()) -> tuple[dict, dict[str, Any]]:
    """What a notebook shows without an edit, and its variables."""
    return notebook_page.run(notebook, **{"language": "en", **dict(parameters)})


@cache
def _before(notebook: str, parameters: tuple[tuple[str, Any], ...]) -> dict[str, Parts]:
    return {name: _parts(block) for name, block in plain(notebook, parameters)[0].items()}


def _parts(block: Block | None) -> Parts:
    """The parts of a block, of none no part."""
    if block is None:
        return {}
    plain = replace(block, edited=())
    parts: Parts = {"s": plain.texts()}
    if isinstance(plain, TableBlock):
        kept = [at for at, column in enumerate(plain.table.columns) if column.key != "edited"]
        parts["t"] = [[row[at] for at in kept] for row in plain.table.rows]
    if block.kind == "chart":
        parts["p"] = plain.drawing("wide")
    return parts
