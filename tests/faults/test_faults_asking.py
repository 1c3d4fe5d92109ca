"""Faults 1 to 6: what is asked for is wrong, and nothing is begun."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from grids import entry
from statement_files import ROW, SHARE, put

from analysis import paths
from analysis.batch import grid

CODE = "x=5\nimport os"


def _grid(**entries: object) -> None:
    paths.GRID.write_text(yaml.safe_dump(entries), encoding="utf-8")


def _nothing_was_begun(office) -> None:
    assert (office.states(), office.files()) == ({}, set())


@pytest.mark.fault(1, "a parameter name that is code, in YAML or on the command line", "refused, exit code 2")
@pytest.mark.parametrize("way", ["yaml", "command"])
def test_a_parameter_name_that_is_code(office, way):
    office.add("n")
    if way == "yaml":
        _grid(n=entry(office.notebooks / "n.ipynb", **{CODE: "7"}))
        told = office.report("n")
        name = CODE
    else:
        told = office.report("n", "-p", f"{CODE}=7")  # the first sign of equality parts name and value
        name = "x"
    assert told == (2, "", f'n has no parameter "{name}". Choose one of: source, years, language.\n')
    _nothing_was_begun(office)


@pytest.mark.fault(2, "a misspelt parameter", "refused with the nearest name, exit code 2")
def test_a_misspelt_parameter(office):
    office.add("n")
    assert office.report("n", "-p", "yeers=3") == (2, "", 'n has no parameter "yeers". Nearest: years.\n')
    _nothing_was_begun(office)


@pytest.mark.fault(
    3,
    'a value of the wrong type: "2024", 2024.5, 1e9, null, NaN, a date',
    "converted where that is exact, else refused with the type and an example",
)
def test_a_value_of_the_wrong_type(office):
    office.add("n")
    listed = office.report("n", "-p", "years=2024", "--list", "--format", "json")
    assert json.loads(listed.out)[0]["parameters"]["years"] == 2024
    for value in ("2024.5", "1e9", "nan", "2024-05-01", "1_0"):
        told = office.report("n", "-p", f"years={value}")
        assert told == (2, "", f"years: '{value}' is no int. Give a int such as 2.\n")
    _grid(n={"notebook": "n", "parameters": {"years": None}})
    assert office.report("n").err.endswith("column n.parameters.years: is neither a value nor a list of texts.\n")
    _nothing_was_begun(office)


NAMES = ("../../x", "/etc/passwd", "CON", "nul", "a.", "x" * 300, "Lớp", "~", "-rf")


@pytest.mark.fault(
    4,
    "an output name ../../x, absolute, CON, with a trailing dot, of 300 characters, with NUL",
    "the id of a report is refused; a code becomes a safe name with a hash, inside the folder",
)
def test_an_output_name_that_leaves_the_folder(office, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    rows = [
        row | {"class_code": code, "statement_code": f"{row['statement_code']}{at}", "base": base and f"{base}{at}"}
        for at, code in enumerate(NAMES)
        for row, base in ((ROW, ""), (SHARE, "n"))
    ]
    put(own, *rows)
    office.add("n", parameters=_with_class(), grid={"class_code": ["each"]})
    told = office.report("n", "--data", own, "--list")
    outputs = told.out.splitlines()
    assert (told.code, len(set(map(str.lower, outputs)))) == (0, len(NAMES))
    for output in outputs:
        assert (office.folder / output).resolve().parent == office.folder / "n"
        assert len(Path(output).name) < 120
        stem = Path(output).name.removesuffix(".en.html")
        assert grid.safe_name(stem) == stem
    for name in ("../../x", "/x", "CON", "a.", "x" * 300):
        _grid(**{name: {"notebook": "n"}})
        told = office.report()
        assert told.code == 2
        assert "cannot be the name of a folder. Use a-z, 0-9, _ and -." in told.err
    paths.GRID.write_text('"a\\0b":\n  notebook: n\n', encoding="utf-8")
    assert office.report().err.endswith("row 1: a control character is not allowed in a text.\n")
    _nothing_was_begun(office)


def _with_class() -> str:
    return 'source = "all"  # s\nclass_code = "all"  # c\nlanguage = "en"  # l'


@pytest.mark.fault(5, "two rows of the grid with one output name", "refused before the start, exit code 2")
def test_two_reports_with_one_output(office, monkeypatch):
    office.add("n", parameters='level_code = "all"  # l\nlanguage = "en"  # l', grid={"level_code": ["all", "each"]})
    # Names are made from the values and a hash of them; only a fault of that can make two meet.
    monkeypatch.setattr(grid, "safe_name", lambda text: text if text in ("n", "before") else "same")
    assert office.report("n") == (
        2,
        "",
        "two reports would be written to n/same.en.html. Name their parameters apart.\n",
    )
    _nothing_was_begun(office)


@pytest.mark.fault(6, "an empty grid; a grid of one", '"Nothing to do.", exit code 0; one report')
def test_an_empty_grid_and_a_grid_of_one(office):
    office.add("n")
    assert office.report("n").out.startswith("1 made: ")
    assert (office.states(), office.files()) == ({"n/all.en.html": "made"}, {"n/all.en.html"})
    for text in ("", "# nothing yet\n", "{}\n"):
        paths.GRID.write_text(text, encoding="utf-8")
        assert office.report() == (0, "Nothing to do.\n", "")


def test_a_folder_of_pages_that_is_a_link_to_elsewhere(office, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (office.folder / "n").symlink_to(elsewhere)
    office.add("n")
    told = office.report("n")
    assert "n is a link that leads out of the output folder. Remove the link." in told.out + told.err
    assert (told.code, office.states(), list(elsewhere.iterdir())) == (1, {"n/all.en.html": "failed"}, [])
