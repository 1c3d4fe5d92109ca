"""The first screen: the finding as a title, and up to four tiles."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.charts import plan as plan_chart
from analysis.charts import remaining as remaining_chart
from analysis.charts import sizes as sizes_chart
from analysis.charts import words
from analysis.measures.throughput import records
from analysis.pages.blocks import Tile, Tiles, Title
from analysis.reports.throughput_by_level import plans, sums
from analysis.reports.throughput_by_level.classes import main_sizes
from analysis.reports.throughput_by_level.parts import level
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL

MOST_TILES = 4


def title(view: View) -> Title:
    """The finding under the reading chosen, and what it rests on."""
    if view.levels.empty:
        return Title(view.language, view.headline("title_none"), view.say("lede_none"))
    if view.level_code != ALL:
        lede = view.say("lede_level", where=view.where(view.levels["source_code"]))
        return Title(view.language, _level_title(view), lede)
    levels = view.levels["level_code"].nunique()
    where = view.where(view.levels["source_code"])
    lede = view.say("lede_one", where=where) if levels == 1 else view.say("lede", levels=levels, where=where)
    sources = view.levels["source_code"].nunique()
    return Title(view.language, _title(view, sources, levels), lede, numbers=(levels, sources))


def _title(view: View, sources: int, levels: int) -> str:
    attended, people = sums.largest(view)
    if sources > 1:
        return view.headline("title_sources", sources=sources, levels=levels)
    attendances = view.count("attendance", *attended)
    if people[0] is None and view.groups.size:
        return view.headline("title_conflict")
    if people[0] is None:
        return view.headline("title_attendances", attendances=attendances)
    if attended == people and people[0] == people[1]:
        return view.headline("title_same", attendances=attendances, persons=view.count("different", *people))
    if view.assume.reading == "conventional":
        return view.headline("title_conventional", attendances=attendances, persons=view.count("different", *people))
    return view.headline("title", attendances=attendances, persons=view.count("different", people[0], people[0]))


def _level_title(view: View) -> str:
    row, (low, high) = _main_level(view)
    name = level(view, view.level_code)
    if low is None and row["group_count"]:
        return view.headline("title_conflict")
    if low is None:
        return view.headline("title_level_unsaid", level=name, attendances=view.count("attendance", *_attended(row)))
    if len(view.plans):
        return plans.headline(view)
    persons = view.count("person", low, high)
    ends = ("persons_low", "persons_high")
    differs = records(view.read(view.levels), *ends) != records(view.other(view.levels), *ends)
    key = "title_level_conventional" if differs and view.assume.reading == "conventional" else "title_level"
    return view.headline(key, level=name, persons=persons)


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
    """Up to four numbers, each with its noun and a sentence on what it rests on."""
    if view.levels.empty:
        return None
    made = _level_tiles(view) if view.level_code != ALL else _tiles(view)
    shown = tuple(tile for tile, _ in zip(made, range(MOST_TILES), strict=False))
    groups = view.read(view.persons)["group_count"]
    return Tiles(view.language, shown, numbers=tuple(int(count) for count in groups))


def _tiles(view: View) -> Iterator[Tile]:
    if view.persons["source_code"].nunique() > 1:
        yield from _source_tiles(view)
        return
    attended, people = sums.largest(view)
    groups = int(view.read(view.persons)["group_count"].iloc[0])
    why = view.say("tile_attendances_why", groups=groups) if groups else view.say("tile_attendances_unsaid")
    yield Tile(labels.span(*attended, view.language), view.say("tile_attendances"), why)
    if people[0] is not None:
        key = "tile_persons_apart" if view.assume.levels_disjoint else "tile_persons_why"
        yield Tile(labels.span(*people, view.language), view.say("tile_persons"), view.say(key))
    yield from _plan_tile(view)
    yield from _uncertain_tiles(view)


def _source_tiles(view: View) -> Iterator[Tile]:
    """The persons of each source, or its attendances; sources are never added up."""
    for row, ends in _persons(view):
        attended = ends[:2]
        attendances = view.count("attendance", *attended)
        why = view.say("tile_source_why", where=row["source_name"], attendances=attendances)
        if ends[2] is None:
            yield Tile(labels.span(*attended, view.language), view.say("tile_attendances"), why)
        else:
            yield Tile(labels.span(*ends[2:], view.language), view.say("tile_persons"), why)


def _persons(view: View) -> Iterator[tuple]:
    rows = view.read(view.persons)
    ends = records(rows, "attendances_low", "attendances_high", "persons_low", "persons_high")
    return zip(rows.to_dict("records"), ends, strict=True)


def _uncertain_tiles(view: View) -> Iterator[Tile]:
    """The levels, those first whose figures leave most open."""
    rows = view.read(view.levels)
    rows = rows[rows["persons_low"].notna()]
    lines = list(zip(rows.to_dict("records"), records(rows, "persons_low", "persons_high"), strict=True))
    planned = set(view.plans["level_code"]) if len(view.plans) else set()
    overall = sums.largest(view)[1]  # a level with the same ends as all persons says nothing new
    lines.sort(key=lambda line: -(float("inf") if line[1][1] is None else line[1][1] - line[1][0]))
    for row, ends in lines:
        if row["level_code"] not in planned and ends != overall:
            yield _level_tile(view, row, ends)


def _level_tile(view: View, row: dict, ends: tuple[int, int | None]) -> Tile:
    why = view.say(
        "tile_level_why",
        quoted=words.quoted(row["printed"], row["source_code"], view.language),
        why=view.say(f"why_{row['reason_code']}"),
    )
    return Tile(labels.span(*ends, view.language), level(view, row["level_code"]), why)


def _plan_tile(view: View) -> Iterator[Tile]:
    if view.plans.empty:
        return
    rows = plans.largest_first(view).head(1)
    (ends,) = records(rows, "actual_low", "actual_high", "planned_low", "planned_high")
    row = rows.iloc[0].to_dict()
    actual, planned = (labels.span(*pair, view.language) for pair in (ends[:2], ends[2:]))
    difference = plan_chart.difference(row, view.language)
    why = view.say("tile_plan_why", where=view.name(row["plan_source_code"]), difference=difference)
    yield Tile(view.say("tile_plan", actual=actual, planned=planned), level(view, row["level_code"]), why)


def _level_tiles(view: View) -> Iterator[Tile]:
    row, ends = _main_level(view)
    if ends[0] is None and not row["group_count"]:
        why = view.say(
            "tile_level_why",
            quoted=words.quoted(row["printed"], row["source_code"], view.language),
            why=view.say("why_unsaid"),
        )
        yield Tile(labels.span(*_attended(row), view.language), view.say("tile_attendances"), why)
    elif ends[0] is not None and view.plans.empty:
        yield _level_tile(view, row, ends)
    yield from _plan_tile(view)
    if (view.all_levels["source_code"] == row["source_code"]).sum() > 2:
        share = words.share(row["share_low"], row["share_high"], view.language)
        yield Tile(share, view.say("tile_share"), view.say("tile_share_why"))
    yield from _others_tile(view)
    yield from _size_tile(view)


def _others_tile(view: View) -> Iterator[Tile]:
    rows = view.read(view.remaining)
    rows = rows[(rows["admission_basis"] == view.assume.admission_basis) & rows["low"].notna()]
    for row in rows.head(1).to_dict("records"):
        basis = remaining_chart.title(row, view.language)
        why = view.say("tile_others_why", basis=basis, completed=row["completed"])
        ends = records(pd.DataFrame([row]), "low", "high")[0]
        yield Tile(labels.span(*ends, view.language), view.say("tile_others"), why)


def _size_tile(view: View) -> Iterator[Tile]:
    if view.sizes.empty:
        return
    row = main_sizes(view).iloc[0]
    key = "tile_size" if row["unit_code"] == "person" else "tile_size_attendance"
    why = view.say("tile_size_why", detail=sizes_chart.detail(row, view.language))
    yield Tile(words.mean(row["mean_low"], row["mean_high"], view.language), view.say(key), why)
