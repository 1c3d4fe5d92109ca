"""How many different persons groups of known size can hold when nobody says how far they overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.vocabulary.spans import Span, total

Family = tuple[Sequence[Span], Sequence[Span]]


def distinct(families: Iterable[Family]) -> Span | None:
    """The least and greatest number of persons in at least one group; None where the assumptions exclude it.

    A family is its groups and their parts: everybody of a part is in every group of the family. Parts of no group stand
    alone. Else anybody may be in any groups. Of no family it is 0.

    Why no search is needed: there are at least as many persons as the greatest least number of any group or part. So
    many are enough, where each group and each part takes its least number from the head of one queue, a group no fewer
    than the parts of its family; that can be done unless a part is larger than a group may be. And of k groups with
    parts the largest of which has at least c, c persons or more are in all k, so that the groups added up count them k
    times: their persons are at most the greatest sizes added up less (k - 1) * c. So many there are where c persons are
    in all k groups, the parts are among them, and nobody else is in two groups.

    >>> at_home, abroad = Span(91, 91), Span(40, 40)
    >>> distinct([([at_home, abroad], [])])
    Span(low=91, high=131)
    >>> distinct([([at_home], [abroad])]), distinct([([abroad], [at_home])])
    (Span(low=91, high=91), None)
    >>> distinct([])
    Span(low=0, high=0)
    """
    low, high = 0, Span(0, 0)
    for groups, parts in families:
        wholes = groups or parts
        core = max((part.low for part in parts), default=0) if groups else 0
        if any(whole.high is not None and whole.high < core for whole in wholes):
            return None
        low = max([low, core, *(whole.low for whole in wholes)])
        most = total(wholes).high
        high += Span(0, None if most is None else most - core * max(len(wholes) - 1, 0))
    return Span(low, high.high)
