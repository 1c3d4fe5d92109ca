"""The files of the package: which of them make the tables, and one hash over what stands in them."""

from __future__ import annotations

import pytest

from analysis import paths
from analysis.data import provenance


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A package of three files in the place of this one."""
    (tmp_path / "data" / "disclosure").mkdir(parents=True)
    for name in ("data/processed.py", "charts.py", "data/disclosure/groups.py", "data/disclosure/notes.txt"):
        (tmp_path / name).write_text("1\n", encoding="utf-8")
    monkeypatch.setattr(paths, "PACKAGE", tmp_path)
    return tmp_path


def test_the_files_of_some_modules_are_theirs_alone(small):
    assert provenance.files({"data.processed", "data.disclosure"}) == [
        small / "data/disclosure/groups.py",
        small / "data/processed.py",
    ]
    assert len(provenance.files()) == 3


@pytest.mark.parametrize(
    "name, same", [("data/disclosure/groups.py", False), ("data/processed.py", False), ("charts.py", True)]
)
def test_the_method_changes_with_the_code_that_makes_tables(small, name, same):
    before = provenance.method.__wrapped__()
    (small / name).write_text("2\n", encoding="utf-8")
    assert (provenance.method.__wrapped__() == before) is same


def test_a_file_that_is_missing_counts_as_empty(small):
    assert provenance.digest([small / "gone"]) == provenance.digest([small / "nowhere" / "gone"])
    assert provenance.digest([small / "gone"]) != provenance.digest([])
