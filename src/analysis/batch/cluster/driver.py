"""The driver's side: connect, send the tasks, and take the news of each as it starts and finishes."""

from __future__ import annotations

import os
import re
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from analysis import paths
from analysis.batch import freshness
from analysis.batch.kernels import Failure, Outcome
from analysis.batch.kernels.owner import MEMORY_LIMIT
from analysis.batch.kernels.workers import EnoughSeen, Event, Status
from analysis.data import inventory
from analysis.errors import AnalysisError
from analysis.signals import LOOK, Stop, asked_to_stop, held_back

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = re.compile(r"local:([1-9]\d{0,2})")
WAIT = 10  # seconds for a scheduler to answer, and for its first worker
SETTINGS = (
    paths.STATEMENTS_VARIABLE,
    paths.REGISTERS_VARIABLE,
    paths.PROCESSED_VARIABLE,
    inventory.THRESHOLD_VARIABLE,
    inventory.ZEROS_VARIABLE,
)


class NoCluster(AnalysisError):
    """Dask is not installed, or no scheduler with a worker answers."""


def executor(scheduler: str, memory: int = MEMORY_LIMIT) -> Callable[..., list[Outcome]]:
    """A function that makes the tasks of a batch on a cluster: ``(tasks, work, on_event) -> outcomes``.

    ``scheduler`` is an address such as ``tcp://host:8786``, or ``local:2`` for two workers on this machine that
    end with the batch; ``memory`` is what a kernel may take, in bytes. Raises NoCluster at once where Dask is
    not installed, and later where nobody answers.
    """
    if find_spec("distributed") is None:
        raise NoCluster('--scheduler needs Dask. Install it with: .venv/bin/pip install -e ".[cluster]"')

    def execute(tasks: Sequence[Any], work: Callable[[Any], Any], on_event: Callable[[Event], None]) -> list[Outcome]:
        with asked_to_stop() as stop, connected(scheduler) as client:
            return _Batch(client, tasks, work, on_event, memory).run(stop)

    return execute


@contextmanager
def connected(scheduler: str) -> Iterator[Client]:
    """A client of the scheduler, which has at least one worker; NoCluster where it does not answer."""
    from distributed import Client, LocalCluster
    from distributed.utils import LoopRunner

    with ExitStack() as stack:
        address: Any = scheduler
        if local := LOCAL.fullmatch(scheduler):
            runner = LoopRunner()
            with held_back():  # its thread starts the workers
                runner.start()
            stack.callback(runner.stop)
            # Dask sets here what its workers are to inherit, PYTHONHASHSEED too.
            stack.enter_context(patch.dict(os.environ))
            address = stack.enter_context(
                LocalCluster(
                    loop=runner.loop,
                    n_workers=int(local[1]),
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address="127.0.0.1:0",  # it cannot be left out; any free port will do
                    host="127.0.0.1",
                    local_directory=stack.enter_context(tempfile.TemporaryDirectory(prefix="cluster-")),
                )
            )
        try:
            client = stack.enter_context(Client(address, timeout=WAIT, set_as_default=False))
        except (OSError, ValueError, ImportError):
            raise NoCluster(
                f"{scheduler}: no scheduler answers. Start one with `dask scheduler`, "
                "name its address (tcp://host:8786), or use local:2 for two workers on this machine."
            ) from None
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError:
            raise NoCluster(
                f"{scheduler}: the scheduler has no worker. "
                f"Start one on each machine with `dask worker {scheduler} --nthreads 1`."
            ) from None
        yield client


class _Batch:
    """Tasks on their way through a cluster. Only the main thread acts; Dask's threads put news in a queue."""

    def __init__(
        self,
        client: Client,
        tasks: Sequence[Any],
        work: Callable[[Any], Any],
        tell: Callable[[Event], None],
        memory: int,
    ):
        self.client, self.tasks, self.work, self.tell, self.memory = client, tasks, work, tell, memory
        self.name = f"analysis-{uuid.uuid4().hex[:12]}"
        self.news: SimpleQueue[tuple[int, Future | None]] = SimpleQueue()
        self.attempts = [0] * len(tasks)
        self.outcomes: dict[int, Outcome] = {}

    def run(self, stop: Stop) -> list[Outcome]:
        from analysis.batch.cluster.worker import Kernels

        self.client.subscribe_topic(self.name, lambda event: self.news.put((event[1], None)))
        try:
            with suppress(KeyboardInterrupt, EnoughSeen):
                self.client.register_plugin(Kernels(self.name, freshness.shared_hash(), self.memory))
                futures = self._submit()
                while len(self.outcomes) < len(self.tasks) and not stop.asked:
                    self._hear(self._all_news(), futures)
            self._stop()
        finally:
            with suppress(KeyError, OSError):  # a worker that closes or is gone has ended its kernels already
                self.client.unregister_worker_plugin(self.name)  # what still runs there loses its kernel
        return [self.outcomes[index] for index in range(len(self.tasks))]

    def _submit(self) -> dict[int, Future]:
        """Send the tasks; their keys are of this batch alone, so that no result of an earlier one is taken."""
        from analysis.batch.cluster.worker import attempt_on_worker

        settings = {name: os.environ.get(name) for name in SETTINGS}
        indices = range(len(self.tasks))
        futures = self.client.map(
            attempt_on_worker,
            indices,
            self.tasks,
            key=[f"{self.name}-{index}" for index in indices],
            batch_size=1000,
            pure=False,
            work=self.work,
            topic=self.name,
            settings=settings,
        )
        for index, future in enumerate(futures):
            future.add_done_callback(lambda done, index=index: self.news.put((index, done)))
        return dict(enumerate(futures))

    def _all_news(self) -> list[tuple[int, Future | None]]:
        """What comes in within a moment: with many short tasks the values of many are fetched at once."""
        news = []
        with suppress(Empty):
            news.append(self.news.get(timeout=LOOK))
            while True:
                news.append(self.news.get_nowait())
        return news

    def _hear(self, news: Sequence[tuple[int, Future | None]], futures: dict[int, Future]) -> None:
        """Take the news, if any, that tasks have started (no future) or ended."""
        ended = [done for _, done in news if done is not None and done.status == "finished"]
        answers = dict(zip(ended, self.client.gather(ended), strict=True))
        for index, done in news:
            if index in self.outcomes:
                continue
            if done is None:
                self.attempts[index] += 1
                kind = "started" if self.attempts[index] == 1 else "retried"
                self.tell(Event(kind, index, self.tasks[index]))
            else:
                self._finish(index, *(answers[done] if done in answers else _lack(done)))
                del futures[index]  # the scheduler forgets what nobody holds

    def _finish(self, index: int, status: Status, value: Any, failure: Failure | None, seconds: float) -> None:
        task = self.tasks[index]
        outcome = Outcome(index, task, status, value, failure, self.attempts[index], seconds)
        self.outcomes[index] = outcome
        self.tell(Event("finished", index, task, outcome))

    def _stop(self) -> None:
        for index in range(len(self.tasks)):
            if index not in self.outcomes:
                self._finish(index, "stopped", None, None, 0.0)


def _lack(done: Future) -> tuple[Status, Any, Failure | None, float]:
    """Why a task has no answer: ``lost`` where its workers died, or the scheduler."""
    from distributed.scheduler import KilledWorker

    error = done.exception() if done.status == "error" else ConnectionError("The scheduler is gone.")
    status: Status = "lost" if isinstance(error, KilledWorker | ConnectionError) else "failed"
    return status, None, Failure(type(error).__name__, str(error)), 0.0
