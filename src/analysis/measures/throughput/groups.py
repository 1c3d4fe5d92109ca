"""The printed groups of a training programme, read under named assumptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

import pandas as pd

from analysis.vocabulary import figures, reference
from analysis.vocabulary.figures import Basis, Reading
from analysis.vocabulary.spans import Span, total


@dataclass(frozen=True)
class Assumptions:
    """How the statements are read where they leave it open; the default assumes least.

    ``admission_basis``: what a "trained" figure counts of which a completed part is also printed: learners
    admitted, completions, or places planned. ``abroad_in_pool``: those trained abroad are among those of the
    same level trained in the country. ``levels_disjoint``: nobody is counted at two levels.
    """

    reading: Reading = "literal"
    tolerance: Fraction | float | str = 1
    admission_basis: Basis = "admitted"
    abroad_in_pool: bool = False
    levels_disjoint: bool = False

    def span(self, printed: str) -> Span:
        """The whole numbers that a printed count leaves; where its convention leaves none ("hơn 5"), its words.

        >>> Assumptions("conventional").span("hơn 1.000"), Assumptions("conventional").span("hơn 5")
        (Span(low=1001, high=1099), Span(low=6, high=None))
        """
        least, most = figures.parse(printed).whole(self.reading, self.tolerance)
        return Span(least or 0, most)


@dataclass(frozen=True)
class Whole:
    """A printed whole and the sum of its printed parts, as they can be read together.

    ``falls_back`` says that they are read literally because by convention the parts are more than the whole,
    ``is_consistent`` that the parts are not more than the whole at their word.
    """

    whole: Span
    parts: Span
    falls_back: bool
    is_consistent: bool


def read_together(printed: str, parts: Iterable[str], assume: Assumptions) -> Whole:
    """A whole and its parts under the reading of the assumptions, or literally where that cannot hold.

    >>> read_together("gần 260", ["256"], Assumptions("conventional")).whole
    Span(low=234, high=259)
    >>> read_together("hơn 200", ["256"], Assumptions("conventional"))
    Whole(whole=Span(low=201, high=None), parts=Span(low=256, high=256), falls_back=True, is_consistent=True)
    """
    parts = tuple(parts)
    whole, added = assume.span(printed), total(map(assume.span, parts))
    fits = whole.high is None or added.low <= whole.high
    if fits or assume.reading == "literal":
        return Whole(whole, added, False, fits)
    literal = read_together(printed, parts, replace(assume, reading="literal"))
    return replace(literal, falls_back=literal.is_consistent)


def levels_of(statements: pd.DataFrame) -> list[str]:
    """The levels that any "trained" or "completed" statement counts, in their order of display."""
    counted = statements["measure_code"].isin(["trained", "completed"]) & (statements["level_code"] != "")
    present = set(statements.loc[counted, "level_code"])
    return [code for code in reference.levels() if code in present]


def groups(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a printed group of persons trained at a level, with what the words leave possible.

    Columns: ``source_code, statement_code, row, class_code, level_code, mode_code, printed, quote, date``;
    ``low, high`` those who attended (high missing for no end); ``done_low, done_high`` those of them who
    completed; ``parts`` the printed figures of those who completed, ``part_codes`` their classes, ``completed,
    completed_high`` how many these are (0 where nothing is said).
    A completed figure that is part of a printed group adds no group.
    """
    persons = [row for row in statements.to_dict("records") if row["unit_code"] == "person" and row["level_code"]]
    trained = [row for row in persons if row["measure_code"] == "trained"]
    completed = [row for row in persons if row["measure_code"] == "completed"]
    wholes = {(row["source_code"], row["statement_code"]) for row in trained}
    alone = [row for row in completed if (row["source_code"], row["base"]) not in wholes]
    parts: dict[tuple[str, str], list[dict]] = {}
    for row in completed:
        parts.setdefault((row["source_code"], row["base"]), []).append(row)
    rows = [
        _group(row, parts.get((row["source_code"], row["statement_code"]), []), assume) for row in [*trained, *alone]
    ]
    columns = [
        "source_code", "statement_code", "row", "class_code", "level_code", "mode_code", "printed", "quote",
        "date", "parts", "part_codes", "falls_back", "is_consistent", "low", "high", "done_low", "done_high",
        "completed", "completed_high",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[-6:], "Int64"))


def _group(row: dict, parts: list[dict], assume: Assumptions) -> dict:
    words, codes = (tuple(part[name] for part in parts) for name in ("printed", "class_code"))
    read = read_together(row["printed"], words, assume)
    printed, completed = read.whole, read.parts
    if read.is_consistent:  # the parts are of the whole: "gần 260", of whom 256 completed, are 256 or more
        printed = Span(max(printed.low, completed.low), printed.high)
    done = attended = printed
    if not read.is_consistent:
        done = attended = Span(min(printed.low, completed.low), completed.high)
    elif parts and assume.admission_basis == "admitted":
        done = Span(completed.low, printed.high)
    elif parts and assume.admission_basis == "planned":
        done = attended = Span(completed.low, None)
    return {**row, "low": attended.low, "high": attended.high, "done_low": done.low, "done_high": done.high,
            "parts": words, "part_codes": codes, "completed": completed.low, "completed_high": completed.high,
            "falls_back": read.falls_back, "is_consistent": read.is_consistent}  # fmt: skip


def spans(frame: pd.DataFrame) -> list[Span]:
    """The columns ``low, high`` of a frame as spans."""
    return [Span(low, high) for low, high in records(frame, "low", "high")]


def records(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    """The rows of some columns as plain values, None where one is missing."""
    return [tuple(end(value) for value in row) for row in frame[list(columns)].itertuples(index=False, name=None)]


def end(value: object) -> object:
    """A cell of a frame as a plain value, None where it is missing."""
    if value is pd.NA or value is None:
        return None
    return int(value) if hasattr(value, "dtype") else value
