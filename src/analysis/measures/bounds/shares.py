"""One printed share or mean -> the whole numbers that fit (GRIM: Brown & Heathers 2017)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from analysis.errors import FigureError
from analysis.vocabulary import figures, numerals
from analysis.vocabulary.figures import ROUNDINGS, Bounds, Figure, Reading, Rounding, Tolerance
from analysis.vocabulary.prose import refusal


def counts(
    printed: str | Figure,
    total: int,
    reading: Reading = "literal",
    tolerance: Tolerance = 1,
    rounding: Iterable[Rounding] = ROUNDINGS,
) -> list[int]:
    """The whole numbers k, ascending, for which k of ``total`` could have been printed so; empty if none fits.

    A convention that leaves none where the words themselves leave some is not applied.

    >>> counts("trên 98%", 256)
    [251, 252, 253, 254, 255, 256]
    >>> counts("33,3%", 256), counts("25.5%", 90), counts("25.5%", 90, rounding=["half_up"])
    ([], [23], [])
    >>> counts("hơn 250", 256)
    [251, 252, 253, 254, 255, 256]
    """
    if isinstance(total, bool) or not isinstance(total, int) or total < 0:
        raise refusal(FigureError, "total", total=repr(total))
    figure = printed if isinstance(printed, Figure) else figures.parse(printed)
    if figure.is_percent and not total:
        return []
    bounds = figure.bounds(reading, tolerance, rounding)
    least, most = (bounds.scaled(Fraction(total, 100)) if figure.is_percent else bounds).whole()
    fitting = list(range(max(least or 0, 0), (total if most is None else min(most, total)) + 1))
    return fitting if fitting or reading == "literal" else counts(figure, total, rounding=rounding)


def totals_of_mean(printed: str, n: int, granularity: Fraction | float | str = 1) -> list[Fraction]:
    """The sums of n marks, ascending, whose mean prints so, rounded half up or half down; empty if none fits.

    ``granularity`` is the step of the marks: 1 for whole marks, "0.5" for half marks. In a mean, dot and comma
    are always decimal, and trailing zeros count.

    >>> totals_of_mean("5.19", 28), totals_of_mean("5,25", 28)
    ([], [Fraction(147, 1)])
    """
    step = Fraction(str(granularity))
    if isinstance(n, bool) or not isinstance(n, int) or n < 1 or step <= 0:
        raise FigureError(f"a mean needs n of 1 or more and a granularity above 0, not {n!r} and {granularity!r}.")
    mean = _mean(printed)
    half = Fraction(1, 2 * 10**mean.decimals)
    low, high = mean.value - half, mean.value + half
    least, most = Bounds(low * n / step, high * n / step).whole()
    return [k * step for k in range(max(least, 0), most + 1)]


def _mean(printed: str) -> numerals.Number:
    whole, _, part = printed.strip().replace(",", ".").partition(".")
    if not whole.isdecimal() or (part and not part.isdecimal()):
        raise FigureError(f'"{printed}" is no mean: print it as 5.19 or 5,19.')
    return numerals.Number(Fraction(f"{whole}.{part or 0}"), len(part))


def power(decimals: int, total: int) -> Fraction:
    """The share of all percentages with so many decimals that no count of ``total`` is, rounded half up or cut off.

    So much of what could be printed wrongly would be noticed, if all wrong values were alike likely. From
    10^(decimals + 2) learners on every percentage fits some count and the check is blind.

    >>> power(0, 50), power(1, 88), power(0, 256)
    (Fraction(50, 101), Fraction(872, 1001), Fraction(0, 1))
    """
    units = 10 ** (decimals + 2)
    if total >= units:
        return Fraction(0)
    exact = (Fraction(units * count, total) for count in range(total + 1)) if total else ()
    fitting = {whole for value in exact for whole in (math.floor(value), math.floor(value + Fraction(1, 2)))}
    return Fraction(units + 1 - len(fitting), units + 1)
