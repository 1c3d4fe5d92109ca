"""What somebody learns who knows the program: the policy of zeros, the step of the marks, and every run of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
import small_registers

from analysis.data import disclosure
from analysis.data.register_counts import building, counting, opening, ties
from analysis.data.register_counts.folding import folded
from analysis.data.register_counts.policy import Policy
from analysis.data.register_counts.protecting import Release

THRESHOLD = 5
REFRESHER, CENTRE = "civil_servant_refresher", "district_centre_2004"
WORDS = {REFRESHER: ("Đạt", "Không đạt"), CENTRE: ("Giỏi", "Khá", "Trung bình", "Không đạt")}


def _opened(path, rows, zeros="protect", scale=small_registers.SCALE):
    return opening.opened(small_registers.write(path, rows, scale), Policy(THRESHOLD, zeros))


def _narrow(register, safe, at_least=0):
    """The hidden counts that somebody can tell within the threshold who takes each of them for so many at least."""
    tables = folded(counting.tables(register))
    shown = {name: safe[name].loc[table.index] for name, table in tables.items()}
    hidden = [
        disclosure.Fact({(name, row, column): 1}, at_least)
        for name, table in shown.items()
        for row, column in table.stack(future_stack=True).index
        if pd.isna(table.at[row, column])
    ]
    learnt = disclosure.attack_batch(shown, ties.parts(shown), [*ties.facts(tables, register), *hidden])
    cells = learnt[learnt["table"].isin(list(shown))]
    return cells[(cells["high"] - cells["low"]).fillna(THRESHOLD) < THRESHOLD]


# the policy of zeros


def test_five_hidden_counts_of_a_class_of_five_are_not_told_by_the_policy_of_zeros(tmp_path):
    words = ["Xuất sắc", "Giỏi", "Khá", "Trung bình khá", "Trung bình"]
    rows = [("", "A", "", word) for word in words]
    rows += [("", "B", "", word) for word, count in zip(words, (11, 9, 13, 10, 8), strict=True) for _ in range(count)]
    register = _opened(tmp_path / "r.csv", rows, "publish")
    safe, _, attack = building.protected(register)
    hidden = safe["grades_by_class"].isna()
    assert hidden.loc[["A", "B"]].sum().tolist() == [2, 2, 2, 2, 2, 0, 2]
    assert _narrow(register, safe, at_least=1).empty
    assert attack == "solved"


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
def test_the_audit_knows_that_published_zeros_make_hidden_counts_one_at_least(zeros):
    columns = [*"abcde", "total"]
    table = pd.DataFrame([[None] * 5 + [9], [None] * 5 + [91], [20] * 5 + [100]], ["r", "s", "total"], columns)
    told = {fact: fact.low for fact in disclosure.floors({"": table.astype("Int64")})}
    assert list(told) == []  # rows that are hidden whole may hold zeros
    table["f"] = [0, 3, 3]
    table["total"] = [9, 94, 103]
    faults = ""
    try:
        disclosure.audit(table[[*"abcdef", "total"]].astype("Int64"), zeros=zeros)
    except disclosure.DisclosureError as error:
        faults = str(error)
    assert ("r, a: between 1 and 5" in faults) == (zeros == "publish")


# the step of the marks


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
@pytest.mark.parametrize("step", ["0,5", "1"])
def test_bins_that_no_mark_can_fall_into_do_not_give_their_neighbours_away(step, zeros, tmp_path):
    marks = {"0,5": ["7"] * 8 + ["7,5"] * 6 + ["8"] * 5 + ["8,5"] * 2 + ["6,5"] * 3, "1": ["7"] * 11 + ["8"] * 9}[step]
    words = {"6": "Trung bình khá", "7": "Khá", "8": "Giỏi"}
    register = _opened(tmp_path / "r.csv", [("", "A", mark, words[mark[0]]) for mark in marks], zeros)
    bins = counting.tables(register)["marks"].columns.drop("total")
    assert set(np.diff([int(low) for low in bins[1:]])) == {500 if step == "0,5" else 1000}
    safe, *_ = building.protected(register)
    assert _narrow(register, safe).empty


def test_which_bins_are_listed_tells_that_somebody_has_a_half(tmp_path):
    register = _opened(tmp_path / "r.csv", [("", "A", mark, "Khá") for mark in ["7"] * 9 + ["7,5"] * 9])
    halves = {("marks", "total", low) for low in ("0", *map(str, range(4500, 10000, 1000)))}
    assert disclosure.Fact(dict.fromkeys(sorted(halves), 1), 1) in [
        disclosure.Fact(dict(sorted(fact.weights.items())), fact.low)
        for fact in ties.facts(counting.tables(register), register)
        if set(fact.weights) == halves
    ]


# the totals


def _withdrawn(path, zeros, counts, classes=("A",)):
    """A register of classes of 211 learners each, of whom so many withdrew."""
    words = ["Xuất sắc"] * 60 + ["Giỏi"] * 90 + ["Khá"] * 40 + ["Trung bình"] * 9 + ["Không đạt"] * 12
    rows = [("", name, "", word) for name, _ in zip(classes, counts, strict=True) for word in words]
    frame = _opened(path, rows, zeros).frame.copy()
    last = [at for at, many in enumerate(counts) for at in range(211 * (at + 1) - many, 211 * (at + 1))]
    frame.loc[frame.index[last], ["status_code", "grade_code"]] = ["withdrawn", pd.NA]
    return _opened(path, rows, zeros), frame


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
def test_few_who_withdrew_are_excluded_and_hide_nothing_else(zeros, tmp_path):
    """Beside the number of all learners, how many have a grade would tell how many withdrew."""
    opened, frame = _withdrawn(tmp_path / "r.csv", zeros, [3])
    kept, few = opening._with_results(frame, THRESHOLD)
    register = replace(opened, frame=kept, learners_aside=few)
    safe, *_ = building.protected(register)
    assert few == {"no_result": 3}
    assert safe["flow_by_class"].columns.tolist() == ["graded", "total"]
    best = ["excellent", "very_good", "good", "total"]
    assert safe["grades_by_class"].loc["total", best].tolist() == [60, 90, 40, 208]
    assert safe["set_aside"].isna().all(axis=None)


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
def test_few_of_a_class_who_withdrew_hide_how_many_enrolled_not_how_many_have_a_grade(zeros, tmp_path):
    opened, frame = _withdrawn(tmp_path / "r.csv", zeros, [1, 2, 7], ["A", "B", "C"])
    assert opening._with_results(frame, THRESHOLD)[1] == {}
    register = replace(opened, frame=frame)
    safe, *_ = building.protected(register)
    flow = safe["flow_by_class"]
    assert flow.loc["total"].tolist() == [10, 623, 633]
    assert flow["graded"].tolist() == [210, 209, 204, 623]
    assert flow.loc[["A", "B"], ["withdrawn", "total"]].isna().all(axis=None)
    assert safe["grades_by_class"][["excellent", "very_good", "good", "total"]].notna().all(axis=None)
    assert _narrow(register, safe).empty


# every run of the program


def _shared_out(learners, cells):
    """Every way to share so many learners out to so many cells."""
    for bars in combinations(range(learners + cells - 1), cells - 1):
        yield np.diff([-1, *bars, learners + cells - 1]) - 1


def _tables(cells, register, classes):
    """The folded tables of a register with these counts, a row a class."""
    grades, counts = register.grades, np.reshape(cells, (len(classes), -1))
    by_grade = disclosure.with_margins(pd.DataFrame(counts, classes, grades))
    tables = {
        "flow_by_class": disclosure.with_margins(pd.DataFrame({"graded": counts.sum(axis=1)}, classes)),
        "grades_by_class": by_grade,
        "cuts_by_class": counting._cumulative(by_grade, grades),
        "persons": counting._line({"1": int(counts.sum())}, ["1"]),
    }
    return folded(tables)


def _outputs(scale, classes, learners, zeros, folder):
    """What is published -> the tables of which it is, over all registers of so many learners in these classes."""
    rows = [("", code, "", word) for code in classes for word in WORDS[scale]]
    register = _opened(folder / "r.csv", rows, zeros, scale)
    release = Release.of(register, folded(counting.tables(register)))
    outputs = defaultdict(list)
    for cells in _shared_out(learners, len(classes) * len(register.grades)):
        tables = _tables(cells, register, classes)
        if (tables["flow_by_class"]["total"] > 0).all():
            safe = release.protected(tables).tables
            outputs[tuple(table.to_csv() for table in safe.values())].append((tables, safe))
    return outputs


@pytest.mark.parametrize("zeros", disclosure.ZEROS)
@pytest.mark.parametrize(
    "scale, classes, learners", [(REFRESHER, "A", 20), (REFRESHER, "AB", 10), (REFRESHER, "ABC", 8), (CENTRE, "A", 8)]
)
def test_whoever_runs_the_program_on_all_registers_finds_no_hidden_count_within_the_threshold(
    scale, classes, learners, zeros, tmp_path
):
    outputs = _outputs(scale, list(classes), learners, zeros, tmp_path)
    told = []
    for made in outputs.values():
        safe = made[0][1]
        if all(table.isna().to_numpy().all() for table in safe.values()):
            continue  # how many learners there are at all is not published
        for name, table in safe.items():
            values = np.array([tables[name].to_numpy(dtype=int) for tables, _ in made])
            spread = values.max(axis=0) - values.min(axis=0)
            told += [(name, *place) for place in np.argwhere(table.isna().to_numpy(dtype=bool) & (spread < THRESHOLD))]
    assert told == []
    assert len(outputs) > 1 or learners == 8


def test_two_small_classes_beside_one_of_five_are_not_told_to_be_of_three_and_four(tmp_path):
    """A program that had closed the third class with them if one alone were small tells that both are."""
    rows = [("", code, "", "Đạt") for code, size in (("A", 3), ("B", 4), ("C", 5)) for _ in range(size)]
    safe, *_ = building.protected(_opened(tmp_path / "r.csv", rows, scale=REFRESHER))
    assert safe["flow_by_class"]["total"].isna().tolist() == [True, True, True, False]


def test_the_program_that_hides_the_smallest_other_count_is_seen_through(tmp_path):
    """The attack itself: of 4 and 5 beside a published 5, either is 4 or 5 for who knows that rule."""
    from analysis.data.disclosure.completions import withstands
    from analysis.data.disclosure.system import of_tables

    def smallest(cells):
        table = disclosure.with_margins(pd.DataFrame([cells], ["r"], list("abc")))
        small = [column for column in "abc" if table.at["r", column] < THRESHOLD]
        others = sorted(set("abc") - set(small), key=lambda column: (table.at["r", column], column))
        table.loc[:, [*small, *others[: 2 - len(small)]]] = pd.NA
        return {"": table}

    protected = smallest([4, 5, 5])
    assert disclosure.attack(protected[""])["high"].tolist() == [9, 9, 9, 9]
    again = lambda values: smallest([values.get(("", "r", column), 5) for column in "abc"])  # noqa: E731
    assert not withstands(protected, of_tables(protected), again, lambda cell: THRESHOLD, 99)
    assert withstands(smallest([4, 20, 20]), of_tables(smallest([4, 20, 20])), lambda values: smallest(
        [values.get(("", "r", column), 20) for column in "abc"]), lambda cell: THRESHOLD, 99)  # fmt: skip
