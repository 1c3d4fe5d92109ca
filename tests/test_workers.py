"""Workers that stay: every job has an outcome, whatever becomes of the process that had it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from multiprocessing import forkserver
from pathlib import Path

import pytest
import worker_jobs
from kernel_helpers import remaining, without_session_kernels

from analysis.batch.kernels import owner, run_all

DRIVER = """
import sys
import worker_jobs
from analysis.batch.kernels import forked_kernels, run_all

if __name__ == "__main__":
    jobs = [("square", 2), *((sys.argv[1], path) for path in sys.argv[2:])]
    with forked_kernels():
        print([(outcome.status, outcome.value) for outcome in run_all(jobs, worker_jobs.work)])
"""

# As a script without job control starts what it puts into the background.
IN_THE_BACKGROUND = ("sh", "-c", 'trap "" INT; exec "$@"', "sh")


def statuses(jobs, **options):
    return [(outcome.status, outcome.value) for outcome in run_all(jobs, worker_jobs.work, **options)]


def test_values_and_failures_come_back_in_the_order_of_the_jobs():
    jobs = [("square", 3), ("fail", "no such class"), ("leave", 0), ("unsendable", 0), ("square", 4)]
    outcomes = run_all(jobs, worker_jobs.work)
    assert [outcome.status for outcome in outcomes] == ["done", "failed", "failed", "failed", "done"]
    assert [outcome.value for outcome in outcomes] == [9, None, None, None, 16]
    assert (outcomes[1].failure.kind, outcomes[1].failure.message) == ("ValueError", "no such class")
    assert "in fail\n    raise ValueError(message)" in outcomes[1].failure.traceback
    assert outcomes[2].failure.kind == "SystemExit"
    assert "cannot be sent" in outcomes[3].failure.message


def test_no_jobs_give_no_outcomes_and_start_no_worker():
    assert run_all([], worker_jobs.work) == []


def test_two_workers_share_the_jobs_and_stay():
    outcomes = run_all([("process", None)] * 6, worker_jobs.work, workers=2)
    assert len({outcome.value for outcome in outcomes}) == 2
    assert os.getpid() not in {outcome.value for outcome in outcomes}


def test_a_worker_has_the_drivers_environment_and_folder_of_now(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARK", "now")
    assert statuses([("where", None)]) == [("done", (str(tmp_path), "now"))]


def test_a_worker_is_asked_for_again_where_the_process_that_forks_them_was_killed_meanwhile(monkeypatch):
    asked = []
    server, ensure = forkserver._forkserver, forkserver._forkserver.ensure_running

    def ensured():
        ensure()
        asked.append(server._forkserver_pid)
        if len(asked) == 1:
            os.kill(server._forkserver_pid, signal.SIGKILL)

    monkeypatch.setattr(server, "ensure_running", ensured)
    assert [outcome.value for outcome in run_all([("square", 2), ("square", 3)], worker_jobs.work, 1)] == [4, 9]
    assert asked[0] != asked[-1]


def test_the_job_of_a_killed_worker_is_tried_once_more_by_a_new_one(tmp_path):
    events = []
    jobs = [("square", 1), ("die_once", str(tmp_path / "died")), ("die", None), ("square", 2)]
    outcomes = run_all(jobs, worker_jobs.work, on_event=lambda event: events.append((event.kind, event.index)))
    assert [(outcome.status, outcome.attempts) for outcome in outcomes] == [
        ("done", 1),
        ("done", 2),
        ("lost", 2),
        ("done", 1),
    ]
    assert outcomes[2].failure.message == "The worker died (exit code -9), 2 times."
    assert sorted(events) == sorted(
        [("started", index) for index in range(4)]
        + [("finished", index) for index in range(4)]
        + [("retried", 1), ("retried", 2)]
    )


@pytest.fixture
def driver(tmp_path, monkeypatch):
    """Start a driver of jobs, with temporary files of its own; it and its mark as soon as two of its jobs run."""
    started = []
    temporary = tempfile.mkdtemp(prefix="w-")  # not tmp_path: the path of a socket must be short
    monkeypatch.setenv("TMPDIR", temporary)
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")

    def start(job: str, count: int, before: Sequence[str] = (), **environ: str) -> tuple[subprocess.Popen, str]:
        mark = uuid.uuid4().hex
        files = [tmp_path / f"started-{number}" for number in range(count)]
        path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        process = subprocess.Popen(
            [*before, sys.executable, str(script), job, *map(str, files)],
            env={**without_session_kernels(), "MARK": mark, "PYTHONPATH": path, **environ},
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        while not all(file.exists() for file in files[:2]):
            assert process.poll() is None
            time.sleep(0.02)
        return process, mark

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()
    shutil.rmtree(temporary)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
@pytest.mark.parametrize(
    "number, before", [(signal.SIGTERM, ()), (signal.SIGINT, ()), (signal.SIGINT, IN_THE_BACKGROUND)]
)
def test_a_stopped_driver_says_what_was_done_and_leaves_nothing_behind(driver, number, before):
    process, mark = driver("wait", 3, before)
    os.killpg(process.pid, number)  # as a terminal does: everything in the foreground gets it
    output, _ = process.communicate(timeout=60)
    expected = [("done", 4), ("stopped", None), ("stopped", None), ("stopped", None)]
    assert (output.strip(), process.returncode) == (str(expected), 0)
    assert remaining(mark) == set()
    assert os.listdir(os.environ["TMPDIR"]) == []


@pytest.mark.skipif(not owner.supported(), reason="kernels are ordinary ones on this system")
def test_a_killed_driver_leaves_no_worker_no_kernel_and_no_sub_process_behind(driver):
    process, mark = driver("notebook", 2)
    process.kill()
    process.wait()
    assert remaining(mark) == set()
    assert os.listdir(os.environ["TMPDIR"]) == []


@pytest.mark.skipif(not owner.supported(), reason="kernels are ordinary ones on this system")
def test_nor_does_it_where_kernels_are_ordinary_ones(driver, tmp_path):
    process, mark = driver("notebook", 2, **{owner.ADDRESS_VARIABLE: str(tmp_path / "no parent here")})
    process.kill()
    process.wait()
    assert remaining(mark) == set()
