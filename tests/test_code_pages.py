"""What the command line writes is UTF-8, whatever code page the system or a variable names; never a traceback."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from itertools import cycle

import pytest
import register_files as files
from statement_files import ROW, SHARE, put

OLD = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "cp1258": {"PYTHONIOENCODING": "cp1258"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
TEXT = "Bế giảng lớp bồi dưỡng\nCó 256 học viên hoàn thành, trong đó trên 98% đạt loại khá, giỏi.\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A text, a register and statements."""
    place = tmp_path_factory.mktemp("words")
    (place / "text.txt").write_text(TEXT, encoding="utf-8")
    files.write_text(place / "lop.csv", files.office_rows())
    (place / "statements").mkdir()
    put(place / "statements", ROW | {"quote": "256 học viên"}, SHARE)
    put(place / "statements", ROW | {"grade_code": "giỏi"}, name="sai")
    return place


COMMANDS = {
    "extract": ["extract", "text.txt", "--format", "csv"],
    "register": ["register", "lop.csv", "--language", "vi"],
    "audit": ["audit", "statements/x.csv", "--language", "vi"],
    "audit in JSON": ["audit", "statements/x.csv", "--language", "vi", "--format", "json"],
    "check": ["check", "statements/x.csv"],
    "faults": ["check", "statements/sai.csv"],
    "list": ["report", "--list"],
}


def _run(place, words, environ) -> tuple[int, bytes, bytes]:
    told = subprocess.run(
        [sys.executable, "-m", "analysis", *words],
        cwd=place,
        env={**os.environ, **environ},
        capture_output=True,
        check=False,
    )
    return told.returncode, told.stdout, told.stderr


@pytest.fixture(scope="module")
def usual(place):
    """What each command says where everything is UTF-8."""
    return {name: _run(place, words, {"PYTHONUTF8": "1"}) for name, words in COMMANDS.items()}


# Every page with one command and every command with one page, since each run starts Python anew.
PAIRS = dict.fromkeys([*(("extract", page) for page in OLD), *zip(COMMANDS, cycle(reversed(OLD)), strict=False)])


@pytest.mark.parametrize("name, page", PAIRS)
def test_an_old_code_page_changes_no_byte(place, usual, name, page):
    assert _run(place, COMMANDS[name], OLD[page]) == usual[name]


def test_a_name_that_the_locale_cannot_read_is_shown_by_its_bytes(place):
    (place / "lớp.csv").write_bytes((place / "lop.csv").read_bytes())
    code, told, _ = _run(place, ["register", "lớp.csv"], OLD["no locale"])
    assert (code, told.decode().splitlines()[0].partition(":")[0]) == (0, r"l\udce1\udcbb\udc9bp.csv")


def test_the_usual_words_are_vietnamese_and_json_is_json(usual):
    assert "học viên" in usual["extract"][1].decode()
    assert "Xếp loại" in usual["register"][1].decode()
    assert usual["faults"][0] == 2
    assert '"giỏi"' in usual["faults"][2].decode()
    assert json.loads(usual["audit in JSON"][1])


@pytest.mark.parametrize(("code_page", "shown"), [("utf-8", "Xếp loại".encode()), ("cp1252", rb"X\u1ebfp lo\u1ea1i")])
def test_a_terminal_keeps_its_code_page_and_shows_what_it_lacks_as_a_number(place, code_page, shown):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis", *COMMANDS["register"]],
        cwd=place,
        env={**os.environ, "PYTHONIOENCODING": code_page},
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    told = b""
    while part := _read(ours):
        told += part
    os.close(ours)
    assert process.wait() == 0
    assert shown in told


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""
