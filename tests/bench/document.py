"""A result of the benchmark as a text to read, and in docs/."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from analysis import files, paths
from bench import machine
from bench.tables import aims_table, shown, table

PLACE = paths.ROOT / "docs" / "benchmarks.md"
SCALING = paths.ROOT / "docs" / "scaling.md"
HEAD = "# Benchmarks\n\nWritten by `make bench`; not to be edited.\n"
# What is measured apart from the batch stands between marks of its name.
SECTION = re.compile(r"<!-- (?P<name>[a-z-]+): begin -->\n.*?<!-- (?P=name): end -->\n", re.DOTALL)
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
REPORTS = (1_000, 100_000, 1_000_000)
WORKERS = (2, 32, 256)


def text(result: Mapping[str, Any]) -> str:
    """The whole result as Markdown: the machine, the ways, what was aimed at, growth, nothing to do, nbval."""
    parts = [
        _machine(result["machine"], result),
        _ways(result),
        "## Aims\n\n" + aims_table(_aims(result)),
        _growth(result["growth"]),
        _rest(result),
    ]
    return "\n\n".join(parts) + "\n"


def write_documents(result: Mapping[str, Any]) -> None:
    """Write docs/benchmarks.md, but for its sections, and the measured figures into docs/scaling.md."""
    kept = "".join(f"\n{found[0]}" for found in SECTION.finditer(_standing()))
    files.write(PLACE, f"{HEAD}\n{text(result)}{kept}")
    before, _, rest = SCALING.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    files.write(SCALING, f"{before}{BEGIN}\n{_scaling(result)}\n{END}{after}")


def write_section(name: str, words: str) -> None:
    """Write a section of docs/benchmarks.md in the place of the one of that name, else at the end."""
    own, standing = f"<!-- {name}: begin -->\n{words}<!-- {name}: end -->\n", _standing() or HEAD
    old = next((found for found in SECTION.finditer(standing) if found["name"] == name), None)
    told = f"{standing[: old.start()]}{own}{standing[old.end() :]}" if old else f"{standing}\n{own}"
    files.write(PLACE, told)


def _standing() -> str:
    return PLACE.read_text(encoding="utf-8") if PLACE.exists() else ""


def _machine(facts: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    return (
        f"{machine.sentence(facts)}\n\n"
        f"Medians of {len(result['rounds'])} rounds of {result['reports']} reports, the ways in another order in "
        "each; a ratio is taken within its round. Memory is that of all processes of a way, shared pages counted "
        "once, watched in a run of its own."
    )


def _ways(result: Mapping[str, Any]) -> str:
    rows = []
    for name, way in result["ways"].items():
        if "failed" in way:
            rows.append((f"`{name}`", way["what"], f"not measured: {way['failed']}", "", "", ""))
            continue
        figures = (way["seconds"], way["ratio"], way["cpu_per_report"], way["peak_mb"])
        rows.append((f"`{name}`", way["what"], *map(shown, figures)))
    heads = ("way", "what", "seconds", "ratio", "CPU s per report", "peak MB")
    return f"## {result['reports']} reports in every way\n\n{table(heads, rows)}"


def _aims(result: Mapping[str, Any]) -> list[tuple[str, float, float | None]]:
    ways, again, growth = result["ways"], result["nothing_to_do"], result["growth"]
    limit, batch, hot = ways["cells_on_two_cores"], ways["batch"], ways["cells"]
    slopes = _slopes(growth)
    return [
        ("time, of sequential papermill + nbconvert", 0.20, _of(batch, "ratio")),
        ("time, of the cells alone on two cores", 1.30, _of(batch, "seconds", limit)),
        ("CPU seconds, of the cells' own", 1.25, _of(batch, "cpu_per_report", hot)),
        (f"seconds for {again['reports']:,} reports with nothing to do", 0.5, again["seconds"]),
        ("seconds per further report, late in the growth against early", 1.10, slopes and slopes[-1] / slopes[0]),
        ("memory at the most reports against the fewest", 1.10, _flatness(growth)),
    ]


def _of(way: Mapping[str, Any], name: str, whole: Mapping[str, Any] | None = None) -> float | None:
    """A figure of a way, as a share of another way's where one is given; None where either failed."""
    if name not in way or (whole is not None and name not in whole):
        return None
    return way[name] / whole[name] if whole else way[name]


def _slopes(growth: Sequence[Mapping[str, Any]]) -> list[float]:
    """Seconds for each further report, between each two neighbouring sizes."""
    pairs = zip(growth, growth[1:], strict=False)
    return [(b["seconds"] - a["seconds"]) / (b["reports"] - a["reports"]) for a, b in pairs]


def _flatness(growth: Sequence[Mapping[str, Any]]) -> float | None:
    first, last = growth[0]["peak_mb"], growth[-1]["peak_mb"]
    return last / first if first else None


def _growth(growth: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        tuple(map(shown, (told["reports"], told["seconds"], told["seconds"] / told["reports"],
                           told["cpu_seconds"] / told["reports"], told["peak_mb"])))
        for told in growth
    ]  # fmt: skip
    heads = ("reports", "seconds", "seconds per report", "CPU s per report", "peak MB")
    return f"## Growth of the batch\n\n{table(heads, rows)}"


def _rest(result: Mapping[str, Any]) -> str:
    again, nbval, cluster = result["nothing_to_do"], result["nbval"], result["scheduler"]
    rows = [
        (f"`analysis report`, {again['reports']:,} reports unchanged",
         f"{again['seconds']:.2f} s, {again['cpu_seconds']:.2f} s of CPU"),
        ("nbval of the notebooks, forked kernels against stock ones",
         nbval.get("failed") or f"{nbval['forked']} s against {nbval['stock']} s: {nbval['ratio']}"),
        ("the cluster's own time per task, empty tasks",
         cluster.get("failed") or f"{cluster['seconds_per_task'] * 1000:.2f} ms"),
    ]  # fmt: skip
    return f"## Else\n\n{table(('what', 'measured'), rows)}"


def _scaling(result: Mapping[str, Any]) -> str:
    """The table of docs/scaling.md: hours for so many reports on so many workers, and where the end is."""
    per_report, per_task = _slopes(result["growth"])[-1] * 2, result["scheduler"].get("seconds_per_task")
    if not per_task:
        return "Not measured: Dask is not installed."
    rows = [
        (f"{count:,}", *(_duration(count * max(per_report / workers, per_task)) for workers in WORKERS))
        for count in REPORTS
    ]
    told = (
        f"Measured on {result['machine']['date']} by `make bench`: a worker makes a report in {per_report:.2f} s "
        f"(two workers, the last step of the growth); the scheduler and the driver take "
        f"{per_task * 1000:.2f} ms per task. So they keep up with {per_report / per_task:,.0f} workers, and "
        f"more workers do not make a batch faster."
    )
    return f"{told}\n\n{table(('reports', *(f'{workers} workers' for workers in WORKERS)), rows)}"


def _duration(seconds: float) -> str:
    return f"{seconds / 3600:.1f} h" if seconds >= 3600 else f"{seconds / 60:.1f} min"
