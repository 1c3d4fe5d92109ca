"""A JupyterLab of its own for the tests that work in a notebook as an analyst does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

START_SECONDS = 90
READY = """async () => {
    const notebook = window.jupyterapp.shell.currentWidget;
    await notebook.context.ready;
    await notebook.sessionContext.ready;
    await notebook.sessionContext.session.kernel.info;
}"""
RUN_ALL = """async () => await window.jupyterapp.commands.execute("notebook:run-all-cells")"""
SAVE = """async () => {
    const {context} = window.jupyterapp.shell.currentWidget;
    await context.save();
    return context.model.dirty;
}"""
RUN_ONE = """async (place) => {
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = place;
    await window.jupyterapp.commands.execute("notebook:run-cell");
}"""


@contextmanager
def started(folder: Path, root: Path | None = None, *options: str) -> Iterator[str]:
    """The address below which the files of ``root`` open; settings, log and state lie in ``folder``, the usual root."""
    quiet = folder / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    quiet.parent.mkdir(parents=True)
    quiet.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    own = ("SETTINGS", "WORKSPACES")
    environment = {
        **os.environ,
        **{f"JUPYTERLAB_{name}_DIR": str(folder / name.lower()) for name in own},
        **{f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("RUNTIME", "DATA", "CONFIG")},
    }
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={root or folder}", "--no-browser", "--allow-root",
               "--ServerApp.port=0", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True",
               *options]  # fmt: skip
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            yield _address(server, folder)
        finally:
            server.terminate()
            server.wait(30)


def _address(server: subprocess.Popen, folder: Path) -> str:
    """Where the server answers, as it says in its runtime folder once it is up."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        for told in (folder / "runtime").glob(f"jpserver-{server.pid}.json"):
            if text := told.read_text():
                return f"http://127.0.0.1:{json.loads(text)['port']}/lab/tree"
        time.sleep(0.2)
    return pytest.fail((folder / "log").read_text()[-2000:])


def opened(page: Any, address: str) -> None:
    """Open a notebook alone in a page, until its contents and its kernel are there."""
    page.set_default_timeout(START_SECONDS * 1000)
    # Beside a dozen restored notebooks ipywidgets may register its renderer after the first cells have run.
    page.goto(f"{address}?reset")
    name = address.rpartition("/")[2]
    page.wait_for_function(f"window.jupyterapp?.shell.currentWidget?.context?.path.endsWith({json.dumps(name)})")
    page.evaluate(READY)


def run_all(page: Any, address: str) -> None:
    """Open a notebook in a page and run all its cells."""
    opened(page, address)
    page.evaluate(RUN_ALL)


def saved(page: Any) -> bool:
    """Save the notebook that a page shows; whether that took."""
    return not page.evaluate(SAVE)


def run_cell(page: Any, place: int) -> None:
    """Run one cell of the notebook that a page shows, by its place from 0."""
    page.evaluate(RUN_ONE, place)
