"""Worker processes that stay: each imports once, takes one job after another, and may die without harm.

The workers are forked from a single-threaded process of :mod:`multiprocessing` that has already imported what
the jobs need (spawned where there is no forking). A pool of :mod:`concurrent.futures` would break as a whole
with the first worker that is killed; here its job goes to a new one.
"""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection, util
from typing import Any, Literal

import psutil

from analysis.batch.kernels import tidying
from analysis.signals import LOOK, Stop, asked_to_stop, held_back

Status = Literal["done", "failed", "lost", "stopped"]
ATTEMPTS = 2
EXECUTION = "analysis.batch.kernels.execution"  # imported first: it keeps a slow grammar out of the others' imports
GRACE = 3.0  # seconds that a worker has to end before it is killed
ASKED_AGAIN, PAUSE = 2, 0.2  # times, seconds: a process that was killed is not gone at once


@dataclass(frozen=True)
class Failure:
    """Why a job has no value: the kind of the error, its sentence, and the traceback for a developer."""

    kind: str
    message: str
    traceback: str = ""


@dataclass(frozen=True)
class Outcome:
    """The outcome of a job: ``done`` with a value, ``failed``, ``lost`` with its workers, or ``stopped``.

    ``index`` is its position among the jobs, ``seconds`` the time of its last attempt.
    """

    index: int
    job: Any
    status: Status
    value: Any = None
    failure: Failure | None = None
    attempts: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Event:
    """A job that started, was retried after its worker died, or finished (then with its outcome)."""

    kind: Literal["started", "retried", "finished"]
    index: int
    job: Any
    outcome: Outcome | None = None


def run_all(
    jobs: Sequence[Any],
    work: Callable[[Any], Any],
    workers: int = 2,
    on_event: Callable[[Event], None] | None = None,
    preload: Sequence[str] = (),
) -> list[Outcome]:
    """The outcomes of ``work(job)`` for all jobs, in their order; ``on_event`` is called with each event.

    ``work`` is a function at the top of a module; jobs and values can be pickled; a job may run twice, since
    one whose worker was killed is tried once more. Ctrl-C, SIGTERM and EnoughSeen, raised by ``on_event``, end
    the workers and everything they have started; what had not finished then is ``stopped``. No jobs give an
    empty list. ``preload`` names modules that the workers share from the start.
    """
    crew = _Crew(jobs, work, on_event or (lambda event: None), preload)
    with asked_to_stop() as stop:
        try:
            with contextlib.suppress(KeyboardInterrupt, EnoughSeen):
                crew.run(min(workers, len(jobs)), stop)
            crew.stop()
        finally:
            crew.dismiss()
    return [crew.outcomes[index] for index in range(len(jobs))]


class EnoughSeen(Exception):
    """Raised by a watcher: what has not finished is to be stopped."""


@dataclass
class _Worker:
    process: mp.process.BaseProcess
    pipe: connection.Connection
    index: int | None = None
    started: float = 0.0


