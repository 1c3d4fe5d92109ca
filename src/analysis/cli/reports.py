"""What the commands about reports do: the jobs asked for, listings, the batch with its progress and summary."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from analysis import paths
from analysis.batch import grid, parameters, record
from analysis.batch.grid import Job
from analysis.batch.tasks import Options
from analysis.data import inventory
from analysis.errors import AnalysisError, ParameterError, nearest
from analysis.pages.formats import FORMATS, check

if TYPE_CHECKING:
    from analysis.batch.making import Execute

INTERRUPTED = 130
LISTED_AS = ("text", "json")
UNBOUNDED = "This system cannot limit the memory of a notebook: --memory had no effect. Watch it, or use Linux."


def export_settings(
    data: Path | None, register: Path | None, threshold: int | None = None, zeros: str | None = None
) -> None:
    """Put the user's folders and the policy for small cells into the environment, which every process reads."""
    for variable, path in ((paths.STATEMENTS_VARIABLE, data), (paths.REGISTERS_VARIABLE, register)):
        if path is not None:
            os.environ[variable] = str(path.resolve())
    if threshold is not None:
        os.environ[inventory.THRESHOLD_VARIABLE] = str(threshold)
    if zeros is not None:
        os.environ[inventory.ZEROS_VARIABLE] = zeros


def asked(
    ids: Sequence[str],
    chosen: Sequence[str],
    language: str | None,
    data: Path | None = None,
    register: Path | None = None,
) -> list[Job]:
    """The jobs that the words of a command ask for; where none is named, the reports that read the user's data."""
    return grid.jobs(ids or _about(data, register), dict(_pair(text) for text in chosen), language)


def _about(data: Path | None, register: Path | None) -> list[str]:
    """The reports that read the user's statements, register, or both; none where there is neither."""
    reads_register = {
        name: "register" in parameters.declared(grid.notebook_path(entry.notebook))
        for name, entry in grid.entries().items()
    }
    if data is None and register is None:
        return []
    return [name for name, is_one in reads_register.items() if (register if is_one else data) is not None]


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise ParameterError(f"-p {text}: write it as name=value, such as -p reading=conventional.")
    return name, value


