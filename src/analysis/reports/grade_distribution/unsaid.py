"""The questions that the text leaves open: each sentence stands only where the values leave it open."""

from __future__ import annotations

from itertools import chain

import pandas as pd

from analysis.charts import words
from analysis.measures import frames, grades
from analysis.pages.blocks import Prose
from analysis.reports import common
from analysis.reports.grade_distribution import phrases
from analysis.reports.grade_distribution.opening import TOP
from analysis.reports.grade_distribution.phrases import say
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.reference import ALL


@common.marked
def not_said(bounds: pd.DataFrame, bases: pd.DataFrame, language: str) -> Prose:
    """The open questions of one class, or of any set of classes."""
    if not phrases.of_one(bounds):
        sentences = tuple(say(key, language) for key in ("unsaid_scale", "unsaid_same", "unsaid_time"))
        return Prose(language, say("unsaid_several", language), sentences)
    rows = phrases.read(bounds)
    least, most = frames.ends(bounds.iloc[0], "total_low", "total_high")
    items = [
        *_split(rows, language),
        *_rest(rows, most, language),
        say("unsaid_scale", language),
        *(_commended(row, language) for key, row in rows.iterrows() if key == grades.COMMENDED),
        *of_wider_groups(bases, language),
        *([say("unsaid_learners", language)] if least != most else []),
    ]
    stated = bases.dropna(subset=["low", "high"])
    return Prose(language, say("unsaid", language), tuple(items), numbers=(*stated["low"], *stated["high"]))


def of_wider_groups(bases: pd.DataFrame, language: str) -> list[str]:
    """What a share would be of a wider group instead of all, where the text says "of these"."""
    sentences = []
    for _, rows in bases[bases["says_of_these"]].groupby(["printed", "quantity"], sort=False):
        spans = {(row.base, row.reading): _counted(row.low, row.high, language) for row in rows.dropna().itertuples()}
        for base in [base for base in rows["base"].unique() if base != ALL]:
            ends = {reading: spans.get((base, reading)) for reading in READINGS}
            ends |= {f"all_{reading}": spans.get((ALL, reading)) for reading in READINGS}
            if None not in ends.values():
                quoted, noun = words.cited(rows["cited"].iloc[0], language), phrases.noun(base, language)
                sentences.append(say("unsaid_base", language, quoted=quoted, base=noun, **ends))
    return sentences


def _counted(low: int, high: int, language: str) -> str:
    if low == 0 and high:
        return say("at_most", language, high=int(high))
    return phrases.counted(int(low), int(high), language)


def _split(rows: pd.DataFrame, language: str) -> list[str]:
    """How grades that were counted together fall apart, as far as none of them is printed by itself."""
    joint = [grades.quantities().get(key) or key.split("+") for key in rows.index if key == TOP or "+" in key]
    asked = [rows.loc[code] for code in dict.fromkeys(chain(*joint)) if code in rows.index]
    asked = [row for row in asked if not row["printed"] and phrases.settles(row) and not phrases.is_exact(row)]
    items = [f"{phrases.noun(row['quantity'], language)} {phrases.bound(row, language)}" for row in asked]
    return [say("unsaid_split", language, items=phrases.listed(items, language))] if items else []


def _rest(rows: pd.DataFrame, learners: int | None, language: str) -> list[str]:
    """How those were graded of whom the text says nothing."""
    if grades.BELOW in rows.index:
        return [] if frames.whole(rows.at[grades.BELOW, "high"]) == 0 else [say("unsaid_below", language)]
    single = [key for key in rows.index if key in grades.quantities() and not key.endswith("_up")]
    counted = int(rows.loc[single, "low"].fillna(0).sum())
    return [say("unsaid_rest", language)] if counted != learners else []


def _commended(row: pd.Series, language: str) -> str:
    bodies = len(frames.split(row["printed"]))
    if bodies > 1:
        return say("unsaid_bodies", language, count=phrases.count(row, language))
    return say("unsaid_commended" if bodies else "unsaid_nobody", language)
