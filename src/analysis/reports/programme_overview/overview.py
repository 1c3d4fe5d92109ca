"""The picture: a row for each level and for each grade that a class's text prints, with the table of the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from analysis.charts.composed import programme as drawing
from analysis.charts.composed.programme import Group, Line
from analysis.charts.composed.rows import Row
from analysis.measures import frames
from analysis.measures.programme import PEOPLE
from analysis.measures.throughput import Assumptions
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import coded, common
from analysis.reports.programme_overview import opening, phrases
from analysis.reports.programme_overview.phrases import say
from analysis.reports.throughput_by_level.parts import cells, how, level, records, spans, where
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS
from analysis.vocabulary.reference import ALL

MOST_DRAWN = 6  # classes; the table has them all
_OF = {"measure_code": "graded", "grade_code": "", "at_or_above": ""}  # all the learners of a class
_KEY = ["source_code", "level_code", "class_code", "quantity"]


@common.marked
def overview(
    rows: pd.DataFrame, totals: pd.DataFrame, counted: pd.DataFrame, assume: Assumptions, language: str
) -> ChartBlock | None:
    """The programme in one picture; None where nobody is counted at a level."""
    if rows.empty:
        return None
    table, mine = _table(rows, totals, counted, language), frames.chosen(rows)
    levels, places = mine[mine["quantity"] == PEOPLE], _places(mine, language)
    is_open = bool((levels["low"].notna() & levels["high"].isna()).any())
    marks = how(is_open, bool((levels["plan_cited"] != "").any()), mine["reading"].iloc[0],
                language)  # fmt: skip
    classes = len(mine.loc[mine["class_code"] != "", ["source_code", "class_code"]].drop_duplicates())
    key = "subtitle_classes" if classes else "subtitle"
    return ChartBlock(
        key="overview",
        language=language,
        headline=_headline(levels, language),
        subtitle=say(key, language, classes=classes, where=where(mine["source_code"], language), how=marks),
        draw=partial(drawing.draw, tuple(_groups(rows, counted, language)), language),
        alt=alt(say("alt", language), table, language),
        table=table,
        sources=common.source_line(counted, language),
        note=tuple(_notes(totals, classes, language)),
        numbers=(len(levels), levels["source_code"].nunique(), classes, *_counts(levels), MOST_DRAWN),
        working=common.workings(_alone(levels, counted), assume.tolerance, language),
        is_front=True,
        ways=places,
    )


def _alone(levels: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """The statements of which each gives the number of a level by itself."""
    rows = levels[~levels["printed"].str.contains(frames.SEPARATOR, regex=False)]
    return counted.merge(rows[["source_code", "level_code", "printed"]].drop_duplicates())


def _counts(levels: pd.DataFrame) -> tuple[int, int]:
    """How many levels have one number, and how many one without an upper end."""
    ends = records(levels)
    exact = sum(low is not None and low == high for low, high in ends)
    return exact, sum(low is not None and high is None for low, high in ends)


def _headline(levels: pd.DataFrame, language: str) -> str:
    exact, unlimited = _counts(levels)
    if levels["source_code"].nunique() > 1:
        return say("headline_sources", language, sources=levels["source_code"].nunique())
    if len(levels) == 1:
        row = levels.iloc[0].to_dict()
        return say("headline_one", language, level=level(row["level_code"], language),
                   number=phrases.bar(row, language).text)  # fmt: skip
    key = "headline_all" if exact == len(levels) else "headline_open" if unlimited else "headline"
    return say(key, language, exact=exact, levels=len(levels), open=unlimited)


def _notes(totals: pd.DataFrame, classes: int, language: str) -> Iterator[str]:
    if totals["source_code"].nunique() == 1:
        yield say("note_attendances", language, added=opening.added(totals, language))
    else:
        yield say("note_sources", language)
    if classes > MOST_DRAWN:
        yield say("note_drawn", language, drawn=MOST_DRAWN, classes=classes)


def _places(rows: pd.DataFrame, language: str) -> tuple[tuple[str, str], ...]:
    """The reports of the rows, each once: what it is about in words, and its name and subject."""
    return tuple(dict.fromkeys(_place(row, language) for row in rows.to_dict("records")))


def _place(row: dict, language: str) -> tuple[str, str]:
    if row["quantity"] == PEOPLE:
        return level(row["level_code"], language), f"throughput_by_level/{row['level_code']}"
    return phrases.class_name(row, language), f"grade_distribution/{row['class_code']}"


def _groups(rows: pd.DataFrame, counted: pd.DataFrame, language: str) -> Iterator[Group]:
    """A group of the levels of each source, then one of each class."""
    levels, classes = rows[rows["class_code"] == ""], rows[rows["class_code"] != ""]
    certain = say(f"head_{frames.chosen(rows)['reading'].iloc[0]}", language)
    several = rows["source_code"].nunique() > 1
    for source, same in levels.groupby("source_code", sort=False):
        heads = tuple(say(f"head_{name}", language) for name in ("level", "published", "people"))
        heading = common.name(source, language) if several else ""
        lines = _lines(same, counted, language)
        yield Group(
            heading, (*heads, certain, say("head_unsaid", language)), labels.word("unit.person", language), lines
        )
    pairs = list(classes.groupby(["source_code", "class_code"], sort=False))
    for _, same in pairs[:MOST_DRAWN]:
        first = frames.chosen(same).iloc[0].to_dict()
        least, most = frames.ends(first, "total_low", "total_high")
        heading = phrases.class_name(first, language)
        if first["level_code"]:
            heading = say("class_of", language, name=heading,
                          level=labels.inside(labels.code("level", first["level_code"], language)))  # fmt: skip
        heads = tuple(say(f"head_{name}", language) for name in ("grade", "published", "learners"))
        unit = labels.word("grades_chart.learners", language)
        yield Group(
            heading, (*heads, certain, say("head_unsaid", language)), unit, _lines(same, counted, language), most
        )


def _lines(rows: pd.DataFrame, counted: pd.DataFrame, language: str) -> tuple[Line, ...]:
    made = []
    for _, same in rows.groupby(_KEY, sort=False):
        row = frames.chosen(same).iloc[0].to_dict()
        other = same[same["reading"] != row["reading"]]
        beside = other.iloc[0].to_dict() if len(other) else row
        ends = frames.ends(row, "planned_low", "planned_high")
        planned = (ends[0],) if ends[0] is not None and ends[0] == ends[1] else ()
        drawn = Row(phrases.name(row, language), phrases.published(row, counted, language),
                    (phrases.bar(row, language),), planned=planned)  # fmt: skip
        remarks = tuple(phrases.remarks(row, beside, language))
        made.append(Line(drawn, remarks, phrases.unsaid(row, counted, language)))
    return tuple(made)


def _table(rows: pd.DataFrame, totals: pd.DataFrame, counted: pd.DataFrame, language: str) -> ReportTable:
    several, has_classes = rows["source_code"].nunique() > 1, bool((rows["class_code"] != "").any())
    columns = [
        Column("row", say("column_row", language)),
        *([Column("source", say("column_source", language))] if several else []),
        Column("published", say("head_published", language), "quote"),
        *(Column(name, say(f"column_{name}", language), "span", codes={"reading": name}) for name in READINGS),
        *([Column("of", say("column_of", language), "span", codes=_OF)] if has_classes else []),
        Column("unsaid", say("head_unsaid", language)),
    ]
    made: list[tuple[Cell, ...]] = []
    links, keys = {}, []
    for _, same in rows.groupby(_KEY, sort=False):
        row = frames.chosen(same).iloc[0].to_dict()
        named = _row_name(row, language)
        links[named] = _place(row, language)[1]
        of = common.cell(frames.ends(row, "total_low", "total_high")) if row["class_code"] else Special.NOT_APPLICABLE
        made.append((
            named, *([common.name(row["source_code"], language)] if several else []),
            phrases.published(row, counted, language) or Special.UNAVAILABLE, *_both(same),
            *([of] if has_classes else []),
            phrases.unsaid(row, counted, language) or say("unsaid_nothing", language),
        ))  # fmt: skip
        keys.append(coded.row(row, language, **coded.quantity(row["quantity"]), unit_code="person"))
    below = list(_total_rows(totals[totals["source_code"].isin(_with_several_levels(rows))], several, has_classes,
                             language))  # fmt: skip
    made += [cells_ for cells_, _ in below]
    keys += [codes for _, codes in below]
    return ReportTable(say("caption", language), tuple(columns), tuple(made), links, tuple(keys))


def _with_several_levels(rows: pd.DataFrame) -> list[str]:
    counts = rows[rows["quantity"] == PEOPLE].groupby("source_code")["level_code"].nunique()
    return list(counts.index[counts > 1])


def _both(same: pd.DataFrame) -> tuple[Cell, ...]:
    """Both readings as cells; of one of two numbers as such."""
    if same["is_either"].any():
        return tuple(labels.Either(*ends) for ends in records(same))
    return cells(spans(same))


def _row_name(row: dict, language: str) -> str:
    named = phrases.name(row, language)
    if row["quantity"] == PEOPLE:
        return named
    return say("class_row", language, name=phrases.class_name(row, language), grade=labels.inside(named))


def _total_rows(
    totals: pd.DataFrame, several: bool, has_classes: bool, language: str
) -> Iterator[tuple[tuple[Cell, ...], dict[str, str]]]:
    """What the levels of each source add up to, in attendances, and the people that these are; each with its codes."""
    rows = totals[totals["condition"] != "nobody_twice_other"]
    for (source, _, condition), same in rows.groupby(["source_code", "quantity", "condition"], sort=False):
        said = say(f"all_{condition or 'attendances'}", language)
        blank = (Special.NOT_APPLICABLE,)
        unit = "person" if same["quantity"].iloc[0] == PEOPLE else "attendance"
        codes = coded.row(same.iloc[0], language, measure_code=same["quantity"].iloc[0], unit_code=unit, level_code=ALL)
        yield (said, *([common.name(source, language)] if several else []), *blank, *cells(spans(same)),
               *(blank * has_classes), *blank), codes  # fmt: skip
