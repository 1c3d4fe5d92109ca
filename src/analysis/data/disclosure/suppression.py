"""Which cells must be suppressed, at the least loss, so that no intruder comes near a small count.

The cell suppression problem, solved as in Fischetti & Salazar (2001, Management Science 47:1008): a master
programme chooses the cells, the intruder's linear programme finds a cell that is still too narrow, and its dual
becomes a cut that every safe choice satisfies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from analysis.data.disclosure.counts import TOTAL, DisclosureError
from analysis.data.disclosure.intruder import Intruder
from analysis.data.disclosure.system import System

# After so many rounds a suppressed cell stays so: the end comes soon, at a loss that is good, not proved least.
PATIENCE = 40
GAP = {"mip_rel_gap": 0.01, "node_limit": 2000}
UNPROTECTED = "no suppression protects the small counts: what is published gives them away."


def gives_away(low: int, high: int | None, threshold: int, kind: str = "cell") -> bool:
    """Whether a range is too narrow: of a suppressed cell always, of a difference if it may be a small count."""
    narrow = high is not None and high - low < threshold
    return narrow and (kind == "cell" or (low < threshold and high > 0))


@dataclass
class Suppression:
    """The choice of cells for one system, whose counts the office has in full.

    ``primary`` are the positions of the cells that must be suppressed, ``fixed`` of those that may not be. Raises
    :class:`DisclosureError` when even suppressing every cell would not do, because other published facts give a count
    away.
    """

    system: System
    primary: Collection[int]
    threshold: int
    fixed: Collection[int] = ()

    def __post_init__(self) -> None:
        counts = self.system.counts
        self._true = np.array([count.value for count in counts], dtype=float)
        self._is_cell = np.array([count.kind == "cell" for count in counts], dtype=bool)
        self._guarded = np.array([count.kind != "fact" for count in counts], dtype=bool)
        self._need = np.full(len(counts), float(self.threshold))
        self._matrix = self.system.matrix().tocsc()
        far = self._far()
        self._down = np.array([far[k] if c.low is None else c.value - c.low for k, c in enumerate(counts)])
        self._up = np.array([far[k] if c.high is None else c.high - c.value for k, c in enumerate(counts)])
        self._loss = self._losses()

    def _far(self) -> np.ndarray:
        """A deviation beyond all learners together for each count: the end of one that has none."""
        far = 2.0 * max([self.threshold, *self._true[self._is_cell]])
        return np.where(self._is_cell, far, far * abs(self._matrix).sum(axis=0).max(initial=1))

    def _losses(self) -> np.ndarray:
        """What suppressing each count costs: 1 a cell, a margin as many as it sums, ties to the fewest learners."""
        everyone = max([1, *self._true])
        sizes = np.ones(len(self._true))
        for equation in self.system.equations:
            for position, weight in equation.items():
                if weight < 0 and TOTAL in self.system.counts[position].key:
                    sizes[position] += len(equation) - 1
        return np.where(self._is_cell, sizes + self._true / (everyone + 1), 0.0)

    def positions(self) -> set[int]:
        """The positions of the cells to suppress."""
        chosen = ~self._is_cell
        chosen[list(self.primary)] = True
        least, cuts = chosen.copy(), []
        for turn in range(PATIENCE + len(chosen)):
            further = list(self._cuts(chosen)) or self._whole_cuts(chosen)
            if not further:
                return set(np.flatnonzero(chosen & self._is_cell).tolist())
            cuts += further
            chosen = self._choose(cuts, chosen if turn > PATIENCE else least)
        raise DisclosureError(UNPROTECTED)

    def _choose(self, cuts: list[np.ndarray], least: np.ndarray) -> np.ndarray:
        """The cheapest choice that satisfies the cuts and suppresses at least ``least``."""
        most = np.ones(len(least))
        most[list(self.fixed)] = 0.0
        answer = milp(
            self._loss,
            integrality=1,
            bounds=Bounds(least.astype(float), most),
            constraints=LinearConstraint(np.array(cuts), lb=[0.0] * len(cuts)),
            options=GAP,
        )
        if answer.x is None:
            raise DisclosureError(UNPROTECTED)
        return answer.x > 0.5

    def _cuts(self, chosen: np.ndarray) -> Iterator[np.ndarray]:
        """A cut for each guarded count that the choice leaves too narrow, by linear programming."""
        most = np.zeros((2, len(chosen)))
        for position in np.flatnonzero(chosen & self._guarded):
            if self._is_wide(position, most):
                continue
            bounds = np.zeros(len(chosen))
            for sign in (1, -1):
                deviation, cut = self._deviation(position, sign, chosen)
                most = np.maximum(most, [deviation, -deviation])
                bounds += cut
            if not self._is_wide(position, most):
                need = self._need[position]
                cut = np.minimum(bounds, need)
                cut[position] -= need
                yield cut

    def _is_wide(self, position: int, most: np.ndarray) -> bool:
        """Whether the deviations seen so far keep the intruder off the count.

        Of a difference that is no proof before its furthest deviations are seen: the audit in whole numbers is.
        """
        up, down = most[:, position]
        true, kind = self._true[position], self.system.counts[position].kind
        return not gives_away(true - down, true + up, self._need[position], kind)

    def _deviation(self, position: int, sign: int, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The counts' deviations that take one furthest up (1) or down (-1), and the dual's bound on it.

        The bound is a weight for each count: with any choice, no deviation exceeds the weights of what it suppresses.
        """
        columns = np.flatnonzero(chosen)
        goal = np.zeros(len(chosen))
        goal[position] = -sign
        answer = linprog(
            goal[columns],
            A_eq=self._matrix[:, columns],
            b_eq=np.zeros(self._matrix.shape[0]),
            bounds=np.column_stack([-self._down[columns], self._up[columns]]),
            method="highs",
        )
        deviation = np.zeros(len(chosen))
        deviation[columns] = np.round(answer.x, 6)
        reduced = np.round(goal - self._matrix.T @ answer.eqlin.marginals, 9)
        return deviation, np.where(reduced > 0, reduced * self._down, -reduced * self._up)

    def _whole_cuts(self, chosen: np.ndarray) -> list[np.ndarray]:
        """Cuts for what is wide enough only in fractions: the need of these counts grows until there is a cut."""
        cuts, short = [], self._short(chosen)
        while short and not cuts:
            self._need[short] *= 2
            cuts = list(self._cuts(chosen))
        return cuts

    def _short(self, chosen: np.ndarray) -> list[int]:
        """The guarded counts that are too narrow in whole numbers: the audit of the choice."""
        counts = zip(self.system.counts, chosen, strict=True)
        shown = [replace(count, value=None) if hidden else count for count, hidden in counts]
        intruder = Intruder(replace(self.system, counts=shown))
        guarded = np.flatnonzero(chosen & self._guarded).tolist()
        kinds = [self.system.counts[position].kind for position in guarded]
        return [
            position
            for position, kind in zip(guarded, kinds, strict=True)
            if not intruder.has_seen(position, self.threshold)
            and gives_away(*intruder.range(position), self.threshold, kind)
        ]
