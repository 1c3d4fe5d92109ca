"""The blocks of a review: the marked text, the rows that its figures lead to, and the files that were written."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import ClassVar

from markupsafe import Markup

from analysis import paths
from analysis.data.bulletins.marking import REJECTED
from analysis.lab.links import href
from analysis.pages.blocks import Block
from analysis.vocabulary import labels

# A mark carries its look itself: where a notebook is not trusted, JupyterLab takes away style sheets.
TONES = {
    "enrolled": "#d3e5f5", "completed": "#bfe3c8", "trained": "#dcebb8", "graded": "#f6d5b4", "commended": "#f7e3a1",
    "classes": "#e3d5f2", "days": "#f3d3df",
}  # fmt: skip
OTHER = "#e4e8eb"
STRUCK = "outline:1px dashed;text-decoration:line-through;background-color:transparent;color:#767676"
_MARK = re.compile(r'class="figure figure-(\w+)"')
HEADS = ("code", "printed", "unit", "what", "level", "class", "base", "place", "verdict", "reason", "quote")


@dataclass(frozen=True)
class MarkedText(Block):
    """A text whose figures are marked; ``body`` is finished HTML, ``legend`` the kinds and their words."""

    kind: ClassVar[str] = "marked_text"
    language: str
    body: str
    legend: tuple[tuple[str, str], ...]
    counted: str

    @property
    def marked(self) -> Markup:
        """The text; what was not written by the marking is escaped in it already."""
        return Markup(_MARK.sub(lambda mark: f'{mark[0]} style="{self.look(mark[1])}"', self.body))  # noqa: S704

    def look(self, kind: str) -> str:
        """The style of the marks of a kind."""
        return STRUCK if kind == REJECTED else f"background-color:{TONES.get(kind, OTHER)};color:#1b2127"

    def texts(self) -> dict[str, str]:
        return {"counted": self.counted}


@dataclass(frozen=True)
class Line:
    """A row as a reader sees it."""

    code: str
    printed: str
    unit: str
    what: str
    level: str
    class_code: str
    base: str
    locator: str
    verdict: str
    reason: str
    quote: str


@dataclass(frozen=True)
class RowTable(Block):
    """The rows of a text, each the target of its figure's link; the rejected ones apart."""

    kind: ClassVar[str] = "row_table"
    language: str
    caption: str
    kept: tuple[Line, ...]
    rejected: tuple[Line, ...]

    def heads(self) -> list[str]:
        """The headings of the columns."""
        return [labels.say(f"review.head_{name}", self.language) for name in HEADS]

    def texts(self) -> dict[str, str]:
        lines = {line.code: " | ".join(filter(None, astuple(line))) for line in (*self.kept, *self.rejected)}
        return {"caption": self.caption, **lines}


@dataclass(frozen=True)
class Written(Block):
    """What was written: ``items`` are sentences, each with the file that it is about, to which it leads, or None."""

    kind: ClassVar[str] = "written"
    language: str
    heading: str
    items: tuple[tuple[str, Path | None], ...]

    def links(self) -> list[tuple[str, str]]:
        """Each sentence with its link, empty where there is none."""
        return [(text, href(path) if path else "") for text, path in self.items]

    def texts(self) -> dict[str, str]:
        return {"heading": self.heading, **{f"item {place}": text for place, (text, _) in enumerate(self.items, 1)}}


def files(written: list[Path], passing: bool) -> list[tuple[str, Path | None]]:
    """A line for each file, the first of which lies in their folder: its path, or in a folder that passes its name."""
    folder = written[0].parent
    return [(path.relative_to(folder).as_posix(), None) if passing else (paths.shown(path), path) for path in written]
