"""The way without make, as both READMEs give it, is what make does, word for word, and Windows' is the same."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from analysis import paths

READMES = ("README.md", "README.vi.md")


def _ways(name: str) -> list[list[str]]:
    """The blocks of a README that make an environment, each a list of commands."""
    blocks = (paths.ROOT / name).read_text(encoding="utf-8").split("```\n")[1::2]
    return [block.splitlines() for block in blocks if "-m venv" in block]


def _installs() -> list[str]:
    """How make installs, from ``-m pip`` on, without what only keeps it quiet."""
    rules = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.findall(r"^\t\$\(BIN\)/python (-m pip install .*)$", rules, re.MULTILINE)
    return [re.sub(r"--quiet |--disable-pip-version-check ", "", line) for line in found]


@pytest.mark.parametrize("name", READMES)
def test_it_installs_and_reports_as_make_does(name):
    make, *installs, report = _ways(name)[0]
    assert make == "python3 -m venv .venv"
    assert installs == [f".venv/bin/python {words}" for words in _installs()]
    assert report == ".venv/bin/analysis report"


@pytest.mark.parametrize("name", READMES)
def test_windows_differs_by_its_names_alone(name):
    ours, theirs = _ways(name)
    there = [line.replace("python3 ", "py ").replace(".venv/bin/", ".venv\\Scripts\\") for line in ours]
    assert theirs == there


def test_both_readmes_say_the_same():
    assert _ways(READMES[0]) == _ways(READMES[1])


def test_its_first_line_makes_what_the_others_call(tmp_path):
    make, *others = _ways(READMES[0])[0]
    words = [sys.executable, *make.split()[1:], "--without-pip"]  # pip comes with the interpreter, in seconds
    subprocess.run(words, cwd=tmp_path, check=True)
    python = {line.split()[0] for line in others if "-m pip" in line}
    assert python == {".venv/bin/python"}
    told = subprocess.run([tmp_path / python.pop(), "-c", "print(1)"], capture_output=True, text=True, check=True)
    assert told.stdout == "1\n"


def test_pip_knows_every_word_of_it(tmp_path):
    """No package is fetched: an empty list is installed, by the very options."""
    (tmp_path / "requirements.lock").touch()
    install = _ways(READMES[0])[0][1].split()[1:]
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        pytest.skip("no pip in this environment")
    told = subprocess.run([sys.executable, *install], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
