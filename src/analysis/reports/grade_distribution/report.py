"""The report on grades: of one class what its text establishes, of several how they compare.

``open_report`` returns a :class:`Report` whose methods give the blocks of the page in their order, or None where
a block has nothing to show.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analysis.pages.blocks import Banner, Block, ChartBlock, Footer, Prose, ReadingKey, TableBlock, Tiles, Title
from analysis.reports import common
from analysis.reports.grade_distribution import bars, comparison, every_class, opening, unsaid
from analysis.reports.grade_distribution.facts import Facts, facts
from analysis.reports.grade_distribution.phrases import SECTION
from analysis.vocabulary.figures import Reading


@dataclass(frozen=True)
class Report:
    """The blocks of the page."""

    facts: Facts

    def title(self) -> Title:
        """The finding and what it rests on."""
        return opening.title(self.facts)

    def tiles(self) -> Tiles:
        """The numbers to take away."""
        return opening.tiles(self.facts)

    def banner(self) -> Banner | None:
        """The contradictions; None where all the statements can hold."""
        return opening.banner(self.facts)

    def key(self) -> ReadingKey | None:
        """The two readings of words that the page rests on; None where it has no words that are read in two ways."""
        return common.reading_key(self.facts.conventional, self.facts.tolerance, self.facts.language)

    def overview(self) -> ChartBlock | None:
        """The classes side by side, first on the page of several; None for one class."""
        return None if self.facts.single else comparison.block(self.facts)

    def every_class(self) -> TableBlock | None:
        """Every class with its grades, on the page of several; None for one class."""
        return every_class.block(self.facts)

    def grades(self) -> ChartBlock | None:
        """Learners at each cut and grade of one class; None for several."""
        return bars.block(self.facts)

    def closings(self) -> ChartBlock | None:
        """One class among the other closings; None for several, or where there is no other."""
        return comparison.block(self.facts) if self.facts.single else None

    def not_said(self) -> Prose:
        """What stays open."""
        return unsaid.block(self.facts)

    def footer(self) -> Footer:
        """Sources, method, edition; call it last."""
        return common.footer(SECTION, self.title().title, self.facts.language)

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        made = (
            self.title, self.tiles, self.banner, self.key, self.overview, self.every_class, self.grades,
            self.closings, self.not_said, self.footer,
        )  # fmt: skip
        return [block for make in made if (block := make()) is not None]


def open_report(
    source: str = "all",
    class_code: str = "all",
    reading: Reading = "literal",
    tolerance: Fraction | float | str = 1,
    language: str = "vi",
) -> Report:
    """The report on the classes that a source and a class code name, "all" for every one.

    Raises ParameterError for a source without grades or a class that it does not grade.
    """
    return Report(facts(source, class_code, reading, tolerance, language))
