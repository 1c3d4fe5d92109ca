"""The rows of one dimension of a register (its classes, say), and which of their parts stand together in a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.data.disclosure import merging
from analysis.data.disclosure.merging import RELEASED, Node

ROOT = 0


@dataclass(frozen=True)
class Shape:
    """What the rows of all dimensions have in common: it follows from the totals of the register, so it is public.

    ``nodes`` is the tree over the parts. ``loose`` are parts whose total is a group itself: they are suppressed in
    every row, and their sum is what is protected here. ``void`` are parts that nobody has, by a released total.
    ``alike`` are the parts of which no row may show that all are in one of them; ``ends`` the released sums of the
    first so many parts. ``publishes`` says whether zeros are released, ``closes`` whether the total of a row may be
    suppressed to protect it.
    """

    nodes: Sequence[Node]
    loose: np.ndarray
    void: np.ndarray
    threshold: int
    publishes: bool
    alike: tuple[int, ...] = ()
    ends: tuple[tuple[int, ...], ...] = ()
    closes: bool = True

    @property
    def size(self) -> int:
        """How many parts there are; the place after the last one stands for those who are not in the row."""
        return len(self.loose)

    def above(self, node: int) -> int:
        """The branch that a branch is one side of; the root of itself."""
        return next((at for at, other in enumerate(self.nodes) if node in other.branches), ROOT)


@dataclass
class Rows:
    """The counts of some rows, and the group of each part in each row (:data:`RELEASED` for none).

    ``parents`` holds for each dimension that these rows nest in the position of the row that each is a part of.
    ``least`` is how many everybody knows to be in each row. A row whose last place, for those outside, is in a group
    has its total suppressed.
    """

    counts: np.ndarray
    shape: Shape
    parents: Mapping[str, np.ndarray]
    least: np.ndarray

    def __post_init__(self) -> None:
        rows, parts = self.counts.shape
        self.group = np.full((rows, parts + 1), RELEASED)
        self.low = np.zeros((rows, parts), dtype=int)
        self.totals = self.counts.sum(axis=1)
        nobody = self.counts == 0
        self._live = ~nobody | self.shape.loose if self.shape.publishes else np.ones_like(nobody)
        self._least = (
            (self._live & ~self.shape.loose).astype(int) if self.shape.publishes else np.zeros_like(self.counts)
        )

    def merge(self) -> None:
        """Put the parts of each row into as many groups as can be released apart, by the row alone."""
        for row, total in enumerate(self.totals):
            if total < self.shape.threshold and (total or not self.shape.publishes):
                self.close(row)
            elif total and self.shape.size > 1 and not self.is_closed(row):
                self._merge(row)

    def _merge(self, row: int) -> None:
        shape, counts = self.shape, self.counts[row]
        line = (counts, self._least[row], self._live[row], shape.threshold)
        # where nobody must be left out of the alike, whether a row is suppressed follows from its total
        is_small = not shape.alike and self.totals[row] - self._least[row].size < shape.threshold
        if not merging.has_room(shape.nodes[ROOT], *line) or (shape.publishes and is_small):
            if shape.alike and (counts > 0)[~shape.void].all():
                self.close(row, with_floor=True)
            else:
                self.withhold(row)
            return
        for node in merging.groups(shape.nodes, *line):
            self.join(row, node)
        present = [part for part in shape.alike if counts[part]]
        if shape.publishes and len(present) == 1 and not shape.loose[list(shape.alike)].any():
            self.withhold(row, alike=True)

    def join(self, row: int, node: int) -> bool:
        """Suppress the parts of a branch in a row as one group; whether that changed anything.

        A released zero stays, and so does a branch of which no two parts may be suppressed.
        """
        parts = [part for part in self.shape.nodes[node].parts if self._live[row, part]]
        if len(parts) < 2 or (self.counts[row, parts] - self._least[row, parts]).sum() < self.shape.threshold:
            return False
        around = {*parts}
        for other in set(self.group[row, parts].tolist()) - {RELEASED}:
            members = set(np.flatnonzero(self.group[row] == other).tolist())
            if around <= members:
                return False
            if not members <= around:
                return self.join(row, self.shape.above(node)) if node != ROOT else self.withhold(row)
        self.group[row, parts] = node
        self.low[row, parts] = self._least[row, parts]
        return True

    def withhold(self, row: int, alike: bool = False) -> bool:
        """Suppress all parts of a row, zeros too, so that any of them may be all; whether that was new.

        ``alike``: only those parts of which no row may show that all are in one, where these are a group of their own.
        """
        chosen = ~self.shape.void
        if alike:
            inside = np.isin(np.arange(self.shape.size), self.shape.alike)
            mixed = set(self.group[row, :-1][inside]) & set(self.group[row, :-1][~inside]) - {RELEASED}
            alike = not mixed and self.counts[row, inside].sum() >= self.shape.threshold
            chosen &= inside if alike else True
        node = len(self.shape.nodes) if alike else ROOT
        parts = np.flatnonzero(chosen)
        if self.is_closed(row) or ((self.group[row, parts] == node) & (self.low[row, parts] == 0)).all():
            return False
        self.group[row, parts], self.low[row, parts] = node, 0
        return True

    def close(self, row: int, with_floor: bool = False) -> bool:
        """Suppress a whole row with its total; whether that was new. A released zero by itself stays.

        ``with_floor``: of a row without a zero, so that nobody is misled who takes none of its parts for zero.
        """
        chosen = ~self.shape.void
        alone = self.shape.size == 1
        if self.is_closed(row) or (alone and not self._live[row, 0]):
            return False
        self.group[row, :-1][chosen] = ROOT
        self.group[row, -1] = ROOT
        self.low[row, chosen] = self._least[row, chosen] if alone or with_floor else 0
        return True

    def is_closed(self, row: int) -> bool:
        """Whether the total of a row is suppressed."""
        return bool(self.group[row, -1] != RELEASED)

    def is_empty(self) -> np.ndarray:
        """Which rows hold nobody and may say so: zeros are released, and nothing of them is suppressed."""
        return (self.totals == 0) & (self.group == RELEASED).all(axis=1) & self.shape.publishes
