"""The questions that the text leaves open: each sentence stands only where the values leave it open."""

from __future__ import annotations

from itertools import chain

import pandas as pd

from analysis.charts import words
from analysis.measures import grades
from analysis.pages.blocks import Prose
from analysis.reports.grade_distribution import phrases
from analysis.reports.grade_distribution.facts import Facts
from analysis.reports.grade_distribution.phrases import say
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.reference import ALL

OF_THESE = "trong đó"
TOP = "very_good_up"


def block(facts: Facts) -> Prose:
    """The open questions of one class, or of any set of classes."""
    if not facts.single:
        sentences = tuple(say(key, facts.language) for key in ("unsaid_scale", "unsaid_same", "unsaid_time"))
        return Prose(facts.language, say("unsaid_several", facts.language), sentences)
    bases = _open_bases(facts)
    items = (item if " " in item else say(item, facts.language) for item in _of_one(facts, bases))
    numbers = tuple(int(end) for end in (*bases["low"], *bases["high"]))
    return Prose(facts.language, say("unsaid", facts.language), tuple(items), numbers=numbers)


def leaves_base_open(facts: Facts) -> bool:
    """Whether the text leaves open of whom a share is one that the report takes to be of all learners."""
    return bool(_bases(facts, _open_bases(facts)))


def _open_bases(facts: Facts) -> pd.DataFrame:
    return grades.bases(facts.statements, *facts.focus[0], facts.tolerance).dropna()


def _of_one(facts: Facts, bases: pd.DataFrame) -> list[str]:
    first = facts.read().iloc[0]
    return [
        *_split(facts),
        *_rest(facts),
        "unsaid_scale",
        *_commended(facts),
        *_bases(facts, bases),
        *(["unsaid_learners"] if phrases.whole(first["total_low"]) != phrases.whole(first["total_high"]) else []),
    ]


def _bases(facts: Facts, bases: pd.DataFrame) -> list[str]:
    """What a share would be of a wider group instead of all, where the text says "of these"."""
    statements = facts.statements_of(facts.focus[0])
    says_so = statements["quote"].str.casefold().str.contains(OF_THESE)
    of_these = set(statements.loc[says_so, "printed"])
    spans = {
        (row.printed, row.quantity, row.base, row.reading): phrases.span_words(
            int(row.low), int(row.high), facts.language
        )
        for row in bases.itertuples()
    }
    sentences = []
    for printed, quantity, base in dict.fromkeys(key[:3] for key in spans if key[2] != ALL):
        ends = {reading: spans.get((printed, quantity, base, reading)) for reading in READINGS}
        ends |= {f"all_{reading}": spans.get((printed, quantity, ALL, reading)) for reading in READINGS}
        if printed in of_these and None not in ends.values():
            noun = phrases.noun(base, facts.language)
            quoted = words.quoted([printed], facts.focus[0][0], facts.language)
            sentences.append(say("unsaid_base", facts.language, quoted=quoted, base=noun, **ends))
    return sentences


def _split(facts: Facts) -> list[str]:
    """How grades that were counted together fall apart, as far as none of them is printed by itself."""
    rows, language = facts.read(), facts.language
    joint = [grades.quantities().get(key) or key.split("+") for key in rows.index if key == TOP or "+" in key]
    asked = [rows.loc[code] for code in dict.fromkeys(chain(*joint)) if code in rows.index]
    asked = [row for row in asked if not row["printed"] and phrases.settles(row) and not phrases.is_exact(row)]
    items = [f"{phrases.noun(row['quantity'], language)} {phrases.bound(row, language)}" for row in asked]
    return [say("unsaid_split", language, items=phrases.listed(items, language))] if items else []


def _rest(facts: Facts) -> list[str]:
    """How those were graded of whom the text says nothing."""
    rows = facts.read()
    if "below_good" in rows.index:
        return ["unsaid_below"] if phrases.whole(rows.loc["below_good", "high"]) != 0 else []
    single = [key for key in rows.index if key in grades.quantities() and not key.endswith("_up")]
    counted = sum(phrases.whole(low) or 0 for low in rows.loc[single, "low"])
    return ["unsaid_rest"] if counted != phrases.whole(rows.iloc[0]["total_high"]) else []


def _commended(facts: Facts) -> list[str]:
    row = facts.read().loc[grades.COMMENDED]
    if not row["printed"]:
        return ["unsaid_nobody"]
    if len(row["printed"]) > 1:
        return [say("unsaid_bodies", facts.language, count=phrases.count(row, facts.language))]
    return ["unsaid_commended"]
