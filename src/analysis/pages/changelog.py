"""The section "Figures" of the change log: which printed numbers of which report changed, and why."""

from __future__ import annotations

import re
from pathlib import Path

from analysis import paths

UNRELEASED = "Unreleased"
_VERSION = re.compile(r"^## \[?([^\]\s]+)\]?")
_ENTRY = re.compile(r"^- (?:(?P<reports>[a-z0-9_, ]+)(?: \((?P<language>[a-z]+)\))?: )?(?P<text>.+)$")
_WRITTEN_IN = "en"  # the language of an entry that names none


def figures_of(report: str, language: str, path: Path = paths.CHANGELOG) -> tuple[tuple[str, str], ...]:
    """(version, text) of the entries that touch a report, newest first; entries that name no report touch all.

    An entry is a bullet under a heading "Figures": ``- throughput_by_level: 445 became 446, because …``. The bullet
    after it, ``- throughput_by_level (vi): …``, says the same in another language; without one the English stands.
    """
    entries: list[dict[str, tuple[str, str]]] = []
    version, inside = "", False
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if match := _VERSION.match(line):
            version, inside = match[1], False
        elif line.startswith("### "):
            inside = line.removeprefix("### ").strip() == "Figures"
        elif inside and (match := _ENTRY.match(line)) and report in _reports(match, report):
            if match["language"] is None:
                entries.append({})
            entries[-1][match["language"] or _WRITTEN_IN] = (version, match["text"])
    return tuple(entry.get(language, entry[_WRITTEN_IN]) for entry in entries)


def _reports(entry: re.Match, report: str) -> set[str]:
    return {name.strip() for name in (entry["reports"] or report).split(",")}
