"""The parts of the benchmark: how each is measured, told, and where its figures are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from analysis.batch.kernels.owner import supported
from analysis.errors import AnalysisError
from bench import document, registers
from bench.run import run as run_batch

Say = Callable[[str], None]


@dataclass(frozen=True)
class Part:
    """A part: ``run(rounds, quick, say)`` measures it, ``text`` tells a result, ``write`` puts it into docs/."""

    run: Callable[[int, bool, Say], dict[str, Any]]
    text: Callable[[Mapping[str, Any]], str]
    write: Callable[[Mapping[str, Any]], None]


def _section(name: str, text: Callable, result: Mapping[str, Any]) -> None:
    document.write_section(name, text(result))


PARTS = {
    "batch": Part(run_batch, document.text, document.write_documents),
    "registers": Part(registers.run, registers.text, partial(_section, "registers", registers.text)),
    "large-register": Part(
        registers.run_large, registers.large_text, partial(_section, "large-register", registers.large_text)
    ),
}
USUAL = ("batch", "registers")


def results(names: Sequence[str], rounds: int, quick: bool, say: Say, store: bool) -> dict[str, dict[str, Any]]:
    """The result of each part by its name; ``store`` writes each into docs/ as soon as it is measured.

    Raises AnalysisError on another system than Linux, where forked kernels and /proc are.
    """
    if not supported():
        raise AnalysisError("The benchmark runs on Linux only: it reads processes from /proc.")
    found = {}
    for name in names:
        found[name] = PARTS[name].run(rounds, quick, say)
        if store:
            PARTS[name].write(found[name])
    return found


def text(found: Mapping[str, Mapping[str, Any]]) -> str:
    """All results as Markdown, one after another."""
    return "\n".join(PARTS[name].text(result) for name, result in found.items())
