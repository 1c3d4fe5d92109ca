"""The pages that a page links to: its editions in other languages, and the pages next to it about other subjects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from analysis import paths
from analysis.batch import grid
from analysis.batch.grid import Job
from analysis.batch.record import Record
from analysis.data import inventory, sidecars
from analysis.errors import DataError
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL

MOST_BELOW = 40  # pages that the page of all links to; the index has the others
Near = tuple[str, str, str]


def editions(jobs: Sequence[Job], history: Record) -> dict[str, dict[str, str]]:
    """Output -> language -> page of the other editions, those asked for now and those made before."""
    siblings: dict[str, dict[str, str]] = {}
    for output in sorted(_pages(jobs, history)):
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


def near(jobs: Sequence[Job], history: Record) -> dict[str, tuple[Near, ...]]:
    """Output -> the pages of the same report near it, asked for now or made before: (relation, name, page).

    The page of one subject has that of all ("up"), the one before ("prev") and the one after it ("next"), in the order
    of the grid; the page of all has every other ("down") where these are few.
    """
    rows = _rows(jobs, _pages(jobs, history))
    return {job.output: tuple(_near(job, rows[job.output])) for job in jobs}


def siblings(jobs: Sequence[Job], history: Record) -> dict[str, dict[str, str]]:
    """Output -> code -> page, of every subject of the same report in the same language, to which tables link.

    A page about a source also links to those of its levels and classes in other reports, by "report/code".
    """
    pages, elsewhere = _pages(jobs, history), {}
    found, about = _rows(jobs, pages), {report: grid.about(entry) for report, entry in grid.entries().items()}
    for job in jobs:
        if job.subject[0] == "source":
            key = str(job.parameters.get("source", ALL)), job.language
            if key not in elsewhere:
                elsewhere[key] = _elsewhere(*key, about, pages)
            found[job.output] = found[job.output] | elsewhere[key]
    return found


def _rows(jobs: Sequence[Job], pages: set[str]) -> dict[str, dict[str, str]]:
    """Output -> code -> page, of the same report in the same language."""
    rows, found = {}, {}
    for job in jobs:
        kind, variant = _variant(job)
        of = ALL if kind == "source" else str(job.parameters.get("source", ALL))  # sources are there by themselves
        row = (Path(job.output).parent.as_posix(), kind, variant, job.language, of)
        if row not in rows:
            rows[row] = dict(_row(*row, pages))
        found[job.output] = rows[row]
    return found


def _elsewhere(source: str, language: str, about: Mapping[str, tuple[str, str]], pages: set[str]) -> dict[str, str]:
    """The pages on the levels and classes of a source as reports.yml makes them, by "report/code".

    ``about`` says of each report what its pages are about, and of which source.
    """
    return {
        f"{report}/{code}": f"../{report}/{page}"
        for report, (kind, of) in about.items()
        if kind in ("level", "class") and of in (source, ALL)
        for code, page in _row(report, kind, "", language, source, pages)
    }


def _pages(jobs: Sequence[Job], history: Record) -> set[str]:
    made = {output for output, state in history.states.items() if state.made is not None}
    return made | {job.output for job in jobs}


def _variant(job: Job) -> tuple[str, str]:
    """The kind of subject that the name of a page begins with, and what follows it; no kind where it does not."""
    first, dot, rest = job.stem.partition(".")
    kind, subject = job.subject
    return (kind if first == grid.safe_name(subject) else "", f"{dot}{rest}")


def _row(
    folder: str, kind: str, variant: str, language: str, source: str, pages: set[str]
) -> Iterator[tuple[str, str]]:
    """The pages that differ in their subject alone, as (code, page): that of all, then the others in their order."""
    for code in (ALL, *grid.codes(kind, source)) if kind else ():
        page = f"{grid.safe_name(code)}{variant}.{language}.html"
        if f"{folder}/{page}" in pages:
            yield code, page


def _near(job: Job, row: Mapping[str, str]) -> Iterator[Near]:
    kind, subject = job.subject
    others = [code for code in row if code != ALL]
    chosen = []
    if subject == ALL:
        chosen = [("down", code) for code in others] if len(others) <= MOST_BELOW else []
    elif subject in others:
        at = others.index(subject)
        chosen = [("up", code) for code in row if code == ALL]
        chosen += [("prev", code) for code in others[at - 1 : at]] if at else []
        chosen += [("next", code) for code in others[at + 1 : at + 2]]
    for relation, code in chosen:
        yield relation, name(kind, code, job.language), row[code]


def name(kind: str, code: str, language: str) -> str:
    """The words for what a page is about: of a source who printed it and when, where it is on file."""
    if code == ALL:
        return labels.word(f"index.all_{kind}", language)
    if kind == "source" and code in inventory.source_codes():
        with suppress(DataError):  # the report of a source that is at fault says so; its row stands
            about = sidecars.read(paths.statements() / f"{code}.csv")
            return labels.imprint(about.words(language)["producer"], about.date or "", language)
    return labels.code("level_short" if kind == "level" else kind, code, language)
