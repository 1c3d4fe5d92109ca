"""The report ``bulletin_against_register``: what a bulletin prints of a class, against the register of the class.

``open_report`` returns a :class:`Report` whose methods give the blocks of the page in their order. Of the register only
protected counts are used: where one is suppressed, the verdict goes as far as the published counts allow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.data import processed, register_counts
from analysis.errors import ParameterError, nearest
from analysis.pages.blocks import Banner, Block, ChartBlock, Footer, Prose, Tiles, Title
from analysis.reports import common
from analysis.reports.bulletin_against_register import words
from analysis.reports.bulletin_against_register.matches import NAME, Matches
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import reference


@dataclass(frozen=True)
class Report:
    """The blocks of the page."""

    matches: Matches

    def title(self) -> Title:
        """How many figures agree, contradict, or cannot be settled."""
        return words.title(self.matches)

    def notice(self) -> Banner | None:
        """That the register is synthetic; None for any other."""
        return self.matches.about.notice()

    def tiles(self) -> Tiles | None:
        """How many figures have each verdict; None without a figure."""
        return words.tiles(self.matches) if self.matches.all else None

    def figures(self) -> ChartBlock | None:
        """Every figure: what the print allows beside what the register shows; None without a figure."""
        return words.figures(self.matches) if self.matches.all else None

    def reading(self) -> Prose:
        """How the verdicts are made, and why some figures cannot be settled."""
        return words.reading(self.matches)

    def footer(self) -> Footer:
        """Sources, method, edition; call it last."""
        foot, about = common.footer(NAME, self.title().title, self.matches.language), self.matches.about
        return replace(foot, method=f"{foot.method} {about.policy()} {about.attack()}")

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        made = (self.title, self.notice, self.tiles, self.figures, self.reading, self.footer)
        return [block for make in made if (block := make()) is not None]


def open_report(source: str, class_code: str, register: str, language: str = "vi") -> Report:
    """The report on a class that a source prints and a register holds, or on "all" of them.

    A class of the register is that of the same code, or the one that reference/bulletin_classes.csv names. Raises
    ParameterError where the class asked for is not in both; without any for "all", the report says so.
    """
    statements = processed.statement_table(source)
    rows = _rows(register, statements["class_code"].unique())
    if class_code != processed.ALL:
        if class_code not in rows:
            message = f'class_code: "{class_code}" is not both in {source} and in {register}.'
            raise ParameterError(f"{message} {nearest(class_code, (processed.ALL, *rows))}")
        rows = {class_code: rows[class_code]}
    counted = {
        name: register_counts.counts(register, f"{name}_by_class")
        for name in ("flow", "awards", "grades", "cuts")
        if f"{name}_by_class" in register_counts.cuts(register)
    }
    statements = statements[statements["class_code"].isin(list(rows))]
    made = {code for code in rows if _named(register).get(code, {}).get("made_to_agree") == "true"}
    return Report(Matches(statements, counted, rows, Subject(register, language), frozenset(made)))


def _named(register: str) -> dict[str, dict[str, str]]:
    """What reference/bulletin_classes.csv says of a register, by the code of a class in print."""
    rows = reference.rows("bulletin_classes")
    return {row["class_code"]: row for row in rows if row["register_code"] == register}


def _rows(register: str, printed: Iterable[str]) -> dict[str, str]:
    """The classes that are both printed and registered: code in print -> code in the register."""
    registered = list(register_counts.classes(register)["class_code"])
    named = {code: row["register_class_code"] for code, row in _named(register).items()}
    codes = {code: named.get(code, code) for code in printed if code}
    return {code: row for code, row in codes.items() if row in registered}
