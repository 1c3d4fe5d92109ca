"""A file is replaced whole or not at all."""

from __future__ import annotations

import pytest

from analysis import files


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
