"""What the figures of a programme do not say beyond what stands in the rows of the picture."""

from __future__ import annotations

import pandas as pd

from analysis.measures import frames
from analysis.measures.programme import PEOPLE
from analysis.pages.blocks import Prose
from analysis.reports import common
from analysis.reports.programme_overview.phrases import say
from analysis.reports.throughput_by_level.parts import say as of_levels


@common.marked
def unsaid(rows: pd.DataFrame, language: str) -> Prose | None:
    """The questions that go across the rows; None where there are none."""
    mine = frames.chosen(rows)
    items = []
    if mine.loc[mine["quantity"] == PEOPLE, "level_code"].nunique() > 1:
        items.append(of_levels("unsaid_levels", language))
    if (mine["class_code"] != "").any():
        items.append(say("unsaid_scale", language))
    return Prose(language, of_levels("unsaid_heading", language), tuple(items)) if items else None
