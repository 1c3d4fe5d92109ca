"""Whoever adds what the README's table "Add" names touches as many files as it says, and needs no other."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
import recipes
from recipes import RECIPES

from analysis import paths
from analysis.batch.kernels import owner

# What must not come from the session of the tests: its data, its kernels, its workers.
SESSION = ("ANALYSIS_", "PYTEST_", owner.PROVISIONER_VARIABLE)
RUN = """
import json, sys
import pytest
from analysis import cli
from analysis.batch.check import check
from analysis.errors import DataError

tests, *commands = json.loads(sys.argv[1])
missing = []
try:
    check()
except DataError as error:  # notebooks are of the state before what was added, until they are refreshed
    missing = [str(fault) for fault in error.faults if "another state of the data" not in fault.message]
print(*missing, sep="\\n")
done = bool(missing) or pytest.main(["-q", "-p", "no:cacheprovider", *tests])
sys.exit(done or next(filter(None, map(cli.run, commands)), 0))
"""


def _rows(readme: str) -> list[tuple[str, int]]:
    """The rows of the table "Add": what is added, and how many files that touches."""
    text = (paths.ROOT / readme).read_text(encoding="utf-8")
    return [(name, int(count)) for name, count in re.findall(r"^\| ([^|]+) \|.*\| (\d+) \|$", text, re.MULTILINE)]


FILES = dict(_rows("README.md"))


def test_every_row_of_the_readme_has_a_recipe_here():
    assert list(FILES) == list(RECIPES)


def test_both_readmes_count_the_same_files():
    assert [count for _, count in _rows("README.vi.md")] == list(FILES.values())


@pytest.mark.parametrize("name", RECIPES)
def test_what_the_readme_says_is_enough(tmp_path, name):
    project = recipes.copy(tmp_path / "project")
    before = recipes.files(project)
    shown = RECIPES[name](project)
    commands = [
        *([["refresh", shown.refreshed]] if shown.refreshed else []),
        ["report", *map(str, shown.words), "--language", shown.language, "--output", str(tmp_path / "pages"),
         "--workers", "1"],
    ]  # fmt: skip
    environ = {name: value for name, value in os.environ.items() if not name.startswith(SESSION)}
    environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps([["tests/test_labels.py", *shown.tests], *commands])],
        env=environ | {"PYTHONPATH": f"{project / 'src'}{os.pathsep}{project / 'tests'}"},
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "pages" / f"{shown.page}.{shown.language}.html").read_text(encoding="utf-8")
    assert [part for part in shown.parts if part not in page] == []
    after = recipes.files(project)
    assert len([path for path in after if after[path] != before.get(path)]) == FILES[name]
