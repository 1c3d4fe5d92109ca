"""An estimate with its interval, and what no comparison can be made of."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.errors import AnalysisError


class ComparisonError(AnalysisError):
    """Counts, marks or levels that cannot be: a part above its base, a level beyond 0 and 1, no learner at all."""


@dataclass(frozen=True)
class Estimate:
    """A value with its interval at a confidence level; each is None where the data do not determine it."""

    value: float | None
    low: float | None
    high: float | None
    level: float = 0.95


def check_count(count: int, base: int) -> None:
    """Refuse what is no part of a base: 0 <= count <= base, whole numbers."""
    whole = all(number == int(number) for number in (count, base))
    if not whole or not 0 <= count <= base:
        raise ComparisonError(f"{count} of {base} is no share: a whole number from 0 to the base is.")


def check_level(level: float) -> None:
    """Refuse a confidence level that is not between 0 and 1."""
    if not 0 < level < 1:
        raise ComparisonError(f"the level is {level}: it must lie between 0 and 1, such as 0.95.")
