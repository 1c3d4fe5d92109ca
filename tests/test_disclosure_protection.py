"""Small cells: the protection against the attack, of one table and of a batch."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from count_tables import hidden_cells, narrowest, table_of, without
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data import disclosure
from analysis.data.disclosure import (
    DisclosureError,
    Fact,
    attack,
    attack_batch,
    audit,
    audit_batch,
    percentage,
    protect,
    protect_batch,
)
from analysis.measures.counts import cut


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
    audit(hidden, threshold, zeros=zeros)


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
    hidden = hidden_cells(protect(table_of([[0, 4, 20], [5, 0, 6], [9, 4, 0]]), zeros="publish"))
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


def test_where_zeros_are_published_none_is_hidden_but_in_a_row_that_is_hidden_whole():
    table = table_of([[1, 1, 1, 1, 1, 0], [12, 10, 14, 11, 9, 20]])
    hidden = protect(table, zeros="publish")
    audit(hidden, zeros="publish")
    whole = hidden.drop(columns="total").isna().all(axis=1)
    assert [row for row, column in hidden_cells(hidden) if table.at[row, column] == 0 and not whole[row]] == []


def test_three_in_two_cells_that_are_not_zero_take_their_margin_with_them():
    """Of a sum of six each is one to five: too narrow a range for the threshold, so that the sum may not be told."""
    hidden = hidden_cells(protect(table_of([[0, 3, 20], [5, 0, 6], [9, 3, 0]]), zeros="publish"))
    assert ("total", "c1") in hidden


# Several reports


def test_two_reports_that_differ_by_a_filter_do_not_give_the_rest_away():
    whole, part = table_of([[100, 90], [40, 30]]), table_of([[97, 60], [30, 20]])
    parts = [("without", "all")]
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
    by_class = without(table_of([[3, 97], [50, 60]], columns=["fail", "pass"]), ("r0", "fail"), ("total", "fail"))
    by_class = without(by_class, ("r0", "pass"), ("total", "pass"))
    by_unit = table_of([[20, 80], [33, 77]], ["u0", "u1"], ["fail", "pass"])
    disclosure.audit(by_class)
    with pytest.raises(DisclosureError, match="by_class, r0, fail: between 3 and 3."):
        audit_batch({"by_class": by_class, "by_unit": by_unit})
    protected = protect_batch({"by_class": table_of([[3, 97], [50, 60]], columns=["fail", "pass"]), "by_unit": by_unit})
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
    table = pd.DataFrame({"good": [90, None, None], "pass": [8, 7, None], "fail": [None, 9, 9], "total": [99, 56, 20]})
    assert cut(table, ["good"]).tolist() == [90, 40, pd.NA]
    assert cut(table, ["good", "pass"]).tolist() == [98, 47, 11]


def test_a_table_of_thirty_classes_and_eight_grades_is_protected_in_time(cpu):
    random = np.random.default_rng(30)
    cells = random.poisson(15 * random.exponential(1, size=(30, 8)))
    started = cpu()
    hidden = protect(table_of(cells), zeros="publish")
    assert cpu() - started < 30
    assert narrowest(hidden) >= 5
