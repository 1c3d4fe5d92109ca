"""The application, and the options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analysis.errors import ParameterError
from analysis.version import __version__
from analysis.vocabulary import reference

EXIT_CODES = (
    "Exit codes: 0 done; 1 a report failed; 2 something asked for, or a file, has to be mended: a sentence says what; "
    "3 a statement cannot be true (audit); 130 stopped with Ctrl-C or SIGTERM."
)

app = typer.Typer(
    name="analysis",
    help="What published training figures of officials establish: bounds, audits and bilingual reports.",
    no_args_is_help=True,
    epilog=EXIT_CODES,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How a command prints its answer."""

    text = "text"
    json = "json"


# The language of a page or of a message: what stands in reference/languages.csv.
Language = StrEnum("Language", {row["language_code"]: row["language_code"] for row in reference.rows("languages")})


class Zeros(StrEnum):
    """How the tables of a register treat counts of zero."""

    protect = "protect"
    publish = "publish"


def path(name: str) -> Callable[[str], Path]:
    """A reader of the path behind an option or argument; ParameterError for an empty one, such as a variable of the
    shell that is not set leaves: it would be the working folder."""

    def read(text: str) -> Path:
        if not text.strip():
            raise ParameterError(f"{name}: the path is empty. Name a file or a folder, or leave it out.")
        return Path(text)

    return read


def report_ids(incomplete: str) -> list[str]:
    """The reports whose names begin so, for the completion of a shell."""
    from analysis.batch import grid

    return [name for name in grid.entries() if name.startswith(incomplete)]


Ids = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]...", autocompletion=report_ids, help="Reports of notebooks/reports.yml; all if none is named."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="DIR", parser=path("--output"), help="Where the pages are; reports/ by default."),
]
Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", parser=path("--data"), help="Your own folder of statements.")
]
Register = Annotated[
    Path | None,
    typer.Option(
        "--register", metavar="FILE", parser=path("--register"), help="Your own register: reports on it alone."
    ),
]
Threshold = Annotated[int | None, typer.Option(min=2, help="Registers: counts below it are hidden; 5 by default.")]
ZeroPolicy = Annotated[Zeros | None, typer.Option(help="Registers: whether zeros are hidden, too; protect by default.")]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="A Dask cluster: tcp://host:8786, or local:2 for two workers.")
]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds that one cell may take.")]
ReportTimeout = Annotated[float, typer.Option(min=0.1, help="Seconds that all the cells of one report may take.")]
Memory = Annotated[
    int, typer.Option(min=16, metavar="MB", help="What a kernel may take on top of what it starts with.")
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT,...",
        help="Beside each page docx, pdf, xlsx, or a png of each chart; text or json: how --list prints.",
    ),
]
Zipped = Annotated[
    bool, typer.Option("--zip", help="Put every report and its files into reports.zip beside the index, too.")
]
MaxFailures = Annotated[int | None, typer.Option(min=1, metavar="N", help="Stop the batch after N failed reports.")]


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
