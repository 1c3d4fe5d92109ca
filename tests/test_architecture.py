"""The house: nine wings, each imports only from those below, and two never meet."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from analysis import paths
from analysis.data import provenance

GROUND = ("errors", "files", "paths", "signals", "version", "yamls")
WINGS = ("vocabulary", "data", "measures", "charts", "pages", "reports", "batch", "lab", "cli")
SOURCES = sorted(path for path in paths.PACKAGE.rglob("*.py") if path != paths.PACKAGE / "__init__.py")
ROOMS = {
    ".".join(path.relative_to(paths.PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in paths.PACKAGE.rglob("*.py")
}


def _wing(module: str) -> int:
    """The place of a module's wing from the ground up; 0 is the ground."""
    name = module.split(".")[1]
    return len(WINGS) if name == "__main__" else WINGS.index(name) + 1 if name in WINGS else 0


def _imports(path: Path) -> set[str]:
    """The modules of the package that a file names in its imports, those inside functions too."""
    named = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "analysis":
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            named |= {name if name in ROOMS else node.module for name in whole}
        elif isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names if alias.name in ROOMS}
    return named - {"analysis"}


IMPORTS = {module: _imports(path) for module, path in ROOMS.items() if module != "analysis"}


def test_the_top_of_the_house_is_the_ground_and_nine_wings():
    top = {path.relative_to(paths.PACKAGE).parts[0].removesuffix(".py") for path in ROOMS.values()}
    assert top == {"__init__", "__main__", *GROUND, *WINGS}


def test_a_wing_imports_only_from_wings_below():
    rising = [(module, name) for module, names in IMPORTS.items() for name in names if _wing(name) > _wing(module)]
    assert rising == []


def test_data_and_measures_never_meet():
    meeting = [
        (module, name)
        for module, names in IMPORTS.items()
        for name in names
        if {module.split(".")[1], name.split(".")[1]} == {"data", "measures"}
    ]
    assert meeting == []


def test_no_modules_import_each_other_in_a_circle():
    TopologicalSorter(IMPORTS).prepare()


def test_nobody_imports_past_a_face_what_the_face_hands_on():
    past = [
        (path.name, node.module, name)
        for module, path in ROOMS.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module in ROOMS
        for face in [node.module.rpartition(".")[0]]
        if face.count(".") >= 1 and not f"{module}.".startswith(f"{face}.")
        for name in [alias.name for alias in node.names]
        if name in _handed_on(face)
    ]
    assert past == []


def _handed_on(face: str) -> set[str]:
    """The names that a package's face imports for others."""
    tree = ast.parse(ROOMS[face].read_text(encoding="utf-8"))
    return {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def test_the_method_of_the_tables_is_all_that_they_import():
    made_by, more = set(), {"data.processed", "data.register_counts"}
    while more - made_by:
        made_by |= more
        files = [name for name in IMPORTS if _part(name) in made_by]
        more = {_part(name) for file in files for name in IMPORTS[file]}
    assert made_by == provenance.METHOD


def _part(module: str) -> str:
    return ".".join(module.split(".")[1:3])


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
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    methods = [(node.func.attr, node) for node in calls if isinstance(node.func, ast.Attribute)]
    assert [name for name, _ in methods if name in TIES] == []
    keys = [node.args[0] for name, node in methods if name == "sort_values"]
    assert [ast.unparse(by) for by in keys if not isinstance(by, ast.List) or len(by.elts) < 2] == []
    counted = [ast.unparse(node) for name, node in methods if name == "value_counts"]
    assert [call for call in counted if not call.endswith("(sort=False)")] == []


def test_no_clock_decides_a_number():
    limited = {path.name for path in SOURCES if "time_limit" in path.read_text(encoding="utf-8")}
    assert limited == set()
