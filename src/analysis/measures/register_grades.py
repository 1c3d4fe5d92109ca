"""The grades of a register, or of a class of it, from its published counts: shares, scores, other scales, awards.

``counts`` are what ``register_counts.published`` gives; the frames have the columns ``counts.COLUMNS``.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.measures import counts as counted
from analysis.measures import frames
from analysis.vocabulary import intake, prose, reference
from analysis.vocabulary.reference import ALL, TOTAL

DIMENSIONS = ("class", "level", "unit", "year")
# The cut that a reader asks for first, then the next best that is released.
LEADING = ("very_good", "good", "pass")
HUNDREDTHS, THOUSAND = 100, 1000
MARKS = ["kind", "low", "low_thousandths", "count", "is_cut_off", "is_suppressed", "edited"]


def of_class(counts: pd.DataFrame, register_class: str = ALL) -> pd.DataFrame:
    """The counts of one class, or all of them for "all"; ParameterError where no class is called so."""
    counts = intake.counts(counts)
    if register_class == ALL:
        return counts
    classes = [row for row in counts.loc[counts["dimension"] == "class", "row"].unique() if row != TOTAL]
    if register_class not in classes:
        raise prose.unknown("register_class", register_class, (ALL, *classes))
    return counts[(counts["dimension"] == "class") & (counts["row"] == register_class)]


def grades(counts: pd.DataFrame) -> pd.DataFrame:
    """The grades of all learners of the counts, or of the one class that they are of.

    Kinds: graded (how many), grade (each, the suppressed ones as one quantity where their sum is what the others
    leave), cut (``good_up``: that grade or better; those that a reader asks for, and the best that is released), mean
    (hundredths of 100) and commended (of those enrolled), where the register has them.
    """
    counts = intake.counts(counts, ("grades", "class"), may_be_one=True)
    return counted.together(_of_row(counts[counts["dimension"] == "class"]))


def _of_row(counts: pd.DataFrame) -> Iterable[pd.DataFrame]:
    table, cuts = (each.tail(1) for each in _grades_and_cuts(counts, "class"))
    row = table.iloc[0]
    wide = pd.DataFrame([{"graded": row[TOTAL]} | merged(row)], table.index, dtype="Int64")
    shown = cuts[asked(cuts.iloc[0])]
    kinds = dict.fromkeys(wide.columns, "grade") | dict.fromkeys(shown.columns, "cut") | {"graded": "graded"}
    yield counted.long("class", wide.join(shown), kinds, table[TOTAL], counts)
    yield _means(counts, "class").tail(1)
    yield _awards(counts).tail(1)


def _grades_and_cuts(counts: pd.DataFrame, dimension: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    table, cuts = (counted.table(counts, name, dimension) for name in ("grades", "cuts"))
    return table, cuts.reindex(table.index)


def merged(row: pd.Series) -> dict[str, object]:
    """The learners at each grade; the suppressed grades as one, where it is what the others leave of all.

    >>> merged(pd.Series({"good": 90, "pass": None, "fail": None, "total": 99}, dtype="Int64"))
    {'good': 90, 'pass · fail': 9}
    """
    codes = row.drop(TOTAL)
    hidden, rest = list(codes.index[codes.isna()]), row[TOTAL] - codes.sum()
    if len(hidden) < 2 or len(hidden) == len(codes) or pd.isna(rest):
        return codes.to_dict()
    return codes.dropna().to_dict() | {frames.listed(hidden): int(rest)}


def asked(cuts: pd.Series) -> list[str]:
    """The cuts that are shown: those that a reader asks for, and the best of all that is released."""
    asked_for = [f"{grade}_up" for grade in LEADING]
    released = next((name for name in (*asked_for, *cuts.index) if pd.notna(cuts.get(name))), None)
    return [name for name in dict.fromkeys((*asked_for, *([released] if released else []))) if name in cuts]


def _means(counts: pd.DataFrame, dimension: str) -> pd.DataFrame:
    means = counted.table(counts, "means", dimension)
    return counted.long(dimension, means, {"mean": "mean"}, pd.Series(HUNDREDTHS, means.index), counts)


def _awards(counts: pd.DataFrame) -> pd.DataFrame:
    own = counts[(counts["table"] == "awards") & (counts["dimension"] == "class")]
    table = counted.table(own, "awards", "class").reindex(columns=["commended", TOTAL])
    return counted.long("class", table[["commended"]], {"commended": "commended"}, table[TOTAL], own)


def awards(counts: pd.DataFrame) -> pd.DataFrame:
    """How many were commended in each class, of those enrolled (kind commended); last the total.

    Empty where no award is recorded, or of one class.
    """
    return counted.telling([_awards(intake.counts(counts))])


def grades_by(counts: pd.DataFrame) -> pd.DataFrame:
    """The grades in each class, level, unit and year: kinds graded, grade, cut and mean, as :func:`grades`.

    Only dimensions that say more than the total, each table of numbers once: classes may be levels by another name.
    """
    counts = intake.counts(counts, ("grades", "class"), may_be_one=True)
    shown = asked(_grades_and_cuts(counts, "class")[1].iloc[-1])
    tables = []
    for dimension in DIMENSIONS:
        table, cuts = _grades_and_cuts(counts, dimension)
        if table.empty:
            continue
        graded = table[[TOTAL]].rename(columns={TOTAL: "graded"})
        wide = pd.concat([graded, table.drop(columns=TOTAL), cuts[shown]], axis=1)
        kinds = dict.fromkeys(wide.columns, "grade") | dict.fromkeys(shown, "cut") | {"graded": "graded"}
        own = counts[counts["dimension"] == dimension]
        grades = counted.long(dimension, wide, kinds, table[TOTAL], own)
        tables.append(counted.together([grades, _means(own, dimension)]))
    return counted.telling(tables)


def marks(counts: pd.DataFrame, scale_code: str) -> pd.DataFrame:
    """How many learners have a score in each step: its lower end (low, float64; low_thousandths exactly), count,
    is_cut_off (whether a band of the scale begins there), is_suppressed, edited.

    The first step holds all low scores. Empty where no other step is released, or no score is known.
    """
    counts = intake.counts(counts)
    own = counts[counts["table"] == "marks"]
    steps = own[own["column"] != TOTAL].reset_index(drop=True)
    lows = steps["column"].astype("Int64")
    cuts = {int(band.low * THOUSAND) for band in reference.scales().get(scale_code, ())}
    frame = steps[["count", "is_suppressed"]].assign(
        low=lows.astype("float64") / THOUSAND, low_thousandths=lows, edited=counted.edits(own),
        is_cut_off=lows.isin(cuts) & (lows.index > 0), kind="mark",
    )  # fmt: skip
    return frame[MARKS] if steps["count"].iloc[1:].notna().any() else frame[MARKS].head(0)


def under_scales(counts: pd.DataFrame, scale_code: str, other_scales: Iterable[str]) -> pd.DataFrame:
    """The learners at each grade of the register, and those that the scores would give on other scales, by scale_code.

    Suppressed grades of a scale are one quantity where their sum is what the others leave. Empty where all of the
    other scales is suppressed.
    """
    counts = intake.counts(counts)
    own = counts[counts["table"].isin(("grades", "marks")) & counts["dimension"].isin(("class", ""))]
    rows = {code: counted.under(own, code) for code in other_scales if counted.has(own, "marks")}
    rows = {code: row for code, row in rows.items() if row.drop(TOTAL).notna().any()}
    scales = [counted.together([]).assign(scale_code="")]
    for code, row in [(scale_code, counted.table(own, "grades", "class").loc[TOTAL]), *rows.items()] if rows else ():
        wide = pd.DataFrame([merged(row)], [TOTAL], dtype="Int64")
        of = pd.Series({TOTAL: row[TOTAL]})
        cells = counted.long("", wide, dict.fromkeys(wide.columns, "grade"), of, own)
        scales.append(cells.assign(scale_code=code))
    return pd.concat(scales[1:] or scales, ignore_index=True)
