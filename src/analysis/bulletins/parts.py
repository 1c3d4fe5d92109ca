"""Parts of a whole: "81 học viên, trong đó có 51 giáo viên trong biên chế" counts 51 as the 81 are counted."""

from __future__ import annotations

import re

from analysis.bulletins.bases import WHOLES, Row
from analysis.bulletins.context import Context
from analysis.bulletins.judging import Judgement

_OF_THESE = re.compile(r"(?<!\w)(?:trong đó|bao gồm|gồm)(?!\w)")


def part_of(context: Context, last: Row | None) -> Judgement | None:
    """The judgement of the whole, for a head count that the words "of these" tie to the row before; else None."""
    it = context.it
    if last is None or not it.word or not it.is_head_count or it.sentence is not last.it.sentence:
        return None
    if last.judged.measure not in WHOLES or not last.it.is_head_count:
        return None
    tied = last.judged.scope == "whole" or _OF_THESE.search(context.doc.folded, last.it.unit_end, it.start)
    fits = it.span.figure.value < last.it.span.figure.value or last.judged.scope == "whole"
    return Judgement(last.judged.measure, "trong đó", "whole") if tied and fits else None
