"""The sums that tie the tables of one register to each other, as an intruder would use them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations

import pandas as pd

from analysis.data.disclosure import TOTAL, Fact
from analysis.data.register_counts.counting import (
    DIMENSIONS,
    LEAST_UNIT,
    Tables,
    bins_of,
    cut_name,
    dimensions,
    with_dimensions,
)
from analysis.data.register_counts.opening import AS_LABELLED, OTHER, UNSTATED, Opened
from analysis.data.registers import scales
from analysis.vocabulary import reference

FAMILIES = ("flow", "awards", "grades", "cuts", "scored")

Key = tuple[str, str, str]


def facts(tables: Tables, register: Opened) -> list[Fact]:
    """What ties the cells of all the tables: every sum of others that a cell is, and every row that must hold somebody.

    Totals of one family agree; classes add up to their level and year; the total of a table is the cell of
    another; bins of marks add up to grades, where the labels follow the scores; a person in two classes attends
    twice. A class or outcome that is listed has somebody in it; a unit that is named has as many as the threshold,
    one that has a row in the tables of grades still more with a grade. Where no scale is stated, which grades are
    listed shows something of the labels that occur, and so does the width of the bins of the scores.
    """
    rows, threshold = with_dimensions(register), register.policy.threshold
    sums = [
        *_across_dimensions(tables, rows),
        *_between_families(tables),
        *_cumulative(tables),
        *_units(tables, rows),
        *_marks(tables, register),
        *_attendances(tables),
        *_listed(tables, threshold),
        *_unit_sizes(tables, rows),
        *_labels(tables, register),
        *_steps(tables, register),
    ]
    return [fact for fact in sums if fact is not None]


def parts(tables: Tables) -> list[tuple[str, str]]:
    """Pairs (part, whole) of tables whose totals may differ by few learners, which nobody may learn."""
    return [("marks", "grades_by_class")] if "marks" in tables else []


def _sum(tables: Tables, cell: Key, others: Iterable[Key]) -> Fact | None:
    """The fact that a cell is the sum of others; None where it is not so, or one of them is in no table."""
    weights = {cell: 1} | dict.fromkeys(others, -1)
    values = [
        (weight, tables[name].at[row, column])
        for (name, row, column), weight in weights.items()
        if name in tables and row in tables[name].index and column in tables[name].columns
    ]
    complete = len(values) == len(weights) > 1
    return Fact(weights, 0, 0) if complete and sum(w * int(value) for w, value in values) == 0 else None


def _across_dimensions(tables: Tables, rows: pd.DataFrame) -> Iterator[Fact | None]:
    for fine, coarse in permutations(dimensions(rows), 2):
        nested = rows.groupby(fine)[coarse].nunique().max() == 1
        inside = rows.groupby(coarse)[fine].unique() if nested else {}
        for family in FAMILIES:
            one, other = f"{family}_by_{fine}", f"{family}_by_{coarse}"
            if not {one, other} <= tables.keys():
                continue
            for column in tables[one].columns:
                yield _sum(tables, (one, TOTAL, column), [(other, TOTAL, column)])
                for label, members in inside.items() if nested else ():
                    fine_cells = [(one, m, column) for m in map(str, members) if m in tables[one].index]
                    yield _sum(tables, (other, str(label), column), fine_cells)


def _between_families(tables: Tables) -> Iterator[Fact | None]:
    """Awards are of all who enrolled, grades of those with the outcome "graded"."""
    for dimension in DIMENSIONS:
        flow = f"flow_by_{dimension}"
        for row in tables[flow].index if flow in tables else ():
            yield _sum(tables, (f"awards_by_{dimension}", row, TOTAL), [(flow, row, TOTAL)])
            yield _sum(tables, (f"grades_by_{dimension}", row, TOTAL), [(flow, row, "graded")])


def _cumulative(tables: Tables) -> Iterator[Fact | None]:
    """A grade or better is the sum of the grades down to it."""
    for dimension in DIMENSIONS:
        grades = f"grades_by_{dimension}"
        if grades not in tables:
            continue
        columns = list(tables[grades].columns.drop(TOTAL))
        for at, grade in enumerate(columns):
            for row in tables[grades].index:
                better = [(grades, row, column) for column in columns[: at + 1]]
                yield _sum(tables, (f"cuts_by_{dimension}", row, cut_name(grade)), better)


def _units(tables: Tables, rows: pd.DataFrame) -> Iterator[Fact | None]:
    """The learners of the units add up to all, and those of the small units to the row of the others."""
    yield _sum(tables, ("learners_by_unit", TOTAL, "enrolled"), [("flow_by_class", TOTAL, TOTAL)])
    for label, names in rows.groupby("unit")["unit_name"].unique().items():
        members = [("learners_by_unit", str(name), "enrolled") for name in names]
        yield _sum(tables, ("flow_by_unit", str(label), TOTAL), members)


def _marks(tables: Tables, register: Opened) -> Iterator[Fact | None]:
    """Grades as sums of the bins of marks, where the labels follow the scores on the scale whose grades are listed."""
    if "marks" not in tables:
        return
    yield _sum(tables, ("grades_by_class", TOTAL, TOTAL), [("marks", TOTAL, TOTAL)])
    for band in reference.scales().get(register.listed, ()):
        bins = [("marks", TOTAL, label) for label in bins_of(band, tables["marks"])]
        yield _sum(tables, ("grades_by_class", TOTAL, band.grade_code), bins)


def _attendances(tables: Tables) -> Iterator[Fact | None]:
    """Attendances are the persons of each number of classes times that number."""
    if "persons" not in tables:
        return
    numbers = [label for label in tables["persons"].columns if label != TOTAL]
    weights: dict[Key, int] = {("persons", TOTAL, label): int(label) for label in numbers}
    yield Fact({**weights, ("flow_by_class", TOTAL, TOTAL): -1}, 0, 0)


def _listed(tables: Tables, threshold: int) -> Iterator[Fact]:
    """What is listed only where there is somebody: rows of a dimension, outcomes, awards, units, reasons."""
    for name, table in tables.items():
        if name.startswith("flow_by_"):
            yield from (Fact({(name, row, TOTAL): 1}, 1) for row in table.index)
            yield from (Fact({(name, TOTAL, column): 1}, 1) for column in table.columns.drop(TOTAL))
        elif name.startswith("awards_by_"):
            yield Fact({(name, TOTAL, "commended"): 1}, 1)
        elif name == "learners_by_unit":
            least = {row: 1 if row == UNSTATED else threshold for row in table.index}
            yield from (Fact({(name, row, "enrolled"): 1}, least[row]) for row in table.index)
        elif name == "persons":
            yield Fact({(name, TOTAL, table.columns.drop(TOTAL)[-1]): 1}, 1)
        elif name == "set_aside":
            yield from (Fact({(name, TOTAL, column): 1}, 1) for column in table.columns)


def _unit_sizes(tables: Tables, rows: pd.DataFrame) -> Iterator[Fact]:
    """A unit stands alone in the tables of grades from so many learners with a grade on, else among the others."""
    if "grades_by_unit" in tables:
        members = rows.groupby("unit")["unit_name"].unique().drop(UNSTATED, errors="ignore")
        for label, names in members.items():
            key = {("grades_by_unit", str(label), TOTAL): 1}
            if label != OTHER:
                yield Fact(key, LEAST_UNIT)
            elif OTHER not in names:
                yield Fact(key, None, (LEAST_UNIT - 1) * len(names))


def _labels(tables: Tables, register: Opened) -> Iterator[Fact]:
    """Somebody has a grade that the scales tried before do not have, or theirs would be listed."""
    if register.scale_code == AS_LABELLED and "grades_by_class" in tables:
        codes = scales.codes()
        for code in codes[: codes.index(register.listed)]:
            others = [grade for grade in register.grades if grade not in scales.grades_of(code)]
            yield Fact({("grades_by_class", TOTAL, grade): 1 for grade in others}, 1)


def _steps(tables: Tables, register: Opened) -> Iterator[Fact]:
    """Somebody has a score that is no multiple of a wider step, or the bins would be wider."""
    if "marks" not in tables:
        return
    lows = [label for label in tables["marks"].columns if label != TOTAL]
    width = int(lows[2]) - int(lows[1])
    tenth = int(register.greatest * 1000) // 10
    for wider in (width * factor for factor in range(2, tenth // width + 1)):
        if width == register.step and tenth % wider == 0:
            between = [label for label in lows if int(label) % wider]
            yield Fact({("marks", TOTAL, label): 1 for label in (lows[0], *between)}, 1)
