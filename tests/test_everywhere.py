"""The same bytes in every page and file, wherever and by whomever the reports are made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from statement_files import ROW, SHARE, put

from analysis import paths
from analysis.batch import index_page, record
from analysis.batch.kernels import owner

REPORTS = ("throughput_by_level", "grade_distribution")
FORM = ("--language", "vi", "--format", "xlsx", "--workers", "1")
CLASS = {"class_code": "lop_2", "level_code": "district_standing", "date": "2023-11-04"}
NEARLY = {"statement_code": "v", "grade_code": "very_good", "printed": "gần 60%"}
MATPLOTLIBRC = Path(__file__).with_name("settings.matplotlibrc")
DATED = (record.NAME, index_page.NAME)
PROJECT = ("src", "data/raw", "docs", "notebooks", "requirements.lock", "CHANGELOG.md")
# What must not come from whoever runs the tests.
FORGOTTEN = ("LANG", "LANGUAGE", "LC_ALL", "TZ", "PYTHONHASHSEED", "PYTHONPATH", "PYTHONUTF8", "MPLBACKEND")
OWN = (owner.ADDRESS_VARIABLE, owner.MEMORY_VARIABLE, owner.PROVISIONER_VARIABLE)


class Surroundings(NamedTuple):
    """Where a batch runs: its variables, which may depend on an empty folder, the mask of new files, the project."""

    variables: Callable[[Path], Mapping[str, str | None]] = lambda folder: {}
    umask: int = 0o022
    project: str = ""
    temporary: str = "plain"


def _a_bare_account(folder: Path) -> dict[str, str | None]:
    """No home, no fonts, the C locale as of old, and drawings as nobody else makes them."""
    (folder / "fonts.conf").touch()
    shutil.copy(MATPLOTLIBRC, folder / "matplotlibrc")
    locale = {"LC_ALL": "C", "LANG": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    drawing = {"MATPLOTLIBRC": str(folder), "MPLBACKEND": "Qt4Agg", "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    return {**locale, **drawing, "HOME": None, "TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "0"}


def _a_place_with_blanks(folder: Path) -> dict[str, str | None]:
    """A home that takes no file, another language and zone."""
    locale = {"LC_ALL": "de_DE.UTF-8", "TZ": "America/Los_Angeles"}
    return {**locale, "HOME": "/proc/self", "PYTHONHASHSEED": "1"}


def _a_broken_account(folder: Path) -> dict[str, str | None]:
    """A home that is a file, settings that nobody can read, a language that is not installed."""
    (folder / "home").write_bytes(b"font.family: \xff\n")
    odd = {"HOME": str(folder / "home"), "MATPLOTLIBRC": str(folder / "home"), "MPLBACKEND": "module://none"}
    return {**odd, "LANG": "vi_VN.UTF-8", "TZ": "Nowhere/At_All", "PYTHONHASHSEED": "123"}


SURROUNDINGS = {
    "a bare account": Surroundings(_a_bare_account, umask=0o077),
    "a path of blanks and Vietnamese letters": Surroundings(
        _a_place_with_blanks, 0, "dấu cách và chữ Việt/Dự án số 1 (bản sao)", "tạm thời "
    ),
    "a broken account": Surroundings(_a_broken_account),
}


def _made(folder: Path, where: Surroundings) -> dict[str, bytes]:
    """The files of the reports and of the tables behind them, but for those that hold a date, by name."""
    (aside := folder / "aside").mkdir()
    (data := folder / "số liệu").mkdir()
    project = _copied(folder / where.project) if where.project else paths.ROOT
    put(data, ROW | CLASS, SHARE | CLASS, SHARE | CLASS | NEARLY)
    pages = folder / "pages"
    changes = dict.fromkeys((*FORGOTTEN, *OWN)) | {
        "PYTHONPATH": str(project / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "7",
        **where.variables(aside),
    }
    with TemporaryDirectory(prefix=where.temporary) as temporary:
        told = subprocess.run(
            [sys.executable, "-m", "analysis", "report", *REPORTS, *FORM, "--data", data, "--output", pages],
            env=_environment({**changes, "TMPDIR": temporary}),
            cwd=aside,
            umask=where.umask,
            capture_output=True,
            check=False,
        )
    assert told.returncode == 0, told.stdout.decode() + told.stderr.decode()
    found = {path.relative_to(pages).as_posix(): path for path in pages.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name not in DATED}


def _environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    """The variables of this process with some changed or, for None, taken away."""
    return {name: value for name, value in {**os.environ, **changes}.items() if value is not None}


def _copied(project: Path) -> Path:
    """A copy of the project at another place."""
    for name in PROJECT:
        source, target = paths.ROOT / name, project / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, target)
    return project


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> dict[str, bytes]:
    """What the batch makes in ordinary surroundings."""
    return _made(tmp_path_factory.mktemp("plain"), Surroundings())


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_no_byte_of_a_page_or_of_its_files_depends_on_the_surroundings(plain, tmp_path, name):
    kinds = {Path(path).suffix for path in plain}
    assert {".html", ".svg", ".csv", ".json", ".xlsx", ".parquet"} <= kinds
    found = _made(tmp_path, SURROUNDINGS[name])
    assert found.keys() == plain.keys()
    assert [path for path in plain if found[path] != plain[path]] == []


def test_a_temporary_folder_whose_path_is_too_long_for_a_socket_is_refused(tmp_path):
    (folder := tmp_path / ("a" * 80)).mkdir()
    told = subprocess.run(
        [sys.executable, "-m", "analysis", "report", *REPORTS, "--output", tmp_path / "pages"],
        env=_environment({"TMPDIR": str(folder)} | dict.fromkeys(OWN)),
        capture_output=True,
        text=True,
        check=False,
    )
    length = len(str(folder))
    assert (told.returncode, told.stderr) == (
        2,
        f"{folder}: the path of the temporary folder is too long ({length} bytes, at most 70). "
        "Name a shorter one: TMPDIR=/tmp analysis report.\n",
    )
