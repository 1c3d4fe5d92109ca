"""A batch on a Dask cluster: the same reports, workers that may die, and nothing left behind."""

from __future__ import annotations

import uuid

import pytest
import worker_jobs
from kernel_helpers import remaining

from analysis import batch, cluster, record
from analysis.grid import Job

pytest.importorskip("distributed")


@pytest.fixture
def mark(monkeypatch) -> str:
    """A text in the environment of everything that the test starts."""
    text = f"cluster-{uuid.uuid4().hex}"
    monkeypatch.setenv("MARK", text)
    return text


@pytest.fixture
def started(tmp_path) -> str:
    return str(tmp_path / "started")


def _job(name: str, tolerance: float) -> Job:
    values = {"source": "all", "level_code": "all", "tolerance": tolerance, "language": "en"}
    return Job("throughput_by_level", "notebooks/throughput_by_level.ipynb", values, f"{name}.en.html")


def test_two_workers_make_two_reports_and_leave_no_process(tmp_path, mark):
    events = []
    jobs = [_job("usual", 1.0), _job("wider", 2.0)]
    summary = batch.run(
        jobs,
        tmp_path,
        cluster.executor("local:2"),
        watch=lambda event: events.append((event.index, event.kind)),
    )
    assert (sorted(summary.made), summary.failed) == (["usual.en.html", "wider.en.html"], {})
    assert sorted(events) == [(0, "finished"), (0, "started"), (1, "finished"), (1, "started")]
    assert [state.status for state in record.read(tmp_path).states.values()] == ["made", "made"]
    assert all((tmp_path / job.output).read_text(encoding="utf-8").endswith("</html>\n") for job in jobs)
    assert remaining(mark) == set()


def test_a_task_whose_worker_is_killed_is_given_to_another_and_errors_come_back(started, mark):
    events = []
    jobs = [("die_once", started), ("fail", "no such class"), ("square", 3)]
    outcomes = cluster.executor("local:2")(
        jobs, worker_jobs.work, lambda event: events.append((event.index, event.kind))
    )
    assert [outcome.status for outcome in outcomes] == ["done", "failed", "done"]
    assert (outcomes[0].value, outcomes[0].attempts) == ("made at the second attempt", 2)
    assert (outcomes[1].failure.kind, outcomes[1].failure.message) == ("ValueError", "no such class")
    assert [kind for index, kind in events if index == 0] == ["started", "retried", "finished"]
    assert remaining(mark) == set()
