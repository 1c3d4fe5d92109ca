"""The notebooks as they are stored, against what the official pages rest on: parameters, data, words as printed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis import paths
from analysis.batch import freshness, grid, notebooks, parameters
from analysis.data import inventory
from analysis.errors import AnalysisError, Fault
from analysis.vocabulary.reference import ALL

_ELSEWHERE = (
    paths.STATEMENTS_VARIABLE, paths.REGISTERS_VARIABLE, inventory.THRESHOLD_VARIABLE, inventory.ZEROS_VARIABLE,
)  # fmt: skip
_METADATA = "analysis"  # the key under which a block leaves what it says


def faults(entries: Mapping[str, grid.Entry]) -> Iterator[Fault]:
    """A fault for each default that no official page is made with, and for each notebook whose outputs are not those
    of the data as they are: none at all, edited ones, those of another state.

    ``entries`` are those of reports.yml. Where other data or another policy stand in for the repository's, their state
    is not compared.
    """
    for path in notebooks.found():
        yield from _of_defaults(
            path, [entry for entry in entries.values() if grid.notebook_path(entry.notebook) == path]
        )
        yield from _of_outputs(path)


def _of_defaults(path: Path, entries: list[grid.Entry]) -> Iterator[Fault]:
    try:
        declared = parameters.declared(path) if entries else {}
    except AnalysisError:
        return  # told of the notebook itself
    for name, parameter in declared.items():
        stated = [entry.parameters[name] for entry in entries if name in entry.parameters]
        official = [value for some in stated for value in (some if isinstance(some, list) else [some])]
        if official and not _is_official(parameter, official):
            values = " or ".join(dict.fromkeys(map(_written, official)))
            sentence = (
                f"{name} = {_written(parameter.default)}, but reports.yml makes the official pages with {values}. Put "
                f"that into the parameters and run analysis refresh {path.stem}, or state the other in reports.yml."
            )
            yield Fault(paths.shown(path), sentence)


def _is_official(parameter: parameters.Parameter, official: list[object]) -> bool:
    """Whether a default is among the values; ``each`` stands for every code but "all", of the repository's data."""
    default, stands_for_all = parameter.default, {grid.EACH, grid.EACH_WITH_LEVELS}
    is_one = (
        not stands_for_all.isdisjoint(official) and default != ALL and (_is_elsewhere() or default in parameter.choices)
    )
    return is_one or default in official


def _written(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _of_outputs(path: Path) -> Iterator[Fault]:
    name, mend = paths.shown(path), f"analysis refresh {path.stem}"
    outputs = [output for cell in notebooks.read(path)["cells"] for output in cell.get("outputs", ())]
    if not outputs:
        yield Fault(name, f"has no outputs. Run {mend}.")
    blocks = [output["metadata"][_METADATA] for output in outputs if _METADATA in output.get("metadata", {})]
    if rows := dict.fromkeys(row for block in blocks for row in block.get("edited", ())):
        sentence = f"shows edited statements: {'; '.join(rows)}. Take the edit out of its cells, and run {mend}."
        yield Fault(name, sentence)
    if codes := _moved(blocks):
        sentence = (
            f"shows what another state of the data, or version of the package, gave: {', '.join(codes)}. Run {mend}, "
            "and look at which figures moved."
        )
        yield Fault(name, sentence)


def _is_elsewhere() -> bool:
    return any(os.environ.get(variable) for variable in _ELSEWHERE)


def _moved(blocks: list[dict[str, Any]]) -> list[str]:
    """The codes of the data whose fingerprint in the foot of a page is no longer theirs."""
    if _is_elsewhere():
        return []
    reads = {pair for block in blocks for pair in block.get("reads", {}).items()}
    return sorted({code for code, then in reads if freshness.fingerprint(code) != then})
