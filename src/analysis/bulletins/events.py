"""Two texts of one event, and what the later one does to the figures of the earlier: refines, agrees, contradicts.

Two texts tell of one event when the word pairs of their openings are alike, less alike if they name a common
date. The likeness is estimated on a sketch (Broder 1997: the least hashes of the set), so that a hundred
thousand texts can be compared without holding them.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from analysis import figures
from analysis.bulletins.lexicon import fold

OPENING = 900
SKETCH = 48
# The least likeness of two openings of one event, with a common date and without one.
ALIKE_WITH_DATE = Fraction(15, 100)
ALIKE = Fraction(35, 100)
# A word pair of more texts than this says nothing of an event.
COMMON = 500
LOOSE = frozenset({"trained", "completed", "enrolled"})

_DATE = re.compile(r"(?:ngày|sáng|chiều|tối|trưa)\s+(?:ngày\s+)?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")

Row = Mapping[str, str]


@dataclass(frozen=True)
class Signature:
    """What is kept of a text to know its event again: the dates that it names and the sketch of its opening."""

    dates: frozenset[str]
    sketch: tuple[int, ...]


def signature(text: str) -> Signature:
    """The signature of a text in NFC; of an empty one an empty signature, alike to none."""
    folded = fold(text[:OPENING])
    dates = {f"{int(day)}-{int(month)}" for day, month in _DATE.findall(folded)}
    pairs = {zlib.crc32(f"{one} {two}".encode()) for one, two in pairwise(_WORD.findall(folded))}
    return Signature(frozenset(dates), tuple(sorted(pairs)[:SKETCH]))


def likeness(one: Signature, other: Signature) -> Fraction:
    """The share of common word pairs of two openings, estimated; 0 where one is empty."""
    union = sorted({*one.sketch, *other.sketch})[:SKETCH]
    both = {*one.sketch} & {*other.sketch}
    return Fraction(sum(pair in both for pair in union), len(union)) if union else Fraction(0)


class Index:
    """The signatures of the texts so far, found by the word pairs that they share."""

    def __init__(self) -> None:
        self._signatures: dict[str, Signature] = {}
        self._holding: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, source: str, found: Signature) -> None:
        """Put a text in, in place of an earlier one of the same name."""
        self._signatures[source] = found
        for pair in found.sketch:
            if len(self._holding[pair]) <= COMMON:
                self._holding[pair].append(source)

    def same_event(self, found: Signature, but: str = "") -> str:
        """The name of the text most alike that tells of the same event; empty if there is none."""
        shared = Counter(source for pair in found.sketch for source in self._holding.get(pair, ()))
        best, most = "", Fraction(0)
        for source, _ in shared.most_common(20):
            other = self._signatures[source]
            alike = likeness(found, other)
            needed = ALIKE_WITH_DATE if found.dates & other.dates else ALIKE
            if source != but and alike >= needed and alike > most:
                best, most = source, alike
        return best


@dataclass(frozen=True)
class Comparison:
    """Two figures of one thing in two texts; ``relation`` is what the later does: agrees, refines, contradicts."""

    earlier: Row
    later: Row
    relation: str


def compare(earlier: Sequence[Row], later: Sequence[Row]) -> list[Comparison]:
    """The figures that count the same thing in two texts of one event, in the order of the earlier text.

    Two figures are paired when unit, measure, grade and audience agree and their values are equal, or when
    they are the only such pair.
    """
    free = list(later)
    pairs = []
    for equal in (True, False):
        for row in earlier:
            if any(row is done for done, _ in pairs):
                continue
            alike = [other for other in free if _one_thing(row, other)]
            rivals = [other for other in earlier if alike and _one_thing(other, alike[0])]
            found = [other for other in alike if _value(other) == _value(row)] if equal else alike
            if found and (equal or len(alike) == len(rivals) == 1):
                pairs.append((row, found[0]))
                free = [other for other in free if other is not found[0]]
    order = {id(row): place for place, row in enumerate(earlier)}
    pairs.sort(key=lambda pair: order[id(pair[0])])
    return [Comparison(row, other, relation(row["printed"], other["printed"])) for row, other in pairs]


def _value(row: Row) -> tuple[Fraction, Fraction | None]:
    figure = figures.parse(row["printed"])
    return figure.value, figure.upper


def _one_thing(one: Row, other: Row) -> bool:
    measures = {one["measure_code"], other["measure_code"]}
    same_measure = len(measures) == 1 or ("trained" in measures and measures <= LOOSE)
    same = all(one[name] == other[name] for name in ("unit_code", "grade_code", "mode_code", "level_code"))
    words, others = (set(fold(row["note"]).replace(",", " ").split()) for row in (one, other))
    alike = not words or not others or 2 * len(words & others) >= min(len(words), len(others))
    return same_measure and same and alike


def relation(earlier: str, later: str) -> str:
    """What a later figure does to an earlier one of the same thing, by what each makes certain.

    >>> relation("Hơn 80", "81"), relation("81", "hơn 80"), relation("687", "gần 800"), relation("80", "81")
    ('refines', 'agrees', 'agrees', 'contradicts')
    """
    one, other = _bounds(earlier), _bounds(later)
    if one == other:
        return "agrees"
    low, high = max(one[0], other[0]), min(one[1], other[1])
    if low > high:
        return "contradicts"
    return "refines" if (low, high) == other else "agrees"


def _bounds(printed: str) -> tuple[float, float]:
    """The least and the greatest whole number, or share in steps too small to matter, that a figure allows.

    "khoảng" makes nothing certain; what a reader takes it to mean stands in for it.
    """
    figure = figures.parse(printed)
    bounds = figure.bounds("conventional" if figure.qualifier == "about" else "literal")
    if not figure.is_percent:
        low, high = bounds.whole()
        return low or 0, float("inf") if high is None else high
    step = Fraction(1, 10**6)
    low = (bounds.low or 0) + (0 if bounds.low_closed else step)
    high = Fraction(100) if bounds.high is None else bounds.high
    return low, high - (0 if bounds.high_closed else step)


def relations(found: Iterable[Comparison]) -> dict[str, int]:
    """How many figures agree, refine, contradict, in this order, zeros left out."""
    counts = Counter(comparison.relation for comparison in found)
    return {name: counts[name] for name in ("agrees", "refines", "contradicts") if counts[name]}
