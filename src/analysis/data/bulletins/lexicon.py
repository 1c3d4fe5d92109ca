"""The words of the extraction, read once from reference/bulletin_*.csv and the tables of the domain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from analysis.data.bulletins.phrases import Phrases, fold, key
from analysis.vocabulary import reference

PLAN_CODES = frozenset({"planned", "done", "reached"})
# The measures that count learners.
LEARNERS = frozenset({"trained", "completed", "enrolled"})


def _table(name: str, word: str, code: str, **wanted: str) -> Phrases:
    """Word -> code of the rows of a table whose cells are among the wanted values."""
    rows = reference.rows(name)
    for column, values in wanted.items():
        rows = [row for row in rows if row[column] in values.split("|")]
    return Phrases({row[word]: row[code] for row in rows})


@cache
def qualifiers() -> str:
    """The words of reference/qualifiers.csv as one expression, the longer ones first: "không quá", "gần"."""
    words = sorted(map(re.escape, reference.aliases("qualifier")), key=lambda word: -len(word))
    return rf"(?:{'|'.join(words)})(?!\w)".replace(r"\ ", r"\s+")


@cache
def units() -> Phrases:
    """Words that follow a figure and say what it counts -> unit_code."""
    return _table("bulletin_units", "word", "unit_code")


@cache
def unit_words(role: str) -> frozenset[str]:
    """The unit words of a role: "training" means training by itself ("học viên", "lớp bồi dưỡng"), "pupil" those who
    sit in classes anyway, so that only a verb says it, "counter" anybody and names nobody ("người", "đồng chí").
    """
    rows = reference.rows("bulletin_units")
    return frozenset(key(row["word"]) for row in rows if role in row["role"].split("|"))


@cache
def measures(side: str) -> Phrases:
    """Cues -> measure_code, or training, elsewhere, event, done; ``side`` is before or after the figure.

    A phrase with two rows ("đào tạo được": trained, and done) says here what was done, in ``plans`` the other.
    """
    rows = [row for row in reference.rows("bulletin_measures") if row["side"] in ("any", side)]
    rows.sort(key=lambda row: row["measure_code"] not in PLAN_CODES)
    return Phrases({row["phrase"]: row["measure_code"] for row in rows})


@cache
def plans() -> Phrases:
    """The cues before a figure that say planned or done; whatever else their words may mean."""
    codes = "|".join(PLAN_CODES)
    return _table("bulletin_measures", "phrase", "measure_code", side="any|before", measure_code=codes)


@cache
def grades() -> Phrases:
    """Grade words of running text -> grade_code."""
    return _table("bulletin_grades", "phrase", "grade_code")


@cache
def requirements() -> Phrases:
    """Words that make a grade a condition of entry and no result."""
    return Phrases({row["phrase"]: "requirement" for row in reference.rows("bulletin_requirements")})


@cache
def other_classes() -> Phrases:
    """Words that turn to another class or year, so that a share after them is none of the count before them."""
    return Phrases({row["phrase"]: "other class" for row in reference.rows("bulletin_other_classes")})


@cache
def phrase_ends(position: str = "any") -> Phrases:
    """Words that end the words of an audience: verbs, places, shares; ``position`` is "after a comma" for those that
    do so only where "phó bí thư" would go on. Longer words that hold one and end nothing ("dự bị") are "never".
    """
    return _table("bulletin_phrase_ends", "phrase", "place", place=f"{position}|never")


@cache
def programmes() -> Phrases:
    """Programmes that name whom a class is for where nothing else does: "trung cấp lý luận chính trị"."""
    return Phrases({row["phrase"]: "programme" for row in reference.rows("bulletin_programmes")})


@cache
def modes() -> Phrases:
    """Places -> mode_code."""
    return _table("bulletin_modes", "phrase", "mode_code")


@cache
def not_counts(side: str) -> Phrases:
    """Words directly before or after a figure -> why it is no count; an empty reason means that it is one."""
    return _table("bulletin_not_counts", "phrase", "reason", side=side)


@cache
def levels() -> Phrases:
    """The aliases of reference/levels.csv -> level_code."""
    return Phrases(dict(reference.aliases("level")))


@cache
def level_places() -> Mapping[str, str]:
    """level_code -> the place that a text must name before its words mean that level."""
    return {row["level_code"]: fold(row["place"]) for row in reference.rows("bulletin_levels")}
