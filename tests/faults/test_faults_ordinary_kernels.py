"""Faults 24 and 27 where there is no pidfd, no /proc and no fork, so that kernels are ordinary ones."""

from __future__ import annotations

import pytest
from test_faults_running import DEATHS, ENDLESS

from analysis.batch.kernels import owner
from analysis.cli.reports import UNBOUNDED

PATIENCE = 12  # seconds: an ordinary kernel imports everything in its first cells


@pytest.fixture
def ordinary(office, monkeypatch):
    """The office on a system without forked kernels."""
    monkeypatch.setattr(owner, "supported", lambda: False)
    for name in (owner.ADDRESS_VARIABLE, owner.PROVISIONER_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return office


@pytest.mark.fault(
    24,
    "a kernel dies on a system that cannot fork kernels",
    "as elsewhere, but memory is not limited, and a sentence says so; exit code 1",
)
def test_an_ordinary_kernel_that_dies(ordinary):
    for name, (cell, _) in DEATHS.items():
        ordinary.add(name, cell)
    told = ordinary.report(*DEATHS, "--memory", 200)
    assert told.code == 1
    assert told.err.splitlines()[-1] == UNBOUNDED
    for name in ("exit", "signal"):
        assert f"FAILED {name}/all.en.html: {ordinary.notebooks / name}.ipynb, {DEATHS[name][1]}\n" in told.out
    ends = {"exit": "failed", "signal": "failed", "memory": "made"}
    assert ordinary.states() == {f"{name}/all.en.html": end for name, end in ends.items()}
    assert ordinary.files() == {"memory/all.en.html"}


@pytest.mark.fault(
    27,
    "an endless cell on a system that cannot fork kernels",
    "as elsewhere: time-out with the cell named; exit code 1, nothing at its place",
)
def test_an_endless_cell_in_an_ordinary_kernel(ordinary):
    for name, (cell, _) in ENDLESS.items():
        ordinary.add(name, cell)
    told = ordinary.report(*ENDLESS, "--timeout", PATIENCE)
    assert told.code == 1
    for name, (cell, says) in ENDLESS.items():
        place = f"{ordinary.notebooks / name}.ipynb, cell 3 ({cell.splitlines()[0]})"
        assert f"FAILED {name}/all.en.html: {place}, {says.format(seconds=PATIENCE)}" in told.out
    assert ordinary.states() == {f"{name}/all.en.html": "failed" for name in ENDLESS}
    assert ordinary.files() == set()
