"""Nothing that the program prints, raises, stores or leaves behind holds a name, a number or an address."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import register_files as files
import workbook_files as workbooks
import written

from analysis.data import registers
from analysis.errors import AnalysisError

KEY = b"k" * 32
HOSTILE = ['=HYPERLINK("http://x")', "<script>alert(1)</script>", "@SUM(Mẫu)", "a|b`c`$$"]
PERSONAL = [*files.NAMES, files.SIGNER, files.ID_NUMBER, files.PHONE, files.ADDRESS, *HOSTILE]
HEADINGS = [
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "CCCD",
    "SĐT",
    "Địa chỉ",
    "Dân tộc",
    "Tôn giáo",
    "Đơn vị",
    "Điểm",
    "Xếp loại",
]
PROGRAM = """
import sys
from analysis.data import registers
from analysis.errors import AnalysisError
for path in sys.argv[1:]:
    try:
        print(registers.register_view([path], "text", "vi"))
        print(registers.register_view([path], "json", "en"))
        reading = registers.read(path)
        print(reading)
        frame = registers.tidy(reading, b"k" * 32, scale_code="moet_25_2006")
        print(registers.store(frame, "all"))
        print(frame.to_csv())
    except AnalysisError as error:
        print(error)
"""


def personal_rows() -> list[list]:
    names = [*files.NAMES, *HOSTILE]
    rows = [
        [at, name, "1/2/1980", f"{files.ID_NUMBER}", files.PHONE, files.ADDRESS, "Tày", "Không", "Phòng Thử", 8, "Giỏi"]
        for at, name in enumerate(names, start=1)
    ]
    rows[0][3:5] = [files.PHONE, files.ID_NUMBER]
    rows[1][10] = files.NAMES[1]
    rows[2][9] = files.NAMES[2]
    rows[3][2] = files.NAMES[3]
    rows[4][0] = files.NAMES[4]
    rows[5] = rows[5][1:]
    return [[files.SIGNER], HEADINGS, *rows, [None, files.SIGNER], ["NGƯỜI LẬP"], [files.SIGNER]]


@pytest.fixture
def messy(tmp_path):
    rows = personal_rows()
    broken = tmp_path / "broken.csv"
    broken.write_text(f'STT,Họ tên,Điểm\n1,"{files.NAMES[0]},8\n', "utf-8")
    headless = files.write_text(tmp_path / "headless.csv", rows[2:])
    return [
        files.write_text(tmp_path / "a.csv", rows),
        files.write_xlsx(tmp_path / "a.xlsx", rows),
        workbooks.write_xls(tmp_path / "a.xls", files.office_rows()),
        workbooks.write_ods(tmp_path / "a.ods", rows),
        files.write_text(tmp_path / "b.csv", rows, ";", "tcvn3"),
        broken,
        headless,
    ]


def test_no_personal_text_is_printed_stored_or_left_behind(messy, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    environment = os.environ | {"TMPDIR": str(work), "HOME": str(work), "ANALYSIS_PROCESSED": str(work / "processed")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, messy)], capture_output=True, env=environment, cwd=work, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode() + written.said(work)
    assert len(done.stdout) > 5000
    assert [text for text in PERSONAL if text in told] == []


@pytest.fixture
def work() -> Iterator[Path]:
    """A home and a folder of temporary files; not tmp_path, since the path of a socket must be short."""
    with tempfile.TemporaryDirectory(prefix="w-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def test_the_reports_of_a_register_name_nobody_in_any_file(tmp_path, work):
    """Pages, workbooks, tables, manifest, record, caches and what lies in the folder of temporary files."""
    office = tmp_path / "office"
    office.mkdir()
    rows = personal_rows()
    path = files.write_xlsx(office / "lop.xlsx", rows)
    output = office / "reports"
    environment = os.environ | {"TMPDIR": str(work), "HOME": str(work), "PYTHONUNBUFFERED": "1"}
    words = ["report", "--register", str(path), "--format", "xlsx", "--workers", "1", "--language", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *words], capture_output=True, env=environment, cwd=work, check=False
    )
    assert (done.returncode, b"made: " in done.stdout) == (0, True), done.stdout + done.stderr
    kinds = {file.suffix for file in output.rglob("*")}
    assert {".html", ".xlsx", ".parquet", ".json", ".jsonl"} <= kinds
    told = (done.stdout + done.stderr).decode() + written.said(output) + written.said(work)
    assert [text for text in PERSONAL if text in told] == []


def test_the_scan_finds_a_name_however_it_is_packed(tmp_path):
    name = files.NAMES[0]
    pd.DataFrame({"a": [name] * 9}).to_parquet(tmp_path / "a.parquet", compression="zstd")
    files.write_xlsx(tmp_path / "b.xlsx", [[name]])
    (tmp_path / "c.jsonl").write_text(json.dumps(name), "ascii")
    (tmp_path / "d.html").write_text(name.encode("ascii", "xmlcharrefreplace").decode(), "ascii")
    (tmp_path / "e.txt").write_text(unicodedata.normalize("NFD", name), "utf-8")
    assert written.said(tmp_path).count(name) >= 5


def test_the_tidy_register_has_no_column_that_could_name_anybody(messy):
    frame = registers.tidy(registers.read(messy[0]), KEY, scale_code="moet_25_2006")
    assert list(frame.columns) == [
        "person_key",
        "class_code",
        "level_code",
        "unit_name",
        "start_date",
        "end_date",
        "status_code",
        "score_thousandths",
        "grade_code",
        "scale_code",
        "is_commended",
        "age_band",
        "sex_code",
    ]
    assert not {"name", "birth", "person_id"} & set(frame.columns)


def test_errors_never_quote_the_file(messy):
    for path in messy[-2:]:
        with pytest.raises(AnalysisError) as error:
            registers.read(path)
        assert [text for text in PERSONAL if text in str(error.value)] == []
