"""The index of an output folder, from its record: every report that was ever made or asked for there.

Beside it stands the page on methods that the foot of every report links to.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from analysis import files, paths
from analysis.batch import grid, links, record
from analysis.batch.record import State
from analysis.errors import DataError, Fault
from analysis.pages import methods
from analysis.pages.index import Entry, index
from analysis.vocabulary import labels

NAME = "index.html"


def write(folder: Path) -> Path:
    """Write the index of a folder and the page on methods, each whole or not at all; the path of the index."""
    methods.write(folder)
    path = folder / NAME
    files.write(path, index(_entries(folder)))
    return path


def _entries(folder: Path) -> Iterator[Entry]:
    """The entries in the order of the grid; reports that the grid no longer lists come last."""
    states = record.read(folder).states
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
