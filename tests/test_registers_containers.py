"""What is not a safe register is refused before it is opened, and says how to mend it."""

from __future__ import annotations

import pickle
import re
import subprocess
import zipfile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import register_files as files
import workbook_files as workbooks

from analysis.data import registers
from analysis.data.registers import containers, sheets
from analysis.errors import DataError


def refused(path) -> str:
    with pytest.raises(DataError) as error:
        registers.read(path)
    return str(error.value)


@pytest.mark.parametrize(
    "content, says",
    [
        (b"", "the file is empty"),
        (pickle.dumps({"a": 1}), "pickle"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"<html><table><tr><td>x", "web page"),
        (b"\x00\x01\x02" * 60, "no register"),
        (b"PK\x03\x04broken", "damaged"),
        (b"PAR1broken", "damaged"),
        (b"\n\n \n", "no table"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_file_is_known_by_its_content_whatever_its_name(tmp_path, content, says, name):
    path = tmp_path / name
    path.write_bytes(content)
    assert says in refused(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert "there is no such file" in refused(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    "stream, says", [("EncryptedPackage", "password"), ("_VBA_PROJECT", "macros"), ("WordDocument", "no workbook")]
)
def test_a_compound_file_is_known_by_its_streams(tmp_path, stream, says):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbooks.compound(stream, b"x"))
    assert says in refused(path)


def test_two_far_cells_are_refused_before_a_reader_fills_the_space_between(tmp_path):
    path = files.write_xlsx(tmp_path / "a.xlsx", files.plain_rows())
    content = {}
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    sheet = content["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'<row r="200000"><c r="ZZ200000"><v>1</v></c></row></sheetData>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (content | {"xl/worksheets/sheet1.xml": sheet}).items():
            archive.writestr(name, data)
    assert "reaches from A1 to row 200000" in refused(path)


def test_a_reader_that_dies_or_hangs_breaks_only_its_own_process(tmp_path, monkeypatch):
    path = files.write_xlsx(tmp_path / "a.xlsx", files.office_rows())
    monkeypatch.setattr(sheets, "MEMORY", 10 << 20)
    assert "needs more memory" in refused(path)

    def hang(*args, **kwargs):
        raise subprocess.TimeoutExpired("child", 1)

    monkeypatch.setattr(subprocess, "run", hang)
    assert "was not read within" in refused(path)


def test_a_line_beyond_any_register_is_refused_by_its_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("STT,Họ tên,Điểm\n1,a,8\n" + "x" * 3_000_000, "utf-8")
    assert re.search(r"row 3: the line is longer", refused(path))


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path, monkeypatch):
    path = files.write_text(tmp_path / "a.csv", files.office_rows())
    monkeypatch.setattr(containers, "MAX_FILE_BYTES", 10)
    assert "larger than" in refused(path)


def test_parquet_is_read_and_its_bytes_and_objects_refused(tmp_path):
    path = tmp_path / "a.parquet"
    pd.DataFrame({"Họ và tên": files.NAMES, "Điểm": 8.5, "Xếp loại": "Giỏi"}).to_parquet(path)
    reading = registers.read(path)
    assert (reading.rows_in_file, reading.rows_read, reading.grades()) == (8, 8, {"very_good": 8})
    pq.write_table(pa.table({"Họ và tên": ["a"], "Xếp loại": [pickle.dumps(1)]}), path)
    assert "column Xếp loại: holds bytes or objects" in refused(path)


@pytest.mark.parametrize("tag", [b"<c ", b'<c r="A1" ', b"<f ", b"<c" + b' r="A1"' * 50])
def test_a_sheet_of_tags_that_never_end_is_refused_in_a_moment(tmp_path, tag, cpu):
    path = tmp_path / "r.xlsx"
    files.write_xlsx(path, files.office_rows())
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = tag * (1_000_000 // len(tag))
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    began = cpu()
    assert (containers.identify(path), containers.uncomputed(path)) == ("xlsx", 0)
    assert cpu() - began < 5
