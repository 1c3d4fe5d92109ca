"""Figures that are read by the row before them: parts of a whole, shares beside a count, shares of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.data.bulletins.bases import Row, ties
from analysis.data.bulletins.context import Context
from analysis.data.bulletins.grading import grade_of, runs
from analysis.data.bulletins.judging import Judgement
from analysis.data.bulletins.lexicon import LEARNERS

# "34 học viên (42,5%)", "34 học viên, chiếm tỷ lệ 42,5%"
_BESIDE = re.compile(
    r"[^\d;.:()]{0,60}(?:\(|(?<!\w)(?:chiếm|tương ứng|tương đương|bằng|đạt)\s)"
    r"\s*(?:(?:chiếm|đạt|bằng)\s+)?(?:(?:tỷ|tỉ)\s+lệ\s+)?(?:là\s+)?"
)
_OF_PLAN = re.compile(r"\s*(?:so\s+với\s+)?(?:tổng\s+số\s+|các\s+)?(?:chỉ\s+tiêu|kế\s+hoạch)(?!\s+(?:biên chế|tuyển))")
_REACHES = re.compile(r"[^\d;.]{0,60}(?<!\w)(?:đạt|bằng)\s+(?:(?:tỷ|tỉ)\s+lệ\s+)?")


# "loại khá năm 2021 là 93,4%, đến năm 2024 đạt 97,25%"
_SERIES = re.compile(r"\s*[,;]?\s*(?:đến\s+|sang\s+)?(?:năm|quý|tháng)\s+[\d/-]+\s+(?:đạt|là|tăng lên|còn|lên)\s+")


def part_of(context: Context, rows: Sequence[Row]) -> Judgement | None:
    """The judgement of the whole, for a head count that the words "of these" tie to the row before: of
    "81 học viên, trong đó có 51 giáo viên trong biên chế" 51 are counted as the 81 are; else None.
    """
    it = context.it
    if not rows or not it.word or not it.is_head_count or it.sentence is not rows[-1].it.sentence:
        return None
    last = rows[-1]
    if last.judged.measure not in LEARNERS or not last.it.is_head_count or context.is_afterwards():
        return None
    tied = last.judged.scope == "whole" or ties(context.doc, last, it)
    fits = it.span.figure.value < last.it.span.figure.value or last.judged.scope == "whole"
    return Judgement(last.judged.measure, "trong đó", "whole") if tied and fits else None


def beside(context: Context, rows: Sequence[Row]) -> Judgement | None:
    """The judgement of the count that a share stands beside, as its share of the whole or of the plan; or
    that of the share before which it goes on with; else None."""
    it, folded = context.it, context.doc.folded
    if not rows or it.unit != "percent" or it.sentence is not rows[-1].it.sentence:
        return None
    last = rows[-1]
    if last.it.unit == "percent":
        goes_on = not it.word and _SERIES.fullmatch(folded, last.it.unit_end, it.start)
        return last.judged if goes_on and not grade_of(context) else None
    if last.judged.measure == "planned" or context.is_afterwards():
        return None
    of_plan = _OF_PLAN.match(folded, it.span.end) or _plan_in_sentence(rows)
    if of_plan and _REACHES.fullmatch(folded, last.it.unit_end, it.start):
        return replace(last.judged, cue="chỉ tiêu", of="plan")
    between = folded, last.it.unit_end, it.start
    if not last.it.is_head_count or it.word or not _BESIDE.fullmatch(*between):
        return None
    named = {run.codes for run in runs(*between)}
    return replace(last.judged, of="beside") if named <= {last.judged.grade} else None


def _plan_in_sentence(rows: Sequence[Row]) -> bool:
    last = rows[-1]
    return any(
        row.judged.measure == "planned" and row.it.unit == last.it.unit and row.it.sentence is last.it.sentence
        for row in rows[-4:-1]
    )
