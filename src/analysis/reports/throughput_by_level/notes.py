"""The paragraphs beside the chart of levels, from the values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from analysis.charts import words
from analysis.measures import frames, throughput
from analysis.reports.throughput_by_level import plan_words
from analysis.reports.throughput_by_level.parts import done, level, say
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL


def levels(
    people: pd.DataFrame, plans: pd.DataFrame, groups: pd.DataFrame, level_code: str, language: str
) -> tuple[str, ...]:
    """Why bars are as they are, once for each reason that no headline gives; then plans, then levels that ended."""
    every = frames.chosen(people).to_dict("records")
    rows, notes = every if level_code == ALL else [], []
    if "open" in {row["reason_code"] for row in rows}:
        notes.append(say("levels_note_open", language))
    for row in rows:
        name, (low, high) = level(row["level_code"], language), frames.ends(row)
        if row["reason_code"] == "overlap":
            printed = _groups(_of(frames.chosen(groups), row), language)
            notes.append(say("levels_note_overlap", language, level=name, printed=printed, low=low, high=high))
        elif row["reason_code"] in ("admitted", "planned"):
            key = f"levels_note_{row['reason_code']}"
            notes.append(say(key, language, level=name, completed=done(pd.DataFrame([row]), language)))
    notes += [text for row in every for text in _together(_of(groups, row), language)]
    notes += [plan_words.note(row, language) for row in plans.to_dict("records")]
    return (*notes, *since(people["level_code"], language))


def _of(groups: pd.DataFrame, row: dict) -> pd.DataFrame:
    return groups[(groups["source_code"] == row["source_code"]) & (groups["level_code"] == row["level_code"])]


def _together(groups: pd.DataFrame, language: str) -> dict[str, None]:
    """Of each printed group whose parts do not fit it by convention, or at their word, that they do not; each once."""
    said = {}
    for group in groups[groups["falls_back"] | ~groups["is_consistent"]].to_dict("records"):
        key = "levels_note_literally" if group["falls_back"] else "levels_note_contradiction"
        printed, parts = (words.cited(group[name], language) for name in ("cited", "parts_cited"))
        said[say(key, language, level=level(group["level_code"], language), printed=printed, parts=parts)] = None
    return said


def _groups(groups: pd.DataFrame, language: str) -> str:
    """The printed groups of a level, each with where it was trained where that is printed."""
    said = []
    for group in groups.to_dict("records"):
        where = labels.word(f"mode.{group['mode_code']}", language) if group["mode_code"] else ""
        cited = words.cited(group["cited"], language)
        said.append(f"{cited} ({where[0].lower()}{where[1:]})" if where else cited)
    return labels.joined(said)


def since(levels: pd.Series, language: str) -> list[str]:
    """Which of some levels ended, and which were redrawn, with the dates; nothing where none did."""
    frame = throughput.validity(dict.fromkeys(levels))
    ended = {row.level_code: row.ends + dt.timedelta(days=1) for row in frame.itertuples() if row.ends}
    redrawn = {row.level_code: row.breaks for row in frame.itertuples() if row.breaks and not row.ends}
    sentences = [*_dated("since_ended", ended, language), *_dated("since_redrawn", redrawn, language)]
    return [f"{say('since_lead', language)} {' '.join(sentences)}"] if sentences else []


def _dated(key: str, days: dict[str, dt.date], language: str) -> Iterator[str]:
    for day in sorted(set(days.values())):
        names = [level(code, language) for code, date in days.items() if date == day]
        yield say(key, language, date=labels.date(day.isoformat(), language), levels="; ".join(names))
