"""The first screen: the finding as a title, and up to four tiles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import pandas as pd

from analysis.charts.composed import remaining as remaining_chart
from analysis.measures.throughput import records
from analysis.pages.blocks import Tile, Tiles, Title
from analysis.reports.throughput_by_level import condition, plans, sums
from analysis.reports.throughput_by_level.classes import other, reported
from analysis.reports.throughput_by_level.parts import done, full_level, level
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.reference import ALL

MOST_TILES = 4


def title(view: View) -> Title:
    """The finding under the reading chosen, and what it rests on."""
    if view.levels.empty:
        return Title(view.language, view.headline("title_none"), view.say("lede_none"))
    where = view.where(view.levels["source_code"])
    if view.level_code != ALL:
        lede = view.say("lede_level", level=full_level(view, view.level_code), where=where)
        return Title(view.language, _level_title(view), lede)
    levels, sources = view.levels["level_code"].nunique(), view.levels["source_code"].nunique()
    lede = view.say("lede_one", where=where) if levels == 1 else view.say("lede", levels=levels, where=where)
    return Title(view.language, _title(view, sources, levels), lede, numbers=(levels, sources))


def _title(view: View, sources: int, levels: int) -> str:
    if sources > 1:
        return view.headline("title_sources", sources=sources, levels=levels)
    one = sums.largest(view)
    attendances, (low, high) = view.count("attendance", *one.attendances), one.anyhow
    if low is None and one.group_count:
        return view.headline("title_conflict")
    if low is None:
        return view.headline("title_attendances", attendances=attendances)
    persons = view.count("person", low, high)
    if levels == 1:
        title = condition.on(view, view.say("title_single", persons=persons), lambda chosen: _shown(chosen)[1:])
    elif one.attendances == one.anyhow or one.apart is None:
        is_same = one.attendances == one.anyhow
        key = "title_one" if not is_same else "title_same" if one.group_count > 1 and low == high else "title_single"
        title = condition.on(view, view.say(key, attendances=attendances, persons=persons), _shown)
    else:
        attendances = condition.on(view, attendances, _shown)
        key, ends = ("title_open", {"low": low}) if high is None else ("title_closed", {"persons": persons})
        apart = one.apart[0] if high is None else labels.span(*one.apart, view.language)
        title = view.say(key, attendances=attendances, apart=apart, **ends)
    here, there = (sums.counted(view, reading) for reading in READINGS)
    return _with_reading(view, title, here != there)


def _shown(view: View) -> list[condition.Ends]:
    """The numbers of the title on all levels."""
    one = sums.largest(view)
    return [one.attendances, one.anyhow, one.apart or one.anyhow]


def _with_reading(view: View, title: str, differs: bool) -> str:
    """The title, then whether figures contradict each other, and the conventional reading where the other differs."""
    if not view.read(view.groups)["is_consistent"].all():
        title = view.say("title_contradiction", title=title)
    key = "title_conventional" if differs and view.assume.reading == "conventional" else "title_literal"
    return view.headline(key, title=title)


def _level_title(view: View) -> str:
    row, (low, high) = _main_level(view)
    name = level(view, view.level_code)
    if low is None and row["group_count"]:
        return view.headline("title_conflict")
    if low is None:
        return view.headline("title_level_unsaid", level=name, attendances=view.count("attendance", *_attended(row)))
    ends = ("persons_low", "persons_high")
    differs = records(view.read(view.levels), *ends) != records(view.other(view.levels), *ends)
    if len(view.plans):
        return _with_reading(view, plans.headline(view), differs)
    title = condition.on(view, view.say("title_level", level=name, persons=view.count("person", low, high)), _trained)
    return _with_reading(view, title, differs)


def _trained(view: View) -> list[condition.Ends]:
    """The persons of the level of a page."""
    return [_main_level(view)[1]]


def _main_level(view: View) -> tuple[dict, tuple[int | None, int | None]]:
    """The row of the level whose persons are printed, or the first, with its persons."""
    rows = view.read(view.levels)
    printed = rows["persons_low"].notna()
    rows = (rows[printed] if printed.any() else rows).head(1)
    (ends,) = records(rows, "persons_low", "persons_high")
    return rows.iloc[0].to_dict(), ends


def _attended(row: dict) -> tuple[int, int | None]:
    return int(row["attendances_low"]), None if row["is_open"] else int(row["attendances_high"])


def tiles(view: View) -> Tiles | None:
    """Up to four numbers, each with its noun and what it rests on; None for the one number that the title gives."""
    made = _level_tiles(view) if view.level_code != ALL else _tiles(view)
    shown = () if view.levels.empty else tuple(islice(made, MOST_TILES))
    if len(shown) < 2:
        return None
    groups = view.read(view.persons)["group_count"]
    return Tiles(view.language, shown, numbers=tuple(int(count) for count in groups))


def _tiles(view: View) -> Iterator[Tile]:
    if view.persons["source_code"].nunique() > 1:
        yield from _source_tiles(view)
        return
    one = sums.largest(view)
    if one.attendances != one.anyhow and (one.anyhow[0] is None or view.levels["level_code"].nunique() > 1):
        key = "tile_attendances_why" if one.group_count else "tile_attendances_unsaid"
        yield _attendances_tile(view, one, view.say(key, groups=one.group_count))
    if one.anyhow[0] is not None:
        why = [*_persons_why(view, one), *_rests(view, one, lambda other: [other.anyhow, other.apart or other.anyhow])]
        yield _persons_tile(view, one, why)
    yield from _plan_tile(view)
    yield from _uncertain_tiles(view)


def _attendances_tile(view: View, one: sums.Counted, why: str) -> Tile:
    rests = _rests(view, one, lambda other: [other.attendances])
    return Tile(labels.span(*one.attendances, view.language), view.say("tile_attendances"), " ".join([why, *rests]))


def _persons_tile(view: View, one: sums.Counted, why: list[str]) -> Tile:
    """The persons under the condition chosen."""
    ends = one.apart if one.apart and view.assume.levels_disjoint else one.anyhow
    return Tile(labels.span(*ends, view.language), view.say("tile_persons"), " ".join(why))


def _persons_why(view: View, one: sums.Counted) -> list[str]:
    """The condition of the persons, the other condition with its number, and whether there is a greatest number."""
    anyhow = labels.span(*one.anyhow, view.language)
    end = [view.say("tile_persons_open")] if one.anyhow[1] is None else []
    if one.apart is None:
        return [view.say("tile_persons_why"), *end]
    if view.assume.levels_disjoint:
        return [view.say("tile_persons_apart", other=anyhow), *end]
    return [view.say("tile_persons_anyhow", other=labels.span(*one.apart, view.language)), *end]


def _rests(view: View, one: sums.Counted, shown: Callable[[sums.Counted], list[condition.Ends]]) -> list[str]:
    """The sentence on what numbers of a source rest on."""

    def numbers(chosen: View) -> list[condition.Ends]:
        counted = sums.counted(chosen, chosen.assume.reading)
        return next(shown(other) for other in counted if other.source == one.source)

    return condition.sentence(view, numbers)


def _source_tiles(view: View) -> Iterator[Tile]:
    """The persons of each source, or its attendances; sources are never added up."""
    for one in sums.counted(view, view.assume.reading):
        attendances = view.count("attendance", *one.attendances)
        where = view.say("tile_source_why", where=one.name, attendances=attendances)
        if one.anyhow[0] is None:
            yield _attendances_tile(view, one, where)
        else:
            rests = _rests(view, one, lambda other: [other.attendances, other.anyhow, other.apart or other.anyhow])
            yield _persons_tile(view, one, [where, *_persons_why(view, one), *rests])


def _uncertain_tiles(view: View) -> Iterator[Tile]:
    """The levels, those first whose figures leave most open."""
    rows = view.read(view.levels)
    rows = rows[rows["persons_low"].notna()]
    lines = list(zip(rows.to_dict("records"), records(rows, "persons_low", "persons_high"), strict=True))
    planned = set(view.plans["level_code"]) if len(view.plans) else set()
    overall = sums.largest(view).anyhow  # a level with the same ends as all persons says nothing new
    lines.sort(key=lambda line: -(float("inf") if line[1][1] is None else line[1][1] - line[1][0]))
    for row, ends in lines:
        if row["level_code"] not in planned and ends != overall:
            yield _level_tile(view, row, ends)


def _level_tile(view: View, row: dict, ends: tuple[int, int | None]) -> Tile:
    why = view.headline(
        "tile_level_why",
        quoted=view.quoted(row["printed"], row["source_code"]),
        why=view.say(f"why_{row['reason_code']}"),
    )
    rests = condition.sentence(view, lambda chosen: [_persons_of(chosen, row)])
    return Tile(labels.span(*ends, view.language), level(view, row["level_code"]), " ".join([why, *rests]))


def _persons_of(view: View, row: dict) -> condition.Ends:
    rows = view.read(view.levels)
    rows = rows[(rows["source_code"] == row["source_code"]) & (rows["level_code"] == row["level_code"])]
    return records(rows, "persons_low", "persons_high")[0]


def _plan_tile(view: View) -> Iterator[Tile]:
    for row in plans.largest_first(view).head(1).to_dict("records"):
        number, why = plans.tile(view, row)
        yield Tile(number, level(view, row["level_code"]), why)


def _level_tiles(view: View) -> Iterator[Tile]:
    row, ends = _main_level(view)
    if ends[0] is None and not row["group_count"]:
        why = view.headline(
            "tile_level_why", quoted=view.quoted(row["printed"], row["source_code"]), why=view.say("why_unsaid")
        )
        yield Tile(labels.span(*_attended(row), view.language), view.say("tile_attendances"), why)
    elif ends[0] is not None and view.plans.empty:
        yield _level_tile(view, row, ends)
    yield from _plan_tile(view)
    yield from _others_tile(view)


def _others_tile(view: View) -> Iterator[Tile]:
    rows = view.read(view.remaining)
    rows = rows[(rows["admission_basis"] == view.assume.admission_basis) & rows["low"].notna()]
    for row in rows.head(1).to_dict("records"):
        basis = remaining_chart.title(row, view.language)
        why = view.say(
            "tile_others_why", basis=basis, completed=done(view, pd.DataFrame([row])), classes=reported(view, row)
        )
        what = view.say("tile_others", other=other(view, row))
        ends = records(pd.DataFrame([row]), "low", "high")[0]
        yield Tile(labels.span(*ends, view.language), what, why)
