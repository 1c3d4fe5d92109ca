"""The answers of the short way: a finding in words, its frame, its chart, and its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from analysis import charts
from analysis.lab import frames
from analysis.lab.frames import LabelledFrame
from analysis.pages.blocks import ChartBlock, Title
from analysis.pages.tables import ReportTable
from analysis.pages.templating import rendered

_SIZE = (8, 3.5)  # inches


@dataclass(frozen=True, eq=False, repr=False)
class Answer:
    """An answer that shows itself: in a notebook headline, drawing and table, in a terminal headline and table.

    ``_measured`` makes the frame, ``_drawn`` its chart in an Axes. The drawing shown is the first of ``_drawings`` that
    the page has; the table is that of the drawing unless ``_counted`` makes one. Each is made when first asked for.
    What makes them has names that completion does not offer.
    """

    _finding: Callable[[], Title]
    language: str
    _measured: Callable[[], pd.DataFrame]
    _drawn: Callable[[pd.DataFrame, Axes], Axes]
    _drawings: tuple[Callable[[], ChartBlock | None], ...] = ()
    _counted: Callable[[], ReportTable | None] | None = None

    @cached_property
    def _title(self) -> Title:
        return self._finding()

    @cached_property
    def _drawing(self) -> ChartBlock | None:
        return next((block for chart in self._drawings if (block := chart()) is not None), None)

    @cached_property
    def _numbers(self) -> ReportTable | None:
        if self._counted is not None:
            return self._counted()
        return self._drawing and self._drawing.table

    @property
    def headline(self) -> str:
        """The finding in one sentence."""
        return self._title.title

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The numbers behind the answer, tidy and with codes for names: to plot, to filter, to write into a file."""
        return frames.tidy(self._measured())

    def chart(self, ax: Axes | None = None) -> Axes:
        """The frame as it is now, drawn into ``ax``, or into a new figure that looks like the pages; returns the Axes.

        What is drawn is the frame: change it first, and the chart changes.
        """
        if ax is not None:
            return self._drawn(self.frame, ax)
        # made before the settings: the first figure of a notebook makes pyplot interactive, which they would undo
        figure = plt.figure(figsize=_SIZE, layout="constrained")
        with matplotlib.rc_context():
            charts.use()
            figure.set_facecolor(matplotlib.rcParams["figure.facecolor"])
            return self._drawn(self.frame, figure.add_subplot())

    def table(self) -> LabelledFrame:
        """The numbers with words of the language as headings; empty where there is nothing to count.

        A cell without a number holds a symbol: [n] no limit, [x] not available, [z] not applicable.
        """
        if self._numbers is None:
            return frames.labelled(pd.DataFrame(), self.language)
        return frames.of_table(self._numbers, self.language)

    def html(self) -> str:
        """Headline, chart and table as one fragment."""
        parts = {"title": self._title, "chart": self._drawing, "frame": self.table()}
        style = rendered("blocks/notebook.css.j2")
        return rendered("frame/answer.html.j2", language=self.language, style=style, **parts)

    def __repr__(self) -> str:
        return f"{self.headline}\n\n{self.table().to_string(index=False)}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}
