"""What systems and programs leave in folders is passed over everywhere: never an error, never a source."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import register_files as files
from kernel_helpers import notebook
from scoring import scoring
from statement_files import ROW, put

from analysis import paths
from analysis.batch import check, regression
from analysis.data import inventory, provenance
from analysis.data.bulletins import ingest as reading

# What macOS writes beside files on foreign disks, Office and LibreOffice beside open ones, editors, and file managers.
NAMES = ["._x{0}", "~$x{0}", ".~lock.x{0}#", "x{0}~", ".x{0}.swp", ".x{0}", ".DS_Store", "Thumbs.db", "desktop.ini"]


def _litter(folder: Path, ending: str) -> None:
    """Leave one of each, with what no reader could read, and folders of such."""
    for place in (folder, folder / "__MACOSX", folder / ".ipynb_checkpoints"):
        place.mkdir(exist_ok=True)
        for name in NAMES:
            (place / name.format(ending)).write_bytes(b"\x00\x05\x16\x07\x00\xff")
    (folder / f".#x{ending}").symlink_to(f"/somebody@elsewhere.{ending}")  # as Emacs locks a file


def test_a_folder_of_statements(tmp_path, monkeypatch):
    put(tmp_path, ROW)
    _litter(tmp_path, ".csv")
    monkeypatch.setenv(paths.STATEMENTS_VARIABLE, str(tmp_path))
    assert inventory.source_codes() == ["x"]
    assert check.check([tmp_path]) == [f"{tmp_path / 'x.csv'}: 1 statements"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_a_folder_of_registers(tmp_path, monkeypatch, ending):
    files.write_text(tmp_path / "lop.csv", files.office_rows())
    _litter(tmp_path, ending)
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(tmp_path))
    assert inventory.register_paths() == {"lop": tmp_path / "lop.csv"}


def test_a_register_of_many_files(tmp_path):
    (tmp_path / "student.parquet").touch()
    _litter(tmp_path, ".parquet")
    assert inventory.register_files(tmp_path) == [tmp_path / "student.parquet"]


def test_a_folder_of_texts(tmp_path):
    (folder := tmp_path / "texts").mkdir()
    (folder / "a.txt").write_text("Bế giảng lớp bồi dưỡng cho 45 cán bộ.", encoding="utf-8")
    _litter(folder, ".txt")
    told = []
    summary = reading.ingest(folder, tmp_path / "out", workers=1, tell=told.append)
    assert (summary.texts, summary.new, summary.refused) == (1, 1, 0)
    assert [line.partition(":")[0] for line in told] == ["a.txt"]


def test_a_folder_of_annotations(tmp_path):
    (tmp_path / "a.json").touch()
    _litter(tmp_path, ".json")
    assert scoring.gold_names(tmp_path) == ["a"]


def test_a_folder_of_notebooks(tmp_path, monkeypatch):
    nbformat.write(notebook("1 + 1"), tmp_path / "n.ipynb")
    _litter(tmp_path, ".ipynb")
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    assert regression.refresh() == [str(tmp_path / "n.ipynb")]
    told = subprocess.run(
        [*(sys.executable, "-m", "pytest", "-q", "-p", "analysis.batch.kernels.pytest_plugin"),
         *("-p", "no:cacheprovider", "--nbval", tmp_path)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout.splitlines()[-1].startswith("1 passed")


def test_the_package_is_the_same_with_litter_in_it(tmp_path, monkeypatch):
    shutil.copytree(paths.REFERENCE, tmp_path / "reference")
    monkeypatch.setattr(paths, "PACKAGE", tmp_path)
    before = provenance.digest(provenance.files())
    _litter(tmp_path / "reference", ".csv")
    assert provenance.digest(provenance.files()) == before


def test_a_name_that_only_looks_alike_is_somebodys_data():
    names = ["x~1.csv", "lop.2.csv", "$x.csv", "thumbs.csv", "_x.csv", "desktop.ini.csv"]
    assert [name for name in names if paths.is_litter(name)] == []
