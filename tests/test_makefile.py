"""The environment that make makes: whole or not at all, anew where it is broken, refused before anything is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import paths

MAKEFILE = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
OUTER = ("MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "PYTHON", "VENV")
# A Python of another version that makes an environment of one file, whose pip may be interrupted.
PYTHON = """#!{python} -S
import os, pathlib, shutil, sys
me, arguments = pathlib.Path(__file__), sys.argv[1:]
with open(os.environ["LOG"], "a") as log:
    print(*(word.replace("\\n", " ")[:60] for word in arguments), file=log)
if arguments[:2] == ["-m", "venv"]:
    place = pathlib.Path(arguments[-1])
    if "--clear" in arguments:
        shutil.rmtree(place, ignore_errors=True)
    (place / "bin").mkdir(parents=True)
    shutil.copy(me, place / "bin" / "python")
    (place / "bin" / "analysis").write_text("#!/bin/sh\\necho made\\n")
    (place / "bin" / "analysis").chmod(0o755)
elif arguments[:2] == ["-m", "pip"]:
    sys.exit(int(os.environ.get("PIP", 0)))
elif arguments[0] == "-c" and "matplotlib" not in arguments[1]:
    sys.version_info = (3, int(os.environ.get("MINOR", 11)), 0)
    sys.prefix, sys.argv = str(me.resolve().parents[1]), ["-c", *arguments[2:]]
    sys.modules.update(dict.fromkeys(os.environ.get("LACKS", "").split()))
    exec(arguments[1])
"""
MADE = "-m venv --clear .venv"
REMEDY = "the project needs 3.11 to 3.14. Name such a Python: make report PYTHON=python3.11"
TOO_OLD, TOO_NEW = f"This is Python 3.10; {REMEDY}", f"This is Python 3.15; {REMEDY}"
NO_VENV = (
    "This Python 3.11 lacks venv and cannot make an environment. "
    "On Debian and Ubuntu: apt install python3.11-venv; then run make again."
)

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make")


class Project:
    """A project with the real Makefile and a Python that only pretends."""

    def __init__(self, folder: Path):
        self.folder, self.log = folder / "dự án 1", folder / "log"
        self.python = folder / "tools" / "python3"
        for place in (self.folder, self.python.parent):
            place.mkdir()
        self.python.write_text(PYTHON.format(python=sys.executable), encoding="utf-8")
        self.python.chmod(0o755)
        (self.folder / "Makefile").write_text(MAKEFILE, encoding="utf-8")
        (self.folder / "requirements.lock").touch()
        project = '[project]\nname = "x"\nrequires-python = ">=3.11,<3.15"\n'
        (self.folder / "pyproject.toml").write_text(project, encoding="utf-8")

    def make(self, **variables: object) -> tuple[int, str, list[str]]:
        """The exit code of ``make report``, what it said, and what the Pythons were asked to do meanwhile."""
        self.log.write_text("", encoding="utf-8")
        path = os.pathsep.join((str(self.python.parent), os.environ["PATH"]))
        told = subprocess.run(
            ["make", "report"],
            cwd=self.folder,
            env={**_surroundings(), "PATH": path, "LOG": str(self.log), **{k: str(v) for k, v in variables.items()}},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        asked = [line for line in self.log.read_text(encoding="utf-8").splitlines() if line.startswith("-m")]
        return told.returncode, told.stdout, asked

    def makes_anew(self) -> bool:
        """Whether make makes the environment anew, and the report; the next time the report alone."""
        code, told, asked = self.make()
        assert (code, told.splitlines()[-1]) == (0, "made")
        code, again, nothing = self.make()
        assert (code, again, nothing) == (0, ".venv/bin/analysis report\nmade\n", [])
        return MADE in asked


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


@pytest.fixture
def ready(project):
    assert project.makes_anew()
    return project


@pytest.mark.parametrize(
    "variables, says", [({"MINOR": 10}, TOO_OLD), ({"MINOR": 15}, TOO_NEW), ({"LACKS": "ensurepip"}, NO_VENV)]
)
def test_a_python_that_will_not_do_is_refused_in_a_sentence_before_anything_is_made(project, variables, says):
    code, told, asked = project.make(**variables)
    assert (code, told.splitlines()[0], asked) == (2, says, [])
    assert not (project.folder / ".venv").exists()
    assert project.makes_anew()


@pytest.mark.parametrize("minor", [11, 14])
def test_the_oldest_and_the_newest_python_of_the_range_will_do(project, minor):
    assert project.make(MINOR=minor)[0] == 0


def test_an_install_that_was_interrupted_is_made_anew(project):
    code, _, asked = project.make(PIP=130)
    assert (code, MADE in asked) == (2, True)
    assert project.makes_anew()


def test_an_environment_that_was_left_without_pip_is_made_anew(project):
    (left := project.folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(project.python, left / "python")
    assert project.makes_anew()


def test_a_new_lock_is_installed_into_the_environment_that_is_there(ready):
    _age(ready.folder / ".venv" / ".ready")
    assert not ready.makes_anew()


def test_an_update_that_was_interrupted_is_made_anew(ready):
    _age(ready.folder / ".venv" / ".ready")
    code, _, asked = ready.make(PIP=137)
    assert (code, MADE in asked) == (2, False)
    assert ready.makes_anew()


def test_an_environment_that_was_moved_is_made_anew(ready):
    ready.folder = ready.folder.rename(ready.folder.with_name("moved"))
    assert ready.makes_anew()


def test_an_environment_whose_python_is_gone_is_made_anew(ready):
    (ready.folder / ".venv" / "bin" / "python").unlink()
    assert ready.makes_anew()


def test_an_environment_whose_python_became_another_is_made_anew(ready):
    assert MADE in ready.make(MINOR=12)[2]


def test_help_lists_every_command_and_asks_nothing_special_of_the_tools():
    told = subprocess.run(
        ["make", "help"], cwd=paths.ROOT, env=_surroundings(), stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    expected = [f"{name:12}{says}" for name, says in re.findall(r"(?m)^(\w+):.*?## (.*)$", MAKEFILE)]
    assert told.splitlines() == expected
    assert re.findall(r"sed .*\\[tn]", MAKEFILE) == []


def _surroundings() -> dict[str, str]:
    """The variables of these tests without those that a make which runs them hands on to the make that is tested."""
    return {name: value for name, value in os.environ.items() if name not in OUTER}


def _age(path: Path) -> None:
    """Let a file be from yesterday."""
    then = path.stat().st_mtime - 86400
    os.utime(path, (then, then))
