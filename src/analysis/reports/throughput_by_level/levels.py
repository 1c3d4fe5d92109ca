"""People at each level, with what was planned: the first chart and its table."""

from __future__ import annotations

import pandas as pd

from analysis.charts.composed import levels as drawing
from analysis.measures import frames
from analysis.measures.throughput import Assumptions
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import Cell, ReportTable
from analysis.reports import coded, common
from analysis.reports.throughput_by_level import condition, notes, plan_words
from analysis.reports.throughput_by_level.parts import (
    cells,
    column,
    count,
    headline,
    how,
    level,
    people,
    quote,
    reading,
    records,
    say,
    spans,
    where,
)  # fmt: skip
from analysis.vocabulary.reference import ALL


@common.marked
def levels(
    levels: pd.DataFrame, plans: pd.DataFrame, groups: pd.DataFrame, statements: pd.DataFrame, assume: Assumptions,
    level_code: str, language: str,
) -> ChartBlock | None:  # fmt: skip
    """People trained at each level; None where nothing is printed, and on the page of a level with one number."""
    if not is_drawn(levels, level_code):
        return None
    frame, one, planned = _printed(levels), level_code != ALL, plan_words.largest_first(plans)
    table = _table(frame, plans, language)
    marks = how(bool(frame["high"].isna().any()), bool(len(planned)), reading(frame), language)
    named = frame.assign(source_name=[common.name(code, language) for code in frame["source_code"]])
    return ChartBlock(
        key="levels", language=language,
        headline=_headline(frame, level_code, language),
        subtitle=say("level_subtitle" if one else "levels_subtitle", language,
                     where=where(frame["source_code"], language), how=marks),
        draw=lambda narrow: drawing.draw(named, planned, language, narrow, "level_short" if one else "level"),
        alt=alt(say("levels_alt", language), table, language),
        table=table,
        sources=(*common.source_line(_planned(statements, planned), language),
                 *common.printed_by(frame, statements, language)),
        note=(*notes.levels(frame, planned, groups, level_code, language),
              *condition.sentence(frames.chosen(frame), language, "holds_drawn")),
        working=common.workings(_alone(frame, groups, statements), assume.tolerance, language),
    )  # fmt: skip


def _alone(frame: pd.DataFrame, groups: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """The statements of which each gives the number of a level by itself."""
    rows = frame[~frame["printed"].str.contains(frames.SEPARATOR, regex=False)]
    own = groups.merge(rows[["source_code", "level_code"]].drop_duplicates())
    return statements.merge(own[["source_code", "statement_code"]].drop_duplicates())


def is_drawn(levels: pd.DataFrame, level_code: str) -> bool:
    """Whether there is a chart: of all levels where any people are printed, of one where they are no single number."""
    frame = _printed(levels)
    return not frame.empty and (level_code == ALL or not frame["reason_code"].eq("exact").all())


def _printed(levels: pd.DataFrame) -> pd.DataFrame:
    rows = people(levels)
    return rows[rows["low"].notna()]


def _planned(statements: pd.DataFrame, plans: pd.DataFrame) -> pd.DataFrame:
    """The statements of some plans."""
    wanted = plans[["plan_source_code", "level_code"]].rename(columns={"plan_source_code": "source_code"})
    return statements[statements["measure_code"] == "planned"].merge(wanted.drop_duplicates())


def _headline(frame: pd.DataFrame, level_code: str, language: str) -> str:
    """Of which level most is certain; on the page of a level, why it is no single number."""
    rows = frames.chosen(frame).sort_values(["low", "level_code"], ascending=[False, True])
    (low, high), *others = records(rows)
    name = level(rows["level_code"].iloc[0], language)
    if level_code != ALL:
        key = f"level_headline_{rows['reason_code'].iloc[0]}"
        return headline(key, language, low=low, **({} if high is None else {"high": high}))
    if high is None:
        return headline("levels_headline_open", language, level=name, low=low)
    persons = count("person", (low, high), language)
    if not others:
        return headline("levels_headline_one", language, level=name, persons=persons)
    largest = all(most is not None and most <= low for _, most in others)
    key = "levels_headline" if largest else "levels_headline_certain"
    return headline(key, language, level=name, low=low, persons=persons)


def _table(frame: pd.DataFrame, plans: pd.DataFrame, language: str) -> ReportTable:
    """A row for each level, and below it what was planned, where any plan names one of them."""
    several = [column("source", language)] if frame["source_code"].nunique() > 1 else []
    what = [column("what", language)] if len(plans) else []
    columns = (column("level", language), *several, *what, column("printed", language, "quote"),
               column("literal", language, "span"), column("conventional", language, "span"))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    keys: list[dict[str, str]] = []
    for source, code, same in drawing.by_level(frame):
        head = (level(code, language), *([common.name(source, language)] if several else []))
        actual = (say("actual_row", language),) if what else ()
        rows.append((*head, *actual, quote(same["cited"].iloc[0], language), *cells(spans(same))))
        keys.append(coded.row(same.iloc[0], language, measure_code="people", unit_code="person"))
        planned = plans[(plans["source_code"] == source) & (plans["level_code"] == code)]
        below = list(plan_words.rows(planned, language))
        rows += [(*head, name, printed, *both) for name, printed, both, _ in below]
        keys += [codes for *_, codes in below]
    return ReportTable(say("levels_caption", language), columns, tuple(rows), keys=tuple(keys))
