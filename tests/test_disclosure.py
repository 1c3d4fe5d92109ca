"""Small cells: the attack against enumeration, the protection against the attack."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import disclosure
from analysis.disclosure import (
    DisclosureError,
    Fact,
    attack,
    attack_batch,
    audit,
    audit_batch,
    cut,
    nested,
    percentage,
    protect,
    protect_batch,
)


def table_of(cells, rows=None, columns=None) -> pd.DataFrame:
    """A table of counts with its margins, rows r0, r1, ... and columns c0, c1, ... unless named."""
    cells = np.array(cells, dtype=int)
    rows = rows or [f"r{number}" for number in range(cells.shape[0])]
    columns = columns or [f"c{number}" for number in range(cells.shape[1])]
    return disclosure.with_margins(pd.DataFrame(cells, index=rows, columns=columns))


def without(table: pd.DataFrame, *cells: tuple[str, str]) -> pd.DataFrame:
    """The table with some cells missing."""
    table = table.astype("Int64")
    for row, column in cells:
        table.loc[row, column] = pd.NA
    return table


def ranges(learnt: pd.DataFrame) -> dict:
    """(row, column) to (low, high) of an attack, None for no end."""
    return {
        (row, column): (low, None if pd.isna(high) else high)
        for row, column, low, high in learnt[["row", "column", "low", "high"]].itertuples(index=False)
    }


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


# The protection


def hidden_cells(table: pd.DataFrame) -> set:
    return {
        (row, column) for row in table.index for column in table.columns if pd.isna(table.loc[row, column])
    }


def narrowest(table: pd.DataFrame) -> float:
    return min(
        (np.inf if high is None else high - low for low, high in ranges(attack(table)).values()),
        default=np.inf,
    )


def test_nothing_is_hidden_when_nothing_is_small():
    table = table_of([[20, 50, 10], [8, 19, 22]])
    assert protect(table).equals(table)


def test_the_complement_of_252_of_256_is_hidden_with_it():
    table = table_of([[252, 4], [150, 39]], ["second", "first"], ["good", "fail"])
    hidden = protect(table)
    assert hidden_cells(hidden) == set(product(("second", "first"), ("good", "fail")))
    assert pd.isna(cut(hidden, ["good"])["second"])


@pytest.mark.parametrize("learners", [[0, 0], [1, 0], [3, 1], [4, 0]])
def test_a_class_of_0_1_or_4_learners_is_hidden_whole(learners):
    assert protect(table_of([learners])).isna().all(axis=None)
    both = protect(table_of([learners, [60, 70], [80, 90]]))
    assert both.loc["r0"].isna().all()


def test_zeros_are_published_when_the_policy_says_so():
    table = table_of([[0, 40, 30], [25, 35, 45]])
    assert protect(table, zeros="publish").equals(table)
    assert ("r0", "c0") in hidden_cells(protect(table))


tables = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=columns, max_size=columns),
        min_size=1,
        max_size=5,
    )
)


@settings(max_examples=10, deadline=None)
@given(tables, st.integers(1, 8), st.sampled_from(["protect", "publish"]))
def test_no_hidden_cell_can_be_told_within_the_threshold(cells, threshold, zeros):
    table = table_of(cells)
    hidden = protect(table, threshold, zeros)
    least = 1 if zeros == "publish" else 0
    assert not (hidden.ge(least) & hidden.lt(threshold)).any(axis=None)
    assert (hidden.eq(table) | hidden.isna()).all(axis=None)
    assert narrowest(hidden) >= threshold
    audit(hidden, threshold)


@pytest.mark.parametrize(
    "cells",
    [
        [[3, 20, 30], [40, 50, 60], [70, 80, 90]],
        [[3, 20, 30], [40, 2, 60], [70, 80, 90]],
        [[1, 6, 7], [6, 9, 9], [8, 9, 7]],
    ],
)
def test_no_fewer_cells_would_do(cells):
    table = table_of(cells)
    inside = list(product(table.index[:-1], table.columns[:-1]))
    small = {place for place in inside if table.loc[place] < 5}
    others = [place for place in inside if place not in small]
    fewest = next(
        size
        for size in range(len(others) + 1)
        if any(narrowest(without(table, *small, *more)) >= 5 for more in combinations(others, size))
    )
    assert len(hidden_cells(protect(table))) == len(small) + fewest


def test_margins_are_hidden_last():
    """Two margins would do for four cells inside; a reader misses the margins more."""
    hidden = hidden_cells(protect(table_of([[0, 3, 20], [5, 0, 6], [9, 3, 0]]), zeros="publish"))
    assert not [place for place in hidden if "total" in place]


def test_public_figures_ask_for_more_suppression_or_forbid_the_table():
    table = table_of([[252, 4, 9], [150, 39, 30], [90, 50, 40]], columns=["good", "average", "fail"])
    facts = percentage([("r0", "good")], ("r0", "total"), "95,1%")
    hidden = protect(table, facts=facts)
    audit(hidden, facts=facts)
    assert len(hidden_cells(hidden)) >= 4
    with pytest.raises(DisclosureError, match="what is published gives them away"):
        protect(table, facts=[Fact({("r0", "average"): 1}, 4, 4)])


def test_a_missing_count_or_an_unknown_policy_is_refused():
    table = table_of([[20, 50]])
    with pytest.raises(DisclosureError, match="r0, c0: a count is missing"):
        protect(without(table, ("r0", "c0")))
    with pytest.raises(DisclosureError, match="choose one of protect, publish"):
        protect(table, zeros="keep")
    with pytest.raises(DisclosureError, match="whole number from 1 on"):
        protect(table, threshold=0)


def test_a_table_of_no_class_or_no_grade_is_no_trouble():
    nobody = disclosure.with_margins(pd.DataFrame(columns=["good", "fail"]))
    assert nobody.loc["total"].tolist() == [0, 0, 0]
    assert protect(nobody).isna().all(axis=None)
    assert attack(pd.DataFrame(columns=["good", "total"])).empty


def test_the_office_sheet_is_left_as_it_was():
    table = table_of([[252, 4]])
    before = table.copy()
    protect(table)
    assert table.equals(before)


# Several reports


def test_two_reports_that_differ_by_one_person_are_stopped():
    before, after = table_of([[100, 90], [40, 30]]), table_of([[100, 91], [40, 30]])
    with pytest.raises(DisclosureError) as error:
        audit_batch({"may": before, "june": after})
    assert "june less may, r0, c1: between 1 and 1." in str(error.value)


def test_two_reports_that_differ_by_one_person_are_protected_together():
    tables = {"may": table_of([[100, 90], [40, 30]]), "june": table_of([[100, 91], [40, 30]])}
    protected = protect_batch(tables)
    audit_batch(protected, parts=[("may", "june")])
    assert hidden_cells(protected["may"]) | hidden_cells(protected["june"])


def test_two_reports_that_differ_by_a_filter_do_not_give_the_rest_away():
    whole, part = table_of([[100, 90], [40, 30]]), table_of([[97, 60], [30, 20]])
    parts = nested({"all": {}, "without": {"unit": "b"}})
    with pytest.raises(DisclosureError, match="all less without, r0, c0: between 3 and 3."):
        audit_batch({"all": whole, "without": part}, parts)
    protected = protect_batch({"all": whole, "without": part}, parts)
    learnt = audit_batch(protected, parts)
    assert not learnt.empty


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=4), st.data())
def test_no_difference_of_two_reports_can_be_told_within_the_threshold(cells, data):
    part = [[data.draw(st.integers(max(0, count - 6), count)) for count in row] for row in cells]
    parts = [("part", "whole")]
    protected = protect_batch({"whole": table_of(cells), "part": table_of(part)}, parts)
    learnt = audit_batch(protected, parts)
    small = learnt[(learnt["table"] == "whole less part") & (learnt["low"] > 0)]
    assert not (small["high"] < 5).any()


def test_tables_with_a_margin_in_common_are_attacked_together():
    """What one table hides of the total row, the other must not print."""
    by_class = without(
        table_of([[3, 97], [50, 60]], columns=["fail", "pass"]), ("r0", "fail"), ("total", "fail")
    )
    by_class = without(by_class, ("r0", "pass"), ("total", "pass"))
    by_unit = table_of([[20, 80], [33, 77]], ["u0", "u1"], ["fail", "pass"])
    disclosure.audit(by_class)
    with pytest.raises(DisclosureError, match="by_class, r0, fail: between 3 and 3."):
        audit_batch({"by_class": by_class, "by_unit": by_unit})
    protected = protect_batch(
        {"by_class": table_of([[3, 97], [50, 60]], columns=["fail", "pass"]), "by_unit": by_unit}
    )
    assert protected["by_unit"].loc["total"].equals(protected["by_class"].loc["total"])


def test_declared_pairs_are_taken_at_their_word():
    tables = {"class 7": table_of([[100, 90], [40, 30]]), "class 8": table_of([[100, 91], [40, 30]])}
    assert audit_batch(tables, parts=[]).empty
    with pytest.raises(DisclosureError, match="class 9 is said to be a part of class 7"):
        audit_batch(tables, parts=[("class 9", "class 7")])
    with pytest.raises(DisclosureError, match="what is published contradicts it"):
        audit_batch(tables, parts=[("class 8", "class 7")])


def test_unlike_reports_are_left_alone():
    tables = {"a": table_of([[100, 90]]), "b": table_of([[300, 200], [40, 30]])}
    assert audit_batch(tables).empty
    assert attack_batch(tables).empty


def test_a_cut_is_published_only_where_the_table_gives_it_anyway():
    table = pd.DataFrame(
        {"good": [90, None, None], "pass": [8, 7, None], "fail": [None, 9, 9], "total": [99, 56, 20]}
    )
    assert cut(table, ["good"]).tolist() == [90, 40, pd.NA]
    assert cut(table, ["good", "pass"]).tolist() == [98, 47, 11]


def test_no_share_is_made_of_a_hidden_count_nor_of_nobody():
    table = pd.DataFrame({"good": [90, None, 0], "fail": [30, None, 0], "total": [120, 80, 0]})
    assert disclosure.cut_shares(table, ["good"]).tolist() == [Fraction(3, 4), pd.NA, pd.NA]


def test_a_table_of_thirty_classes_and_eight_grades_is_protected_in_time():
    random = np.random.default_rng(30)
    cells = random.poisson(15 * random.exponential(1, size=(30, 8)))
    started = time.perf_counter()
    hidden = protect(table_of(cells), zeros="publish")
    assert time.perf_counter() - started < 30
    assert narrowest(hidden) >= 5
