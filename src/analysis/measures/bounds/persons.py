"""How many different persons groups of known size can hold when nobody says how far they overlap.

Every way to overlap is a filling of the cells of the Venn diagram; the least and the greatest total come from
integer programming over the cells. Beyond ``MOST_GROUPS`` groups they are the greatest group and the sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from analysis.measures.bounds.systems import Constraint, System
from analysis.vocabulary.spans import Span, total

MOST_GROUPS = 12


def distinct(groups: Mapping[str, Span], inside: Iterable[tuple[str, str]] = ()) -> Span | None:
    """The least and greatest number of persons in at least one group; None where the assumptions exclude it.

    ``inside`` names pairs (part, whole) of which the part lies in the whole.

    >>> distinct({"home": Span(91, 91), "abroad": Span(40, 40)})
    Span(low=91, high=131)
    >>> distinct({"home": Span(91, 91), "abroad": Span(40, 40)}, inside=[("abroad", "home")])
    Span(low=91, high=91)
    >>> distinct({})
    Span(low=0, high=0)
    """
    inside = list(inside)
    if len(groups) > MOST_GROUPS:
        return Span(max(span.low for span in groups.values()), total(groups.values()).high)
    cells = _cells(list(groups), inside)
    constraints = [
        Constraint.of({_name(cell): 1 for cell in cells if group in cell}, span.low, span.high)
        for group, span in groups.items()
    ]
    if any(not constraint.terms and (constraint.low or 0) > 0 for constraint in constraints):
        return None
    extent = System(constraints).extent({_name(cell): 1 for cell in cells})
    return None if extent is None else Span(*extent)


def _cells(groups: Sequence[str], inside: Sequence[tuple[str, str]]) -> list[frozenset[str]]:
    """The cells of the Venn diagram that the assumptions leave."""
    cells = []
    for size in range(1, len(groups) + 1):
        for members in combinations(groups, size):
            cell = frozenset(members)
            if all(whole in cell for part, whole in inside if part in cell):
                cells.append(cell)
    return cells


def _name(cell: frozenset[str]) -> str:
    return "&".join(sorted(cell))
