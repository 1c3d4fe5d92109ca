"""The guides to the methods as tests read them: sections by id, paragraphs, and the numbers in a text."""

from __future__ import annotations

import re
from fractions import Fraction

from analysis import paths

GUIDES = {"en": "methods.md", "vi": "methods.vi.md"}
_HEADING = re.compile(r'^(#{2,}) <a id="([\w-]+)"></a>(.+)$', re.MULTILINE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def text(language: str) -> str:
    return (paths.ROOT / "docs" / GUIDES[language]).read_text(encoding="utf-8")


def sections(language: str) -> dict[str, str]:
    """Heading and words of each section, by its id; first, under "", what stands above them all."""
    before, *parts = _HEADING.split(text(language))
    return {"": before} | {parts[i + 1]: parts[i + 2] + parts[i + 3] for i in range(0, len(parts), 4)}


def levels(language: str) -> list[tuple[int, str]]:
    """The level and the id of each heading."""
    return [(len(marks), name) for marks, name, _ in _HEADING.findall(text(language))]


def paragraphs(section: str) -> list[str]:
    """The paragraphs and list items of a section, its heading first."""
    return [part for part in re.split(r"\n\n|\n(?=- )", section) if part.strip()]


def numbers(words: str, language: str) -> list[Fraction]:
    """The numbers in a text, in order; words in curly quotes are the paper's and have Vietnamese numbers."""
    words = re.sub(r"\]\([^)]*\)|`[^`]*`", "", words)
    for position, month in enumerate(_MONTHS, start=1):
        words = re.sub(rf"\b{month}\b(?= \d)", str(position), words)
    found = []
    for piece in re.split(r"(“[^”]*”)", words):
        grouping, point = r",." if language == "en" and not piece.startswith("“") else r".,"
        grouped = rf"\d{{1,3}}(?:\{grouping}\d{{3}})+(?!\d)"
        for match in re.findall(rf"{grouped}|\d+(?:\{point}\d+)?", piece):
            is_grouped = re.fullmatch(grouped, match)
            found.append(Fraction(match.replace(grouping, "") if is_grouped else match.replace(point, ".")))
    return found
