"""A chart beside the table of its numbers, and a table that stands for itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, ClassVar

from markupsafe import Markup
from matplotlib.figure import Figure

from analysis.charts.theme import fixed_settings
from analysis.charts.vector import svg
from analysis.pages.blocks.base import Block, Numbers
from analysis.pages.blocks.sources import Place, SourceLine
from analysis.pages.tables import ReportTable
from analysis.vocabulary import labels


@dataclass(frozen=True)
class Fold:
    """The next rows of a table, shown under a title that opens and closes them."""

    title: str
    rows: int
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class TableBlock(Block):
    """A table with its finding, open: ``key`` names its files, each key once in a report.

    ``folds`` part its rows, in their order; the titles say what the column with the key ``folded_by`` does.

    ``sources`` are the lines of the source with the printed words (a plain sentence where nothing is printed
    elsewhere), ``note`` the paragraphs beside the table, ``numbers`` those that its sentences state although no
    table shows them, ``folded`` the positions of rows that a page folds away; files hold them all.
    """

    kind: ClassVar[str] = "table"
    key: str
    language: str
    headline: str
    subtitle: str
    table: ReportTable
    sources: tuple[SourceLine | str, ...]
    note: tuple[str, ...] = ()
    numbers: Numbers = ()
    folds: tuple[Fold, ...] = ()
    folded_by: str = ""
    folded: frozenset[int] = frozenset()

    def parts(self) -> list[tuple[Fold, ReportTable]]:
        """Each fold with its part of the table; none where nothing is folded."""
        ends = list(accumulate((fold.rows for fold in self.folds), initial=0))
        kept = [place for place, column in enumerate(self.table.columns) if column.key != self.folded_by]
        columns = tuple(self.table.columns[place] for place in kept)
        return [
            (fold, ReportTable(fold.title, columns, tuple(tuple(row[i] for i in kept) for row in self.table.rows[a:b])))
            for fold, (a, b) in zip(self.folds, pairwise(ends), strict=True)
        ]

    def plain(self) -> str:
        return f"{self.headline}\n{self.table.caption}"

    def rest(self) -> str:
        """What the fold of rows is called."""
        return labels.say("table.rest", self.language, count=len(self.folded))

    def texts(self) -> dict[str, str]:
        return {
            "headline": self.headline,
            "subtitle": self.subtitle,
            "source": " ".join(map(str, self.sources)),
            **{f"fold {position}": fold.title for position, fold in enumerate(self.folds, start=1)},
            **{f"note {position}": text for position, text in enumerate(self.note, start=1)},
        }

    @property
    def places(self) -> list[Place]:
        """Where the printed figures stand in their texts, each place once."""
        lines = (line for line in self.sources if isinstance(line, SourceLine))
        return list(dict.fromkeys(place for line in lines for place in line.places))

    def metadata(self) -> dict[str, Any]:
        return {**super().metadata(), "key": self.key, "table": self.table.to_json()}


@dataclass(frozen=True, kw_only=True)
class ChartBlock(TableBlock):
    """A chart: the finding as headline, two drawings, the source with the printed words, the table folded.

    ``draw(narrow)`` returns the figure for the phone (328 px wide) or for the page (736 px); ``alt`` says the
    kind of chart, what is drawn and every number. ``is_folded``: the drawings are one click away, too.
    """

    kind: ClassVar[str] = "chart"
    draw: Callable[[bool], Figure]
    alt: str
    is_folded: bool = False

    @cached_property
    def drawings(self) -> dict[str, Markup]:
        """The inline SVG of both widths, "wide" and "narrow"."""
        return {width: self.drawing(width) for width in ("wide", "narrow")}

    def drawing(self, width: str) -> Markup:
        """The inline SVG of one width, the same whatever settings the notebook has made."""
        with fixed_settings():
            return Markup(svg(self.draw(width == "narrow"), f"{self.key}-{width}", self.alt))

    def plain(self) -> str:
        return f"{self.headline}\n{self.alt}"

    def texts(self) -> dict[str, str]:
        return {**super().texts(), "alt": self.alt}
