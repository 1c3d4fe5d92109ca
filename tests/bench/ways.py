"""The ways of making reports, each run as ``python -m bench WAY GRID COUNT FOLDER``.

All of them end with a page in HTML a report. The stock ones use stock nbconvert.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from analysis import paths
from analysis.batch.grid import Job

WORKERS = 2


def papermill(jobs: Sequence[Job], folder: Path) -> None:
    """Papermill and nbconvert, one report after another."""
    for job in jobs:
        _with_papermill(folder, job)


def pool(jobs: Sequence[Job], folder: Path) -> None:
    """The same in a pool of processes, each of which has imported both."""
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("spawn")) as workers:
        list(workers.map(partial(_with_papermill, folder), jobs))


def ploomber_engine(jobs: Sequence[Job], folder: Path) -> None:
    """Ploomber-engine, which runs the cells in its own process, and nbconvert."""
    from ploomber_engine import execute_notebook

    for job in jobs:
        place = _place(folder, job)
        given = dict(job.parameters)
        execute_notebook(paths.ROOT / job.notebook, place, parameters=given, progress_bar=False, cwd=paths.NOTEBOOKS)
        _export(place)


def millrun(jobs: Sequence[Job], folder: Path) -> None:
    """Millrun with its own pool of a process for each core, then nbconvert in a pool."""
    from millrun import execute_run

    for notebook in sorted({job.notebook for job in jobs}):
        given = [dict(job.parameters) for job in jobs if job.notebook == notebook]
        execute_run(paths.ROOT / notebook, given, folder, use_multiprocessing=True)
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("spawn")) as workers:
        list(workers.map(_export, sorted(folder.glob("*.ipynb"))))


def batch(jobs: Sequence[Job], folder: Path) -> None:
    """This project's batch: ``analysis report`` with two workers."""
    from analysis.batch import index_page, making

    summary = making.run(jobs, folder, making.on_this_machine(WORKERS))
    index_page.write(folder)
    if summary.failed:
        raise SystemExit("\n".join(summary.failed.values()))


def cells(jobs: Sequence[Job], folder: Path) -> None:
    """The cells alone in one hot process: no kernel, no notebook, no page."""
    from bench.cells import alone

    alone(jobs, 1)


def cells_on_two_cores(jobs: Sequence[Job], folder: Path) -> None:
    """The cells alone in two forks of a hot process."""
    from bench.cells import alone

    alone(jobs, WORKERS)


WAYS: dict[str, Callable[[Sequence[Job], Path], None]] = {
    way.__name__: way for way in (papermill, pool, ploomber_engine, millrun, batch, cells_on_two_cores, cells)
}
OTHERS = ("ploomber_engine", "millrun")
LIMITS = ("cells_on_two_cores", "cells")


def _with_papermill(folder: Path, job: Job) -> None:
    from papermill import execute_notebook

    place = _place(folder, job)
    given = dict(job.parameters)
    execute_notebook(paths.ROOT / job.notebook, place, given, progress_bar=False, cwd=paths.NOTEBOOKS)
    _export(place)


def _export(notebook: Path) -> None:
    from nbconvert import HTMLExporter

    page, _ = HTMLExporter().from_filename(str(notebook))
    notebook.with_suffix(".html").write_text(page, encoding="utf-8")


def _place(folder: Path, job: Job) -> Path:
    return folder / f"{job.output.replace('/', '.').removesuffix('.html')}.ipynb"
