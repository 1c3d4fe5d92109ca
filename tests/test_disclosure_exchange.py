"""Many rows: merged first, protected by exchanges between rows, against the attack that solves for each cell."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data import disclosure
from analysis.data.disclosure import merging
from analysis.data.disclosure.exchange import Exchange, Hierarchy
from analysis.data.disclosure.rows import Rows, Shape


def shape_of(totals, zeros="protect", threshold=5, **more) -> Shape:
    none = np.zeros(len(totals), dtype=bool)
    publishes = zeros == "publish"
    void = np.array(totals) == 0 if publishes else none
    return Shape(merging.tree(list(totals)), none, void, threshold, publishes, tuple(range(len(totals))), **more)


def rows_of(counts, zeros="protect", **more) -> Rows:
    counts = np.array(counts)
    return Rows(counts, shape_of(counts.sum(axis=0), zeros, **more), {}, np.ones(len(counts), dtype=int))


def table_of(rows: Rows) -> pd.DataFrame:
    """The table of the rows with its margins, and without what they suppress."""
    columns = [f"c{at}" for at in range(rows.shape.size)]
    table = disclosure.with_margins(pd.DataFrame(rows.counts, [f"r{at}" for at in range(len(rows.counts))], columns))
    for row, column in zip(*np.nonzero(rows.group != merging.RELEASED), strict=True):
        table.iat[row, column] = pd.NA
    return table


def floors_of(rows: Rows) -> list[disclosure.Fact]:
    places = zip(*np.nonzero((rows.group[:, :-1] != merging.RELEASED) & (rows.low > 0)), strict=True)
    listed = [disclosure.Fact({(f"r{at}", "total"): 1}, 1) for at in range(len(rows.counts))]
    return listed + [disclosure.Fact({(f"r{row}", f"c{column}"): 1}, 1) for row, column in places]


def narrowest(rows: Rows) -> float:
    learnt = disclosure.attack(table_of(rows), floors_of(rows))
    return (learnt["high"] - learnt["low"]).min() if len(learnt) else np.inf


def test_what_is_large_enough_is_released_apart_and_the_rest_as_one_sum():
    rows = rows_of([[9, 30, 20, 2], [40, 30, 20, 10]])
    rows.merge()
    assert rows.group.tolist() == [[-1, -1, 4, 4, -1], [-1] * 5]


def test_any_part_of_a_group_may_be_the_small_one():
    """A rule that hides the smallest other cell would tell that both are small."""
    nodes = merging.tree([9, 9])
    told = {
        small: merging.groups(nodes, np.array([small, 9 - small]), np.zeros(2), np.ones(2, dtype=bool), 5)
        for small in range(10)
    }
    assert set(map(tuple, told.values())) == {(0,)}


def test_published_zeros_stay_and_the_others_are_known_to_be_one():
    rows = rows_of([[0, 9, 3], [20, 30, 40]], "publish")
    rows.merge()
    assert rows.group[0].tolist() == [-1, 0, 0, -1]
    assert rows.low[0].tolist() == [0, 1, 1]


def test_a_row_of_five_ones_loses_its_total():
    rows = rows_of([[1, 1, 1, 1, 1, 0], [12, 10, 14, 11, 9, 0]], "publish")
    Hierarchy({"class": rows}).settle()
    assert rows.group[:, -1].tolist() == [0, 0]
    assert rows.group[:, 5].tolist() == [-1, -1]
    assert narrowest(rows) >= 5


def test_neighbours_join_in_until_a_row_can_exchange():
    rows = rows_of([[20, 30], [3, 40], [30, 50], [40, 60]])
    Hierarchy({"class": rows}).settle()
    assert (rows.group != -1).tolist() == [[True, True, False], [True, True, False], [False] * 3, [False] * 3]


def test_rows_reach_as_far_as_the_smaller_side_allows():
    rows = rows_of([[3, 40], [6, 50]], threshold=50)
    for row in (0, 1):
        rows.group[row, :2] = 0
    assert Exchange(rows, {}).reach([0], [0], [1]) == 9  # 3 down, 6 up: what the two together have


counts = st.integers(2, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.one_of(st.integers(0, 4), st.integers(0, 25)), min_size=columns, max_size=columns).filter(any),
        min_size=2,
        max_size=9,
    )
)


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
@settings(max_examples=40)
@given(counts, st.integers(2, 6))
def test_whoever_solves_for_the_cells_finds_none_in_a_narrower_range(zeros, cells, threshold):
    """Where exchanges are said to reach the threshold, the solver finds that the range is as wide."""
    sums = np.array(cells).sum(axis=0)
    shown = np.array(cells)[:, sums >= threshold]
    if not shown.size or not shown.any(axis=1).all():
        return
    rows = rows_of(shown, zeros, threshold=threshold)
    try:
        Hierarchy({"class": rows}).settle()
    except disclosure.DisclosureError:
        return
    assert narrowest(rows) >= threshold


def test_what_is_suppressed_of_a_level_is_suppressed_in_its_classes():
    classes = np.array([[20, 30, 2], [30, 20, 1], [15, 40, 9], [25, 10, 8]])
    shape = shape_of(classes.sum(axis=0))
    level = Rows(np.array([classes[:2].sum(axis=0), classes[2:].sum(axis=0)]), shape, {}, np.ones(2, dtype=int))
    rows = Rows(classes, shape, {"level": np.array([0, 0, 1, 1])}, np.ones(4, dtype=int))
    Hierarchy({"class": rows, "level": level}).settle()
    gone = [set(np.flatnonzero(line != -1)) for line in level.group]
    assert gone[0]
    assert gone[0] == gone[1]
    assert all(set(np.flatnonzero(line != -1)) >= gone[0] for line in rows.group)
