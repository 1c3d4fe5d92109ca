"""Tables that say nothing new are left out of the sums: of a dimension with one value, each row is the total."""

from __future__ import annotations

import pandas as pd

from analysis.data.disclosure import TOTAL
from analysis.data.register_counts.counting import Tables


def folded(tables: Tables) -> Tables:
    """The tables without those that only repeat the totals by class; of one class, the total alone."""
    kept = {}
    for name, table in tables.items():
        if len(table) != 2 or _by_class(name) not in tables:
            kept[name] = table
        elif name == _by_class(name):
            kept[name] = table.loc[[TOTAL]]
    return kept


def unfolded(safe: Tables, tables: Tables) -> Tables:
    """The protected tables with what :func:`folded` left out, suppressed where the totals are.

    ``tables`` are those that were folded.
    """
    complete = {}
    for name, table in tables.items():
        if name in safe and len(safe[name]) == len(table):
            complete[name] = safe[name]
        else:
            total = safe[_by_class(name)].loc[[TOTAL]]
            complete[name] = pd.concat([total.set_axis([table.index[0]]), total])
    return complete


def _by_class(name: str) -> str:
    return f"{name.partition('_by_')[0]}_by_class"
