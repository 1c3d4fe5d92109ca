"""A frame of statements of one's own: from a file, with rows added by hand, without what shows it as printed."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from analysis.data import processed, register_counts
from analysis.errors import ParameterError
from analysis.measures import audit, compare, grades, register_flow, register_grades, throughput
from analysis.measures.frames import split
from analysis.measures.throughput import Assumptions
from analysis.reports import common
from analysis.reports import grade_distribution as page

HANOI = "hanoi-2023-11-04"
ROW = {"source_code": HANOI, "statement_code": "own", "class_code": "hanoi_class_2", "measure_code": "graded",
       "grade_code": "excellent", "unit_code": "person", "printed": "12"}  # fmt: skip


def read(statements: pd.DataFrame, **how) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(statements.to_csv(index=False)), **how)


KEPT = {
    "a file": read,
    "a file of texts": lambda frame: read(frame, dtype=str),
    "a file of texts, nothing missing": lambda frame: read(frame, dtype=str, keep_default_na=False),
    "an index": lambda frame: frame.set_index("source_code", drop=False),
    "an index of two": lambda frame: frame.set_index(["source_code", "statement_code"], drop=False),
    "categories": lambda frame: frame.astype({"quote": "category", "printed": "category"}),
}
ADDED = {
    "concat": lambda frame: pd.concat([frame, pd.DataFrame([ROW])]),
    "loc": lambda frame: _put(frame.astype(object), "own"),
}


def _put(frame: pd.DataFrame, label: str) -> pd.DataFrame:
    frame.loc[label, list(ROW)] = list(ROW.values())
    return frame


def measured(statements: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Frames of all three measures of some statements."""
    own = grades.of_class(statements, HANOI, "hanoi_class_2")
    assume = Assumptions()
    return {
        "levels": throughput.by_level(statements, assume), "totals": throughput.totals(statements, assume),
        "plans": throughput.plan_and_actual(statements, assume), "checked": grades.checked(own).drop(columns="row"),
        "bounds": grades.distribution(own), "bases": grades.bases(own),
        "closings": grades.closings(grades.among(statements, own)), "verdicts": audit.verdicts(statements),
    }  # fmt: skip


def cells(made: dict[str, pd.DataFrame]) -> dict[str, list[list[str]]]:
    return {name: frame.astype(str).to_numpy().tolist() for name, frame in made.items()}


def edited(made: dict[str, pd.DataFrame]) -> set[str]:
    return {row for frame in made.values() if "edited" in frame for cell in frame["edited"] for row in split(cell)}


@pytest.fixture(scope="module")
def graded() -> pd.DataFrame:
    return processed.statements(HANOI, scope="graded")


@pytest.mark.parametrize("how", KEPT)
def test_statements_that_nobody_changed_say_the_same_however_they_come(graded, how):
    assert cells(measured(KEPT[how](graded))) == cells(measured(graded))


@pytest.mark.parametrize("how", ADDED)
def test_a_row_of_which_few_cells_are_given_is_counted_and_is_the_one_edited(graded, how):
    made = measured(ADDED[how](graded))
    assert edited(made) == {f"{HANOI}/own: 12"}
    good = made["bounds"].set_index(["quantity", "reading"]).loc[("excellent", "literal")]
    assert (good["low"], good["high"]) == (12, 12)


@pytest.mark.parametrize("measure", [measured, lambda frame: throughput.groups(frame, Assumptions()), audit.examine])
def test_a_column_that_is_missing_is_named_with_the_nearest(graded, measure):
    with pytest.raises(ParameterError) as raised:
        measure(graded.rename(columns={"printed": "print"}))
    assert str(raised.value) == 'statements: the frame has no column "printed". Nearest: print.'


def test_no_statement_of_a_class_leaves_frames_without_a_row(graded):
    own = grades.of_class(graded, HANOI, "hanoi_class_2").iloc[:0]
    checked = grades.checked(own)
    assert [len(frame) for frame in (checked, grades.distribution(own), grades.bases(own))] == [0, 0, 0]
    assert len(checked[checked["is_read_twice"]].columns) == len(checked.columns)


def test_without_what_shows_it_no_statement_is_as_printed(graded):
    bare = graded[[name for name in graded if name != "checksum"]]
    made = measured(bare)
    assert {row.partition("/")[0] for row in edited(made)} == set(graded["source_code"])
    assert set(split(made["levels"]["edited"].iloc[0])) == {
        f"{HANOI}/{code}: {printed}"
        for code, printed in graded.query("in_focus")[["statement_code", "printed"]].itertuples(index=False)
    }
    assert (common.source_line(bare, "en"), made["levels"]["cited"].str.contains("“").any()) == ((), False)


def test_the_block_of_a_frame_without_what_shows_it_is_marked(graded):
    bare = graded.drop(columns="checksum")
    checked = grades.checked(grades.of_class(bare, HANOI, "hanoi_class_2"))
    assert len(page.title(checked, grades.distribution(checked), "en").edited) == len(checked)
    assert page.key(checked, 1, "en").edited != ()


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    return register_counts.published("oulad")


def compared(counts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Frames of the measures of some published counts."""
    return {
        "classes": compare.classes(counts), "flow": register_flow.flow(counts),
        "persons": register_flow.persons(counts), "grades": register_grades.grades(counts),
        "by": register_grades.grades_by(counts), "marks": register_grades.marks(counts, "oulad"),
    }  # fmt: skip


def test_counts_that_nobody_changed_say_the_same_out_of_a_file(counts):
    assert cells(compared(read(counts))) == cells(compared(counts))


def test_without_what_shows_it_no_count_is_as_published(counts):
    made = compared(counts.drop(columns="checksum"))
    assert edited({"flow": made["flow"]}) == {"oulad: flow"}
    assert [name for name, frame in made.items() if (frame["edited"] == "").any()] == []


CLASS_FLOW = 'counts: the table "flow" by class has no {} "total". Keep the margins under this name, in a filter, too.'
REFUSED = {
    'counts: no row is of the table "grades" by class. Keep its rows in a filter.': lambda frame: frame.iloc[:0],
    "counts: the cell flow class AAA 2013J withdrawn stands twice. Keep one: "
    "counts.drop_duplicates(['table', 'dimension', 'row', 'column']).": lambda frame: pd.concat([frame, frame.head(1)]),
    CLASS_FLOW.format("row"): lambda frame: frame.query("row != 'total'"),
    CLASS_FLOW.format("column"): lambda frame: frame.assign(column=frame["column"].replace("total", "all")),
    'counts: the frame has no column "table". Nearest: tables.': lambda frame: frame.rename(
        columns={"table": "tables"}
    ),
}


@pytest.mark.parametrize("told", REFUSED)
@pytest.mark.parametrize("measure", [register_grades.grades, register_grades.grades_by, compare.classes])
def test_counts_of_which_no_measure_can_be_made_are_refused_in_a_sentence(counts, measure, told):
    with pytest.raises(ParameterError) as raised:
        measure(REFUSED[told](counts))
    assert str(raised.value) == told


def test_the_persons_of_counts_without_them_are_refused_in_a_sentence(counts):
    with pytest.raises(ParameterError) as raised:
        register_flow.persons(counts.query("table == 'flow'"))
    assert str(raised.value) == 'counts: no row is of the table "persons". Keep its rows in a filter.'
