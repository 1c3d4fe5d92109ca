"""The notebooks are thin, executed from top to bottom, and know no path; those of the reports analyse."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from itertools import product

import matplotlib.pyplot as plt
import nbformat
import notebook_page
import pandas as pd
import pytest
import seaborn as sns
from kernel_helpers import notebook as built
from nbformat import write

from analysis import paths
from analysis.batch import grid, parameters, regression
from analysis.data.parameters import KINDS
from analysis.errors import AnalysisError
from analysis.pages import promises
from analysis.pages.blocks.base import METADATA_KEY
from analysis.vocabulary import labels

NOTEBOOKS = sorted(path for path in paths.NOTEBOOKS.glob("*.ipynb") if not paths.is_litter(path.name))
REPORTS = sorted({entry.notebook for entry in grid.entries().values()})
ANALYSING = [*REPORTS, "_template"]
NUMBERS = {"Int64", "int64", "float64", "bool", "boolean"}


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
    assert [cell["source"] for cell in _code(notebook) if re.search(r"\bread_\w+\(|open\(['\"]", cell["source"])] == []


def test_no_cell_ended_in_an_error_or_a_warning(notebook):
    outputs = [output for cell in _code(notebook) for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert [output for output in outputs if output.get("name") == "stderr"] == []


def test_every_show_left_a_block_or_says_that_there_is_none(notebook):
    assert promises.broken_promises(nbformat.read(notebook, as_version=4)) == []


@pytest.mark.parametrize("name", REPORTS)
def test_the_notebook_of_a_report_promises_every_block_that_it_shows(name):
    cells = _code(paths.NOTEBOOKS / f"{name}.ipynb")
    outputs = [output for cell in cells if "show(" not in cell["source"] for output in cell["outputs"]]
    assert [output for output in outputs if METADATA_KEY in output.get("metadata", {})] == []


def _nodes(name: str) -> list[ast.AST]:
    cells = _code(paths.NOTEBOOKS / f"{name}.ipynb")
    return [node for cell in cells for node in ast.walk(ast.parse(cell["source"]))]


@pytest.mark.parametrize("name", ANALYSING)
def test_the_notebook_of_a_report_shows_a_frame_draws_it_and_filters_it(name):
    outputs = [output for cell in _code(paths.NOTEBOOKS / f"{name}.ipynb") for output in cell["outputs"]]
    plain = [output for output in outputs if METADATA_KEY not in output.get("metadata", {})]
    assert [output for output in plain if 'class="dataframe"' in "".join(output.get("data", {}).get("text/html", ""))]
    calls = [ast.unparse(node.func) for node in _nodes(name) if isinstance(node, ast.Call)]
    assert [call for call in calls if re.match(r"charts\.(?!use$)|sns\.|so\.|.*\.plot\b", call)]
    masks = [node for node in _nodes(name) if isinstance(node, ast.Subscript) and "Compare(" in ast.dump(node.slice)]
    assert masks or [call for call in calls if call.endswith((".query", ".isin"))]


@cache
def _frames(name: str) -> dict[str, pd.DataFrame]:
    """The frames that a notebook makes."""
    _, variables = notebook_page.run(name)
    return {key: value for key, value in variables.items() if isinstance(value, pd.DataFrame)}


@pytest.mark.parametrize("name", ANALYSING)
def test_the_frames_of_a_report_hold_numbers_to_plot_and_words(name):
    columns = {f"{key}.{column}": frame[column] for key, frame in _frames(name).items() for column in frame}
    assert {str(column.dtype) for column in columns.values()} <= {*NUMBERS, "object", "str"}
    texts = {place: column for place, column in columns.items() if str(column.dtype) not in NUMBERS}
    assert {place for place, column in texts.items() if not all(isinstance(cell, str) for cell in column)} == set()


@pytest.mark.parametrize("name", ANALYSING)
def test_seaborn_and_pandas_plot_the_frames_of_a_report_as_they_are(name):
    _, (left, right) = plt.subplots(1, 2)
    for frame in _frames(name).values():
        numbers = [column for column in frame.select_dtypes("number") if frame[column].notna().any()]
        name_of_row = next((column for column in frame if str(frame[column].dtype) not in NUMBERS), frame.columns[0])
        for number in [column for column in numbers if column != name_of_row][:3]:
            sns.scatterplot(frame, x=number, y=name_of_row, ax=left)
            frame.head(20).plot.barh(x=name_of_row, y=number, ax=right)
    assert left.collections
    assert right.patches
    plt.close("all")


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


def test_the_template_makes_a_page_of_each_value_that_its_parameters_offer():
    offered = {name: KINDS[name].choices() for name in parameters.declared(paths.NOTEBOOKS / "_template.ipynb")}
    made = [notebook_page.blocks("_template", **dict(zip(offered, values, strict=True)))
            for values in product(*offered.values())]  # fmt: skip
    unsaid = {labels.say("throughput_by_level.title_none", language) for language in offered["language"]}
    assert {len(page): {page["title"].title in unsaid} for page in made} == {3: {False}, 2: {True}}
    assert len(made) == len(offered["source"]) * len(offered["language"])


def test_the_outputs_hold_no_time_host_or_path(notebook):
    text = notebook.read_text(encoding="utf-8")
    assert str(paths.ROOT) not in text
    assert "0x7f" not in text
    assert all("execution" not in cell["metadata"] for cell in _code(notebook))
