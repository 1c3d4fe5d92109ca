"""A report to make and its outcome, as they go to a worker and come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.batch.grid import Job
from analysis.pages.site import UNNAMED, Site


@dataclass(frozen=True)
class Options:
    """How reports are made: all or those that changed, in which formats beside the page, and within which limits.

    ``formats`` are of :data:`analysis.pages.formats.FORMATS`; ``timeout`` and ``report_timeout`` are the seconds that a
    cell and all the cells of a report may take; after ``max_failures`` failed reports (None: however many) the batch
    stops.
    """

    force: bool = False
    formats: tuple[str, ...] = ()
    timeout: float = 600
    report_timeout: float = 1800
    max_failures: int | None = None


@dataclass(frozen=True)
class Task:
    """A report to make: the job, the output folder, how it is made, the pages to link to, and whose the reports are.

    ``editions`` are by language, ``near`` as (relation, name, page), ``siblings`` by the code of their subject,
    of another report as "report/code".
    """

    job: Job
    folder: Path
    editions: Mapping[str, str]
    near: Sequence[tuple[str, str, str]] = ()
    siblings: Mapping[str, str] = field(default_factory=dict)
    options: Options = Options()
    site: Site = UNNAMED


@dataclass(frozen=True)
class Made:
    """The outcome of a task: what it read, which files it wrote (name -> size and time), and what the index shows.

    ``opening`` holds title, lede, figures and facts of the page and, where the report has a main share, ``share`` and
    ``share_of``.
    """

    opening: Mapping[str, Any]
    reads: Mapping[str, str]
    files: Mapping[str, Any]
