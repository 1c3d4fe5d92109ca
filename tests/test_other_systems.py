"""Other systems than Linux, as far as Linux can play them: docs say what is tested, simulated, unknown."""

from __future__ import annotations

import subprocess
import sys

import other_system
import pytest
from kernel_helpers import without_session_kernels
from statement_files import ROW, SHARE, put

from analysis.batch import record
from analysis.cli.reports import UNBOUNDED

IMPORT_ALL = """
import contextlib, importlib, pkgutil, signal
import ipykernel.kernelapp, papermill  # which ask for the system before they name a signal
with contextlib.suppress(ImportError):
    import distributed
del signal.SIGKILL, signal.SIGHUP
import analysis
failed = []
for found in pkgutil.walk_packages(analysis.__path__, "analysis."):
    if not found.name.endswith("__main__"):
        try:
            importlib.import_module(found.name)
        except (ImportError, AttributeError) as error:
            if getattr(error, "name", "") != "distributed":  # the extra of clusters need not be installed
                failed.append(f"{found.name}: {error}")
print(*failed, sep="\\n", end="")
"""


def test_every_module_is_imported_without_what_linux_alone_has(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL],
        env=other_system.environ(tmp_path / "site"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == ""


@pytest.fixture
def folder(tmp_path):
    """A folder of two statements."""
    (folder := tmp_path / "statements").mkdir()
    put(folder, ROW | {"class_code": "c"}, SHARE | {"class_code": "c"})
    return folder


def _report(environ, folder, output, *words):
    command = [sys.executable, "-m", "analysis", "report", "grade_distribution", "--data", folder]
    told = subprocess.run(
        [*command, "--language", "en", "--workers", "1", "--output", output, *words],
        env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return told, {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name != record.NAME
    }


def test_a_page_made_without_proc_pidfd_and_fork_equals_the_usual_one_byte_for_byte(tmp_path, folder):
    told, usual = _report(without_session_kernels(), folder, tmp_path / "usual")
    assert "--memory" not in told.stderr
    told, other = _report(other_system.environ(tmp_path / "site"), folder, tmp_path / "other")
    assert told.stderr.splitlines()[-1] == UNBOUNDED
    assert usual == other
