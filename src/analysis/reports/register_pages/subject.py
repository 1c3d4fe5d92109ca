"""The subject of a report on a register, and what every such report says: whose it is, how counts are suppressed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.data import inventory, register_counts
from analysis.data.disclosure import TOTAL
from analysis.errors import ParameterError
from analysis.pages import changelog
from analysis.pages.blocks import Banner, Footer, SourceLine, SourceNote
from analysis.reports import common
from analysis.vocabulary import labels

SECTION = "register_common"
SYNTHETIC = "synthetic-"
KINDS = {"class": "class", "level": "level_short", "unit": "register_unit", "year": "register_year"}


@dataclass(frozen=True)
class Subject:
    """A register and the language of its report."""

    register: str
    language: str

    def __post_init__(self) -> None:
        if self.language not in labels.languages():
            raise ParameterError(f'language: "{self.language}" is not known.')

    @cached_property
    def about(self) -> dict[str, Any]:
        """The facts about the register and how its tables were built, by name."""
        return register_counts.about(self.register, self.language)

    def has(self, cut: str) -> bool:
        """Whether the register has a table of counts."""
        return cut in self.about["cuts"]

    def counts(self, cut: str) -> pd.DataFrame:
        """A protected table of counts."""
        return register_counts.counts(self.register, cut)

    def say(self, key: str, **values: object) -> str:
        """A sentence that these reports share."""
        return labels.say(f"{SECTION}.{key}", self.language, **values)

    def word(self, key: str) -> str:
        """A word of these reports."""
        return labels.word(f"register.{key}", self.language)

    def name(self, dimension: str, label: str) -> str:
        """The words of a row of a table."""
        if label in (TOTAL, "unstated", "other"):
            return self.word(label)
        return labels.code(KINDS[dimension], label, self.language)

    @property
    def is_synthetic(self) -> bool:
        """Whether nobody in the register exists."""
        return self.register.startswith(SYNTHETIC)

    @property
    def title(self) -> str:
        """The name of the register in the language of the report."""
        return labels.code("register", self.register, self.language)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The first and the last year in which a class of the register began or ended; empty where no day is stated."""
        days = register_counts.classes(self.register)[["start_date", "end_date"]].to_numpy().ravel()
        years = [int(day[:4]) for day in days if day]
        return tuple(sorted({min(years), max(years)})) if years else ()

    @property
    def where(self) -> str:
        """The register and its years, for a subtitle."""
        if not self.years:
            return self.title
        ends = {"first": str(self.years[0]), "last": str(self.years[-1])}
        return self.say("years" if len(self.years) > 1 else "year", title=self.title, **ends)

    def placed(self, subtitle: str) -> str:
        """A subtitle that says of which register and when."""
        return self.say("placed", subtitle=subtitle, where=self.where)

    def headed(self, sentence: str) -> str:
        """A title, marked where the register is synthetic."""
        return self.say("synthetic_title", title=sentence) if self.is_synthetic else sentence

    def notice(self) -> Banner | None:
        """That a synthetic register is one; None for any other."""
        if not self.is_synthetic:
            return None
        return Banner(self.language, self.say("synthetic"), (self.say("synthetic_what"),))

    def policy(self) -> str:
        """How small counts are suppressed, in a sentence."""
        return self.say(f"policy_{self.about['zeros']}", threshold=str(self.about["threshold"]))

    def attack(self) -> str:
        """Which attack the published counts withstood, in a sentence."""
        return self.say(f"attack_{self.about['attack']}", threshold=str(self.about["threshold"]))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the policy and the years, which no table holds."""
        return (int(self.about["threshold"]), *self.years)

    def source(self) -> tuple[SourceLine, ...]:
        """The source line under a chart or a table."""
        said, noted = self.say("source", title=self._note().title), common.caveats(self.about, self.language)
        return (SourceLine(" ".join((said, *noted)), noted),)

    def _note(self) -> SourceNote:
        about = self.about
        unsaid = self.say("not_stated")
        title = self.title if self.title != self.register else about["title"]
        return SourceNote(title, about["producer"] or unsaid, about["licence"] or unsaid, about["date"], about["url"],
                          common.caveats(about, self.language))  # fmt: skip

    def footer(self, report: str, title: str) -> Footer:
        """The foot of a report on this register."""
        key = f"register:{self.register}"
        reads = {key: inventory.register_fingerprint(self.register)}
        return Footer(
            self.language,
            title,
            sources=(self._note(),),
            method=f"{labels.say(f'{report}.method', self.language)} {self.policy()} {self.attack()}",
            data_hash=common.data_hash(reads.items()),
            changes=changelog.figures_of(report, self.language),
            reads=tuple(reads.items()),
        )
