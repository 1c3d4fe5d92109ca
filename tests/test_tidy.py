"""The file of all numbers of a report: every number of every table, no other, as pandas and DuckDB read it."""

from __future__ import annotations

import io
from fractions import Fraction
from functools import cache

import duckdb
import frozen
import notebook_page
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import paths
from analysis.batch import grid
from analysis.pages import block, dictionary, tidy
from analysis.pages.tables import TEXTS, Column, ReportTable, Special
from analysis.vocabulary.labels import Either

# The first pages of each report that the batch makes of the frozen statements: that of all, and that of one.
with pytest.MonkeyPatch.context() as patch:
    patch.setenv(paths.STATEMENTS_VARIABLE, str(frozen.STATEMENTS))
    JOBS = {job.output.removesuffix(".en.html"): job for report in grid.entries()
            for job in grid.jobs([report], {}, "en")[:2]}  # fmt: skip
NUMBERS = {"value", "numerator", "denominator", "row"}


@cache
def _blocks(page: str, language: str) -> list[dict]:
    """The metadata of the blocks of a page of the default batch."""
    job = JOBS[page]
    given = dict(job.parameters) | {"language": language}
    return [one.metadata() for one in notebook_page.blocks(grid.entries()[job.id].notebook, **given).values()]


@cache
def _file(page: str, language: str = "en") -> bytes:
    return tidy.to_csv(_blocks(page, language), JOBS[page].id)


def _with_pandas(page: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(_file(page)))


def _told(table: ReportTable) -> list[tuple[str, str, float]]:
    """What the cells of numbers of a table say, each end of a bound once: column, mark, number."""
    told = []
    for row in table.rows:
        for cell, column in zip(row, table.columns, strict=True):
            if column.kind in TEXTS:
                continue
            ends = cell if isinstance(cell, tuple) else (cell,)
            ends = ends[:1] if len(set(ends)) == 1 else ends
            told += [(column.key, end.value, 0) if isinstance(end, Special) else (column.key, "", _printed(end, column))
                     for end in ends]  # fmt: skip
    return sorted(told)


def _printed(value: Fraction | int, column: Column) -> float:
    """A p-value that the page says to be below a number is that number."""
    least = Fraction(1, 10**column.decimals)
    return float(least if column.kind == "p_value" and value < least else value)


def _found(frame: pd.DataFrame) -> list[tuple[str, str, float]]:
    cells = frame[["column_code", "status", "value"]]
    told = cells.astype({"status": object}).fillna({"status": "", "value": 0})
    return sorted(told.itertuples(index=False, name=None))


@pytest.mark.parametrize("page", JOBS)
def test_the_file_has_every_number_of_every_table_and_no_other(page):
    frame = _with_pandas(page)
    tables = {one["key"]: ReportTable.from_json(one["table"]) for one in _blocks(page, "en") if "table" in one}
    for key, table in tables.items():
        expected, found = _told(table), _found(frame[frame["block"] == key])
        assert [row[:2] for row in expected] == [row[:2] for row in found]
        # the ends of a bound may be the next float outside
        assert [row[2] for row in expected] == pytest.approx([row[2] for row in found], rel=1e-15, abs=0)
    assert set(frame["block"]) <= tables.keys()


@pytest.mark.parametrize("page", JOBS)
def test_both_editions_write_the_same_bytes(page):
    assert _file(page, "en") == _file(page, "vi")


@pytest.mark.parametrize("page", JOBS)
def test_pandas_and_duckdb_read_numbers_without_a_cast_and_marks_apart(page, tmp_path):
    frame, place = _with_pandas(page), tmp_path / "all.tidy.csv"
    place.write_bytes(_file(page))
    read = duckdb.sql(f"from read_csv('{place}')")  # noqa: S608 -- a path of this test
    assert list(frame) == read.columns == list(tidy.COLUMNS)
    kinds = dict(zip(read.columns, map(str, read.types), strict=True))
    filled = [name for name in NUMBERS if frame[name].notna().any()]
    assert {kinds[name] for name in filled} <= {"DOUBLE", "BIGINT"}
    assert [name for name in filled if not pd.api.types.is_numeric_dtype(frame[name])] == []
    assert (frame["value"].isna() == frame["status"].notna()).all()
    assert frame.loc[frame["status"].notna(), ["numerator", "denominator"]].isna().all(axis=None)
    assert set(frame["status"].dropna()) <= {mark.value for mark in Special}
    sums = duckdb.sql(f"select count(*), count(value), count(status) from read_csv('{place}')").fetchall()  # noqa: S608
    assert sums == [(len(frame), frame["value"].count(), frame["status"].count())]


