"""The house: each module imports only from floors below, and the two wings never meet below the reports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from analysis import package, paths

DATA_WING = {"statements", "tables", "bulletins", "registers", "disclosure", "register_tables"}
FIGURES_WING = {"feasible", "throughput", "grades", "compare"}
FLOORS = (
    {"version", "errors", "paths", "imports", "signals", "palette"},
    {"reference", "numerals", "yamls", "files", "package", "spans", "changelog"},
    {"labels", "figures", "inventory"},
    {"sources", "templating", "stylesheet"},
    {"statements", "bulletins", "registers", "disclosure", "feasible", "compare"},
    {"tables", "register_tables", "throughput", "grades"},
    {"charts", "report_tables", "parameters"},
    {"blocks", "audit", "grid"},
    {"reports", "pages", "index", "record", "locks", "frames"},
    {"tasks", "selfcheck", "workbooks", "freshness", "kernels", "regression", "answers"},
    {"render", "cluster", "api"},
    {"batch", "check", "methods_page"},
    {"index_page"},
    {"bench", "explorer", "reviewing"},
    {"cli"},
    {"__main__"},
)
FLOOR_OF = {module: floor for floor, modules in enumerate(FLOORS) for module in modules}
SOURCES = sorted(path for path in paths.PACKAGE.rglob("*.py") if path != paths.PACKAGE / "__init__.py")


def _module(path: Path) -> str:
    return path.relative_to(paths.PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "analysis":
            rest = node.module.split(".")[1:]
            found |= {rest[0]} if rest else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("analysis.")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(paths.PACKAGE).as_posix())
def test_a_module_imports_only_from_floors_below(path):
    own = _module(path)
    assert [name for name in _imports(path) if name != own and FLOOR_OF[name] >= FLOOR_OF[own]] == []


def test_the_method_of_the_tables_is_all_that_they_import():
    made_by, more = set(), {"tables", "register_tables"}
    while more - made_by:
        made_by |= more
        more = {name for path in SOURCES if _module(path) in made_by for name in _imports(path)}
    assert made_by == package.METHOD


def test_the_wings_do_not_import_each_other():
    crossing = [
        (path.name, name)
        for path in SOURCES
        for name in _imports(path)
        if {_module(path), name} & DATA_WING and {_module(path), name} & FIGURES_WING
    ]
    assert crossing == []


def test_every_module_has_its_floor():
    assert {_module(path) for path in SOURCES} <= set(FLOOR_OF)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(paths.PACKAGE).as_posix())
def test_files_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 320
    assert [name for name, lines in _functions(text) if lines > 45] == []


def _functions(text: str):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            documented = ast.get_docstring(node)
            lines = node.end_lineno - node.lineno + 1
            yield node.name, lines - (documented.count("\n") + 1 if documented else 0)


# Of equal values the processor's vector instructions decide which comes first, unless a second key does.
TIES = ("argsort", "lexsort", "nlargest", "nsmallest")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(paths.PACKAGE).as_posix())
def test_no_sort_of_a_frame_leaves_ties_to_chance(path):
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    methods = [(node.func.attr, node) for node in calls if isinstance(node.func, ast.Attribute)]
    assert [name for name, _ in methods if name in TIES] == []
    keys = [node.args[0] for name, node in methods if name == "sort_values"]
    assert [ast.unparse(by) for by in keys if not isinstance(by, ast.List) or len(by.elts) < 2] == []
    counted = [ast.unparse(node) for name, node in methods if name == "value_counts"]
    assert [call for call in counted if not call.endswith("(sort=False)")] == []


def test_no_clock_decides_a_number():
    limited = {path.name for path in SOURCES if "time_limit" in path.read_text(encoding="utf-8")}
    assert limited == set()
