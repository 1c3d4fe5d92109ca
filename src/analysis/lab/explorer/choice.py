"""What to look at: a report, its source, its level or class, and how its words are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from analysis import paths
from analysis.batch import grid, index_page, making
from analysis.data import inventory, parameters, processed
from analysis.lab import api
from analysis.lab.answers import Answer
from analysis.vocabulary import labels
from analysis.vocabulary.choices import Kind, Reading
from analysis.vocabulary.reference import ALL

THROUGHPUT, GRADES = "throughput_by_level", "grade_distribution"
SUBJECTS = {THROUGHPUT: "level_code", GRADES: "class_code"}
REPORTS = tuple(SUBJECTS)
_FIGURES = {THROUGHPUT: "level_count", GRADES: "graded_count"}


@dataclass(frozen=True)
class Choice:
    """A choice; ``level_code`` counts for throughput, ``class_code`` for grades. "all" stands for every one."""

    report: str = THROUGHPUT
    source: str = ALL
    level_code: str = ALL
    class_code: str = ALL
    reading: Reading = "literal"
    tolerance: float = 1.0
    language: str = "vi"

    @classmethod
    def checked(cls, **fields: object) -> Choice:
        """The choice of some fields, those of a notebook's parameters; ParameterError for what one of them cannot be.

        >>> Choice.checked(reading="litteral")
        Traceback (most recent call last):
        ...
        analysis.errors.ParameterError: reading: "litteral" is not known. Nearest: literal.
        """
        Kind(choices=lambda: REPORTS).fitting("report", fields.get("report", THROUGHPUT))
        parameters.check(**{name: value for name, value in fields.items() if name != "report"})
        return cls(**fields)

    @property
    def subject(self) -> str:
        """The field that says what the report is about."""
        return SUBJECTS[self.report]

    def options(self, field: str) -> list[tuple[str, str]]:
        """What a field may be, as (words, code): only what has figures in the source."""
        if field == "source":
            about = processed.catalogue(self.language)
            rows = about[about[_FIGURES[self.report]] > 0]
            named = [
                (labels.imprint(row["producer"], row["date"], self.language), row["source_code"])
                for row in rows.to_dict("records")
            ]
            return [(labels.word("explorer.all_sources", self.language), ALL), *named]
        if field == "level_code":
            codes = [ALL, *inventory.level_codes(self.source)]
            return [(labels.word(f"level_short.{code}", self.language), code) for code in codes]
        codes = inventory.class_codes(self.source)
        named = [(labels.code("class", code, self.language), code) for code in codes]
        return [(labels.word("explorer.all_classes", self.language), ALL), *named]

    def settled(self) -> Choice:
        """The choice with "all" for a source, a level or a class that has no figures there.

        >>> Choice(source="published-closings", level_code="city_managed").settled()
        Choice(report='throughput_by_level', source='all', level_code='city_managed', class_code='all',
               reading='literal', tolerance=1.0, language='vi')
        """
        choice = self
        for field in ("source", "level_code", "class_code"):
            if getattr(choice, field) not in dict(map(reversed, choice.options(field))):
                choice = replace(choice, **{field: ALL})
        return choice

    def answer(self) -> Answer:
        """The answer to the choice."""
        return _answer(self, inventory.state())

    def html(self) -> str:
        """The answer as a fragment, drawn once."""
        return _html(self, inventory.state())

    def write(self, folder: Path = paths.REPORTS) -> making.Summary:
        """Make the report of the choice in a folder, through the batch and its record, and renew the index."""
        parameters = {name: getattr(self, name) for name in ("source", self.subject, "reading", "tolerance")}
        jobs = grid.jobs([self.report], parameters, self.language)
        summary = making.run(jobs, folder, making.on_this_machine(workers=1))
        index_page.write(folder)
        return summary


# Kept for one state of the files, so that going back to a choice costs nothing.
@lru_cache(maxsize=256)
def _answer(choice: Choice, _state: tuple[str, ...]) -> Answer:
    how = choice.source, choice.reading, choice.tolerance, choice.language
    if choice.report == THROUGHPUT:
        return api.throughput(choice.level_code, *how)
    return api.grades(choice.class_code, *how)


@lru_cache(maxsize=256)
def _html(choice: Choice, state: tuple[str, ...]) -> str:
    return _answer(choice, state).html()
