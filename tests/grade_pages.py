"""The frames and blocks of a page on grades, put together as the notebook does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.data import processed
from analysis.measures import grades
from analysis.pages.blocks import Block
from analysis.reports import grade_distribution as page
from analysis.vocabulary.figures import Reading, Tolerance


@dataclass
class Page:
    """A page on the classes that a source and a class code name, each frame made when a block first needs it."""

    source: str = "all"
    class_code: str = "all"
    reading: Reading = "literal"
    tolerance: Tolerance = 1
    language: str = "vi"

    def __post_init__(self) -> None:
        self.statements = processed.statements(self.source, scope="graded")
        self.own = grades.of_class(self.statements, self.source, self.class_code)
        self.everyone = grades.among(self.statements, self.own)

    @cached_property
    def checked(self) -> pd.DataFrame:
        return grades.checked(self.own, self.tolerance)

    @cached_property
    def bounds(self) -> pd.DataFrame:
        return grades.distribution(self.own, self.reading, self.tolerance)

    @cached_property
    def clashing(self) -> pd.DataFrame:
        return grades.clashes(self.own, self.tolerance)

    @cached_property
    def commended(self) -> pd.DataFrame:
        return grades.commendations(self.own, self.reading, self.tolerance)

    @cached_property
    def bases(self) -> pd.DataFrame:
        return grades.bases(self.own, self.tolerance)

    @cached_property
    def compared(self) -> pd.DataFrame:
        return grades.closings(self.everyone, self.reading, self.tolerance)

    def title(self) -> Block:
        return page.title(self.checked, self.bounds, self.language)

    def tiles(self) -> Block:
        return page.tiles(self.checked, self.bounds, self.language)

    def banner(self) -> Block | None:
        return page.banner(self.checked, self.clashing, self.language)

    def key(self) -> Block | None:
        return page.key(self.checked, self.tolerance, self.language)

    def every_class(self) -> Block | None:
        return page.every_class(self.checked, self.bounds, self.language)

    def grades(self) -> Block | None:
        frames = self.checked, self.bounds, self.clashing, self.commended, self.bases
        return page.grades(*frames, self.tolerance, self.language)

    def closings(self) -> Block | None:
        return page.closings(self.everyone, self.compared, self.bounds, self.language)

    def taught(self) -> Block | None:
        topics = processed.topics(self.own["source_code"].unique())
        return page.taught(topics[topics["class_code"] == self.class_code], self.language)

    def not_said(self) -> Block:
        return page.not_said(self.bounds, self.bases, self.language)

    def footer(self) -> Block:
        return page.footer(self.title(), self.statements, self.language)

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        made = (
            self.title, self.tiles, self.banner, self.key, self.grades, self.closings, self.every_class, self.taught,
            self.not_said, self.footer,
        )  # fmt: skip
        return [block for make in made if (block := make()) is not None]
