"""The reports of a saved source, made by the same command as every other batch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, STDOUT

import ipywidgets
from IPython.display import display

from analysis import paths
from analysis.batch import record
from analysis.errors import AnalysisError
from analysis.lab.explorer import REPORTS
from analysis.lab.links import href
from analysis.lab.panel import Panel
from analysis.lab.reviewing.blocks import Written
from analysis.vocabulary import labels

COMMAND = (sys.executable, "-m", "analysis", "report")


class Progress(Panel):
    """A bar that counts the reports that are done."""

    def __init__(self, count: int, language: str):
        self.count, self.language = count, language
        self.bar = ipywidgets.IntProgress(max=count)
        super().__init__([ipywidgets.HTML(self.plain()), self.bar])

    def plain(self) -> str:
        return labels.say("review.making", self.language, count=self.count)


def make_reports(saved: Path, language: str = "vi") -> Written:
    """The titles of the pages made of a saved statements file, each the way to its page, a failed one with its
    sentence; a bar shows how far it is.

    The pages of a file in data/raw go to reports/, those of another to reports/ beside it. AnalysisError with
    what the command said where it made nothing.
    """
    elsewhere = saved.parent.resolve() != paths.statements().resolve()
    pages = saved.parent / "reports" if elsewhere else paths.REPORTS
    where = ["--data", str(saved.parent)] if elsewhere else []
    words = [*REPORTS, "-p", f"source={saved.stem}", "--language", language, *where]
    outputs = _outputs(words)
    progress = Progress(len(outputs), language)
    display(progress)
    for line in _lines(words):
        progress.bar.value += any(word in outputs for word in line.split())
    progress.bar.value = len(outputs)
    states = record.read(pages).states
    passing = not href(pages) and pages.resolve().is_relative_to(Path(tempfile.gettempdir()).resolve())
    items = [(_line(name, states[name]), None if passing else pages / name) for name in outputs]
    place = labels.say("review.temporary", language) if passing else paths.shown(pages)
    heading = labels.say("review.made_heading", language, where=place)
    return Written(language, heading, tuple(items))


def _outputs(words: list[str]) -> list[str]:
    """The pages that the command would make; AnalysisError with what it says where it cannot tell."""
    asked = subprocess.run(
        [*COMMAND, *words, "--list", "--format", "json"], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if asked.returncode:
        raise AnalysisError(asked.stderr.strip())
    return [job["output"] for job in json.loads(asked.stdout)]


def _lines(words: list[str]) -> Iterator[str]:
    """The lines of the command while it makes the pages; AnalysisError with all of them where it makes nothing."""
    told, wide = [], {**os.environ, "COLUMNS": "1000"}  # a line a page, however long its name
    with subprocess.Popen([*COMMAND, *words], stdout=PIPE, stderr=STDOUT, text=True, encoding="utf-8", env=wide) as run:
        for line in run.stdout:
            told.append(line)
            yield line
    if run.returncode not in (0, 1):
        raise AnalysisError("".join(told).strip())


def _line(name: str, state: record.State) -> str:
    sentence = state.last["title"] if state.status == record.MADE else state.last["message"]
    return f"{name}: {sentence}"
