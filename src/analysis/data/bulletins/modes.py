"""Whether a figure speaks of training in the country or abroad, by the places that are named around it."""

from __future__ import annotations

import re

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.context import Context

# How near, in characters, a place before the figure and its preposition must stand.
NEAR = 30

_TO_A_PLACE = re.compile(r"(?<!\w)(?:ở|tại|sang|đi|qua|ra)\s+(?:[^\W\d]+\s+){0,2}$")


def mode(context: Context) -> str:
    """in_country or abroad by the place that the clauses of the figure name; else empty."""
    it, folded = context.it, context.doc.folded
    if not it.is_head_count:
        return ""
    after = lexicon.modes().within(folded, it.unit_end, context.reach)
    before = lexicon.modes().within(folded, max(context.since, it.start - NEAR), it.start)
    for name in (*after, *before):
        if "nước" in name.phrase or _TO_A_PLACE.search(folded, max(0, name.start - NEAR), name.start):
            return name.code
    return ""
