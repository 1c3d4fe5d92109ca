"""The constraints that hold whatever is printed, and those of a share, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.measures.bounds.quantities import Quantities, Terms
from analysis.measures.bounds.systems import Constraint
from analysis.vocabulary.figures import Bounds


def structure(quantities: Quantities) -> Iterator[Constraint]:
    """Cells add up to their population, a population to no more than the one it is part of, a part to its base."""
    for of in quantities.graded:
        yield Constraint.of({**dict.fromkeys(quantities.partition(of), 1), of: -1}, 0, 0)
    for part, whole in quantities.within.items():
        yield Constraint.of({part: 1, whole: -1}, None, 0)
    for total, least, most in quantities.loose:
        yield Constraint.of(less(least, total), None, 0)
        yield Constraint.of(less(total, most), None, 0)
    for claim in quantities.items:
        base = quantities.linked(claim)
        if base is not None and not quantities.is_graded(claim):
            yield Constraint.of(less(quantities.terms(claim), quantities.terms(base)), None, 0)


def ratio(part: Terms, whole: Terms, bounds: Bounds, exact_fraction: bool = False) -> Iterator[Constraint]:
    """low <= 100 part / whole <= high without a division; a strict end loses one unit of the whole numbers.

    Of a printed fraction ("2/3") the whole numbers on both sides fit: nobody is two thirds of a person.
    """
    for end, closed, sign in ((bounds.low, bounds.low_closed, -1), (bounds.high, bounds.high_closed, 1)):
        if end is None:
            continue
        share = end / 100
        terms = {name: sign * factor * share.denominator for name, factor in part.items()}
        for name, factor in whole.items():
            terms[name] = terms.get(name, 0) - sign * factor * share.numerator
        slack = share.denominator - 1 if exact_fraction else 0
        yield Constraint.of(terms, None, slack if closed else -1)


def less(left: Terms, right: Terms) -> dict[str, int]:
    """One sum less another."""
    return {name: left.get(name, 0) - right.get(name, 0) for name in (*left, *right)}


def join(parents: dict[str, str], names: Sequence[str]) -> None:
    """Put names into one set of a union-find forest."""
    for name in names:
        parents[root(parents, name)] = root(parents, names[0])


def root(parents: dict[str, str], name: str) -> str:
    """The name that stands for the set of a name."""
    while parents.setdefault(name, name) != name:
        name = parents[name]
    return name
