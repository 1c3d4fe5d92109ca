"""reports.zip beside the index: everything that stands, the same bytes each time, never older than the pages."""

from __future__ import annotations

import json
import os
import zipfile

import pytest

from analysis import cli
from analysis.batch import archive, index_page, record

PAGE = "grade_distribution/a.en.html"
SAID = "reports.zip held older pages and is removed. Ask with --zip for a new one."


@pytest.fixture
def folder(tmp_path):
    """A folder with a page and a file, the record of them, and a file that no report wrote."""
    for name in (PAGE, "grade_distribution/a.en.tidy.csv", "grade_distribution/other.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    _record(tmp_path, PAGE, "grade_distribution/a.en.tidy.csv", "grade_distribution/gone.csv")
    return tmp_path


def _record(folder, *files):
    stamps = dict.fromkeys(files, [1, "x"])
    record.read(folder).append(
        record.MADE, PAGE, subject=["class", "a"], asked={}, reads={}, files=stamps, title="T", licence=["facts only"]
    )


def _names(folder):
    with zipfile.ZipFile(folder / archive.NAME) as packed:
        return packed.namelist()


def test_it_holds_what_the_reports_wrote_and_the_pages_that_all_share(folder):
    index_page.write(folder, archived=True)
    made = ["grade_distribution/a.en.html", "grade_distribution/a.en.tidy.csv", "index.html"]
    assert _names(folder) == sorted([*made, *index_page.shared()])


def test_the_same_files_make_the_same_bytes(folder):
    first = (index_page.write(folder, archived=True).parent / archive.NAME).read_bytes()
    index_page.write(folder, archived=True)
    assert (folder / archive.NAME).read_bytes() == first


def test_the_index_leads_to_it_and_that_inside_does_not(folder):
    assert 'href="reports.zip" download' in index_page.write(folder, archived=True).read_text(encoding="utf-8")
    with zipfile.ZipFile(folder / archive.NAME) as packed:
        assert b"reports.zip" not in packed.read("index.html")


def test_a_new_index_without_it_removes_that_of_older_pages(folder):
    index_page.write(folder, archived=True)
    assert "reports.zip" not in index_page.write(folder).read_text(encoding="utf-8")
    assert not (folder / archive.NAME).exists()


def test_a_path_that_leads_out_of_the_folder_is_left_out(folder, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (folder / "link.csv").symlink_to(secret)
    _record(folder, PAGE, "link.csv", str(secret), f"../{secret.parent.name}/secret.txt")
    index_page.write(folder, archived=True)
    assert _names(folder) == sorted([PAGE, "index.html", *index_page.shared()])


def test_an_error_leaves_the_old_one_whole(folder, monkeypatch):
    index_page.write(folder, archived=True)
    before = (folder / archive.NAME).read_bytes()
    (folder / PAGE).write_text("newer", encoding="utf-8")
    monkeypatch.setattr(zipfile.ZipFile, "writestr", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        index_page.write(folder, archived=True)
    assert (folder / archive.NAME).read_bytes() == before
    assert list(folder.glob(".*")) == []


def test_the_metadata_names_the_files_of_the_reports_that_stand(folder):
    index_page.write(folder)
    group = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert group["tables"] == [
        {"url": "grade_distribution/a.en.tidy.csv", "dc:title": "T", "dc:license": ["facts only"]}
    ]


def test_the_command_makes_it_where_asked_and_says_that_it_removes_an_old_one(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(os, "environ", os.environ.copy())  # where the options of a command go

    def told(*words):
        made = ["report", "grade_distribution", "-p", "class_code=phuoc_son", "--language", "en"]
        assert cli.run([*made, "--output", str(tmp_path), *words]) == 0
        return capsys.readouterr().out

    told("--zip")
    assert "grade_distribution/phuoc_son.en.tidy.csv" in _names(tmp_path)
    assert SAID not in told()  # nothing was made again, so it is still true
    assert SAID in told("--force")
    assert not (tmp_path / archive.NAME).exists()
