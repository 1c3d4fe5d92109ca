"""The reports that are measured: those of the project's own grid, and more of them by varying the tolerance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import yaml

from analysis import paths
from analysis.batch import grid, parameters
from analysis.batch.grid import Job

VARIED = "tolerance"


def write_grid(place: Path, least: int) -> None:
    """Write a grid of at least so many different reports, in the project's own proportions."""
    known = grid.entries()
    varying = [name for name in known if VARIED in parameters.declared(grid.notebook_path(known[name].notebook))]
    usual = len(grid.jobs())
    more = math.ceil(max(0, least - usual) / len(grid.jobs(varying))) if least > usual else 0
    told = {}
    for name, entry in known.items():
        told[name] = {"notebook": entry.notebook, "parameters": dict(entry.parameters)}
        if name in varying:
            told[name]["parameters"][VARIED] = [str(1 + step / 1000) for step in range(more + 1)]
    place.write_text(yaml.safe_dump(told), encoding="utf-8")


def jobs(place: Path, count: int) -> list[Job]:
    """So many jobs of a grid, evenly spread over it; all of them where it has no more."""
    paths.GRID = place
    return spread(grid.jobs(), count)


def spread(items: Sequence, count: int) -> list:
    """So many of the items, evenly spread.

    >>> spread("abcdefgh", 4), spread("ab", 5)
    (['a', 'c', 'e', 'g'], ['a', 'b'])
    """
    size = len(items)
    return [items[place * size // count] for place in range(count)] if count < size else list(items)
