"""The report ``form_10``: form 10-BTCTW filled from a register, with its sums proved.

``open_report`` returns a :class:`Report` whose methods give the blocks of the page in their order. The line of a
class stands in reference/form_10_classes.csv, else in the column map of the register; the tier of a level in
reference/form_10_levels.csv.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data import register_counts
from analysis.data.disclosure import TOTAL
from analysis.pages.blocks import Banner, Block, Footer, Prose, TableBlock, Tiles, Title
from analysis.reports.form_10 import words
from analysis.reports.form_10.sheet import Sheet
from analysis.reports.register_pages.subject import Subject

NAME = "form_10"
COMPLETED = ("ungraded", "graded")


@dataclass(frozen=True)
class Report:
    """The blocks of the page."""

    sheet: Sheet
    language: str

    def title(self) -> Title:
        """Whose form it is, for which period, and where its layout comes from."""
        return words.title(self.sheet, self.language)

    def notice(self) -> Banner | None:
        """That the register is synthetic; None for any other."""
        return Subject(self.sheet.register, self.language).notice()

    def tiles(self) -> Tiles:
        """Persons, classes, and classes on no line."""
        return words.tiles(self.sheet, self.language)

    def training(self) -> TableBlock:
        """Part I of the form."""
        return words.part(self.sheet, "training", self.language)

    def refresher(self) -> TableBlock:
        """Part II of the form."""
        return words.part(self.sheet, "refresher", self.language)

    def proof(self) -> TableBlock | None:
        """The two equations, line by line; None where no line has a class."""
        return words.proof(self.sheet, self.language)

    def left_out(self) -> TableBlock | None:
        """The classes on no line, with the reason; None where all are on one."""
        return words.left_out(self.sheet, self.language)

    def remarks(self) -> Prose:
        """How it was filled, and what the form does not ask."""
        return words.remarks(self.sheet, self.language)

    def footer(self) -> Footer:
        """Sources, method, edition; call it last."""
        return Subject(self.sheet.register, self.language).footer(NAME, self.title().title)

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        made = (
            self.title, self.notice, self.tiles, self.training, self.refresher, self.proof, self.left_out,
            self.remarks, self.footer,
        )  # fmt: skip
        return [block for make in made if (block := make()) is not None]


def open_report(register: str, language: str = "vi") -> Report:
    """The form of a register; ParameterError for an unknown one."""
    flow = register_counts.counts(register, "flow_by_class").drop(index=TOTAL)
    done = flow[[column for column in COMPLETED if column in flow.columns]]
    classes = register_counts.classes(register)
    completed = done.sum(axis=1, skipna=False).reindex(classes["class_code"]).astype("Int64")
    frame, about = classes.assign(completed=completed.to_numpy()), register_counts.about(register)
    return Report(
        Sheet(register, frame, _once(register), about.get("form_line", ""), about.get("opened_by", "")), language
    )


def _once(register: str) -> bool:
    """Whether the published counts say that everybody is in one class alone."""
    row: pd.Series = register_counts.counts(register, "persons").loc[TOTAL]
    return bool(pd.notna(row.get("1")) and row["1"] == row[TOTAL])
