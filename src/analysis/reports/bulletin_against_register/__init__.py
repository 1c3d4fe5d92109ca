"""The report ``bulletin_against_register``: what a bulletin prints of a class, against the register of the class.

``open`` returns a :class:`Report` whose methods give the blocks of the page in their order. Of the register only
protected counts are used: where one is suppressed, the verdict goes as far as the published counts allow.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis import register_tables, tables
from analysis.blocks import Banner, Block, ChartBlock, Footer, Prose, Tiles, Title
from analysis.errors import ParameterError, nearest
from analysis.reports import common
from analysis.reports.bulletin_against_register import words
from analysis.reports.bulletin_against_register.matches import NAME, Matches

__all__ = ["Matches", "Report", "open"]


@dataclass(frozen=True)
class Report:
    """The blocks of the page."""

    matches: Matches

    def title(self) -> Title:
        """How many figures agree, contradict, or cannot be settled."""
        return words.title(self.matches)

    def notice(self) -> Banner | None:
        """That the register is synthetic; None for any other."""
        return common.synthetic_notice(self.matches.register, self.matches.language)

    def tiles(self) -> Tiles:
        """How many figures have each verdict."""
        return words.tiles(self.matches)

    def figures(self) -> ChartBlock:
        """Every figure: what the print allows beside what the register shows, with both verdicts."""
        return words.figures(self.matches)

    def reading(self) -> Prose:
        """How the verdicts are made, and why some figures cannot be settled."""
        return words.reading(self.matches)

    def footer(self) -> Footer:
        """Sources, method, edition; call it last."""
        return common.footer(NAME, self.title().title, self.matches.language)

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        made = (self.title, self.notice, self.tiles, self.figures, self.reading, self.footer)
        return [block for make in made if (block := make()) is not None]


def open(source: str, class_code: str, register: str, language: str = "vi") -> Report:
    """The report on a class of a source and the register of the class.

    The register's class is the one of the same code, or its only one. Raises ParameterError where the source
    prints nothing of the class, or the register has several classes of which none has that code.
    """
    statements = tables.statement_table(source)
    own = statements[statements["class_code"] == class_code]
    if own.empty:
        known = [code for code in statements["class_code"].unique() if code]
        raise ParameterError(
            f'class_code: {source} prints nothing of "{class_code}". {nearest(class_code, known)}'
        )
    known = list(register_tables.classes(register)["class_code"])
    if class_code not in known and len(known) != 1:
        raise ParameterError(
            f'register: {register} has no class "{class_code}". {nearest(class_code, known)}'
        )
    row = class_code if class_code in known else known[0]
    counted = {
        name: register_tables.counts(register, f"{name}_by_class")
        for name in ("flow", "awards", "grades", "cuts")
        if f"{name}_by_class" in register_tables.cuts(register)
    }
    return Report(Matches(own, counted, row, register, language))
