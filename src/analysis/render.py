"""One report: its notebook executed, its page built, and its files put in place, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import files, freshness, pages, paths
from analysis.grid import Job
from analysis.kernels.execution import execute


@dataclass(frozen=True)
class Task:
    """A report to make: the job, the output folder, the editions to link to, and seconds for each cell."""

    job: Job
    folder: Path
    editions: Mapping[str, str]
    timeout: float | None = None


@dataclass(frozen=True)
class Made:
    """What became of a task: what it read, which files it wrote (name -> size and time), its title and lede."""

    title: str
    lede: str
    reads: Mapping[str, str]
    files: Mapping[str, Any]


def make(task: Task) -> Made:
    """Make a report. Files beside the page come first and the page last, each whole or not at all."""
    job = task.job
    notebook = execute(paths.ROOT / job.notebook, dict(job.parameters), paths.NOTEBOOKS, task.timeout)
    page = pages.page(notebook, job.stem, job.language, task.editions)
    place = Path(job.output)
    written = {}
    for name, content in [*page.files.items(), (place.name, page.html.encode())]:
        told = (place.parent / name).as_posix()
        files.write(task.folder / told, content)
        written[told] = freshness.stamp(task.folder / told)
    footer = next((block for block in page.blocks if block["kind"] == "footer"), {})
    return Made(page.title, page.lede, dict(footer.get("reads", {})), written)
