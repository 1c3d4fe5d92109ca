"""The index of an output folder, from its record: every report that was ever made or asked for there.

Beside it stand the pages on methods and on the columns of the files of numbers, that the foot of every report links to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from analysis import files, paths
from analysis.batch import archive, grid, links, record
from analysis.batch.record import State
from analysis.errors import DataError, Fault
from analysis.pages import dictionary, methods, tidy
from analysis.pages.index import Entry, index
from analysis.vocabulary import labels

NAME = "index.html"


def write(folder: Path, archived: bool = False) -> Path:
    """Write the index of a folder and the pages that all reports share, each whole or not at all; the path of the
    index.

    With ``archived`` all of it is in an archive, too, that the index links to; without, that of older pages is removed.
    """
    methods.write(folder)
    states, path = record.read(folder).states, folder / NAME
    entries = list(_entries(folder, states))
    dictionary.write(folder, _tables(folder, states))
    if archived:
        archive.write(folder, states, shared(), {NAME: index(entries).encode()})
    files.write(path, index(entries, archive.NAME if archived else ""))
    if not archived:
        archive.remove(folder)
    return path


def shared() -> tuple[str, ...]:
    """The names of the pages and files beside the index that all reports share."""
    pages = (make(language) for make in (methods.name, dictionary.name) for language in labels.languages())
    return (*dict.fromkeys(pages), dictionary.METADATA)


def _tables(folder: Path, states: Mapping[str, State]) -> Iterator[dict[str, Any]]:
    """The files of all numbers of the reports that stand, with the title of each and the licences of its sources."""
    for output, state in sorted(states.items()):
        name = output.removesuffix("html") + tidy.ENDING
        made = state.made or {}
        if name in made.get("files", ()) and (folder / name).is_file():
            yield {"url": name, "title": made.get("title", ""), "licence": made.get("licence", [])}


def _entries(folder: Path, states: Mapping[str, State]) -> Iterator[Entry]:
    """The entries in the order of the grid; reports that the grid no longer lists come last."""
    order = {name: position for position, name in enumerate(grid.entries())}
    for output in sorted(states, key=lambda output: order.get(output.split("/")[0], len(order))):
        state = states[output]
        if state.made is not None and not (folder / output).exists():
            state.made = None
        if state.made is not None or state.status != record.STOPPED:
            try:
                yield _entry(output, state)
            except (ArithmeticError, KeyError, TypeError, ValueError):
                fault = f"says of {output} what no run can have said. Remove the file: every report is then made again."
                raise DataError([Fault(paths.shown(folder / record.NAME), fault)]) from None


def _entry(output: str, state: State) -> Entry:
    report, _, page = output.partition("/")
    stem, language = page.removesuffix(".html").rsplit(".", 1)
    kind, subject = state.last["subject"]
    variant = stem.partition(".")[2]
    made = state.made or {}
    status = "made" if state.status == record.MADE else "stale" if made else "failed"
    return Entry(
        report=report,
        title=labels.code("report", report, language),
        subject_kind=kind,
        subject=subject,
        label=_label(kind, subject, variant, language),
        language=language,
        headline=made.get("title", ""),
        summary=made.get("lede", ""),
        href=output if made else "",
        state=status,
        message="" if status == "made" else state.last.get("message", ""),
        made_at=made.get("time", "")[:10],
        variant=variant,
        share=tuple(map(Fraction, made["share"])) if "share" in made else None,
        share_is_either=made.get("share_is_either", False),
        share_of=made.get("share_of", ""),
    )


def _label(kind: str, subject: str, variant: str, language: str) -> str:
    words = links.name(kind, subject, language)
    return f"{words} ({variant})" if variant else words
