"""Two texts of one event, and what the later one does to the figures of the earlier: refines, agrees, contradicts.

Evidence for one event is weighed: common dates, figures and names, and alike word pairs in the opening. Of
pairs and names a sketch is kept (Broder 1997: the least hashes of a set estimate how alike two sets are), so
that a hundred thousand texts can be compared without holding them.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby, pairwise

from analysis.data.bulletins.lexicon import LEARNERS
from analysis.data.bulletins.phrases import fold
from analysis.vocabulary import figures
from analysis.vocabulary.figures import Bounds

OPENING = 900
NAMES_WITHIN = 3000
SKETCH = 32
# Smaller figures than this are the same in two texts by chance.
TELLING = 10
# Points: two texts tell of one event from ENOUGH on.
COMMON_DATE, OTHER_DATES, COMMON_FIGURE, ALIKE, VERY_ALIKE, COMMON_NAMES, ENOUGH = 2, -3, 2, 2, 4, 2, 5
ALIKE_FROM, VERY_ALIKE_FROM, NAMES_FROM = Fraction(15, 100), Fraction(35, 100), 3
MOST_FIGURES = 2

_DATE = re.compile(r"(?:ngày|sáng|chiều|tối|trưa)\s+(?:ngày\s+)?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")

Row = Mapping[str, str]


@dataclass(frozen=True)
class Signature:
    """What is kept of a text to know its event again: dates, telling figures, sketches of word pairs and names."""

    dates: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def signature(text: str, rows: Iterable[Row] = ()) -> Signature:
    """The signature of a text in NFC with its statements; that of an empty text is alike to none."""
    opening = fold(text[:OPENING])
    pairs = (f"{one} {two}" for one, two in pairwise(_WORD.findall(opening)))
    return Signature(
        frozenset(f"{int(day)}-{int(month)}" for day, month in _DATE.findall(opening)),
        frozenset(_telling(rows)),
        _sketch(pairs),
        _sketch(_names(text[:NAMES_WITHIN])),
    )


def _telling(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        figure = figures.parse(row["printed"])
        if figure.value >= TELLING and not figure.is_percent:
            yield f"{figure.value}:{row['unit_code']}"


def _names(text: str) -> Iterable[str]:
    """Runs of at least two words with a capital: names of people, places, offices."""
    for capital, run in groupby(_WORD.findall(text), key=lambda word: word[0].isupper()):
        words = list(run)
        if capital and len(words) > 1:
            yield fold(" ".join(words))


def _sketch(features: Iterable[str]) -> frozenset[str]:
    return frozenset(sorted({f"{zlib.crc32(feature.encode()):08x}" for feature in features})[:SKETCH])


def likeness(one: frozenset[str], other: frozenset[str]) -> Fraction:
    """The share of common members of two sets, estimated from their sketches; 0 where one is empty."""
    union = sorted(one | other)[:SKETCH]
    return Fraction(len({*union} & one & other), len(union)) if one and other else Fraction(0)


def evidence(one: Signature, other: Signature) -> int:
    """The points that speak for one event of two texts."""
    alike = likeness(one.pairs, other.pairs)
    points = COMMON_FIGURE * min(len(one.figures & other.figures), MOST_FIGURES)
    if one.dates & other.dates:
        points += COMMON_DATE
    elif one.dates and other.dates:
        points += OTHER_DATES
    points += VERY_ALIKE if alike >= VERY_ALIKE_FROM else ALIKE if alike >= ALIKE_FROM else 0
    return points + (COMMON_NAMES if len(one.names & other.names) >= NAMES_FROM else 0)


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
            matching = [other for other in alike if _value(other) == _value(row)] if equal else alike
            if matching and (equal or len(alike) == len(rivals) == 1):
                pairs.append((row, matching[0]))
                free = [other for other in free if other is not matching[0]]
    order = {id(row): index for index, row in enumerate(earlier)}
    pairs.sort(key=lambda pair: order[id(pair[0])])
    return [Comparison(row, other, relation(row["printed"], other["printed"])) for row, other in pairs]


def _value(row: Row) -> tuple[Fraction, Fraction | None]:
    figure = figures.parse(row["printed"])
    return figure.value, figure.upper


def _one_thing(one: Row, other: Row) -> bool:
    if any(one[name] != other[name] for name in ("unit_code", "grade_code", "mode_code", "level_code")):
        return False
    measures = {one["measure_code"], other["measure_code"]}
    if len(measures) > 1 and not ("trained" in measures and measures <= LEARNERS):
        return False
    words, others = _words(one["note"]), _words(other["note"])
    return not words or not others or 2 * len(words & others) >= min(len(words), len(others))


@lru_cache(maxsize=1024)
def _words(note: str) -> frozenset[str]:
    return frozenset(fold(note).replace(",", " ").split())


def relation(earlier: str, later: str) -> str:
    """What a later figure does to an earlier one of the same thing, by what each makes certain.

    >>> relation("Hơn 80", "81"), relation("81", "hơn 80"), relation("687", "gần 800"), relation("80", "81")
    ('refines', 'agrees', 'agrees', 'contradicts')
    """
    one, other = _bounds(earlier), _bounds(later)
    return "agrees" if one.within(other) else f"{one.relation(other)}s"


def _bounds(printed: str) -> Bounds:
    """What a figure makes certain; of a whole count the whole numbers: "hơn 80" and "ít nhất 81" say the same."""
    figure = figures.parse(printed)
    bounds = figure.bounds()
    return bounds if figure.is_percent or figure.decimals else Bounds(*bounds.whole())


def relations(comparisons: Iterable[Comparison]) -> dict[str, int]:
    """How many figures agree, refine, contradict, in this order, zeros left out."""
    counts = Counter(comparison.relation for comparison in comparisons)
    return {name: counts[name] for name in ("agrees", "refines", "contradicts") if counts[name]}
