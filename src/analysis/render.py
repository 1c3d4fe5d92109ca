"""One report: its notebook executed, its page built, and its files put in place, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from analysis import files, freshness, pages, paths
from analysis.kernels.execution import execute
from analysis.tasks import Made, Task


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