@dataclass
class _Crew:
    jobs: Sequence[Any]
    work: Callable[[Any], Any]
    tell: Callable[[Event], None]
    preload: Sequence[str]
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    def __post_init__(self):
        self.waiting = list(range(len(self.jobs)))[::-1]
        self.attempts = [0] * len(self.jobs)
        self.workers: list[_Worker] = []
        self.context = mp.get_context("forkserver" if hasattr(os, "fork") else "spawn")
        if hasattr(os, "fork"):
            os.environ[tidying.VARIABLE] = util.get_temp_dir()
            self.context.set_forkserver_preload([tidying.__name__, EXECUTION, self.work.__module__, *self.preload])

    def run(self, size: int, stop: Stop) -> None:
        while len(self.workers) < size and not stop.asked:
            self.workers.append(self._hire())
        for worker in self.workers:
            self._assign(worker)
        while (busy := self._busy()) and not stop.asked:
            for pipe in connection.wait(list(busy), LOOK):
                self._hear(busy[pipe])

    def _busy(self) -> dict[connection.Connection, _Worker]:
        return {worker.pipe: worker for worker in self.workers if worker.index is not None}

    def _hire(self) -> _Worker:
        """A new worker; the process that forks them, if it was killed, is started again by asking again."""
        for _ in range(ASKED_AGAIN):
            with contextlib.suppress(EOFError, OSError):
                return self._forked()
            time.sleep(PAUSE)
        return self._forked()

    def _forked(self) -> _Worker:
        if hasattr(os, "fork"):
            from multiprocessing import forkserver

            with held_back():
                forkserver.ensure_running()
        ours, theirs = self.context.Pipe()
        with theirs:
            arguments = (theirs, self.work, dict(os.environ), os.getcwd())
            process = self.context.Process(target=_serve, args=arguments, daemon=False)
            process.start()
        return _Worker(process, ours)

    def _assign(self, worker: _Worker) -> None:
        worker.index = self.waiting.pop() if self.waiting else None
        if worker.index is None:
            return
        worker.started = time.monotonic()
        self.attempts[worker.index] += 1
        kind = "started" if self.attempts[worker.index] == 1 else "retried"
        self.tell(Event(kind, worker.index, self.jobs[worker.index]))
        with contextlib.suppress(BrokenPipeError):  # it is dead: its end of the pipe will say so
            worker.pipe.send(self.jobs[worker.index])

    def _hear(self, worker: _Worker) -> None:
        """Take a worker's answer, or its silence."""
        try:
            status, value, failure = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        self._finish(worker.index, status, value, failure, time.monotonic() - worker.started)
        self._assign(worker)

    def _replace(self, worker: _Worker) -> None:
        index, seconds = worker.index, time.monotonic() - worker.started
        worker.process.join(GRACE)
        worker.pipe.close()
        self.workers.remove(worker)
        if self.attempts[index] < ATTEMPTS:
            self.waiting.append(index)
        else:
            reason = f"The worker died (exit code {worker.process.exitcode}), {self.attempts[index]} times."
            self._finish(index, "lost", None, Failure("WorkerDied", reason), seconds)
        if self.waiting:
            self.workers.append(self._hire())
            self._assign(self.workers[-1])

    def _finish(self, index: int, status: Status, value: Any, failure: Failure | None, seconds: float) -> None:
        job = self.jobs[index]
        outcome = Outcome(index, job, status, value, failure, self.attempts[index], seconds)
        self.outcomes[index] = outcome
        self.tell(Event("finished", index, job, outcome))

    def stop(self) -> None:
        for index in range(len(self.jobs)):
            if index not in self.outcomes:
                self._finish(index, "stopped", None, None, 0.0)

    def dismiss(self) -> None:
        """End the workers: the idle ones see the end of their pipe, the others get a signal."""
        for worker in self.workers:
            worker.pipe.close()
            if worker.index is not None:
                worker.process.terminate()
        for worker in self.workers:
            worker.process.join(GRACE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def _serve(pipe: connection.Connection, work: Callable[[Any], Any], environ: Mapping[str, str], cwd: str) -> None:
    """The life of a worker: do jobs until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the driver's business
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(cwd)
    threading.Thread(target=_end_with_driver, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        while True:
            _answer(pipe, attempt(work, pipe.recv()))


def _end_with_driver() -> None:
    """End in the middle of a job when the driver is gone, be it by SIGKILL.

    Forked kernels end with the connection to their parent; an ordinary one, and what its cells have started, is
    for this process to end.
    """
    connection.wait([mp.parent_process().sentinel])
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            process.kill()
    os._exit(1)


def attempt(work: Callable[[Any], Any], job: Any) -> tuple[Status, Any, Failure | None]:
    """The outcome of ``work(job)``: ``done`` with its value, or ``failed`` with the reason."""
    try:
        return "done", work(job), None
    except BaseException as error:
        trace = "".join(traceback.format_exception(error))
        return "failed", None, Failure(type(error).__name__, str(error), trace)


def _answer(pipe: connection.Connection, answer: tuple[Status, Any, Failure | None]) -> None:
    try:
        pipe.send(answer)
    except OSError:  # the driver is gone
        raise
    except Exception as error:  # the value cannot be pickled, of which every Python says something else
        pipe.send(("failed", None, Failure(type(error).__name__, f"The value cannot be sent: {error}")))
