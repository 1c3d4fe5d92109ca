"""The paragraphs beside the charts, from the values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from analysis.measures.throughput import records
from analysis.reports.throughput_by_level import plans
from analysis.reports.throughput_by_level.parts import done, level
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL


def levels(view: View, frame: pd.DataFrame) -> tuple[str, ...]:
    """Why bars are as they are, once for each reason that no headline gives; then plans, then levels that ended."""
    rows, notes = view.read(frame), []
    rows = rows if view.level_code == ALL else rows[:0]
    if "open" in set(rows["reason_code"]):
        notes.append(view.say("levels_note_open"))
    for row, ends in zip(rows.to_dict("records"), records(rows, "persons_low", "persons_high"), strict=True):
        name = level(view, row["level_code"])
        if row["reason_code"] == "overlap":
            low, high = ends
            notes.append(view.say("levels_note_overlap", level=name, printed=_groups(view, row), low=low, high=high))
        elif row["reason_code"] in ("admitted", "planned"):
            key = f"levels_note_{row['reason_code']}"
            notes.append(view.say(key, level=name, completed=done(view, _rows(view, row))))
    notes += [text for row in view.read(frame).to_dict("records") for text in _together(view, row)]
    return (*notes, *(plans.note(view, row) for row in plans.largest_first(view).to_dict("records")), *since(view))


def _rows(view: View, row: dict) -> pd.DataFrame:
    groups = view.read(view.groups)
    return groups[(groups["source_code"] == row["source_code"]) & (groups["level_code"] == row["level_code"])]


def _together(view: View, row: dict) -> dict[str, None]:
    """Of each printed group whose parts do not fit it by convention, or at their word, that they do not; each once."""
    of_level = view.groups[view.groups["level_code"] == row["level_code"]]
    said = {}
    for group in of_level[of_level["source_code"] == row["source_code"]].to_dict("records"):
        if group["falls_back"] or not group["is_consistent"]:
            key = "levels_note_literally" if group["falls_back"] else "levels_note_contradiction"
            printed, parts = (view.quoted(some, group["source_code"]) for some in ([group["printed"]], group["parts"]))
            said[view.say(key, level=level(view, group["level_code"]), printed=printed, parts=parts)] = None
    return said


def _groups(view: View, row: dict) -> str:
    """The printed groups of a level, each with where it was trained where that is printed."""
    groups = []
    for group in _rows(view, row).to_dict("records"):
        where = labels.word(f"mode.{group['mode_code']}", view.language) if group["mode_code"] else ""
        words_ = view.quoted([group["printed"]], group["source_code"])
        groups.append(f"{words_} ({where[0].lower()}{where[1:]})" if where else words_)
    return labels.joined(groups)


def since(view: View) -> list[str]:
    """Which of the levels shown ended, and which were redrawn, with the dates; nothing where none did."""
    frame = view.validity
    ended = {row.level_code: row.ends + dt.timedelta(days=1) for row in frame.itertuples() if row.ends}
    redrawn = {row.level_code: row.breaks for row in frame.itertuples() if row.breaks and not row.ends}
    sentences = [*_dated(view, "since_ended", ended), *_dated(view, "since_redrawn", redrawn)]
    return [f"{view.say('since_lead')} {' '.join(sentences)}"] if sentences else []


def _dated(view: View, key: str, days: dict[str, dt.date]) -> Iterator[str]:
    for day in sorted(set(days.values())):
        names = [level(view, code) for code, date in days.items() if date == day]
        yield view.say(key, date=labels.date(day.isoformat(), view.language), levels="; ".join(names))
