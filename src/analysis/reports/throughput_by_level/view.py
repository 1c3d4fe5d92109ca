"""The frames of one report on throughput: a source or all, a level or all, under both readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import pandas as pd

from analysis.charts import words
from analysis.data import inventory, processed
from analysis.measures import throughput
from analysis.measures.throughput import Assumptions, Basis, records
from analysis.pages.blocks import SourceLine
from analysis.reports import common
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.reference import ALL

Measure = Callable[..., pd.DataFrame]  # of statements, perhaps a source among theirs, and assumptions


_COUNTED = ("person", "attendance", "class")
_MEASURED = ("trained", "completed", "classes")


@dataclass(frozen=True)
class View:
    """What the report shows; every frame has the columns ``reading`` and ``source_name``."""

    source: str
    level_code: str
    assume: Assumptions
    language: str

    @cached_property
    def statements(self) -> pd.DataFrame:
        """The statements of the source, of every level."""
        return processed.statement_table(self.source)

    @property
    def counted(self) -> pd.DataFrame:
        """The statements that count people, attendances or classes of the levels shown, then those of their plans."""
        rows = self.programme[self.programme["level_code"].isin(self.levels["level_code"])]
        rows = rows[rows["unit_code"].isin(_COUNTED)]
        is_plan = rows["measure_code"] == "planned"
        here = rows["source_code"].isin(self.levels["source_code"]) & rows["measure_code"].isin(_MEASURED)
        pairs = zip(rows["source_code"], rows["level_code"], strict=True)
        compared = set(zip(self.plans["plan_source_code"], self.plans["level_code"], strict=True))
        planned = is_plan & pd.Series([pair in compared for pair in pairs], index=rows.index, dtype=bool)
        return pd.concat([rows[here], rows[planned]])

    @property
    def conventional(self) -> pd.DataFrame:
        """Of :attr:`counted` the statements that the convention is applied to: groups that fit their parts."""
        fallen = self.groups[self.groups["falls_back"] | ~self.groups["is_consistent"]]
        apart = set(zip(fallen["source_code"], fallen["statement_code"], strict=True))
        rows = self.counted
        keys = (zip(rows["source_code"], rows[column], strict=True) for column in ("statement_code", "base"))
        return rows.loc[[not apart.intersection(pair) for pair in zip(*keys, strict=True)]]

    @property
    def sources(self) -> list[str]:
        """The codes of the sources that the page rests on; of a page without figures those that it was asked for."""
        return list(dict.fromkeys(self.counted["source_code"])) or list(dict.fromkeys(self.statements["source_code"]))

    @cached_property
    def programme(self) -> pd.DataFrame:
        """The statements of all sources of the same programme."""
        return processed.statement_table(processed.programme_of(self.source))

    @cached_property
    def all_levels(self) -> pd.DataFrame:
        """``throughput.by_level`` of every level."""
        return self._both(throughput.by_level, self.statements)

    @cached_property
    def levels(self) -> pd.DataFrame:
        """``throughput.by_level`` of the level chosen."""
        return self._chosen_level(self.all_levels)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """``throughput.groups`` of the level chosen."""
        return self._chosen_level(self._both(throughput.groups, self.statements))

    @cached_property
    def persons(self) -> pd.DataFrame:
        """``throughput.persons`` over all levels, whatever the overlaps."""
        return self._both(throughput.persons, self.statements, levels_disjoint=False)

    def apart(self, basis: Basis) -> pd.DataFrame:
        """``throughput.persons`` over all levels where nobody is counted at two, on a basis of admission."""
        return self._both(throughput.persons, self.statements, levels_disjoint=True, admission_basis=basis)

    @cached_property
    def every_remaining(self) -> pd.DataFrame:
        """``throughput.remaining_classes`` of every level."""
        return self._both(throughput.remaining_classes, self.statements)

    @cached_property
    def remaining(self) -> pd.DataFrame:
        """``throughput.remaining_classes`` of the level chosen."""
        return self._chosen_level(self.every_remaining)

    @cached_property
    def plans(self) -> pd.DataFrame:
        """``throughput.plan_and_actual`` of each source within its programme, of the level chosen."""
        frames = [self._both(throughput.plan_and_actual, self.statements[:0], of=("",))]
        for source in dict.fromkeys(self.statements["source_code"]):
            near = self.programme[self.programme["source_code"].isin(processed.programme_of(source))]
            frames.append(self._both(throughput.plan_and_actual, near, of=(source,)))
        return self._chosen_level(pd.concat(frames, ignore_index=True))

    @cached_property
    def validity(self) -> pd.DataFrame:
        """``throughput.validity`` of the levels shown."""
        return throughput.validity(dict.fromkeys(self.levels["level_code"]))

    def read(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of the reading chosen."""
        return frame[frame["reading"] == self.assume.reading]

    def other(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of the reading not chosen."""
        return frame[frame["reading"] != self.assume.reading]

    @property
    def readings_differ(self) -> bool:
        """Whether any number of the levels shown depends on the reading."""
        ends = ["attendances_low", "attendances_high", "persons_low", "persons_high"]
        return records(self.read(self.levels), *ends) != records(self.other(self.levels), *ends)

    def name(self, source: str) -> str:
        """Who printed a source, and when."""
        about = self._about.loc[source]
        date = labels.date(about["date"], self.language)
        return ", ".join(filter(None, (about["producer"], date)))

    def where(self, sources: Iterable[str]) -> str:
        """The words for one source, or for several."""
        codes = list(dict.fromkeys(sources))
        if len(codes) == 1:
            return self.name(codes[0])
        if len(codes) == 2:
            return words.say(
                "where_two", self.language, **dict(zip(("first", "second"), map(self.name, codes), strict=True))
            )
        return words.say("where_several", self.language)

    def printed_by(self, frame: pd.DataFrame, statements: pd.DataFrame | None = None) -> tuple[SourceLine, ...]:
        """The source line: the statements of which a frame shows the printed words."""
        shown = {
            (row["source_code"], printed)
            for row in frame.to_dict("records")
            for printed in (row["printed"] if isinstance(row["printed"], tuple) else [row["printed"]])
        }
        rows = self.statements if statements is None else statements
        kept = [pair in shown for pair in zip(rows["source_code"], rows["printed"], strict=True)]
        return common.source_line(rows.loc[kept], self.language)

    def quoted(self, printed: Iterable[str], source: str) -> str:
        """Printed words of a source in a sentence."""
        return words.quoted(printed, source, self.language)

    def say(self, key: str, **values: object) -> str:
        """A sentence of the report."""
        return words.say(key, self.language, **values)

    def headline(self, key: str, **values: object) -> str:
        """A sentence of the report that begins with a capital whatever it begins with."""
        text = self.say(key, **values)
        return text[:1].upper() + text[1:]

    def count(self, unit: str, low: int, high: int | None) -> str:
        """A number between two ends with its unit: "person", "attendance", or "different" for people counted once."""
        if high is None:
            return self.say(f"{unit}_open", low=low)
        if low == high:
            return self.say(f"{unit}_{'one' if low == 1 else 'exact'}", count=low)
        return self.say(f"{unit}_span", low=low, high=high)

    @cached_property
    def _about(self) -> pd.DataFrame:
        return processed.catalogue(self.language).set_index("source_code")

    def _both(
        self, measure: Measure, statements: pd.DataFrame, of: tuple[str, ...] = (), **chosen: object
    ) -> pd.DataFrame:
        """A measure of all statements of some sources, or of one among them, under both readings."""
        sources, state = tuple(dict.fromkeys(statements["source_code"])), inventory.state()
        frames = []
        for reading in READINGS:
            tolerance = 1 if reading == "literal" else self.assume.tolerance
            assume = replace(self.assume, reading=reading, tolerance=tolerance, **chosen)
            frames.append(_under(measure, sources, of, assume, state).assign(reading=reading))
        return self._named(pd.concat(frames, ignore_index=True))

    def _named(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(source_name=[self.name(code) for code in frame["source_code"]])

    def _chosen_level(self, frame: pd.DataFrame) -> pd.DataFrame:
        return frame if self.level_code == ALL else frame[frame["level_code"] == self.level_code]


@lru_cache(maxsize=128)
def _under(
    measure: Measure, sources: tuple[str, ...], of: tuple[str, ...], assume: Assumptions, _state: tuple[str, ...]
) -> pd.DataFrame:
    """A measure of some sources in one state of their files, under one reading.

    Kept, because another level, reading or language asks for the same frame again.
    """
    return measure(processed.statement_table(sources), *of, assume)
