"""What the page on classes compares: protected counts by class and grade, and all that is computed from them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

import pandas as pd

from analysis.data.disclosure import TOTAL
from analysis.measures import compare
from analysis.measures.compare.shares import FUNNEL_LEVELS
from analysis.pages.blocks import SourceLine
from analysis.pages.tables import Column
from analysis.reports.class_comparison import published
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels, reference

NAME = "class_comparison"
ALPHA = 0.05
POINTS = 100
# Files hold so many decimals more of a computed number than a page prints: the rest of a float is noise.
GUARD = 2
P_DECIMALS = 4


@dataclass(frozen=True)
class Facts:
    """Counts from a register and the comparisons of them.

    ``table`` is protected: a row a class, a column a grade from the best to the lowest, and both margins; missing
    where suppressed. ``cuts`` are the published sums of its best grades (``good_up``), a row a class and the total.
    ``scales`` are the scales of the grades, ``cut`` the grade at or above which learners are counted.

    The share of all, and what each class is compared with, are those of the whole register. A class whose count is
    confidential is drawn between its ends, and counts as a comparison: its result decides that it is confidential.
    """

    table: pd.DataFrame
    cuts: pd.DataFrame
    scales: tuple[str, ...]
    cut: str
    about: Subject

    @property
    def language(self) -> str:
        """The language of the report."""
        return self.about.language

    @property
    def sources(self) -> tuple[SourceLine, ...]:
        """The source line under the charts."""
        return self.about.source()

    @cached_property
    def grades(self) -> list[str]:
        """The grades of the table, the best first."""
        return [column for column in self.table.columns if column != TOTAL]

    @cached_property
    def _published(self) -> pd.DataFrame:
        chosen = [grade for grade in self.grades if _rank(grade) >= _rank(self.cut)]
        return published.classes(self.table, self.cuts, len(chosen))

    @cached_property
    def classes(self) -> pd.DataFrame:
        """The classes that have a graded learner, as ``published.classes``: index class_code."""
        rows = self._published.drop(index=TOTAL)
        return rows[rows["base"].ne(0).fillna(True)]

    @cached_property
    def empty(self) -> list[str]:
        """The classes in which nobody is graded."""
        return list(self._published.index.difference([*self.classes.index, TOTAL]))

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The classes whose count and base are published: columns count, base, name."""
        rows = self.classes[["count", "base"]].dropna().astype(int)
        return rows.assign(name=[self.name(code) for code in rows.index])

    @cached_property
    def hidden(self) -> pd.DataFrame:
        """The classes whose count or base is confidential, as ``published.classes``, and name."""
        rows = self.classes.drop(index=self.shown.index)
        return rows.assign(name=[self.name(code) for code in rows.index])

    @cached_property
    def whole(self) -> tuple[int, int] | None:
        """The learners of the whole register at or above the cut, and all; None where one of them is confidential."""
        count, base = self._published.loc[TOTAL, ["count", "base"]]
        return None if pd.isna(count) or pd.isna(base) else (int(count), int(base))

    @property
    def hidden_together(self) -> tuple[int, int]:
        """The learners at or above the cut, and all, of the classes whose counts are confidential."""
        count, base = self.whole
        return count - int(self.shown["count"].sum()), base - int(self.shown["base"].sum())

    @property
    def is_comparison(self) -> bool:
        """Whether the whole register has a published share with a spread, and a class to compare with the others."""
        return self.whole is not None and 0 < self.target < 1 and len(self.classes) > 1 and len(self.shown) > 0

    @property
    def target(self) -> Fraction:
        """The share at or above the cut of all graded learners of the register."""
        return Fraction(*self.whole)

    @cached_property
    def phi(self) -> tuple[float, float]:
        """How many times the variance that chance gives the shares have: with every class as it is, and winsorised.

        Where a count is confidential both are the greatest that the published counts allow, with no class drawn in.
        """
        target = float(self.target)
        if len(self.hidden):
            most = compare.greatest_spread(self.shown, self.hidden, self.hidden_together[0], target)
            return most, most
        distances = compare.distances(self.shown, target)
        return compare.spread(distances, 0), compare.spread(distances)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """The published classes against all the others, the greatest difference first, as ``with_intervals``.

        Index class_code; columns count, base, name, exact (the difference, a Fraction), p_value, beyond_chance,
        adjusted, stands_out, low, high.
        """
        say = (self.whole, len(self.classes), self.phi[1], ALPHA)
        frame = compare.with_intervals(compare.against_the_others(self.shown, *say), *say)
        frame["exact"] = [self._difference(*row) for row in zip(frame["count"], frame["base"], strict=True)]
        return frame.loc[sorted(frame.index, key=lambda code: (-frame.at[code, "exact"], code))]

    def _difference(self, count: int, base: int) -> Fraction:
        """A share less that of all others together."""
        return Fraction(count, base) - Fraction(self.whole[0] - count, self.whole[1] - base)

    def hidden_difference(self, code: str) -> tuple[Fraction, Fraction] | None:
        """The ends of the difference of a class whose count is confidential; None where its base is, too."""
        row = self.hidden.loc[code]
        if pd.isna(row["base"]):
            return None
        return self._difference(int(row["least"]), int(row["base"])), self._difference(
            int(row["most"]), int(row["base"])
        )

    def outside(self, phi: float = 1) -> int:
        """How many published classes lie outside the 99.8 % limits."""
        return int(compare.outside(self.shown, float(self.target), FUNNEL_LEVELS[1], phi).sum())

    @cached_property
    def full(self) -> pd.DataFrame:
        """The counts by class, the highest mean rank first; empty where a count of any class is confidential."""
        rows = self.table.loc[self.classes.index, self.grades]
        if rows.isna().any(axis=None):
            return rows.head(0)
        rows = rows.astype(int)
        return rows.loc[sorted(rows.index, key=lambda code: (-self._mean_rank(rows.loc[code]), code))]

    def _mean_rank(self, counts: pd.Series) -> Fraction:
        ranks = range(len(counts))[::-1]
        return Fraction(int(sum(rank * count for rank, count in zip(ranks, counts, strict=True))), int(counts.sum()))

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Every two classes over all grades: columns first, second, contrast, adjusted (the p-value).

        The first of a pair comes before the second in :attr:`full`.
        """
        rising = {code: list(map(int, self.full.loc[code]))[::-1] for code in self.full.index}
        rows = [
            (one, other, compare.contrast_counts(rising[one], rising[other])) for one, other in combinations(rising, 2)
        ]
        frame = pd.DataFrame(rows, columns=["first", "second", "contrast"])
        corrected = compare.adjusted([contrast.p_value for contrast in frame["contrast"]], alpha=ALPHA)
        return frame.assign(adjusted=corrected["adjusted"])

    @property
    def largest(self) -> str:
        """The class with most learners."""
        return self.full.sum(axis=1).idxmax()

    @cached_property
    def odds(self) -> compare.OddsModel:
        """The proportional odds of a higher grade by class, against the largest class."""
        order = [self.largest, *(code for code in self.full.index if code != self.largest)]
        learners = [
            (code, grade) for code in order for grade, count in self.full.loc[code].items() for _ in range(count)
        ]
        frame = pd.DataFrame(learners, columns=["class", "grade"])
        grades = pd.Series(pd.Categorical(frame["grade"], self.grades[::-1], ordered=True))
        return compare.proportional_odds(grades, pd.DataFrame({"class": pd.Categorical(frame["class"], order)}))

    def name(self, code: str) -> str:
        """The name of a class, in words."""
        return labels.code("class", code, self.language)

    @property
    def cut_words(self) -> str:
        """The cut in words: "pass or better"."""
        grade = labels.word(f"grade.{self.cut}", self.language)
        return self.say("only" if self.cut == self.grades[0] else "or_better", grade=grade.lower())

    def say(self, key: str, **places: object) -> str:
        """A sentence of the report."""
        return labels.say(f"{NAME}.{key}", self.language, **places)

    def subtitle(self, key: str) -> str:
        """The subtitle of a chart of shares, with what a confidential count looks like where there is one."""
        sentence = self.say(key, cut=self.cut_words, about=self.about.where)
        return f"{sentence} {self.say(f'{key}_hidden')}" if len(self.hidden) else sentence

    def percent(self, share: Fraction) -> str:
        """A share as text."""
        return labels.percent(share, self.language)


def computed(value: float, decimals: int) -> Fraction:
    """A computed number, printed with so many decimals, as a cell.

    The cell has two decimals more, which round to what the number itself rounds to.

    >>> computed(0.07496, 2), computed(0.0752, 2)
    (Fraction(749, 10000), Fraction(47, 625))
    """
    whole = Fraction(float(value))
    cell = Fraction(labels.rounded(whole, decimals + GUARD))
    if labels.rounded(cell, decimals) == labels.rounded(whole, decimals):
        return cell
    return cell - Fraction(1 if cell > 0 else -1, 10 ** (decimals + GUARD))


def p_column(key: str, label: str) -> Column:
    """A column of p-values."""
    return Column(key, label, "p_value", P_DECIMALS)


def p_cell(value: float) -> Fraction:
    """A p-value as a cell; one that is too small for the decimals of a page with its first two digits.

    >>> p_cell(0.475134), p_cell(3.2176e-13)
    (Fraction(237567, 500000), Fraction(1, 3125000000000))
    """
    return computed(value, P_DECIMALS) if value >= 10**-P_DECIMALS else Fraction(f"{value:.1e}")


def _rank(grade: str) -> int:
    return reference.grades()[grade].rank
