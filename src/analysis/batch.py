"""The batch: which reports must be made, made by workers, and recorded line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import freshness, locks, record
from analysis.grid import Job
from analysis.record import Record, State
from analysis.tasks import Made, Options, Task

if TYPE_CHECKING:
    from analysis.kernels.workers import Event, Outcome

DEFAULT = Options()
Watch = Callable[["Event"], None]
Execute = Callable[[Sequence[Task], Callable[[Task], Made], Watch], "list[Outcome]"]


@dataclass(frozen=True)
class Plan:
    """What a batch will do: the tasks, why each, and the jobs that stand as they are."""

    tasks: Sequence[Task]
    reasons: Mapping[str, Sequence[str]]
    fresh: Sequence[Job]


@dataclass(frozen=True)
class Summary:
    """What a batch did: reports made, failed (output -> sentence), stopped, and found fresh."""

    made: Sequence[str]
    failed: Mapping[str, str]
    stopped: Sequence[str]
    fresh: Sequence[str]


def plan(jobs: Sequence[Job], known: Record, options: Options = DEFAULT) -> Plan:
    """Which of the jobs must be made, and why."""
    editions = _editions(jobs, known)
    tasks, reasons, fresh = [], {}, []
    for job in jobs:
        linked = editions[job.output]
        state = known.states.get(job.output)
        why = freshness.reasons(state, freshness.asked(job, linked), known.folder)
        if options.workbook and not why and not _has_workbook(state):
            why = ["it has no workbook"]
        if why or options.force:
            tasks.append(Task(job, known.folder, linked, options))
            reasons[job.output] = why or ["--force"]
        else:
            fresh.append(job)
    return Plan(tasks, reasons, fresh)


def _has_workbook(state: State) -> bool:
    return any(name.endswith(".xlsx") for name in state.made["files"])


def _editions(jobs: Sequence[Job], known: Record) -> dict[str, dict[str, str]]:
    """Output -> language -> page of the other editions, those asked for now and those made before."""
    asked = {job.output for job in jobs}
    made = {output for output, state in known.states.items() if state.made is not None}
    siblings: dict[str, dict[str, str]] = {}
    for output in sorted(asked | made):
        stem, language = output.removesuffix(".html").rsplit(".", 1)
        siblings.setdefault(stem, {})[language] = Path(output).name
    return {
        job.output: {
            language: page
            for language, page in siblings[job.output.removesuffix(f".{job.language}.html")].items()
            if language != job.language
        }
        for job in jobs
    }


def on_this_machine(workers: int = 2) -> Execute:
    """What makes tasks with worker processes of this machine; :func:`analysis.cluster.executor` is its like."""

    def execute(tasks: Sequence[Task], make: Callable[[Task], Made], on_event: Watch) -> list[Outcome]:
        from analysis.kernels import forked_kernels, run_all

        with forked_kernels():
            return run_all(tasks, make, workers, on_event)

    return execute


def run(
    jobs: Sequence[Job],
    folder: Path,
    execute: Execute,
    options: Options = DEFAULT,
    watch: Watch = lambda event: None,
) -> Summary:
    """Make the jobs that are not fresh, and say what became of them; the record says it after a crash, too."""
    with locks.held(folder):
        known = record.read(folder)
        known.compact()
        todo = plan(jobs, known, options)
        for task in todo.tasks:
            _tell(known, record.ASKED, task, sync=False, why=todo.reasons[task.job.output])
        outcomes = _work(todo.tasks, known, execute, watch) if todo.tasks else []
    return Summary(
        made=[outcome.job.job.output for outcome in outcomes if outcome.status == "done"],
        failed={o.job.job.output: o.failure.message for o in outcomes if o.status in ("failed", "lost")},
        stopped=[outcome.job.job.output for outcome in outcomes if outcome.status == "stopped"],
        fresh=[job.output for job in todo.fresh],
    )


def _work(tasks: Sequence[Task], known: Record, execute: Execute, watch: Watch) -> list[Outcome]:
    # Imported only where there is work to do: a batch that finds everything fresh answers at once.
    from analysis.render import make

    def told(event: Event) -> None:
        _note(known, event)
        watch(event)

    return execute(tasks, make, told)


def _note(known: Record, event: Event) -> None:
    """Write what happened to a report into the record."""
    task: Task = event.job
    if event.kind != "finished":
        _tell(known, record.STARTED, task, sync=False)
        return
    outcome = event.outcome
    details: dict[str, Any] = {"seconds": round(outcome.seconds, 3)}
    if outcome.status == "done":
        made: Made = outcome.value
        details |= {**made.opening, "reads": dict(made.reads), "files": dict(made.files)}
        _tell(known, record.MADE, task, asked=freshness.asked(task.job, task.editions), **details)
    elif outcome.status == "stopped":
        _tell(known, record.STOPPED, task, **details)
    else:
        details |= {"kind": outcome.failure.kind, "message": outcome.failure.message}
        _tell(known, record.FAILED, task, **details)


def _tell(known: Record, event: str, task: Task, sync: bool = True, **details: Any) -> None:
    known.append(event, task.job.output, sync, id=task.job.id, subject=task.job.subject, **details)
