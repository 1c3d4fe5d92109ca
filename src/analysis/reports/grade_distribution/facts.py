"""The facts of the report on grades: the classes that it is about, all closings to compare, and their names."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

import pandas as pd

from analysis.data import inventory, processed
from analysis.errors import ParameterError, nearest
from analysis.measures import grades
from analysis.reports import common
from analysis.reports.grade_distribution import phrases
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS, Reading
from analysis.vocabulary.reference import ALL

Key = tuple[str, str]


@dataclass(frozen=True)
class Facts:
    """The statements of every source with grades, and how they are read.

    ``focus`` are the classes that the report is about, by (source_code, class_code).
    """

    statements: pd.DataFrame
    focus: tuple[Key, ...]
    reading: Reading
    tolerance: Fraction | float | str
    language: str

    @cached_property
    def classes(self) -> pd.DataFrame:
        """Every class with grades: ``source_code, class_code, date``."""
        return grades.classes(self.statements)

    @cached_property
    def closings(self) -> pd.DataFrame:
        """Every class with grades, both readings, as :func:`analysis.measures.grades.closings` gives them."""
        return _closings(self.tolerance, inventory.state())

    @cached_property
    def names(self) -> dict[Key, str]:
        """The name of every class with the year; of a class in two sources also who printed it."""
        table, twice = (
            processed.catalogue(self.language).set_index("source_code"),
            self.classes["class_code"].duplicated(keep=False),
        )
        names = {}
        for (source, code, date), again in zip(self.classes.itertuples(index=False), twice, strict=True):
            name, year = labels.code("class", code, self.language), date[:4]
            producer = table.at[source, "producer"] if again else ""
            names[source, code] = ", ".join([name, *(part for part in (year, producer) if part and part not in name)])
        return names

    @property
    def name(self) -> str:
        """The name of the one class of the report, without its year."""
        return labels.code("class", self.focus[0][1], self.language)

    @property
    def dated_name(self) -> str:
        """The name of the one class of the report and its date, for a subtitle."""
        return f"{self.name}, {self.date(self.focus[0]) or labels.say('common.undated', self.language)}"

    @property
    def years(self) -> str:
        """When the classes of all sources were reported, for a subtitle."""
        return common.dated(self.classes["date"], self.language)

    @property
    def single(self) -> bool:
        """Whether the report is about one class."""
        return len(self.focus) == 1

    @cached_property
    def distribution(self) -> pd.DataFrame:
        """For a report of one class: the rows of :func:`analysis.measures.grades.distribution` that have words."""
        return self._frame[self._frame["is_shown"]]

    @property
    def _frame(self) -> pd.DataFrame:
        return _distribution(*self.focus[0], self.tolerance, inventory.state())

    @cached_property
    def lacks_excellent(self) -> bool:
        """Whether the scale of the one class is taken to have no grade excellent."""
        top = self._frame[self._frame["quantity"] == "excellent"]
        return not self.closing(self.focus[0])["names_excellent"] and bool((top["high"] == 0).all())

    @cached_property
    def clashes(self) -> dict[Key, pd.DataFrame]:
        """The classes of the report with words that are read literally because their conventional readings clash."""
        frames = {key: grades.clashes(self.statements, *key, self.tolerance) for key in self.focus}
        return {key: frame for key, frame in frames.items() if not frame.empty}

    def read(self, reading: str | None = None) -> pd.DataFrame:
        """The distribution under one reading, by default the report's, indexed by quantity."""
        rows = self.distribution
        return rows[rows["reading"] == (reading or self.reading)].set_index("quantity", drop=False)

    @cached_property
    def both(self) -> list[tuple[str, pd.Series, pd.Series]]:
        """Quantity, its literal row, its conventional row, in their order of display."""
        literal, usual = (self.read(reading) for reading in READINGS)
        return [(key, literal.loc[key], usual.loc[key]) for key in literal.index]

    @cached_property
    def telling(self) -> list[tuple[str, pd.Series, pd.Series]]:
        """Of :attr:`both` those of which the text says something: words, or a bound other than that there are none."""
        return [
            (quantity, *readings)
            for quantity, *readings in self.both
            if any(row["printed"] or (phrases.settles(row) and phrases.ends(row) != (0, 0)) for row in readings)
        ]

    @cached_property
    def is_consistent(self) -> bool:
        """Whether the statements of the one class can all hold, read literally."""
        return bool(self.read("literal")["is_consistent"].all())

    def closing(self, key: Key) -> pd.Series:
        """The row of a class among the closings, under the reading of the report."""
        frame = self.closings[self.closings["reading"] == self.reading]
        return frame.set_index(["source_code", "class_code"]).loc[key]

    def statements_of(self, key: Key) -> pd.DataFrame:
        """The statements of a class."""
        return grades.of_class(self.statements, *key)

    def counts_awards(self, key: Key) -> bool:
        """Whether those commended in a class are known by awards, which bodies may give to the same learner."""
        rows = self.statements_of(key)
        units = set(rows.loc[(rows["measure_code"] == "commended") & (rows["class_code"] == key[1]), "unit_code"])
        return bool(units) and not units & {"person", "percent"}

    @property
    def compared(self) -> pd.DataFrame:
        """The statements that name a class with grades."""
        pairs = zip(self.statements["source_code"], self.statements["class_code"], strict=True)
        return self.statements[[pair in self.names for pair in pairs]]

    @property
    def stated(self) -> pd.DataFrame:
        """The statements of all the classes of the report."""
        return pd.concat([self.statements_of(key) for key in self.focus])

    @property
    def conventional(self) -> pd.DataFrame:
        """Of :attr:`stated` the statements that the convention is applied to: none of a class in contradiction."""
        kept = []
        for key in self.focus:
            rows, fallen = self.statements_of(key), self.clashes.get(key)
            read = self.closings.set_index(["source_code", "class_code"]).loc[[key], "is_consistent"].all()
            codes = set() if fallen is None else set(fallen.loc[fallen["is_word"], "statement_code"])
            kept.append(rows[~rows["statement_code"].isin(codes)] if read else rows[:0])
        return pd.concat(kept)

    def printed_in(self, key: Key) -> str:
        """Who printed the figures of a class, and when."""
        return ", ".join(filter(None, (common.publisher(*key, self.language), self.date(key))))

    def date(self, key: Key) -> str:
        """The date of a class in words; empty where none is stated."""
        rows = self.classes.set_index(["source_code", "class_code"])
        return labels.date(rows.at[key, "date"], self.language)


