"""Every error that a user may meet: what, where, how to mend; one exit code a kind."""

from __future__ import annotations

import difflib
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass

FAULTS_IN_FULL = 10
ENGLISH = "en"  # the language of the command line and of every record of a batch
NEAREST = ("Nearest: {name}.", "Choose one of: {names}.", "There is none to choose from.")


class AnalysisError(Exception):
    """A user's error: a text without a traceback, on the command line as in a notebook, and an exit code.

    Its text is English; one that is made of a sentence in every language (``prose.refusal``) is shown in a notebook in
    ``language``, where an answer was asked for in one, else in that of the notebook.
    """

    exit_code = 2
    language = ""

    def __init__(self, sentence: str | Callable[[str], str] = ""):
        super().__init__(sentence(ENGLISH) if callable(sentence) else sentence)
        self._sentence = sentence

    def said(self, language: str) -> str:
        """Its text in a language, in English where it has none there."""
        return self._sentence(language) if callable(self._sentence) else str(self)

    def _render_traceback_(self) -> list[str]:
        """The lines that IPython shows: name and text; the traceback only of what a user's error has not caused."""
        from IPython import get_ipython

        cause = self.__cause__
        if cause is not None and not isinstance(cause, AnalysisError):
            return traceback.format_exception(self)
        shell = get_ipython()
        language = self.language or (shell.user_ns.get("language") if shell else "")
        return [f"{type(self).__name__}: {self.said(language)}"]


class FigureError(AnalysisError, ValueError):
    """A printed figure that cannot be read, or that could be read in two ways."""


class ParameterError(AnalysisError):
    """A parameter that no notebook declares, or a value that its type or its choices do not allow."""


@dataclass(frozen=True)
class Fault:
    """One fault of a file: where it is and what to do about it.

    >>> print(Fault("x.csv", 'no grade is called "gioi".', row=17, column="grade_code"))
    x.csv, row 17, column grade_code: no grade is called "gioi".
    """

    path: str
    message: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        where = [self.path]
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.column is not None:
            where.append(f"column {self.column}")
        return f"{', '.join(where)}: {self.message}"


class DataError(AnalysisError):
    """All the faults of the files that were read: ten in full, the rest counted."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(faults)
        lines = [str(fault) for fault in self.faults[:FAULTS_IN_FULL]]
        more = len(self.faults) - FAULTS_IN_FULL
        if more > 0:
            lines.append(f"... and {more} more {'fault' if more == 1 else 'faults'}.")
        super().__init__("\n".join(lines))


def nearest(name: object, choices: Iterable[str], sentences: tuple[str, str, str] = NEAREST) -> str:
    """A sentence that names the closest of the choices, or all of them when none is close.

    ``sentences`` has the three that it may be, with places for ``name`` and ``names``.

    >>> nearest("gooood", ["good", "fail"])
    'Nearest: good.'
    >>> nearest("x", ["good", "fail"])
    'Choose one of: good, fail.'
    >>> nearest("x", [])
    'There is none to choose from.'
    """
    names = [str(choice) for choice in choices]
    near, choose, none = sentences
    if not names:
        return none
    close = difflib.get_close_matches(str(name), names, n=1, cutoff=0.6)
    return near.format(name=close[0]) if close else choose.format(names=", ".join(names))
