"""The answers of the short way: a finding in words, its chart, its table, its frame, and all its blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import pandas as pd

from analysis.lab import frames
from analysis.lab.frames import LabelledFrame
from analysis.pages.blocks import Block, ChartBlock, Title
from analysis.pages.tables import ReportTable
from analysis.pages.templating import rendered


class Report(Protocol):
    """What an answer is taken from."""

    def title(self) -> Title:
        """The finding."""

    def blocks(self) -> list[Block]:
        """Every block, in the order of the page."""


@dataclass(frozen=True, eq=False, repr=False)
class Answer:
    """An answer that shows itself: in a notebook headline, chart and table, in a terminal headline and table.

    Its chart is the first of ``charts`` that has something to show; its table is that of the chart unless ``numbers``
    makes one. Each part is made when it is first asked for.
    """

    report: Report
    language: str
    charts: tuple[Callable[[], ChartBlock | None], ...]
    exact: Callable[[], pd.DataFrame]
    numbers: Callable[[], ReportTable | None] | None = None

    @cached_property
    def _title(self) -> Title:
        return self.report.title()

    @cached_property
    def _chart(self) -> ChartBlock | None:
        return next((block for chart in self.charts if (block := chart()) is not None), None)

    @cached_property
    def _numbers(self) -> ReportTable | None:
        if self.numbers is not None:
            return self.numbers()
        return self._chart and self._chart.table

    @property
    def headline(self) -> str:
        """The finding in one sentence."""
        return self._title.title

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The exact values behind the chart, with codes for names, to compute with."""
        return self.exact()

    def chart(self) -> ChartBlock | None:
        """The chart; None where there is nothing to draw."""
        return self._chart

    def table(self) -> LabelledFrame:
        """The numbers with words of the language as headings; empty where there is nothing to count.

        A cell without a number holds a symbol: [n] no limit, [x] not available, [z] not applicable.
        """
        if self._numbers is None:
            return frames.labelled(pd.DataFrame(), self.language)
        return frames.of_table(self._numbers, self.language)

    def blocks(self) -> list[Block]:
        """Every block of the report that the answer is taken from, in the order of the page."""
        return self.report.blocks()

    def html(self) -> str:
        """Headline, chart and table as one fragment."""
        parts = {"title": self._title, "chart": self._chart, "frame": self.table()}
        style = rendered("blocks/notebook.css.j2")
        return rendered("frame/answer.html.j2", language=self.language, style=style, **parts)

    def __repr__(self) -> str:
        return f"{self.headline}\n\n{self.table().to_string(index=False)}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}
