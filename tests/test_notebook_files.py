"""The files of the notebooks: a conflict that a merge has left is one sentence for every command."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from analysis import cli, paths
from analysis.batch import notebooks, regression

NAME = "grade_distribution"


@pytest.fixture
def conflict(tmp_path, monkeypatch):
    """A notebook in whose first line of code two people changed the same word, as git leaves it; its line."""
    folder = tmp_path / "notebooks"
    shutil.copytree(paths.NOTEBOOKS, folder)
    monkeypatch.setattr(paths, "NOTEBOOKS", folder)
    monkeypatch.setattr(paths, "GRID", folder / "reports.yml")
    path = folder / f"{NAME}.ipynb"
    base = path.read_text(encoding="utf-8")
    sides = [tmp_path / name for name in ("ours", "base", "theirs")]
    for side, word in zip(sides, ("ours", "source", "theirs"), strict=True):
        side.write_text(base.replace("source = ", f"{word} = ", 1), encoding="utf-8")
    merged = subprocess.run(["git", "merge-file", "-p", *sides], capture_output=True, check=False)
    assert merged.returncode == 1
    path.write_bytes(merged.stdout)
    return path, merged.stdout.decode().split("<<<<<<<")[0].count("\n") + 1


@pytest.mark.parametrize("arguments", [["report"], ["report", NAME], ["check"], ["refresh"], ["refresh", NAME]])
def test_a_conflict_of_a_merge_is_one_sentence(conflict, arguments, capsys, tmp_path):
    path, line = conflict
    before = path.read_bytes()
    output = ["--output", str(tmp_path / "pages")] if arguments[0] == "report" else []
    code = cli.run([*arguments, *output])
    assert (code, capsys.readouterr().err) == (
        2,
        f"{path}, line {line}: a merge has left a conflict here (<<<<<<<). Keep one side of the notebook, with "
        f"git checkout --ours {path} (or --theirs), then run analysis refresh {NAME}.\n",
    )
    assert path.read_bytes() == before


def test_a_notebook_that_is_cut_off_is_one_sentence(conflict, capsys):
    path, _ = conflict
    path.write_text('{"cells": [', encoding="utf-8")
    assert cli.run(["check"]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{path}: cannot be read as a notebook (")
    assert told.count("\n") == 1


def test_what_the_explorer_stores_is_the_same_on_every_run(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    path = shutil.copyfile(paths.ROOT / "notebooks" / "explore.ipynb", tmp_path / "explore.ipynb")
    regression.refresh(["explore"])
    assert regression.refresh(["explore"]) == []
    assert notebooks.WIDGET not in path.read_text(encoding="utf-8")
