"""Forked kernels: the same pages as stock kernels, and each fault ends where it should."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import uuid
from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import papermill
import pytest
from jupyter_client import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from kernel_helpers import notebook, remaining, texts
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from analysis import paths
from analysis.batch.kernels import forked_kernels, limits, owner
from analysis.batch.kernels.execution import INJECTED, CellFailed, execute

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
# A kernel that can no longer show an error, and one that a signal interrupts while it answers.
UNTOLD = "get_ipython().showtraceback = lambda *_, **__: None\n1 / 0"
INTERRUPTED = """session, send = get_ipython().kernel.session, get_ipython().kernel.session.send
def interrupted(stream, message, *rest, **named):
    if message == "{}":
        session.send = send
        raise KeyboardInterrupt
    return send(stream, message, *rest, **named)
session.send = interrupted"""
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
    "history": (In[2], _i, sorted(Out)),
}
"""
OWN_VARIABLES = {owner.ADDRESS_VARIABLE, owner.MEMORY_VARIABLE, owner.PROVISIONER_VARIABLE}


@pytest.fixture(scope="module", autouse=True)
def parent():
    KernelProvisionerFactory.clear_instance()  # it reads its variable once, perhaps before there was a parent
    with forked_kernels() as address:
        yield address
    KernelProvisionerFactory.clear_instance()


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
    # The debugger sets this one in whichever process imports it first.
    assert (forked["environ"] ^ stock["environ"]) - {"PYDEVD_USE_FRAME_EVAL"} == set()
    differing = {name: (value, forked[name]) for name, value in stock.items() if value != forked[name]}
    assert differing == {}


def test_two_kernels_draw_different_random_numbers():
    cell = "import random, numpy; print(random.random(), numpy.random.random(), numpy.random.rand())"
    assert len({texts(execute(notebook(cell)))[0] for _ in range(2)}) == 2


def test_parameters_go_into_a_cell_after_the_tagged_one_and_metadata_are_papermills():
    nb = execute(notebook("n = 1", "print(n)", tags={0: "parameters"}), {"n": 7})
    assert [cell.metadata.get("tags", []) for cell in nb.cells] == [["parameters"], ["injected-parameters"], []]
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
        ("while True: pass", "timeout", "took more than 2 seconds."),
        ("input()", "error", "raised StdinNotImplementedError"),
        ("block = bytearray(6 << 30)", "error", "raised MemoryError"),
        ("1 / 0", "error", "raised ZeroDivisionError: division by zero"),
        (UNTOLD, "error", "raised ZeroDivisionError: division by zero"),
        (INTERRUPTED.format("execute_reply"), "dead", "lost its kernel: it ended the cell without an answer"),
    ],
)
def test_a_cell_that_fails_is_named_and_the_ones_behind_it_are_not_called_completed(source, kind, message, monkeypatch):
    monkeypatch.setattr(limits, "REPLY_WAIT", 1.0)
    with pytest.raises(CellFailed, match=message) as caught:
        execute(notebook("a = 1", source, "b = 2"), timeout=2 if kind == "timeout" else 60)
    failure = caught.value
    assert (kind, 1) == (failure.kind, failure.cell)
    assert f"cell 2 ({source.splitlines()[0]})" in str(failure)
    statuses = [cell.metadata.papermill.status for cell in failure.notebook.cells]
    assert statuses == ["completed", "failed", "pending"]


def test_a_kernel_whose_last_answer_is_swallowed_is_asked_again(monkeypatch):
    monkeypatch.setattr(limits, "REPLY_WAIT", 1.0)
    told = execute(notebook(INTERRUPTED.format("kernel_info_reply"))).metadata
    assert (told.papermill.exception, told.language_info.name) == (None, "python")


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


def test_of_two_parents_one_may_be_killed_and_its_next_kernel_is_an_ordinary_one(parent, monkeypatch):
    def run(address, *sources):
        monkeypatch.setenv(owner.ADDRESS_VARIABLE, str(address))
        return texts(execute(notebook("import os, signal, time", *sources)))

    monkeypatch.delenv(owner.ADDRESS_VARIABLE)
    second = owner.Parent()
    ask = "print(os.getppid())"
    [first_pid], [second_pid] = run(parent, ask), run(second.socket, ask)
    assert int(second_pid) == second.process.pid
    assert first_pid not in (second_pid, str(os.getpid()))
    start = time.monotonic()
    with pytest.raises(CellFailed, match="lost its kernel"):
        run(second.socket, "os.kill(os.getppid(), signal.SIGKILL); time.sleep(30)")
    assert time.monotonic() - start < 30
    assert run(second.socket, ask) == [f"{os.getpid()}\n"]
    assert run(parent, ask) == [first_pid]
    second.close()
    assert not second.folder.exists()


