"""docs/data.md: its code runs as it stands, on the files of three pages."""

from __future__ import annotations

import doctest

import notebook_page
import pytest

from analysis import files, paths
from analysis.pages import dictionary, tidy

PAGES = {
    "grade_distribution/hanoi_class_2": {"class_code": "hanoi_class_2", "source": "all"},
    "throughput_by_level/all": {"level_code": "all"},
    "throughput_by_level/district_standing": {"level_code": "district_standing"},
}


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """A folder "reports" with the files of three pages, where the code is run."""
    for name, parameters in PAGES.items():
        report = name.partition("/")[0]
        shown = notebook_page.blocks(report, language="en", **parameters).values()
        made = tidy.to_csv([block.metadata() for block in shown], report)
        files.write(tmp_path / "reports" / f"{name}.en.{tidy.ENDING}", made)
    dictionary.write(tmp_path / "reports", [])
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("reports")
def test_the_code_of_the_guide_runs_as_it_stands():
    guide = str(paths.ROOT / "docs" / "data.md")
    found = doctest.testfile(guide, module_relative=False, encoding="utf-8", optionflags=doctest.NORMALIZE_WHITESPACE)
    assert (found.failed, found.attempted > 10) == (0, True)
