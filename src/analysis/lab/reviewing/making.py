"""The reports of a saved source, made by the same command as every other batch."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from analysis import paths
from analysis.batch import record
from analysis.errors import AnalysisError
from analysis.lab.explorer import REPORTS
from analysis.pages.blocks import Prose
from analysis.vocabulary import labels


def make_reports(saved: Path, language: str = "vi") -> Prose:
    """The titles of the pages made of a saved statements file, one line each, a failed one with its sentence.

    The pages of a file in data/raw go to reports/, those of another to reports/ beside it. AnalysisError with
    what the command said where it made nothing.
    """
    elsewhere = saved.parent.resolve() != paths.statements().resolve()
    pages = saved.parent / "reports" if elsewhere else paths.REPORTS
    where = ["--data", str(saved.parent)] if elsewhere else []
    command = [sys.executable, "-m", "analysis", "report", *REPORTS, "-p", f"source={saved.stem}"]
    completed = subprocess.run(
        [*command, "--language", language, *where], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if completed.returncode not in (0, 1):
        raise AnalysisError(completed.stderr.strip() or completed.stdout.strip())
    made = {name: state for name, state in record.read(pages).states.items() if state.last["subject"]}
    heading = labels.say("review.made_heading", language, where=_where(pages, language))
    return Prose(language, heading, tuple(map(_line, made, made.values())))


def _where(pages: Path, language: str) -> str:
    passing = pages.resolve().is_relative_to(Path(tempfile.gettempdir()).resolve())
    return labels.say("review.temporary", language) if passing else paths.shown(pages)


def _line(name: str, state: record.State) -> str:
    sentence = state.last["title"] if state.status == record.MADE else state.last["message"]
    return f"{name}: {sentence}"