def facts(source: str, class_code: str, reading: Reading, tolerance: Fraction | float | str, language: str) -> Facts:
    """The facts of the classes that a source and a class code name, "all" for every one.

    Raises ParameterError for a source without grades or a class that it does not grade.
    """
    statements = _statements()
    classes = grades.classes(statements)
    if source != ALL:
        classes = classes[classes["source_code"] == source]
    if classes.empty:
        choices = (ALL, *processed.sources_with_grades())
        raise ParameterError(f'source: "{source}" grades no class. {nearest(source, choices)}')
    if class_code != ALL:
        choices = list(classes["class_code"])
        classes = classes[classes["class_code"] == class_code]
        if classes.empty:
            raise ParameterError(f'class_code: no class "{class_code}" is graded there. {nearest(class_code, choices)}')
    focus = tuple(zip(classes["source_code"], classes["class_code"], strict=True))
    return Facts(statements, focus, reading, tolerance, language)


def _statements() -> pd.DataFrame:
    return processed.statement_table(processed.sources_with_grades())


def preload() -> None:
    """Keep in memory what all reports on grades share, under the default tolerance."""
    _closings(1, inventory.state())


# Kept for one state of the files, because another class, reading or language asks for the same frames again.
@lru_cache(maxsize=16)
def _closings(tolerance: Fraction | float | str, _state: tuple[str, ...]) -> pd.DataFrame:
    return grades.closings(_statements(), tolerance)


@lru_cache(maxsize=64)
def _distribution(
    source: str, class_code: str, tolerance: Fraction | float | str, _state: tuple[str, ...]
) -> pd.DataFrame:
    return grades.distribution(_statements(), source, class_code, tolerance)
