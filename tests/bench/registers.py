"""A large register in every tool: rounds of all tools in shuffled order, and once a very large file.

The registers are made up from a seed. A ratio is taken within its round, so that what else the machine does weighs
on both alike.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import synthetic

from bench import aggregation, machine
from bench.tables import aims_table, shown, table

ROWS, LARGE_ROWS, QUICK_ROWS = 10_000_000, 100_000_000, 20_000
FORMATS = ("parquet", "csv")
PACKAGES = ("duckdb", "polars", "pandas", "pyarrow", "numpy")
SEED = 11
# What is aimed at: a tool, a figure, and the most that ours may take of the tool's.
AIMS = (
    ("duckdb", "seconds", 1.15),
    ("pandas", "seconds", 0.40),
    ("pandas", "peak_mb", 0.30),
    ("pandas_columns", "seconds", 0.40),
    ("pandas_columns", "peak_mb", 0.30),
)
WORDS = {"seconds": "time", "peak_mb": "memory"}
LARGE_AIM_MB = 2048

Say = Callable[[str], None]


def run(rounds: int = 5, quick: bool = False, say: Say = lambda line: None) -> dict[str, Any]:
    """The cost of each tool on each format as plain data; ``quick`` takes one round of few rows.

    ``costs`` holds for each format and tool the medians of seconds, peak_mb and of the ratios of ours to the
    tool's, ``seconds_ratio`` and ``peak_mb_ratio``.
    """
    rows, rounds = (QUICK_ROWS, 1) if quick else (ROWS, rounds)
    found = {"machine": machine.facts(PACKAGES), "rows": rows, "rounds": rounds, "costs": []}
    with tempfile.TemporaryDirectory(prefix="bench-registers-") as folder:
        for suffix in FORMATS:
            say(f"making {rows:,} rows, {suffix}")
            path = synthetic.write_large(Path(folder, f"register.{suffix}"), rows)
            told = [_round(path, number, say) for number in range(rounds)]
            found["costs"] += [{"format": suffix, "tool": tool} | _medians(told, tool) for tool in aggregation.TOOLS]
            path.unlink()
    return found


def run_large(rounds: int = 1, quick: bool = False, say: Say = lambda line: None) -> dict[str, Any]:
    """What ours takes for a very large Parquet file, and what making it in pieces takes; the median of rounds."""
    rows = QUICK_ROWS if quick else LARGE_ROWS
    with tempfile.TemporaryDirectory(prefix="bench-registers-") as folder:
        say(f"making {rows:,} rows, parquet")
        started = time.perf_counter()
        path = synthetic.write_large(Path(folder, "register.parquet"), rows)
        made = {"made_seconds": round(time.perf_counter() - started, 1), "made_peak_mb": round(aggregation.peak_mb())}
        say("aggregating them")
        told = [aggregation.measured("ours", path) for _ in range(1 if quick else rounds)]
        costs = {name: median(cost[name] for cost in told) for name in told[0]}
        size = {"rows": rows, "rounds": len(told), "file_gb": round(path.stat().st_size / 1e9, 2)}
    return {"machine": machine.facts(PACKAGES)} | size | made | costs


def _round(path: Path, number: int, say: Say) -> dict[str, dict[str, float]]:
    tools = list(aggregation.TOOLS)
    random.Random(SEED + number).shuffle(tools)
    found = {}
    for tool in tools:
        say(f"{tool}: {path.suffix}")
        found[tool] = aggregation.measured(tool, path)
    return found


def _medians(rounds: Sequence[Mapping[str, Mapping[str, float]]], tool: str) -> dict[str, float]:
    plain = {name: median(told[tool][name] for told in rounds) for name in WORDS}
    ratios = {name: median(told["ours"][name] / told[tool][name] for told in rounds) for name in WORDS}
    return plain | {f"{name}_ratio": round(ratio, 3) for name, ratio in ratios.items()}


def text(result: Mapping[str, Any]) -> str:
    """The tools on a large register as Markdown: the machine, the costs, what was aimed at."""
    rows = [
        (cost["format"], f"`{cost['tool']}`", aggregation.TOOLS[cost["tool"]].__doc__.splitlines()[0],
         *(shown(cost[name]) for name in ("seconds", "seconds_ratio", "peak_mb", "peak_mb_ratio")))
        for cost in result["costs"]
    ]  # fmt: skip
    heads = ("format", "tool", "what", "seconds", "ours of it", "peak MB", "ours of it")
    told = (
        f"{machine.sentence(result['machine'])}\n\nCount, mean and share by level and grade of an invented register; "
        f"medians of {result['rounds']} rounds, the tools in another order in each; a ratio is taken within its "
        "round. Each run is a process of its own; the time is without imports, the memory with them."
    )
    title = f"## A register of {result['rows']:,} rows"
    return f"{title}\n\n{told}\n\n{table(heads, rows)}\n\n{aims_table(_aims(result['costs']))}\n"


def _aims(costs: Sequence[Mapping[str, Any]]) -> Iterable[tuple[str, float, float]]:
    for tool, name, most in AIMS:
        for cost in costs:
            if cost["tool"] == tool:
                yield f"{WORDS[name]}, of `{tool}` on {cost['format']}", most, cost[f"{name}_ratio"]


def large_text(result: Mapping[str, Any]) -> str:
    """The very large register as Markdown."""
    told = (
        f"{machine.sentence(result['machine'])}\n\nOne Parquet file of {result['file_gb']} GB, made in pieces in "
        f"{shown(result['made_seconds'])} s with at most {shown(result['made_peak_mb'])} MB; aggregated in "
        f"{shown(result['seconds'])} s (median of {result['rounds']})."
    )
    aims = [("memory of the aggregation, MB", LARGE_AIM_MB, result["peak_mb"])]
    return f"## A register of {result['rows']:,} rows, out of core\n\n{told}\n\n{aims_table(aims)}\n"
