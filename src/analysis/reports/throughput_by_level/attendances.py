"""Attendances above the different people behind them: least numbers under each condition, and no sum of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.charts import words
from analysis.charts.composed import attendances as drawing
from analysis.charts.composed.attendances import People, Totals
from analysis.charts.composed.levels import by_level
from analysis.measures import frames
from analysis.measures.frames import Ends
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import Cell, ReportTable, Special
from analysis.reports import coded, common
from analysis.reports.throughput_by_level import condition
from analysis.reports.throughput_by_level.parts import (
    cells,
    column,
    count,
    done,
    headline,
    level,
    reading,
    say,
    span,
    spans,
    where,
)  # fmt: skip
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.reference import ALL


@dataclass(frozen=True)
class Counted:
    """What a source counts under one reading: its rows of ``throughput.totals`` as attendances and people.

    ``anyhow`` holds whatever the overlaps; ``apart`` where nobody is counted at two levels, None where that changes
    nothing; ``apart_other`` is ``apart`` on the other basis of admission, None where that changes nothing.
    """

    source: str
    group_count: int
    attendances: Ends
    anyhow: Ends
    apart: Ends | None
    apart_other: Ends | None
    is_apart: bool
    rows: pd.DataFrame

    @property
    def people(self) -> tuple[Ends, Ends | None]:
        """The people under the condition chosen, then under the other, None where that changes nothing."""
        return (self.apart, self.anyhow) if self.is_apart and self.apart else (self.anyhow, self.apart)

    @property
    def shown(self) -> pd.DataFrame:
        """The rows on the numbers that a page shows: all but those on the other basis."""
        return self.rows[self.rows["condition"] != "nobody_twice_other"]


def counted(totals: pd.DataFrame) -> list[Counted]:
    """The numbers of each source, in the order of the sources, of totals under one reading."""
    made = []
    for source, rows in totals.groupby("source_code", sort=False):
        ends = {row["condition"]: frames.ends(row) for row in rows.to_dict("records")}
        anyhow, apart = ends["whatever_overlaps"], ends["nobody_twice"]
        differs, other = apart != anyhow, ends["nobody_twice_other"]
        is_apart = bool(rows.loc[rows["condition"] == "nobody_twice", "is_assumed"].any())
        made.append(Counted(str(source), int(rows["group_count"].iloc[0]), ends[""], anyhow, apart if differs else None,
                            other if differs and other != apart else None, is_apart, rows))  # fmt: skip
    return made


def largest(totals: pd.DataFrame) -> Counted:
    """The source of the report; of several the one with most attendances, those first that count people."""
    return min(
        counted(frames.chosen(totals)), key=lambda one: (one.anyhow[0] is None, -(one.attendances[0] or 0), one.source)
    )


def conditions(one: Counted, remaining: pd.DataFrame, language: str) -> list[People]:
    """Each number of people with its condition, as chart and table show it."""
    if one.apart is None:
        return [People(say("whatever_overlaps", language), "", one.anyhow)]
    remark = ""
    if one.apart_other is not None:
        whole, completed = _wholes(one, remaining, language)
        key = "apart_all" if _basis(one) == "completions" else "apart_some"
        other = span(one.apart_other, language)
        remark = say(key, language, printed=whole, completed=completed, other=other)
    return [
        People(say("whatever_overlaps", language), say("whatever_remark", language), one.anyhow),
        People(say("nobody_twice", language), remark, one.apart),
    ]


def _wholes(one: Counted, remaining: pd.DataFrame, language: str) -> tuple[str, str]:
    """The printed words of which a completed part is printed too, and how many completed, of one reading."""
    rows = remaining[(remaining["source_code"] == one.source) & (remaining["reading"] == one.rows["reading"].iloc[0])]
    rows = rows.drop_duplicates(["level_code", "printed"])
    return words.cited(frames.listed(rows["cited"]), language), done(rows, language)


def _basis(one: Counted) -> str:
    return one.rows.loc[one.rows["condition"] == "nobody_twice", "admission_basis"].iloc[0]


@common.marked
def attendances(
    totals: pd.DataFrame, levels: pd.DataFrame, shares: pd.DataFrame, groups: pd.DataFrame, remaining: pd.DataFrame,
    statements: pd.DataFrame, level_code: str, language: str,
) -> ChartBlock | None:  # fmt: skip
    """Attendances and people of each source; only over all levels, where the first chart does not say all of it."""
    made = counted(frames.chosen(totals))
    several = levels.groupby("source_code")["level_code"].nunique() > 1
    if level_code != ALL or not any(
        one.group_count == 0 or (several.get(one.source, False) and one.anyhow[0] is not None) for one in made
    ):
        return None
    rows = levels[levels["quantity"] == "attendances"]
    table = _table(list(_lines(totals, rows, shares, remaining, language)), language)
    remarks = [some.remark for one in made for some in conditions(one, remaining, language) if some.remark]
    return ChartBlock(
        key="attendances", language=language,
        headline=_headline(totals, language),
        subtitle=say("attendances_subtitle", language, where=where(totals["source_code"], language),
                     reading=labels.word(f"reading.{reading(totals)}", language)),
        draw=lambda narrow: drawing.draw(_totals(rows, made, remaining, language), reading(totals), language, narrow),
        alt=" ".join((alt(say("attendances_alt", language), table, language), *(f"{text}." for text in remarks))),
        table=table,
        sources=common.printed_by(levels, statements, language),
        note=tuple(_notes(totals, groups, language)),
    )  # fmt: skip


def _notes(totals: pd.DataFrame, groups: pd.DataFrame, language: str) -> Iterator[str]:
    """Why there is no greatest number, why attendances and people differ, and what the other reading gives."""
    rows = frames.chosen(groups)
    for _, same in rows[rows["high"].isna()].groupby("source_code", sort=False):
        yield say("attendances_note_open", language, printed=words.cited(frames.listed(same["cited"]), language))
    yield say("attendances_note", language)
    made = counted(frames.chosen(totals))
    yield from condition.sentence(pd.concat([one.shown for one in made]), language, "holds_drawn")
    if any(one.is_apart for one in made):
        yield say("attendances_note_apart", language)
    others = totals[totals["reading"] != reading(totals)]
    for this, that in zip(made, counted(others), strict=False):
        numbers = ((one.attendances, one.anyhow, one.apart, one.apart_other) for one in (this, that))
        if len(set(numbers)) > 1 and that.anyhow[0] is not None:
            name = labels.word(f"reading.{that.rows['reading'].iloc[0]}", language)
            key = "attendances_note_other" if that.apart else "attendances_note_other_one"
            yield say(key, language, reading=name[0].upper() + name[1:],
                      apart=span(that.apart, language) if that.apart else "",
                      attendances=count("attendance", that.attendances, language),
                      persons=count("person", that.anyhow, language))  # fmt: skip


def _headline(totals: pd.DataFrame, language: str) -> str:
    """The least numbers of people with their conditions, or that nothing is said of people."""
    one = largest(totals)
    if one.anyhow[0] is None:
        total = count("attendance", one.attendances, language)
        return headline("attendances_headline_unsaid", language, attendances=total)
    anyhow = count("person", one.anyhow, language)
    if one.apart is None:
        return headline("attendances_headline_one", language, persons=anyhow)
    return headline("attendances_headline", language, persons=anyhow, apart=span(one.apart, language))


def _totals(levels: pd.DataFrame, made: list[Counted], remaining: pd.DataFrame, language: str) -> list[Totals]:
    """The figures of each source in the reading chosen, its levels from the smallest to the largest."""
    levels, totals = frames.chosen(levels), []
    for one in made:
        rows = levels[levels["source_code"] == one.source].sort_values(["rank", "level_code"], ascending=False)
        parts = tuple((row["level_code"], row["low"], bool(pd.isna(row["high"]))) for row in rows.to_dict("records"))
        heading = common.name(one.source, language) if len(made) > 1 else ""
        totals.append(Totals(parts, one.attendances, tuple(conditions(one, remaining, language)), heading))
    return totals


def _lines(
    totals: pd.DataFrame, levels: pd.DataFrame, shares: pd.DataFrame, remaining: pd.DataFrame, language: str
) -> Iterator[tuple]:
    """What, its unit, both readings, the shares of a level, and its codes: levels, their sum, the people; source by
    source."""
    made = counted(totals[totals["reading"] == min(totals["reading"], key=READINGS.index)])
    attendance, person = (labels.word(f"unit.{unit}", language) for unit in ("attendance", "person"))
    for one in made:
        mark = f" ({common.name(one.source, language)})" if len(made) > 1 else ""
        sums, rows, parts = (frame[frame["source_code"] == one.source] for frame in (totals, levels, shares))
        numbers = {name: spans(same) for name, same in sums.groupby("condition")}
        for _, code, same in by_level(rows):
            share = _shares(parts[parts["level_code"] == code]) if rows["level_code"].nunique() > 1 else ()
            yield level(code, language) + mark, attendance, spans(same), share, _codes(same.iloc[0], language)
        total = say("all_levels", language) + mark
        codes = {name: _codes(same.iloc[0], language, level_code=ALL) for name, same in sums.groupby("condition")}
        yield total, attendance, numbers[""], (), codes[""]
        anyhow = "whatever_overlaps"
        yield f"{total}, {say(anyhow, language)}", person, numbers[anyhow], (), codes[anyhow]
        if one.apart:
            apart = f"{total}, {say('nobody_twice', language)}"
            yield apart, person, numbers["nobody_twice"], (), codes["nobody_twice"]
            if one.apart_other:
                key = "and_some" if _basis(one) == "completions" else "and_all"
                name = f"{apart}, {say(key, language, printed=_wholes(one, remaining, language)[0])}"
                yield name, person, numbers["nobody_twice_other"], (), codes["nobody_twice_other"]


def _codes(row: pd.Series, language: str, **more: str) -> dict[str, str]:
    """What attendances or different people are in codes."""
    unit = "attendance" if row["quantity"] == "attendances" else "person"
    return coded.row(row, language, measure_code=row["quantity"], unit_code=unit, base="attendances", **more)


def _shares(rows: pd.DataFrame) -> tuple[Cell, ...]:
    """The bounds of a share under both readings, of one left alone twice; one that may be anything is not available."""
    ends = [frames.share_ends(row) for row in rows.to_dict("records")]
    return tuple(Special.UNAVAILABLE if pair == (0, 1) else pair for pair in ends * len(READINGS))[: len(READINGS)]


def _table(lines: list[tuple], language: str) -> ReportTable:
    columns = [column("what", language), column("unit", language), column("literal", language, "span"),
               column("conventional", language, "span")]  # fmt: skip
    blank: tuple[Cell, ...] = ()
    if any(shares for *_, shares, _ in lines):
        columns += [column(f"share_{name}", language, "share_span") for name in READINGS]
        blank = (Special.NOT_APPLICABLE,) * len(READINGS)
    rows = tuple((what, unit, *cells(ends), *(shares or blank)) for what, unit, ends, shares, _ in lines)
    keys = tuple(codes for *_, codes in lines)
    return ReportTable(say("attendances_caption", language), tuple(columns), rows, keys=keys)
