"""The section "Figures" of the change log: which printed numbers of which report changed, and why."""

from __future__ import annotations

import re
from pathlib import Path

from analysis import paths

_VERSION = re.compile(r"^## \[?([^\]\s]+)\]?")
_ENTRY = re.compile(r"^- (?:(?P<reports>[a-z0-9_, ]+): )?(?P<text>.+)$")


def figures_of(report: str, path: Path = paths.CHANGELOG) -> tuple[tuple[str, str], ...]:
    """(version, text) of the entries that touch a report, newest first; entries that name no report touch all.

    An entry is a bullet under a heading "Figures": ``- throughput_by_level: 445 became 446, because …``.
    """
    found, version, inside = [], "", False
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if match := _VERSION.match(line):
            version, inside = match[1], False
        elif line.startswith("### "):
            inside = line.removeprefix("### ").strip() == "Figures"
        elif inside and (match := _ENTRY.match(line)):
            reports = {name.strip() for name in (match["reports"] or report).split(",")}
            if report in reports:
                found.append((version, match["text"]))
    return tuple(found)
