"""A folder of texts -> statements, one file a text; texts of one event compared; a ledger of what changed.

The output folder holds ``statements/<name>.csv`` with sidecars, ``known.csv`` (a line a text, appended when its
statements are written, so that a stopped run goes on where it stopped) and ``revisions.csv``, the ledger.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from threading import Semaphore

import yaml

from analysis import files, paths, sources
from analysis.bulletins import ledgers
from analysis.bulletins.event_index import Index
from analysis.bulletins.events import Comparison, Signature, compare, relations, signature
from analysis.bulletins.extract import STATEMENT_COLUMNS, extract
from analysis.bulletins.marking import table
from analysis.bulletins.reading import read, text_sha256
from analysis.errors import AnalysisError, DataError, Fault

STATEMENTS, KNOWN, REVISIONS = "statements", "known.csv", "revisions.csv"
SUFFIXES = frozenset({".txt", ".html", ".htm", ".docx", ".pdf", ".text"})
NOT_STATED = "not stated"
SIGNATURE = ("dates", "figures", "pairs", "names")
KNOWN_COLUMNS = ("file_sha256", "text_sha256", "path", "source", "statements", "event", *SIGNATURE)
REVISION_COLUMNS = (
    "event", "relation", "measure_code", "grade_code", "unit_code", "level_code", "from_source", "from_printed",
    "to_source", "to_printed", "date", "from_quote", "to_quote",
)  # fmt: skip
CHUNK = 8
# So many texts for each worker may be on their way; at the end of a run whoever waits is let through.
IN_FLIGHT, EVERYBODY = 8 * CHUNK, 10**6


@dataclass
class Summary:
    """What a run did: texts seen, read anew, known already, refused; statements and comparisons."""

    texts: int = 0
    new: int = 0
    known: int = 0
    refused: int = 0
    statements: int = 0
    relations: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        compared = ", ".join(f"{count} {name}" for name, count in self.relations.items()) or "none"
        return (
            f"{self.texts} texts: {self.new} read, {self.known} known already, {self.refused} refused; "
            f"{self.statements} statements; figures compared between texts: {compared}."
        )


@dataclass(frozen=True)
class _Task:
    path: Path
    name: str
    source: str
    out: Path


@dataclass(frozen=True)
class _Read:
    """What a worker found in one text; ``fault`` says why there is nothing."""

    task: _Task
    file_sha256: str
    text_sha256: str = ""
    rows: tuple[dict, ...] = ()
    old_rows: tuple[dict, ...] = ()
    signature: Signature = Signature()
    fault: str = ""


def ingest(
    folder: str | Path,
    out: str | Path,
    *,
    workers: int | None = None,
    tell: Callable[[str], None] = print,
) -> Summary:
    """The summary of a run over all the texts below a folder; ``tell`` gets one line a text.

    Texts whose bytes are known are skipped. Memory does not grow with the texts but for a line of
    ``known.csv`` each. AnalysisError where the folder is missing; an empty folder is a summary of zeros.
    """
    folder, out = Path(folder), Path(out)
    if not folder.is_dir():
        raise DataError([Fault(paths.shown(folder), "is no folder. Name one that holds texts.")])
    if out.resolve().is_relative_to(folder.resolve()):
        raise AnalysisError(f"{out}: lies inside the folder of texts. Name an output folder elsewhere.")
    with ExitStack() as stack:
        run = _Run(out, tell, stack)
        waiting = run.unknown(folder)
        for result in stack.enter_context(_reader(workers or os.cpu_count() or 1))(waiting):
            run.take(result)
    return run.summary


@contextmanager
def _reader(workers: int) -> Iterator[Callable[[Iterable[_Task]], Iterator[_Read]]]:
    """A way to read tasks in order, in this process or in several."""
    if workers == 1:
        yield lambda tasks: map(_read, tasks)
        return
    gate = Semaphore(IN_FLIGHT * workers)
    with get_context("spawn" if os.name == "nt" else "forkserver").Pool(workers) as pool:
        try:
            yield lambda tasks: _released(gate, pool.imap(_read, _admitted(gate, tasks), chunksize=CHUNK))
        finally:
            gate.release(EVERYBODY)


def _admitted(gate: Semaphore, tasks: Iterable[_Task]) -> Iterator[_Task]:
    """The tasks, each when there is room: a pool alone would run ahead and hold what nobody has taken yet."""
    for task in tasks:
        gate.acquire()
        yield task


def _released(gate: Semaphore, results: Iterable[_Read]) -> Iterator[_Read]:
    for result in results:
        gate.release()
        yield result


def _read(task: _Task) -> _Read:
    digest = _digest(task.path)
    try:
        text = read(task.path)
    except DataError as error:
        return _Read(task, digest, fault=error.faults[0].message)
    rows = [asdict(proposal) for proposal in extract(text)]
    place = task.out / STATEMENTS / f"{task.source}.csv"
    old = _rows(place)
    files.write(place, table(rows, STATEMENT_COLUMNS))
    files.write(sources.sidecar_path(place), _sidecar(task, text, rows))
    return _Read(task, digest, text_sha256(text), _cells(rows), old, signature(text, rows))


def _sidecar(task: _Task, text: str, rows: list[dict]) -> str:
    title = next((line.strip() for line in text.splitlines() if line.strip()), task.name)
    about = {
        "producer": NOT_STATED,
        "title": title[:300],
        "licence": NOT_STATED,
        "text_sha256": text_sha256(text),
        "note": f"Proposed from {task.name}; nobody has checked it.",
        "offsets": {row["statement_code"]: [row["start"], row["end"]] for row in rows},
    }
    return yaml.safe_dump(about, allow_unicode=True, sort_keys=False, width=1000)


def _cells(rows: Iterable[dict]) -> tuple[dict, ...]:
    return tuple({name: str(row[name]) for name in STATEMENT_COLUMNS} for row in rows)


def _rows(path: Path) -> tuple[dict, ...]:
    """The rows of a statements file; none where there is no file."""
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Run:
    """The state of one run: what is known, the open ledgers, the summary."""

    def __init__(self, out: Path, tell: Callable[[str], None], stack: ExitStack):
        self.out, self.tell, self.summary = out, tell, Summary()
        self._index = Index()
        self._hashes: set[str] = set()
        self._source_of: dict[str, str] = {}
        self._event_of: dict[str, str] = {}
        for line in ledgers.whole_rows(out / KNOWN):
            self._remember(line)
        self._known = stack.enter_context(ledgers.appending(out / KNOWN, KNOWN_COLUMNS))
        self._revisions = stack.enter_context(ledgers.appending(out / REVISIONS, REVISION_COLUMNS))

    def _remember(self, line: dict) -> None:
        self._hashes.add(line["file_sha256"])
        self._source_of[line["path"]] = line["source"]
        self._event_of[line["source"]] = line["event"]
        self._index.add(line["source"], Signature(*(frozenset(line[name].split()) for name in SIGNATURE)))

    def unknown(self, folder: Path) -> Iterator[_Task]:
        """A task for every text that is not known, by name; each seen is counted, each known told."""
        taken = set(self._source_of.values())
        for path in _texts(folder):
            name = path.relative_to(folder).as_posix()
            digest = _digest(path)
            self.summary.texts += 1
            if digest in self._hashes:
                self.summary.known += 1
                self.tell(f"{name}: known")
                continue
            self._hashes.add(digest)
            source = self._source_of.get(name) or _free_code(path, digest, taken)
            taken.add(source)
            yield _Task(path, name, source, self.out)

    def take(self, result: _Read) -> None:
        """Note one read text, compare it with its event, and say so in one line."""
        name, source = result.task.name, result.task.source
        if result.fault:
            self.summary.refused += 1
            self.tell(f"{name}: {result.fault}")
            return
        self.summary.new += 1
        self.summary.statements += len(result.rows)
        parts = [f"{len(result.rows)} statements"]
        if name in self._source_of:
            parts.append(self._compare(source, source, result.old_rows, result, "changed since it was read"))
        other = self._index.same_event(result.signature, but=source)
        if other:
            rows = _rows(self.out / STATEMENTS / f"{other}.csv")
            parts.append(self._compare(self._event_of[other], other, rows, result, f"same event as {other}"))
        self._note(result, self._event_of[other] if other else source)
        self.tell(f"{name}: {'; '.join(parts)}")

    def _note(self, result: _Read, event: str) -> None:
        line = {
            "file_sha256": result.file_sha256,
            "text_sha256": result.text_sha256,
            "path": result.task.name,
            "source": result.task.source,
            "statements": str(len(result.rows)),
            "event": event,
            **{name: " ".join(sorted(getattr(result.signature, name))) for name in SIGNATURE},
        }
        self._known(line)
        self._remember(line)

    def _compare(self, event: str, other: str, rows: Iterable[dict], result: _Read, told: str) -> str:
        found = compare(list(rows), result.rows)
        for comparison in found:
            if (
                comparison.relation != "agrees"
                or comparison.earlier["printed"] != comparison.later["printed"]
            ):
                self._revisions(_revision(event, other, result, comparison))
        counts = relations(found)
        for name, count in counts.items():
            self.summary.relations[name] = self.summary.relations.get(name, 0) + count
        return f"{told} ({', '.join(f'{count} {name}' for name, count in counts.items()) or 'nothing in common'})"


def _revision(event: str, other: str, result: _Read, comparison: Comparison) -> dict:
    earlier, later = comparison.earlier, comparison.later
    return {
        "event": event,
        "relation": comparison.relation,
        **{name: later[name] for name in ("measure_code", "grade_code", "unit_code", "level_code")},
        "from_source": other,
        "from_printed": earlier["printed"],
        "to_source": result.task.source,
        "to_printed": later["printed"],
        "date": " ".join(sorted(result.signature.dates)),
        "from_quote": earlier["quote"],
        "to_quote": later["quote"],
    }


def _texts(folder: Path) -> Iterator[Path]:
    """The texts below a folder, by name; of each folder only the names are held."""
    for name in sorted(os.listdir(folder)):
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            yield from _texts(path)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def _free_code(path: Path, digest: str, taken: set[str]) -> str:
    """The stem of the file as a source code, with a part of its hash where that is no code or is taken."""
    code = re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-._")[:80]
    return code if sources.is_code(code) and code not in taken else f"{code or 'text'}-{digest[:10]}"
