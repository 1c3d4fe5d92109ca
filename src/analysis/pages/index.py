"""The index of the reports: one page in every language, with search, filters and the state of each report.

Each report is one row that holds its editions; a switch, which needs no script, shows those of one language.
Search and filter are a small script of its own, allowed by its hash alone; without it every row is there.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from analysis import paths
from analysis.pages.stylesheet import style
from analysis.pages.templating import rendered
from analysis.vocabulary import labels

State = Literal["made", "stale", "failed"]


@dataclass(frozen=True)
class Entry:
    """One edition of a report as the index shows it.

    ``report`` and ``title`` are the code and the name of its kind; ``subject_kind`` ("level", "class" and so on),
    ``subject`` and ``label`` say what it is about, ``variant`` which other parameters were chosen; ``href`` is
    empty when there is no page; ``message`` is why it failed, in one sentence; ``made_at`` is a date YYYY-MM-DD;
    ``share`` is drawn as a small bar from 0 to all.
    """

    report: str
    title: str
    subject_kind: str
    subject: str
    label: str
    language: str
    headline: str = ""
    summary: str = ""
    href: str = ""
    state: State = "made"
    message: str = ""
    made_at: str = ""
    variant: str = ""
    share: tuple[Fraction, Fraction] | None = None
    share_is_either: bool = False
    share_of: str = ""

    @property
    def row(self) -> tuple[str, str, str]:
        """What its editions in other languages share."""
        return self.report, self.subject, self.variant

    def share_words(self) -> str:
        """The share in words, under its bar."""
        low, high = self.share or (None, None)
        return f"{self.share_of}: {labels.percent_span(low, high, self.language, is_either=self.share_is_either)}"

    def when(self) -> str:
        """The state in words, with the day on which the page was made."""
        day = labels.date(self.made_at, self.language)
        return labels.say(f"index.{self.state if day else self.state + '_undated'}", self.language, date=day)


@dataclass(frozen=True)
class _Group:
    """The rows of one kind of report, each a tuple of editions."""

    rows: tuple[tuple[Entry, ...], ...]

    @property
    def titles(self) -> dict[str, str]:
        return {entry.language: entry.title for row in self.rows for entry in row}


def index(entries: Iterable[Entry], archive: str = "") -> str:
    """The HTML of the index; groups and rows stand in the order of the first edition of each.

    ``archive`` is the name of the file that holds all of it, to which the index then links.
    """
    groups = _groups(list(entries))
    rows = [row for group in groups for row in group.rows]
    script = (paths.TEMPLATES / "index" / "index.js").read_text(encoding="utf-8")
    # as a Content-Security-Policy names it
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return rendered(
        "index/index.html.j2",
        groups=groups,
        count=len(rows),
        subjects=_subjects(rows),
        languages=labels.languages(),
        script=Markup(script),
        script_hash=f"sha256-{digest}",
        style=style(),
        archive=archive,
    )


def _groups(entries: list[Entry]) -> list[_Group]:
    kinds = list(dict.fromkeys(entry.report for entry in entries))
    rows = list(dict.fromkeys(entry.row for entry in entries))
    order = sorted(entries, key=lambda entry: (kinds.index(entry.report), rows.index(entry.row)))
    return [
        _Group(tuple(tuple(row) for _, row in groupby(group, key=lambda entry: entry.row)))
        for _, group in groupby(order, key=lambda entry: entry.report)
    ]


def _subjects(rows: list[tuple[Entry, ...]]) -> dict[str, dict[str, dict[str, str]]]:
    """The choices of the filter: kind of subject, then code, then its words by language."""
    subjects: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows:
        for entry in row:
            words = subjects.setdefault(entry.subject_kind, {}).setdefault(entry.subject, {})
            words[entry.language] = entry.label
    return subjects
