"""Faults 24 to 28: a kernel dies, a batch is killed, a disk is full, a cell never ends, two batches meet."""

from __future__ import annotations

import collections
import os
import shutil
import signal
import subprocess
import sys
import uuid

import pytest
from kernel_helpers import remaining, started, until

from analysis.batch import locks
from analysis.batch.kernels import limits, owner

forked_only = pytest.mark.skipif(not owner.supported(), reason="kernels are ordinary ones on this system")

DEATHS = {
    "exit": ("import os\nos._exit(3)", "cell 3 (import os), lost its kernel: Kernel died"),
    "signal": ("import os\nos.kill(os.getpid(), 11)", "cell 3 (import os), lost its kernel: Kernel died"),
    "memory": (
        "block = bytearray(300 << 20)",
        "cell 3 (block = bytearray(300 << 20)), raised MemoryError: "
        "it needs more memory than a kernel may take (--memory).",
    ),
}


@forked_only
@pytest.mark.fault(
    24,
    "a kernel dies: os._exit, a segmentation fault, out of memory",
    "that report failed with its cell named, nothing at its place; the others are made; exit code 1",
)
def test_a_kernel_that_dies(office):
    for name, (cell, _) in DEATHS.items():
        office.add(name, cell)
    office.add("z", "1")
    told = office.report(*DEATHS, "z", "--memory", 200)
    assert told.code == 1
    for name, (_, says) in DEATHS.items():
        assert f"FAILED {name}/all.en.html: {office.notebooks / name}.ipynb, {says}\n" in told.out
    assert f"1 made, {len(DEATHS)} failed: " in told.out
    assert office.states() == {f"{name}/all.en.html": "failed" for name in DEATHS} | {"z/all.en.html": "made"}
    assert office.files() == {"z/all.en.html"}


ENDS = {"system": "import sys\nsys.exit(0)", "raised": "import sys\nraise SystemExit", "quit": "import sys\nquit()"}


@pytest.mark.fault(
    24,
    "a cell ends its notebook: sys.exit(0), raise SystemExit, quit()",
    "that report failed with its cell named, nothing at its place; exit code 1",
)
def test_a_cell_that_ends_its_notebook(office):
    for name, cell in ENDS.items():
        office.add(name, cell, "1")
    told = office.report(*ENDS)
    assert told.code == 1
    for name in ENDS:
        place = f"FAILED {name}/all.en.html: {office.notebooks / name}.ipynb, cell 3 (import sys)"
        says = "ended the notebook (sys.exit, exit or quit), so the page would lack its sources. Remove that call."
        assert f"{place}, {says}\n" in told.out
    assert office.states() == {f"{name}/all.en.html": "failed" for name in ENDS}
    assert office.files() == set()


@pytest.mark.fault(24, "many reports fail", "the batch stops after --max-failures, says what was not made; exit code 1")
def test_a_batch_that_gives_up(office):
    for name in "abcd":
        office.add(name, "1 / 0" if name in "ab" else "1")
    told = office.report(*"abcd", "--max-failures", 2)
    assert told.code == 1
    assert "Stopped after 2 failures (--max-failures). Not made:\n  c/all.en.html\n  d/all.en.html\n" in told.out
    ends = {"a": "failed", "b": "failed", "c": "stopped", "d": "stopped"}
    assert office.states() == {f"{name}/all.en.html": end for name, end in ends.items()}
    assert office.files() == set()


DRIVER = """
import sys
from pathlib import Path
from analysis import cli, paths
paths.NOTEBOOKS = Path(sys.argv[1])
paths.GRID = paths.NOTEBOOKS / "reports.yml"
sys.exit(cli.run(["report", "--output", sys.argv[2], "--language", "en", "--workers", "1"]))
"""


@pytest.mark.fault(
    25,
    "SIGKILL or SIGTERM of the batch half way, then the batch again",
    "old reports whole, no process left; the second run does only what was not done",
)
@pytest.mark.parametrize("number, code", [(signal.SIGKILL, -9), (signal.SIGTERM, 130)])
def test_a_batch_that_is_killed(office, number, code):
    office.add("a")
    flag = office.notebooks / "begun"
    office.add(
        "b", f"import pathlib, time\np = pathlib.Path({str(flag)!r})\nif not p.exists(): p.touch(); time.sleep(60)"
    )
    mark = f"mark-{uuid.uuid4().hex}"
    with started(
        *("-c", DRIVER, str(office.notebooks), str(office.folder)),
        env={**os.environ, "FAULT_MARK": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        until(flag.exists, process)
        (office.folder / ".x.html.half.part").touch()  # as a write that was cut off leaves it
        process.send_signal(number)
        assert process.wait(60) == code
    assert remaining(mark) == set()
    ends = {signal.SIGKILL: "started", signal.SIGTERM: "stopped"}
    assert office.states() == {"a/all.en.html": "made", "b/all.en.html": ends[number]}
    told = office.report()
    assert (told.code, told.out.startswith("1 made, 2 unchanged: ")) == (0, True)
    assert office.states() == {"a/all.en.html": "made", "b/all.en.html": "made"}


OWNER = """
import sys, time
from pathlib import Path
from analysis.batch import locks
with locks.held(Path(sys.argv[1])): time.sleep(60)
"""
Usage = collections.namedtuple("Usage", "total used free")


@pytest.mark.fault(26, "a disk with plainly too little room", "one line before the start, nothing written, exit code 2")
def test_a_disk_with_too_little_room(office, monkeypatch):
    office.add("n")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**6, 10**6 - 5000, 5000))
    told = office.report("n")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"{office.folder}: 0.0 MB are free, the 1 reports need about ")
    assert told.err.count("\n") == 1
    assert (office.states(), office.files()) == ({}, set())


