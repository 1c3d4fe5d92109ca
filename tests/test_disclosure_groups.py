"""Group disclosure: a row in which all have one and the same value, against the protection and the intruder."""

from __future__ import annotations

import pandas as pd
import pytest
from count_tables import hidden_cells, table_of
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data import disclosure
from analysis.data.disclosure import DisclosureError, alike, audit, extent, protect, protect_batch

GRADES = ["excellent", "very_good", "good"]


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
def test_an_intruder_cannot_tell_that_nine_of_nine_have_one_grade(zeros):
    table = table_of([[0, 9, 0], [20, 30, 40]], ["a", "b"], GRADES)
    hidden = protect(table, zeros=zeros)
    assert (hidden.loc["a", GRADES].isna().all(), hidden.at["a", "total"]) == (True, 9)
    for grade in GRADES:
        low, high = extent(hidden, [("a", other) for other in GRADES if other != grade])
        assert (low, high >= 5) == (0, True)


def test_published_zeros_alone_would_tell_it():
    table = table_of([[0, 9, 0], [20, 30, 40]], ["a", "b"], GRADES)
    assert (table < 5).sum(axis=None) == 2
    with pytest.raises(DisclosureError) as error:
        audit(table)
    assert str(error.value).endswith("a: everybody is in one and the same cell.")


@pytest.mark.parametrize("total", [9, None])
def test_a_count_hidden_alone_among_published_zeros_is_told_all_the_same(total):
    table = pd.DataFrame({"excellent": [0], "very_good": [None], "good": [0], "total": [total]}, ["a"])
    assert alike(table) == ["a"]
    with pytest.raises(DisclosureError, match="a: everybody is in one and the same cell"):
        audit(table)


def test_two_grades_of_a_row_tell_nobodys():
    table = table_of([[0, 9, 5], [20, 30, 40]], ["a", "b"], GRADES)
    assert (alike(table), hidden_cells(protect(table, zeros="publish"))) == ([], set())


@pytest.mark.parametrize("cells", [[[9], [20]], [[0, 0]]], ids=["one column", "nobody"])
def test_what_says_nothing_of_anybody_is_no_such_row(cells):
    assert alike(table_of(cells)) == []


def test_only_what_is_sensitive_is_kept_from_being_told_of_all():
    tables = {"grades": table_of([[9, 0], [20, 30]]), "outcomes": table_of([[9, 0], [50, 60]])}
    safe = protect_batch(tables, parts=[], zeros="publish", sensitive=["grades"])
    assert safe["outcomes"].equals(tables["outcomes"])
    assert hidden_cells(safe["grades"]) >= {("r0", "c0"), ("r0", "c1")}
    disclosure.audit_batch(safe, parts=[], sensitive=["grades"])
    with pytest.raises(DisclosureError, match="outcomes, r0: everybody"):
        disclosure.audit_batch(safe, parts=[])


rows = st.lists(st.integers(0, 30), min_size=3, max_size=3)
alone = st.tuples(st.integers(0, 2), st.integers(1, 30)).map(lambda at: [at[1] * (at[0] == c) for c in range(3)])


@settings(max_examples=10, deadline=None)
@given(st.lists(st.one_of(alone, rows), min_size=1, max_size=4), st.sampled_from(disclosure.ZEROS))
def test_of_no_row_may_all_be_told_alike(cells, zeros):
    table = table_of(cells)
    hidden = protect(table, zeros=zeros)
    assert alike(hidden) == []
    for row in alike(table):
        for column in ("c0", "c1", "c2"):
            low, high = extent(hidden, [(row, other) for other in ("c0", "c1", "c2") if other != column])
            assert high is None or high - low >= 5
