"""Statements are checked on the way in; every refusal is a whole sentence with its place and its remedy."""

from __future__ import annotations

import csv

import frozen
import pytest
from statement_files import ROW, SHARE, put

from analysis.data import inventory, statements
from analysis.errors import DataError


def _faults(path) -> list[str]:
    with pytest.raises(DataError) as caught:
        statements.read(path)
    return [str(fault).removeprefix(f"{path.parent}/") for fault in caught.value.faults]


def test_a_good_file_is_read_row_by_row(tmp_path):
    found = statements.read(put(tmp_path, ROW, SHARE))
    assert [statement.printed for statement in found.statements] == ["256", "trên 98%"]
    assert found.rows == (2, 3)
    assert found.sidecar.producer == "A newspaper"


def test_an_empty_file_of_statements_gives_an_empty_frame_with_all_columns(tmp_path):
    frame = statements.read(put(tmp_path)).frame()
    assert list(frame.columns) == list(statements.FRAME_COLUMNS)
    assert len(frame) == 0


def test_nfd_text_becomes_nfc(tmp_path):
    found = statements.read(put(tmp_path, ROW, SHARE | {"printed": "tre\u0302n 98%"}))
    assert found.statements[1].printed == "trên 98%"


WRONG_ROWS = {
    "unknown grade": (
        SHARE | {"grade_code": "gioi"},
        'x.csv, row 3, column grade_code: no grade is called "gioi". Nearest: very_good ("giỏi"). '
        "Add it to reference/grades.csv, or correct the row.",
    ),
    "unknown level": (
        ROW | {"statement_code": "m", "level_code": "city_manged"},
        'x.csv, row 3, column level_code: no level is called "city_manged". Nearest: city_managed. '
        "Add it to reference/levels.csv, or correct the row.",
    ),
    "unknown measure": (
        ROW | {"statement_code": "m", "measure_code": "compleeted"},
        'x.csv, row 3, column measure_code: no measure is called "compleeted". Nearest: completed. '
        "Add it to reference/measures.csv, or correct the row.",
    ),
    "percentage without base": (
        SHARE | {"base": ""},
        "x.csv, row 3, column base: is empty. A percentage names the statement that it is a share of.",
    ),
    "missing base": (
        SHARE | {"base": "m"},
        'x.csv, row 3, column base: no statement of this file has the code "m". Choose one of: n, g.',
    ),
    "circular base": (
        SHARE | {"base": "g"},
        "x.csv, row 3, column base: leads back to itself (g -> g). Name the whole that it is a part of.",
    ),
    "impossible date": (
        ROW | {"statement_code": "m", "date": "2023-02-30"},
        'x.csv, row 3, column date: "2023-02-30" is no date. Write YYYY, YYYY-MM or YYYY-MM-DD.',
    ),
    "duplicate code": (
        ROW,
        'x.csv, row 3, column statement_code: "n" is already the code of row 2. Give each row its own.',
    ),
    "always filled": (
        ROW | {"statement_code": ""},
        "x.csv, row 3, column statement_code: is empty. It is always filled.",
    ),
    "printed empty": (
        ROW | {"statement_code": "m", "printed": ""},
        "x.csv, row 3, column printed: is empty. It is always filled.",
    ),
    "graded without grade": (
        SHARE | {"grade_code": ""},
        "x.csv, row 3, column grade_code: is empty. A graded figure names its grade.",
    ),
    "ambiguous figure": (
        ROW | {"statement_code": "m", "printed": "1,000"},
        'x.csv, row 3, column printed: "1,000" is ambiguous: 1000, or 1 with three decimals. Print "1.000" for 1000.',
    ),
    "figure without its marks": (
        SHARE | {"printed": "gan 60%"},
        'x.csv, row 3, column printed: "gan 60%" cannot be read: "gan 60" holds no number: "gan" is not a number word. '
        'Did you mean "gần 60%"?',
    ),
    "percentage of the wrong unit": (
        SHARE | {"unit_code": "person"},
        'x.csv, row 3, column unit_code: is person, but "trên 98%" is a percentage.',
    ),
    "half a person": (
        ROW | {"statement_code": "m", "printed": "2,5"},
        'x.csv, row 3, column printed: "2,5" is no whole number of the unit person.',
    ),
    "neither true nor false": (
        SHARE | {"at_or_above": "yes"},
        'x.csv, row 3, column at_or_above: "yes" is neither true nor false.',
    ),
    "long quote": (
        ROW | {"statement_code": "m", "quote": "a " * 13},
        "x.csv, row 3, column quote: has 13 words. Quote at most 12.",
    ),
}


