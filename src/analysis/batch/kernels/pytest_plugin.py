"""Forked kernels for nbval: ``pytest -p analysis.batch.kernels.pytest_plugin --nbval notebooks``.

One parent serves the whole session: the workers of pytest-xdist find its address in their environment.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from analysis import paths
from analysis.batch.kernels.owner import KERNEL, forked_kernels

_STACK = pytest.StashKey[ExitStack]()


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist starts its workers
def pytest_configure(config: pytest.Config) -> None:
    """Start the parent if this session runs notebooks and no parent is running yet."""
    stack = config.stash[_STACK] = ExitStack()
    if config.getoption("nbval", False) or config.getoption("nbval_lax", False):
        stack.enter_context(forked_kernels())
        if not (config.option.nbval_kernel_name or config.option.nbval_current_env):
            config.option.nbval_kernel_name = KERNEL


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Pass over what only looks like a notebook."""
    return (collection_path.suffix == ".ipynb" and paths.is_litter(collection_path.name)) or None


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the parent that this session has started."""
    if stack := config.stash.get(_STACK, None):
        stack.close()
