"""The tables of a register protected from the top down: first the totals of all, then the rows given these totals."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np
import pandas as pd

from analysis.data import disclosure
from analysis.data.disclosure import TOTAL, DisclosureError, Fact, merging
from analysis.data.disclosure.completions import TooMany, withstands
from analysis.data.disclosure.exchange import Hierarchy
from analysis.data.disclosure.rows import Rows, Shape
from analysis.data.disclosure.system import Key, of_tables
from analysis.data.register_counts import families, ties
from analysis.data.register_counts.averages import MASKS
from analysis.data.register_counts.counting import Tables, with_dimensions
from analysis.data.register_counts.families import Nesting
from analysis.data.register_counts.opening import GRADED, UNSTATED, Opened
from analysis.data.register_counts.policy import Policy

# The tables that show a result of each learner: in none of their rows may all be alike.
RESULTS = ("grades_by_", "marks")
UNITS = "learners_by_unit"
# Tables of totals whose cells are sums of each other.
TOGETHER = ("flow_by_", "grades_by_", "cuts_by_", "marks")
# What is released at most, one after the other, until it withstands the attack. Of the totals: grades merged by a rule
# that does not ask which is small, how many learners there are, nothing. Of the rows: as much as can be, nothing but
# the totals, nothing.
EVERYBODY = ("flow_by_class", TOTAL, TOTAL)
TOTALS = ("most", "sums", "nothing")
ROWS = ("most", "totals", "nothing")
# So many other counts are tried; each takes as long as the protection, which is slow for totals and quick given these.
TRIED = {TOTALS: 200, ROWS: 700}


@dataclass(frozen=True)
class Protected:
    """Protected tables, the floors of their suppressed cells, and whether all other tables that fit were tried."""

    tables: Tables
    floors: Sequence[Fact] = ()
    is_replayed: bool = False


@dataclass(frozen=True)
class Ladder:
    """A protection in stages: what is released at one of them is kept if it withstands whoever can run all of it.

    ``at`` protects tables at a stage (not at the last, of which nothing is released), or raises DisclosureError.
    """

    stages: tuple[str, ...]
    at: Callable[[str, Tables], Protected]
    facts: Sequence[Fact]
    threshold: int
    _verdicts: dict[Hashable, bool | None] = field(default_factory=dict)
    _made: dict[Hashable, Protected] = field(default_factory=dict)

    def protected(self, tables: Tables) -> Protected:
        """The tables at the first stage that withstands."""
        key = _key(tables)
        if key not in self._made:
            self._made[key] = self._protected(tables, len(self.stages) - 1)
        return self._made[key]

    def _protected(self, tables: Tables, last: int) -> Protected:
        """The tables at the first stage that withstands, or at the last one that is asked for."""
        for stage in range(last):
            try:
                safe = self.at(self.stages[stage], tables)
            except DisclosureError:
                continue
            verdict = self._withstands(safe, stage)
            if verdict is not False:
                return replace(safe, is_replayed=bool(verdict))
        if last + 1 < len(self.stages):
            return self.at(self.stages[last], tables)
        return Protected({name: table.astype("Int64").mask(table.notna()) for name, table in tables.items()})

    def _withstands(self, safe: Protected, stage: int) -> bool | None:
        """Whether a release withstands who has run the protection on all that fits; None where that is too much."""
        key = (stage, _key(safe.tables))
        if key not in self._verdicts:
            told = {name: table for name, table in safe.tables.items() if not name.startswith(MASKS)}
            known = [fact for fact in [*self.facts, *safe.floors] if fact.is_about(told)]
            system = of_tables(told, ties.parts(told), known)

            def again(values: Mapping[Key, int]) -> Tables | None:
                try:
                    return self._protected(_completed(told, values), stage).tables
                except DisclosureError:
                    return None

            try:
                verdict = withstands(told, system, again, partial(_width, self.threshold), TRIED[self.stages])
            except TooMany:
                verdict = None
            self._verdicts[key] = verdict
        return self._verdicts[key]


@dataclass(frozen=True)
class Release:
    """What the protection rests on besides the counts: how the tables hang together, and the policy.

    All of it is public, so whoever has the program can protect any counts that he thinks possible.
    """

    nested: Nesting
    facts: list[Fact]
    policy: Policy
    units: Mapping[str, str]
    _kinds: dict[Hashable, Tables] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Opened, tables: Tables) -> Release:
        """The release of the tables of a register."""
        rows, policy = with_dimensions(register), register.policy
        units = rows.groupby("unit_name")["unit"].first().to_dict()
        return cls(families.nesting(tables, rows, policy.threshold), ties.facts(tables, register), policy, units)

    def protected(self, tables: Tables) -> Protected:
        """The tables with the cells missing that must be suppressed."""
        return self._ladder.protected(tables)

    @cached_property
    def _ladder(self) -> Ladder:
        return Ladder(ROWS, self._rows, self.facts, self.policy.threshold)

    @cached_property
    def _totals_ladder(self) -> Ladder:
        return Ladder(TOTALS, self._totals, self.facts, self.policy.threshold)

    def _rows(self, stage: str, tables: Tables) -> Protected:
        totals = self._totals_ladder.protected(_totals_of(tables))
        rows = families.protection(tables, totals.tables, self.nested, self.policy, whole=stage == "totals")
        hidden = dict(rows.hidden)
        if UNITS in tables:
            hidden[UNITS] = self._units(tables, hidden.get("flow_by_unit"))
        safe = {name: _masked(name, table, hidden.get(name), totals.tables) for name, table in tables.items()}
        return Protected(safe, [*totals.floors, *rows.floors])

    def _totals(self, stage: str, totals: Tables) -> Protected:
        """The rows of totals and the tables of one row, each kind by itself: they share but the number of learners."""
        learners = int(totals[EVERYBODY[0]].at[EVERYBODY[1:]])
        if learners < self.policy.threshold:
            raise DisclosureError("how many learners there are is small.")
        known = {EVERYBODY: learners}
        safe: Tables = {}
        for kind in (TOGETHER, *((name,) for name in totals if not name.startswith(TOGETHER))):
            tables = {name: table for name, table in totals.items() if name.startswith(kind)}
            facts = [fact if kind == TOGETHER else fact.given(known) for fact in self.facts]
            about = [fact for fact in facts if fact.weights and fact.is_about(tables)]
            key = (stage, _key(tables))
            if key not in self._kinds:
                self._kinds[key] = self._kind(stage, tables, about)
            safe |= self._kinds[key]
        return Protected(safe, disclosure.floors(safe) if self.policy.zeros == "publish" else [])

    def _kind(self, stage: str, tables: Tables, facts: Sequence[Fact]) -> Tables:
        threshold, zeros = self.policy.threshold, self.policy.zeros
        pairs, results = ties.parts(tables), [name for name in tables if name.startswith(RESULTS)]
        is_main = EVERYBODY[0] in tables
        all_graded = is_main and len(tables[EVERYBODY[0]].columns) == 2
        try:
            merged, known = (families.merged(tables, self.policy), _released(tables)) if is_main else ([], [])
            safe = disclosure.protect_batch(tables, pairs, threshold, zeros, facts, results, merged, known)
        except DisclosureError:
            if stage != "sums":
                raise
        else:
            if stage != "sums" or not _hides(safe):
                return safe
        safe = {name: table.astype("Int64").mask(_inside(name, table, all_graded)) for name, table in tables.items()}
        disclosure.audit_batch(safe, pairs, threshold, facts, results)
        return safe

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


def _totals_of(tables: Tables) -> Tables:
    return {name: table.loc[[TOTAL]] for name, table in tables.items() if name.endswith("_by_class") or len(table) == 1}


def _hides(tables: Tables) -> bool:
    return any(table.isna().to_numpy().any() for table in tables.values())


def _inside(name: str, table: pd.DataFrame, all_graded: bool) -> pd.DataFrame:
    """All cells of a table of totals but how many learners there are; where all are graded, these are so many, too."""
    is_everybody = all_graded or name.startswith(("flow_by_", "awards_by_", "persons"))
    released = [TOTAL, *([GRADED] if all_graded else [])] if is_everybody else []
    return pd.DataFrame({column: column not in released for column in table.columns}, table.index)


def _released(tables: Tables) -> list[Key]:
    """The totals that are never suppressed for another's sake: how many learners there are, how many have a grade."""
    graded = [("flow_by_class", TOTAL, GRADED), ("grades_by_class", TOTAL, TOTAL)]
    return [EVERYBODY, *(graded if GRADED in tables["flow_by_class"].columns else [])]


def _width(threshold: int, cell: Key) -> int:
    """How far a suppressed cell must range for somebody who has run the program.

    That few of a row withdrew, a suppressed number of enrolled tells; which of the small numbers it is, it must not.
    """
    name, _, column = cell
    is_enrolled = name == UNITS or (column == TOTAL and name.startswith(("flow_by_", "awards_by_")))
    is_few = is_enrolled or (name.startswith("flow_by_") and column != GRADED)
    return max(1, threshold - 2) if is_few else threshold


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
