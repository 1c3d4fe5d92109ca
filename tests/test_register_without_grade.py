"""Learners without a grade: their counts are hidden where few, and never hide how many have a grade."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
import small_registers

from analysis.data import disclosure
from analysis.data.disclosure.intruder import Intruder
from analysis.data.disclosure.system import of_tables
from analysis.data.register_counts import building, counting, opening, ties
from analysis.data.register_counts.folding import folded
from analysis.data.register_counts.policy import Policy

THRESHOLD = 5
WORDS = ["Xuất sắc"] * 10 + ["Giỏi"] * 25 + ["Khá"] * 18 + ["Trung bình"] * 7


def _register(path, zeros, sizes, without=(), unit=""):
    """Classes of so many learners, a to e; ``without`` says of which class how many have which status and no grade."""
    rows = [(unit, code, "", WORDS[at * 7 % 60]) for code, size in sizes.items() for at in range(size)]
    register = opening.opened(small_registers.write(path, rows), Policy(THRESHOLD, zeros))
    frame = register.frame.copy()
    for code, status, many in without:
        at = frame.index[(frame["class_code"] == code) & frame["grade_code"].notna()][:many]
        frame.loc[at, ["status_code", "grade_code"]] = [status, pd.NA]
    frame, few = opening._with_results(frame, THRESHOLD)
    return replace(register, frame=frame, learners_aside=few)


def _narrow(register, safe):
    """The hidden counts that can be told within the threshold from all that is published."""
    tables = folded(counting.tables(register))
    shown = {name: safe[name].loc[table.index] for name, table in tables.items()}
    intruder = Intruder(of_tables(shown, ties.parts(shown), ties.facts(tables, register)))
    ranges = {intruder.system.counts[at].key: intruder.range(at) for at in intruder.suppressed
              if intruder.system.counts[at].kind == "cell"}  # fmt: skip
    return {key: ends for key, ends in ranges.items() if ends[1] is not None and ends[1] - ends[0] < THRESHOLD}


FIVE = dict.fromkeys("abcde", 60)


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
def test_six_of_two_kinds_cannot_be_told_apart_so_they_are_excluded(zeros, tmp_path):
    """Of each kind there is somebody, so two of six are from one to five: that hid every grade of the register."""
    register = _register(tmp_path / "r.csv", zeros, FIVE, [("a", "withdrawn", 2), ("a", "enrolled", 4)])
    safe, *_ = building.protected(register)
    assert register.learners_aside == {"no_result": 6}
    assert safe["set_aside"].loc["total"].tolist() == [6, 6]
    assert safe["grades_by_class"].at["total", "total"] == 294


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
def test_seven_of_two_kinds_are_counted_together(zeros, tmp_path):
    register = _register(tmp_path / "r.csv", zeros, FIVE, [("a", "withdrawn", 2), ("a", "enrolled", 5)])
    safe, *_ = building.protected(register)
    flow = safe["flow_by_class"]
    assert (register.learners_aside, flow.loc["total", ["graded", "total"]].tolist()) == ({}, [293, 300])
    assert flow[["withdrawn", "in_progress"]].loc["total"].isna().all()
    assert _narrow(register, safe) == {}


def test_zeros_that_the_total_of_a_row_tells_are_not_hidden_where_zeros_are_published(tmp_path):
    """3 and 6 of a class are hidden together, and that nobody of the others is among them follows from their totals."""
    register = _register(tmp_path / "r.csv", "publish", FIVE, [("a", "withdrawn", 3), ("a", "enrolled", 6)])
    safe, *_ = building.protected(register)
    flow = safe["flow_by_class"]
    assert flow.loc["b"].tolist() == [0, 0, 60, 60]
    assert flow.loc["a"].isna().tolist() == [True, True, False, False]
    assert _narrow(register, safe) == {}


def test_a_class_of_which_all_withdrew_publishes_its_zeros_of_grades_that_are_hidden_elsewhere(tmp_path):
    sizes = {"a": 9, "b": 12, "c": 11}
    register = _register(tmp_path / "r.csv", "publish", sizes, [("a", "withdrawn", 9)])
    safe, *_ = building.protected(register)
    assert safe["flow_by_class"].loc["a"].tolist() == [9, 0, 9]
    assert safe["grades_by_class"].loc["a"].tolist() == [0] * 7
    assert _narrow(register, safe) == {}


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
def test_one_or_two_who_withdrew_from_every_class_hide_these_counts_alone(zeros, tmp_path):
    """With zeros published each hidden count is one at least, and 14 of ten classes leave four: nothing was told."""
    sizes = {f"c{at}": 50 for at in range(10)}
    register = _register(tmp_path / "r.csv", zeros, sizes, [(code, "withdrawn", 1 + (code < "c4")) for code in sizes])
    safe, *_ = building.protected(register)
    flow = safe["flow_by_class"]
    assert flow.loc["total"].tolist() == [14, 486, 500]
    assert flow["withdrawn"].drop("total").isna().all()
    assert flow["graded"].notna().all()
    assert _narrow(register, safe) == {}


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
def test_the_other_units_are_small_by_who_has_a_grade_so_few_who_withdrew_are_not_told_by_it(zeros, tmp_path):
    """One unit of 19 with 17 grades: that it stands with the others told that two at most had withdrawn."""
    register = _register(tmp_path / "r.csv", zeros, {"a": 60, "b": 60}, [("a", "withdrawn", 12), ("b", "withdrawn", 9)])
    units = pd.Series("P", register.frame.index).where(register.frame["class_code"] == "a", "Q")
    few = [
        *register.frame.index[register.frame["grade_code"].isna()][:1],
        *register.frame.index[register.frame["grade_code"].notna()][:17],
    ]
    register = replace(register, frame=register.frame.assign(unit_name=units.mask(units.index.isin(few), "R")))
    safe, *_ = building.protected(register)
    assert set(safe["flow_by_unit"].index) == {"P", "Q", "other", "total"}
    assert safe["grades_by_unit"].at["other", "total"] == 17
    assert _narrow(register, safe) == {}
