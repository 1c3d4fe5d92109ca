"""The learners of a register from enrolment to result, and persons against attendances, from its published counts.

``counts`` are what ``register_counts.published`` gives; the frames have the columns ``counts.COLUMNS``.
"""

from __future__ import annotations

import pandas as pd

from analysis.measures import counts as counted
from analysis.vocabulary import intake
from analysis.vocabulary.reference import TOTAL

COMPLETED = ("ungraded", "graded")


def flow(counts: pd.DataFrame) -> pd.DataFrame:
    """The attendances at each step that the register records (kind step), of those enrolled, the whole register."""
    rows = _flow(intake.counts(counts, ("flow", "class")), "class")
    return rows[rows["row"] == TOTAL].reset_index(drop=True)


def flow_by(counts: pd.DataFrame) -> pd.DataFrame:
    """The same of each class and each level, the total last; only of a dimension that says more than the total."""
    counts = intake.counts(counts)
    stated = [name for name in ("class", "level") if counted.has(counts, "flow", name)]
    return counted.telling(_flow(counts, name) for name in stated)


def _flow(counts: pd.DataFrame, dimension: str) -> pd.DataFrame:
    table, awards = (counted.table(counts, name, dimension) for name in ("flow", "awards"))
    done = [column for column in COMPLETED if column in table]
    steps = {
        "enrolled": table[TOTAL], "withdrawn": table.get("withdrawn"), "completed": counted.cut(table, done),
        "graded": table.get("graded", pd.Series(0, table.index)), "commended": awards.get("commended"),
    }  # fmt: skip
    wide = pd.DataFrame({name: column for name, column in steps.items() if column is not None}).astype("Int64")
    own = counts[counts["table"].isin(("flow", "awards")) & (counts["dimension"] == dimension)]
    return counted.long(dimension, wide, dict.fromkeys(wide, "step"), table[TOTAL], own)


def persons(counts: pd.DataFrame) -> pd.DataFrame:
    """Persons by the number of classes that they are in (kind classes), of all; last all of them (kind total).

    Suppressed counts at the end are one ("3+"), what the others leave of all.
    """
    counts = intake.counts(counts, ("persons", ""))
    row = counted.table(counts, "persons").loc[TOTAL]
    everybody, numbers = row[TOTAL], row.drop(TOTAL)
    last = numbers.last_valid_index()
    rest = pd.NA if last is None else everybody - numbers.loc[:last].sum(skipna=False)
    shown = numbers if pd.isna(rest) else numbers.loc[:last]
    released = shown.to_dict()
    if len(shown) < len(numbers):
        released[f"{numbers.index[len(shown)]}+"] = rest
    wide = pd.DataFrame([released | {TOTAL: everybody}], [TOTAL], dtype="Int64")
    kinds, own = dict.fromkeys(released, "classes") | {TOTAL: TOTAL}, counts[counts["table"] == "persons"]
    return counted.long("", wide, kinds, pd.Series({TOTAL: everybody}), own)
