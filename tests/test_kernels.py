"""Forked kernels: the same pages as stock kernels, and each fault ends where it should."""

from __future__ import annotations

import os
import re
import signal
import time
import uuid

import nbformat
import pytest
from kernel_helpers import notebook, remaining, texts
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from analysis.kernels import forked_kernels, owner
from analysis.kernels.execution import INJECTED, CellFailed, execute

pytestmark = pytest.mark.skipif(not owner.supported(), reason="kernels are ordinary ones on this system")

PAGE = (
    """
import sys, warnings
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib_inline.backend_inline import configure_inline_support
from matplotlib_inline.config import InlineBackend
plt.rcParams["svg.hashsalt"] = "salt"
inline = InlineBackend.instance(parent=get_ipython())
inline.figure_formats = {"svg"}
inline.print_figure_kwargs = {"bbox_inches": None, "metadata": {"Date": None, "Creator": None}}
configure_inline_support(get_ipython(), plt.get_backend())
""",
    "frame = pd.DataFrame({'grade': ['Giỏi', 'Khá'], 'count': [3, 14]})\nframe",
    "figure, axes = plt.subplots()\nsns.barplot(frame, x='grade', y='count', ax=axes)\nplt.show()",
    "print('to stdout'); print('to stderr', file=sys.stderr)\nwarnings.warn('Shown once.')",
    "{}['missing']",
)
# What a process has become through its imports must not be seen in its fork.
STATE = """
import asyncio, gc, inspect, locale, logging, os, random, signal, threading
{
    "rc": sorted(map(str, plt.rcParams.items())),
    "figures": (plt.get_fignums(), plt.figure().number, plt.get_backend()),
    "filters": sorted(map(str, warnings.filters)),
    "path": sys.path,
    "argv": [os.path.basename(sys.argv[0]), sys.argv[1]],
    "main": sorted(name for name in dir(sys.modules["__main__"]) if name.startswith("__")),
    "handlers": [str(handler) for handler in logging.root.handlers],
    "levels": sorted(
        (name, logger.level, len(logger.handlers))
        for name, logger in logging.root.manager.loggerDict.items()
        if isinstance(logger, logging.Logger) and (logger.level or logger.handlers)
    ),
    "signals": [str(signal.getsignal(number)) for number in (1, 2, 13, 15, 17)],
    "collecting": (gc.isenabled(), gc.get_threshold()),
    "locale": locale.setlocale(locale.LC_ALL),
    "cwd": os.getcwd(),
    "umask": os.umask(0o22),
    "depth": len(inspect.stack()),
    "environ": set(os.environ),
    "loop": type(asyncio.get_event_loop()).__name__,
    "thread": threading.current_thread().name,
    "flags": str(sys.flags),
}
"""
OWN_VARIABLES = {owner.ADDRESS_VARIABLE, owner.MEMORY_VARIABLE, owner.PROVISIONER_VARIABLE}


@pytest.fixture(scope="module", autouse=True)
def parent():
    with forked_kernels() as address:
        yield address


@pytest.fixture(scope="module")
def both(parent):
    """The same notebook executed in a forked kernel and in a stock one."""
    tags = {len(PAGE) - 1: "raises-exception"}
    forked = execute(notebook(*PAGE, STATE, tags=tags))
    with pytest.MonkeyPatch.context() as patch:
        for name in OWN_VARIABLES:
            patch.delenv(name, raising=False)
        stock = NotebookClient(notebook(*PAGE, STATE, tags=tags)).execute()
    for cell in forked.cells + stock.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    return forked, stock


def page(nb: nbformat.NotebookNode) -> str:
    """The exported cells, without the process number that a warning's path holds."""
    part = nbformat.from_dict({**nb, "cells": nb.cells[: len(PAGE)]})
    html = HTMLExporter().from_notebook_node(part, {"metadata": {"name": "page"}})[0]
    return re.sub(r"ipykernel_\d+", "ipykernel", html)


def test_the_page_of_a_forked_kernel_equals_a_stock_one_byte_for_byte(both):
    forked, stock = both
    assert "<svg" in stock.cells[2].outputs[0].data["image/svg+xml"]
    assert stock.cells[4].outputs[-1].ename == "KeyError"
    assert page(stock) == page(forked)


def test_the_state_of_a_forked_kernel_is_that_of_a_stock_one(both):
    forked, stock = (eval(nb.cells[-1].outputs[0].data["text/plain"]) for nb in both)
    forked["environ"] -= OWN_VARIABLES
    assert forked["environ"] ^ stock["environ"] == set()
    differing = {name: (value, forked[name]) for name, value in stock.items() if value != forked[name]}
    assert differing == {}


