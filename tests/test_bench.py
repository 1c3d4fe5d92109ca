"""The benchmark: it runs, and what it says follows from what it measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from bench import aggregation, document, machine, measure, registers, workload
from bench.measure import CommandFailed

from analysis import paths
from analysis.batch import grid
from analysis.batch.kernels import owner

linux = pytest.mark.skipif(not owner.supported(), reason="measured through /proc")

RESULT = {
    "machine": {"date": "2026-01-02", "system": "Linux", "cores": 2, "memory_gb": 8, "load_before": 0.1,
                "python": "3.11.7", "versions": {"papermill": "2.7.0"}},
    "reports": 40,
    "rounds": [{}, {}, {}],
    "ways": {
        "papermill": {"what": "stock", "seconds": 100.0, "ratio": 1.0, "cpu_per_report": 4.0, "peak_mb": 300.0},
        "millrun": {"what": "other", "failed": "could not be installed: no network"},
        "batch": {"what": "ours", "seconds": 18.0, "ratio": 0.18, "cpu_per_report": 0.6, "peak_mb": 900.0},
        "cells_on_two_cores": {"what": "limit", "seconds": 10.0, "ratio": 0.1, "cpu_per_report": 0.5, "peak_mb": 1.0},
        "cells": {"what": "limit", "seconds": 19.0, "ratio": 0.19, "cpu_per_report": 0.5, "peak_mb": 1.0},
    },
    "growth": [
        {"reports": 10, "seconds": 8.0, "cpu_seconds": 12.0, "peak_mb": 900.0},
        {"reports": 100, "seconds": 44.0, "cpu_seconds": 70.0, "peak_mb": 910.0},
        {"reports": 1000, "seconds": 404.0, "cpu_seconds": 650.0, "peak_mb": 920.0},
    ],
    "nothing_to_do": {"reports": 1000, "seconds": 0.4, "cpu_seconds": 0.35},
    "nbval": {"stock": 20.0, "forked": 7.0, "ratio": 0.35},
    "scheduler": {"tasks": 2000, "seconds_per_task": 0.002},
}  # fmt: skip


COSTS = {
    "machine": RESULT["machine"],
    "rows": 10_000_000,
    "rounds": 5,
    "costs": [
        {"format": "csv", "tool": "duckdb", "seconds": 4.0, "peak_mb": 400.0,
         "seconds_ratio": 1.0, "peak_mb_ratio": 0.9},
        {"format": "csv", "tool": "pandas", "seconds": 8.0, "peak_mb": 3000.0,
         "seconds_ratio": 0.5, "peak_mb_ratio": 0.1},
    ],
}  # fmt: skip


def test_aims_on_registers_are_told_as_reached_or_not():
    told = registers.text(COSTS)
    assert "| time, of `duckdb` on csv | 1.15 | 1 | reached |" in told
    assert "| time, of `pandas` on csv | 0.40 | 0.50 | not reached |" in told
    assert "| memory, of `pandas` on csv | 0.30 | 0.10 | reached |" in told


def test_a_section_takes_the_place_of_its_last_edition_and_outlives_the_batch(monkeypatch, tmp_path):
    place, guide = tmp_path / "benchmarks.md", tmp_path / "scaling.md"
    guide.write_text("<!-- measured: begin -->\n<!-- measured: end -->\n", encoding="utf-8")
    monkeypatch.setattr(document, "PLACE", place)
    monkeypatch.setattr(document, "SCALING", guide)
    document.write_section("registers", "old\n")
    document.write_section("large-register", "large\n")
    document.write_section("registers", "new\n")
    sections = (
        "\n<!-- registers: begin -->\nnew\n<!-- registers: end -->\n"
        "\n<!-- large-register: begin -->\nlarge\n<!-- large-register: end -->\n"
    )
    assert document.HEAD + sections == place.read_text(encoding="utf-8")
    document.write_documents(RESULT)
    assert document.HEAD + "\n" + document.text(RESULT) + sections == place.read_text(encoding="utf-8")


@linux
def test_a_register_is_measured_in_every_tool_and_format():
    found = registers.run(quick=True)
    assert [(suffix, tool) for suffix in ("parquet", "csv") for tool in aggregation.TOOLS] == [
        (cost["format"], cost["tool"]) for cost in found["costs"]
    ]
    assert {(1.0, 1.0)} == {
        (cost["seconds_ratio"], cost["peak_mb_ratio"]) for cost in found["costs"] if cost["tool"] == "ours"
    }


@linux
def test_a_large_register_is_measured_by_its_memory():
    found = registers.run_large(quick=True)
    assert found["rows"] == 20_000
    assert "| memory of the aggregation, MB | 2,048 |" in registers.large_text(found)


def test_a_machine_is_told_with_the_tools_that_are_installed():
    assert list(machine.facts(("pandas", "no-such-package"))["versions"]) == ["pandas"]


def test_aims_are_told_as_reached_or_not():
    told = document.text(RESULT)
    assert "| time, of sequential papermill + nbconvert | 0.20 | 0.18 | reached |" in told
    assert "| time, of the cells alone on two cores | 1.30 | 1.80 | not reached |" in told
    assert "| seconds per further report, late in the growth against early | 1.10 | 1 | reached |" in told
    assert "not measured: could not be installed: no network" in told


def test_documents_are_written_and_the_guide_keeps_its_words(monkeypatch, tmp_path):
    guide = tmp_path / "scaling.md"
    guide.write_text("Words.\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nMore words.\n", encoding="utf-8")
    monkeypatch.setattr(document, "PLACE", tmp_path / "benchmarks.md")
    monkeypatch.setattr(document, "SCALING", guide)
    document.write_documents(RESULT)
    told = guide.read_text(encoding="utf-8")
    assert told.startswith("Words.\n<!-- measured: begin -->\nMeasured on 2026-01-02 by `make bench`")
    assert told.endswith("<!-- measured: end -->\nMore words.\n")
    # a worker makes a report in 0.8 s: a million on two take 400,000 s; 256 workers are fed in 3.1 ms each
    assert "| 1,000,000 | 111.1 h | 6.9 h | 52.1 min |" in told
    assert "they keep up with 400 workers" in told
    assert (tmp_path / "benchmarks.md").read_text(encoding="utf-8").startswith("# Benchmarks\n")


@pytest.mark.parametrize("marker", [document.BEGIN, document.END])
def test_the_guide_has_a_place_for_the_figures(marker):
    assert document.SCALING.read_text(encoding="utf-8").count(marker) == 1


def test_a_larger_grid_has_different_reports_in_the_same_proportions(monkeypatch, tmp_path):
    usual = grid.jobs()
    place = tmp_path / "reports.yml"
    workload.write_grid(place, 3 * len(usual))
    monkeypatch.setattr(paths, "GRID", place)
    found = workload.jobs(place, 3 * len(usual))
    assert len({job.output for job in found}) == 3 * len(usual)
    assert {job.id for job in found} == {job.id for job in usual}


@linux
def test_a_cost_counts_what_a_command_leaves_behind():
    burn = "import time\nwhile time.process_time() < 0.4: pass"
    leave = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {burn!r}])\nprint('{{\"made\": 2}}')"
    script = (
        "import os, json, sys\nfrom bench.measure import measure\n"
        f"cost = measure([sys.executable, '-c', {leave!r}], os.environ)\n"
        "print(json.dumps([cost.cpu_seconds, cost.answer]))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=_environ())
    cpu, answer = json.loads(told.stdout)
    assert cpu >= 0.4
    assert answer == {"made": 2}


def test_a_command_that_fails_is_told_by_its_last_line(monkeypatch):
    monkeypatch.setattr(measure, "_wait_for_orphans", lambda: None)
    with pytest.raises(CommandFailed, match="^no such class$"):
        measure.measure([sys.executable, "-c", "raise SystemExit('no such class')"], os.environ)


def _environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
