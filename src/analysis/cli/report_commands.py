"""The commands about reports: make them, show their parameters, refresh the notebooks, tell their state."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from analysis.cli.base import (
    Data,
    Formats,
    Ids,
    Language,
    MaxFailures,
    Memory,
    Output,
    Register,
    ReportTimeout,
    Scheduler,
    Threshold,
    Timeout,
    ZeroPolicy,
    Zipped,
    app,
    report_ids,
)


@app.command()
def report(
    ids: Ids = None,
    chosen: Annotated[
        list[str] | None, typer.Option("-p", metavar="NAME=VALUE", help="A parameter, for every report asked for.")
    ] = None,
    language: Annotated[Language | None, typer.Option(help="One language; all if none is named.")] = None,
    output: Output = None,
    data: Data = None,
    register: Register = None,
    threshold: Threshold = None,
    zeros: ZeroPolicy = None,
    listed: Annotated[bool, typer.Option("--list", help="Print what would be made, and make nothing.")] = False,
    forms: Formats = None,
    force: Annotated[
        bool, typer.Option("--force", help="Make reports again that stand as they would be made.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Say for each report what changed.")] = False,
    zipped: Zipped = False,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes.")] = max(os.cpu_count() or 1, 1),
    scheduler: Scheduler = None,
    timeout: Timeout = 600,
    report_timeout: ReportTimeout = 1800,
    memory: Memory = 4096,
    max_failures: MaxFailures = None,
) -> None:
    """Make the reports: executed notebooks as bilingual pages, with an index."""
    from analysis.batch.tasks import Options
    from analysis.cli import reports

    reports.export_settings(data, register, threshold, zeros.value if zeros else None)
    made_as, listed_as = reports.formats(forms or [])
    asked = reports.asked(ids or [], chosen or [], language.value if language else None, data, register)
    if listed:
        typer.echo(reports.listing(asked, listed_as))
        return
    folder = reports.output_folder(output, data, register)
    execute = reports.executor(workers, scheduler, memory)
    options = Options(force, made_as, timeout, report_timeout, max_failures)
    raise typer.Exit(reports.make(asked, folder, execute, options, why, zipped))


@app.command()
def params(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", autocompletion=report_ids, help="One report; all if none is named.")
    ] = None,
) -> None:
    """Show the parameters of the reports: types, defaults, choices, help."""
    from analysis.cli import reports

    typer.echo(reports.parameter_help(name))


@app.command()
def refresh(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Notebooks; all if none is named.")] = None,
) -> None:
    """Execute the notebooks on their defaults and store the outputs: the only way to new ones."""
    from analysis.batch import regression

    for path in regression.refresh(ids or []):
        typer.echo(path)


@app.command()
def status(output: Output = None) -> None:
    """Say what the record of a folder knows of each report."""
    from analysis.cli import reports

    typer.echo(reports.status(reports.output_folder(output, None)))
