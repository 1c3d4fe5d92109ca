"""Every error that a user may meet: what, where, how to mend; one exit code a kind."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

FAULTS_IN_FULL = 10


class AnalysisError(Exception):
    """A user's error: the command line prints its text without a traceback and ends with its exit code."""

    exit_code = 2


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


def nearest(name: object, choices: Iterable[str]) -> str:
    """A sentence that names the closest of the choices, or all of them when none is close.

    >>> nearest("gooood", ["good", "fail"])
    'Nearest: good.'
    >>> nearest("x", ["good", "fail"])
    'Choose one of: good, fail.'
    >>> nearest("x", [])
    'There is none to choose from.'
    """
    names = [str(choice) for choice in choices]
    if not names:
        return "There is none to choose from."
    close = difflib.get_close_matches(str(name), names, n=1, cutoff=0.6)
    return f"Nearest: {close[0]}." if close else f"Choose one of: {', '.join(names)}."
