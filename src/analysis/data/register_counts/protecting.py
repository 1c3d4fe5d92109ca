"""The tables of a register protected from the top down: first the totals of all, then the rows given these totals."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analysis.data import disclosure
from analysis.data.disclosure import TOTAL, DisclosureError, Fact, merging
from analysis.data.disclosure.completions import TooMany, withstands
from analysis.data.disclosure.exchange import Hierarchy
from analysis.data.disclosure.rows import Rows, Shape
from analysis.data.disclosure.system import Key, of_tables
from analysis.data.register_counts import families, ties
from analysis.data.register_counts.counting import Tables, with_dimensions
from analysis.data.register_counts.families import Nesting
from analysis.data.register_counts.opening import UNSTATED, Opened
from analysis.data.register_counts.policy import Policy

# The tables that show a result of each learner: in none of their rows may all be alike.
RESULTS = ("grades_by_", "marks")
UNITS = "learners_by_unit"
# What is released at most, one after the other, until it withstands the attack: the rows as far as can be, the totals
# of the register alone, nothing.
STAGES = ("rows", "totals", "nothing")


@dataclass(frozen=True)
class Protected:
    """Protected tables, the floors of their suppressed cells, and whether all other tables that fit were tried."""

    tables: Tables
    floors: list[Fact]
    is_replayed: bool = False


@dataclass(frozen=True)
class Release:
    """What the protection rests on besides the counts: how the tables hang together, and the policy.

    All of it is public, so whoever has the program can protect any counts that he thinks possible.
    """

    nested: Nesting
    facts: list[Fact]
    policy: Policy
    units: Mapping[str, str]
    _totals: dict[Hashable, Tables] = field(default_factory=dict)
    _verdicts: dict[Hashable, bool | None] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Opened, tables: Tables) -> Release:
        """The release of the tables of a register."""
        rows, policy = with_dimensions(register), register.policy
        units = rows.groupby("unit_name")["unit"].first().to_dict()
        return cls(families.nesting(tables, rows, policy.threshold), ties.facts(tables, register), policy, units)

    def protected(self, tables: Tables, stages: Sequence[str] = STAGES) -> Protected:
        """The tables with the cells missing that must be suppressed."""
        for stage in stages[:-1]:
            try:
                safe = self._at(stage, tables)
            except DisclosureError:
                continue
            verdict = self._withstands(safe, stage)
            if verdict is not False:
                return replace(safe, is_replayed=bool(verdict))
        return self._at(stages[-1], tables)

    def _at(self, stage: str, tables: Tables) -> Protected:
        if stage == "nothing":
            return Protected({name: table.astype("Int64").mask(table.notna()) for name, table in tables.items()}, [])
        totals = self._protected_totals(tables)
        rows = families.protection(tables, totals, self.nested, self.policy, whole=stage == "totals")
        hidden = dict(rows.hidden)
        if UNITS in tables:
            hidden[UNITS] = self._units(tables, hidden.get("flow_by_unit"))
        safe = {name: _masked(name, table, hidden.get(name), totals) for name, table in tables.items()}
        floors = disclosure.floors(totals) if self.policy.zeros == "publish" else []
        return Protected(safe, [*floors, *rows.floors])

    def _protected_totals(self, tables: Tables) -> Tables:
        """The rows of totals, and the tables of one row, protected together."""
        rows = _totals_of(tables)
        key = _key(rows)
        if key not in self._totals:
            known = [fact for fact in self.facts if fact.is_about(rows)]
            results = [name for name in rows if name.startswith(RESULTS)]
            policy = self.policy
            pairs = ties.parts(rows)
            self._totals[key] = disclosure.protect_batch(rows, pairs, policy.threshold, policy.zeros, known, results)
        return self._totals[key]

    def above_rows(self, tables: Tables) -> Tables:
        """The tables that no exchange protects: the rows of totals, the tables of one row, and the learners by unit."""
        return _totals_of(tables) | {name: table for name, table in tables.items() if name == UNITS}

    def _units(self, tables: Tables, units: pd.DataFrame | None) -> pd.DataFrame:
        """The learners of a unit are suppressed with the row that the unit stands in, where the units have rows."""
        table = tables[UNITS].drop(index=TOTAL)
        if units is not None:
            gone = [bool(units.at[self.units[label], TOTAL]) for label in table.index]
        else:
            threshold, publishes = self.policy.threshold, self.policy.zeros == "publish"
            none = np.zeros(1, dtype=bool)
            shape = Shape(merging.tree([1]), none, none, threshold, publishes)
            least = np.where(table.index == UNSTATED, 1, threshold)
            rows = Rows(table.to_numpy(dtype=int), shape, {}, least)
            Hierarchy({"unit": rows}).settle()
            gone = [rows.is_closed(row) for row in range(len(table))]
        return pd.DataFrame({"enrolled": gone}, table.index)

    def _withstands(self, safe: Protected, stage: str) -> bool | None:
        """Whether the protection withstands somebody who has run it on all that fits; None where that is too much."""
        key = (stage, _key(safe.tables))
        if key not in self._verdicts:
            known = [*self.facts, *safe.floors]
            system = of_tables(safe.tables, ties.parts(safe.tables), known)
            before = [*STAGES[: STAGES.index(stage)], stage]

            def again(values: Mapping[Key, int]) -> Tables | None:
                try:
                    return self.protected(_completed(safe.tables, values), before).tables
                except DisclosureError:
                    return None

            try:
                self._verdicts[key] = withstands(safe.tables, system, again, self.policy.threshold)
            except TooMany:
                self._verdicts[key] = None
        return self._verdicts[key]


def _totals_of(tables: Tables) -> Tables:
    return {name: table.loc[[TOTAL]] for name, table in tables.items() if name.endswith("_by_class") or len(table) == 1}


def _key(tables: Tables) -> Hashable:
    return tuple((name, table.to_numpy(dtype=float, na_value=np.nan).tobytes()) for name, table in tables.items())


def _completed(tables: Tables, values: Mapping[Key, int]) -> Tables:
    complete = {name: table.copy() for name, table in tables.items()}
    for (name, *cell), value in values.items():
        if name in complete and len(cell) == 2:
            complete[name].at[tuple(cell)] = value
    return complete


def _masked(name: str, table: pd.DataFrame, hidden: pd.DataFrame | None, totals: Tables) -> pd.DataFrame:
    """The table without its suppressed cells, and with the protected row of totals."""
    kind, by, _ = name.partition("_by_")
    total = totals.get(f"{kind}_by_class" if by else name)
    if hidden is None and total is not None:
        return total
    rows = table.drop(index=TOTAL).astype("Int64").mask(hidden)
    return pd.concat([rows, table.loc[[TOTAL]].astype("Int64") if total is None else total])
