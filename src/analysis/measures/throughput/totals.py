"""Over all levels of a source: attendances, and the different people under each condition. Sources are never added."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.measures import frames
from analysis.measures.frames import Rows
from analysis.measures.throughput.conditions import with_rests
from analysis.measures.throughput.groups import Assumptions, one_reading, spans
from analysis.measures.throughput.levels import attendances, ends_of, of, parted, people_of
from analysis.vocabulary.spans import total

_TOTALS = {
    **dict.fromkeys(("source_code", "quantity", "condition", "admission_basis"), "str"),
    "is_assumed": "bool",
    **dict.fromkeys(("low", "high", "group_count"), "Int64"),
    "parted": "str",
    "is_consistent": "bool",
    "rests_on": "str",
}


def totals(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """Over all levels of each source, a row for each reading: "attendances", and "people" under each condition.

    Columns: ``reading, is_chosen``; ``source_code, quantity``; ``condition`` of people: "whatever_overlaps",
    "nobody_twice" (nobody is counted at two levels) and "nobody_twice_other" (the same with the other of the two bases
    of admission), ``admission_basis`` on which, ``is_assumed`` whether it is the condition assumed; ``low, high`` as in
    :func:`by_level`; ``group_count, parted, is_consistent`` of the groups; ``rests_on, edited``.
    """
    return frames.both(_totals, _TOTALS, frames.in_focus(statements), assume)


def _totals(statements: Rows, assume: Assumptions) -> Rows:
    return with_rests(_one_reading, statements, assume, ("source_code", "quantity", "condition"))


def _one_reading(statements: Rows, assume: Assumptions) -> Rows:
    basis = assume.admission_basis
    other = replace(assume, admission_basis="admitted" if basis == "completions" else "completions")
    all_groups, rows = one_reading(statements, assume), []
    others, extra = one_reading(statements, other), attendances(statements)
    for source in dict.fromkeys(row["source_code"] for row in statements):
        of_source, same = of(all_groups, source), of(others, source)
        beside = [assume.span(words) for key, all_ in extra.items() if key[0] == source for words, _ in all_]
        if not of_source and not beside:
            continue
        attended = total(spans(of_source)) + total(beside)
        people = {
            ("whatever_overlaps", basis): people_of([of_source], beside, assume),
            ("nobody_twice", basis): people_of(_pools(of_source), beside, assume),
            ("nobody_twice_other", other.admission_basis): people_of(_pools(same), beside, other),
        }
        assumed = "nobody_twice" if assume.levels_disjoint else "whatever_overlaps"
        about = {"source_code": source, "group_count": len(of_source), "parted": parted(of_source),
                 "is_consistent": all(row["is_consistent"] for row in of_source)}  # fmt: skip
        rows.append({**about, "quantity": "attendances", "condition": "", "admission_basis": basis, "is_assumed": True,
                     "low": attended.low, "high": attended.high})  # fmt: skip
        for (condition, on), span in people.items():
            low, high = ends_of(span)
            rows.append({**about, "quantity": "people", "condition": condition, "admission_basis": on,
                         "is_assumed": condition == assumed, "low": low, "high": high})  # fmt: skip
    return rows


def _pools(rows: Rows) -> list[Rows]:
    """The groups of each level, which share nobody where nobody is counted at two."""
    return [[row for row in rows if row["level_code"] == level] for level in {row["level_code"] for row in rows}]
