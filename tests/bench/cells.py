"""The limit: what the cells of the reports take when nothing else does."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from collections.abc import Sequence

from analysis import paths
from analysis.batch import parameters
from analysis.batch.grid import Job
from analysis.batch.kernels import warmup

Code = tuple[dict, list[str]]


def alone(jobs: Sequence[Job], processes: int) -> None:
    """Print the seconds and CPU seconds that the cells of the jobs take in hot processes, as JSON.

    Hot: everything is imported and a report of each notebook has been run before the clock starts.
    """
    warmup.warm_up()
    work = [(dict(job.parameters), _sources(job)) for job in jobs]
    for notebook in {job.notebook for job in jobs}:
        _run(next(code for code, job in zip(work, jobs, strict=True) if job.notebook == notebook))
    started = time.perf_counter()
    if processes == 1:
        cpu = sum(map(_run, work))
    else:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            cpu = sum(pool.imap_unordered(_run, work))
    print(json.dumps({"seconds": time.perf_counter() - started, "cpu_seconds": cpu}))


def _sources(job: Job) -> list[str]:
    """The code cells of a notebook but for the one that declares the parameters."""
    told = json.loads((paths.ROOT / job.notebook).read_text(encoding="utf-8"))["cells"]
    return [
        "".join(cell["source"])
        for cell in told
        if cell["cell_type"] == "code" and parameters.TAG not in cell["metadata"].get("tags", [])
    ]


def _run(code: Code) -> float:
    """The CPU seconds of one report's cells, every output made as a kernel makes it."""
    from IPython.utils.capture import capture_output

    given, sources = code
    shell = _shell()
    shell.reset(new_session=False)
    shell.user_ns.update(given)
    started = time.process_time()
    with capture_output():
        for source in sources:
            shell.run_cell(source).raise_error()
    return time.process_time() - started


def _shell():
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    os.chdir(paths.NOTEBOOKS)
    quiet = Config({"HistoryManager": {"enabled": False}})  # its thread would not survive a fork
    return InteractiveShell.instance(config=quiet)
