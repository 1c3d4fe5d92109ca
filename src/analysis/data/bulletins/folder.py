"""The texts of a folder, each read into a statements file with its sidecar, in this process or in several."""

from __future__ import annotations

import csv
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import yaml

from analysis import files, paths, signals
from analysis.data import sidecars
from analysis.data.bulletins.events import Signature, signature
from analysis.data.bulletins.extract import extract
from analysis.data.bulletins.marking import table
from analysis.data.bulletins.reading import read, text_sha256
from analysis.data.statement_columns import COLUMNS
from analysis.errors import AnalysisError, DataError

STATEMENTS = "statements"
SUFFIXES = frozenset({".txt", ".html", ".htm", ".docx", ".pdf", ".text"})
NOT_STATED = "not stated"
IN_FLIGHT = 16  # texts for each worker that may be on their way: what nobody has taken yet is held in memory
DIED = (
    "A process that read texts was ended by the system, perhaps for want of memory. "
    "Run the command again with fewer --workers: what is read is kept."
)


def texts(root: Path, folder: Path | None = None) -> Iterator[Path]:
    """The texts below a root, by name, and the links that lead out of it; of each folder only the names are held.

    A link to a folder is not followed: what it holds is read in that folder.
    """
    folder = folder or root
    for name in sorted(os.listdir(folder)):
        if paths.is_litter(name):
            continue
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            yield from texts(root, path)
            continue
        is_text = path.suffix.lower() in SUFFIXES
        strays = (is_text or path.is_dir()) and paths.leads_out(path, root)
        if strays or (is_text and path.is_file()):
            yield path


@dataclass(frozen=True)
class Task:
    """A text to be read: its file, its name in the folder, the code of its source, the output folder."""

    path: Path
    name: str
    source: str
    out: Path


@dataclass(frozen=True)
class Reading:
    """What a worker read in one text; ``fault`` says why there is nothing."""

    task: Task
    file_sha256: str
    text_sha256: str = ""
    rows: tuple[dict, ...] = ()
    old_rows: tuple[dict, ...] = ()
    signature: Signature = Signature()
    fault: str = ""


@contextmanager
def reader(workers: int, stop: signals.Stop) -> Iterator[Callable[[Iterable[Task]], Iterator[Reading]]]:
    """A way to read tasks in order, in this process or in several, which are waited for when somebody asks to stop.

    AnalysisError where one of several processes dies.
    """
    if workers == 1:
        yield partial(map, _read)
        return
    context = get_context("forkserver" if hasattr(os, "fork") else "spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=signals.leave_to_driver)
    try:
        yield partial(_side_by_side, pool, IN_FLIGHT * workers, stop)
    except BrokenProcessPool:
        raise AnalysisError(DIED) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _side_by_side(pool: ProcessPoolExecutor, room: int, stop: signals.Stop, tasks: Iterable[Task]) -> Iterator[Reading]:
    waiting: deque[Future[Reading]] = deque()
    for task in tasks:
        with signals.held_back():  # a worker may start here
            waiting.append(pool.submit(_read, task))
        while len(waiting) == room or (waiting and waiting[0].done()):
            yield _result(waiting.popleft(), stop)
    while waiting:
        yield _result(waiting.popleft(), stop)


def _result(future: Future[Reading], stop: signals.Stop) -> Reading:
    while not future.done():
        stop.interrupt_if_asked()
        wait([future], signals.LOOK)
    stop.interrupt_if_asked()
    return future.result()


def _read(task: Task) -> Reading:
    digest = sidecars.sha256(task.path)
    try:
        text = read(task.path)
    except DataError as error:
        return Reading(task, digest, fault=error.faults[0].message)
    rows = [asdict(proposal) for proposal in extract(text)]
    cells = ({name: str(row[name]) for name in COLUMNS} for row in rows)
    path = task.out / STATEMENTS / f"{task.source}.csv"
    old = statement_rows(path)
    files.write(path, table(rows, COLUMNS))
    files.write(sidecars.sidecar_path(path), _sidecar(task, text, rows))
    return Reading(task, digest, text_sha256(text), tuple(cells), old, signature(text, rows))


def _sidecar(task: Task, text: str, rows: list[dict]) -> str:
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


def statement_rows(path: Path) -> tuple[dict, ...]:
    """The rows of a statements file; none where there is no file."""
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def free_code(path: Path, digest: str, taken: set[str]) -> str:
    """The stem of the file as a source code, with a part of its hash where that is no code or is taken."""
    code = re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-._")[:80]
    return code if sidecars.is_code(code) and code not in taken else f"{code or 'text'}-{digest[:10]}"