def test_a_kernel_that_is_interrupted_while_it_starts_starts_all_the_same(capfd):
    for _ in range(5):
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel()
        manager.interrupt_kernel()
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=30)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    assert "Traceback" not in capfd.readouterr().err


def test_a_parent_that_still_imports_ends_at_once_and_one_that_serves_in_order(monkeypatch):
    monkeypatch.delenv(owner.ADDRESS_VARIABLE)
    importing, serving = owner.Parent(), owner.Parent()
    importing.close()
    monkeypatch.setenv(owner.ADDRESS_VARIABLE, str(serving.socket))
    assert texts(execute(notebook("print(1)"))) == ["1\n"]
    serving.close()
    assert [importing.process.returncode, serving.process.returncode] == [-signal.SIGTERM, 0]


CHANGE = """
import sys
from pathlib import Path
from kernel_helpers import notebook, texts
from analysis import version
from analysis.batch.kernels import forked_kernels
from analysis.batch.kernels.execution import execute

cell = "import os; from analysis.version import __version__; print(__version__, os.getppid())"
with forked_kernels():
    [before] = texts(execute(notebook(cell)))
    Path(version.__file__).write_text('__version__ = "changed"')
    [after], [again] = texts(execute(notebook(cell))), texts(execute(notebook(cell)))
    print(before.split() != after.split(), after.split()[0], after == again)
"""


def test_a_change_of_the_package_reaches_the_next_kernel(tmp_path):
    mark = uuid.uuid4().hex
    shutil.copytree(paths.PACKAGE, tmp_path / "analysis")
    with (tmp_path / "analysis" / "batch" / "kernels" / "warmup.py").open("a") as file:
        file.write("\ndef warm_up(modules): pass\n")  # to be quick
    folders = [str(tmp_path), str(Path(__file__).parent), *filter(None, sys.path)]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(folders), "MARK": mark}
    environ.pop(owner.ADDRESS_VARIABLE)
    driver = subprocess.run([sys.executable, "-c", CHANGE], env=environ, stdout=subprocess.PIPE, text=True, check=True)
    assert driver.stdout == "True changed True\n"
    assert remaining(mark) == set()


INSTALLED = entry_points(group=owner.PROVISIONER_GROUP, name=owner.PROVISIONER)
FORKED = "from pathlib import Path\nprint('analysis.batch.kernels.parent' in Path('/proc/self/cmdline').read_text())"


@pytest.mark.skipif(not INSTALLED, reason="the entry points are not installed: install the project again")
def test_papermill_uses_forked_kernels_with_the_engine_and_without(tmp_path):
    for engine in ("forked", None):
        output = tmp_path / f"{engine}.ipynb"
        papermill.execute_notebook(notebook(FORKED), output, engine_name=engine, progress_bar=False)
        assert texts(nbformat.read(output, 4)) == ["True\n"]


@pytest.mark.skipif(not INSTALLED, reason="the entry points are not installed: install the project again")
def test_nbval_uses_forked_kernels_with_the_plugin(tmp_path, monkeypatch):
    monkeypatch.delenv(owner.ADDRESS_VARIABLE)
    nb = notebook(FORKED)
    nb.cells[0].outputs = [nbformat.v4.new_output("stream", text="True\n")]
    nb.cells[0].execution_count = 1
    nbformat.write(nb, tmp_path / "forked.ipynb")
    arguments = [
        "-q",
        "-p",
        "analysis.batch.kernels.pytest_plugin",
        "-p",
        "no:cacheprovider",
        "--nbval",
        "forked.ipynb",
    ]
    command = [sys.executable, "-m", "pytest", *arguments]
    result = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, check=False)
    assert "1 passed" in result.stdout


def test_without_support_the_block_changes_nothing(monkeypatch):
    monkeypatch.delenv(owner.ADDRESS_VARIABLE)
    monkeypatch.setattr(owner, "supported", lambda: False)
    before = dict(os.environ)
    with forked_kernels() as address:
        assert (None, before) == (address, dict(os.environ))