@pytest.mark.parametrize("case", WRONG_ROWS)
def test_a_wrong_row_is_refused_with_its_place_and_remedy(tmp_path, case):
    row, sentence = WRONG_ROWS[case]
    assert _faults(put(tmp_path, ROW, row)) == [sentence]


def test_all_the_faults_of_a_file_come_at_once(tmp_path):
    rows = [ROW | {"statement_code": f"s{i}", "unit_code": "persn", "date": "20"} for i in range(7)]
    with pytest.raises(DataError) as caught:
        statements.read(put(tmp_path, *rows))
    assert len(caught.value.faults) == 14
    assert str(caught.value).splitlines()[-1] == "... and 4 more faults."


def test_a_circle_of_bases_is_shown_whole(tmp_path):
    one = ROW | {"statement_code": "a", "base": "b"}
    two = ROW | {"statement_code": "b", "base": "a"}
    assert _faults(put(tmp_path, one, two))[0] == (
        "x.csv, row 2, column base: leads back to itself (a -> b -> a). Name the whole that it is a part of."
    )


def test_a_missing_column_is_named(tmp_path):
    path = put(tmp_path, ROW)
    path.write_text(path.read_text(encoding="utf-8").replace("printed,", "prined,", 1), encoding="utf-8")
    assert _faults(path) == [
        "x.csv, row 1, column printed: is missing. Add it to the heading.",
        'x.csv, row 1: no column is called "prined". Nearest: printed.',
    ]


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    path = put(tmp_path, ROW)
    path.write_bytes("statement_code\ngiỏi".encode("utf-16"))
    assert _faults(path) == ["x.csv: is not UTF-8. Save it as UTF-8."]


def test_a_ragged_row_is_named(tmp_path):
    path = put(tmp_path, ROW)
    path.write_text(path.read_text(encoding="utf-8") + "a,b,c\n", encoding="utf-8")
    assert _faults(path) == ["x.csv, row 3: has 3 cells, the heading 14. Quote cells that hold a comma."]


def test_an_unclosed_quote_is_refused(tmp_path):
    path = put(tmp_path, ROW)
    path.write_text(path.read_text(encoding="utf-8") + '"a,b\n', encoding="utf-8")
    assert _faults(path) == ["x.csv, row 3: is no CSV: unexpected end of data."]


def test_a_missing_sidecar_is_named(tmp_path):
    assert _faults(put(tmp_path, ROW, sidecar=None)) == [
        "x.source.yml: is missing. Add it beside x.csv, with producer, title and licence."
    ]


def test_every_source_of_a_folder_is_read_with_all_its_statements():
    found = map(statements.read, inventory.statement_files(frozen.STATEMENTS))
    assert {publication.source_code: len(publication.statements) for publication in found} == {
        "hanoi-2023-11-04": 11,
        "hanoi-plan-2022-08": 4,
        "hanoi-totals-2018-2022": 6,
        "published-closings": 62,
    }


def test_the_closings_are_those_that_were_published(shared):
    found = statements.read(frozen.STATEMENTS / "published-closings.csv")
    ours = {statement.statement_code: statement.printed for statement in found.statements}
    with (shared / "published_closings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["class_code"]
            assert ours[f"{code}.completed"] == row["learners"]
            for grade in ("excellent", "very_good", "good", "fairly_good", "average"):
                assert ours.get(f"{code}.{grade}", "") == row[grade]
            for told in filter(None, row["printed_percentages"].split("; ")):
                grade, share = told.split()
                assert ours[f"{code}.{grade}_share"] == f"{share}%"


@pytest.mark.parametrize("character", ["\0", "\x07", "\u202e"])
def test_a_character_that_nobody_can_see_is_refused_with_its_row(tmp_path, character):
    path = put(tmp_path, ROW, SHARE | {"note": f"a{character}b"})
    assert _faults(path) == [
        f"x.csv, row 3: holds the character U+{ord(character):04X}, which nobody can see. Delete it."
    ]
