"""A checkout as Git for Windows makes it, with core.autocrlf: the same bytes, so that every hash holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import paths


def _git(*words: object) -> subprocess.CompletedProcess:
    return subprocess.run(["git", *map(str, words)], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def checkouts(tmp_path_factory) -> dict[str, Path]:
    """The commit of the repository, checked out without and with core.autocrlf."""
    if not shutil.which("git") or _git("-C", paths.ROOT, "rev-parse", "HEAD").returncode:
        pytest.skip("no git, or no repository with a commit")
    places = {setting: tmp_path_factory.mktemp("checkout") / "copy" for setting in ("false", "true")}
    for setting, place in places.items():
        told = _git("clone", "--quiet", "--no-local", "--config", f"core.autocrlf={setting}", paths.ROOT, place)
        assert told.returncode == 0, told.stderr
    return places


def test_a_checkout_with_crlf_holds_the_same_bytes(checkouts):
    names = _git("-C", checkouts["false"], "ls-files", "-z").stdout.split("\0")[:-1]
    assert len(names) > 400
    differing = [
        name for name in names if (checkouts["false"] / name).read_bytes() != (checkouts["true"] / name).read_bytes()
    ]
    assert differing == []
    assert _git("-C", checkouts["true"], "status", "--porcelain").stdout == ""


@pytest.mark.usefixtures("living_data")
def test_no_fault_is_found_in_a_checkout_with_crlf(checkouts):
    told = subprocess.run(
        [sys.executable, "-m", "analysis", "check"],
        env={**os.environ, "PYTHONPATH": str(checkouts["true"] / "src")},
        cwd=checkouts["true"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "No fault found."), told.stderr
