"""What the cluster itself costs: tasks that do nothing, on the same way there and back as reports."""

from __future__ import annotations

import time
from collections.abc import Sequence

FEW, MANY = 100, 2100


def nothing(task: int) -> None:
    """Do nothing with a task."""


def seconds_per_task(scheduler: str = "local:2", counts: Sequence[int] = (FEW, MANY)) -> float:
    """Seconds per empty task: those of many less those of few, so that the start of the cluster drops out."""
    from analysis.batch import cluster

    execute = cluster.executor(scheduler)
    few, many = (_seconds(execute, count) for count in counts)
    return (many - few) / (counts[1] - counts[0])


def _seconds(execute, count: int) -> float:
    """From the first start that is heard of to the end of the last task."""
    heard: list[float] = []
    execute(range(count), nothing, lambda event: heard.append(time.perf_counter()))
    return heard[-1] - heard[0]
