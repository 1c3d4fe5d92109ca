"""A worker's side: its forking parent, and one attempt at a task."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from analysis.batch import freshness
from analysis.batch.kernels import Failure, forked_kernels
from analysis.batch.kernels.workers import Status, attempt
from analysis.errors import AnalysisError
from analysis.signals import leave_to_driver


class Kernels(WorkerPlugin):
    """Gives every worker, also one that joins later, a forking parent until the batch ends.

    ``code`` is the driver's hash of the package and the lock. A worker that holds another, since it runs
    elsewhere or was started before a change, is refused: the record would say what its pages are not made of.
    ``memory`` is what a kernel may take, in bytes.
    """

    def __init__(self, name: str, code: str, memory: int):
        self.name, self.code, self.memory = name, code, memory

    def setup(self, worker: Worker) -> None:
        """Start the parent; AnalysisError where the worker's code is not the driver's."""
        if leave_to_driver():
            # it ends with the driver, which says what failed: no tracebacks of how it ended
            logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self.open = ExitStack()
        if freshness.shared_hash() != self.code:
            raise AnalysisError(
                f"{worker.address}: the worker has another version of the package, the lock or Python, "
                "or was started before they changed. Restart it from the same folder."
            )
        self.open.enter_context(forked_kernels(memory_limit=self.memory))

    def teardown(self, worker: Worker) -> None:
        """End the parent and all its kernels."""
        self.open.close()


def attempt_on_worker(
    index: int, task: Any, work: Callable[[Any], Any], topic: str, settings: Mapping[str, str | None]
) -> tuple[Status, Any, Failure | None, float]:
    """The outcome of ``work(task)``, and its seconds; the driver learns of the start through the topic.

    ``settings`` are the driver's variables; None where it has none. ``topic`` also names the batch's plugin: where
    that is gone the batch is ending, and a task that comes only now is ``stopped``.
    """
    worker = get_worker()
    if topic not in worker.plugins:
        return "stopped", None, None, 0.0
    for name, value in settings.items():
        os.environ.pop(name, None) if value is None else os.environ.update({name: value})
    worker.log_event(topic, index)
    started = time.monotonic()
    return *attempt(work, task), time.monotonic() - started
