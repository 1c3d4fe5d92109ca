"""Published statements, read: what each counts, of what, and the figure printed for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.vocabulary import figures, reference
from analysis.vocabulary.figures import Figure
from analysis.vocabulary.labels import quoted

PERCENT = "percent"


@dataclass(frozen=True)
class Claim:
    """One statement: what it counts, of what, and the figure printed for it."""

    code: str
    figure: Figure
    measure: str
    unit: str
    class_code: str = ""
    level: str = ""
    mode: str = ""
    date: str = ""
    grades: tuple[str, ...] = ()
    base: str = ""
    is_seen: bool = False  # a quote shows the printed words in the text

    def quoted(self, language: str) -> str:
        """The printed words, in quotation marks where they were seen, else what they say."""
        return quoted(self.figure.printed, self.is_seen, language)

    @property
    def is_share(self) -> bool:
        """Whether the figure is a percentage of its base."""
        return self.unit == PERCENT

    @property
    def is_rounded(self) -> bool:
        """Whether the figure is a percentage that a rounding made: no qualifier, no fraction."""
        return self.is_share and self.figure.qualifier == "exact" and self.figure.decimals is not None


def claims_of(statements: pd.DataFrame) -> list[Claim]:
    """The claims of a frame of statements (columns as in data/raw/statements), in its order.

    Raises :class:`~analysis.errors.FigureError` for a printed figure that cannot be read.
    """
    return [_claim(row) for row in statements.to_dict("records")]


def _claim(row: Mapping[str, object]) -> Claim:
    return Claim(
        code=row["statement_code"],
        figure=figures.parse(row["printed"]),
        measure=row["measure_code"],
        unit=row["unit_code"],
        class_code=row["class_code"],
        level=row["level_code"],
        mode=row["mode_code"],
        date=row["date"],
        grades=_grades(row),
        base=row["base"],
        is_seen=bool(row["quote"]),
    )


def _grades(row: Mapping[str, object]) -> tuple[str, ...]:
    """The grades that a statement counts together, best first."""
    ranks = reference.grades()
    names = tuple(filter(None, str(row["grade_code"]).split("+")))
    if names and str(row["at_or_above"]).lower() == "true":
        names = reference.or_better(min(names, key=lambda name: ranks[name].rank))
    return tuple(sorted(set(names), key=lambda name: -ranks[name].rank))
