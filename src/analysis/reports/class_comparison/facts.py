"""What the page on classes compares: protected counts by class and grade, and all that is computed from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

import pandas as pd

from analysis.data import disclosure
from analysis.data.disclosure import TOTAL
from analysis.measures import compare
from analysis.measures.compare import Contrast
from analysis.measures.compare.shares import FUNNEL_LEVELS
from analysis.pages.blocks import SourceLine
from analysis.pages.tables import Cell, Column, Special
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

    ``table`` is protected (``disclosure.protect``): a row a class, a column a grade from the best to the lowest,
    and both margins; missing where suppressed. ``starts`` is the first day of each class (YYYY-MM-DD, or empty),
    ``scales`` the scales of their grades, ``cut`` the grade at or above which learners are counted.
    """

    table: pd.DataFrame
    starts: pd.Series
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
    def chosen(self) -> list[str]:
        """The grades at or above the cut."""
        return [grade for grade in self.grades if _rank(grade) >= _rank(self.cut)]

    @cached_property
    def classes(self) -> pd.DataFrame:
        """All classes: index class_code; columns at_or_above (the cut; missing where suppressed), base."""
        rows = self.table.drop(index=TOTAL)
        return pd.DataFrame({"at_or_above": disclosure.cut(rows, self.chosen), "base": rows[TOTAL]})

    @cached_property
    def compared(self) -> pd.DataFrame:
        """The classes whose count and base are published and not 0."""
        return self.classes.dropna().query("base > 0").astype(int)

    @property
    def is_comparison(self) -> bool:
        """Whether there are at least two classes to compare."""
        return len(self.compared) > 1

    @cached_property
    def is_dated(self) -> bool:
        """Whether at least two compared classes have a start date."""
        return int(self.starts.reindex(self.compared.index).fillna("").ne("").sum()) > 1

    @cached_property
    def target(self) -> Fraction:
        """The share at or above the cut of all compared learners together."""
        return Fraction(int(self.compared["at_or_above"].sum()), int(self.compared["base"].sum()))

    @cached_property
    def funnel(self) -> pd.DataFrame:
        """Where each compared class lies in the funnel, largest share first: as ``compare.funnel``, and position."""
        frame = compare.funnel({code: (count, base) for code, count, base in self._counts()})
        named = {FUNNEL_LEVELS[0]: "beyond_inner", FUNNEL_LEVELS[1]: "beyond_outer"}
        position = frame["outside_level"].map(named).fillna("inside")
        return frame.assign(position=position, name=[self.name(code) for code in frame["class"]])

    def _counts(self) -> Iterable[tuple[str, int, int]]:
        """Each compared class with its learners at or above the cut and all its learners."""
        return self.compared[["at_or_above", "base"]].itertuples(name=None)

    @cached_property
    def differences(self) -> pd.DataFrame:
        """Each class against all the others together, the greatest difference first.

        Columns class, exact (the difference as a Fraction), value, low, high (Newcombe; shares), p_value, adjusted,
        is_rejected.
        """
        total, everyone = int(self.compared["at_or_above"].sum()), int(self.compared["base"].sum())
        rows = []
        for code, count, base in self._counts():
            rest = total - count, everyone - base
            difference = compare.share_difference(count, base, *rest)
            test = compare.contrast_counts([base - count, count], [rest[1] - rest[0], rest[0]])
            exact = Fraction(count, base) - Fraction(*rest)
            rows.append((code, exact, difference.value, difference.low, difference.high, test.p_value))
        rows.sort(key=lambda row: (-row[1], row[0]))
        return _adjusted(pd.DataFrame(rows, columns=["class", "exact", "value", "low", "high", "p_value"]))

    @cached_property
    def full(self) -> pd.DataFrame:
        """The classes all of whose grades are published, the highest delta against the others first."""
        whole = self.table.drop(index=TOTAL)[self.grades].dropna().astype(int)
        whole = whole[whole.sum(axis=1) > 0]
        return whole.loc[sorted(whole.index, key=lambda code: (-self._mean_rank(whole.loc[code]), code))]

    def _mean_rank(self, counts: pd.Series) -> Fraction:
        ranks = range(len(counts))[::-1]
        return Fraction(int(sum(rank * count for rank, count in zip(ranks, counts, strict=True))), int(counts.sum()))

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Cliff's delta of every two classes: columns first, second, delta (a Fraction), low, high, p_value, adjusted,
        is_rejected.

        The first of a pair comes before the second in :attr:`full`.
        """
        rising = {code: list(map(int, self.full.loc[code]))[::-1] for code in self.full.index}
        contrasts = [
            (one, other, compare.contrast_counts(rising[one], rising[other])) for one, other in combinations(rising, 2)
        ]
        columns = ["first", "second", "delta", "low", "high", "p_value"]
        return _adjusted(pd.DataFrame([(one, other, *_ends(test)) for one, other, test in contrasts], columns=columns))

    @property
    def largest(self) -> str:
        """The class with most learners among those all of whose grades are published."""
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

    @cached_property
    def over_time(self) -> pd.DataFrame:
        """The p-chart of the compared classes that have a start date, in order of it; columns name and when added."""
        dated = self.compared.assign(when=self.starts.reindex(self.compared.index).fillna("")).query("when != ''")
        dated = dated.rename_axis("class").sort_values(["when", "class"])
        chart = compare.p_chart(dated["at_or_above"], list(dated["base"]))
        return chart.assign(name=[self.name(code) for code in dated.index], when=[day[:7] for day in dated["when"]])

    @cached_property
    def caution(self) -> compare.Caution:
        """The facts behind what may not be concluded."""
        return compare.caution(self.compared["base"], self.scales, ALPHA)

    def name(self, code: str) -> str:
        """The name of a class, in words."""
        return labels.code("class", code, self.language)

    @property
    def cut_words(self) -> str:
        """The cut in words: "pass or better"."""
        grade = labels.word(f"grade.{self.cut}", self.language)
        return self.say("or_better" if len(self.chosen) > 1 else "only", grade=grade.lower())

    def say(self, key: str, **places: object) -> str:
        """A sentence of the report."""
        return labels.say(f"{NAME}.{key}", self.language, **places)

    def percent(self, share: Fraction) -> str:
        """A share as text."""
        return labels.percent(share, self.language)


def computed(value: float | None, decimals: int) -> Cell:
    """A computed number, printed with so many decimals, as a cell; not available where it is undetermined.

    The cell has two decimals more, which round to what the number itself rounds to.

    >>> computed(0.07496, 2), computed(0.0752, 2), computed(None, 2)
    (Fraction(749, 10000), Fraction(47, 625), <Special.UNAVAILABLE: '[x]'>)
    """
    if value is None or pd.isna(value):
        return Special.UNAVAILABLE
    whole = Fraction(float(value))
    cell = Fraction(labels.rounded(whole, decimals + GUARD))
    if labels.rounded(cell, decimals) == labels.rounded(whole, decimals):
        return cell
    return cell - Fraction(1 if cell > 0 else -1, 10 ** (decimals + GUARD))


def p_column(key: str, label: str) -> Column:
    """A column of p-values."""
    return Column(key, label, "p_value", P_DECIMALS)


def p_cell(value: float) -> Cell:
    """A p-value as a cell."""
    return computed(value, P_DECIMALS)


def _rank(grade: str) -> int:
    return reference.grades()[grade].rank


def _ends(contrast: Contrast) -> Sequence[Fraction | float | None]:
    return Fraction(contrast.won, contrast.pairs), contrast.delta.low, contrast.delta.high, contrast.p_value


def _adjusted(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its p-values corrected by Benjamini and Hochberg."""
    return frame.assign(**compare.adjusted(frame["p_value"], alpha=ALPHA)[["adjusted", "is_rejected"]])
