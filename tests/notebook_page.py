"""A report notebook run in this process, cell by cell: the blocks that it shows, by the names of their functions."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt

from analysis import paths
from analysis.pages import showing
from analysis.pages.blocks import Block

Edit = Callable[[dict[str, Any]], None]
NOTHING: Mapping[str, Edit] = {}


@cache
def cells(notebook: str) -> tuple[tuple[str, str, bool], ...]:
    """The code cells of a notebook: id, source, whether it holds the parameters."""
    stored = json.loads(Path(paths.ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))
    return tuple(
        (cell["id"], "".join(cell["source"]), "parameters" in cell["metadata"].get("tags", ()))
        for cell in stored["cells"]
        if cell["cell_type"] == "code"
    )


def blocks(notebook: str, **parameters: Any) -> dict[str, Block]:
    """The blocks that a notebook shows with these parameters, without those that are none."""
    shown, _ = run(notebook, **parameters)
    return {name: block for name, block in shown.items() if block is not None}


def run(notebook: str, edits: Mapping[str, Edit] = NOTHING, **parameters: Any) -> tuple[dict, dict[str, Any]]:
    """What a notebook shows (name -> block, or None), and its variables at the end.

    ``edits`` change the variables after the cell with an id, as an analyst would.
    """
    shown: dict[str, Block | None] = {}
    variables: dict[str, Any] = {}
    backend, original = mpl.get_backend(), showing.show
    with mpl.rc_context():
        plt.switch_backend("agg")
        try:
            for code, source, is_parameters in cells(notebook):
                names = iter(_names(source))
                showing.show = variables["show"] = partial(_take, shown, names)
                exec(compile(source, f"{notebook}, cell {code}", "exec"), variables)  # noqa: S102
                variables.update(parameters if is_parameters else {})
                if code in edits:
                    edits[code](variables)
        finally:
            showing.show = original
            plt.close("all")
            plt.switch_backend(backend)
    return shown, variables


def _take(shown: dict[str, Block | None], names: Iterator[str], *made: Block | None) -> None:
    """In place of show: keeps the blocks under the next names."""
    shown.update(zip(islice(names, len(made)), made, strict=True))


def _names(source: str) -> list[str]:
    """The names of what the calls of show in a cell are given: of the function called, or of the variable."""
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "show"
    ]
    return [_name(argument) for call in calls for argument in call.args]


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
    return node.id if isinstance(node, ast.Name) else ast.unparse(node)
