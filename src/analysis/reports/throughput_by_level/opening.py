"""The first screen: the finding as a title, and up to four tiles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pandas as pd

from analysis.charts import words
from analysis.charts.composed import remaining as drawing
from analysis.measures import frames
from analysis.pages.blocks import Tile, Tiles, Title
from analysis.pages.facts import Facts
from analysis.reports import common
from analysis.reports.throughput_by_level import condition, plan_words
from analysis.reports.throughput_by_level.attendances import Counted, counted, largest
from analysis.reports.throughput_by_level.parts import (
    count,
    done,
    headline,
    level,
    people,
    reading,
    records,
    say,
    span,
    where,
)  # fmt: skip
from analysis.reports.throughput_by_level.remaining import other, reported
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL

MOST_TILES = 4


@common.marked
def title(
    levels: pd.DataFrame, totals: pd.DataFrame, plans: pd.DataFrame, level_code: str, language: str
) -> Title:  # fmt: skip
    """The finding under the reading chosen, and what it rests on."""
    if levels.empty:
        return Title(language, headline("title_none", language), say("lede_none", language))
    place, facts = where(levels["source_code"], language), _facts(levels, totals, level_code, language)
    if level_code != ALL:
        lede = say("lede_level", language, level=labels.code("level", level_code, language), where=place)
        return Title(language, _level_title(levels, plans, level_code, language), lede, facts=facts)
    count_, sources = levels["level_code"].nunique(), levels["source_code"].nunique()
    lede = say("lede_one", language, where=place) if count_ == 1 else say("lede", language, levels=count_, where=place)
    return Title(language, _title(totals, sources, count_, language), lede, numbers=(count_, sources), facts=facts)


def _facts(levels: pd.DataFrame, totals: pd.DataFrame, level_code: str, language: str) -> Facts:
    """What the index shows: the people of the level or, of one source, of all its levels."""
    if level_code != ALL:
        size = frames.ends(_main_level(levels)[0])
    else:
        size = largest(totals).people[0] if levels["source_code"].nunique() == 1 else None
    against = frames.chosen(people(levels))["reason_code"] == "contradiction"
    return common.facts(levels, language, size, bool(against.any()))


def _title(totals: pd.DataFrame, sources: int, levels: int, language: str) -> str:
    if sources > 1:
        return headline("title_sources", language, sources=sources, levels=levels)
    one = largest(totals)
    attendances, (low, high) = count("attendance", one.attendances, language), one.anyhow
    if low is None and one.group_count:
        return headline("title_conflict", language)
    if low is None:
        return headline("title_attendances", language, attendances=attendances)
    persons = count("person", one.anyhow, language)
    if levels == 1:
        rows = one.shown[one.shown["quantity"] == "people"]
        title = condition.on(rows, say("title_single", language, persons=persons), language)
    elif one.attendances == one.anyhow or one.apart is None:
        is_same = one.attendances == one.anyhow
        key = "title_one" if not is_same else "title_same" if one.group_count > 1 and low == high else "title_single"
        title = condition.on(one.shown, say(key, language, attendances=attendances, persons=persons), language)
    else:
        attendances = condition.on(one.shown, attendances, language)
        ends, other = one.people
        key = f"title_{'open' if high is None else 'closed'}{'_apart' if one.is_apart else ''}"
        title = say(key, language, attendances=attendances, low=ends[0], persons=count("person", ends, language),
                    other=other[0] if high is None else span(other, language))  # fmt: skip
    return _with_reading(totals, title, bool(frames.chosen(totals)["is_consistent"].all()), language)


def _with_reading(rows: pd.DataFrame, title: str, is_consistent: bool, language: str) -> str:
    """The title, then whether figures contradict each other, and the conventional reading where the other differs."""
    if not is_consistent:
        title = say("title_contradiction", language, title=title)
    mine = reading(rows)
    ends = (records(rows[is_mine]) for is_mine in (rows["reading"] == mine, rows["reading"] != mine))
    differs = next(ends) != next(ends)
    key = "title_conventional" if differs and mine == "conventional" else "title_literal"
    return headline(key, language, title=title)


def _level_title(levels: pd.DataFrame, plans: pd.DataFrame, level_code: str, language: str) -> str:
    row, attended = _main_level(levels)
    ends, name = frames.ends(row), level(level_code, language)
    if ends[0] is None and row["group_count"]:
        return headline("title_conflict", language)
    if ends[0] is None:
        attendances = count("attendance", attended, language)
        return headline("title_level_unsaid", language, level=name, attendances=attendances)
    rows = people(levels)
    is_consistent = not frames.chosen(rows)["reason_code"].eq("contradiction").any()
    if len(plans):
        return _with_reading(rows, plan_words.title(plans, language), is_consistent, language)
    persons = say("title_level", language, level=name, persons=count("person", ends, language))
    title = condition.on(pd.DataFrame([row]), persons, language)
    return _with_reading(rows, title, is_consistent, language)


def _main_level(levels: pd.DataFrame) -> tuple[dict, frames.Ends]:
    """The row on the people of the level whose people are printed, or the first, and its attendances."""
    rows = frames.chosen(people(levels))
    printed = rows["low"].notna()
    row = (rows[printed] if printed.any() else rows).iloc[0].to_dict()
    attended = frames.chosen(
        levels[(levels["quantity"] == "attendances") & (levels["source_code"] == row["source_code"])]
    )
    return row, records(attended.head(1))[0] if len(attended) else (None, None)


@common.marked
def tiles(
    levels: pd.DataFrame, totals: pd.DataFrame, plans: pd.DataFrame, remaining: pd.DataFrame,
    level_code: str, language: str,
) -> Tiles | None:  # fmt: skip
    """Up to four numbers, each with its noun and what it rests on; None for the one number that the title gives."""
    if levels.empty:
        return None
    made = (_tiles(levels, totals, plans, language) if level_code == ALL
            else _level_tiles(levels, plans, remaining, language))  # fmt: skip
    shown = tuple(islice(made, MOST_TILES))
    if len(shown) < 2:
        return None
    return Tiles(language, shown, numbers=tuple(one.group_count for one in counted(frames.chosen(totals))))


def _tiles(levels: pd.DataFrame, totals: pd.DataFrame, plans: pd.DataFrame, language: str) -> Iterator[Tile]:
    if totals["source_code"].nunique() > 1:
        yield from _source_tiles(totals, language)
        return
    one = largest(totals)
    if one.attendances != one.anyhow and (one.anyhow[0] is None or levels["level_code"].nunique() > 1):
        key = "tile_attendances_why" if one.group_count else "tile_attendances_unsaid"
        yield _attendances_tile(one, say(key, language, groups=one.group_count), language)
    if one.anyhow[0] is not None:
        yield _persons_tile(one, [], one.shown[one.shown["quantity"] == "people"], language)
    yield from _plan_tile(plans, language)
    yield from _uncertain_tiles(levels, plans, one, language)


def _attendances_tile(one: Counted, why: str, language: str) -> Tile:
    rests = condition.sentence(one.rows[one.rows["quantity"] == "attendances"], language)
    return Tile(span(one.attendances, language), say("tile_attendances", language), " ".join([why, *rests]))


def _persons_tile(one: Counted, why: list[str], rows: pd.DataFrame, language: str) -> Tile:
    """The people under the condition chosen, the other with its number, whether there is a greatest; what it rests on.

    ``why`` comes before that; ``rows`` are those of the totals that the numbers shown rest on.
    """
    ends, other = one.people
    key = "tile_persons_why" if one.apart is None else "tile_persons_apart" if one.is_apart else "tile_persons_anyhow"
    why = [*why, say(key, language, other=span(other or ends, language))]
    why += [say("tile_persons_open", language)] if one.anyhow[1] is None else []
    why += condition.sentence(rows, language)
    return Tile(span(ends, language), say("tile_persons", language), " ".join(why))


def _source_tiles(totals: pd.DataFrame, language: str) -> Iterator[Tile]:
    """The people of each source, or its attendances; sources are never added up."""
    for one in counted(frames.chosen(totals)):
        attendances = count("attendance", one.attendances, language)
        place = common.name(one.source, language)
        why = say("tile_source_why", language, where=place, attendances=attendances)
        if one.anyhow[0] is None:
            yield _attendances_tile(one, why, language)
        else:
            yield _persons_tile(one, [why], one.shown, language)


def _uncertain_tiles(levels: pd.DataFrame, plans: pd.DataFrame, one: Counted, language: str) -> Iterator[Tile]:
    """The levels, those first whose figures leave most open; not one that says no more than all people."""
    rows = frames.chosen(people(levels))
    lines = [(row, frames.ends(row)) for row in rows[rows["low"].notna()].to_dict("records")]
    lines.sort(key=lambda line: -(float("inf") if line[1][1] is None else line[1][1] - line[1][0]))
    planned = set(plans["level_code"])
    for row, ends in lines:
        if row["level_code"] not in planned and ends != one.anyhow:
            yield _level_tile(row, language)


def _level_tile(row: dict, language: str) -> Tile:
    quoted = words.cited(row["cited"], language)
    why = headline("tile_level_why", language, quoted=quoted, why=say(f"why_{row['reason_code']}", language))
    rests = condition.sentence(pd.DataFrame([row]), language)
    return Tile(span(frames.ends(row), language), level(row["level_code"], language), " ".join([why, *rests]))


def _plan_tile(plans: pd.DataFrame, language: str) -> Iterator[Tile]:
    for row in plan_words.largest_first(plans).head(1).to_dict("records"):
        number, why = plan_words.tile(row, language)
        yield Tile(number, level(row["level_code"], language), why)


def _level_tiles(
    levels: pd.DataFrame, plans: pd.DataFrame, remaining: pd.DataFrame, language: str
) -> Iterator[Tile]:  # fmt: skip
    row, attended = _main_level(levels)
    low = frames.whole(row["low"])
    if low is None and not row["group_count"]:
        quoted = words.cited(row["cited"], language)
        why = headline("tile_level_why", language, quoted=quoted, why=say("why_unsaid", language))
        yield Tile(span(attended, language), say("tile_attendances", language), why)
    elif low is not None and plans.empty:
        yield _level_tile(row, language)
    yield from _plan_tile(plans, language)
    yield from _others_tile(remaining, language)


def _others_tile(remaining: pd.DataFrame, language: str) -> Iterator[Tile]:
    rows = frames.chosen(remaining)
    rows = rows[rows["is_assumed"] & rows["low"].notna()]
    for row in rows.head(1).to_dict("records"):
        why = say("tile_others_why", language, basis=drawing.title(row, language), classes=reported(row, language),
                  completed=done(rows.head(1), language))  # fmt: skip
        what = say("tile_others", language, other=other(row, language))
        yield Tile(span(frames.ends(row), language), what, why)
