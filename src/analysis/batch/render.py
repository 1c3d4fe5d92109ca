"""One report: its notebook executed, its page built, and its files put in place, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis import files, paths
from analysis.batch import freshness
from analysis.batch.grid import Job
from analysis.batch.kernels.execution import execute
from analysis.batch.tasks import Made, Task
from analysis.errors import AnalysisError
from analysis.pages import documents, facts, selfcheck
from analysis.pages import page as pages


class Unsupported(AnalysisError):
    """A page whose prose states a number that none of its tables has: it is not published."""

    exit_code = 1


class Edited(AnalysisError):
    """A page that rests on statements which its notebook changes: what was printed is published, nothing else."""

    exit_code = 1


class Unwritten(AnalysisError):
    """A report that the disk did not take: the old one stands."""

    exit_code = 1


def make(task: Task) -> Made:
    """Make a report. Files beside the page come first and the page last, each whole or not at all.

    Raises, and writes nothing: Edited where a block rests on statements that the notebook changes, Unsupported where a
    number of the prose stands in none of the tables. Unwritten where the disk is full or refuses.
    """
    job, limits = task.job, (task.options.timeout, task.options.report_timeout)
    notebook = execute(paths.ROOT / job.notebook, dict(job.parameters), paths.NOTEBOOKS, *limits)
    # Two editions must not share a file: each would find its own changed by the other.
    links = {"editions": task.editions, "near": task.near, "siblings": task.siblings}
    where = {"site": task.site, "path": job.output, "formats": task.options.formats}
    page = pages.page(notebook, f"{job.stem}.{job.language}", job.language, **links, **where)
    _refuse_edited(page, job)
    if unsupported := selfcheck.unsupported_numbers(page):
        raise Unsupported("\n".join(unsupported))
    output = Path(job.output)
    beside = dict(page.files)
    beside |= documents.files(page, f"{job.stem}.{job.language}", job.language, task.options.formats)
    written = _written(task, {**beside, output.name: page.html.encode()})
    footer = next((block for block in page.blocks if block["kind"] == "footer"), {})
    return Made(_opening(page), dict(footer.get("reads", {})), written)


def _refuse_edited(page: pages.Page, job: Job) -> None:
    """Edited, with the rows, where any block says that it rests on edited statements."""
    rows = dict.fromkeys(row for block in page.blocks for row in block.get("edited", ()))
    if rows:
        raise Edited(
            f"{job.id} rests on statements that {job.notebook} changes: {'; '.join(rows)}. Correct them in "
            f"{paths.shown(paths.statements())}, or take the change out of the notebook. A change of your own shows, "
            "marked, where you run the notebook yourself, in JupyterLab or by papermill."
        )


def _opening(page: pages.Page) -> dict[str, Any]:
    """What the index shows of a page."""
    title = next(block for block in page.blocks if block["kind"] == "title")
    shares = ("share", "share_is_either", "share_of")
    said = {"title": page.title, "lede": page.lede, "figures": facts.figures(page.blocks, title["language"])}
    said |= {"licence": page.data["licence"]}
    return said | {key: title[key] for key in (*shares, "facts") if key in title}


def _written(task: Task, content: Mapping[str, bytes]) -> dict[str, Any]:
    """Write the files in their order; their paths with what shows whether they are touched later."""
    folder = (task.folder / task.job.output).parent
    if not folder.resolve().is_relative_to(task.folder.resolve()):
        raise Unwritten(f"{folder.name} is a link that leads out of the output folder. Remove the link.")
    stamps = {}
    for name, data in content.items():
        path = (Path(task.job.output).parent / name).as_posix()
        try:
            files.write(task.folder / path, data)
        except OSError as error:
            raise Unwritten(f"{error.strerror} ({name}). What stood there before is whole.") from None
        stamps[path] = freshness.stamp(task.folder / path)
    return stamps
