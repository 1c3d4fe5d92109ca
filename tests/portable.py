"""What `make portable` runs, and CI: the tests on every machine that this one can stand for.

`make test` on the oldest and on the newest supported Python that is found, the notebooks under other linear algebra,
vector instructions, hash seeds, time zones and locales, and what leans on other libraries at the lowest versions that
pyproject.toml allows. Name parts to run these alone: pythons, processors, lowest, newest.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACE = ROOT / ".portable"  # environments, and the tables that each makes for itself
PARTS = ("pythons", "processors", "lowest", "newest")
USUAL = PARTS[:-1]
SUITE = ("-n", "2", "--dist", "loadfile", "--max-worker-restart", "0", "-p", "analysis.batch.kernels.pytest_plugin")
NOTEBOOKS = (*SUITE, "--nbval", "notebooks")
# What leans on other libraries: the notebooks, and the tests of numbers, drawings and files.
LEANING = (
    "blocks",
    "charts",
    "compare",
    "disclosure",
    "documents",
    "feasible",
    "figures",
    "grades",
    "locks",
    "pages",
    "registers_reading",
    "throughput",
    "workbooks",
)
ASK = "import ensurepip, sys, venv; print('{}.{}'.format(*sys.version_info))"
# What numpy chooses by the processor while it runs, as far as this processor has it.
WIDE = "import numpy._core._multiarray_umath as core; print(*filter(core.__cpu_features__.get, core.__cpu_dispatch__))"
KERNELS = {"x86_64": ("Prescott", "Haswell"), "aarch64": ("ARMV8", "NEOVERSEN1")}
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "123", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "vi_VN.UTF-8", "OMP_NUM_THREADS": "4"},
)


@dataclass(frozen=True)
class Environment:
    """A Python with the packages installed, in a folder of the project."""

    name: str
    folder: Path

    @property
    def python(self) -> str:
        return str(self.folder / "bin" / "python")

    def run(self, *command: str, **variables: str) -> None:
        """Run a command with tables of its own; the error stops everything."""
        made = {"ANALYSIS_PROCESSED": str(PLACE / "processed" / self.name), **variables}
        run(*command, **made)


def run(*command: str, **variables: str) -> None:
    """Say what is run and how long it took; an error of it stops everything."""
    told = " ".join([*(f"{name}='{value}'" for name, value in variables.items()), *command])
    print(f"\n$ {told}", flush=True)
    start = time.monotonic()
    subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=True)
    print(f"({time.monotonic() - start:.0f} s)", flush=True)


def supported() -> list[str]:
    """The Pythons that pyproject.toml allows, the oldest first."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    least, beyond = map(int, re.fullmatch(r">=3\.(\d+),<3\.(\d+)", stated).groups())
    return [f"3.{minor}" for minor in range(least, beyond)]


def pythons(versions: Sequence[str], path: str) -> dict[str, str]:
    """Version -> a Python that can make environments, from the folders of ``path`` and the versions of pyenv."""
    return {version: python for version in versions if (python := next(_working(version, path), None))}


def _working(version: str, path: str) -> Iterator[str]:
    for folder in filter(None, path.split(os.pathsep)):
        found = shutil.which(f"python{version}", path=folder)
        if found is None:
            continue
        # A shim of pyenv answers for a version only where it is the one chosen: look for it among the versions.
        others = Path(folder).parent.glob(f"versions/{version}.*/bin/python{version}")
        yield from (python for python in (found, *map(str, sorted(others))) if _version(python) == version)


def _version(python: str) -> str:
    """The version that a command answers with; empty where it does not work or cannot make environments."""
    told = subprocess.run([python, "-c", ASK], capture_output=True, text=True, check=False)
    return told.stdout.strip() if told.returncode == 0 else ""


def environments(found: Mapping[str, str], usual: str) -> list[tuple[Environment, str]]:
    """The oldest and the newest Python, each with its environment; that of ``usual`` is the one of `make test`."""
    place = {usual: ROOT / ".venv"}
    return [(Environment(end, place.get(end, PLACE / end)), found[end]) for end in _ends(found)]


def census(versions: Sequence[str], found: Mapping[str, str]) -> list[str]:
    """A line for each supported Python: used here, found and not used, or not found."""
    use = dict.fromkeys(versions, "not found") | dict.fromkeys(found, "found, not used")
    use |= {end: f"used ({found[end]})" for end in _ends(found)}
    return [f"Python {version}: {use[version]}" for version in versions]


def _ends(found: Mapping[str, str]) -> list[str]:
    """The oldest and the newest of the versions; one, where there is no other."""
    return list(dict.fromkeys((min(found, key=_minor), max(found, key=_minor))))


def _minor(version: str) -> int:
    return int(version.split(".")[1])


def processors(environment: Environment) -> None:
    """The notebooks under two other kernels of linear algebra, without wide instructions, elsewhere in the world."""
    told = subprocess.run([environment.python, "-c", WIDE], capture_output=True, text=True, check=True)
    for kernel, surroundings in zip(KERNELS.get(platform.machine(), ("", "")), SURROUNDINGS, strict=True):
        variables = {"OPENBLAS_CORETYPE": kernel, "NPY_DISABLE_CPU_FEATURES": told.stdout.strip(), **surroundings}
        environment.run(environment.python, "-m", "pytest", "-q", *NOTEBOOKS, **variables)


def resolved(name: str, python: str, *options: str) -> Environment:
    """An environment of the versions that uv chooses from pyproject.toml alone, without the lock."""
    tools, made = Environment("tools", PLACE / "tools"), Environment(name, PLACE / name)
    run(python, "-m", "venv", "--clear", str(tools.folder))
    run(tools.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
    uv = str(tools.folder / "bin" / "uv")
    run(uv, "venv", "--quiet", "--clear", "--python", python, str(made.folder))
    run(uv, "pip", "install", "--quiet", "--python", made.python, *options, "--editable", ".[dev]")
    return made


def main(parts: Sequence[str]) -> None:
    for part in parts:
        if part not in PARTS:
            sys.exit(f'No part is called "{part}". Choose from {", ".join(PARTS)}.')
    versions = supported()
    found = pythons(versions, os.environ["PATH"])
    if not found:
        sys.exit(f"No Python {versions[0]} to {versions[-1]} with venv is on PATH. Install one, and try again.")
    ends = environments(found, _version(sys.executable))
    print(*census(versions, found), sep="\n", flush=True)
    if {"pythons", "processors"} & set(parts):
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda end: _make(*end, f"{end[0].folder.relative_to(ROOT)}/.ready"), ends))
    if "pythons" in parts:
        for environment, python in ends:
            _make(environment, python, "test")
    if "processors" in parts:
        processors(ends[0][0])
    for name in ("lowest", "newest"):
        if name in parts:
            options = ("--resolution", "lowest-direct") if name == "lowest" else ()
            made = resolved(name, ends[0][1], *options)
            tests = (f"tests/test_{name}.py" for name in LEANING)
            made.run(made.python, "-m", "pytest", "-q", *NOTEBOOKS, *tests)


def _make(environment: Environment, python: str, target: str) -> None:
    place = environment.folder.relative_to(ROOT)
    environment.run("make", target, f"PYTHON={python}", f"VENV={place}")


if __name__ == "__main__":
    main(sys.argv[1:] or USUAL)
