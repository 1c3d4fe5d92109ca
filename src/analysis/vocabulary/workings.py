"""How a printed figure leads to whole numbers, in signs: what its words say of k, what k then keeps to, the result."""

from __future__ import annotations

from fractions import Fraction

from analysis.errors import FigureError
from analysis.vocabulary import figures, labels
from analysis.vocabulary.figures import Bounds, Reading, Tolerance

ARROW = " → "
_MOST_DECIMALS = 6


def working(
    printed: str, base: int | None = None, *, reading: Reading = "literal", tolerance: Tolerance = 1, language: str
) -> str:
    """The steps from the printed words to the whole numbers k that they leave, the last after the last arrow.

    ``base`` is the number that a percentage is a share of; FigureError where a percentage has none, or one below 1.
    Every number is exact, as a decimal or else as a fraction; an end that every count or share keeps to is left out. A
    convention that leaves no whole number is not applied, as in :meth:`figures.Figure.whole`.

    >>> working("trên 98%", 256, language="en"), working("gần 60%", 256, reading="conventional", language="en")
    ('100·k/256 > 98 → k > 250.88 → 251–256', '57 ≤ 100·k/256 < 60 → 145.92 ≤ k < 153.6 → 146–153')
    >>> working("hơn 1.000", language="en"), working("hơn 1.000", reading="conventional", language="vi")
    ('k > 1,000 → 1,001 or more', '1.000 < k < 1.100 → 1.001–1.099')
    >>> working("2/3 học viên", 10, language="en"), working("91", language="en")
    ('100·k/10 = 200/3 → k = 20/3 → no whole number', 'k = 91 → 91')
    """
    figure = figures.parse(printed)
    if figure.is_percent and (base is None or base < 1):
        raise FigureError(f'"{printed}" is a share: name the number that it is a share of, 1 or more.')
    said = kept = figure.bounds(reading, tolerance)
    steps, whole = [], None
    if figure.is_percent:
        kept, whole = said.scaled(Fraction(base, 100)), Fraction(base)
        steps = [_condition(said, f"100·k/{labels.number(base, language)}", Fraction(100), language)]
    least, most = kept.whole()
    is_empty = most is not None and least > most
    if is_empty and reading != "literal":
        return working(printed, base, language=language)
    result = labels.say("interval.none", language) if is_empty else labels.span(least, most, language)
    return ARROW.join([*steps, _condition(kept, "k", whole, language), result])


def result(line: str) -> str:
    """What the last step of a line that ends in a working comes to.

    >>> result("“trên 98%” (paragraph 6): 100·k/256 > 98 → k > 250.88 → 251–256")
    '251–256'
    """
    return line.rpartition(ARROW)[2]


def _condition(bounds: Bounds, term: str, most: Fraction | None, language: str) -> str:
    """What the bounds say of a term, without the ends 0 and ``most``, which it always keeps to."""
    if bounds.low == bounds.high:
        return f"{term} = {_exact(bounds.low, language)}"
    low, high = (None if end is None else _exact(end, language) for end in (bounds.low, bounds.high))
    above, below = ("≤" if is_closed else "<" for is_closed in (bounds.low_closed, bounds.high_closed))
    is_bounded = high is not None and not (bounds.high == most and bounds.high_closed)
    if bounds.low == 0 and bounds.low_closed:
        return f"{term} {below} {high}" if is_bounded else f"{term} ≥ 0"
    if is_bounded:
        return f"{low} {above} {term} {below} {high}"
    return f"{term} {'≥' if bounds.low_closed else '>'} {low}"


def _exact(value: Fraction, language: str) -> str:
    """A number as a decimal where that is exact with six decimals at most, else as a fraction."""
    for decimals in range(_MOST_DECIMALS + 1):
        if not value * 10**decimals % 1:
            return labels.number(value, language, decimals)
    return f"{labels.number(value.numerator, language)}/{labels.number(value.denominator, language)}"
