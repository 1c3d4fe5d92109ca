"""The tables of a register as rows of parts, which are protected by exchanges, and back: which cells are suppressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import permutations

import numpy as np
import pandas as pd

from analysis.data.disclosure import TOTAL, DisclosureError, Fact, merging
from analysis.data.disclosure.exchange import Hierarchy
from analysis.data.disclosure.merging import RELEASED
from analysis.data.disclosure.rows import Rows, Shape
from analysis.data.disclosure.system import Key
from analysis.data.register_counts.counting import AWARDS, DIMENSIONS, LEAST_UNIT, Tables, cut_name
from analysis.data.register_counts.opening import GRADED, OTHER, UNSTATED
from analysis.data.register_counts.policy import Policy

BEST = 3  # so many of the best grades weigh as much as all that is worse, each
Cell = tuple[str, str]  # the kind of a table ("flow", "grades") and a column


@dataclass(frozen=True)
class Nesting:
    """The dimensions of a register that have several rows.

    ``labels`` are their rows, those of one row above as neighbours; ``above`` the position of the row of a coarser
    dimension that each row lies in; ``least`` how many learners everybody knows to be in it, ``results`` how many of
    them with a grade.
    """

    labels: Mapping[str, list[str]]
    above: Mapping[str, Mapping[str, np.ndarray]]
    least: Mapping[str, np.ndarray]
    results: Mapping[str, np.ndarray]


def nesting(tables: Tables, rows: pd.DataFrame, threshold: int) -> Nesting:
    """Which dimensions nest in which: each row of the finer lies in one row of the coarser."""
    labels = {
        name: list(tables[f"flow_by_{name}"].index.drop(TOTAL))
        for name in DIMENSIONS
        if len(tables.get(f"flow_by_{name}", ())) > 2
    }
    inside: dict[str, dict[str, dict[str, str]]] = {name: {} for name in labels}
    for fine, coarse in permutations(labels, 2):
        is_coarser = (-len(labels[coarse]), DIMENSIONS.index(coarse)) > (-len(labels[fine]), DIMENSIONS.index(fine))
        if is_coarser and rows.groupby(fine)[coarse].nunique().max() == 1:
            inside[fine][coarse] = {str(k): str(v) for k, v in rows.groupby(fine)[coarse].first().items()}
    ordered = {fine: sorted(labels[fine], key=partial(_place, inside[fine])) for fine in labels}
    above = {
        fine: {
            coarse: np.array([ordered[coarse].index(of[label]) for label in ordered[fine]]) for coarse, of in n.items()
        }
        for fine, n in inside.items()
    }
    least = {name: np.ones(len(labels), dtype=int) for name, labels in ordered.items()}
    results = {name: np.zeros(len(labels), dtype=int) for name, labels in ordered.items()}
    if "unit" in ordered:
        named = rows.groupby("unit")["unit_name"].nunique()
        sizes = {UNSTATED: (1, 0), OTHER: (threshold * int(named.get(OTHER, 0)), 0)}
        known = [sizes.get(label, (LEAST_UNIT, LEAST_UNIT)) for label in ordered["unit"]]
        least["unit"], results["unit"] = np.array(known).T
    return Nesting(ordered, above, least, results)


def _place(inside: Mapping[str, Mapping[str, str]], label: str) -> tuple[str, ...]:
    return (*(of[label] for of in inside.values()), label)


@dataclass(frozen=True)
class Family:
    """Columns that add up: ``atoms`` in their order, and for each sum of the first so many of them its cells."""

    atoms: list[Cell]
    sums: Mapping[Cell, int]
    alike: range = range(0)
    listed: bool = False
    closes: bool = True

    def parts(self, total: Mapping[Cell, bool]) -> list[tuple[int, ...]]:
        """The atoms in parts: by itself where the total is released, else all whose sum alone is released.

        ``total`` says which cells of the row of totals are suppressed.
        """
        ends = {count for cell, count in self.sums.items() if not total[cell]}
        parts: list[tuple[int, ...]] = []
        run: list[int] = []
        for at, atom in enumerate(self.atoms):
            if total[atom]:
                run.append(at)
            else:
                parts.append((at,))
            if run and (at + 1 in ends or at + 1 == len(self.atoms)):
                parts.append(tuple(run))
                run = []
        return sorted(parts)


def families(tables: Tables) -> dict[str, Family]:
    """The families of columns of a register: grades, outcomes without a grade, awards, and who has a score.

    Grades are a family by themselves, so that few who withdrew never hide how many have a grade, but how many there
    were.
    """
    flow, grades = tables["flow_by_class"], tables["grades_by_class"].columns.drop(TOTAL)
    outcomes = [("flow", outcome) for outcome in flow.columns.drop(TOTAL) if outcome != GRADED]
    named = [("grades", grade) for grade in grades]
    every: dict[Cell, int] = {}
    families: dict[str, Family] = {}
    if GRADED in flow.columns:
        every = {("flow", GRADED): len(named), ("grades", TOTAL): len(named)}
        every |= {} if outcomes else {("flow", TOTAL): len(named)}
        cuts = {("cuts", cut_name(grade)): at + 1 for at, grade in enumerate(grades)}
        every |= {cell: count for cell, count in cuts.items() if cell[1] in tables["cuts_by_class"].columns}
        families["grades"] = Family(named, every, range(len(named)), listed=True)
    if outcomes:
        families["outcomes"] = Family(outcomes, {("flow", TOTAL): len(outcomes)}, listed=True)
    if "awards_by_class" in tables:
        awards = [("awards", award) for award in AWARDS]
        families["awards"] = Family(awards, {("awards", TOTAL): 2}, listed=True, closes=False)
    if "scored_by_class" in tables:
        families["scored"] = Family([("scored", GRADED)], {})
    return families


@dataclass(frozen=True)
class Protection:
    """Which cells of the rows of each table are suppressed (frames of bool by table), and the floors of what is: who
    knows that zeros are published knows that the others are 1 at least."""

    hidden: Mapping[str, pd.DataFrame]
    floors: list[Fact]


def merged(totals: Tables, policy: Policy) -> list[Key]:
    """The cells of the row of totals that stand together by a rule that does not ask which of them is small: the two
    best grades, the third, and the others in halves; outcomes in halves. DisclosureError where there are too few."""
    together: list[Key] = []
    for name, family in families(totals).items():
        if name not in ("grades", "outcomes"):
            continue
        counts = np.array([[int(totals[f"{kind}_by_class"].at[TOTAL, column]) for kind, column in family.atoms]])
        size = counts.shape[1]
        weights = [max(size - BEST, 1) if at < BEST and name == "grades" else 1 for at in range(size)]
        none = np.zeros(size, dtype=bool)
        shape = Shape(
            merging.tree(weights), none, none, policy.threshold, policy.zeros == "publish", tuple(family.alike)
        )
        rows = Rows(counts, shape, {}, np.ones(1, dtype=int))
        rows.merge()
        if rows.is_closed(0):
            raise DisclosureError("there are too few learners to release more than how many.")
        atoms = (family.atoms[at] for at in np.flatnonzero(rows.group[0, :-1] != RELEASED))
        together += [(f"{kind}_by_class", TOTAL, column) for kind, column in atoms]
    return together


def protection(tables: Tables, totals: Tables, nested: Nesting, policy: Policy, whole: bool = False) -> Protection:
    """What must be suppressed of the rows, given the protected totals; ``whole``: all of them with their own totals.

    Raises DisclosureError where no suppression of the rows protects them.
    """
    gone = {
        (name.removesuffix("_by_class"), column): bool(missing)
        for name, table in totals.items()
        if name.endswith("_by_class")
        for column, missing in table.loc[TOTAL].isna().items()
    }
    if gone["flow", TOTAL]:
        raise DisclosureError("how many learners there are is suppressed, so no row can be released.")
    kinds = {kind for kind, _ in gone}
    columns: dict[str, dict[str, np.ndarray]] = {
        f"{kind}_by_{dimension}": {} for dimension in nested.labels for kind in kinds
    }
    floors: list[Fact] = []
    closed: dict[str, np.ndarray] = {}
    for name, family in families(tables).items():
        parts = family.parts(gone)
        if name == "scored" and gone[family.atoms[0]]:
            continue
        inputs = (family, parts, gone, tables, nested)
        shut = closed if name == "awards" else {}
        try:
            rows = _settled(_rows(*inputs, policy), shut, whole)
        except DisclosureError:
            if name != "outcomes" or policy.zeros != "publish":
                raise
            # one who withdrew of each class: only where nobody may be one of the hidden counts can they differ
            rows = _settled(_rows(*inputs, replace(policy, zeros="protect")), shut, whole)
        for dimension, lines in rows.items():
            empty = lines.is_empty()  # its zeros are told by its total, so they stay though the column is suppressed
            for (kind, column), suppressed in _columns(family, parts, lines):
                columns[f"{kind}_by_{dimension}"][column] = (suppressed | gone[kind, column]) & ~empty
            if name in ("grades", "outcomes"):  # a row without one of its parts has no total either
                ours = lines.group[:, -1] != RELEASED
                closed[dimension] = closed.get(dimension, ours) | ours
                columns[f"flow_by_{dimension}"][TOTAL] = closed[dimension]
            floors += _floors(family, parts, lines, dimension, nested.labels[dimension])
    hidden = {name: _framed(tables[name], name, nested, found, gone) for name, found in columns.items()}
    return Protection(hidden, floors)


def _settled(rows: dict[str, Rows], closed: Mapping[str, np.ndarray], whole: bool) -> dict[str, Rows]:
    """The rows with what must be suppressed of them; those that are closed already, or all, with their totals."""
    for dimension, lines in rows.items():
        for row in range(len(lines.counts)):
            if whole or (dimension in closed and closed[dimension][row]):
                lines.close(row)
    Hierarchy(rows).settle()
    return rows


def _framed(
    table: pd.DataFrame, name: str, nested: Nesting, columns: Mapping[str, np.ndarray], gone: Mapping[Cell, bool]
) -> pd.DataFrame:
    """The suppressed cells in the order of their table, with each column of which the total is suppressed."""
    kind, _, dimension = name.partition("_by_")
    released = np.zeros(len(nested.labels[dimension]), dtype=bool)
    found = {column: columns.get(column, released | gone[kind, column]) for column in table.columns}
    return pd.DataFrame(found, nested.labels[dimension]).loc[table.index.drop(TOTAL)]


def _rows(
    family: Family,
    parts: Sequence[tuple[int, ...]],
    gone: Mapping[Cell, bool],
    tables: Tables,
    nested: Nesting,
    policy: Policy,
) -> dict[str, Rows]:
    """The rows of a family by dimension, as they stand before anything is suppressed."""

    def counts(dimension: str, labels: Sequence[str]) -> np.ndarray:
        kinds = {kind: tables[f"{kind}_by_{dimension}"].loc[labels] for kind, _ in family.atoms}
        atoms = np.column_stack([kinds[kind][column].to_numpy(dtype=int) for kind, column in family.atoms])
        return np.column_stack([atoms[:, list(part)].sum(axis=1) for part in parts])

    totals = counts("class", [TOTAL])[0]
    loose = np.array([gone[family.atoms[part[0]]] for part in parts])
    publishes = policy.zeros == "publish"
    ends = sorted(set(family.sums.values()))
    shape = Shape(
        nodes=merging.tree(totals.tolist()),
        loose=loose,
        void=~loose & (totals == 0) & publishes,
        threshold=policy.threshold,
        publishes=publishes,
        alike=tuple(at for at, part in enumerate(parts) if set(part) <= set(family.alike)),
        ends=tuple(tuple(at for at, part in enumerate(parts) if part[-1] < count) for count in ends),
        closes=family.closes,
    )
    made = {}
    for name, labels in nested.labels.items():
        parts_of_rows = counts(name, labels)
        elsewhere = tables[f"flow_by_{name}"].loc[labels, TOTAL].to_numpy(dtype=int) - parts_of_rows.sum(axis=1)
        graded = nested.results[name] if len(family.alike) else 0
        least = np.maximum(nested.least[name] - elsewhere, graded) * family.listed
        made[name] = Rows(parts_of_rows, shape, nested.above[name], least)
    return made


def _floors(
    family: Family, parts: Sequence[tuple[int, ...]], rows: Rows, dimension: str, labels: Sequence[str]
) -> Iterator[Fact]:
    for at, part in enumerate(parts):
        for row in np.flatnonzero((rows.group[:, at] != RELEASED) & (rows.low[:, at] > 0)):
            kind, column = family.atoms[part[0]]
            yield Fact({(f"{kind}_by_{dimension}", labels[row], column): 1}, int(rows.low[row, at]))


def _columns(family: Family, parts: Sequence[tuple[int, ...]], rows: Rows) -> Iterator[tuple[Cell, np.ndarray]]:
    """Each cell of a family with the rows in which it is suppressed."""
    atoms = len(family.atoms)
    group = np.full((len(rows.counts), atoms + 1), RELEASED)
    for at, part in enumerate(parts):
        apart = rows.group[:, at]
        alone = RELEASED if len(part) == 1 else len(rows.shape.nodes) + 1 + at
        group[:, list(part)] = np.where(apart == RELEASED, alone, apart)[:, None]
    group[:, -1] = rows.group[:, -1]
    for at, cell in enumerate(family.atoms):
        yield cell, group[:, at] != RELEASED
    for cell, count in family.sums.items():
        left, right = group[:, :count], group[:, count:]
        cuts = [((left[:, [at]] == right) & (left[:, [at]] != RELEASED)).any(axis=1) for at in range(count)]
        yield cell, np.any(cuts, axis=0)
