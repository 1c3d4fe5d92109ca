"""Published counts made up for the tests, and the blocks that the frames of the comparison of classes give."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import pandas as pd

from analysis.data import register_counts
from analysis.measures import compare
from analysis.reports import class_comparison
from analysis.reports.class_comparison.words import all_together
from analysis.vocabulary import checksums


def published(tables: Mapping[str, pd.DataFrame], register: str = "oulad") -> pd.DataFrame:
    """Tables by the name that a build gives them ("grades_by_class") as ``register_counts.published`` would."""
    rows = [
        (register, kind, dimension, row, column, table.at[row, column])
        for name, table in tables.items()
        for kind, _, dimension in [name.partition("_by_")]
        for row in table.index
        for column in table.columns
    ]
    frame = pd.DataFrame(rows, columns=["register", "table", "dimension", "row", "column", "count"])
    frame = frame.assign(count=frame["count"].astype("Int64"))
    frame = frame.assign(is_suppressed=frame["count"].isna())
    return frame.assign(checksum=checksums.of_counts(frame))


def comparison(counts: pd.DataFrame, cut: str, language: str, register: str = "oulad") -> SimpleNamespace:
    """The frames and the blocks of the page on classes, and all blocks that have something to show."""
    about = register_counts.about(register, language)
    classes = compare.classes(counts, cut, about["zeros"])
    together = compare.together(classes)
    against = compare.against(classes, together)
    odds, pairs, limits = (
        compare.odds(counts, against),
        compare.pairs(counts, against),
        compare.limits(against, together),
    )
    title = class_comparison.title(against, together, about, language)
    blocks = {
        "title": title, "notice": class_comparison.notice(about, language),
        "tiles": class_comparison.tiles(against, together, about, language),
        "caution": class_comparison.caution(against, together, language),
        "funnel": class_comparison.funnel(against, together, limits, about, language),
        "differences": class_comparison.differences(against, together, about, language),
        "odds": class_comparison.odds(odds, about, language), "deltas": class_comparison.deltas(pairs, about, language),
        "footer": class_comparison.footer(title, about, language),
    }  # fmt: skip
    return SimpleNamespace(
        **blocks, blocks=[block for block in blocks.values() if block is not None], classes=classes,
        whole=all_together(together), against=against.set_index("class_code"), ratios=odds, pairs=pairs,
    )  # fmt: skip
