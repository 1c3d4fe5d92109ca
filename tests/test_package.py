"""The files of the package: which of them make the tables, and one hash over what stands in them."""

from __future__ import annotations

import pytest

from analysis import package, paths


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A package of three files in the place of this one."""
    (tmp_path / "disclosure").mkdir()
    for name in ("tables.py", "charts.py", "disclosure/groups.py", "disclosure/notes.txt"):
        (tmp_path / name).write_text("1\n", encoding="utf-8")
    monkeypatch.setattr(paths, "PACKAGE", tmp_path)
    return tmp_path


def test_the_files_of_some_modules_are_theirs_alone(small):
    assert package.files({"tables", "disclosure"}) == [small / "disclosure/groups.py", small / "tables.py"]
    assert len(package.files()) == 3


@pytest.mark.parametrize(
    "name, same", [("disclosure/groups.py", False), ("tables.py", False), ("charts.py", True)]
)
def test_the_method_changes_with_the_code_that_makes_tables(small, name, same):
    before = package.method.__wrapped__()
    (small / name).write_text("2\n", encoding="utf-8")
    assert (package.method.__wrapped__() == before) is same


def test_a_file_that_is_missing_counts_as_empty(small):
    assert package.digest([small / "gone"]) == package.digest([small / "nowhere" / "gone"])
    assert package.digest([small / "gone"]) != package.digest([])
