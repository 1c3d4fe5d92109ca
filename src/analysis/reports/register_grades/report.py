"""The grades of a register: by class, level, unit and year; scores and where they heap; another scale; awards."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import pandas as pd

from analysis.data import register_counts
from analysis.data.disclosure import TOTAL
from analysis.errors import ParameterError, nearest
from analysis.pages.blocks import Banner, Block, ChartBlock, Footer, Prose, TableBlock, Tile, Tiles, Title
from analysis.pages.tables import Cell, Column, Special
from analysis.reports.register_grades import heaping
from analysis.reports.register_pages import bars, cells, lists
from analysis.reports.register_pages.bars import Bar
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL

SECTION = "register_grades"
# The cut that a reader asks for first, then the next best that is released.
LEADING = ("very_good", "good", "pass")
DIMENSIONS = ("class", "level", "unit", "year")


@dataclass(frozen=True)
class Report:
    """The blocks of the page; ``label`` is the row that it is about, the total or a class."""

    subject: Subject
    label: str

    def say(self, key: str, **values: object) -> str:
        """A sentence of this report."""
        return labels.say(f"{SECTION}.{key}", self.subject.language, **values)

    @cached_property
    def row(self) -> pd.Series:
        """The learners at each grade, and their total."""
        return self.subject.counts("grades_by_class").loc[self.label]

    @cached_property
    def cuts(self) -> pd.Series:
        """The learners at each grade or better."""
        return self.subject.counts("cuts_by_class").loc[self.label]

    @property
    def leading(self) -> str | None:
        """The grade of the first cut that is released; None where all are suppressed."""
        grades = [*LEADING, *self.subject.about["grades"]]
        released = (grade for grade in grades if f"{grade}_up" in self.cuts and pd.notna(self.cuts[f"{grade}_up"]))
        return next(released, None)

    def title(self) -> Title:
        """The share of the leading cut, and the grades whose counts are suppressed."""
        suppressed = [grade for grade in self.row.index.drop(TOTAL) if pd.isna(self.row[grade])]
        names = ", ".join(self._grade(grade) for grade in suppressed)
        lede = self.say("lede", title=self.subject.title, scale=self._scale())
        if suppressed:
            lede = f"{lede} {self.say('lede_hidden', grades=names)}"
        share, of = None, ""
        if self.leading and pd.notna(self.row[TOTAL]):
            point = cells.share(self.cuts[f"{self.leading}_up"], self.row[TOTAL])
            share, of = (point, point), self._cut(self.leading)
        return Title(
            self.subject.language, self.subject.headed(self._finding()), lede, numbers=self.subject.numbers,
            share=share, share_of=of,
        )  # fmt: skip

    def _finding(self) -> str:
        graded = cells.words(cells.count(self.row[TOTAL]), self.subject.language)
        if self.leading is None:
            return self.say("title_hidden", graded=graded)
        value = self.cuts[f"{self.leading}_up"]
        if pd.isna(self.row[TOTAL]):
            return self.say("title_graded_hidden", count=int(value), cut=self._cut(self.leading))
        share = cells.words(cells.share(value, self.row[TOTAL]), self.subject.language, "share")
        words = {"count": int(value), "graded": graded, "share": share, "cut": self._cut(self.leading)}
        return self.say("title", **words)

    def notice(self) -> Banner | None:
        """That nobody in a synthetic register exists; None for any other."""
        return self.subject.notice()

    def tiles(self) -> Tiles:
        """Graded, the leading cut, the mean score, commended."""
        language, size = self.subject.language, self.row[TOTAL]
        numbers = [Fraction(self.subject.about["greatest_mark"])]
        made = [Tile(cells.words(cells.count(size), language), self.subject.word("graded"), self.say("graded_why"))]
        if self.leading:
            share = cells.share(self.cuts[f"{self.leading}_up"], size)
            made.append(Tile(cells.words(share, language, "share"), self._cut(self.leading), self.say("cut_why")))
        mean = self._mean()
        if mean is not None:
            number = cells.words(mean, language, decimals=self._mean_decimals)
            made.append(Tile(number, self.subject.word("mean"), self._out_of()))
            numbers += [] if isinstance(mean, Special) else [Fraction(labels.rounded(mean, self._mean_decimals))]
        if self.subject.has("awards_by_class"):
            row = self.subject.counts("awards_by_class").loc[self.label]
            counted = {"commended": row["commended"], "enrolled": row[TOTAL]}
            words = {key: cells.words(cells.count(value), language) for key, value in counted.items()}
            share = cells.share(*counted.values())
            text = cells.words(share, language, "share")
            made.append(Tile(text, self.subject.word("commended"), self.say("award_why", **words)))
            numbers += [int(value) for value in counted.values() if pd.notna(value)]
            numbers += [] if isinstance(share, Special) else [Fraction(labels.rounded(share * 100, 1))]
        return Tiles(language, tuple(made), numbers=tuple(numbers))

    def distribution(self) -> ChartBlock:
        """Learners at each grade, and at the cuts: a grade or better."""
        size = self.row[TOTAL]
        cuts = {self._cut(grade): self.cuts[f"{grade}_up"] for grade in self._inner()}
        counts = {self.subject.word("graded"): size} | self._grouped(self.row) | cuts
        drawn = [Bar(name, cells.count(value), cells.share(value, size)) for name, value in counts.items()]
        graded = cells.words(cells.count(size), self.subject.language)
        if self.row.isna().any():
            headline = self.say("grades_headline_hidden", graded=graded)
        else:
            most = self.row.drop(TOTAL).idxmax()
            words = {"grade": self._grade(most), "count": int(self.row[most]), "graded": graded}
            headline = self.say("grades_headline", **words)
        return bars.block(
            self.subject, "grades", headline, self.say("grades_sub"), self.subject.word("learners"), drawn
        )

    def _grouped(self, row: pd.Series) -> dict[str, object]:
        """Learners by the words of a grade; the hidden grades as one, what the others leave of all, a subtraction."""
        grades = row.drop(TOTAL)
        hidden, rest = list(grades[grades.isna()].index), row[TOTAL] - grades.sum()
        if len(hidden) < 2 or len(hidden) == len(grades) or pd.isna(rest):
            return {self._grade(grade): count for grade, count in grades.items()}
        counted = {self._grade(grade): count for grade, count in grades.dropna().items()}
        return counted | {" + ".join(map(self._grade, hidden)): rest}

    def _inner(self) -> list[str]:
        """The grades of the cuts that are shown; the leading one always is."""
        shown = [*LEADING, *([self.leading] if self.leading else [])]
        return [grade for grade in dict.fromkeys(shown) if f"{grade}_up" in self.cuts]

    def by(self, dimension: str) -> TableBlock | None:
        """The grades of each class, level, unit or year; None where that says no more than the total or another table.

        Of one class the chart says it all.
        """
        return self._telling.get(f"by_{dimension}")

    @cached_property
    def _telling(self) -> dict[str, TableBlock]:
        stated = [name for name in DIMENSIONS if self.subject.has(f"grades_by_{name}")]
        return lists.telling(map(self._table, stated)) if self._is_whole else {}

    def _table(self, dimension: str) -> TableBlock:
        table = self.subject.counts(f"grades_by_{dimension}")
        grades = [str(code) for code in table.columns.drop(TOTAL)]
        inner = self._inner()
        scored = self._means(dimension)
        columns = [
            Column(dimension, self.subject.word(dimension)),
            Column("graded", self.subject.word("graded"), "count"),
            *(Column(grade, self._grade(grade), "count") for grade in grades),
            *(Column(f"{grade}_up", self._cut(grade), "share") for grade in inner),
        ]
        if not scored.empty:
            columns.append(Column("mean", self.subject.word("mean"), "number", self._mean_decimals))
        lines = [self._line(dimension, label, grades, inner, scored) for label in table.index]
        return lists.block(self.subject, SECTION, f"by_{dimension}", columns, lines)

    def _line(
        self, dimension: str, label: str, grades: list[str], inner: list[str], scored: pd.Series
    ) -> tuple[Cell, ...]:
        row = self.subject.counts(f"grades_by_{dimension}").loc[label]
        cuts = self.subject.counts(f"cuts_by_{dimension}").loc[label]
        return (
            self.subject.name(dimension, label),
            cells.count(row[TOTAL]),
            *(cells.count(row[grade]) for grade in grades),
            *(cells.share(cuts[f"{grade}_up"], row[TOTAL]) for grade in inner),
            *(() if scored.empty else (cells.hundredths(scored.get(label)),)),
        )

    def heaping(self) -> ChartBlock | None:
        """Scores in equal steps, with the cut-offs; None where none is released, or for one class of several."""
        return heaping.block(self.subject) if self._is_whole and self.subject.has("marks") else None

    def other_scales(self) -> TableBlock | None:
        """What other scales would make of the scores; None for one class of several, or where all of it is hidden."""
        scales = self.subject.about["other_scales"] if self._is_whole and self.subject.has("marks") else []
        under = ((self._scale(code), register_counts.under(self.subject.register, code)) for code in scales)
        told = [(name, row) for name, row in under if row.drop(TOTAL).notna().any()]
        if not told:
            return None
        lines: list[tuple[Cell, ...]] = []
        for name, row in [(self._scale(), self.row), *told]:
            counts = self._grouped(row).items()
            lines += [(name, grade, cells.count(n), cells.share(n, row[TOTAL])) for grade, n in counts]
        columns = [
            Column("scale", self.subject.word("scale")),
            Column("grade", self.subject.word("grade")),
            Column("count", self.subject.word("learners"), "count"),
            Column("share", self.subject.word("share"), "share"),
        ]
        return lists.block(self.subject, SECTION, "other_scales", columns, lines)

    def awards(self) -> TableBlock | None:
        """How many were commended in each class; None where the register holds no award, or one class."""
        if not self._is_whole or not self.subject.has("awards_by_class"):
            return None
        table = self.subject.counts("awards_by_class")
        if len(table) < 3:
            return None
        lines = [
            (self.subject.name("class", label), cells.count(row[TOTAL]), cells.count(row["commended"]),
             cells.share(row["commended"], row[TOTAL]))
            for label, row in table.iterrows()
        ]  # fmt: skip
        columns = [
            Column("class", self.subject.word("class")),
            Column("enrolled", self.subject.word("enrolled"), "count"),
            Column("commended", self.subject.word("commended"), "count"),
            Column("share", self.subject.word("share"), "share"),
        ]
        return lists.block(self.subject, SECTION, "awards", columns, lines)

    def not_said(self) -> Prose:
        """What may not be concluded."""
        hidden = {
            column.kind == "number"
            for block in self._numbered
            for row in block.table.rows
            for column, cell in zip(block.table.columns, row, strict=True)
            if cell is Special.CONFIDENTIAL
        }
        keys = {False: f"unsaid_hidden_{self.subject.about['zeros']}", True: "unsaid_hidden_mean"}
        items = ["unsaid_scale", *(key for is_mean, key in keys.items() if is_mean in hidden), "unsaid_sampling"]
        return Prose(self.subject.language, self.say("unsaid"), tuple(self.say(item) for item in items))

    def footer(self) -> Footer:
        """Source, method, edition."""
        return self.subject.footer(SECTION, self.title().title)

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        made = (
            self.title(), self.notice(), self.tiles(), *self._numbered, self.not_said(), self.footer(),
        )  # fmt: skip
        return [block for block in made if block is not None]

    @cached_property
    def _numbered(self) -> list[ChartBlock | TableBlock]:
        """The blocks with a table, in the order of the page."""
        made = (
            self.distribution(), *map(self.by, DIMENSIONS), self.heaping(), self.other_scales(), self.awards(),
        )  # fmt: skip
        return [block for block in made if block is not None]

    @property
    def _is_whole(self) -> bool:
        return self.label == TOTAL

    def _means(self, dimension: str) -> pd.Series:
        frame = register_counts.means(self.subject.register)
        return frame[frame["dimension"] == dimension].set_index("row")["mean_hundredths"]

    @property
    def _mean_decimals(self) -> int:
        return int(register_counts.means(self.subject.register)["decimals"].max())

    def _mean(self) -> Cell | None:
        means = self._means("class")
        return None if means.empty else cells.hundredths(means.get(self.label))

    def _out_of(self) -> str:
        greatest = Fraction(self.subject.about["greatest_mark"])
        return self.say("mean_why", greatest=labels.number(greatest, self.subject.language))

    def _grade(self, grade: str) -> str:
        return labels.word(f"grade.{grade}", self.subject.language)

    def _cut(self, grade: str) -> str:
        return labels.word(f"quantity.{grade}_up", self.subject.language)

    def _scale(self, code: str = "") -> str:
        return labels.code("scale", code or self.subject.about["scale_code"], self.subject.language)


def open_report(register: str = "synthetic-hanoi-class-2", register_class: str = ALL, language: str = "vi") -> Report:
    """The report on the grades of a register, or of one class of it.

    Raises ParameterError for an unknown register or class.
    """
    subject = Subject(register, language)
    classes = [label for label in subject.counts("grades_by_class").index if label != TOTAL]
    if register_class not in (ALL, *classes):
        message = f'register_class: no class is called "{register_class}".'
        raise ParameterError(f"{message} {nearest(register_class, (ALL, *classes))}")
    return Report(subject, TOTAL if register_class == ALL else register_class)
