"""Small cells: the attack against enumeration, and against what else is published."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from count_tables import ranges, table_of, without
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data import disclosure
from analysis.data.disclosure import DisclosureError, Fact, attack, percentage

# The attack


def test_a_single_hidden_cell_is_worked_out_from_its_row():
    table = without(table_of([[20, 50], [8, 19]]), ("r0", "c0"))
    assert ranges(attack(table)) == {("r0", "c0"): (20, 20)}


def test_four_cells_of_a_rectangle_hide_each_other_as_far_as_the_smallest_allows():
    table = without(
        table_of([[20, 50, 10], [8, 19, 22], [17, 32, 12]]),
        ("r0", "c0"), ("r0", "c2"), ("r1", "c0"), ("r1", "c2"),
    )  # fmt: skip
    expected = {("r0", "c0"): (0, 28), ("r0", "c2"): (2, 30), ("r1", "c0"): (0, 28), ("r1", "c2"): (2, 30)}
    assert ranges(attack(table)) == expected


def test_two_suppressions_in_every_row_and_column_may_still_give_a_cell_away():
    """Two rectangles joined by one cell: what the one must sum to is known, and so the joint is."""
    cells = [[5, 4, 9, 9], [6, 3, 2, 9], [9, 9, 2, 7], [9, 9, 4, 1]]
    rectangles = [*product(("r0", "r1"), ("c0", "c1")), *product(("r2", "r3"), ("c2", "c3"))]
    learnt = ranges(attack(without(table_of(cells), *rectangles, ("r1", "c2"))))
    assert learnt["r1", "c2"] == (2, 2)
    assert learnt["r0", "c0"] == (2, 9)
    assert learnt["r3", "c3"] == (0, 5)


def test_a_hidden_margin_is_attacked_too():
    table = without(table_of([[20, 50], [8, 19]]), ("r0", "c0"), ("r0", "total"), ("total", "total"))
    learnt = ranges(attack(table))
    assert learnt == {("r0", "c0"): (20, 20), ("r0", "total"): (70, 70), ("total", "total"): (97, 97)}


def test_a_cell_has_no_greatest_value_when_every_total_over_it_is_hidden():
    table = without(table_of([[3, 7]]), *product(("r0", "total"), ("c0", "total")))
    assert ranges(attack(table))["r0", "c0"] == (0, None)
    assert ranges(attack(table))["r0", "total"] == (7, None)


@pytest.mark.parametrize("missing, dtype", [(np.nan, float), (pd.NA, "Int64"), (None, object)])
def test_the_kind_of_missing_value_does_not_matter(missing, dtype):
    table = table_of([[20, 50], [8, 19]]).astype(object)
    table.loc["r0", "c0"] = missing
    table.loc["r1", "c1"] = missing
    assert ranges(attack(table.astype(dtype))) == {("r0", "c0"): (20, 20), ("r1", "c1"): (19, 19)}


def test_the_answer_is_a_frame_of_one_row_a_hidden_cell_in_the_order_of_the_table():
    table = without(table_of([[20, 50], [8, 19]]), ("r1", "c0"), ("r0", "c1"))
    learnt = attack(table)
    assert list(learnt.columns) == ["row", "column", "low", "high"]
    assert list(zip(learnt.row, learnt.column, strict=True)) == [("r0", "c1"), ("r1", "c0")]
    assert attack(table_of([[20, 50]])).empty


def test_one_dimension_needs_one_total_only():
    column = pd.DataFrame({"learners": [90, None, None, 130]}, index=["a", "b", "c", "total"])
    row = pd.DataFrame({"good": [90], "pass": [None], "fail": [None], "total": [130]}, index=["class"])
    assert set(ranges(attack(column)).values()) == {(0, 40)}
    assert set(ranges(attack(row)).values()) == {(0, 40)}


@st.composite
def small_tables(draw) -> pd.DataFrame:
    shape = draw(st.sampled_from([(1, 2), (1, 3), (2, 2), (2, 3), (3, 2), (3, 3)]))
    cells = draw(st.lists(st.integers(0, 3), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
    table = table_of(np.reshape(cells, shape))
    places = [(row, column) for row in table.index for column in table.columns]
    return without(table, *draw(st.lists(st.sampled_from(places), max_size=7, unique=True)))


BOUND = 9  # beyond every published count of the small tables: a value that reaches it has no end


def enumerated(table: pd.DataFrame) -> dict:
    """(row, column) of the hidden cells to the least and greatest value among all tables that fit."""
    published = table.to_numpy(dtype=float, na_value=np.nan)
    free = np.argwhere(np.isnan(published[:-1, :-1]))
    tries = list(product(range(BOUND + 1), repeat=len(free)))
    values = np.reshape(np.array(tries, dtype=float), (len(tries), len(free)))
    full = np.repeat(np.nan_to_num(published)[None], len(values), axis=0)
    full[:, free[:, 0], free[:, 1]] = values
    full[:, :-1, -1] = full[:, :-1, :-1].sum(axis=2)
    full[:, -1, :] = full[:, :-1, :].sum(axis=1)
    fits = full[((full == published) | np.isnan(published)).all(axis=(1, 2))]
    return {
        (table.index[i], table.columns[j]): (fits[:, i, j].min(), fits[:, i, j].max())
        for i, j in np.argwhere(np.isnan(published))
    }


@settings(max_examples=40, deadline=None)
@given(small_tables().filter(lambda table: table.iloc[:-1, :-1].isna().sum(axis=None) <= 4))
def test_the_attack_finds_what_enumeration_finds(table):
    expected = enumerated(table)
    learnt = ranges(attack(table))
    assert {place: low for place, (low, _) in expected.items()} == {p: low for p, (low, _) in learnt.items()}
    closed = {place: ends for place, ends in learnt.items() if ends[1] is not None}
    assert {place: expected[place] for place in closed} == closed
    assert all(expected[place][1] >= BOUND for place in learnt.keys() - closed.keys())


@pytest.mark.parametrize(
    "table, message",
    [
        (
            pd.DataFrame({"a": [1.5, -1], "b": [np.inf, 2], "total": ["x", True]}, index=["r", "total"]),
            "the table of counts: row r, column a: 1.5 is no count (a whole number from 0 on).\n"
            "the table of counts: row r, column b: inf is no count (a whole number from 0 on).\n"
            "the table of counts: row r, column total: 'x' is no count (a whole number from 0 on).\n"
            "the table of counts: row total, column a: -1.0 is no count (a whole number from 0 on).\n"
            "the table of counts: row total, column total: True is no count (a whole number from 0 on).",
        ),
        (
            pd.DataFrame({"a": [1], "b": [2]}, index=["r"]),
            'the table of counts: the margins must be the last row and the last column, each named "total".',
        ),
        (
            pd.DataFrame([[1, 1, 2]], columns=["a", "a", "total"], index=["r"]),
            "the table of counts: the column label a occurs twice.",
        ),
        (
            pd.DataFrame({"a": [1, 1], "b": [1, 2], "total": [2, 2]}, index=["r", "total"]),
            "row total: the counts do not add up.\ncolumn b: the counts do not add up.",
        ),
        (
            pd.DataFrame({"a": [None, 9], "b": [2, 2], "total": [1, None]}, index=["r", "total"]),
            "what is published contradicts itself: no whole numbers fit all of it.",
        ),
    ],
)
def test_a_table_that_cannot_be_is_refused_with_every_fault(table, message):
    with pytest.raises(DisclosureError) as error:
        attack(table)
    assert str(error.value) == message


# What else is published


def test_a_printed_percentage_gives_a_hidden_count_away():
    table = without(table_of([[252, 4]], columns=["good", "fail"]), ("r0", "good"), ("r0", "fail"))
    table = without(table, ("total", "good"), ("total", "fail"))
    assert ranges(attack(table))["r0", "fail"] == (0, 256)
    facts = percentage([("r0", "good")], ("r0", "total"), "98,4%")
    assert ranges(attack(table, facts))["r0", "fail"] == (4, 4)
    facts = percentage([("r0", "good")], ("r0", "total"), "trên 98%")
    assert ranges(attack(table, facts))["r0", "fail"] == (0, 5)


def test_a_published_cut_bounds_the_cells_beyond_it():
    grades = ["excellent", "good", "average", "fail"]
    table = without(table_of([[60, 192, 2, 2]], columns=grades), *product(("r0", "total"), grades))
    cut_fact = Fact({("r0", "excellent"): 1, ("r0", "good"): 1}, 252, 252)
    assert ranges(attack(table, [cut_fact]))["r0", "fail"] == (0, 4)


def test_a_fact_about_no_cell_is_refused():
    with pytest.raises(DisclosureError, match="published fact 1: there is no cell r9, c0."):
        attack(table_of([[20, 50]]), [Fact({("r9", "c0"): 1}, 1, 1)])


def test_a_fact_that_the_table_contradicts_is_refused():
    with pytest.raises(DisclosureError, match="published fact 1: what is published contradicts it."):
        attack(table_of([[20, 50]]), [Fact({("r0", "c0"): 1}, 0, 19)])


def test_the_extent_of_a_sum_follows_from_the_margins_and_from_what_else_is_known():
    table = pd.DataFrame({"a": [None], "b": [None], "c": [None], "d": [30], "total": [100]}, index=["x"])
    part = [("x", "a"), ("x", "b")]
    assert disclosure.extent(table, part) == (0, 70)
    assert disclosure.extent(table, part, [Fact({("x", "a"): 1}, 38, 38)]) == (38, 70)
    assert disclosure.extent(table, [("x", "d")]) == (30, 30)
    assert disclosure.extent(table, [("x", "a"), ("x", "b"), ("x", "c"), ("x", "d")]) == (100, 100)


def test_the_extent_of_a_cell_is_what_the_attack_finds():
    table = disclosure.protect(
        disclosure.with_margins(pd.DataFrame({"good": [252, 120], "fail": [4, 30]}, index=["a", "b"]))
    )
    for row, column, low, high in disclosure.attack(table).itertuples(index=False):
        assert disclosure.extent(table, [(row, column)]) == (low, high)
