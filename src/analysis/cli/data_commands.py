"""The commands about data: check and audit statements, read texts."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.base import Format, Language, app, path


@app.command()
def check(
    chosen: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...", parser=path("PATH"), help="Statement files or folders; all there is by default."
        ),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option(metavar="FILE", parser=path("--text"), help="The article at hand: every quote must stand in it."),
    ] = None,
) -> None:
    """Check raw files, sidecars, reference tables, labels and the grid; all the faults at once."""
    from analysis.batch.check import check as checked

    typer.echo("\n".join([*checked(chosen or [], text), "No fault found."]))


@app.command()
def audit(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", parser=path("FILE"), help="Statement files; all there are by default."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="A text to read, or JSON alone.")] = Format.text,
    language: Annotated[Language, typer.Option(help="The language of the reasons.")] = Language.en,
) -> None:
    """Say of every statement whether it can be true; exit code 3 where one cannot."""
    from analysis.cli.audit import audit_files

    text, exit_code, notes = audit_files(files or [], form.value, language.value)
    for note in notes:
        typer.echo(note, err=True)
    typer.echo(text)
    raise typer.Exit(exit_code)


class TextFormat(StrEnum):
    """How proposed statements are printed."""

    text = "text"
    csv = "csv"
    json = "json"


@app.command()
def extract(
    texts: Annotated[
        list[Path], typer.Argument(metavar="TEXT...", parser=path("TEXT"), help="Bulletins: text, HTML, DOCX or PDF.")
    ],
    form: Annotated[TextFormat, typer.Option("--format", help="A text to read, CSV, or JSON alone.")] = TextFormat.text,
    language: Annotated[Language, typer.Option(help="The language of the text to read.")] = Language.en,
) -> None:
    """Propose statements: each figure of a text with its words, what it counts, and of whom."""
    from analysis.data.bulletins import output

    typer.echo(output.render(texts, form.value, language.value), nl=False)


@app.command()
def ingest(
    folder: Annotated[Path, typer.Argument(metavar="DIR", parser=path("DIR"), help="A folder of texts.")],
    output: Annotated[Path, typer.Option(metavar="DIR", parser=path("--output"), help="Where the statements go.")],
    workers: Annotated[int | None, typer.Option(min=1, help="Worker processes; one a core by default.")] = None,
) -> None:
    """Read a folder of texts into statements; texts already known are skipped."""
    from analysis.data.bulletins import ingest as reading

    typer.echo(str(reading.ingest(folder, output, workers=workers, tell=typer.echo)))


@app.command()
def register(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", parser=path("FILE"), help="Registers: CSV, TSV, XLSX, XLS, ODS or Parquet."),
    ],
    form: Annotated[Format, typer.Option("--format", help="A text to read, or JSON alone.")] = Format.text,
    language: Annotated[Language, typer.Option(help="The language of the text.")] = Language.en,
    column_map: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", parser=path("--column-map"), help="What the columns are; else the map beside the register."
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="utf-8, utf-16, cp1258, tcvn3 or vni; detected by default.")
    ] = None,
    save_map: Annotated[
        bool, typer.Option("--save-map", help="Write beside each register what its columns were taken for.")
    ] = False,
) -> None:
    """Look at your own register: rows, columns, grades, what was set aside and why; no name, nothing stored."""
    from analysis.data import registers

    typer.echo(registers.register_view(files, form.value, language.value, column_map, encoding))
    for file in files if save_map else ():
        typer.echo(registers.save_map(file, column_map, encoding), err=True)
