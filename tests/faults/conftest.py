"""An office in which a report has been made before each fault strikes, and must stand untouched afterwards."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
import yaml
from grids import entry
from kernel_helpers import notebook

from analysis import cli, paths
from analysis.batch import index_page, record
from analysis.batch.kernels import forked_kernels

PARAMETERS = 'source = "all"  # a source\nyears = 2  # how many\nlanguage = "en"  # "vi" or "en"'
TITLE = 'from analysis.pages.blocks import Title\n\nTitle(language, "A report", "It stood before.")'
BEFORE = "before"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fault(number, fault, what_happens): a row of docs/reliability.md")


class Told(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


def write_notebook(path: Path, *cells: str, tags: Sequence[str] = ("parameters",)) -> Path:
    """A notebook of code cells, of which the first ones carry the tags."""
    nbformat.write(notebook(*cells, tags=dict(enumerate(tags))), path)
    return path


@dataclass
class Office:
    """A folder of notebooks with its grid, an output folder with one report, and the command line."""

    notebooks: Path
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def add(self, name: str, *cells: str, parameters: str = PARAMETERS, grid: dict | None = None) -> None:
        """Add a report whose notebook has a parameters cell, a title and these cells."""
        write_notebook(self.notebooks / f"{name}.ipynb", parameters, TITLE, *cells)
        self._enter(name, grid)

    def take(self, name: str, **grid: object) -> None:
        """Add a report of the repository."""
        shutil.copy(paths.ROOT / "notebooks" / f"{name}.ipynb", self.notebooks)
        self._enter(name, grid)

    def _enter(self, name: str, grid: dict | None) -> None:
        told = yaml.safe_load(paths.GRID.read_text(encoding="utf-8")) or {}
        added = {name: entry(self.notebooks / f"{name}.ipynb", **(grid or {}))}
        paths.GRID.write_text(yaml.safe_dump(told | added), encoding="utf-8")

    def run(self, *words: object) -> Told:
        """Run the command line; no traceback is ever printed."""
        code = cli.run([str(word) for word in words])
        told = Told(code, *self.capsys.readouterr())
        assert "Traceback" not in told.out + told.err
        return told

    def report(self, *words: object) -> Told:
        """Ask for reports in English, into the output folder, made by one worker."""
        return self.run("report", "--output", self.folder, "--language", "en", "--workers", 1, *words)

    def states(self) -> dict[str, str]:
        """What the record says of the reports since the one that stood before."""
        states = record.read(self.folder).states
        return {name: state.status for name, state in states.items() if not name.startswith(BEFORE)}

    def files(self) -> set[str]:
        """The files of the output folder since, but for the record, the index, the methods and generated tables."""
        found = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}
        return {
            name
            for name in found - {record.NAME, index_page.NAME, *index_page.shared()}
            if not name.startswith((BEFORE, ".processed"))
        }


@pytest.fixture(scope="session", autouse=True)
def _kernels() -> Iterator[None]:
    """One forking parent for all the batches of this process."""
    with forked_kernels():
        yield


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which one report has been made, by the real command."""
    home = tmp_path_factory.mktemp("office")
    (home / "notebooks").mkdir()
    path = write_notebook(home / "notebooks" / f"{BEFORE}.ipynb", PARAMETERS, TITLE)
    (home / "notebooks" / "reports.yml").write_text(yaml.safe_dump({BEFORE: entry(path)}), encoding="utf-8")
    words = ["report", "--output", str(home / "pages"), "--language", "en", "--workers", "1"]
    with pytest.MonkeyPatch.context() as patch:
        _settle(patch, home)
        assert cli.run(words) == 0
    return home


def _settle(patch: pytest.MonkeyPatch, home: Path) -> None:
    patch.setattr(os, "environ", os.environ.copy())  # options that become variables end with the test
    patch.setattr(paths, "NOTEBOOKS", home / "notebooks")
    patch.setattr(paths, "GRID", home / "notebooks" / "reports.yml")


@pytest.fixture
def office(_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Iterator[Office]:
    """The office; whatever the test does, the report that stood before opens afterwards, byte for byte."""
    home = shutil.copytree(_made, tmp_path / "office")
    _settle(monkeypatch, home)
    office = Office(home / "notebooks", home / "pages", capsys)
    page = office.folder / BEFORE / "all.en.html"
    stood = page.read_bytes()
    yield office
    assert page.read_bytes() == stood
    assert stood.endswith(b"</html>\n")
    if (office.folder / record.NAME).is_file():
        assert record.read(office.folder).states[f"{BEFORE}/all.en.html"].status == "made"
    left = [path.name for path in office.folder.rglob(".*") if path.name != ".processed"]
    assert left == []
