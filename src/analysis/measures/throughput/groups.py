"""The printed groups of a training programme, read under named assumptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from analysis.measures import frames
from analysis.measures.frames import Rows
from analysis.vocabulary import choices, figures, reference
from analysis.vocabulary.figures import Basis, Reading, Tolerance
from analysis.vocabulary.spans import Span, total


@dataclass(frozen=True)
class Assumptions:
    """How the statements are read where they leave it open; the default assumes least.

    ``admission_basis``: what a "trained" figure counts of which a completed part is also printed: learners
    admitted, completions, or places planned. ``abroad_in_pool``: those trained abroad are among those of the
    same level trained in the country. ``levels_disjoint``: nobody is counted at two levels.
    """

    reading: Reading = "literal"
    tolerance: Tolerance = 1
    admission_basis: Basis = "admitted"
    abroad_in_pool: bool = False
    levels_disjoint: bool = False

    def __post_init__(self) -> None:
        """ParameterError for the first that cannot be what it is."""
        for name in ("reading", "admission_basis", "abroad_in_pool", "levels_disjoint"):
            object.__setattr__(self, name, choices.fitting(name, getattr(self, name)))
        figures.factor(self.tolerance)

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


def levels_of(statements: Rows) -> list[str]:
    """The levels that any "trained" or "completed" statement counts, in their order of display."""
    present = {row["level_code"] for row in statements if row["measure_code"] in ("trained", "completed")}
    return [code for code in reference.levels() if code in present]


def groups(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a printed group of persons trained at a level, and reading, with what the words leave possible.

    Columns: ``reading, is_chosen``; ``source_code, statement_code, class_code, level_code, mode_code, printed,
    cited``; ``low, high`` those who attended (high missing for no end); ``done_low, done_high`` those of them who
    completed; ``parts, parts_cited`` the printed figures of those who completed, ``part_codes`` their classes and
    ``part_count`` their number; ``completed, completed_high`` how many these are (0 where nothing is said);
    ``falls_back`` and ``is_consistent`` as in :class:`Whole`; ``edited``.
    A completed figure that is part of a printed group adds no group.
    """
    return frames.both(one_reading, COLUMNS, frames.in_focus(statements), assume)


COLUMNS = {
    **dict.fromkeys(("source_code", "statement_code", "class_code", "level_code", "mode_code", "printed", "cited",
                     "parts", "parts_cited", "part_codes"), "str"),
    **dict.fromkeys(("falls_back", "is_consistent"), "bool"),
    **dict.fromkeys(("part_count", "low", "high", "done_low", "done_high", "completed", "completed_high"), "Int64"),
}  # fmt: skip


def one_reading(statements: Rows, assume: Assumptions) -> Rows:
    """The :func:`groups` of all these statements under the reading of the assumptions."""
    persons = [row for row in statements if row["unit_code"] == "person" and row["level_code"]]
    trained = [row for row in persons if row["measure_code"] == "trained"]
    completed = [row for row in persons if row["measure_code"] == "completed"]
    wholes = {(row["source_code"], row["statement_code"]) for row in trained}
    alone = [row for row in completed if (row["source_code"], row["base"]) not in wholes]
    parts: dict[tuple[str, str], list[dict]] = {}
    for row in completed:
        parts.setdefault((row["source_code"], row["base"]), []).append(row)
    return [
        _group(row, parts.get((row["source_code"], row["statement_code"]), []), assume) for row in [*trained, *alone]
    ]


def _group(row: dict, parts: list[dict], assume: Assumptions) -> dict:
    words, codes, are_seen = ([part[name] for part in parts] for name in ("printed", "class_code", "is_seen"))
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
    return {**row, "cited": frames.cited([row["printed"]], [row["is_seen"]]),
            "parts": frames.listed(words), "parts_cited": frames.cited(words, are_seen),
            "part_codes": frames.listed(codes), "part_count": len(parts),
            "low": attended.low, "high": attended.high, "done_low": done.low, "done_high": done.high,
            "completed": completed.low, "completed_high": completed.high,
            "falls_back": read.falls_back, "is_consistent": read.is_consistent}  # fmt: skip


def spans(rows: Rows, low: str = "low", high: str = "high") -> list[Span]:
    """Two columns of some rows as spans."""
    return [Span(row[low], row[high]) for row in rows]
