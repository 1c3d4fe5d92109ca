"""All that is published of a register as one frame, to be looked at, filtered and changed."""

from __future__ import annotations

import pandas as pd

from analysis.data.register_counts.building import counts, cuts, means
from analysis.vocabulary import checksums

COLUMNS = ["register", "table", "dimension", "row", "column", "count", "is_suppressed"]


def published(register: str) -> pd.DataFrame:
    """One row a published cell of a register; no row is about a learner.

    Columns: register, table (flow, awards, grades, cuts, marks, persons, learners, set_aside; means, mean scores in
    hundredths), dimension (class, level, unit, year; "" for none), row, column (codes; margins are called "total"),
    count (Int64, missing where suppressed), is_suppressed, checksum (by which an edit shows). Rows and columns of a
    table stand in their order. Raises ParameterError for an unknown register.
    """
    frame = pd.concat([*(_long(register, name) for name in cuts(register)), _means(register)], ignore_index=True)
    return frame.assign(checksum=checksums.of_counts(frame))


def _long(register: str, name: str) -> pd.DataFrame:
    table, (kind, _, dimension) = counts(register, name), name.partition("_by_")
    cells = table.stack(future_stack=True).rename("count").astype("Int64")
    rows, columns = (cells.index.get_level_values(level).astype(object) for level in (0, 1))
    about = {"register": register, "table": kind, "dimension": dimension, "row": rows, "column": columns}
    return pd.DataFrame(about | {"count": cells.array, "is_suppressed": cells.isna().array})[COLUMNS]


def _means(register: str) -> pd.DataFrame:
    found = means(register).rename(columns={"mean_hundredths": "count"})
    told = found.assign(register=register, table="means", column="mean", is_suppressed=found["count"].isna())
    return told[COLUMNS]
