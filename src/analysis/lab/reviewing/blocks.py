"""The blocks of a review: the marked text, and the rows that its figures lead to."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import ClassVar

from markupsafe import Markup

from analysis.pages.blocks import Block
from analysis.vocabulary import labels

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
        return Markup(self.body)  # noqa: S704

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
