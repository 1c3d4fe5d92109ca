"""What the released mean scores say of the counts behind them, as an intruder would use them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.data.disclosure import TOTAL, Fact
from analysis.data.register_counts import averages
from analysis.data.register_counts.averages import unit_of
from analysis.data.register_counts.counting import Tables
from analysis.data.register_counts.opening import TEN, Opened
from analysis.vocabulary import reference

POINT = 1000  # scores are kept in thousandths

Key = tuple[str, str, str]
Ends = tuple[int, int]
Mean = tuple[int, int]


def facts(register: Opened, tables: Tables, means: pd.DataFrame) -> Iterator[Fact]:
    """What the released means say of the counts of ``tables``.

    The sum of the scores lies between the sums of the lowest and of the highest scores of the grades, and of the
    bins of marks; so does what is left when the released rows of a dimension are taken from the total. A mean of 9.98
    says that nobody failed. Scores are exact in their steps (:attr:`Opened.step`), so that below an end that does not
    belong to a band lies a last score that does.
    """
    step, finest = register.step, max(1, int(register.greatest // TEN))
    ends = _grade_ends(register, step)
    for dimension, groups in averages.groups(register, tables).items():
        table = tables.get(f"grades_by_{dimension}")
        if table is None:
            continue
        sums = _sums(_by_row(means, dimension), groups, table, step)
        for labels, (least, most) in sums.items():
            cells = {(f"grades_by_{dimension}", row, grade): e for row in labels for grade, e in ends.items()}
            unscored = sum(int(table.at[row, TOTAL]) - len(groups[row]) for row in labels)
            yield from _between(cells, least, most + unscored * _greatest(register), finest)
    mean = _by_row(means, "class").get(TOTAL)
    if "marks" in tables and mean is not None:
        bins = {("marks", TOTAL, label): e for label, e in _bin_ends(register, tables["marks"], step).items()}
        yield from _between(bins, *_sum(mean, int(tables["marks"].at[TOTAL, TOTAL]), step), finest)


def _sums(
    means: Mapping[str, Mean], groups: Mapping[str, pd.Series], table: pd.DataFrame, step: int
) -> dict[tuple[str, ...], Ends]:
    """Rows -> the ends of the sum of their scores: of each row with a mean, and of all those without one together."""
    with_mean = {row: _sum(mean, len(groups[row]), step) for row, mean in means.items() if row in table.index}
    sums = {(row,): ends for row, ends in with_mean.items()}
    rows = [row for row in groups if row != TOTAL and row in table.index]
    rest = tuple(row for row in rows if row not in with_mean)
    if TOTAL in with_mean and rest and len(rest) < len(rows):
        least, most = with_mean.pop(TOTAL)
        sums[rest] = (
            least - sum(high for _, high in with_mean.values()),
            most - sum(low for low, _ in with_mean.values()),
        )
    return sums


def _between(cells: Mapping[Key, Ends], least: int, most: int, finest: int) -> Iterator[Fact]:
    """The two facts of a sum of scores: the highest that the counts allow reaches it, the lowest does not exceed it.

    In their greatest common unit, of ``finest`` thousandths at least, so that the solver's numbers stay exact.
    """
    highs, lows = ({key: ends[position] for key, ends in cells.items()} for position in (1, 0))
    unit = max(math.gcd(*highs.values()), finest)
    yield Fact({key: -(-high // unit) for key, high in highs.items()}, -(-least // unit), None)
    unit = max(math.gcd(*lows.values()), finest)
    yield Fact({key: low // unit for key, low in lows.items()}, None, most // unit)


def _within(low: int, beyond: int, step: int) -> Ends:
    """The least and the greatest multiple of a step from ``low`` on and under ``beyond``.

    >>> _within(8000, 9000, 250), _within(8000, 9000, 1000)
    ((8000, 8750), (8000, 8000))
    """
    return -(-low // step) * step, -(-beyond // step) * step - step


def _sum(rounded: Mean, count: int, step: int) -> Ends:
    """What so many scores may sum to whose mean (in hundredths) is rounded half up to so many decimals.

    >>> _sum((850, 2), 30, 250)  # from 30 * 8.495 to under 30 * 8.505
    (255000, 255000)
    """
    mean, decimals = rounded
    half = unit_of(decimals) // 2
    return _within(count * (10 * mean - half), count * (10 * mean + half), step)


def _greatest(register: Opened) -> int:
    return int(register.greatest * POINT)


def _grade_ends(register: Opened, step: int) -> dict[str, Ends]:
    """The least and the greatest score of each grade: of its band, and of the scores that go beyond it."""
    bands = reference.scales().get(register.listed, ()) if register.greatest == TEN else ()
    of_bands = {
        band.grade_code: _within(
            int(band.low * POINT) + (not band.low_closed), int(band.high * POINT) + band.high_closed, step
        )
        for band in bands
    }
    seen = dict(list(register.frame.dropna(subset="grade_code").groupby("grade_code")["score_thousandths"]))
    return {
        grade: _widened(of_bands.get(grade), seen.get(grade, pd.Series(dtype="Int32")).dropna(), _greatest(register))
        for grade in register.grades
    }


def _widened(band: Ends | None, scores: pd.Series, greatest: int) -> Ends:
    """The ends of a band, moved to the whole points around scores beyond them; of no band, those around its scores."""
    if scores.empty:
        return band or (0, greatest)
    least, most = int(scores.min()), int(scores.max())
    around = least // POINT * POINT, -(-most // POINT) * POINT
    low, high = band or around
    return around[0] if least < low else low, around[1] if most > high else high


def _bin_ends(register: Opened, marks: pd.DataFrame, step: int) -> dict[str, Ends]:
    lows = [int(label) for label in marks.columns.drop(TOTAL)]
    beyond = [*lows[1:], _greatest(register) + 1]
    return {str(low): _within(low, end, step) for low, end in zip(lows, beyond, strict=True)}


def _by_row(means: pd.DataFrame, dimension: str) -> dict[str, Mean]:
    """Row -> its mean in hundredths and the decimals that it is released with, of each row that has one."""
    rows = means[(means["dimension"] == dimension) & means["mean_hundredths"].notna()]
    return {row.row: (int(row.mean_hundredths), row.decimals) for row in rows.itertuples()}