# A disk of two megabytes, in a namespace of its own: the second report does not fit, and then nothing does.
LARGE = """from analysis.pages import show
from analysis.pages.blocks import Prose
class Large(Prose):
    html = lambda self: "x" * 3_000_000
show(Large(language, "Large", ()))"""
SMALL_DISK = """
set -e
mount -t tmpfs -o size=2M tmpfs "$DISK"
cp -a "$PAGES"/. "$DISK"
"$@" || echo "exit $?"
dd if=/dev/zero of="$DISK"/fill bs=1k 2>/dev/null || true
"$@" || echo "exit $?"
rm "$DISK"/fill
mount -o remount,ro "$DISK"
"$@" || echo "exit $?"
cp -a "$DISK"/. "$PAGES"
"""


@pytest.mark.fault(
    26,
    "a disk that fills up half way, a full disk, a read-only folder",
    "one line each; that report failed with nothing at its place, exit code 1, or nothing begun, exit code 2",
)
def test_a_disk_that_is_full(office, tmp_path):
    unshared = ["unshare", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*unshared, "true"], check=False).returncode:
        pytest.skip("no disk of one's own may be mounted here")
    (disk := tmp_path / "disk").mkdir()
    office.add("n", LARGE)
    told = subprocess.run(
        [*unshared, "sh", "-c", SMALL_DISK, "sh", sys.executable, "-c", DRIVER, office.notebooks, disk],
        env={**os.environ, "DISK": str(disk), "PAGES": str(office.folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == [
        "FAILED n/all.en.html: No space left on device (all.en.html). What stood there before is whole.",
        f"1 unchanged, 1 failed: {disk / 'index.html'}",
        *("exit 1", "exit 2", "exit 2"),
    ]
    failed, full, read_only = told.stderr.splitlines()
    assert failed == "failed  n/all.en.html"
    assert full.endswith("Free some, or name another --output. Nothing was written.")
    assert read_only.endswith(": Read-only file system. What stood there before is whole.")
    assert (office.states(), office.files()) == ({"n/all.en.html": "failed"}, set())


@pytest.mark.fault(26, "an output that can be no folder", "one line, nothing written, exit code 2")
def test_an_output_that_can_be_no_folder(office, tmp_path):
    (tmp_path / "file").touch()
    for place in (tmp_path / "file", tmp_path / "file" / "x", tmp_path / ("x" * 300)):
        told = office.run("report", "before", "--output", place)
        assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
        assert told.err.endswith(". What stood there before is whole.\n")


STUBBORN = """import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
while True:
    try: time.sleep(1)
    except BaseException: pass"""
ENDLESS = {
    "stubborn": (STUBBORN, "took more than {seconds} seconds (--timeout)."),
    "ask": ("input()", "raised StdinNotImplementedError: "),
}


@forked_only
@pytest.mark.fault(
    27,
    "an endless cell, one that holds off signals, one that asks with input()",
    "time-out with the cell named; a question is refused at once; exit code 1, nothing at its place",
)
def test_an_endless_cell(office):
    for name, (cell, _) in ENDLESS.items():
        office.add(name, cell)
    seconds = 4  # in which a busy machine, too, answers that nobody is there to be asked
    told = office.report(*ENDLESS, "--timeout", seconds)
    assert told.code == 1
    for name, (cell, says) in ENDLESS.items():
        place = f"{office.notebooks / name}.ipynb, cell 3 ({cell.splitlines()[0]})"
        assert f"FAILED {name}/all.en.html: {place}, {says.format(seconds=seconds)}" in told.out
    assert office.states() == {f"{name}/all.en.html": "failed" for name in ENDLESS}
    assert office.files() == set()


@pytest.mark.fault(
    27, "many cells that each keep their time, together beyond it", "time-out of the report, the cell named"
)
def test_a_report_that_takes_too_long(office):
    office.add("n", *["import time\ntime.sleep(0.7)"] * 9)
    told = office.report("n", "--timeout", 5, "--report-timeout", 2)
    assert told.code == 1
    assert "(import time), was running when the report had taken 2 seconds (--report-timeout).\n" in told.out
    assert (office.states(), office.files()) == ({"n/all.en.html": "failed"}, set())


@pytest.mark.fault(27, "a cell that prints without end", "stopped at a bound, long before the time-out; exit code 1")
def test_a_cell_that_prints_without_end(office):
    office.add("n", 'while True: print("x" * 100_000)')
    told = office.report("n")
    assert told.code == 1
    assert f"printed more than {limits.MOST_OUTPUT:,} characters.\n" in told.out
    assert (office.states(), office.files()) == ({"n/all.en.html": "failed"}, set())


@pytest.mark.fault(
    28,
    "two batches on one folder; the lock of a dead process",
    "the second is told who writes there, exit code 2; the lock of a process that was killed is free",
)
def test_two_batches_on_one_folder(office):
    office.add("n")
    with locks.held(office.folder):
        told = office.report("n")
    assert told == (
        2,
        "",
        f"{office.folder}: process {os.getpid()} is writing there. Wait for it, or name another --output.\n",
    )
    assert (office.states(), office.files()) == ({}, set())
    with started("-c", OWNER, str(office.folder)) as owner:
        until((office.folder / locks.NAME).exists, owner)
    assert office.report("n").code == 0
    assert office.states() == {"n/all.en.html": "made"}
