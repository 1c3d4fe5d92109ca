"""The tables of a register protected from the top down: first the totals of all, then the rows given these totals."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data import disclosure
from analysis.data.disclosure import TOTAL, Fact
from analysis.data.register_counts import families, ties
from analysis.data.register_counts.counting import Tables, with_dimensions
from analysis.data.register_counts.families import Nesting
from analysis.data.register_counts.opening import Opened
from analysis.data.register_counts.policy import Policy

# The tables that show a result of each learner: in none of their rows may all be alike.
RESULTS = ("grades_by_", "marks")


@dataclass(frozen=True)
class Release:
    """What the protection rests on besides the counts: how the tables hang together, and the policy. All of it is
    public, so an intruder can run :meth:`protected` on any counts that he thinks possible."""

    nested: Nesting
    facts: list[Fact]
    policy: Policy

    @classmethod
    def of(cls, register: Opened, tables: Tables) -> Release:
        """The release of the tables of a register."""
        rows = with_dimensions(register)
        return cls(families.nesting(tables, rows), ties.facts(tables, register), register.policy)

    def protected(self, tables: Tables) -> Tables:
        """The tables with the cells missing that must be suppressed."""
        totals = self.totals(tables)
        hidden = families.suppressed(tables, totals, self.nested, self.policy)
        return {name: _masked(table, hidden.get(name), _total(totals, name)) for name, table in tables.items()}

    def totals(self, tables: Tables) -> Tables:
        """The rows of totals, and the tables of one row, protected together."""
        rows = {name: table.loc[[TOTAL]] for name, table in tables.items() if _is_total(name, table)}
        known = [fact for fact in self.facts if all(_holds(rows, *key) for key in fact.weights)]
        results = [name for name in rows if name.startswith(RESULTS)]
        return disclosure.protect_batch(
            rows, ties.parts(rows), self.policy.threshold, self.policy.zeros, known, results
        )


def _is_total(name: str, table: pd.DataFrame) -> bool:
    return name.endswith("_by_class") or len(table) == 1


def _holds(tables: Tables, name: str, row: str, column: str) -> bool:
    return name in tables and row in tables[name].index and column in tables[name].columns


def _total(totals: Tables, name: str) -> pd.DataFrame:
    kind, by, _ = name.partition("_by_")
    return totals[f"{kind}_by_class"] if by else totals[name]


def _masked(table: pd.DataFrame, hidden: pd.DataFrame | None, total: pd.DataFrame) -> pd.DataFrame:
    """The table without its suppressed cells, and with the protected row of totals."""
    if hidden is None:
        return total
    rows = table.drop(index=TOTAL).astype("Int64").mask(hidden)
    return pd.concat([rows, total])