@pytest.mark.parametrize("page", JOBS)
def test_a_share_is_its_numerator_over_its_denominator_and_codes_tell_all_rows_apart(page):
    frame = _with_pandas(page)
    ratios = frame[frame["numerator"].notna()]
    assert (ratios["numerator"] / ratios["denominator"] - ratios["value"]).abs().max() <= 1e-15 or ratios.empty
    assert (frame["base"].notna() <= (frame["unit_code"] == "share")).all()
    assert not frame.duplicated(["block", "row", "column_code", "bound"]).any()
    assert (frame["bound"].isna() <= frame["status"].notna()).all()


@pytest.mark.parametrize("page", JOBS)
def test_every_measure_is_explained(page):
    assert set(_with_pandas(page)["measure_code"]) - set(dictionary.measures()) == set()


def test_a_count_of_the_bulletin_is_found_by_codes_alone():
    frame = _with_pandas("grade_distribution/hanoi_class_2")
    rows = frame.query(
        "block == 'grades' and grade_code == 'very_good' and at_or_above == True and reading == 'conventional'"
    )
    told = ["unit_code", "bound", "value", "numerator", "denominator", "printed"]
    assert rows[told].fillna(0).to_numpy().tolist() == [
        ["person", "least", 146.0, 0, 0, "gần 60%"],
        ["person", "greatest", 153.0, 0, 0, "gần 60%"],
        ["share", "least", 146 / 256, 146, 256, "gần 60%"],
        ["share", "greatest", 153 / 256, 153, 256, "gần 60%"],
    ]


def _table(*cells, kind="span", keys=(), **codes) -> pd.DataFrame:
    columns = (Column("who", "Who"), Column("n", "N", kind, codes=codes))
    table = ReportTable("C", columns, tuple(("a", cell) for cell in cells), keys=keys)
    return _read({"kind": "table", "key": "own", "table": table.to_json()})


def _read(metadata: dict) -> pd.DataFrame:
    """The cells of the file of one block as they are written."""
    return pd.read_csv(io.BytesIO(tidy.to_csv([metadata], "r")), dtype=str, keep_default_na=False)


def test_a_bound_is_a_row_for_each_end_and_one_where_they_agree():
    frame = _table((1, 2), (3, 3), (4, Special.NO_LIMIT), Either(5, 7), Special.CONFIDENTIAL)
    assert frame[["row", "bound", "value", "status", "is_either"]].to_numpy().tolist() == [
        ["1", "least", "1", "", ""],
        ["1", "greatest", "2", "", ""],
        ["2", "exact", "3", "", ""],
        ["3", "least", "4", "", ""],
        ["3", "greatest", "", "[n]", ""],
        ["4", "least", "5", "", "true"],
        ["4", "greatest", "7", "", "true"],
        ["5", "", "", "[c]", ""],
    ]


def test_the_ends_of_a_share_are_rounded_outwards():
    frame = _table((Fraction(1001, 2480), Fraction(2, 3)), kind="share_span")
    least, greatest = map(Fraction, frame["value"])
    assert least <= Fraction(1001, 2480)
    assert Fraction(2, 3) <= greatest


def test_a_suppressed_share_tells_neither_of_its_counts():
    frame = _table(Special.CONFIDENTIAL, kind="share", keys=({"denominator": "256"},), base="graded")
    assert frame[["value", "numerator", "denominator", "status"]].to_numpy().tolist() == [["", "", "", "[c]"]]


def test_a_small_p_value_is_a_greatest_value_as_printed():
    frame = _table(Fraction(1, 10**9), kind="p_value")
    assert frame[["bound", "value"]].to_numpy().tolist() == [["greatest", "0.1"]]


def test_no_code_starts_a_formula():
    frame = _table(1, kind="count", keys=({"class_code": "=1+1", "printed": "-5"},))
    assert frame[["class_code", "printed"]].to_numpy().tolist() == [["'=1+1", "'-5"]]


def test_a_frame_of_ones_own_has_its_codes_and_its_columns_as_measures():
    frame = pd.DataFrame({"level_code": ["a", "b"], "low": [3, 5], "high": [4.5, None], "people": [1, 2]})
    own = block(Figure().subplots(), key="own", headline="Own", table=frame, language="en")
    assert _read(own.metadata())[["level_code", "measure_code", "bound", "value", "status"]].to_numpy().tolist() == [
        ["a", "low", "least", "3", ""],
        ["a", "high", "greatest", "4.5", ""],
        ["a", "people", "exact", "1", ""],
        ["b", "low", "least", "5", ""],
        ["b", "high", "greatest", "", "[n]"],
        ["b", "people", "exact", "2", ""],
    ]
