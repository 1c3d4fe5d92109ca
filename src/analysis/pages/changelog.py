"""The section "Figures" of the change log: which printed numbers of which report changed, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from analysis import paths

UNRELEASED = "Unreleased"
_VERSION = re.compile(r"^## \[?([^\]\s]+)\]?")
_ENTRY = re.compile(r"^- (?:(?P<reports>[a-z0-9_, ]+)(?: \((?P<language>[a-z]+)\))?: )?(?P<text>.+)$")
_WRITTEN_IN = "en"  # the language of an entry that names none


@dataclass(frozen=True)
class Change:
    """A change of figures: the version, the reports that it touches (none named: all), and its text by language."""

    version: str
    reports: tuple[str, ...]
    texts: dict[str, str] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The text in a language; in English where the change log has it in no other."""
        return self.texts.get(language, self.texts[_WRITTEN_IN])


def changes(path: Path = paths.CHANGELOG) -> list[Change]:
    """The entries of the change log, newest first; none without a change log.

    An entry is a bullet under a heading "Figures": ``- throughput_by_level: 445 became 446, because …``. The bullet
    after it, ``- throughput_by_level (vi): …``, says the same in another language.
    """
    found: list[Change] = []
    version, inside = "", False
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if match := _VERSION.match(line):
            version, inside = match[1], False
        elif line.startswith("### "):
            inside = line.removeprefix("### ").strip() == "Figures"
        elif inside and (match := _ENTRY.match(line)):
            if match["language"] is None:
                reports = tuple(name.strip() for name in (match["reports"] or "").split(",") if name.strip())
                found.append(Change(version, reports))
            found[-1].texts[match["language"] or _WRITTEN_IN] = match["text"]
    return found


def figures_of(report: str, language: str, path: Path = paths.CHANGELOG) -> tuple[tuple[str, str], ...]:
    """(version, text) of the entries that touch a report, newest first; entries that name no report touch all."""
    return tuple(
        (change.version, change.text(language))
        for change in changes(path)
        if not change.reports or report in change.reports
    )
