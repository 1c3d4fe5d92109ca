"""The reference tables of the domain, read once: levels, grades, scales, units, measures, qualifiers.

Each is a CSV file of the package that somebody who does not program can mend.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from analysis import paths

# Stands for every code of a kind where a level, a class, a source may be named, and for all learners as a base.
ALL = "all"
# What tables of counts call their margins.
TOTAL = "total"


@dataclass(frozen=True)
class Level:
    """A level of officials; ``ends`` is its last day, ``breaks`` the first of a new, incomparable series."""

    code: str
    starts: dt.date | None
    ends: dt.date | None
    breaks: dt.date | None
    aliases: tuple[str, ...]

    def applies(self, day: dt.date) -> bool:
        """Whether the level exists on that day.

        >>> levels()["district_standing"].applies(dt.date(2025, 7, 1))
        False
        """
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Grade:
    """A grade; of two grades the one with the higher rank is better."""

    code: str
    rank: int
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """The scores of one grade on one scale, as exact numbers, with the ends that belong to it."""

    grade_code: str
    low: Fraction
    high: Fraction
    low_closed: bool
    high_closed: bool

    def holds(self, score: Fraction) -> bool:
        """Whether the score falls into the band.

        >>> scales()["moet_25_2006"][1].holds(Fraction(9))
        False
        """
        above = score >= self.low if self.low_closed else score > self.low
        return above and (score <= self.high if self.high_closed else score < self.high)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of reference/<name>.csv in the order of the file, every cell a text."""
    with (paths.REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in text.split(";"))))


@cache
def levels() -> MappingProxyType[str, Level]:
    """The levels by code, in their order of display."""
    listed = (
        Level(
            row["level_code"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            _day(row["break_date"]),
            _words(row["aliases"]),
        )
        for row in rows("levels")
    )
    return MappingProxyType({level.code: level for level in listed})


@cache
def grades() -> MappingProxyType[str, Grade]:
    """The grades by code, best first.

    >>> list(grades())[:3]
    ['excellent', 'very_good', 'good']
    """
    listed = (Grade(row["grade_code"], int(row["rank"]), _words(row["aliases"])) for row in rows("grades"))
    return MappingProxyType({grade.code: grade for grade in sorted(listed, key=lambda grade: -grade.rank)})


def or_better(grade_code: str) -> tuple[str, ...]:
    """The grades at or above one, best first.

    >>> or_better("good")
    ('excellent', 'very_good', 'good')
    """
    rank = grades()[grade_code].rank
    return tuple(code for code, grade in grades().items() if grade.rank >= rank)


def named_together(quantity: str) -> str:
    """The key of several grades, joined by "+", as words name it: that of a cut where they are all from one grade up.

    >>> named_together("very_good+excellent"), named_together("very_good+good"), named_together("good_up")
    ('very_good_up', 'very_good+good', 'good_up')
    """
    codes = set(quantity.split("+"))
    cuts = (code for code in grades() if len(codes) > 1 and codes == set(or_better(code)))
    return next((f"{code}_up" for code in cuts), quantity)


@cache
def scales() -> MappingProxyType[str, tuple[Band, ...]]:
    """The bands of every scale by its code, best grade first."""
    by_scale: dict[str, list[Band]] = {}
    for row in rows("scales"):
        band = Band(
            row["grade_code"],
            Fraction(row["low"]),
            Fraction(row["high"]),
            row["low_closed"] == "true",
            row["high_closed"] == "true",
        )
        by_scale.setdefault(row["scale_code"], []).append(band)
    best_first = {code: tuple(sorted(bands, key=lambda band: -band.low)) for code, bands in by_scale.items()}
    return MappingProxyType(best_first)


@cache
def codes(kind: str) -> tuple[str, ...]:
    """The codes of a table with a column ``<kind>_code``, in the order of its file.

    >>> codes("mode")
    ('in_country', 'abroad')
    """
    return tuple(row[f"{kind}_code"] for row in rows(f"{kind}s"))


@cache
def aliases(kind: str) -> MappingProxyType[str, str]:
    """Word -> code of the tables that list aliases (levels, grades, units, qualifiers), words as in the file.

    >>> aliases("qualifier")["trên dưới"]
    'about'
    """
    column = "words" if kind == "qualifier" else "aliases"
    words = {word: row[f"{kind}_code"] for row in rows(f"{kind}s") for word in _words(row[column])}
    return MappingProxyType(words)
