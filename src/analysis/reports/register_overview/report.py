"""The overview of a register: who enrolled, withdrew, finished, was graded and commended; persons; exclusions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.data import disclosure
from analysis.data.disclosure import TOTAL
from analysis.pages.blocks import Banner, Block, ChartBlock, Footer, TableBlock, Tile, Tiles, Title
from analysis.pages.tables import Cell, Column
from analysis.reports.register_pages import bars, cells, lists
from analysis.reports.register_pages.bars import Bar
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels

SECTION = "register_overview"
STEPS = ("enrolled", "withdrawn", "completed", "graded", "commended")
COMPLETED = ("ungraded", "graded")


@dataclass(frozen=True)
class Report:
    """The blocks of the page."""

    subject: Subject

    def say(self, key: str, **values: object) -> str:
        """A sentence of this report."""
        return labels.say(f"{SECTION}.{key}", self.subject.language, **values)

    @cached_property
    def total(self) -> dict[str, Cell]:
        """The steps of the whole register that it records."""
        return self._flow("class", TOTAL)

    @cached_property
    def persons(self) -> pd.Series:
        """Persons by their number of classes, with the total."""
        return self.subject.counts("persons").loc[TOTAL]

    def title(self) -> Title:
        """The finding: how many attendances, of how many persons, and how many of them were graded."""
        words = {name: self._words(self.total.get(name, 0)) for name in STEPS}
        persons = self._words(cells.count(self.persons[TOTAL]))
        lede = self.say("lede", title=self.subject.title, classes=self._class_count())
        sentence = self.say("title", persons=persons, **words)
        return Title(self.subject.language, self.subject.headed(sentence), lede, numbers=self.subject.numbers)

    def notice(self) -> Banner | None:
        """That nobody in a synthetic register exists; None for any other."""
        return self.subject.notice()

    def tiles(self) -> Tiles:
        """Attendances and persons, then the last steps."""
        made = [Tile(self._words(cells.count(self.persons[TOTAL])), self.say("persons"), self.say("persons_why"))]
        for step in ("enrolled", "graded", "commended"):
            if step in self.total:
                made.append(Tile(self._words(self.total[step]), self.subject.word(step), self.say(f"{step}_why")))
        return Tiles(self.subject.language, tuple(made))

    def flow(self) -> ChartBlock:
        """From enrolment to result or, where the register has it, commendation, the whole register."""
        enrolled = self.total["enrolled"]
        drawn = [Bar(self.subject.word(step), count, _share(count, enrolled)) for step, count in self.total.items()]
        words = {"enrolled": self._words(enrolled), "completed": self._words(self.total["completed"])}
        sub = "flow_sub" if "commended" in self.total else "flow_sub_result"
        return bars.block(
            self.subject, "flow", self.say("flow_headline", **words), self.say(sub),
            self.subject.word("attendances"), drawn,
        )  # fmt: skip

    def by_class(self) -> TableBlock | None:
        """The same steps for each class; None where there is one."""
        return self._telling.get("flow_by_class")

    def by_level(self) -> TableBlock | None:
        """The same steps for each level; None where the register states one or none, or each class is a level."""
        return self._telling.get("flow_by_level")

    @cached_property
    def _telling(self) -> dict[str, TableBlock]:
        dimensions = [name for name in ("class", "level") if self.subject.has(f"flow_by_{name}")]
        return lists.telling(map(self._table, dimensions))

    def attendances(self) -> ChartBlock | None:
        """Persons by the number of their classes; None where everybody is in one."""
        numbers = self.persons.drop(TOTAL)
        if len(numbers) < 2:
            return None
        everybody = self.persons[TOTAL]
        drawn = [
            Bar(name, cells.count(value), cells.share(value, everybody)) for name, value in self._by_classes(numbers)
        ]
        drawn.append(Bar(self.subject.word("total"), cells.count(everybody), cells.share(everybody, everybody)))
        words = {"persons": self._words(cells.count(everybody)), "attendances": self._words(self.total["enrolled"])}
        return bars.block(
            self.subject, "persons", self.say("persons_headline", **words), self.say("persons_sub", **words),
            self.say("persons"), drawn,
        )  # fmt: skip

    def _by_classes(self, numbers: pd.Series) -> list[tuple[str, object]]:
        """Persons in so many classes; hidden counts at the end as one, what the others leave of all."""
        last = numbers.last_valid_index()
        rest = pd.NA if last is None else self.persons[TOTAL] - numbers.loc[:last].sum(skipna=False)
        shown = numbers if pd.isna(rest) else numbers.loc[:last]
        counts = [
            (self.say("in_class" if int(number) == 1 else "in_classes", count=int(number)), value)
            for number, value in shown.items()
        ]
        if len(shown) < len(numbers):
            counts.append((self.say("in_classes_or_more", count=int(numbers.index[len(shown)])), rest))
        return counts

    def units(self) -> TableBlock | None:
        """How many enrolled from each unit; None where the register names none."""
        if not self.subject.has("learners_by_unit"):
            return None
        counts = self.subject.counts("learners_by_unit")["enrolled"]
        lines = [(self.subject.name("unit", label), cells.count(value)) for label, value in counts.items()]
        columns = (
            Column("unit", self.subject.word("unit")),
            Column("enrolled", self.subject.word("enrolled"), "count"),
        )
        return self._block("units", columns, lines)

    def excluded(self) -> TableBlock | None:
        """How many learners the counts leave out, and why; None where they leave out nobody."""
        if not self.subject.has("set_aside"):
            return None
        counts = self.subject.counts("set_aside").loc[TOTAL].drop(TOTAL)
        lines = [(self.subject.say(f"aside_{reason}"), cells.count(count)) for reason, count in counts.items()]
        columns = (Column("reason", self.say("reason")), Column("learners", self.subject.word("learners"), "count"))
        return self._block("excluded", columns, lines)

    def footer(self) -> Footer:
        """Source, method, edition."""
        return self.subject.footer(SECTION, self.title().title)

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        made = (
            self.title(), self.notice(), self.tiles(), self.flow(), self.by_level(), self.by_class(),
            self.attendances(), self.units(), self.excluded(), self.footer(),
        )  # fmt: skip
        return [block for block in made if block is not None]

    def _words(self, cell: Cell) -> str:
        return cells.words(cell, self.subject.language)

    def _class_count(self) -> int:
        return len(self.subject.counts("flow_by_class")) - 1

    def _flow(self, dimension: str, label: str) -> dict[str, Cell]:
        """The steps of one row that the register records: withdrawals and awards only where there are any."""
        table = self.subject.counts(f"flow_by_{dimension}")
        row = table.loc[label]
        counts = {"enrolled": row[TOTAL]}
        if "withdrawn" in row.index:
            counts["withdrawn"] = row["withdrawn"]
        columns = [column for column in COMPLETED if column in row.index]
        counts["completed"] = disclosure.cut(table, columns)[label]
        counts["graded"] = row["graded"] if "graded" in row.index else 0
        if self.subject.has(f"awards_by_{dimension}"):
            counts["commended"] = self.subject.counts(f"awards_by_{dimension}").at[label, "commended"]
        return {step: cells.count(value) for step, value in counts.items()}

    def _table(self, dimension: str) -> TableBlock:
        labels_of = self.subject.counts(f"flow_by_{dimension}").index
        steps = list(self.total)
        columns = (
            Column(dimension, self.subject.word(dimension)),
            *(Column(step, self.subject.word(step), "count") for step in steps),
        )
        lines = []
        for label in labels_of:
            flow = self._flow(dimension, label)
            lines.append((self.subject.name(dimension, label), *(flow[step] for step in steps)))
        return self._block(f"flow_by_{dimension}", columns, lines)

    def _block(self, key: str, columns: tuple[Column, ...], lines: list[tuple[Cell, ...]]) -> TableBlock:
        return lists.block(self.subject, SECTION, key, columns, lines)


def _share(count: Cell, whole: Cell) -> Cell:
    missing = cells.HIDDEN in (count, whole)
    return cells.HIDDEN if missing else cells.share(count, whole)


def open_report(register: str = "synthetic-hanoi-class-2", language: str = "vi") -> Report:
    """The overview of a register; ParameterError for an unknown one."""
    return Report(Subject(register, language))
