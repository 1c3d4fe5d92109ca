"""The notebooks are thin, executed from top to bottom, and know no path."""

from __future__ import annotations

import ast
import json
import re

import nbformat
import pytest
from kernel_helpers import notebook as built
from nbformat import write

from analysis import paths
from analysis.batch import grid, parameters, regression
from analysis.errors import AnalysisError
from analysis.pages import page

NOTEBOOKS = sorted(path for path in paths.NOTEBOOKS.glob("*.ipynb") if not paths.is_litter(path.name))


def _code(path) -> list[dict]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in cells if cell["cell_type"] == "code"]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return request.param


def test_every_cell_was_executed_in_order(notebook):
    assert [cell["execution_count"] for cell in _code(notebook)] == list(range(1, len(_code(notebook)) + 1))


def test_no_cell_is_longer_than_15_lines(notebook):
    assert [cell["source"] for cell in _code(notebook) if cell["source"].count("\n") >= 15] == []


def test_no_cell_defines_a_function_or_a_class(notebook):
    defining = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
    found = [
        node for cell in _code(notebook) for node in ast.walk(ast.parse(cell["source"])) if isinstance(node, defining)
    ]
    assert found == []


def test_no_cell_holds_a_path_or_reads_a_file(notebook):
    texts = [
        node.value
        for cell in _code(notebook)
        for node in ast.walk(ast.parse(cell["source"]))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if re.search(r"[/\\]|\.(csv|parquet|xlsx|ipynb|html)$", text)] == []
    assert [cell["source"] for cell in _code(notebook) if re.search(r"read_|open\(['\"]", cell["source"])] == []


def test_no_cell_ended_in_an_error_or_a_warning(notebook):
    outputs = [output for cell in _code(notebook) for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert [output for output in outputs if output.get("name") == "stderr"] == []


def test_every_show_left_a_block_or_says_that_there_is_none(notebook):
    assert page.broken_promises(nbformat.read(notebook, as_version=4)) == []


@pytest.mark.parametrize("name", sorted({entry.notebook for entry in grid.entries().values()}))
def test_the_notebook_of_a_report_promises_every_block_that_it_shows(name):
    cells = _code(paths.NOTEBOOKS / f"{name}.ipynb")
    outputs = [output for cell in cells if "show(" not in cell["source"] for output in cell["outputs"]]
    assert outputs == []


def test_an_output_that_hides_an_error_is_not_stored(tmp_path, monkeypatch):
    failing = "class Block:\n    def _repr_html_(self):\n        return 1 / 0\n\ndisplay(Block())"
    write(built("1", failing), path := tmp_path / "n.ipynb")
    before = path.read_bytes()
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    with pytest.raises(AnalysisError) as caught:
        regression.refresh(["n"])
    assert str(caught.value) == (
        f"{path}, cell 2 (class Block:), shows ZeroDivisionError: division by zero. Mend the cell and refresh again; "
        "nothing was stored."
    )
    assert path.read_bytes() == before


def test_the_parameters_are_typed_literals_with_help(notebook):
    found = parameters.declared(notebook)
    assert "language" in found
    assert [name for name, parameter in found.items() if not parameter.help] == []


def test_the_outputs_hold_no_time_host_or_path(notebook):
    text = notebook.read_text(encoding="utf-8")
    assert str(paths.ROOT) not in text
    assert "0x7f" not in text
    assert all("execution" not in cell["metadata"] for cell in _code(notebook))
