"""Faults 29 and 30: a notebook that is none of ours, and a machine that is not the usual one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml
from conftest import PARAMETERS, TITLE, write_notebook
from drawn_texts import faults, missing
from statement_files import ROW, SHARE, put

from analysis import paths
from analysis.batch.kernels.execution import execute
from analysis.charts import marks, theme


@pytest.mark.fault(29, "a notebook with no parameters cell, or with two", "refused before the start, exit code 2")
@pytest.mark.parametrize("tags, says", [((), "no cell is"), (("parameters", "parameters"), "2 cells are")])
def test_a_notebook_without_one_parameters_cell(office, tags, says):
    office.add("n")
    path = write_notebook(office.notebooks / "n.ipynb", PARAMETERS, PARAMETERS, TITLE, tags=tags)
    told = office.report("n")
    assert told == (2, "", f'{path}: {says} tagged "parameters". Tag exactly one.\n')
    assert (office.states(), office.files()) == ({}, set())


@pytest.mark.fault(
    29,
    "a notebook saved with another kernel's name, or with none; one in R",
    "it is made, the kernel is ours; R is refused before the start, exit code 2",
)
def test_a_notebook_saved_with_another_kernel(office):
    saved = {
        "conda": {"kernelspec": {"name": "conda-env-x-py", "display_name": "Python", "language": "python"}},
        "none": {},
        "r": {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}},
    }
    for name, metadata in saved.items():
        office.add(name, "1")
        path = office.notebooks / f"{name}.ipynb"
        whole = json.loads(path.read_text(encoding="utf-8")) | {"metadata": metadata}
        path.write_text(json.dumps(whole), encoding="utf-8")
    told = office.report("r")
    assert (told.code, told.out) == (2, "")
    assert told.err == f"{path}: its cells are in R. Write them in Python, under a Python kernel.\n"
    path.unlink()
    listed = yaml.safe_load(paths.GRID.read_text(encoding="utf-8"))
    paths.GRID.write_text(yaml.safe_dump({name: listed[name] for name in ("conda", "none")}), encoding="utf-8")
    assert office.report("conda", "none").code == 0
    assert office.states() == {"conda/all.en.html": "made", "none/all.en.html": "made"}


DRAWING = """import matplotlib.pyplot as plt
figure, panel = plt.subplots(figsize=(2, 1))
panel.plot([1, 3, 2])
figure.savefig("drawing.svg")
print(figure.get_size_inches(), panel.lines[0].get_ydata())"""


@pytest.mark.fault(
    29,
    "a notebook stripped of its outputs, its chart replaced by a dot",
    "the regression check fails for both, and passes for the untouched one",
)
def test_a_notebook_whose_outputs_were_taken_away(office, tmp_path):
    path = write_notebook(tmp_path / "whole.ipynb", PARAMETERS, "years * 3", DRAWING)
    notebook = execute(path, cwd=tmp_path)
    nbformat.write(notebook, path)
    for cell in notebook.cells[1:]:
        cell.outputs = []
    nbformat.write(notebook, tmp_path / "stripped.ipynb")
    dotted = json.loads(path.read_text(encoding="utf-8"))
    dotted["cells"][2]["source"] = DRAWING.replace("[1, 3, 2]", '[1], "."')
    (tmp_path / "dotted.ipynb").write_text(json.dumps(dotted), encoding="utf-8")
    words = ["-q", "--nbval", "-p", "no:cacheprovider", "-p", "analysis.batch.kernels.pytest_plugin", "-n0", "."]
    told = subprocess.run(
        [sys.executable, "-m", "pytest", *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    failed = {line.split("::")[0].split()[-1] for line in told.stdout.splitlines() if line.startswith("FAILED")}
    assert (told.returncode, failed) == (1, {"stripped.ipynb", "dotted.ipynb"})
    assert office.states() == {}


def _bytes(path: Path, **variables: str) -> bytes:
    """What the audit says of a file, asked for on another machine."""
    command = [sys.executable, "-m", "analysis", "audit", str(path), "--format", "json", "--language", "vi"]
    return subprocess.run(command, env={**os.environ, **variables}, stdout=subprocess.PIPE, check=True).stdout


@pytest.mark.fault(
    30,
    "29 February, the year 2100, another time zone, LANG=C, a font without ế and ộ",
    "the same bytes in the data; a day that is none is refused; a missing letter is named, not drawn as a box",
)
@pytest.mark.filterwarnings("ignore:Glyph")
def test_another_calendar_place_and_font(office, tmp_path):
    path = put(tmp_path, ROW | {"date": "2024-02-29", "class_code": "lớp-ế"}, SHARE | {"date": "2100-12-31"})
    usual = _bytes(path, TZ="UTC", LANG="C.UTF-8")
    assert usual == _bytes(path, TZ="Pacific/Kiritimati", LANG="C", LC_ALL="C", PYTHONUTF8="0")
    assert "2024-02-29" in path.read_text(encoding="utf-8")
    for day in ("2100-02-29", "2023-02-29"):
        told = office.run("check", put(tmp_path, ROW | {"date": day}))
        assert told.code == 2
        assert f'row 2, column date: "{day}" is no date.' in told.err
    assert missing("Đỗ Thị Ế, ộ") == []
    assert missing("ế ộ", "cmr10") == ["ế", "ộ"]
    figure, (panel,) = theme.canvas(200, 60)
    marks.put(panel, 20, 20, "漢")
    assert [text for text in faults(figure) if "lacks" in text] == [
        '"漢" has letters that the font of the drawings lacks: 漢.'
    ]
    assert office.states() == {}
