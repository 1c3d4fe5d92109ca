"""A span: the whole numbers between a least and a greatest, either of which may be missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Span:
    """The whole numbers from ``low`` to ``high``; None for no end.

    >>> Span(91, 91) + Span(0, 40), Span(1001, None) + Span(5, 6)
    (Span(low=91, high=131), Span(low=1006, high=None))
    """

    low: int
    high: int | None

    def __add__(self, other: Span) -> Span:
        """The sums of a number of the one and a number of the other."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Span(self.low + other.low, high)

    def __sub__(self, other: Span) -> Span:
        """What is left of a whole after a part of it: never below 0."""
        low = 0 if other.high is None else max(self.low - other.high, 0)
        return Span(low, None if self.high is None else max(self.high - other.low, 0))

    @property
    def is_exact(self) -> bool:
        """Whether only one number is left."""
        return self.low == self.high


def total(spans: Iterable[Span]) -> Span:
    """The sums of one number of each span; 0 for none.

    >>> total([])
    Span(low=0, high=0)
    """
    return sum(spans, Span(0, 0))


def share(part: Span, rest: Span) -> tuple[Fraction, Fraction]:
    """The least and the greatest share of a part in the part and the rest; where an end is open, 0 or 1.

    >>> share(Span(706, 706), Span(1774, None))
    (Fraction(0, 1), Fraction(353, 1240))
    """
    low = Fraction(part.low, whole) if rest.high is not None and (whole := part.low + rest.high) else Fraction(0)
    if part.high is None:
        return low, Fraction(1)
    whole = part.high + rest.low
    return low, Fraction(part.high, whole) if whole else Fraction(0)
