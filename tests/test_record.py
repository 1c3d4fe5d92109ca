"""The record of a run is true after a crash: whole lines count, a torn one does not."""

from __future__ import annotations

import json

import pytest

from analysis.batch import record
from analysis.errors import DataError

FROM = {"asked": {}, "reads": {}, "files": {}}


def test_the_last_event_is_the_state(tmp_path):
    known = record.read(tmp_path)
    known.append(record.ASKED, "a.html")
    known.append(record.MADE, "a.html", title="A", **FROM)
    known.append(record.FAILED, "a.html", message="no")
    found = record.read(tmp_path).states["a.html"]
    assert found.status == "failed"
    assert found.made["title"] == "A"


def test_a_torn_last_line_is_ignored_and_does_not_spoil_the_next(tmp_path):
    known = record.read(tmp_path)
    known.append(record.MADE, "a.html", **FROM)
    with known.path.open("ab") as file:
        file.write(b'{"event": "made", "output": "b.ht')
    torn = known.path.read_bytes()
    again = record.read(tmp_path)
    assert known.path.read_bytes() == torn  # it may be whole in a moment, if another process writes it
    again.compact()
    again.append(record.MADE, "c.html", **FROM)
    assert list(record.read(tmp_path).states) == ["a.html", "c.html"]


def test_a_folder_without_a_record_knows_no_report(tmp_path):
    assert record.read(tmp_path).states == {}


def test_compacting_keeps_what_the_states_need(tmp_path):
    known = record.read(tmp_path)
    for turn in range(200):
        known.append(record.MADE, "a.html", sync=False, turn=turn, **FROM)
    known.append(record.FAILED, "a.html", sync=False)
    known.compact()
    assert known.path.read_text(encoding="utf-8").count("\n") == 2
    assert record.read(tmp_path).states["a.html"].made["turn"] == 199


@pytest.mark.parametrize(
    "line", ["[1]", "garbage", '{"event": "made"}', '{"event": "made", "output": "a", "time": ""}']
)
def test_a_line_that_no_run_has_written_is_refused_with_its_row(tmp_path, line):
    known = record.read(tmp_path)
    known.append(record.ASKED, "a.html")
    with known.path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(DataError) as caught:
        record.read(tmp_path)
    assert str(caught.value) == (
        f"{known.path}, row 2: is no line of a record. Remove the file: every report is then made again."
    )


FOREIGN = {
    "a way out": {"output": "../../etc/x.en.html"},
    "an absolute path": {"output": "/etc/x.en.html"},
    "a script": {"output": "javascript:alert(1)//x.en.html"},
    "another host": {"output": "//evil.example/x.en.html"},
    "a part of a file": {"output": "a/.x.html"},
    "a day that is none": {"time": "2026-99-99T00:00:00+00:00"},
    "a title that is no text": {"title": ["<script>"]},
    "figures that are no text": {"figures": [445]},
}


@pytest.mark.parametrize("case", FOREIGN)
def test_a_line_that_somebody_else_wrote_is_refused(tmp_path, case):
    line = {"event": "made", "output": "a/x.en.html", "time": "2026-01-01T00:00:00+00:00", **FROM}
    (tmp_path / record.NAME).write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert list(record.read(tmp_path).states) == ["a/x.en.html"]
    (tmp_path / record.NAME).write_text(json.dumps(line | FOREIGN[case]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="row 1: is no line of a record. Remove the file"):
        record.read(tmp_path)
