"""A project for the soak: cheap notebooks, two real ones, bad files, and the grid of a batch."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
import yaml
from grids import entry
from kernel_helpers import notebook

from analysis import paths

PARAMETERS = 'source = "all"  # a source\ncase = "c0"  # which one\nlanguage = "en"  # "vi" or "en"'
TITLE = 'from analysis.pages.blocks import Title\n\nTitle(language, f"The case-{case}", "It stands for itself.")'
CELLS = {
    "plain": ["text = case * 200", "print(text)"],
    "slow": ["import time\n\ntime.sleep(0.4)", "import pandas as pd\n\npd.DataFrame({case: range(5)}).to_string()"],
    "straying": ['import subprocess\n\nstray = subprocess.Popen(["sleep", "600"])'],
    "raising": ["1 / 0"],
    "dying": ["import os\n\nos._exit(3)"],
    "unsupported": [
        'from analysis.pages.blocks import Prose\n\nProse(language, "Said", ("There were 987654 learners.",))'
    ],
    "bad_file": ['import pandas as pd\n\npd.read_parquet("broken.parquet")'],
}
# The entry of the grid -> the real notebook, and what a case is there.
REAL = {
    "grade_distribution": ("grade_distribution", "class_code", ["all", "hanoi_class_2"]),
    "throughput": ("throughput_by_level", "level_code", ["all", "district_standing", "city_managed"]),
}
BROKEN_GRID = "plain:\n  notebook: plain\nplain:\n  notebook: slow\n"


class Office:
    """The folder of a soak: notebooks, their grid, the pages, and a place for temporary files."""

    def __init__(self, home: Path):
        self.home = home
        self.notebooks, self.pages, self.reference = home / "notebooks", home / "pages", home / "reference"
        self.grid = self.notebooks / "reports.yml"
        self.temporary = home / "t"
        self.errors = home / "errors.txt"
        for folder in (self.notebooks, self.temporary):
            folder.mkdir()
        for name, cells in CELLS.items():
            written = notebook(PARAMETERS, TITLE, *cells, tags={0: "parameters"})
            nbformat.write(written, self.notebooks / f"{name}.ipynb")
        for name, _, _ in REAL.values():
            shutil.copy(paths.ROOT / "notebooks" / f"{name}.ipynb", self.notebooks)
        (self.notebooks / "unreadable.ipynb").write_text('{"cells": [', encoding="utf-8")
        (self.notebooks / "broken.parquet").write_bytes(b"PAR1 and no more")

    def ask(self, grid: Mapping[str, Sequence[str]], refused: str = "") -> list[str]:
        """Write the grid of a batch; the words of the command that asks for it, wrong where it is to be refused."""
        entries = {name: self._entry(name, cases) for name, cases in grid.items()}
        if refused == "unreadable notebook":
            entries["unreadable"] = {"notebook": "unreadable"}
        self.grid.write_text(yaml.safe_dump(entries), encoding="utf-8")
        if refused == "broken grid":
            self.grid.write_text(BROKEN_GRID, encoding="utf-8")
        bad = {
            "code as a parameter": ["-p", "case\nimport os\nos.abort()\nx=1"],
            "unknown parameter": ["-p", "cass=c1"],
            "value of the wrong type": ["-p", "language=klingon"],
        }
        return [*entries, *bad.get(refused, [])]

    def _entry(self, name: str, cases: Sequence[str]) -> dict:
        notebook, parameter = REAL[name][:2] if name in REAL else (name, "case")
        return entry(self.notebooks / f"{notebook}.ipynb", **{parameter: [_case(name, case) for case in cases]})


def output(name: str, case: str) -> str:
    """Where the page of a report lies below the output folder."""
    return f"{name}/{_case(name, case)}.en.html"


def _case(name: str, case: str) -> str:
    return REAL[name][2][int(case[1:])] if name in REAL else case
