"""The report: what a notebook calls, one block a cell."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analysis.measures.throughput import Assumptions, Basis
from analysis.pages.blocks import Banner, Block, ChartBlock, Footer, Prose, ReadingKey, TableBlock, Tiles, Title
from analysis.reports import common
from analysis.reports.throughput_by_level import classes, flow, opening, printed, remarks, sums
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary.figures import Reading

NAME = "throughput_by_level"


@dataclass(frozen=True)
class Report:
    """One edition of the report; every method gives a block, or None where there is nothing to show."""

    view: View

    def title(self) -> Title:
        """The finding, and what it rests on."""
        return opening.title(self.view)

    def tiles(self) -> Tiles | None:
        """Up to four numbers."""
        return opening.tiles(self.view)

    def conflict(self) -> Banner | None:
        """That the assumptions exclude each other, where they do."""
        return remarks.conflict(self.view)

    def key(self) -> ReadingKey | None:
        """The two readings of words that the page rests on; None where it has no words that are read in two ways."""
        return common.reading_key(self.view.conventional, self.view.assume.tolerance, self.view.language)

    def levels(self) -> ChartBlock | None:
        """Persons trained at each level, and what was planned."""
        return flow.levels(self.view)

    def printed(self) -> TableBlock | None:
        """What is printed about one level, with paragraph and quote; only of one level."""
        return printed.printed(self.view)

    def attendances(self) -> ChartBlock | None:
        """Attendances against persons; only over all levels."""
        return sums.attendances(self.view)

    def remaining(self) -> ChartBlock | None:
        """What is left for the other classes under each basis."""
        return classes.remaining(self.view)

    def unsaid(self) -> Prose | None:
        """What the figures do not say."""
        return remarks.unsaid(self.view)

    def assumptions(self) -> Prose:
        """What the report assumes."""
        return remarks.assumptions(self.view)

    def footer(self) -> Footer:
        """Sources, method, edition; call it last."""
        return common.footer(NAME, self.title().title, self.view.language, self.view.sources)

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        return common.present(
            self.title, self.tiles, self.conflict, self.key, self.levels, self.printed, self.attendances,
            self.remaining, self.unsaid, self.assumptions, self.footer,
        )  # fmt: skip


def open_report(
    source: str,
    level_code: str = "all",
    reading: Reading = "literal",
    tolerance: Fraction | float = 1,
    language: str = "vi",
    admission_basis: Basis = "admitted",
    abroad_in_pool: bool = False,
    levels_disjoint: bool = False,
) -> Report:
    """The report on a source (or "all") at a level (or "all"); ParameterError for an unknown source."""
    exact = Fraction(str(tolerance))
    assume = Assumptions(reading, exact, admission_basis, abroad_in_pool, levels_disjoint)
    return Report(View(source, level_code, assume, language))
