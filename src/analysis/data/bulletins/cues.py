"""The cues of a text, phrases that say what the figures around them count, looked up once and served by position."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.phrases import Occurrence
from analysis.data.bulletins.sentences import Document

# How many cues on either side of a figure are weighed.
MOST_CUES = 12
ABOUT_TRAINING = lexicon.LEARNERS | {"training"}

_REACHED = re.compile(r"%\s*(?:so\s+với\s+|vượt\s+)?$")
# "năm 2021 là 93,4%, đến năm 2024 đạt …" reports two years and sets no goal.
_YEAR_BEFORE = re.compile(r"năm\s+\d{4}\s+(?:là|đạt|có|chỉ)\s")


class CueIndex:
    """The cues of a document, looked up once, and served by position."""

    def __init__(self, doc: Document):
        self._folded = doc.folded
        tables = {"before": lexicon.measures("before"), "after": lexicon.measures("after"), "plan": lexicon.plans()}
        self._cues = {side: list(table.within(doc.folded, 0, len(doc.folded))) for side, table in tables.items()}
        self._starts = {side: [cue.start for cue in cues] for side, cues in self._cues.items()}

    def before(self, low: int, high: int) -> list[Occurrence]:
        """The cues that can stand before a figure between two positions; of many the last."""
        return [cue for cue in self._between("before", low, high) if cue.end <= high][-MOST_CUES:]

    def after(self, low: int, high: int) -> list[Occurrence]:
        """The cues that can stand after a figure between two positions; of many the first."""
        return [cue for cue in self._between("after", low, high) if cue.end <= high][:MOST_CUES]

    def plans(self, low: int, high: int) -> list[Occurrence]:
        """The cues between two positions that say planned or done; "đạt 98% kế hoạch" is done."""
        cues = [cue for cue in self._between("plan", low, high) if cue.end <= high][-MOST_CUES:]
        return [replace(cue, code="done") if self._is_reached(cue) else cue for cue in cues]

    def _is_reached(self, cue: Occurrence) -> bool:
        if _REACHED.search(self._folded, max(0, cue.start - 20), cue.start):
            return True
        series = _YEAR_BEFORE.search(self._folded, max(0, cue.start - 40), cue.start)
        return cue.phrase == "đến năm" and series is not None

    def _between(self, side: str, low: int, high: int) -> list[Occurrence]:
        starts = self._starts[side]
        return self._cues[side][bisect_left(starts, low) : bisect_left(starts, high)]
