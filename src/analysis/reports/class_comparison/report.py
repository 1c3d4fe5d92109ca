"""The report on classes of a register against each other: shares, grades, and what may not be concluded.

``open_report`` returns a :class:`Report` whose methods give the blocks of the page in their order, or None where
a block has nothing to show. Only counts that ``disclosure`` has protected reach it.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.data import register_counts
from analysis.errors import ParameterError, nearest
from analysis.pages.blocks import Banner, Block, ChartBlock, Footer, Prose, TableBlock, Tiles, Title
from analysis.reports.class_comparison import deltas, differences, funnel, odds, opening
from analysis.reports.class_comparison.facts import NAME, Facts
from analysis.reports.register_pages.subject import Subject

USUAL = "usual"
USUAL_CUTS = ("good", "pass")


@dataclass(frozen=True)
class Report:
    """The blocks of the page."""

    facts: Facts

    def title(self) -> Title:
        """Whether the classes differ by more than chance, and how many stand out."""
        return opening.title(self.facts)

    def notice(self) -> Banner | None:
        """That the register is synthetic; None for any other."""
        return self.facts.about.notice()

    def tiles(self) -> Tiles | None:
        """The numbers to take away; None where there is nothing to compare."""
        return opening.tiles(self.facts) if self.facts.is_comparison else None

    def caution(self) -> Prose:
        """What may not be concluded."""
        return opening.caution(self.facts)

    def funnel(self) -> ChartBlock | None:
        """Shares against class size."""
        return funnel.block(self.facts) if self.facts.is_comparison else None

    def differences(self) -> ChartBlock | None:
        """Each class against all the others."""
        return differences.block(self.facts) if self.facts.is_comparison else None

    def odds(self) -> TableBlock | Prose | None:
        """Proportional odds by class; the sentence that says so where there are none to print."""
        return odds.block(self.facts) if self.facts.is_comparison else None

    def deltas(self) -> ChartBlock | None:
        """Every two classes; None where a count is confidential, or of more classes than a matrix shows."""
        is_drawn = self.facts.is_comparison and 1 < len(self.facts.full) <= deltas.MOST
        return deltas.block(self.facts) if is_drawn else None

    def footer(self) -> Footer:
        """Sources, method, edition; call it last."""
        return self.facts.about.footer(NAME, self.title().title)

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        made = (
            self.title, self.notice, self.tiles, self.caution, self.funnel, self.differences, self.odds, self.deltas,
            self.footer,
        )  # fmt: skip
        return [block for make in made if (block := make()) is not None]


def open_report(register: str, cut: str = USUAL, language: str = "vi") -> Report:
    """The report on the classes of a register, by the share of learners at a grade (``cut``) or better.

    ``cut`` "usual" is good where the scale has it, else pass. Raises ParameterError for an unknown register, or a
    grade that is not of its scale.
    """
    about = register_counts.about(register)
    if cut == USUAL:
        cut = next((grade for grade in USUAL_CUTS if grade in about["grades"]), about["grades"][0])
    if cut not in about["grades"]:
        message = f'cut: no grade of the scale of "{register}" is called "{cut}".'
        raise ParameterError(f"{message} {nearest(cut, about['grades'])}")
    facts = Facts(
        register_counts.counts(register, "grades_by_class"),
        register_counts.counts(register, "cuts_by_class"),
        (about["scale_code"],),
        cut,
        Subject(register, language),
    )
    return Report(facts)