def test_two_kernels_draw_different_random_numbers():
    cell = "import random, numpy; print(random.random(), numpy.random.random(), numpy.random.rand())"
    assert len({texts(execute(notebook(cell)))[0] for _ in range(2)}) == 2


def test_parameters_go_into_a_cell_after_the_tagged_one_and_metadata_are_papermills():
    nb = execute(notebook("n = 1", "print(n)", tags={0: "parameters"}), {"n": 7})
    assert [cell.metadata.get("tags", []) for cell in nb.cells] == [
        ["parameters"],
        ["injected-parameters"],
        [],
    ]
    assert texts(nb) == ["7\n"]
    assert nb.cells[1].id == INJECTED
    assert nb.metadata.papermill.parameters == {"n": 7}
    assert [cell.metadata.papermill.status for cell in nb.cells] == ["completed"] * 3


def test_a_kernel_works_in_the_folder_that_is_named(tmp_path):
    assert [f"{tmp_path}\n"] == texts(execute(notebook("import os; print(os.getcwd())"), cwd=tmp_path))


@pytest.mark.parametrize(
    ("source", "kind", "message"),
    [
        ("import os; os._exit(3)", "dead", "lost its kernel: Kernel died"),
        ("import os; os.kill(os.getpid(), 11)", "dead", "lost its kernel: Kernel died"),
        ("while True: pass", "timeout", "took more than 1 seconds."),
        ("input()", "error", "raised StdinNotImplementedError"),
        ("block = bytearray(6 << 30)", "error", "raised MemoryError"),
        ("1 / 0", "error", "raised ZeroDivisionError: division by zero"),
    ],
)
def test_a_cell_that_fails_is_named_and_the_ones_behind_it_are_not_called_completed(source, kind, message):
    with pytest.raises(CellFailed, match=message) as caught:
        execute(notebook("a = 1", source, "b = 2"), timeout=1)
    failure = caught.value
    assert (kind, 1) == (failure.kind, failure.cell)
    assert f"cell 2 ({source})" in str(failure)
    statuses = [cell.metadata.papermill.status for cell in failure.notebook.cells]
    assert statuses == ["completed", "failed", "pending"]


def test_a_kernel_that_never_answers_is_tried_twice_and_reported(monkeypatch):
    monkeypatch.setenv(owner.MEMORY_VARIABLE, "1")  # a byte: it cannot even start
    with pytest.raises(CellFailed, match="before its first cell, lost its kernel") as caught:
        execute(notebook("a = 1"))
    assert (caught.value.kind, caught.value.cell) == ("dead", None)


def test_nothing_that_a_cell_has_started_outlives_its_kernel(monkeypatch):
    mark = uuid.uuid4().hex
    monkeypatch.setenv("MARK", mark)
    cell = """
import subprocess, threading, time
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
subprocess.Popen(["sleep", "61"])
subprocess.Popen(["sleep", "62"], start_new_session=True)
subprocess.run("setsid sleep 63 & disown", shell=True, executable="/bin/bash")
print(sum(range(10)))
"""
    assert texts(execute(notebook(cell))) == ["45\n"]
    assert set() == remaining(mark)


def test_two_parents_serve_side_by_side(parent, monkeypatch):
    monkeypatch.delenv(owner.ADDRESS_VARIABLE)
    cell = "import os; print(os.getppid())"
    with forked_kernels() as second:
        assert parent != second
        [first_pid], [second_pid] = (
            texts(execute(notebook(cell))),
            texts(_with_address(parent, cell, monkeypatch)),
        )
    assert first_pid != second_pid
    assert not second.parent.exists()


def _with_address(address, cell, monkeypatch):
    monkeypatch.setenv(owner.ADDRESS_VARIABLE, str(address))
    return execute(notebook(cell))


def test_a_killed_parent_takes_its_kernel_along_and_the_next_kernel_is_an_ordinary_one(monkeypatch):
    monkeypatch.delenv(owner.ADDRESS_VARIABLE)
    own = owner.Parent()
    monkeypatch.setenv(owner.ADDRESS_VARIABLE, str(own.socket))
    kill = notebook("import os, signal, time", "os.kill(os.getppid(), signal.SIGKILL); time.sleep(9)")
    start = time.monotonic()
    with pytest.raises(CellFailed, match="lost its kernel"):
        execute(kill)
    assert time.monotonic() - start < 9
    [pid] = texts(execute(notebook("import os; print(os.getppid())")))
    assert os.getpid() == int(pid)
    own.close()
    assert own.process.returncode == -signal.SIGKILL


def test_without_support_the_block_changes_nothing(monkeypatch):
    monkeypatch.delenv(owner.ADDRESS_VARIABLE)
    monkeypatch.setattr(owner, "supported", lambda: False)
    before = dict(os.environ)
    with forked_kernels() as address:
        assert (None, before) == (address, dict(os.environ))
