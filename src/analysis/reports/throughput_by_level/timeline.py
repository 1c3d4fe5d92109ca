"""Until when the levels exist."""

from __future__ import annotations

import datetime as dt

from analysis.charts import timeline as chart
from analysis.pages.blocks import ChartBlock, SourceLine
from analysis.pages.tables import ReportTable, Special
from analysis.reports import common
from analysis.reports.throughput_by_level.parts import column, level
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL


def timeline(view: View) -> ChartBlock | None:
    """The lanes of the levels shown, where any ends or begins a new series."""
    frame = view.validity
    days = chart.cuts(frame)
    if not days:
        return None
    first, last = chart.span(frame)
    rows = frame.to_dict("records")
    columns = (column(view, "level"), column(view, "last_day"), column(view, "after"))
    return ChartBlock(
        key="timeline", language=view.language,
        headline=_headline(view, rows, days),
        subtitle=view.say("timeline_subtitle", first=str(first), last=str(last)),
        draw=lambda narrow: chart.draw(frame, view.language, narrow),
        alt=view.say("timeline_alt", bars="; ".join(_bar(view, row) for row in rows)),
        table=ReportTable(view.say("timeline_caption"), columns, tuple(_row(view, row) for row in rows)),
        sources=(view.say("timeline_source") + ".", *_dated(view)),
        note=_notes(view, rows),
        numbers=(first, last, len(rows), sum(bool(row["ends"] or row["breaks"]) for row in rows)),
    )  # fmt: skip


def _headline(view: View, rows: list[dict], days: list[dt.date]) -> str:
    date = _date(view, days[-1])
    if view.level_code != ALL:
        key = "timeline_headline_ends" if rows[0]["ends"] else "timeline_headline_breaks"
        return view.headline(key, date=date)
    count = sum(bool(row["ends"] or row["breaks"]) for row in rows)
    key = "timeline_headline" if len(days) == 1 else "timeline_headline_by"
    return view.headline(key, count=count, levels=len(rows), date=date)


def _bar(view: View, row: dict) -> str:
    name = level(view, row["level_code"])
    if row["ends"]:
        return view.say("timeline_bar_ends", level=name, date=_date(view, row["ends"] + dt.timedelta(days=1)))
    if row["breaks"]:
        return view.say("timeline_bar_breaks", level=name, date=_date(view, row["breaks"]))
    return view.say("timeline_bar_stays", level=name)


def _row(view: View, row: dict) -> tuple:
    last = _date(view, row["ends"]) if row["ends"] else view.say("no_last_day")
    after = view.say("same_series")
    if row["ends"]:
        after = Special.NOT_APPLICABLE
    elif row["breaks"]:
        after = f"{_date(view, row['breaks'])}: {view.say('new_series')}"
    return level(view, row["level_code"]), last, after


def _notes(view: View, rows: list[dict]) -> tuple[str, ...]:
    ended = [view.say("timeline_note_ended")] if any(row["ends"] for row in rows) else []
    broken = [view.say("timeline_note_break")] if any(row["breaks"] for row in rows) else []
    return (*ended, *broken)


def _dated(view: View) -> tuple[SourceLine, ...]:
    """The printed words whose dates are the white dots."""
    rows = view.statements[view.statements["level_code"].isin(view.levels["level_code"])]
    return common.source_line(rows[rows["measure_code"].isin(["trained", "completed"])], view.language)


def _date(view: View, day: dt.date) -> str:
    return labels.date(day.isoformat(), view.language)
