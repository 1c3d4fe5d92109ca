"""Only declared parameters pass, with exact values of the declared type."""

from __future__ import annotations

import json

import pytest

from analysis.batch import parameters
from analysis.errors import AnalysisError, ParameterError

CELL = """source = "all"  # which source
tolerance = 1.0  # multiplies the widths
years = 2  # how many
open_ended = False
"""


@pytest.fixture
def notebook(tmp_path):
    return _notebook(tmp_path / "n.ipynb", CELL)


def _notebook(path, *tagged: str):
    cells = [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": text} for text in tagged]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


def _refused(notebook, **given) -> str:
    with pytest.raises(ParameterError) as caught:
        parameters.Checker(notebook)(given)
    return str(caught.value)


def test_declared_parameters_have_a_type_a_default_and_help(notebook):
    found = parameters.declared(notebook)["tolerance"]
    assert (found.type_name, found.default, found.help) == ("float", 1.0, "multiplies the widths")


def test_values_that_are_not_given_are_the_defaults(notebook):
    assert parameters.Checker(notebook)({}) == {"source": "all", "tolerance": 1.0, "years": 2, "open_ended": False}


def test_a_parameter_name_that_is_code_is_refused(notebook):
    told = _refused(notebook, **{"x=5\nimport os": 7})
    assert told.startswith('n has no parameter "x=5\nimport os".')


def test_a_misspelt_name_is_refused_with_the_nearest(notebook):
    assert _refused(notebook, tolerence=2) == 'n has no parameter "tolerence". Nearest: tolerance.'


def test_an_unknown_source_is_refused_with_the_nearest(notebook):
    assert _refused(notebook, source="hanoi-2023-11-03") == (
        'source: "hanoi-2023-11-03" is not known. Nearest: hanoi-2023-11-04.'
    )


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [("years", "2024", 2024), ("years", 2024.0, 2024), ("tolerance", 2, 2.0), ("tolerance", "0.5", 0.5),
     ("open_ended", "true", True)],
)  # fmt: skip
def test_an_exact_conversion_is_made(notebook, name, value, kept):
    assert parameters.Checker(notebook)({name: value})[name] == kept
    assert type(parameters.Checker(notebook)({name: value})[name]) is type(kept)


@pytest.mark.parametrize(
    ("name", "value"),
    [("years", 2024.5), ("years", None), ("years", True), ("years", "2e3"), ("years", "12:30"),
     ("years", "1_0"), ("years", "٣"),
     ("tolerance", float("nan")), ("tolerance", "inf"), ("tolerance", True), ("tolerance", [1]),
     ("source", 1), ("source", None), ("open_ended", "no"), ("open_ended", 0)],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_refused(notebook, name, value):
    kind = parameters.declared(notebook)[name].type_name
    assert _refused(notebook, **{name: value}).startswith(f"{name}: {value!r} is no {kind}. Give a {kind} such as ")


@pytest.mark.parametrize("value", [0, -1, "0"])
def test_a_tolerance_must_be_above_zero(notebook, value):
    assert _refused(notebook, tolerance=value) == f"tolerance: {value!r} is not above 0. Give a float such as 1.0."


def test_all_the_faults_come_at_once(notebook):
    assert len(_refused(notebook, sauce="x", years="x", tolerance=0).splitlines()) == 3


def test_a_notebook_without_a_parameters_cell_is_refused(tmp_path):
    path = _notebook(tmp_path / "n.ipynb")
    with pytest.raises(ParameterError) as caught:
        parameters.declared(path)
    assert str(caught.value) == f'{path}: no cell is tagged "parameters". Tag exactly one.'


def test_a_notebook_with_two_parameters_cells_is_refused(tmp_path):
    path = _notebook(tmp_path / "n.ipynb", CELL, CELL)
    with pytest.raises(ParameterError) as caught:
        parameters.declared(path)
    assert str(caught.value) == f'{path}: 2 cells are tagged "parameters". Tag exactly one.'


def test_a_parameter_that_is_no_literal_is_refused(tmp_path):
    path = _notebook(tmp_path / "n.ipynb", "a = 1\nb = a + 1\n")
    with pytest.raises(ParameterError) as caught:
        parameters.declared(path)
    assert str(caught.value) == (
        f"{path}, parameters cell, line 2: not a literal. "
        "Write name = literal  # help, and derive values in the next cell."
    )


@pytest.mark.parametrize("text", ["years = ", "years = '", "years = 1\n  x = 2", "years = 1\0"])
def test_a_parameters_cell_that_is_no_python_is_refused(tmp_path, text):
    path = _notebook(tmp_path / "n.ipynb", text)
    with pytest.raises(ParameterError) as caught:
        parameters.declared(path)
    assert str(caught.value).startswith(f"{path}, parameters cell: is no Python (")


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 1}', '{"cells": [1]}', '{"cells": ' + "[" * 10_000])
def test_a_file_that_is_no_notebook_is_refused(tmp_path, text):
    path = tmp_path / "n.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AnalysisError) as caught:
        parameters.declared(path)
    assert str(caught.value).startswith(f"{path}: cannot be read as a notebook (")
