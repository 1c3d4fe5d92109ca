"""A folder of texts: known ones skipped, events recognised, revisions in the ledger."""

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from kernel_helpers import started

from analysis.data import inventory, statements
from analysis.data.bulletins import events
from analysis.data.bulletins.folder import DIED
from analysis.data.bulletins.ingest import ingest
from analysis.errors import AnalysisError

FIRST = (
    "Tỉnh Quảng Hải khai giảng lớp bồi dưỡng cán bộ đoàn thể năm nay\n"
    "Sáng 12-5, Trường Chính trị Nguyễn Văn Cừ phối hợp Tỉnh Đoàn Quảng Hải mở lớp cho hơn 80 học viên các huyện."
)
SECOND = FIRST.replace("hơn 80", "81").replace("các huyện", "toàn tỉnh")
OTHER = "Tập huấn chăn nuôi ở Bình Long\nNgày 3-4, Hội Nông dân tập huấn cho 45 hội viên."


def run(folder, out, **options):
    lines = []
    summary = ingest(folder, out, workers=1, tell=lines.append, **options)
    return summary, lines


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in {"a.txt": FIRST, "b.txt": SECOND, "c.txt": OTHER}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def ledger(out):
    with (out / "revisions.csv").open(encoding="utf-8") as file:
        return [(row["relation"], row["from_printed"], row["to_printed"]) for row in csv.DictReader(file)]


def test_the_same_event_in_two_papers_is_recognised_and_refined(texts, tmp_path):
    summary, lines = run(texts, tmp_path / "out")
    assert (summary.texts, summary.new, summary.statements, summary.relations) == (3, 3, 3, {"refines": 1})
    assert lines[1] == "b.txt: 1 statements; same event as a (1 refines)"
    assert ledger(tmp_path / "out") == [("refines", "hơn 80", "81")]


def test_known_texts_are_skipped_and_changed_ones_compared(texts, tmp_path):
    run(texts, tmp_path / "out")
    (texts / "c.txt").write_text(OTHER.replace("45", "54"), encoding="utf-8")
    summary, lines = run(texts, tmp_path / "out")
    assert (summary.skipped, summary.new) == (2, 1)
    assert lines[-1] == "c.txt: 1 statements; changed since it was read (1 contradicts)"
    assert ledger(tmp_path / "out")[-1] == ("contradicts", "45", "54")


def test_a_run_goes_on_after_a_torn_line(texts, tmp_path):
    out = tmp_path / "out"
    run(texts, out)
    whole = (out / "known.csv").read_bytes()
    (out / "known.csv").write_bytes(whole[:-20])
    summary, _ = run(texts, out)
    assert (summary.skipped, summary.new) == (2, 1)
    assert whole == (out / "known.csv").read_bytes()


def test_what_is_written_is_a_folder_of_statements(texts, tmp_path):
    run(texts, tmp_path / "out")
    written = inventory.statement_files(tmp_path / "out" / "statements")
    assert [statements.read(path).source_code for path in written] == ["a", "b", "c"]


def test_a_bad_text_is_one_line_and_the_rest_goes_on(texts, tmp_path):
    (texts / "a.txt").write_bytes(b"\x00\x01")
    summary, lines = run(texts, tmp_path / "out")
    assert (summary.refused, summary.new) == (1, 2)
    assert lines[0].startswith("a.txt: holds control characters")


def test_a_link_that_leads_out_of_the_folder_is_refused_and_not_read(texts, tmp_path):
    (outside := tmp_path / "outside").mkdir()
    (outside / "secret.txt").write_text(OTHER.replace("45", "99"), encoding="utf-8")
    (texts / "e.txt").symlink_to(outside / "secret.txt")
    (texts / "f.txt").symlink_to(outside / "missing.txt")
    (texts / "g").symlink_to(outside)
    (texts / "h.txt").symlink_to(texts / "c.txt")
    (texts / "i").symlink_to(texts)
    summary, lines = run(texts, tmp_path / "out")
    told = "is a link that leads out of the folder of texts. Put the file itself there."
    assert lines[3:] == [f"e.txt: {told}", f"f.txt: {told}", f"g: {told}", "h.txt: known"]
    assert (summary.texts, summary.new, summary.skipped, summary.refused) == (7, 3, 1, 3)
    assert sorted(path.stem for path in (tmp_path / "out" / "statements").glob("*.csv")) == ["a", "b", "c"]


