"""The command line: exit codes, JSON alone on stdout, no traceback for a user's own error."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from statement_files import ROW, SHARE, put

from analysis import cli
from analysis.cli import reports
from analysis.version import __version__


@pytest.fixture(autouse=True)
def _same_environment(monkeypatch):
    """Options that become environment variables end with the test."""
    monkeypatch.setattr(os, "environ", os.environ.copy())


def _run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = cli.run(arguments)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_version_is_that_of_the_package(capsys):
    assert _run(capsys, "--version") == (0, f"analysis {__version__}\n", "")


def test_help_tells_the_exit_codes_and_how_to_complete(capsys):
    code, out, _ = _run(capsys, "--help")
    told = " ".join(out.split())
    assert code == 0
    assert "Exit codes: 0 done; 1 a report failed;" in told
    assert "--install-completion" in told


@pytest.mark.parametrize(
    ("words", "offered"),
    [("analysis rep", "report"), ("analysis report thr", "throughput_by_level"), ("analysis params reg", None)],
)
def test_a_shell_completes_commands_and_reports(words, offered):
    asked = {"_ANALYSIS_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    code = "import sys; sys.argv = ['analysis']; from analysis.__main__ import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | asked, capture_output=True, text=True, check=True
    ).stdout.split()
    assert told == ([offered] if offered else ["register_overview", "register_grades"])


def test_the_grid_is_json_alone(capsys):
    code, out, err = _run(capsys, "report", "--list", "--format", "json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert set(found[0]) == {"id", "notebook", "parameters", "output"}
    assert set(found[0]["parameters"]) == {"source", "reading", "language"}


def test_the_grid_can_be_cut_to_one_report_and_language(capsys):
    _, out, _ = _run(capsys, "report", "throughput_by_level", "--language", "en", "--list", "--format", "json")
    assert {(job["id"], job["parameters"]["language"]) for job in json.loads(out)} == {("throughput_by_level", "en")}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], ((), "text")),
        (["png, xlsx"], (("xlsx", "png"), "text")),
        (["png", "json", "png,xlsx"], (("xlsx", "png"), "json")),
    ],
)
def test_formats_are_asked_for_one_by_one_or_together(words, found):
    assert reports.formats(words) == found


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report", "thoughput_by_levl"], 'no report is called "thoughput_by_levl". Nearest: throughput_by_level.'),
        (["report", "--format", "xlsx,pgn"], '--format: there is no format "pgn". Nearest: png.'),
        (["report", "-p", "reading"], "-p reading: write it as name=value, such as -p reading=conventional."),
        (
            ["report", "throughput_by_level", "-p", "tolerance=x"],
            "tolerance: 'x' is no float. Give a float such as 1.0.",
        ),
        (["report", "throughput_by_level", "-p", "level_code=city"], 'level_code: "city" is not known.'),
        (["report", "--data", "/nowhere"], "/nowhere: is no folder. Name one that holds statement files."),
        *(
            (["report", option, empty], f"{option}: the path is empty. Name a file or a folder, or leave it out.")
            for option in ("--register", "--data", "--output")
            for empty in ("", " ")
        ),
        (["audit", ""], "FILE: the path is empty. Name a file or a folder, or leave it out."),
        (["params", "grades"], 'no report is called "grades".'),
        (["report", "--language", "xx"], "xx"),
        (["nonsense"], "nonsense"),
    ],
)
def test_a_users_error_is_a_sentence_and_exit_code_2(capsys, monkeypatch, tmp_path, arguments, told):
    monkeypatch.chdir(tmp_path)
    code, out, err = _run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_own_data_with_faults_are_told_by_check(capsys, tmp_path):
    path = put(tmp_path, ROW, SHARE | {"base": "m"})
    code, _, err = _run(capsys, "check", str(path))
    assert code == 2
    assert err == f'{path}, row 3, column base: no statement of this file has the code "m". Choose one of: n, g.\n'


def test_an_empty_folder_has_nothing_to_do_for_grades(capsys, own_folder):
    words = ["report", "grade_distribution", "--data", str(own_folder), "-p", "class_code=all", "--list"]
    code, out, _ = _run(capsys, *words)
    assert code == 0
    assert "grade_distribution/all.vi.html" in out


def test_parameters_are_shown_with_types_choices_and_help(capsys):
    code, out, _ = _run(capsys, "params", "throughput_by_level")
    assert code == 0
    assert "reading (str, default 'literal')" in out
    assert "one of: literal, conventional" in out


def test_sigterm_stops_any_command_as_ctrl_c_does(monkeypatch):
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(reports, "status", lambda folder: signal.raise_signal(signal.SIGTERM))
    assert cli.run(["status"]) == 130
    assert signal.getsignal(signal.SIGTERM) == before
