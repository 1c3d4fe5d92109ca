"""All the checks together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis import paths
from analysis.batch import grid, notebooks, parameters, stored
from analysis.data import inventory, statements, topics
from analysis.data.bulletins.quotes import quote_faults, text_hashes
from analysis.data.statements import Publication
from analysis.data.topics import Programme
from analysis.errors import AnalysisError, DataError, Fault, nearest
from analysis.vocabulary import labels
from analysis.vocabulary.check import label_faults, reference_faults


def check(chosen: Sequence[Path] = (), text: Path | None = None) -> list[str]:
    """What was looked at, a line each; DataError with all the faults.

    ``chosen`` are files of statements or of topics, or folders of them; without any, those of the repository with its
    reference tables, labels, grid and notebooks. With the ``text`` of an article at hand, every quote must stand in it.
    """
    faults: list[Fault] = []
    publications: dict[Path, Publication] = {}
    programmes: dict[Path, Programme] = {}
    for path in _files(chosen or [folder for folder in (paths.statements(), paths.topics()) if folder.is_dir()]):
        try:
            if path.absolute().parent.name == paths.TOPICS:
                programmes[path] = topics.read(path)
            else:
                publications[path] = statements.read(path)
        except DataError as error:
            faults += error.faults
    looked_at = [f"{paths.shown(path)}: {len(one.statements)} statements" for path, one in publications.items()]
    looked_at += [f"{paths.shown(path)}: {len(one.topics)} topics" for path, one in programmes.items()]
    faults += _stray_faults(programmes)
    if not chosen:
        faults += [*reference_faults(), *label_faults(), *_grid_faults()]
        looked_at.append("reference tables, labels, reports.yml, notebooks")
    if text is not None:
        faults += _text_faults({**publications, **programmes}, text, named=bool(chosen))
        looked_at.append(f"quotes, in {paths.shown(text)}")
    if faults:
        raise DataError(faults)
    return looked_at


def _files(chosen: Iterable[Path]) -> list[Path]:
    """The files meant: of a folder those in it, and those of its folder of topics; each once."""
    folders = [inner for path in chosen for inner in (path, path / paths.TOPICS) if inner == path or inner.is_dir()]
    files = [path for path in folders for path in (inventory.statement_files(path) if path.is_dir() else [path])]
    return list(dict.fromkeys(files))


def _stray_faults(programmes: Iterable[Path]) -> Iterable[Fault]:
    """A fault for each file of topics that no page would show, since no source has its name."""
    for path in programmes:
        sources = _sources_of(path)
        if path.stem not in sources:
            sentence = f"is of no source: no file of statements has its name. {nearest(path.stem, sources)}"
            yield Fault(paths.shown(path), sentence)


def _sources_of(path: Path) -> list[str]:
    """The sources that a file of topics can be of: those of the folder that holds its own, or of "statements" in it."""
    outer = path.absolute().parent.parent
    folder = outer / "statements" if (outer / "statements").is_dir() else outer
    return [one.stem for one in inventory.statement_files(folder)]


def _grid_faults() -> Iterable[Fault]:
    """Faults of the notebooks' files, or else of reports.yml, of its notebooks' parameters and of what is stored."""
    if unread := list(notebooks.faults()):
        yield from unread
        return
    try:
        entries = grid.entries()
    except DataError as error:
        yield from error.faults
        return
    yield from stored.faults(entries)
    for name, entry in entries.items():
        yield from _word_faults(name, entry.notebook)
        try:
            parameters.declared(grid.notebook_path(entry.notebook))
        except AnalysisError as error:
            yield Fault("notebooks/reports.yml", str(error))
    try:
        grid.jobs()
    except DataError as error:
        yield from error.faults
    except AnalysisError as error:
        yield Fault("notebooks/reports.yml", str(error))


def _word_faults(report: str, notebook: str) -> Iterable[Fault]:
    """The words that a report of reports.yml lacks: its name, and how it makes its numbers, in every language."""
    if f"report.{report}" not in labels.label_keys():
        sentence = f'the key "report.{report}" is missing. Add a row with the name of the report.'
        yield Fault("reference/labels.csv", sentence, column="key")
    for language in labels.languages():
        name = f"prose.{language}.yml"
        if (paths.REFERENCE / name).is_file() and not labels.says(f"{notebook}.method", language):
            sentence = f'the key "{notebook}.method" is missing. Add the sentences on how the report makes its numbers.'
            yield Fault(f"reference/{name}", sentence)


def _text_faults(publications: dict[Path, Publication | Programme], text: Path, named: bool) -> Iterable[Fault]:
    """Faults of the quotes; without named files, of the publication whose sidecar has the hash of the text."""
    if not text.is_file():
        return [Fault(paths.shown(text), "is no file. Name the text of the article.")]
    hashes = text_hashes(text)
    meant = {path: one for path, one in publications.items() if named or one.sidecar.text_sha256 in hashes}
    if not meant and not named:
        return [Fault(paths.shown(text), "is the text of no source: no sidecar has its hash as text_sha256.")]
    return [fault for path, publication in meant.items() for fault in quote_faults(path, publication, text, hashes)]
