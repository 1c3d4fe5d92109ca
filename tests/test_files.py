"""A file is replaced whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis import cli, files
from analysis.batch import record, render
from analysis.cli import reports

OPEN = "Access is denied: if another program has the file open, close it; else see whether you may write there"


def test_a_file_is_written_with_its_folder(tmp_path):
    files.write(tmp_path / "a" / "b.txt", "Khá")
    assert (tmp_path / "a" / "b.txt").read_bytes() == "Khá".encode()


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path):
    place = tmp_path / "a.txt"
    files.write(place, "old")
    with pytest.raises(ZeroDivisionError):
        _write_half(place)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert place.read_text(encoding="utf-8") == "old"


def _write_half(place):
    with files.replacing(place) as beside:
        beside.write_text("half", encoding="utf-8")
        raise ZeroDivisionError


def test_what_is_flushed_to_the_disk_is_open_for_writing(tmp_path, monkeypatch):
    """Windows refuses to flush a file that is open for reading alone."""

    def flushed(descriptor):
        if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    monkeypatch.setattr(os, "fsync", flushed)
    files.write(tmp_path / "a.txt", "new")
    record.read(tmp_path).append(record.ASKED, "a/all.en.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", record.NAME]


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    """A file that is open in Excel: Windows lets nobody replace it."""

    def refused(self, target):
        raise PermissionError(errno.EACCES, "Access is denied", str(self), None, str(target))

    place = tmp_path / "a.xlsx"
    files.write(place, "old")
    monkeypatch.setattr(Path, "replace", refused)
    yield place
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert place.read_text(encoding="utf-8") == "old"


def test_a_file_that_another_program_has_open_is_named_with_what_to_do(workbook):
    with pytest.raises(PermissionError) as caught:
        files.write(workbook, "new")
    assert (caught.value.filename, caught.value.strerror) == (str(workbook), OPEN)


def test_a_report_whose_workbook_is_open_fails_with_a_sentence(workbook):
    task = SimpleNamespace(folder=workbook.parent, job=SimpleNamespace(output="a.en.html"))
    with pytest.raises(render.Unwritten) as caught:
        render._written(task, {"a.xlsx": b"new"})
    assert str(caught.value) == f"{OPEN} (a.xlsx). What stood there before is whole."


def test_a_command_whose_file_is_open_ends_with_a_sentence(workbook, monkeypatch, capsys):
    monkeypatch.setattr(reports, "status", lambda folder: files.write(workbook, "new"))
    assert cli.run(["status"]) == 2
    assert capsys.readouterr().err == f"{workbook}: {OPEN}. What stood there before is whole.\n"
