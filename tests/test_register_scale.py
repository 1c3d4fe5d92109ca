"""Registers of many classes: protected in the time that they take to be read, once, and proved by exchanges."""

from __future__ import annotations

import json

import pandas as pd
import pytest
import synthetic

from analysis import paths
from analysis.data import disclosure, register_counts
from analysis.data.register_counts import building, counting, opening, ties
from analysis.data.register_counts.folding import folded

LEARNERS, CLASSES = 31_022, 2_410


@pytest.fixture(scope="module")
def registers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    sizes = {classes: round(LEARNERS * classes / CLASSES) for classes in (150, 600, CLASSES)}
    return {n: synthetic.write_classes(folder / f"c{n}.csv", n, learners) for n, learners in sizes.items()}


def test_many_classes_take_little_more_than_their_share(registers, cpu):
    """All classes of a country in seconds; where there are four times as many, it takes five times the time at most."""
    took = {}
    for classes, path in registers.items():
        started = cpu()
        safe, _, attack = building.protected(opening.opened(path))
        took[classes] = cpu() - started
        assert (attack, len(safe["grades_by_class"])) == ("exchanged", classes + 1)
    assert took[CLASSES] < 60
    assert took[600] < 5 * took[150] + 1
    assert took[CLASSES] < 5 * took[600] + 1


@pytest.mark.parametrize("classes", [150])
def test_the_solver_agrees_with_the_exchanges(registers, classes):
    """A sample of what exchanges prove, against the attack that solves for a cell with all equations."""
    from analysis.data.disclosure.intruder import Intruder
    from analysis.data.disclosure.system import of_tables

    register = opening.opened(registers[classes])
    tables = folded(counting.tables(register))
    safe, *_ = building.protected(register)
    shown = {name: safe[name].loc[table.index] for name, table in tables.items()}
    intruder = Intruder(of_tables(shown, ties.parts(shown), ties.facts(tables, register)))
    cells = [at for at in intruder.suppressed if intruder.system.counts[at].kind == "cell"]
    ranges = [intruder.range(at) for at in cells[:: len(cells) // 12]]
    assert len(ranges) >= 12
    assert [ends for ends in ranges if ends[1] is not None and ends[1] - ends[0] < disclosure.THRESHOLD] == []


def test_no_count_of_a_class_hides_a_total_of_all(registers, monkeypatch, tmp_path):
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path))
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(registers[150]))
    totals = register_counts.totals("c150")
    truth = counting.tables(opening.opened(registers[150]))["grades_by_class"].loc["total"]
    assert totals[truth.index].tolist() == truth.tolist()
    assert totals["good_up"] == truth[["excellent", "very_good", "good"]].sum()
    assert register_counts.counts("c150", "grades_by_class").isna().to_numpy().any()


def test_a_register_is_protected_once_and_kept(registers, monkeypatch, tmp_path):
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path))
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(registers[150]))
    built = []
    monkeypatch.setattr(
        building, "protected", lambda register, made=building.protected: built.append(1) or made(register)
    )
    first = register_counts.counts("c150", "grades_by_class")
    assert register_counts.about("c150")["attack"] == "exchanged"
    pd.testing.assert_frame_equal(register_counts.counts("c150", "grades_by_class"), first)
    assert built == [1]
    assert [path.name for path in tmp_path.rglob(".*")] == []


def test_who_waits_for_a_build_takes_what_was_built(registers, monkeypatch, tmp_path):
    """Another process has built the register while this one waited for the lock."""
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path))
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(registers[150]))
    monkeypatch.setattr(building, "_build", lambda *_: pytest.fail("it was built again"))

    class Other:
        def __init__(self, lock):
            self.folder = lock.parent

        def __enter__(self):
            from analysis.data import inventory, provenance

            made = {"fingerprint": inventory.register_fingerprint("c150"), "method": provenance.method()}
            (self.folder / building.MANIFEST).write_text(json.dumps(made | {"cuts": ["persons"]}), encoding="utf-8")

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(building, "FileLock", Other)
    assert building._built("c150") == tmp_path / "registers" / "c150"
