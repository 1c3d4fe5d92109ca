"""The kernel is ours: the name that a notebook was saved with decides nothing, only its language does."""

from __future__ import annotations

import json
import subprocess
import sys

import nbformat
import pytest
from kernel_helpers import KERNELSPEC, notebook, texts, without_session_kernels

from analysis import paths
from analysis.batch import grid, regression
from analysis.batch.check import check
from analysis.batch.kernels import forked_kernels, owner
from analysis.batch.kernels.execution import execute
from analysis.errors import DataError, ParameterError

CONDA = {"name": "conda-env-training-figures-py", "display_name": "Python [conda env:training-figures]"}
SAVED = {
    "conda": {"kernelspec": CONDA | {"language": "python"}},
    "no language": {"kernelspec": CONDA},
    "no kernelspec": {},
    "another case": {"language_info": {"name": "Python"}},
}
R = {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}, "language_info": {"name": "R"}}


def _saved(metadata: dict, *cells: str) -> nbformat.NotebookNode:
    found = notebook(*cells, tags={0: "parameters"})
    found.metadata = nbformat.from_dict(metadata)
    return found


@pytest.fixture(params=["forked", "ordinary"], scope="module")
def _kernels(request):
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "ordinary":
            patch.setattr(owner, "supported", lambda: False)
        with forked_kernels():
            yield


@pytest.mark.usefixtures("_kernels")
@pytest.mark.parametrize("saved", SAVED)
def test_a_notebook_runs_whatever_kernel_it_was_saved_with(saved):
    cells = "n = 1  # how many", "import sys; print(n, sys.executable)"
    assert texts(execute(_saved(SAVED[saved], *cells), {"n": 7})) == [f"7 {sys.executable}\n"]


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A folder of notebooks with a grid of one report."""
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(paths, "GRID", tmp_path / "reports.yml")
    paths.GRID.write_text("n:\n  notebook: n\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("saved", SAVED)
def test_refresh_runs_it_and_stores_the_name_that_every_machine_has(office, saved):
    nbformat.write(_saved(SAVED[saved], "language = 'en'  # of the page"), office / "n.ipynb")
    assert regression.refresh() == [str(office / "n.ipynb")]
    assert json.loads((office / "n.ipynb").read_text(encoding="utf-8"))["metadata"]["kernelspec"] == KERNELSPEC


def test_the_regression_check_runs_it(tmp_path):
    names = ("conda.ipynb", "none.ipynb")
    for name, saved in zip(names, ("conda", "no kernelspec"), strict=True):
        nbformat.write(_saved(SAVED[saved], "n = 1"), tmp_path / name)
    told = subprocess.run(
        [*(sys.executable, "-m", "pytest", "-q", "-p", "analysis.batch.kernels.pytest_plugin"),
         *("-p", "no:cacheprovider", "--nbval", *names)],
        cwd=tmp_path, env=without_session_kernels(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout.splitlines()[-1].startswith("2 passed"), told.stdout


def test_a_notebook_of_another_language_is_refused_before_the_start(office):
    nbformat.write(_saved(R, "n <- 1"), office / "n.ipynb")
    told = f"{office / 'n.ipynb'}: its cells are in R. Write them in Python, under a Python kernel."
    for refusing in (grid.jobs, regression.refresh):
        with pytest.raises(ParameterError) as caught:
            refusing()
        assert str(caught.value) == told
    with pytest.raises(DataError) as faults:
        check()
    assert f"notebooks/reports.yml: {told}" in map(str, faults.value.faults)
