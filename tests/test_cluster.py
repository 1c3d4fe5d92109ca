"""A batch on a Dask cluster: the same reports, workers that may die, and nothing left behind."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import uuid
from multiprocessing import resource_tracker
from pathlib import Path
from types import SimpleNamespace

import pytest
import worker_jobs
from kernel_helpers import remaining, started, until, without_session_kernels

from analysis import paths
from analysis.batch import cluster, making, record
from analysis.batch.cluster import driver
from analysis.batch.cluster.driver import NoCluster
from analysis.batch.grid import Job
from analysis.data import inventory
from analysis.errors import AnalysisError

pytest.importorskip("distributed")

DRIVER = """
import faulthandler, sys, time
import worker_jobs
from analysis.batch import cluster
from distributed import Client

class SlowClient(Client):  # an end that takes its time
    def unregister_worker_plugin(self, name):
        super().unregister_worker_plugin(name)
        time.sleep(3)

if __name__ == "__main__":
    import distributed
    faulthandler.dump_traceback_later(100, exit=True)  # says where it hangs
    distributed.Client = SlowClient
    jobs = [("notebook", sys.argv[1]), ("wait", sys.argv[2])]
    outcomes = cluster.executor("local:1")(jobs, worker_jobs.work, lambda event: None)
    print([outcome.status for outcome in outcomes])
"""


@pytest.fixture
def mark(monkeypatch) -> str:
    """A text in the environment of everything that the test starts."""
    resource_tracker.ensure_running()  # multiprocessing's own process, which ends with this one
    text = f"cluster-{uuid.uuid4().hex}"
    monkeypatch.setenv("MARK", text)
    return text


def _job(name: str, tolerance: float) -> Job:
    values = {"source": "all", "level_code": "all", "tolerance": tolerance, "language": "en"}
    return Job("throughput_by_level", "notebooks/throughput_by_level.ipynb", values, f"{name}.en.html")


def test_two_workers_make_two_reports_and_leave_no_process(tmp_path, mark):
    events = []
    jobs = [_job("usual", 1.0), _job("wider", 2.0)]
    before = dict(os.environ)
    summary = making.run(
        jobs, tmp_path, cluster.executor("local:2"), watch=lambda event: events.append((event.index, event.kind))
    )
    assert (sorted(summary.made), summary.failed) == (["usual.en.html", "wider.en.html"], {})
    assert sorted(events) == [(0, "finished"), (0, "started"), (1, "finished"), (1, "started")]
    assert [state.status for state in record.read(tmp_path).states.values()] == ["made", "made"]
    assert all((tmp_path / job.output).read_text(encoding="utf-8").endswith("</html>\n") for job in jobs)
    assert remaining(mark) == set()
    assert dict(os.environ) == before  # another PYTHONHASHSEED, and no kernel of this process would be forked


def test_a_report_whose_worker_is_killed_is_made_by_another_and_errors_come_back(tmp_path, mark):
    events = []
    jobs = [("killed_once", str(tmp_path / "died")), ("fail", "no such class"), ("square", 3)]
    outcomes = cluster.executor("local:2")(
        jobs, worker_jobs.work, lambda event: events.append((event.index, event.kind))
    )
    assert [outcome.status for outcome in outcomes] == ["done", "failed", "done"]
    assert (outcomes[0].value, outcomes[0].attempts) == ("made at the second attempt", 2)
    assert (outcomes[1].failure.kind, outcomes[1].failure.message) == ("ValueError", "no such class")
    assert [kind for index, kind in events if index == 0] == ["started", "retried", "finished"]
    assert remaining(mark) == set()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_batch_says_what_was_stopped_and_leaves_no_process(tmp_path, mark, number):
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    with started(
        *map(str, (script, tmp_path / "begun", tmp_path / "next")),
        env={**without_session_kernels(), "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        until((tmp_path / "begun").exists, process)
        os.killpg(process.pid, number)  # as a terminal does: everything in the foreground gets it
        output, errors = process.communicate(timeout=120)
    assert (output, process.returncode) == ("['stopped', 'stopped']\n", 0), errors
    assert "Traceback" not in errors
    assert not (tmp_path / "next").exists()
    assert remaining(mark) == set()


def test_a_worker_of_the_driver_writes_no_log_of_how_it_is_ended():
    jobs = [("level_of_log", name) for name in ("distributed.worker", "distributed.core")]
    outcomes = cluster.executor("local:1")(jobs, worker_jobs.work, print)
    assert [outcome.value for outcome in outcomes] == [logging.CRITICAL, logging.CRITICAL]


def test_a_worker_that_dies_at_the_end_of_the_batch_is_no_failure():
    def kill(event):
        if event.kind == "finished":
            os.kill(event.outcome.value, signal.SIGKILL)

    outcomes = cluster.executor("local:1")([("process", None)], worker_jobs.work, kill)
    assert [outcome.status for outcome in outcomes] == ["done"]


def test_a_worker_with_other_code_is_refused():
    from analysis.batch.cluster.worker import Kernels

    with pytest.raises(AnalysisError, match="tcp://a:1: the worker has another version of the package"):
        Kernels("batch", "the hash of other code", 1 << 30).setup(SimpleNamespace(address="tcp://a:1"))


def test_every_setting_of_the_driver_reaches_the_workers():
    variables = {
        value for module in (paths, inventory) for name, value in vars(module).items() if name.endswith("_VARIABLE")
    }
    assert set(driver.SETTINGS) == variables


@pytest.mark.parametrize("scheduler", ["tcp://127.0.0.1:9", "local:0", "nonsense://x"])
def test_a_scheduler_that_does_not_answer_is_a_sentence(monkeypatch, scheduler):
    monkeypatch.setattr(driver, "WAIT", 0.2)
    with pytest.raises(NoCluster, match=f"^{scheduler}: no scheduler answers. Start one with `dask scheduler`"):
        cluster.executor(scheduler)([("square", 1)], worker_jobs.work, print)


def test_without_dask_the_way_to_install_it_is_told(monkeypatch):
    monkeypatch.setattr(driver, "find_spec", lambda name: None)
    with pytest.raises(NoCluster, match=r"needs Dask\. Install it with: .*\[cluster\]"):
        cluster.executor("local:2")
