"""The batch: which reports must be made, made by workers, and recorded line by line."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import files, paths
from analysis.batch import freshness, grid, links, locks, record
from analysis.batch.grid import Job
from analysis.batch.record import Record
from analysis.batch.tasks import Made, Options, Task
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from analysis.batch.kernels import Outcome
    from analysis.batch.kernels.workers import Event

DEFAULT = Options()
RENDER = "analysis.batch.render"
USUAL_BYTES = 200_000  # a small report with its files, where none has been made yet
FAILURES = ("failed", "lost")
Watch = Callable[["Event"], None]
Execute = Callable[[Sequence[Task], Callable[[Task], Made], Watch], "list[Outcome]"]


class NoSpace(AnalysisError):
    """The disk has plainly less room than what the batch will write."""


@dataclass(frozen=True)
class Plan:
    """What a batch will do: the tasks, why each, and the jobs that stand as they are."""

    tasks: Sequence[Task]
    reasons: Mapping[str, Sequence[str]]
    fresh: Sequence[Job]


@dataclass(frozen=True)
class Summary:
    """What a batch did: reports made, failed (output -> sentence), stopped, and fresh.

    ``gave_up`` says that it stopped by itself, after as many failures as were allowed.
    """

    made: Sequence[str]
    failed: Mapping[str, str]
    stopped: Sequence[str]
    fresh: Sequence[str]
    gave_up: bool = False


def plan(jobs: Sequence[Job], history: Record, options: Options = DEFAULT) -> Plan:
    """Which of the jobs must be made, and why."""
    editions, near, siblings = (find(jobs, history) for find in (links.editions, links.near, links.siblings))
    tasks, reasons, fresh, site = [], {}, [], grid.site()
    for job in jobs:
        task = Task(job, history.folder, *(linked[job.output] for linked in (editions, near, siblings)), options, site)
        state = history.states.get(job.output)
        why = freshness.reasons(state, freshness.asked(task), history.folder)
        if not why:
            made_in = state.made.get("formats", ())
            why = [f"it was not made as {form}" for form in options.formats if form not in made_in]
        if why or options.force:
            tasks.append(task)
            reasons[job.output] = why or ["--force"]
        else:
            fresh.append(job)
    return Plan(tasks, reasons, fresh)


def make(task: Task) -> Made:
    """:func:`analysis.batch.render.make`, which only the workers import: the driver has no use for its libraries."""
    from analysis.batch import render

    return render.make(task)


def on_this_machine(workers: int = 2, memory: int | None = None) -> Execute:
    """A function that makes tasks with worker processes of this machine, as ``cluster.executor`` does on a cluster.

    ``memory`` is what a kernel may take on top of what it starts with, in bytes.
    """

    def execute(tasks: Sequence[Task], make: Callable[[Task], Made], on_event: Watch) -> list[Outcome]:
        from analysis.batch.kernels import forked_kernels, run_all

        with forked_kernels(**({} if memory is None else {"memory_limit": memory})):
            return run_all(tasks, make, workers, on_event, preload=[RENDER])

    return execute


def run(
    jobs: Sequence[Job], folder: Path, execute: Execute, options: Options = DEFAULT, watch: Watch = lambda event: None
) -> Summary:
    """Make the jobs that are not fresh; a summary of the outcomes, which the record has after a crash, too."""
    with locks.held(folder):
        history = record.read(folder)
        _tidy(history)
        todo = plan(jobs, history, options)
        _refuse_full_disk(todo.tasks, history)
        for task in todo.tasks:
            _tell(history, record.ASKED, task, sync=False, why=todo.reasons[task.job.output])
        outcomes = _work(todo.tasks, history, execute, watch, options.max_failures) if todo.tasks else []
        if any(outcome.status in ("lost", "stopped") for outcome in outcomes):
            files.sweep(folder)
    failed = {o.job.job.output: o.failure.message for o in outcomes if o.status in FAILURES}
    return Summary(
        made=[outcome.job.job.output for outcome in outcomes if outcome.status == "done"],
        failed=failed,
        stopped=[outcome.job.job.output for outcome in outcomes if outcome.status == "stopped"],
        fresh=[job.output for job in todo.fresh],
        gave_up=len(failed) == options.max_failures,
    )


def _tidy(history: Record) -> None:
    """Shorten the record, and remove the parts of files that a run which was killed has left."""
    if any(state.status in (record.ASKED, record.STARTED) for state in history.states.values()):
        files.sweep(history.folder)
    history.compact()


def _refuse_full_disk(tasks: Sequence[Task], history: Record) -> None:
    """NoSpace where the new reports, each as large as those that were made, would not fit.

    A report that is made again replaces the old one; what it needs besides, for a moment, is one more.
    """
    made = {output: state.made["files"] for output, state in history.states.items() if state.made is not None}
    sizes = [sum(size for size, _ in stamps.values()) for stamps in made.values()]
    usual = sum(sizes) // len(sizes) if sizes else USUAL_BYTES
    needed = usual * (1 + sum(task.job.output not in made for task in tasks))
    free = shutil.disk_usage(history.folder).free
    if tasks and free < needed:
        raise NoSpace(
            f"{paths.shown(history.folder)}: {free / 1e6:.1f} MB are free, the {len(tasks)} reports need about "
            f"{needed / 1e6:.1f} MB. Free some, or name another --output. Nothing was written."
        )


def _work(
    tasks: Sequence[Task], history: Record, execute: Execute, watch: Watch, max_failures: int | None
) -> list[Outcome]:
    # Imported only where there is work to do: a batch that finds everything fresh answers at once.
    from analysis.batch.kernels.workers import EnoughSeen

    failures = 0

    def on_event(event: Event) -> None:
        nonlocal failures
        _note(history, event)
        watch(event)
        if event.outcome is not None and event.outcome.status in FAILURES:
            failures += 1
            if failures == max_failures:
                raise EnoughSeen

    return execute(tasks, make, on_event)


def _note(history: Record, event: Event) -> None:
    """Write what happened to a report into the record."""
    task: Task = event.job
    if event.kind != "finished":
        _tell(history, record.STARTED, task, sync=False)
        return
    outcome = event.outcome
    details: dict[str, Any] = {"seconds": round(outcome.seconds, 3)}
    if outcome.status == "done":
        made: Made = outcome.value
        details |= {**made.opening, "reads": dict(made.reads), "files": dict(made.files)}
        details["formats"] = list(task.options.formats)
        _tell(history, record.MADE, task, asked=freshness.asked(task), **details)
    elif outcome.status == "stopped":
        _tell(history, record.STOPPED, task, **details)
    else:
        details |= {"kind": outcome.failure.kind, "message": outcome.failure.message}
        _tell(history, record.FAILED, task, **details)


def _tell(history: Record, event: str, task: Task, sync: bool = True, **details: Any) -> None:
    history.append(event, task.job.output, sync, id=task.job.id, subject=task.job.subject, **details)
