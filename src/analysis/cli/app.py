"""The commands and their options."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analysis.errors import AnalysisError
from analysis.version import __version__

app = typer.Typer(
    name="analysis",
    help="What published training figures of officials establish: bounds, audits and bilingual reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How a command prints its answer."""

    text = "text"
    json = "json"


class Language(StrEnum):
    """The language of a page or of a message."""

    vi = "vi"
    en = "en"


Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]...", help="Reports of notebooks/reports.yml; all if none is named."),
]
Data = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Your own folder of statements.")]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"analysis {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def report(
    ids: Ids = None,
    given: Annotated[
        list[str] | None,
        typer.Option("-p", metavar="NAME=VALUE", help="A parameter, for every report asked for."),
    ] = None,
    language: Annotated[Language | None, typer.Option(help="One language; all if none is named.")] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the pages go; reports/ by default.")
    ] = None,
    data: Data = None,
    listed: Annotated[
        bool, typer.Option("--list", help="Print what would be made, and make nothing.")
    ] = False,
    format: Annotated[Format, typer.Option(help="How --list prints.")] = Format.text,
    force: Annotated[
        bool, typer.Option("--force", help="Make reports again that stand as they would be made.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Say for each report what changed.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes.")] = max(os.cpu_count() or 1, 1),
    timeout: Annotated[float | None, typer.Option(help="Seconds that one cell may take.")] = None,
) -> None:
    """Make the reports: executed notebooks as bilingual pages, with an index."""
    from analysis.cli import reports

    asked = reports.asked(ids or [], given or [], language.value if language else None, data)
    if listed:
        typer.echo(reports.listing(asked, format.value))
        return
    folder = reports.output_folder(output, data)
    raise typer.Exit(reports.make(asked, folder, workers=workers, force=force, timeout=timeout, why=why))


@app.command()
def params(
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One report; all if none is named.")
    ] = None,
) -> None:
    """Show the parameters of the reports: types, defaults, choices, help."""
    from analysis.cli import reports

    typer.echo(reports.parameter_help(id))


@app.command()
def check(
    places: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Statement files or folders; all there is by default."),
    ] = None,
    text: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The article at hand: every quote must stand in it.")
    ] = None,
) -> None:
    """Check raw files, sidecars, reference tables, labels and the grid; all the faults at once."""
    from analysis.check import check as checked

    typer.echo("\n".join([*checked(places or [], text), "No fault found."]))


@app.command()
def audit(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Statement files; all there are by default."),
    ] = None,
    format: Annotated[Format, typer.Option(help="A text to read, or JSON alone.")] = Format.text,
    language: Annotated[Language, typer.Option(help="The language of the reasons.")] = Language.en,
) -> None:
    """Say of every statement whether it can be true; exit code 3 where one cannot."""
    from analysis import audit as audits

    told = audits.audit_files(files or [], format.value, language.value)
    for note in told.notes:
        typer.echo(note, err=True)
    typer.echo(told.text)
    raise typer.Exit(told.exit_code)


@app.command()
def refresh(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Notebooks; all if none is named.")
    ] = None,
) -> None:
    """Execute the notebooks on their defaults and store the outputs: the only way to new ones."""
    from analysis import regression

    for path in regression.refresh(ids or []):
        typer.echo(path)


@app.command()
def status(
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder of pages; reports/ by default.")
    ] = None,
) -> None:
    """Say what the record of a folder knows of each report."""
    from analysis.cli import reports

    typer.echo(reports.status(reports.output_folder(output, None)))


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command line for some arguments; a user's own error prints one text, no traceback."""
    try:
        app(list(arguments))
    except AnalysisError as error:
        typer.echo(str(error), err=True)
        return error.exit_code
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    return 0
