"""The numbers of the report on the grades of a class once more, by plain enumeration from the CSV: nothing of the
package is used.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path

import pandas as pd

GRADES = ("excellent", "very_good", "good", "fairly_good", "average")  # the best first
CUTS = {"top": "very_good", "up": "good"}
# This project's convention: how many points over "trên" and under "gần" a percentage may be.
OVER, UNDER = 1, 3
LARGEST = 300  # learners that a class is tried with where its printed number is set aside

Way = tuple[int, ...]  # the learners of each grade that a text names, the best first
Stated = tuple[frozenset[str], str]  # grades that a figure is about, and the figure


def rows(folder: Path) -> pd.DataFrame:
    """The statements of all sources that grade a class."""
    frames = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in sorted(folder.glob("*.csv"))]
    return pd.concat(frame for frame in frames if "graded" in set(frame["measure_code"]))


@cache
def fitting(printed: str, learners: int, by_convention: bool) -> frozenset[int]:
    """The whole numbers of so many learners that can be printed so."""
    if not printed.endswith("%"):
        return frozenset({int(printed)} & set(range(learners + 1)))
    word, number = re.fullmatch(r"(trên |gần |)([\d.]+)%", printed).groups()
    value, unit = Fraction(number), Fraction(1, 10 ** len(number.partition(".")[2]))

    def fits(percent: Fraction) -> bool:
        if word == "trên ":
            return value < percent and (not by_convention or percent < value + OVER)
        if word == "gần ":
            return percent < value and (not by_convention or value - UNDER <= percent)
        return value - unit / 2 <= percent < value + unit  # rounded half up, or cut off

    return frozenset(count for count in range(learners + 1) if fits(Fraction(100 * count, learners)))


def named(stated: Iterable[Stated]) -> list[str]:
    """The grades that the figures speak of, the best first."""
    spoken = frozenset().union(*(grades for grades, _ in stated))
    return [grade for grade in GRADES if grade in spoken]


def figures(text: pd.DataFrame) -> list[Stated]:
    """The figures of a class about its grades; excellent belongs to "or better" where the text names it."""
    graded = text[text["measure_code"] == "graded"]
    has_excellent = graded["grade_code"].str.contains("excellent").any()
    scale, found = GRADES[0 if has_excellent else 1 :], []
    for row in graded.itertuples():
        better = scale[: scale.index(row.grade_code) + 1] if row.at_or_above == "true" else row.grade_code.split("+")
        found.append((frozenset(better), row.printed))
    return found


def ways(learners: int, stated: list[Stated], by_convention: bool, names: list[str]) -> list[Way]:
    """Every way to part the learners into the grades; who is in none of them is the rest."""
    found: list[Way] = [()]
    for at, grade in enumerate(names):
        decided = [one for one in stated if grade in one[0] and one[0] <= set(names[: at + 1])]
        longer = []
        for way in found:
            counts = range(learners - sum(way) + 1)
            for grades, printed in decided:
                others, fit = counted(way, names, grades), fitting(printed, learners, by_convention)
                counts = [count for count in counts if others + count in fit]
            longer += [(*way, count) for count in counts]
        found = longer
    return found


def counted(way: Way, names: list[str], grades: Iterable[str]) -> int:
    """The learners of some grades."""
    return sum(count for name, count in zip(names, way, strict=False) if name in grades)


def ways_out(text: pd.DataFrame, by_convention: bool) -> tuple[list[list[Way]], list[str]]:
    """The ways to part a class, and its grades; of a contradiction, apart, what is left without each one figure."""
    learners, stated = size(text), figures(text)
    names = named(stated)
    if found := ways(learners, stated, by_convention, names):
        return [found], names
    without = [ways(learners, stated[:at] + stated[at + 1 :], by_convention, names) for at in range(len(stated))]
    assert not any(ways(other, stated, by_convention, names) for other in range(1, LARGEST))  # the size is not at fault
    return [some for some in without if some], names


def size(text: pd.DataFrame) -> int:
    """The learners who completed the class."""
    return int(text.loc[text["measure_code"] == "completed", "printed"].item())


def ends(numbers: Iterable) -> tuple:
    """The least and the greatest."""
    numbers = list(numbers)
    return min(numbers), max(numbers)


def or_better(grade: str) -> tuple[str, ...]:
    return GRADES[: GRADES.index(grade) + 1]


def percent(share: Fraction, rounded: str = "half up") -> str:
    """A share with one decimal, a bound rounded "down" or "up"; none here is so near 0 or 100 % as to need more.

    >>> percent(Fraction(251, 256), "down"), percent(Fraction(253, 256), "up"), percent(Fraction(1))
    ('98.0%', '98.9%', '100%')
    """
    tenths = {"down": math.floor, "up": math.ceil, "half up": lambda exact: math.floor(exact + Fraction(1, 2))}
    number = tenths[rounded](1000 * share)
    return f"{number // 1000 * 100}%" if number in (0, 1000) else f"{number // 10}.{number % 10}%"


def span(low: int, high: int) -> str:
    """Two ends of a count in a table."""
    return str(low) if low == high else f"{low}–{high}"


def share_span(low: Fraction, high: Fraction) -> str:
    """Two ends of a share in a table."""
    return percent(low) if low == high else f"{percent(low, 'down').removesuffix('%')}–{percent(high, 'up')}"


def share_words(low: Fraction, high: Fraction) -> str:
    """Two ends of a share in a sentence."""
    return percent(low) if low == high else f"{percent(low, 'down')} to {percent(high, 'up')}"
