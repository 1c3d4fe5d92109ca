"""Count, mean and share by level and grade of a register of any size: one expression, one answer.

The expression is SQL that DuckDB runs: on a whole file, out of core, or on each part of it in the workers of
a Dask cluster. Only whole numbers are added up; means and shares are divided once, at the end, so that the
last digit depends neither on where the work was done nor on how the rows were split.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from dask.distributed import Client

GROUP = ["level_code", "grade_code"]
SUMS = ["count", "scored_count", "score_sum_thousandths"]
COLUMNS = [*GROUP, *SUMS, "mean_score_thousandths", "level_share"]
READ = [*GROUP, "score_thousandths"]
# Enough for the hash tables of any number of levels and grades; the rows themselves stream through.
MEMORY_LIMIT = "1GB"
SQL = """
SELECT level_code, grade_code, count(*) AS count, count(score_thousandths) AS scored_count,
       coalesce(sum(score_thousandths), 0)::BIGINT AS score_sum_thousandths
FROM {source} WHERE grade_code IS NOT NULL GROUP BY level_code, grade_code
"""


def by_level_and_grade(path: Path, client: Client | None = None) -> pd.DataFrame:
    """The counts, mean scores and shares of a tidy register, Parquet or CSV, in order of level and grade.

    Columns: level_code, grade_code, count, scored_count, score_sum_thousandths (whole),
    mean_score_thousandths (missing without a score), level_share (of the graded of the level, 0 to 1). Rows
    without a grade are left out. The cluster of ``client`` does the work where there is one. No row: an empty
    frame.
    """
    return finished(_here(path) if client is None else _on_cluster(path, client))


def finished(parts: pd.DataFrame) -> pd.DataFrame:
    """The sums of the parts added up, with means and shares, each by one correctly rounded division."""
    sums = parts.groupby(GROUP, dropna=False, as_index=False)[SUMS].sum()
    level = sums.groupby("level_code", dropna=False)["count"].transform("sum")
    scored = sums["scored_count"].where(sums["scored_count"] > 0)
    return sums.assign(
        mean_score_thousandths=sums["score_sum_thousandths"] / scored, level_share=sums["count"] / level
    )[COLUMNS]


def _here(path: Path) -> pd.DataFrame:
    import duckdb

    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT}) as connection:
        return connection.sql(SQL.format(source=_source(path))).df().astype(dict.fromkeys(GROUP, "str"))


def _source(path: Path) -> str:
    """The file as a table of SQL; only the types that the expression needs are stated."""
    quoted = str(path).replace("'", "''")
    if path.suffix == ".csv":
        return f"read_csv('{quoted}', types={{'score_thousandths': 'INTEGER'}})"
    return f"read_parquet('{quoted}')"


def _on_cluster(path: Path, client: Client) -> pd.DataFrame:
    """The sums of every part of the file, computed by the workers."""
    import dask.dataframe as dd

    if path.suffix == ".csv":
        types = {"score_thousandths": "Int32"} | dict.fromkeys(GROUP, "str")
        rows = dd.read_csv(path, usecols=READ, dtype=types)
    else:
        rows = dd.read_parquet(path, columns=READ, split_row_groups=True)
    meta = pd.DataFrame({name: pd.Series(dtype="str" if name in GROUP else "int64") for name in [*GROUP, *SUMS]})
    return client.compute(rows.map_partitions(_of_part, meta=meta)).result()


def _of_part(part: pd.DataFrame) -> pd.DataFrame:
    import duckdb

    with duckdb.connect() as connection:
        connection.register("part", part)
        return connection.sql(SQL.format(source="part")).df().astype(dict.fromkeys(GROUP, "str"))
