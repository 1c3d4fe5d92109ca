"""The measurements in their order: rounds of all ways, memory, growth, a batch with nothing to do, nbval."""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from analysis import paths
from bench import machine, others, scheduler, workload
from bench.measure import CommandFailed, Cost, measure
from bench.ways import LIMITS, OTHERS, WAYS

SEED = 11
TESTS = Path(__file__).parents[1]
# The command line as a user runs it, on another grid and on as many of its reports as were made.
AGAIN = """
import sys
from pathlib import Path
from analysis.batch import grid
from analysis import paths
place, count, folder = sys.argv[1:]
paths.GRID, every = Path(place), grid.jobs
def some(*asked):
    found = every(*asked)
    return [found[place * len(found) // int(count)] for place in range(int(count))]
grid.jobs = some
from analysis.cli import run
sys.exit(run(["report", "--output", folder]))
"""
Say = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How much is measured: rounds, reports of a round, of the memory pass and of the growth, empty tasks."""

    rounds: int = 5
    reports: int = 40
    watched: int = 8
    growth: Sequence[int] = (10, 100, 1000)
    tasks: Sequence[int] = (scheduler.FEW, scheduler.MANY)


QUICK = Size(rounds=1, reports=2, watched=1, growth=(1, 2), tasks=(2, 12))


def run(rounds: int = 5, quick: bool = False, say: Say = lambda line: None) -> dict[str, Any]:
    """All the measurements as plain data; everything is written to a temporary folder that is gone afterwards.

    ``quick`` takes one round of few reports, only to see that it works; ``say`` hears of each step.
    """
    size = QUICK if quick else Size(rounds=rounds)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = _Bench(Path(folder), size, say)
        facts = machine.facts()
        facts["versions"] |= others.VERSIONS
        return {"machine": facts, "quick": quick} | bench.all()


@dataclass
class _Bench:
    folder: Path
    size: Size
    say: Say
    failed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        self.grid = self.folder / "reports.yml"
        self.environ = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(
                filter(None, [str(paths.PACKAGE.parent), str(TESTS), os.environ.get("PYTHONPATH")])
            ),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "PLOOMBER_STATS_ENABLED": "false",
            "JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter")),  # for the others: templates of nbconvert
            paths.PROCESSED_VARIABLE: str(self.folder / "processed"),
        }
        self.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # every way would compile the package at each start
        self.others = others.environment(self.folder / "others")

    def all(self) -> dict[str, Any]:
        """Every measurement, the growth last: its reports are what the batch then finds unchanged."""
        self._warm()
        rounds = [self._round(number) for number in range(self.size.rounds)]
        growth = [self._growth(count) for count in self.size.growth]
        return {
            "reports": self.size.reports,
            "ways": self._ways(rounds, self._memory()),
            "rounds": rounds,
            "growth": growth,
            "nothing_to_do": self._nothing_to_do(growth[-1]["reports"]),
            "nbval": self._nbval(),
            "scheduler": self._scheduler(),
        }

    def _warm(self) -> None:
        """One report in every way: caches are filled, and a way that cannot run is left out, with its reason."""
        workload.write_grid(self.grid, self.size.reports)
        for way in WAYS:
            if way in OTHERS and isinstance(self.others, str):
                self.failed[way] = self.others
                continue
            try:
                self._cost(way, 1)
            except CommandFailed as error:
                self.failed[way] = str(error)

    def _round(self, number: int) -> dict[str, dict[str, float]]:
        ways = [way for way in WAYS if way not in self.failed]
        random.Random(SEED + number).shuffle(ways)
        return {way: _figures(self._cost(way, self.size.reports), way) for way in ways}

    def _memory(self) -> dict[str, float | None]:
        """Watched apart from the rounds, since watching takes time, too."""
        count = self.size.watched
        return {way: self._cost(way, count, 0.2).peak_mb for way in WAYS if way not in self.failed}

    def _cost(self, way: str, count: int, watch_every: float | None = None, folder: Path | None = None) -> Cost:
        python = self.others if way in OTHERS else sys.executable
        with ExitStack() as stack:
            place = folder or stack.enter_context(tempfile.TemporaryDirectory(dir=self.folder))
            words = ["-m", "bench", way, str(self.grid), str(count), str(place)]
            cost = measure([str(python), *words], self.environ, watch_every)
            pages = len(list(Path(place).rglob("*.html")))
            if way not in LIMITS and pages < count:
                raise CommandFailed(f"made {pages} pages of {count}")
        told = _figures(cost, way)
        self.say(f"{way}: {count} reports in {told['seconds']:.1f} s, {told['cpu_seconds']:.1f} s of CPU")
        return cost

    def _ways(self, rounds: Sequence[Mapping], memory: Mapping[str, float | None]) -> dict[str, dict[str, Any]]:
        found = {}
        for way, function in WAYS.items():
            found[way] = {"what": function.__doc__.splitlines()[0]}
            if way in self.failed:
                found[way]["failed"] = self.failed[way]
                continue
            ratios = [told[way]["seconds"] / told["papermill"]["seconds"] for told in rounds]
            found[way] |= {
                "seconds": round(median(told[way]["seconds"] for told in rounds), 3),
                "ratio": round(median(ratios), 3),
                "cpu_per_report": round(median(told[way]["cpu_seconds"] for told in rounds) / self.size.reports, 3),
                "peak_mb": memory[way],
            }
        return found

    def _growth(self, count: int) -> dict[str, Any]:
        workload.write_grid(self.grid, count)
        folder = self.folder / f"growth-{count}"
        cost = self._cost("batch", count, 1.0, folder)
        return {"reports": count} | _figures(cost, "batch") | {"peak_mb": cost.peak_mb}

    def _nothing_to_do(self, count: int) -> dict[str, Any]:
        """The command once more over the reports of the growth: nothing is left to do."""
        folder = self.folder / f"growth-{count}"
        command = [sys.executable, "-c", AGAIN, str(self.grid), str(count), str(folder)]
        costs = [measure(command, self.environ) for _ in range(max(self.size.rounds, 2))][1:]
        figures = [_figures(cost, "") for cost in costs]
        return {"reports": count} | {name: median(told[name] for told in figures) for name in figures[0]}

    def _nbval(self) -> dict[str, Any]:
        """The notebooks against their stored outputs, with stock kernels and with forked ones."""
        if find_spec("nbval") is None or find_spec("xdist") is None:
            return {"failed": "nbval or pytest-xdist is not installed"}
        words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadfile", "--nbval"]
        told = {"stock": [], "forked": []}
        for _ in range(self.size.rounds):
            for kind, plugin in (("stock", []), ("forked", ["-p", "analysis.batch.kernels.pytest_plugin"])):
                self.say(f"nbval with {kind} kernels")
                command = [sys.executable, *words, *plugin, str(paths.NOTEBOOKS)]
                told[kind].append(measure(command, self.environ, codes=(0, 1)).seconds)
        ratios = [forked / stock for stock, forked in zip(told["stock"], told["forked"], strict=True)]
        return {kind: round(median(seconds), 2) for kind, seconds in told.items()} | {"ratio": round(median(ratios), 3)}

    def _scheduler(self) -> dict[str, Any]:
        if find_spec("distributed") is None:
            return {"failed": "Dask is not installed"}
        self.say("empty tasks on a cluster")
        per_task = scheduler.seconds_per_task(counts=self.size.tasks)
        return {"tasks": self.size.tasks[1], "seconds_per_task": round(per_task, 5)}


def _figures(cost: Cost, way: str) -> dict[str, float]:
    """The figures of a cost; of a limit those of its cells alone, which it tells itself."""
    told = cost.answer if way in LIMITS else {"seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds}
    return {name: round(value, 3) for name, value in told.items()}
