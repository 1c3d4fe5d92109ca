"""A column map says what no program should guess; its faults come all at once, and nothing in it can run."""

from __future__ import annotations

import pytest
import register_files as files

from analysis.data import registers
from analysis.data.registers import column_map
from analysis.errors import DataError

HEADINGS = ("STT", "Họ và tên", "Đánh giá", "Hệ mười")


@pytest.fixture
def register(tmp_path):
    return files.write_text(tmp_path / "a.csv", files.plain_rows([1, files.NAMES[0], "Giỏi", 8], headings=HEADINGS))


def refused(path, text: str) -> str:
    path.write_text(text, "utf-8")
    with pytest.raises(DataError) as error:
        column_map.load(path)
    return str(error.value)


def test_a_map_beside_the_file_names_its_columns(register):
    assert registers.read(register).grades() == {}
    column_map.beside(register).write_text("columns:\n  Đánh giá: grade\n  hệ MƯỜI: score\n", "utf-8")
    reading = registers.read(register)
    assert reading.grades() == {"very_good": 1}
    assert [note.key for note in reading.notes] == ["map_beside"]


def test_a_map_finds_a_table_that_no_known_heading_would(tmp_path):
    path = files.write_text(tmp_path / "a.csv", files.plain_rows(["a", 8, "Giỏi"], headings=("Mã", "Số", "Hạng mục")))
    with pytest.raises(DataError, match=r"a\.columns\.yml"):
        registers.read(path)
    mapping = registers.ColumnMap(columns={"mã": "person_id", "Số": "score", "hạng mục": "grade"})
    assert registers.read(path, mapping).grades() == {"very_good": 1}


def test_a_map_that_was_saved_reads_the_next_edition_the_same(register, tmp_path):
    mapping = registers.ColumnMap(columns={"Đánh giá": "grade", "Hệ mười": "score"}, scale="moet_25_2006")
    first = registers.read(register, mapping)
    column_map.save(mapping, column_map.beside(register))
    assert column_map.beside(register) == registers.save_map(register)
    assert first.columns == registers.read(register).columns
    assert registers.read(register).mapping.scale == "moet_25_2006"


def test_a_heading_that_the_file_has_not_is_said(register):
    mapping = registers.ColumnMap(columns={"Đánh giá": "grade", "Tổ": "unit"})
    assert [note.values[0][1] for note in registers.read(register, mapping).notes if note.key == "map_unused"] == ["Tổ"]


@pytest.mark.parametrize(
    "text, says",
    [
        ("columns: {a: grad}", 'column a: no column is called "grad". Nearest: grade.'),
        ("scale: x", 'no scale is called "x"'),
        ("form_line: updat", 'form 10 has no line "updat". Nearest: update.'),
        ("greatest_mark: 0", "column greatest_mark"),
        ("colums: {}", "column colums: Extra inputs"),
        ("scale: a\nscale: b", 'row 2: the key "scale" stands twice'),
        ("columns: !!python/object:os.system x", "row 1"),
        ("columns: [", "row 1"),
        ("- 1", "valid dictionary"),
    ],
)
def test_a_faulty_map_is_refused_with_its_place(tmp_path, text, says):
    assert says in refused(tmp_path / "a.columns.yml", text)


def test_all_the_faults_of_a_map_come_at_once(tmp_path):
    assert len(refused(tmp_path / "m.yml", "columns: {a: x1, b: x2}").splitlines()) == 2


def test_a_billion_laughs_are_refused_at_once(tmp_path, cpu):
    lines = ["a0: &a0 [x, x]", *(f"a{at}: &a{at} [*a{at - 1}, *a{at - 1}]" for at in range(1, 40))]
    start = cpu()
    assert "an alias" in refused(tmp_path / "m.yml", "\n".join(lines))
    assert cpu() - start < 1


def test_a_missing_map_is_said_to_be_missing(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        column_map.load(tmp_path / "x.yml")