def test_several_processes_give_the_same_lines(texts, tmp_path):
    _, lines = run(texts, tmp_path / "one")
    many = []
    ingest(texts, tmp_path / "two", workers=2, tell=many.append)
    assert lines == many


def test_an_empty_folder_gives_zeros_and_a_missing_one_a_sentence(tmp_path):
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", tmp_path / "out")[0].texts == 0
    with pytest.raises(AnalysisError, match="is no folder"):
        ingest(tmp_path / "none", tmp_path / "out")


@pytest.mark.parametrize(
    "earlier, later, expected",
    [
        ("Hơn 80", "81", "refines"),
        ("hơn 40.000", "hơn 44.000", "refines"),
        ("81", "hơn 80", "agrees"),
        ("80", "81", "contradicts"),
        ("gần 60%", "59,8%", "refines"),
        ("trên 98%", "97,5%", "contradicts"),
        ("hơn 80", "ít nhất 81", "agrees"),
        ("hơn 250", "gần 300", "refines"),
        ("khoảng 200", "256", "refines"),
        ("200", "khoảng 256", "agrees"),
        ("4,5", "5,5", "contradicts"),
    ],
)
def test_a_later_figure_refines_agrees_or_contradicts(earlier, later, expected):
    assert expected == events.relation(earlier, later)


def test_another_date_speaks_against_one_event():
    one, same, other = (events.signature(text) for text in (FIRST, SECOND, FIRST.replace("12-5", "19-6")))
    assert events.evidence(one, same) > events.evidence(one, other)


READERS = """
import contextlib, sys, time
from multiprocessing import forkserver
from pathlib import Path

import psutil

from analysis import signals
from analysis.data.bulletins.ingest import ingest
from analysis.errors import AnalysisError

def readers():
    return [reader for child in psutil.Process().children() for reader in child.children()]

def holds_back(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return bool(int(status.partition("SigBlk:")[2].split()[0], 16) >> signals.signal.SIGTERM - 1 & 1)

def look(line):
    for _ in range(300):
        if (masks := [holds_back(reader) for reader in readers()]) == [False, False]:
            break
        time.sleep(0.1)
    print(masks)

def kill(line):
    for reader in readers():
        with contextlib.suppress(psutil.NoSuchProcess):  # it has ended since
            reader.kill()

if __name__ == "__main__":
    with signals.held_back():  # as a batch starts it
        forkserver.ensure_running()
    try:
        ingest(*sys.argv[1:3], workers=2, tell=globals()[sys.argv[3]])
    except AnalysisError as error:
        print(error)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc on this system")
@pytest.mark.parametrize(
    "what, count, says",
    [("look", 2, "[False, False]\n" * 2), ("kill", 1000, f"{DIED}\n")],
    ids=["no reader holds SIGTERM back", "a reader dies"],
)
def test_readers_of_a_process_that_has_run_a_batch(tmp_path, what, count, says):
    folder = many_texts(tmp_path / "texts", count)
    (program := tmp_path / "program.py").write_text(READERS, encoding="utf-8")
    command = [sys.executable, str(program), str(folder), str(tmp_path / "out"), what]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.stderr) == (says, "")


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups on this system")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_in_a_terminal_ends_every_reader_without_a_traceback(tmp_path, workers):
    folder = many_texts(tmp_path / "texts", 1000)
    words = ["ingest", str(folder), "--output", str(tmp_path / "out"), "--workers", workers]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with started("-m", "analysis", *words, **pipes) as command:
        command.stdout.readline()
        os.killpg(command.pid, signal.SIGINT)
        _, errors = command.communicate(timeout=60)
    assert (command.returncode, errors) == (130, "")


def many_texts(folder, count):
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"{FIRST}\n{number}", encoding="utf-8")
    return folder