def formats(words: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """What is made beside each page, in a fixed order, and how a list is printed, from the words after ``--format``.

    A word may hold several formats, parted by commas. ParameterError for another format, and for one whose package is
    not installed here.
    """
    asked = {form.strip() for word in words for form in word.split(",")}
    for form in sorted(asked.difference(FORMATS, LISTED_AS)):
        raise ParameterError(f'--format: there is no format "{form}". {nearest(form, (*FORMATS, *LISTED_AS))}')
    made_as = tuple(form for form in FORMATS if form in asked)
    check(made_as)
    return made_as, "json" if "json" in asked else "text"


def output_folder(output: Path | None, data: Path | None, register: Path | None = None) -> Path:
    """Where the pages go: as named, else reports/ beside the user's data, else reports/ of the repository.

    Tables built from the user's data go below the pages, so that nothing of theirs reaches the repository.
    """
    beside = data or (register.parent if register else None)
    folder = (output or (beside / "reports" if beside else paths.REPORTS)).resolve()
    if beside is not None:
        os.environ[paths.PROCESSED_VARIABLE] = str(folder / ".processed")
    return folder


def listing(jobs: Sequence[Job], form: str) -> str:
    """The jobs as JSON, or a line each."""
    if form == "json":
        return json.dumps([job.as_dict() for job in jobs], ensure_ascii=False, indent=1)
    return "\n".join(job.output for job in jobs) or "Nothing to do."


def parameter_help(name: str | None) -> str:
    """The parameters of one report or of all: type, default, choices, help."""
    entries = grid.entries()
    if name is not None and name not in entries:
        raise ParameterError(f'no report is called "{name}". {nearest(name, entries)}')
    parts = []
    for key, entry in entries.items():
        if name in (None, key):
            declared = parameters.declared(grid.notebook_path(entry.notebook)).values()
            parts.append("\n".join([key, *(_parameter_line(parameter) for parameter in declared)]))
    return "\n\n".join(parts)


def _parameter_line(parameter: parameters.Parameter) -> str:
    line = f"  {parameter.name} ({parameter.type_name}, default {parameter.default!r}): {parameter.help}"
    choices = parameter.choices
    return f"{line}\n      one of: {', '.join(choices)}" if choices else line


def executor(workers: int, scheduler: str | None, memory: int) -> Execute:
    """What makes the reports: worker processes of this machine, or a cluster where a scheduler is named.

    ``memory`` is what a kernel may take, in megabytes.
    """
    from analysis.batch import making

    if scheduler is None:
        return making.on_this_machine(workers, memory << 20)
    from analysis.batch import cluster

    return cluster.executor(scheduler, memory << 20)


def make(jobs: Sequence[Job], folder: Path, execute: Execute, options: Options, why: bool, zipped: bool = False) -> int:
    """Run the batch with a progress bar, write the index, print the summary; the exit code.

    ``zipped`` puts all that stands into an archive; without it one that newer pages make out of date is removed.
    """
    if not jobs:
        typer.echo("Nothing to do.")
        return 0
    from analysis.batch import making
    from analysis.cli.progress import Progress

    if why:
        _say_why(jobs, folder, options)
    with Progress(len(jobs)) as progress:
        summary = making.run(jobs, folder, execute, options, progress.watch)
    if len(summary.fresh) < len(jobs):
        _say_what_is_unbounded()
    if zipped or len(summary.fresh) < len(jobs) or not (folder / "index.html").exists():
        from analysis.batch import archive, index_page

        is_old = not zipped and (folder / archive.NAME).exists()
        index_page.write(folder, zipped)
        if is_old:
            typer.echo(f"{archive.NAME} held older pages and is removed. Ask with --zip for a new one.")
    typer.echo(summary_text(summary, folder))
    if summary.stopped and not summary.gave_up:
        return INTERRUPTED
    return 1 if summary.failed else 0


def _say_what_is_unbounded() -> None:
    from analysis.batch.kernels.owner import supported

    if not supported():
        typer.echo(UNBOUNDED, err=True)


def _say_why(jobs: Sequence[Job], folder: Path, options: Options) -> None:
    from analysis.batch import making

    todo = making.plan(jobs, record.read(folder), options)
    for output, reasons in todo.reasons.items():
        typer.echo(f"{output}: {', '.join(reasons)}")


def summary_text(summary, folder: Path) -> str:
    """The summary of a batch: the number of each outcome, each failure with its sentence, and where they are."""
    counts = [
        (summary.made, "made"),
        (summary.fresh, "unchanged"),
        (summary.failed, "failed"),
        (summary.stopped, "stopped"),
    ]
    lines = [f"FAILED {output}: {message}" for output, message in summary.failed.items()]
    if summary.gave_up and summary.stopped:
        lines.append(f"Stopped after {len(summary.failed)} failures (--max-failures). Not made:")
        lines += [f"  {output}" for output in summary.stopped]
    counted = ", ".join(f"{len(outputs)} {word}" for outputs, word in counts if outputs)
    return "\n".join([*lines, f"{counted or 'nothing to do'}: {paths.shown(folder / 'index.html')}"])


def status(folder: Path) -> str:
    """A line for each report that the record of a folder knows."""
    if not (folder / record.NAME).exists():
        raise AnalysisError(f"{paths.shown(folder)} has no record of any run.")
    states = record.read(folder).states
    return "\n".join(
        f"{state.status:8} {state.last['time']} {output}{_detail(state)}" for output, state in states.items()
    )


def _detail(state: record.State) -> str:
    if state.status == record.MADE:
        return ""
    old = " (its old page stands)" if state.made else ""
    return f"{old}: {state.last['message']}" if "message" in state.last else old
