"""The index of the reports: one page in every language, the programmes on top, then tables of the reports.

Each language has its own tables, of which a switch, which needs no script, shows one; figures that were published stand
apart from demonstrations. To search, filter and sort is a small script of its own, allowed by its hash alone; without
it every row is there.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from markupsafe import Markup

from analysis import paths
from analysis.pages import changelog, methods, ranges
from analysis.pages.facts import Facts
from analysis.pages.site import UNNAMED, Site
from analysis.pages.stylesheet import style
from analysis.pages.templating import rendered
from analysis.vocabulary import labels

State = Literal["made", "stale", "failed"]
NAME = "index.html"
PARTS = ("published", "demonstrations")
COLUMNS = ("report", "kind", "place", "date", "size", "share", "contradiction")
FROM_THE_GREATEST = ("date", "size", "share", "contradiction")  # how a column is sorted first


@dataclass(frozen=True)
class Entry:
    """One edition of a report as the index shows it.

    ``report`` and ``title`` are the code and the name of its kind; ``subject_kind`` ("level", "class" and so on),
    ``subject`` and ``label`` say what it is about, ``variant`` which other parameters were chosen; ``href`` is
    empty when there is no page; ``message`` is why it failed, in one sentence; ``made_at`` is a date YYYY-MM-DD;
    ``share`` is drawn as a small bar from 0 to all; ``figures`` are those that the page is found by.
    """

    report: str
    title: str
    subject_kind: str
    subject: str
    label: str
    language: str
    headline: str = ""
    href: str = ""
    state: State = "made"
    message: str = ""
    made_at: str = ""
    variant: str = ""
    share: tuple[Fraction, Fraction] | None = None
    share_is_either: bool = False
    share_of: str = ""
    facts: Facts = field(default_factory=Facts)
    figures: str = ""

    def share_words(self) -> str:
        """The share in words, under its bar."""
        low, high = self.share or (None, None)
        return f"{self.share_of}: {labels.percent_span(low, high, self.language, is_either=self.share_is_either)}"

    def when(self) -> str:
        """The state in words, with the day on which the page was made; empty for one that stands as it was made."""
        if self.state == "made":
            return ""
        day = labels.date(self.made_at, self.language)
        return labels.say(f"index.{self.state if day else self.state + '_undated'}", self.language, date=day)

    def dated(self) -> str:
        """The date of the data, of several the first and the last year; empty where it is not known."""
        days = self.facts.dates
        if len(days) < 2:
            return labels.date("".join(days), self.language)
        return "–".join(dict.fromkeys(day[:4] for day in days))

    def size(self) -> str:
        """How many learners, in words; empty where that is not one number."""
        return labels.span(*self.facts.size, self.language) if self.facts.size else ""

    def sorts(self, column: str) -> int | str:
        """What a column is sorted by instead of its words; empty where there is nothing."""
        if column == "date":
            return self.facts.dates[-1] if self.facts.dates else ""
        if column == "size":
            return self.facts.size[0] if self.facts.size else ""
        return int(self.share[0] * 10**6) if self.share else ""


@dataclass(frozen=True)
class Front:
    """The front of a programme in one language, and the page that it is of."""

    language: str
    html: Markup
    href: str


def index(
    entries: Iterable[Entry], fronts: Iterable[Front] = (), site: Site = UNNAMED, picture: str = "", archive: str = ""
) -> str:
    """The HTML of the index; rows stand in the order of the entries.

    ``fronts`` are shown on top; ``picture`` is the way to one that stands for the whole; ``archive`` is the name of the
    file that holds all of it, to which the index then links.
    """
    listed = list(entries)
    script = (paths.TEMPLATES / "index" / "index.js").read_text(encoding="utf-8")
    # as a Content-Security-Policy names it
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    years = {int(day[:4]) for entry in listed for day in entry.facts.dates}
    day = max((entry.made_at for entry in listed), default="")
    made = rendered(
        "index/index.html.j2",
        parts={part: _by_language(listed, part) for part in PARTS},
        columns=COLUMNS,
        from_the_greatest=FROM_THE_GREATEST,
        count=len({(entry.report, entry.subject, entry.variant) for entry in listed}),
        kinds=_kinds(listed),
        years=sorted(years, reverse=True),
        made_at={language: labels.date(day, language) for language in labels.languages()} if day else {},
        fronts=list(fronts),
        languages=labels.languages(),
        separators={language: labels.separators(language) for language in labels.languages()},
        methods={language: methods.name(language) for language in labels.languages()},
        changes={language: _changes(language) for language in labels.languages()},
        site=site,
        picture=site.url(picture) if picture else "",
        script=Markup(script),
        script_hash=f"sha256-{digest}",
        style=style(),
        archive=archive,
    )
    return ranges.marked(made)


def _by_language(entries: Sequence[Entry], part: str) -> dict[str, list[Entry]]:
    """The entries of a part of the index by language; none of a language without any."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.facts.is_demonstration == (part == "demonstrations"):
            found.setdefault(entry.language, []).append(entry)
    return found


def _kinds(entries: Sequence[Entry]) -> Mapping[str, Mapping[str, str]]:
    """The choices of the filter by kind: the code of a report, then its name by language."""
    kinds: dict[str, dict[str, str]] = {}
    for entry in entries:
        kinds.setdefault(entry.report, {})[entry.language] = entry.title
    return kinds


def _changes(language: str) -> list[dict[str, Any]]:
    """The changes of figures, each with the names of its reports."""
    return [
        {
            "reports": ", ".join(labels.code("report", report, language) for report in change.reports),
            "text": change.text(language),
        }
        for change in changelog.changes()
    ]
