"""An interval of exact numbers in words: "57% to under 60%", "over 1,000"."""

from __future__ import annotations

from fractions import Fraction

from analysis.vocabulary import labels
from analysis.vocabulary.figures import Bounds

MOST_DECIMALS = 3


def words(bounds: Bounds, is_percent: bool, language: str) -> str:
    """The numbers inside the bounds; an end that every count or percentage keeps to is left out.

    An end with more than three decimals is widened to the third.

    >>> from analysis.vocabulary.figures import parse
    >>> words(parse("gần 60%").bounds("conventional"), True, "en"), words(parse("hơn 1.000").bounds(), False, "vi")
    ('57% to under 60%', 'lớn hơn 1.000')
    >>> words(parse("khoảng 60%").bounds(), True, "en"), words(parse("91").bounds(), False, "en")
    ('anything', '91')
    """
    if bounds.low is not None and bounds.low == bounds.high:
        return _number(bounds.low, is_percent, language)
    most = Fraction(100) if is_percent else None
    low = None if bounds.low is None or (bounds.low == 0 and bounds.low_closed) else bounds.low
    high = None if bounds.high is None or (bounds.high == most and bounds.high_closed) else bounds.high
    key = "_".join([
        "any" if low is None else "from" if bounds.low_closed else "over",
        "any" if high is None else "to" if bounds.high_closed else "under",
    ])  # fmt: skip
    ends = ("low", low, "least"), ("high", high, "greatest")
    places = {name: _number(value, is_percent, language, end) for name, value, end in ends if value is not None}
    return labels.say(f"interval.{key}", language, **places)


def widened(value: Fraction, end: labels.End | None) -> tuple[Fraction, int]:
    """An end as words state it, and its decimals: the fewest that state it exactly, else three, further out.

    No end at all, one exact number, is rounded half up.

    >>> widened(Fraction(57), "least"), widened(Fraction(170, 3), "least"), widened(Fraction(170, 3), "greatest")
    ((Fraction(57, 1), 0), (Fraction(28333, 500), 3), (Fraction(56667, 1000), 3))
    """
    decimals = next((some for some in range(MOST_DECIMALS) if not value * 10**some % 1), MOST_DECIMALS)
    return Fraction(labels.rounded(value, decimals, end)), decimals


def _number(value: Fraction, is_percent: bool, language: str, end: labels.End | None = None) -> str:
    outward, decimals = widened(value, end)
    return labels.number(outward, language, decimals) + ("%" if is_percent else "")
