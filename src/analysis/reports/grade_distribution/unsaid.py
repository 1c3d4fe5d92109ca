"""The questions that the text leaves open: each sentence stands only where the values leave it open."""

from __future__ import annotations

from analysis.charts import words
from analysis.measures import grades
from analysis.pages.blocks import Prose
from analysis.reports.grade_distribution import phrases
from analysis.reports.grade_distribution.facts import Facts
from analysis.reports.grade_distribution.phrases import say
from analysis.vocabulary.reference import ALL


def block(facts: Facts) -> Prose:
    """The open questions of one class, or of any set of classes."""
    items = _of_one(facts) if facts.single else ["unsaid_scale", "unsaid_same", "unsaid_time"]
    sentences = tuple(item if " " in item else say(item, facts.language) for item in items)
    return Prose(facts.language, say("unsaid" if facts.single else "unsaid_several", facts.language), sentences)


def _of_one(facts: Facts) -> list[str]:
    language, first = facts.language, facts.read().iloc[0]
    return [
        *_split(facts),
        *_rest(facts),
        "unsaid_scale",
        *_commended(facts),
        *(
            say(
                "unsaid_base",
                language,
                quoted=words.quoted([row.printed], facts.focus[0][0], language),
                base=phrases.noun(row.base, language),
            )
            for row in grades.bases(facts.statements, *facts.focus[0], facts.tolerance).itertuples()
            if row.base != ALL and row.reading == facts.reading
        ),
        *(["unsaid_learners"] if phrases.whole(first["total_low"]) != phrases.whole(first["total_high"]) else []),
    ]


def _split(facts: Facts) -> list[str]:
    """How a group that was counted together falls into its grades."""
    rows = facts.read()
    if "excellent" not in rows.index or phrases.is_exact(rows.loc["excellent"]):
        return []
    return [say("unsaid_top", facts.language, count=phrases.count(rows.loc["excellent"], facts.language))]


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
