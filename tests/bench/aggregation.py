"""The aggregation of a large register by this package, and by hand in DuckDB, polars and pandas.

:func:`measured` runs one of them in a process of its own (``python -m bench.aggregation TOOL FILE``), so
that its peak memory is its own; the time is that of the aggregation alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.data.registers import aggregate

TESTS = Path(__file__).parents[1]
SQL = """
SELECT level_code, grade_code, count(*) AS count, avg(score_thousandths) AS mean,
       count(*) / sum(count(*)) OVER (PARTITION BY level_code) AS share
FROM '{path}' WHERE grade_code IS NOT NULL GROUP BY level_code, grade_code ORDER BY level_code, grade_code
"""


def ours(path: Path) -> pd.DataFrame:
    """Counts, means and shares by this package."""
    frame = aggregate.by_level_and_grade(path)
    return frame.rename(columns={"mean_score_thousandths": "mean", "level_share": "share"})


def by_duckdb(path: Path) -> pd.DataFrame:
    """The same in SQL."""
    import duckdb

    return duckdb.sql(SQL.format(path=path)).df()


def by_polars(path: Path) -> pd.DataFrame:
    """The same in polars, lazily."""
    import polars as pl

    scan = pl.scan_csv(path) if path.suffix == ".csv" else pl.scan_parquet(path)
    rows = (
        scan.filter(pl.col("grade_code").is_not_null())
        .group_by("level_code", "grade_code")
        .agg(pl.len().alias("count"), pl.col("score_thousandths").mean().alias("mean"))
        .with_columns((pl.col("count") / pl.col("count").sum().over("level_code")).alias("share"))
        .sort("level_code", "grade_code")
    )
    return rows.collect().to_pandas()


def by_pandas(path: Path) -> pd.DataFrame:
    """The same in pandas, which reads the whole file."""
    return _grouped(pd.read_csv(path) if path.suffix == ".csv" else pd.read_parquet(path))


def by_pandas_columns(path: Path) -> pd.DataFrame:
    """The same in pandas, which is told the three columns that it needs."""
    columns = aggregate.READ
    by_csv = path.suffix == ".csv"
    return _grouped(pd.read_csv(path, usecols=columns) if by_csv else pd.read_parquet(path, columns=columns))


def _grouped(frame: pd.DataFrame) -> pd.DataFrame:
    group = frame.groupby(["level_code", "grade_code"], as_index=False)["score_thousandths"]
    found = group.agg(count="size", mean="mean")
    return found.assign(share=found["count"] / found.groupby("level_code")["count"].transform("sum"))


TOOLS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "ours": ours,
    "duckdb": by_duckdb,
    "polars": by_polars,
    "pandas": by_pandas,
    "pandas_columns": by_pandas_columns,
}


def measured(tool: str, path: Path) -> dict[str, float]:
    """The seconds that a tool takes for a file, and the peak of its memory in MB, in a process of its own."""
    command = [sys.executable, "-m", "bench.aggregation", tool, str(path)]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, map(str, [TESTS, *sys.path])))}
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True, env=environ).stdout)


def main() -> None:
    """Run one tool once and print what it cost, as JSON."""
    tool, path = sys.argv[1], Path(sys.argv[2])
    for module in ("duckdb", "polars"):
        if module == tool or (tool == "ours" and module == "duckdb"):
            __import__(module)
    start = time.perf_counter()
    TOOLS[tool](path)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": round(seconds, 4), "peak_mb": round(peak_mb(), 1)}))


def peak_mb() -> float:
    """The greatest resident memory of this process; getrusage would count the parent's before exec."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    main()
