"""The index of an output folder, from its record: every report that was ever made or asked for there.

On top of it stands the front of each programme; beside it the pages on methods and on the columns of the files of
numbers, that the foot of every report links to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from analysis import files, paths
from analysis.batch import archive, freshness, grid, links, record
from analysis.batch.record import State
from analysis.errors import DataError, Fault
from analysis.pages import dictionary, methods, tidy
from analysis.pages.facts import Facts
from analysis.pages.front import front
from analysis.pages.index import NAME, Entry, Front, index
from analysis.vocabulary import labels

FRONT = "programme_overview"  # the report whose fronts the index shows


def write(folder: Path, archived: bool = False) -> Path:
    """Write the index of a folder and the pages that all reports share, each whole or not at all; the path of the
    index.

    With ``archived`` all of it is in an archive, too, that the index links to; without, that of older pages is removed.
    """
    methods.write(folder)
    path, states = folder / NAME, record.read(folder).states
    dictionary.write(folder, _tables(folder, states))
    made = _index(folder, states, archive.NAME if archived else "")
    if archived:
        archive.write(folder, states, shared(), {NAME: _index(folder, states, "").encode()})
    files.write(path, made)
    if not archived:
        archive.remove(folder)
    return path


def _index(folder: Path, states: Mapping[str, State], archived: str) -> str:
    """The index of the reports, under the fronts of their programmes, with a link to the archive where there is one."""
    overviews = _overviews(folder, states)
    fronts = (_front(folder, output, place) for place, output in enumerate(overviews))
    pictures = (name for output in overviews for name in states[output].made["files"] if name.endswith(".png"))
    listed = list(_entries(folder, states))
    return index(listed, filter(None, fronts), grid.site(), picture=next(pictures, ""), archive=archived)


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


def _overviews(folder: Path, states: Mapping[str, State]) -> list[str]:
    """The pages of programmes that stand as they were made, that of the newest data first."""
    outputs = [
        output
        for output, state in states.items()
        if output.startswith(f"{FRONT}/") and state.status == record.MADE
        and freshness.stamp(folder / output) == state.made["files"].get(output)
    ]  # fmt: skip
    return sorted(outputs, key=lambda output: _facts(folder, output, states[output]).dates[-1:], reverse=True)


def _front(folder: Path, output: str, place: int) -> Front | None:
    """The front of a page; None of a page without one."""
    html = front((folder / output).read_text(encoding="utf-8"), output, f"front-{place}")
    return None if html is None else Front(_language(output), html, output)


def _entries(folder: Path, states: Mapping[str, State]) -> Iterator[Entry]:
    """The entries in the order of the grid; reports that the grid no longer lists come last."""
    order = {name: position for position, name in enumerate(grid.entries())}
    for output in sorted(states, key=lambda output: order.get(output.split("/")[0], len(order))):
        state = states[output]
        if state.made is not None and not (folder / output).exists():
            state.made = None
        if state.made is not None or state.status != record.STOPPED:
            try:
                yield _entry(folder, output, state)
            except (ArithmeticError, KeyError, TypeError, ValueError):
                raise _no_record(folder, output) from None


def _no_record(folder: Path, output: str) -> DataError:
    fault = f"says of {output} what no run can have said. Remove the file: every report is then made again."
    return DataError([Fault(paths.shown(folder / record.NAME), fault)])


def _facts(folder: Path, output: str, state: State) -> Facts:
    """What the record says of a page; nothing where an older version wrote it."""
    try:
        return Facts.from_json((state.made or {}).get("facts", {}))
    except (AttributeError, TypeError, ValueError):
        raise _no_record(folder, output) from None


def _language(output: str) -> str:
    return output.removesuffix(".html").rpartition(".")[2]


def _entry(folder: Path, output: str, state: State) -> Entry:
    report, _, page = output.partition("/")
    language = _language(output)
    stem = page.removesuffix(f".{language}.html")
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
        href=output if made else "",
        state=status,
        message="" if status == "made" else state.last.get("message", ""),
        made_at=made.get("time", "")[:10],
        variant=variant,
        share=tuple(map(Fraction, made["share"])) if "share" in made else None,
        share_is_either=made.get("share_is_either", False),
        share_of=made.get("share_of", ""),
        facts=_facts(folder, output, state),
        figures=made.get("figures", ""),
    )


def _label(kind: str, subject: str, variant: str, language: str) -> str:
    words = links.name(kind, subject, language)
    return f"{words} ({variant})" if variant else words
