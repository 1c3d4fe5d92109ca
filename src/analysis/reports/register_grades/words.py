"""The words that the blocks on the grades of a register share."""

from __future__ import annotations

from analysis.measures import frames
from analysis.reports.register_pages import about as of
from analysis.vocabulary import labels

SECTION = "register_grades"
say = labels.section(SECTION)


def quantity(code: str, language: str) -> str:
    """The words of a grade ("Good"), of several ("Average + Fail"), of a cut ("Good or better"), of what is counted."""
    if code.endswith("_up"):
        return labels.word(f"quantity.{code}", language)
    if code in ("graded", "mean", "commended"):
        return of.word(code, language)
    return " + ".join(labels.word(f"grade.{grade}", language) for grade in frames.split(code))


def scale(code: str, language: str) -> str:
    """The name of a scale."""
    return labels.code("scale", code, language)
