"""``check`` names a notebook that is stored otherwise than what the official pages rest on."""

from __future__ import annotations

import json
import shutil

import pytest

from analysis import paths
from analysis.batch import grid, stored
from analysis.pages.blocks.base import METADATA_KEY

pytestmark = pytest.mark.usefixtures("living_data")


@pytest.fixture
def notebooks(tmp_path, monkeypatch):
    """The notebooks of the repository, copied."""
    folder = shutil.copytree(paths.NOTEBOOKS, tmp_path / "notebooks")
    monkeypatch.setattr(paths, "NOTEBOOKS", folder)
    return folder


def _faults() -> list[str]:
    return [str(fault) for fault in stored.faults(grid.entries())]


def _replace(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _blocks(content: dict) -> list[dict]:
    outputs = [output for cell in content["cells"] for output in cell.get("outputs", ())]
    return [output["metadata"][METADATA_KEY] for output in outputs if METADATA_KEY in output.get("metadata", {})]


def test_the_notebooks_of_the_repository_are_those_of_the_official_pages(notebooks):
    assert _faults() == []


def test_a_default_that_no_official_page_is_made_with_is_named(notebooks):
    path = notebooks / "throughput_by_level.ipynb"
    _replace(path, r"reading = \"literal\"", r"reading = \"conventional\"")
    _replace(path, "levels_disjoint = False", "levels_disjoint = True")
    _replace(path, r"level_code = \"all\"", r"level_code = \"city_managed\"")  # one of each
    says = (
        "Put that into the parameters and run analysis refresh throughput_by_level, or state the other in reports.yml."
    )
    assert _faults() == [
        f'{path}: reading = "conventional", but reports.yml makes the official pages with "literal". {says}',
        f"{path}: levels_disjoint = True, but reports.yml makes the official pages with False. {says}",
    ]


def test_of_several_official_values_each_will_do(notebooks, tmp_path, monkeypatch):
    told = paths.GRID.read_text(encoding="utf-8").replace("level_code: [all, each]", "level_code: [city_managed]")
    monkeypatch.setattr(paths, "GRID", tmp_path / "reports.yml")
    (tmp_path / "reports.yml").write_text(told, encoding="utf-8")
    path = notebooks / "throughput_by_level.ipynb"
    assert _faults() == [
        f'{path}: level_code = "all", but reports.yml makes the official pages with "city_managed". Put that into the '
        "parameters and run analysis refresh throughput_by_level, or state the other in reports.yml."
    ]
    _replace(path, r"level_code = \"all\"", r"level_code = \"city_managed\"")
    assert _faults() == []


def test_outputs_of_another_state_of_the_data_are_named_with_what_changed(notebooks):
    path = notebooks / "form_10.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    _blocks(content)[-1]["reads"] = {"register:synthetic-hanoi-class-2": "0" * 64, "hanoi-2023-11-04": "1" * 64}
    path.write_text(json.dumps(content), encoding="utf-8")
    assert _faults() == [
        f"{path}: shows what another state of the data, or version of the package, gave: hanoi-2023-11-04, "
        "register:synthetic-hanoi-class-2. Run analysis refresh form_10, and look at which figures moved."
    ]


def test_other_data_in_their_place_are_not_compared(notebooks, monkeypatch, tmp_path):
    monkeypatch.setenv(paths.STATEMENTS_VARIABLE, str(tmp_path))
    assert _faults() == []


def test_an_edited_block_is_named_with_its_rows(notebooks):
    path = notebooks / "throughput_by_level.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    for block in _blocks(content)[:2]:
        block["edited"] = ["hanoi-2023-11-04/district_standing: gần 1.000"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert _faults() == [
        f"{path}: shows edited statements: hanoi-2023-11-04/district_standing: gần 1.000. Take the edit out of its "
        "cells, and run analysis refresh throughput_by_level."
    ]


@pytest.mark.parametrize("name", ["START_HERE", "form_10"])
def test_a_notebook_without_outputs_is_named(notebooks, name):
    path = notebooks / f"{name}.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        cell["outputs"] = []
    path.write_text(json.dumps(content), encoding="utf-8")
    assert _faults() == [f"{path}: has no outputs. Run analysis refresh {name}."]
