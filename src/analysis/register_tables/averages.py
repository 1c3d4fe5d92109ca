"""Mean scores, told only where neither the count behind them nor the grades that they imply give anybody away."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

import pandas as pd

from analysis import reference
from analysis.disclosure import TOTAL, Fact
from analysis.register_tables.counting import Tables, with_dimensions
from analysis.register_tables.opening import Opened

COLUMNS = ["dimension", "row", "mean_hundredths"]
MASKS = "scored_by_"
# A mean is rounded to hundredths: what a learner's score may be off by, in points.
HALF = Fraction(1, 200)

Ends = Mapping[str, tuple[Fraction, Fraction]]


def means(register: Opened, safe: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Columns dimension, row, mean_hundredths (Int64, rounded half up, missing where suppressed).

    Sums of scores obey the equations of the counts behind them, so where those counts are protected no sum over
    few learners can be worked out either; ``safe`` holds the protected counts, ``scored_by_<dimension>`` of those
    with a score and ``grades_by_<dimension>`` of those with a grade.
    """
    found = [
        (dimension, label, _mean(scores) if _is_told(safe, dimension, label) and len(scores) else None)
        for dimension, groups in _groups(register, safe).items()
        for label, scores in groups.items()
    ]
    return pd.DataFrame(found, columns=COLUMNS).astype({"mean_hundredths": "Int64"})


def choices(register: Opened, safe: Mapping[str, pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """What means may be told, the most first: as far as counts go; the totals, and rows whose every grade is told;
    these rows alone; none."""
    found = means(register, safe)
    whole = [safe[f"grades_by_{row.dimension}"].loc[row.row].notna().all() for row in found.itertuples()]
    rows = pd.Series(whole, dtype=bool)
    for told in (rows | True, rows | (found["row"] == TOTAL), rows, rows & False):
        yield found.assign(mean_hundredths=found["mean_hundredths"].where(told))


def facts(register: Opened, tables: Tables, told: pd.DataFrame) -> Iterator[Fact]:
    """What the means that are told say of the counts of ``tables``.

    The sum of the scores lies between the sums of the lowest and of the highest scores of the grades, and of the
    bins of marks; so does what is left when the told rows of a dimension are taken from the total. A mean of 9.98
    says that nobody failed.
    """
    ends = _grade_ends(register)
    for dimension, groups in _groups(register, tables).items():
        table, known = tables.get(f"grades_by_{dimension}"), _known(told, dimension)
        if table is None:
            continue
        rows = [label for label in groups if label != TOTAL and label in table.index]
        sums = {(label,): (groups[label], len(groups[label])) for label in known if label in table.index}
        rest = tuple(label for label in rows if label not in known)
        if TOTAL in known and rest and len(rest) < len(rows):
            left = pd.concat([groups[label] for label in rest])
            sums[rest] = left, len(groups[TOTAL]) + sum(len(groups[label]) for label in known - {TOTAL})
        for labels, (scores, rounded) in sums.items():
            cells = {(f"grades_by_{dimension}", row, grade): e for row in labels for grade, e in ends.items()}
            unscored = int(sum(table.at[row, TOTAL] for row in labels)) - len(scores)
            yield from _between(cells, scores, rounded, unscored * register.greatest)
    if "marks" in tables and TOTAL in _known(told, "class"):
        scores = _groups(register, tables)["class"][TOTAL]
        bins = {("marks", TOTAL, label): e for label, e in _bin_ends(register, tables["marks"]).items()}
        yield from _between(bins, scores, len(scores), 0)


def _between(cells: Mapping, scores: pd.Series, rounded: int, more: object) -> Iterator[Fact]:
    """The two facts of a sum of scores that is known but for ``rounded`` roundings and ``more`` points."""
    total, slack = Fraction(int(scores.sum()), 1000), rounded * HALF
    scale = math.lcm(*(end.denominator for ends in cells.values() for end in ends))
    for place, sign in ((1, 1), (0, -1)):
        weights = {key: int(ends[place] * scale) for key, ends in cells.items()}
        if sign > 0:
            yield Fact(weights, math.ceil((total - slack) * scale), None)
        else:
            yield Fact(weights, None, math.floor((total + slack + Fraction(more)) * scale))


def _grade_ends(register: Opened) -> dict[str, tuple[Fraction, Fraction]]:
    """The least and the greatest score of each grade: of its band, and of the scores that go beyond it."""
    bands = {band.grade_code: band for band in reference.scales().get(register.scale_code, ())}
    rows = register.frame.dropna(subset=["grade_code", "score_thousandths"])
    seen = rows.groupby("grade_code")["score_thousandths"].agg(["min", "max"])
    found = {}
    for grade in register.grades:
        band = bands.get(grade)
        low, high = (band.low, band.high) if band else (None, None)
        if grade in seen.index:
            least, most = (Fraction(int(value), 1000) for value in seen.loc[grade])
            low = Fraction(math.floor(least)) if low is None or least < low else low
            high = Fraction(math.ceil(most)) if high is None or most > high else high
        found[grade] = (low or Fraction(0), Fraction(register.greatest) if high is None else high)
    return found


def _bin_ends(register: Opened, marks: pd.DataFrame) -> Ends:
    lows = [Fraction(int(label), 1000) for label in marks.columns.drop(TOTAL)]
    highs = [*lows[1:], Fraction(register.greatest)]
    return {str(int(low * 1000)): (low, high) for low, high in zip(lows, highs, strict=True)}


def _known(told: pd.DataFrame, dimension: str) -> set[str]:
    rows = told[(told["dimension"] == dimension) & told["mean_hundredths"].notna()]
    return set(rows["row"])


def _is_told(safe: Mapping[str, pd.DataFrame], dimension: str, label: str) -> bool:
    counted = safe[f"{MASKS}{dimension}"].at[label, "graded"], safe[f"grades_by_{dimension}"].at[label, TOTAL]
    return not any(map(pd.isna, counted))


def _groups(register: Opened, tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, pd.Series]]:
    """Dimension -> row -> the scores in it, of each dimension that has scores; every row of it, and the total."""
    rows = with_dimensions(register)
    rows = rows[(rows["outcome"] == "graded") & rows["score_thousandths"].notna()]
    scores = rows["score_thousandths"]
    return {
        (dimension := name.removeprefix(MASKS)): {
            label: scores if label == TOTAL else scores[rows[dimension] == label] for label in table.index
        }
        for name, table in tables.items()
        if name.startswith(MASKS)
    }


def _mean(scores: pd.Series) -> int:
    """The mean of thousandths in hundredths, rounded half up in whole numbers."""
    count = len(scores)
    return (int(scores.sum()) * 2 + count * 10) // (count * 20)
