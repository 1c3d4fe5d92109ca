"""What all tests share: reproducible property tests, and where real material lies."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import frozen
import pytest
from browsers import chromium
from hypothesis import HealthCheck, settings

from analysis import paths
from analysis.data import processed
from analysis.data.register_counts import building

# The same examples on every run, and nothing left behind; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile(
    "steady", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", parent=settings.get_profile("steady"), derandomize=False, max_examples=2000)
settings.load_profile("steady")

SHARED = paths.ROOT.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real bulletins and registers; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no folder of shared material beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def frozen_registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of registers that the tests rely on."""
    return frozen.registers(tmp_path_factory.mktemp("frozen") / "registers")


@pytest.fixture(scope="module", autouse=True)
def _frozen_data(frozen_registers: Path) -> Iterator[None]:
    """The frozen data in the place of the living, for the tests of a module: the notebooks, which the same process may
    run, are compared with the living."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(paths.STATEMENTS_VARIABLE, str(frozen.STATEMENTS))
        patch.setenv(paths.REGISTERS_VARIABLE, str(frozen_registers))
        yield


@pytest.fixture
def living_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """The data of the repository, for a test that is about them."""
    monkeypatch.delenv(paths.STATEMENTS_VARIABLE)
    monkeypatch.delenv(paths.REGISTERS_VARIABLE)


@pytest.fixture
def cpu() -> Iterator[Callable[[], float]]:
    """The seconds that this thread has computed: no other thread's, no waiting, no garbage of earlier tests."""
    gc.collect()
    gc.freeze()
    yield time.thread_time
    gc.unfreeze()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser for the tests of one file."""
    with chromium() as running:
        yield running


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of statements, put in the place of the repository's for one test."""
    folder = tmp_path / "statements"
    folder.mkdir()
    monkeypatch.setenv(paths.STATEMENTS_VARIABLE, str(folder))
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
    return folder


@pytest.fixture(autouse=True)
def _nothing_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test has read is not taken for read by the next one of its process."""
    monkeypatch.setattr(processed, "_reads", dict(processed._reads))
    monkeypatch.setattr(building, "_reads", dict(building._reads))
