"""The classes of a register over all their grades: every two of them, and the odds of a higher grade."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pandas as pd

from analysis.measures import counts as counted
from analysis.measures import frames
from analysis.measures.compare import odds_model as model
from analysis.measures.compare import others
from analysis.measures.compare.class_shares import ALPHA, HIDDEN, NOBODY
from analysis.measures.compare.ordinal import contrast_counts
from analysis.vocabulary import intake
from analysis.vocabulary.reference import TOTAL

MOST_IN_PAIRS = 40  # of more classes nobody reads a matrix: the differences from all the others are the comparison
PAIRS = {
    "first": "str", "second": "str", "higher_count": "Int64", "lower_count": "Int64", "of": "Int64",
    "higher": "float64", "lower": "float64", "delta": "float64", "edited": "str",
}  # fmt: skip
ODDS = {
    "class_code": "str", "reason_code": "str", "is_reference": "bool", "odds_ratio": "float64", "low": "float64",
    "high": "float64", "learners": "Int64", "edited": "str",
}  # fmt: skip


def pairs(counts: pd.DataFrame, against: pd.DataFrame) -> pd.DataFrame:
    """Every two of the classes of :func:`against` over all grades, those with the highest mean rank first.

    Columns: first and second (class codes); of so many pairs (``of``) of a learner of each, that of the first stands
    higher in higher_count and lower in lower_count, as parts of one higher and lower; delta (Cliff's), higher less
    lower; edited. No row where a count is suppressed, or of more than :data:`MOST_IN_PAIRS` classes.
    """
    counts = intake.counts(counts)
    rows = ranked(counts, against)
    rising = {code: list(map(int, rows.loc[code]))[::-1] for code in rows.index[: MOST_IN_PAIRS + 1]}
    if len(rising) > MOST_IN_PAIRS:
        rising = {}
    edited = counted.edits(counts[counts["table"] == "grades"])
    return frames.frame((_pair(one, other, rising) | {"edited": edited} for one, other in combinations(rising, 2)),
                        PAIRS)  # fmt: skip


def _pair(one: str, other: str, rising: dict[str, list[int]]) -> dict[str, object]:
    pair = contrast_counts(rising[one], rising[other])
    return {
        "first": one, "second": other, "higher_count": pair.higher, "lower_count": pair.lower, "of": pair.pairs,
        "higher": pair.higher / pair.pairs, "lower": pair.lower / pair.pairs, "delta": float(pair.delta),
    }  # fmt: skip


def ranked(counts: pd.DataFrame, against: pd.DataFrame) -> pd.DataFrame:
    """The learners at each grade, the class with the highest mean rank first; empty where one of them is suppressed."""
    table = counted.table(counts, "grades", "class").drop(columns=TOTAL, errors="ignore")
    rows = table.loc[
        [code for code in table.index if code in set(against.loc[against["status"] != NOBODY, "class_code"])]
    ]
    if rows.isna().any(axis=None) or HIDDEN in set(against["status"]):
        return rows.head(0)
    ranks = range(len(rows.columns))[::-1]
    means = {code: Fraction(sum(rank * int(count) for rank, count in zip(ranks, row, strict=True)), int(row.sum()))
             for code, row in rows.astype(int).iterrows()}  # fmt: skip
    return rows.astype(int).loc[sorted(means, key=lambda code: (-means[code], code))]


def odds(counts: pd.DataFrame, against: pd.DataFrame) -> pd.DataFrame:
    """The proportional odds of a higher grade of each class, against those of the class with most learners.

    Columns: class_code; reason_code, why there is no ratio ("" where there is one; hidden, not_converged);
    is_reference; odds_ratio, low and high, of an interval that allows for the number of classes and their spread;
    learners (in the model); edited. The class with most learners is first, the others follow from the highest odds. No
    row where there is nothing to compare.
    """
    counts = intake.counts(counts)
    rows, codes = ranked(counts, against), against.loc[against["status"] != NOBODY, "class_code"]
    shared = {"edited": counted.edits(counts[counts["table"] == "grades"]), "is_reference": False}
    if rows.empty:
        return frames.frame(({"class_code": code, "reason_code": "hidden"} | shared for code in codes), ODDS)
    largest = rows.sum(axis=1).idxmax()
    fitted = _fitted(rows, [largest, *(code for code in rows.index if code != largest)])
    if not fitted.is_converged:
        return frames.frame(({"class_code": code, "reason_code": "not_converged"} | shared for code in codes), ODDS)
    reach = others.reach(int(against["stands_out"].sum()), len(codes), ALPHA)
    ratios = model.odds_ratios(fitted, reach * float(others.widened(against["phi"].min())))
    ratios = ratios.assign(class_code=ratios["term"].str.removeprefix("class_"))
    ratios = ratios.sort_values(["odds_ratio", "class_code"], ascending=[False, True])
    shared |= {"reason_code": "", "learners": fitted.learners}
    first = {"class_code": largest, **shared, "is_reference": True, "odds_ratio": 1.0}
    return frames.frame([first, *(row | shared for row in ratios.drop(columns="term").to_dict("records"))], ODDS)


def _fitted(rows: pd.DataFrame, order: list[str]) -> model.OddsModel:
    """The model of the learners behind the counts, in which the first class is the reference."""
    learners = [(code, grade) for code in order for grade, count in rows.loc[code].items() for _ in range(count)]
    frame = pd.DataFrame(learners, columns=["class", "grade"])
    grades = pd.Series(pd.Categorical(frame["grade"], rows.columns[::-1], ordered=True))
    return model.proportional_odds(grades, pd.DataFrame({"class": pd.Categorical(frame["class"], order)}))
