"""The numbers of the report on throughput once more, from the CSV by scipy alone: nothing of the package is used."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Ends = tuple[int, float]  # the greatest is math.inf where there is none


def statements(folder: Path, source: str) -> dict[str, dict[str, str]]:
    """The rows of a source by their codes."""
    with (folder / f"{source}.csv").open(encoding="utf-8", newline="") as file:
        return {row["statement_code"]: row for row in csv.DictReader(file)}


def ends(printed: str, by_convention: bool = False) -> Ends:
    """The whole numbers of a count such as "706" or "hơn 1.000", which by convention is less than a tenth more."""
    value = int(printed.removeprefix("hơn ").replace(".", ""))
    if not printed.startswith("hơn "):
        return value, value
    return value + 1, (math.ceil(Fraction(11, 10) * value) - 1 if by_convention else math.inf)


def people(groups: dict[str, Ends], apart: Iterable[tuple[str, ...]] = ()) -> Ends:
    """The least and the greatest number of different people of some groups, over every way to overlap.

    ``apart`` are families of groups: nobody is in groups of two families.
    """
    family = {group: number for number, members in enumerate(apart) for group in members}
    cells = [
        cell
        for size in range(1, len(groups) + 1)
        for cell in combinations(groups, size)
        if len({family.get(group) for group in cell}) == 1
    ]
    member = np.array([[group in cell for cell in cells] for group in groups], dtype=float)
    low, high = (np.array(column, dtype=float) for column in zip(*groups.values(), strict=True))
    found = []
    for sign in (1, -1):
        if sign < 0 and math.inf in high:
            return found[0], math.inf
        answer = milp(
            sign * np.ones(len(cells)), constraints=LinearConstraint(member, low, high), bounds=Bounds(0, np.inf),
            integrality=np.ones(len(cells)),
        )  # fmt: skip
        found.append(round(sign * answer.fun))
    return found[0], found[1]


def share(own: Ends, rest: Ends) -> tuple[Fraction, Fraction]:
    """The least and the greatest share of a part in itself and the rest."""
    low = Fraction(0) if rest[1] == math.inf else Fraction(own[0], own[0] + int(rest[1]))
    high = Fraction(1) if own[1] == math.inf else Fraction(int(own[1]), int(own[1]) + rest[0])
    return low, high


def added(spans: Iterable[Ends]) -> Ends:
    """The sums of numbers between these ends."""
    spans = list(spans)
    return sum(low for low, _ in spans), sum(high for _, high in spans)
