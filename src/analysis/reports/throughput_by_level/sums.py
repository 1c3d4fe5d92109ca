"""Attendances above the different persons behind them: least numbers under each condition, and no sum of persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from analysis.charts.composed import attendances as chart
from analysis.charts.composed.attendances import People, Totals
from analysis.charts.composed.levels import largest_first
from analysis.measures.throughput import records
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, ReportTable, Special
from analysis.reports.throughput_by_level import condition
from analysis.reports.throughput_by_level.condition import Ends
from analysis.reports.throughput_by_level.parts import bar, cells, column, done, level, spans
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS, Reading
from analysis.vocabulary.reference import ALL


@dataclass(frozen=True)
class Counted:
    """What a source counts under one reading: attendances, and the persons under each condition.

    ``anyhow`` holds whatever the overlaps; ``apart`` where nobody is counted at two levels, None where that changes
    nothing; ``apart_other`` is ``apart`` with all, or not all, of the ``whole`` figures as completed.
    """

    source: str
    name: str
    group_count: int
    attendances: Ends
    anyhow: Ends
    apart: Ends | None
    apart_other: Ends | None
    whole: str
    completed: str


def counted(view: View, reading: Reading) -> list[Counted]:
    """The numbers of each source, in the order of the sources."""
    basis = view.assume.admission_basis
    other = "admitted" if basis == "completions" else "completions"
    apart, apart_other = (_persons(view.apart(code), reading) for code in (basis, other))
    remaining = view.every_remaining[view.every_remaining["reading"] == reading]
    made = []
    rows = view.persons[view.persons["reading"] == reading]
    for row, ends in zip(rows.to_dict("records"), records(rows, "attendances_low", "attendances_high"), strict=True):
        source = row["source_code"]
        anyhow = _persons(rows, reading)[source]
        parts = remaining[remaining["source_code"] == source].drop_duplicates(["level_code", "printed"])
        differs = apart[source] != anyhow
        made.append(
            Counted(
                source, row["source_name"], int(row["group_count"]), ends, anyhow,
                apart[source] if differs else None,
                apart_other[source] if differs and apart_other[source] != apart[source] else None,
                view.quoted(parts["printed"], source), done(view, parts),
            )
        )  # fmt: skip
    return made


def _persons(frame: pd.DataFrame, reading: Reading) -> dict[str, Ends]:
    rows = frame[frame["reading"] == reading]
    return dict(zip(rows["source_code"], records(rows, "persons_low", "persons_high"), strict=True))


def largest(view: View) -> Counted:
    """The source of the report; of several the one with most attendances, those first that count persons."""
    return min(
        counted(view, view.assume.reading),
        key=lambda one: (one.anyhow[0] is None, -(one.attendances[0] or 0), one.source),
    )


def conditions(view: View, one: Counted) -> list[People]:
    """Each number of persons with its condition, as chart, table and alt text show it."""
    if one.apart is None:
        return [People(view.say("whatever_overlaps"), "", one.anyhow)]
    remark = ""
    if one.apart_other is not None:
        key = "apart_all" if view.assume.admission_basis == "completions" else "apart_some"
        remark = view.say(key, printed=one.whole, completed=one.completed,
                          other=labels.span(*one.apart_other, view.language))  # fmt: skip
    return [
        People(view.say("whatever_overlaps"), view.say("whatever_remark"), one.anyhow),
        People(view.say("nobody_twice"), remark, one.apart),
    ]


def attendances(view: View) -> ChartBlock | None:
    """Attendances and persons of each source; only over all levels, where the first chart does not say all of it."""
    several = view.all_levels.groupby("source_code")["level_code"].nunique() > 1
    if view.level_code != ALL or not any(
        one.group_count == 0 or (several[one.source] and one.anyhow[0] is not None)
        for one in counted(view, view.assume.reading)
    ):
        return None
    frame, reading = view.persons, labels.word(f"reading.{view.assume.reading}", view.language)
    write = lambda low, high: labels.span(low, high, view.language)  # noqa: E731
    lines, made = list(_lines(view)), counted(view, view.assume.reading)
    return ChartBlock(
        key="attendances", language=view.language,
        headline=headline(view),
        subtitle=view.say("attendances_subtitle", where=view.where(frame["source_code"]), reading=reading),
        draw=lambda narrow: chart.draw(_totals(view), view.assume.reading, view.language, narrow),
        alt=view.say("attendances_alt", bars="; ".join([
            *(bar(view, f"{what}, {unit}", ends, write) for what, unit, ends, _ in lines
              if ends["literal"][0] is not None),
            *(some.remark for one in made for some in conditions(view, one) if some.remark)])),
        table=_table(view, lines),
        sources=view.printed_by(view.all_levels), note=tuple(_notes(view)),
    )  # fmt: skip


def _notes(view: View) -> Iterator[str]:
    """Why there is no greatest number, why attendances and persons differ, and what the other reading gives."""
    groups = view.read(view.groups)
    for source, rows in groups[groups["high"].isna()].groupby("source_code", sort=False):
        yield view.say("attendances_note_open", printed=view.quoted(rows["printed"], source))
    yield view.say("attendances_note")
    yield from condition.sentence(view, _every, "holds_drawn")
    if view.assume.levels_disjoint:
        yield view.say("attendances_note_apart")
    other = next(reading for reading in READINGS if reading != view.assume.reading)
    name = labels.word(f"reading.{other}", view.language)
    for this, that in zip(counted(view, view.assume.reading), counted(view, other), strict=True):
        if this != that and that.anyhow[0] is not None:
            key = "attendances_note_other" if that.apart else "attendances_note_other_one"
            apart = labels.span(*that.apart, view.language) if that.apart else ""
            yield view.say(key, reading=name[0].upper() + name[1:], apart=apart,
                           attendances=view.count("attendance", *that.attendances),
                           persons=view.count("person", *that.anyhow))  # fmt: skip


def _every(view: View) -> list[condition.Ends]:
    """All the numbers of the chart."""
    return [
        ends
        for one in counted(view, view.assume.reading)
        for ends in (one.attendances, one.anyhow, one.apart or one.anyhow)
    ]


def headline(view: View) -> str:
    """The least numbers of persons with their conditions, or that nothing is said of persons."""
    one = largest(view)
    if one.anyhow[0] is None:
        total = view.count("attendance", *one.attendances)
        return view.headline("attendances_headline_unsaid", attendances=total)
    anyhow = view.count("person", *one.anyhow)
    if one.apart is None:
        return view.headline("attendances_headline_one", persons=anyhow)
    return view.headline("attendances_headline", persons=anyhow, apart=labels.span(*one.apart, view.language))


def _totals(view: View) -> list[Totals]:
    """The figures of each source in the reading chosen, its levels from the smallest to the largest."""
    levels, made = view.read(view.all_levels), counted(view, view.assume.reading)
    totals = []
    for one in made:
        rows = levels[levels["source_code"] == one.source].set_index("level_code")
        parts = tuple(
            (code, int(rows.at[code, "attendances_low"]), bool(rows.at[code, "is_open"]))
            for code in reversed(largest_first(rows.reset_index()))
        )
        heading = one.name if len(made) > 1 else ""
        totals.append(Totals(parts, one.attendances, tuple(conditions(view, one)), heading))
    return totals


def _lines(view: View) -> Iterator[tuple]:
    """What, its unit, both readings, and the shares of a level: levels, their sum, the persons; source by source."""
    both = [counted(view, reading) for reading in READINGS]
    attendance, person = (labels.word(f"unit.{unit}", view.language) for unit in ("attendance", "person"))
    for ones in zip(*both, strict=True):
        mark = f" ({ones[0].name})" if len(both[0]) > 1 else ""
        rows = view.all_levels[view.all_levels["source_code"] == ones[0].source]
        several = rows["level_code"].nunique() > 1
        for code in largest_first(rows):
            same: pd.DataFrame = rows[rows["level_code"] == code]
            ends = spans(same, "attendances_low", "attendances_high")
            yield level(view, code) + mark, attendance, ends, _shares(same) if several else ()
        total = view.say("all_levels") + mark
        yield total, attendance, _both(one.attendances for one in ones), ()
        yield f"{total}, {view.say('whatever_overlaps')}", person, _both(one.anyhow for one in ones), ()
        if ones[0].apart:
            apart = f"{total}, {view.say('nobody_twice')}"
            yield apart, person, _both(one.apart or one.anyhow for one in ones), ()
            if ones[0].apart_other:
                key = "and_some" if view.assume.admission_basis == "completions" else "and_all"
                name = f"{apart}, {view.say(key, printed=ones[0].whole)}"
                yield name, person, _both(one.apart_other or one.apart for one in ones), ()


def _both(ends: Iterator[Ends]) -> dict[str, Ends]:
    return dict(zip(READINGS, ends, strict=True))


def _shares(rows: pd.DataFrame) -> tuple[Cell, ...]:
    return tuple(_share(*ends) for ends in spans(rows, "share_low", "share_high").values())


def _share(low: Fraction, high: Fraction) -> Cell:
    """The bounds of a share; one that may be anything is not available."""
    return Special.UNAVAILABLE if (low, high) == (0, 1) else (low, high)


def _table(view: View, lines: list[tuple]) -> ReportTable:
    columns = [column(view, "what"), column(view, "unit"), column(view, "literal", "span"),
               column(view, "conventional", "span")]  # fmt: skip
    blank: tuple[Cell, ...] = ()
    if any(shares for *_, shares in lines):
        columns += [column(view, f"share_{reading}", "share_span") for reading in READINGS]
        blank = (Special.NOT_APPLICABLE,) * len(READINGS)
    rows = tuple((what, unit, *cells(ends), *(shares or blank)) for what, unit, ends, shares in lines)
    return ReportTable(view.say("attendances_caption"), tuple(columns), rows)
