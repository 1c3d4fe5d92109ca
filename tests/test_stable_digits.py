"""No printed digit hangs on the last digits of a float: every numerical routine may be off by a billionth.

Processors, their vector instructions and versions of libraries differ by far less than that.
"""

from __future__ import annotations

import ast
import copy
import functools
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import register_pages

from analysis import paths
from analysis.data import disclosure, register_counts
from analysis.measures import compare
from analysis.measures.bounds.systems import Constraint, System

BILLIONTH = 1e-9
# The routines of other libraries whose results are floats.
ROUTINES = {
    "numpy.linalg": ("inv", "solve"),
    "scipy.optimize": ("linprog", "milp"),
    "scipy.special": ("expit", "log_expit", "log_ndtr", "logsumexp", "ndtr", "ndtri", "ndtri_exp"),
    "scipy.stats": ("binom",),
    "statsmodels.stats.multitest": ("multipletests",),
    "statsmodels.stats.proportion": ("confint_proportions_2indep", "proportion_confint"),
}
# What of them holds no numbers of its own.
FORMS = {"Bounds", "LinearConstraint", "csr_array"}
SOURCES = sorted(paths.PACKAGE.rglob("*.py"))


class Disturbed:
    """A result, or a routine, whose floats are all off by a part of themselves."""

    def __init__(self, of: object, part: float):
        self._of, self._part = of, part

    def __getattr__(self, name: str) -> object:
        return disturbed(getattr(self._of, name), self._part)

    def __call__(self, *values: object, **options: object) -> object:
        return disturbed(self._of(*values, **options), self._part)


def disturbed(value: object, part: float) -> object:
    """The value with every float in it off by a part of itself."""
    if value is None or isinstance(value, bool | int | str | np.bool_ | np.integer):
        return value
    if isinstance(value, np.ndarray) and value.dtype.kind not in "fiu":
        return value
    if isinstance(value, float | np.floating | np.ndarray):
        return value * (1 + part)
    if type(value) in (tuple, list):
        return type(value)(disturbed(one, part) for one in value)
    return Disturbed(value, part)


@pytest.fixture(params=[-BILLIONTH, BILLIONTH], ids=["less", "more"])
def disturb(request, monkeypatch) -> Callable[[], None]:
    """What disturbs every routine, wherever it has been imported, until the test ends."""

    def start() -> None:
        users = [importlib.import_module(_name(path)) for path in SOURCES if _routines(path)]
        for module, names in ROUTINES.items():
            home = importlib.import_module(module)
            for name in names:
                routine = getattr(home, name)
                monkeypatch.setattr(home, name, Disturbed(routine, request.param))
                for user in users:
                    if vars(user).get(name) is routine:
                        monkeypatch.setattr(user, name, Disturbed(routine, request.param))

    return start


def test_the_list_of_routines_is_what_the_package_imports():
    imported = {routine for path in SOURCES for routine in _routines(path)}
    assert imported == {(module, name) for module, names in ROUTINES.items() for name in names}


def test_a_disturbed_routine_is_off_by_a_billionth(disturb):
    before = compare.share(81, 263).low
    disturb()
    assert BILLIONTH / 2 < abs(compare.share(81, 263).low / before - 1) < BILLIONTH * 2


@functools.cache
def _told(cut: str, language: str) -> dict[str, object]:
    return _page(cut, language)


def _page(cut: str, language: str) -> dict[str, object]:
    """Every sentence, table and drawing of the comparison of classes, by block."""
    blocks = register_pages.comparison(register_counts.published("oulad"), cut, language).blocks
    return {
        f"{place} {block.kind}": copy.deepcopy([block.metadata(), getattr(block, "drawings", None)])
        for place, block in enumerate(blocks)
    }


@pytest.mark.parametrize("cut, language", [("distinction", "vi"), ("pass", "en")])
def test_no_digit_of_the_comparison_of_classes_moves(cut, language, disturb):
    before = _told(cut, language)
    disturb()
    assert _page(cut, language) == before


def test_no_cell_of_a_register_is_hidden_or_shown_otherwise(disturb, tmp_path, monkeypatch):
    before = _tables(tmp_path / "before", monkeypatch)
    disturb()
    after = _tables(tmp_path / "after", monkeypatch)
    assert {name: table.to_dict() for name, table in after.items()} == {
        name: table.to_dict() for name, table in before.items()
    }


def _tables(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, pd.DataFrame]:
    """The protected tables of the register that comes with the package, without those of another scale."""
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(folder))
    code = "synthetic-hanoi-class-2"
    assert len(register_counts.published(code))
    return {name: register_counts.counts(code, name).fillna(-1) for name in register_counts.cuts(code)}


def test_what_an_intruder_learns_is_whole_numbers(disturb):
    columns = {"good": [None, None, 80], "pass": [None, None, 40], "total": [30, 90, 120]}
    table = pd.DataFrame(columns, ["a", "b", "total"])
    before = disclosure.attack(table)
    disturb()
    assert disclosure.attack(table).equals(before)
    assert before[["low", "high"]].iloc[0].tolist() == [0, 30]


def test_the_ends_of_a_sum_are_those_of_brute_force(disturb):
    most = 1_200
    system = System(
        [Constraint.of({"a": 6, "b": 10, "c": 15}, 9_001, 9_001), Constraint.of({"a": 1, "b": 1, "c": 1}, None, most)]
    )
    reached = [
        rest // 6
        for b in range(901)
        for c in range(601)
        if (rest := 9_001 - 10 * b - 15 * c) >= 0 and rest % 6 == 0 and rest // 6 + b + c <= most
    ]
    disturb()
    assert system.extent({"a": 1}) == (min(reached), max(reached))


def _routines(path: Path) -> Iterator[tuple[str, str]]:
    """The routines of numerical libraries that a module uses."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("scipy", "statsmodels"):
            yield from ((node.module, name.name) for name in node.names if name.name not in FORMS)
        if isinstance(node, ast.Import):
            wrong = [name.name for name in node.names if name.name.split(".")[0] in ("scipy", "statsmodels")]
            assert wrong == [], "import the routine by its name, so that it can be disturbed"
        is_linear = isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("np.linalg", "numpy.linalg")
        if is_linear and not node.attr.endswith("Error"):
            yield "numpy.linalg", node.attr


def _name(path: Path) -> str:
    return ".".join(path.relative_to(paths.PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
