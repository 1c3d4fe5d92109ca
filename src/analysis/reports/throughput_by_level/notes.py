"""The paragraphs beside the charts, from the values."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pandas as pd

from analysis.measures.throughput import records
from analysis.reports.throughput_by_level.parts import level
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels


def levels(view: View, frame: pd.DataFrame) -> tuple[str, ...]:
    """Why the bars are as they are: one paragraph for each reason that occurs."""
    rows, notes = view.read(frame), []
    if "open" in set(rows["reason_code"]):
        notes.append(view.say("levels_note_open"))
    for row, ends in zip(rows.to_dict("records"), records(rows, "persons_low", "persons_high"), strict=True):
        name = level(view, row["level_code"])
        if row["reason_code"] == "overlap":
            low, high = ends
            notes.append(view.say("levels_note_overlap", level=name, low=low, high=high))
        elif row["reason_code"] in ("admitted", "planned"):
            key = f"levels_note_{row['reason_code']}"
            notes.append(view.say(key, level=name, completed=_completed(view, row)))
    return tuple(notes[:3]) or (view.say("levels_note_disjoint"),)


def _completed(view: View, row: dict) -> int:
    groups = view.read(view.groups)
    rows = groups[(groups["source_code"] == row["source_code"]) & (groups["level_code"] == row["level_code"])]
    return int(rows["completed"].sum())


def shares(view: View) -> tuple[str, ...]:
    """That shares are of attendances, and why they are bounds where a level is open."""
    is_open = view.read(view.all_levels)["is_open"].any()
    return (view.say("shares_note"), *([view.say("shares_note_open")] if is_open else []))


def groups(view: View) -> tuple[str, ...]:
    """What least and greatest stand for, and the assumption made."""
    pool = [view.say("groups_note_pool")] if view.assume.abroad_in_pool else []
    return (*pool, view.say("groups_note"))


def attendances(view: View) -> tuple[str, ...]:
    """Why attendances and persons differ, and what the other reading gives."""
    apart = [view.say("attendances_note_apart")] if view.assume.levels_disjoint else []
    return (view.say("attendances_note"), *apart, *_other_reading(view), *_per_head(view))


def _other_reading(view: View) -> list[str]:
    columns = ("source_code", "attendances_low", "attendances_high", "persons_low", "persons_high")
    here, there = (records(rows, *columns) for rows in (view.read(view.persons), view.other(view.persons)))
    reading = labels.word(f"reading.{view.other(view.persons)['reading'].iloc[0]}", view.language)
    return [
        view.say("attendances_note_other", reading=reading[0].upper() + reading[1:],
                 attendances=view.count("attendance", *other[1:3]), persons=view.count("different", *other[3:]))
        for this, other in zip(here, there, strict=True)
        if this != other and other[3] is not None
    ]  # fmt: skip


def _per_head(view: View) -> list[str]:
    """That attendances outnumber persons, from another source of the programme that counts both apart."""
    return [
        view.say("attendances_note_per_head", where=view.name(row["source_code"]),
                 attendances=view.count("attendance", count, count), level=level(view, row["level_code"]),
                 persons=view.count("person", people, people),
                 mean=labels.number(Fraction(count, people), view.language, 1))
        for row, count, people in _heads(view)
    ]  # fmt: skip


def per_head_numbers(view: View) -> tuple[int | Fraction, ...]:
    """The numbers of the note that stand in no table: attendances of another source, persons, the mean."""
    return tuple(
        number
        for _, count, people in _heads(view)
        for number in (count, people, Fraction(labels.rounded(Fraction(count, people), 1)))
    )


def _heads(view: View) -> Iterator[tuple[dict, int, int]]:
    """Exact attendances of a level in other sources of the programme, with its exact persons in this one."""
    rows = view.read(view.all_levels)
    exact = rows[rows["reason_code"] == "exact"].set_index("level_code")["persons_low"]
    others = view.programme[
        (view.programme["unit_code"] == "attendance")
        & (view.programme["measure_code"] == "trained")
        & view.programme["level_code"].isin(exact.index)
        & ~view.programme["source_code"].isin(view.statements["source_code"])
    ]
    for row in others.to_dict("records"):
        span, people = view.assume.span(row["printed"]), int(exact[row["level_code"]])
        if span.is_exact and people:
            yield row, span.low, people
