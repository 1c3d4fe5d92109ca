"""A chart beside the table of its numbers, and a table that stands for itself."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from markupsafe import Markup
from matplotlib.figure import Figure

from analysis.charts.theme import fixed_settings
from analysis.charts.vector import svg
from analysis.pages import ranges
from analysis.pages.blocks.base import Block, Numbers
from analysis.pages.blocks.sources import Place, SourceLine
from analysis.pages.tables import ReportTable
from analysis.vocabulary import labels


@dataclass(frozen=True)
class Fold:
    """The rows of a table at some positions, under a title that opens and closes them; without a title, in sight."""

    title: str
    rows: tuple[int, ...]
    is_open: bool = False


def rest_folded(rows: int, folded: Collection[int], language: str) -> tuple[Fold, ...]:
    """The rows in sight, and those at the positions in ``folded`` under a title that counts them."""
    title = labels.say("table.rest", language, count=len(folded))
    folds = Fold("", tuple(at for at in range(rows) if at not in folded)), Fold(title, tuple(folded))
    return tuple(fold for fold in folds if fold.rows) if folded else ()


@dataclass(frozen=True, kw_only=True)
class TableBlock(Block):
    """A table with its finding, open: ``key`` names its files, each key once in a report.

    ``folds`` part its rows on a page, while files hold them as they are; the titles say what the column with the
    key ``folded_by`` does.

    ``sources`` are the lines of the source with the printed words (a plain sentence where nothing is printed
    elsewhere), ``note`` the paragraphs beside the table, ``numbers`` those that its sentences state although no
    table shows them. ``working`` says how the main numbers were worked out, a line each, which the page shows folded
    with the code; see :mod:`analysis.vocabulary.workings`.
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
    working: tuple[str, ...] = ()

    def parts(self) -> list[tuple[Fold, ReportTable]]:
        """Each fold with its part of the table; none where nothing is folded."""
        kept = [place for place, column in enumerate(self.table.columns) if column.key != self.folded_by]
        columns = tuple(self.table.columns[place] for place in kept)
        return [
            (fold, replace(self.table, caption=fold.title or self.table.caption, columns=columns, keys=(), rows=tuple(
                tuple(self.table.rows[at][place] for place in kept) for at in fold.rows)))
            for fold in self.folds
        ]  # fmt: skip

    def plain(self) -> str:
        return f"{self.headline}\n{self.table.caption}"

    def texts(self) -> dict[str, str]:
        return {
            "headline": self.headline,
            "subtitle": self.reserved(self.subtitle),
            "source": " ".join(filter(None, (self.mark, *map(str, self.sources)))),
            **{f"fold {position}": fold.title for position, fold in enumerate(self.folds, start=1)},
            **{f"note {position}": text for position, text in enumerate(self.note, start=1)},
        }

    @property
    def places(self) -> list[Place]:
        """Where the printed figures stand in their texts, each place once."""
        lines = (line for line in self.sources if isinstance(line, SourceLine))
        return list(dict.fromkeys(place for line in lines for place in line.places))

    def metadata(self) -> dict[str, Any]:
        said = {**super().metadata(), "key": self.key, "table": self.table.to_json()}
        lines = (line for line in self.sources if isinstance(line, SourceLine))
        if phrases := [phrase for line in lines for phrase in line.phrases]:
            said["phrases"] = phrases
        return {**said, "working": list(self.working)} if self.working else said


@dataclass(frozen=True, kw_only=True)
class ChartBlock(TableBlock):
    """A chart: the finding as headline, two drawings, the source with the printed words, the table folded.

    ``draw(narrow)`` returns the figure for the phone (328 px wide) or for the page (736 px); ``alt`` says the
    kind of chart, what is drawn and every number. ``is_folded``: the drawings are one click away, too. ``is_cropped``:
    the canvas fits what is drawn, as around an analyst's own figure, whose labels may reach beyond its edges.
    ``is_front``: the index of all reports shows it, too, without its code and its files. ``ways`` lead to other
    reports: words, and the report with the code of its subject, as in "grade_distribution/hanoi_class_2".
    """

    kind: ClassVar[str] = "chart"
    draw: Callable[[bool], Figure]
    alt: str
    is_folded: bool = False
    is_cropped: bool = False
    is_front: bool = False
    ways: tuple[tuple[str, str], ...] = ()

    @cached_property
    def drawings(self) -> dict[str, Markup]:
        """The inline SVG of both widths, "wide" and "narrow"."""
        return {width: self.drawing(width) for width in ("wide", "narrow")}

    def drawing(self, width: str) -> Markup:
        """The inline SVG of one width, the same whatever settings the notebook has made."""
        with fixed_settings():
            figure = self.draw(width == "narrow")
            return Markup(svg(figure, f"{self.key}-{width}", self._heard(), is_cropped=self.is_cropped))

    def plain(self) -> str:
        return f"{self.headline}\n{self.alt}"

    def texts(self) -> dict[str, str]:
        return {**super().texts(), "alt": self._heard()}

    def _heard(self) -> str:
        """The alternative text as it is read aloud."""
        return ranges.spoken(self.reserved(self.alt), self.language)
