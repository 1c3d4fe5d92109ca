"""`make portable` finds the Pythons that are there, and runs on them what it says."""

from __future__ import annotations

import os
from pathlib import Path

import portable
import pytest

from analysis import paths

SHIM = "#!/bin/sh\nexit 127\n"


def fake(place: Path, version: str = "") -> Path:
    """A command that answers with a version, as a Python would; one that answers 127 without a version."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\necho {version}\n" if version else SHIM)
    place.chmod(0o755)
    return place


def test_the_supported_pythons_are_those_that_the_project_states():
    assert portable.supported() == ["3.11", "3.12", "3.13", "3.14"]


def test_a_shim_that_answers_127_is_looked_for_among_the_versions_of_pyenv(tmp_path):
    fake(tmp_path / "shims" / "python3.12")
    real = fake(tmp_path / "versions" / "3.12.1" / "bin" / "python3.12", "3.12")
    fake(tmp_path / "shims" / "python3.13")
    path = os.pathsep.join([str(tmp_path / "none"), str(tmp_path / "shims")])
    assert portable.pythons(["3.11", "3.12", "3.13"], path) == {"3.12": str(real)}


def test_a_python_that_cannot_make_environments_is_passed_over_for_the_next(tmp_path):
    fake(tmp_path / "a" / "python3.11")
    second = fake(tmp_path / "b" / "python3.11", "3.11")
    path = os.pathsep.join(str(tmp_path / folder) for folder in "ab")
    assert portable.pythons(["3.11"], path) == {"3.11": str(second)}


@pytest.mark.parametrize(
    "usual, oldest, newest",
    [
        ("3.9", ".venv", ".portable/3.14"),
        ("3.11", ".portable/3.9", ".portable/3.14"),
        ("3.14", ".portable/3.9", ".venv"),
    ],
)
def test_the_oldest_and_the_newest_are_taken_by_number(usual, oldest, newest):
    ends = portable.environments({"3.14": "n", "3.9": "o", "3.11": "m"}, usual)
    places = [(made.folder.relative_to(paths.ROOT).as_posix(), python) for made, python in ends]
    assert places == [(oldest, "o"), (newest, "n")]


def test_one_python_is_both_the_oldest_and_the_newest():
    assert [python for _, python in portable.environments({"3.12": "p"}, "3.12")] == ["p"]


def test_what_fails_stops_everything(tmp_path):
    environment = portable.Environment("x", tmp_path)
    with pytest.raises(portable.subprocess.CalledProcessError):
        environment.run("sh", "-c", "exit 3")


def test_each_environment_has_tables_of_its_own(tmp_path, capfd):
    portable.Environment("x", tmp_path).run("sh", "-c", "echo $ANALYSIS_PROCESSED; echo $TZ", TZ="Asia/Ho_Chi_Minh")
    _, _, tables, zone, _ = capfd.readouterr().out.splitlines()
    assert (tables, zone) == (str(portable.PLACE / "processed" / "x"), "Asia/Ho_Chi_Minh")


def test_what_is_run_at_the_lowest_versions_is_there():
    places = [paths.ROOT / "tests" / f"test_{name}.py" for name in portable.LEANING]
    assert [place.name for place in places if not place.is_file()] == []


def test_it_says_which_pythons_it_uses_and_which_not():
    found = {"3.11": "/a", "3.12": "/b", "3.13": "/c"}
    assert portable.census(["3.11", "3.12", "3.13", "3.14"], found) == [
        "Python 3.11: used (/a)",
        "Python 3.12: found, not used",
        "Python 3.13: used (/c)",
        "Python 3.14: not found",
    ]


@pytest.mark.parametrize(
    "parts, says",
    [
        (["lowst"], 'No part is called "lowst". Choose from pythons, processors, lowest, newest.'),
        (["lowest"], "No Python 3.11 to 3.14 with venv is on PATH. Install one, and try again."),
    ],
)
def test_a_part_that_there_is_not_and_a_machine_without_python_are_refused(monkeypatch, tmp_path, parts, says):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as caught:
        portable.main(parts)
    assert caught.value.code == says
