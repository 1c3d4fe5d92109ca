"""Tables of counts with their small cells suppressed, and the audit that nothing gives one away."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import replace
from itertools import permutations
from typing import Literal

import numpy as np
import pandas as pd

from analysis.data.disclosure.counts import TOTAL, DisclosureError, read
from analysis.data.disclosure.groups import alike
from analysis.data.disclosure.intruder import Intruder, attack_batch
from analysis.data.disclosure.suppression import Suppression, gives_away
from analysis.data.disclosure.system import Fact, Key, System, of_tables

THRESHOLD = 5
Zeros = Literal["protect", "publish"]
ZEROS: tuple[Zeros, ...] = ("protect", "publish")
Pairs = Iterable[tuple[Hashable, Hashable]]


def protect(
    table: pd.DataFrame, threshold: int = THRESHOLD, zeros: Zeros = "protect", facts: Iterable[Fact] = ()
) -> pd.DataFrame:
    """The table with its small cells, and as few others as protect them, missing (Int64).

    ``table`` holds counts, its margins a last row and a last column named ``total`` (one of the two will do).
    Primary: a count from 1 to below ``threshold``, margins too, and 0 unless ``zeros`` is "publish"; under either
    policy the cells of a row in which all are in one of them (:func:`alike`). Secondary: cells chosen so that
    :func:`attack` finds no range of a suppressed cell with ``high - low`` under the threshold, also by somebody who
    knows the policy (:func:`floors`); a margin costs as many cells as it sums. Where zeros are published none is
    suppressed, unless small counts could not be hidden otherwise: then their rows are suppressed whole, with the zeros
    of all others. That covers every sum of cells, so complements and cuts ("good or better") as well: a
    derivable sum under the threshold would hold its cells in a range as narrow.
    ``facts`` are figures of these cells that are public already. An empty table comes back empty.

    Raises :class:`DisclosureError` for what is no table of counts, or when ``facts`` give a small count away.

    >>> protect(pd.DataFrame({"good": [252, 120], "fail": [4, 30], "total": [256, 150]}, ["a", "b"]))
       good  fail  total
    a  <NA>  <NA>    256
    b   120    30    150
    """
    named = [fact.within("") for fact in facts]
    return protect_batch({"": table}, threshold=threshold, zeros=zeros, facts=named)[""]


def protect_batch(
    tables: Mapping[Hashable, pd.DataFrame],
    parts: Pairs | None = None,
    threshold: int = THRESHOLD,
    zeros: Zeros = "protect",
    facts: Iterable[Fact] = (),
    sensitive: Collection[Hashable] | None = None,
    primary: Collection[Key] = (),
    released: Collection[Key] = (),
) -> dict[Hashable, pd.DataFrame]:
    """The tables of one batch, protected together: nobody who has all of them learns a small count.

    ``parts`` are pairs (part, whole) of names; a small difference between a whole and its part is protected like a
    small cell. Both ways round they say that what two tables share is equal.
    None: tables of the same labels that differ by fewer learners than the threshold, and tables with equal
    margins in common, are taken for such pairs. ``sensitive`` names the tables whose columns are something that may
    not be released of everybody in a row, such as a grade; None: all of them. ``primary`` are further cells that must
    be suppressed, ``released`` such as may not be: (table, row, column).
    """
    _refuse_policy(threshold, zeros)
    system = of_tables(tables, _pairs(tables, parts, threshold), facts)
    gaps = [
        f"{count}: a count is missing; protect needs all of them." for count in system.counts if count.value is None
    ]
    if gaps:
        raise DisclosureError("\n".join(gaps))
    Intruder(system)  # refuses margins that do not add up
    alike_rows = _alike(tables, sensitive)
    try:
        suppressed = _suppressed(system, threshold, zeros, alike_rows, primary, released)
    except DisclosureError:
        if zeros == "protect":
            raise
        small = {count.key[:2] for count in system.counts if count.kind == "cell" and 0 < count.value < threshold}
        suppressed = _suppressed(system, threshold, zeros, alike_rows | small, primary, released)
    gone = {system.counts[position].key for position in suppressed}
    return {name: _without(table, name, gone) for name, table in tables.items()}


def _suppressed(
    system: System,
    threshold: int,
    zeros: Zeros,
    whole: set[tuple[Hashable, Hashable]],
    further: Collection[Key],
    released: Collection[Key],
) -> set[int]:
    """The positions of the cells to suppress, ``whole`` the rows of which every cell must be, ``further`` more cells,
    ``released`` those that may not be.

    Zeros that are published stay so, but in these rows and in sums of their cells. Everybody knows of any other
    suppressed cell that it is 1 at least, and is taken to know it of a whole row that has no zero.
    """
    primary, fixed, counts = [], [], list(system.counts)
    cells = {count.key: count.value for count in counts if count.kind == "cell"}
    with_totals = {key[0] for key in cells if key[2] == TOTAL}
    with_zeros = {key[:2] for key, value in cells.items() if not value and key[:2] in whole}
    labels = {row for _, row in whole}
    for position, count in enumerate(counts):
        if count.key not in cells:
            continue
        row, is_sum = count.key[:2], count.key[0] not in with_totals
        if (
            count.key in further
            or (row in whole and count.key[2] != TOTAL)
            or ((zeros == "protect" or count.value) and count.value < threshold)
        ):
            primary.append(position)
        elif count.key in released or (zeros == "publish" and not count.value and not (is_sum and row[1] in labels)):
            fixed.append(position)
        if zeros == "publish" and count.value and row not in with_zeros:
            counts[position] = replace(count, low=max(1, count.low))
    return Suppression(replace(system, counts=counts), primary, threshold, fixed).positions()


def floors(tables: Mapping[Hashable, pd.DataFrame]) -> list[Fact]:
    """What everybody knows of suppressed cells where zeros are published: each is 1 at least.

    But in a row that is suppressed whole (but for columns that nobody is in), where any cell may be all, and in a
    column that is suppressed whole. Of a table without a total of its rows, whose columns are sums, nothing is said.
    """
    known = []
    for name, table in tables.items():
        if TOTAL not in table.columns:
            continue
        inner = table.drop(columns=TOTAL)
        void = inner.loc[TOTAL].eq(0).fillna(False) if TOTAL in table.index else pd.Series(False, inner.columns)
        gone = table.isna()
        whole_rows = (gone[inner.columns] | void).all(axis=1)
        whole_columns = gone.all() & (len(table) > 1)
        for row, column in zip(*np.nonzero(gone.to_numpy()), strict=True):
            if not whole_rows.iloc[row] and (not whole_columns.iloc[column] or table.index[row] == TOTAL):
                known.append(Fact({(name, table.index[row], table.columns[column]): 1}, 1))
    return known


def audit(
    table: pd.DataFrame, threshold: int = THRESHOLD, facts: Iterable[Fact] = (), zeros: Zeros = "protect"
) -> None:
    """Nothing, if no suppressed cell of a table can be worked out within the threshold; else a DisclosureError."""
    named = [fact.within("") for fact in facts]
    audit_batch({"": table}, threshold=threshold, facts=named, zeros=zeros)


def audit_batch(
    tables: Mapping[Hashable, pd.DataFrame],
    parts: Pairs | None = None,
    threshold: int = THRESHOLD,
    facts: Iterable[Fact] = (),
    sensitive: Collection[Hashable] | None = None,
    zeros: Zeros = "protect",
) -> pd.DataFrame:
    """What an intruder learns from a batch of protected tables (see :func:`attack_batch`), if that is safe.

    He knows the policy: where zeros are published, a suppressed cell is 1 at least (:func:`floors`).

    Raises :class:`DisclosureError`, naming each table, row and column, when a suppressed cell, a small difference
    of two tables, or what everybody in a row has is given away; ``parts`` and ``sensitive`` as in
    :func:`protect_batch`.
    """
    known = [*facts, *(floors(tables) if zeros == "publish" else ())]
    learnt = attack_batch(tables, _pairs(tables, parts, threshold), known)
    faults = [
        f"{', '.join(str(name) for name in (where, row, column) if name != '')}: between {low} and {high}."
        for where, row, column, low, high in learnt.itertuples(index=False)
        if gives_away(low, None if pd.isna(high) else high, threshold, "cell" if where in tables else "difference")
    ]
    faults += [
        f"{', '.join(str(name) for name in row if name != '')}: everybody is in one and the same cell."
        for row in sorted(_alike(tables, sensitive), key=str)
    ]
    if faults:
        head = f"Small counts can be worked out (threshold {threshold}). Suppress more, or leave a table out:"
        raise DisclosureError("\n".join([head, *faults]))
    return learnt


def _refuse_policy(threshold: int, zeros: str) -> None:
    if not isinstance(threshold, int) or isinstance(threshold, bool) or threshold < 1:
        raise DisclosureError(f"the threshold is {threshold!r}: it must be a whole number from 1 on.")
    if zeros not in ZEROS:
        raise DisclosureError(f"the zero policy is {zeros!r}: choose one of {', '.join(ZEROS)}.")


def _alike(
    tables: Mapping[Hashable, pd.DataFrame], sensitive: Collection[Hashable] | None
) -> set[tuple[Hashable, Hashable]]:
    """(table, row) of the rows of the sensitive tables in which everybody is alike."""
    names = tables if sensitive is None else [name for name in tables if name in sensitive]
    return {(name, row) for name in names for row in alike(tables[name])}


def _pairs(tables: Mapping[Hashable, pd.DataFrame], parts: Pairs | None, threshold: int) -> list:
    """The pairs as declared; where none are, those that look it."""
    if parts is not None:
        return list(parts)
    cells = {name: read(table, name) for name, table in tables.items()}
    return [
        (part, whole)
        for part, whole in permutations(tables, 2)
        if _looks_nested(cells[part], cells[whole], threshold)
        and _can_be_nested({name: tables[name] for name in (part, whole)}, part, whole)
    ]


def _looks_nested(part: Mapping, whole: Mapping, threshold: int) -> bool:
    """Whether like tables differ by few learners, nowhere fewer; unlike ones must share equal margins."""
    shared = part.keys() & whole.keys()
    more = [whole[key] - part[key] for key in shared if part[key] is not None and whole[key] is not None]
    few = threshold if part.keys() == whole.keys() else 1
    return bool(more) and min(more) >= 0 and max(more) < few


def _can_be_nested(tables: Mapping[Hashable, pd.DataFrame], part: Hashable, whole: Hashable) -> bool:
    try:
        Intruder(of_tables(tables, [(part, whole)]))
    except DisclosureError:
        return False
    return True


def _without(table: pd.DataFrame, name: Hashable, gone: set) -> pd.DataFrame:
    suppressed = [[(name, row, column) in gone for column in table.columns] for row in table.index]
    kept = table.astype("Int64")
    return kept.mask(pd.DataFrame(suppressed, index=table.index, columns=table.columns, dtype=bool))
