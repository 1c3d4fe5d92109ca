"""The words, the chart and the table of the figures of a bulletin against a register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.charts import words
from analysis.charts.composed import rows as chart
from analysis.charts.composed.rows import Bar, Row
from analysis.data import register_counts
from analysis.measures import audit, frames
from analysis.measures.audit.against import AGREES, CONTRADICTS, OPEN
from analysis.pages.blocks import ChartBlock, Footer, Prose, Tile, Tiles, Title, alt
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import coded, common
from analysis.reports.register_pages import about as of
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS

NAME = "bulletin_against_register"
say = labels.section(NAME)
_VERDICTS = (AGREES, OPEN, CONTRADICTS)
Figure = dict[str, dict[str, Any]]  # the rows of one figure by reading


def _figures(matches: pd.DataFrame) -> list[Figure]:
    groups = matches.groupby(["source_code", "statement_code"], sort=False)
    return [{row["reading"]: row for row in rows.to_dict("records")} for _, rows in groups]


def _counted(matches: pd.DataFrame) -> dict[str, int]:
    """How many figures have each verdict under the literal reading, which says what is certain."""
    counted = Counter(matches.loc[matches["reading"] == "literal", "verdict"])
    return {verdict: counted[verdict] for verdict in _VERDICTS}


def _of(key: str, count: int) -> str:
    """The key of a sentence whose verb is that of a count."""
    return f"{key}_one" if count == 1 else key


def _names(codes: Iterable[str], language: str) -> str:
    return ", ".join(labels.code("class", code, language) for code in dict.fromkeys(codes))


@common.marked
def title(matches: pd.DataFrame, statements: pd.DataFrame, about: of.About, language: str) -> Title:
    """The finding, and what is compared with what; ``statements`` are those of the matches."""
    register = of.title(about, language)
    if matches.empty:
        return Title(language, *(say(key, language, register=register) for key in ("title_none", "lede_none")),
                     facts=of.facts(about))  # fmt: skip
    counts = _counted(matches)
    counts["all"] = sum(counts.values())
    key, first = ("title_bad", CONTRADICTS) if counts[CONTRADICTS] else ("title", AGREES)
    headline = say(_of(key, counts[first]), language, **counts)
    sources = ", ".join(common.about_source(code, language)["producer"] for code in statements["source_code"].unique())
    lede = say("lede", language, source=sources, name=_names(matches["class_code"], language), register=register)
    if made := sorted(set(matches.loc[matches["is_made_to_agree"], "class_code"])):
        lede = f"{say('lede_made', language, name=_names(made, language))} {lede}"
    return Title(language, of.headed(headline, about, language), lede, numbers=tuple(counts.values()),
                 facts=of.facts(about, is_contradicted=counts[CONTRADICTS] > 0))  # fmt: skip


@common.marked
def tiles(matches: pd.DataFrame, language: str) -> Tiles | None:
    """A tile a verdict; None without a figure."""
    if matches.empty:
        return None
    counts = _counted(matches)
    made = tuple(
        Tile(labels.number(count, language), say(_of(f"tile_{verdict}", count), language),
             say(f"tile_{verdict}_why", language))
        for verdict, count in counts.items()
    )  # fmt: skip
    return Tiles(language, made, numbers=tuple(counts.values()))


@common.marked
def figures(matches: pd.DataFrame, statements: pd.DataFrame, about: of.About, language: str) -> ChartBlock | None:
    """What the print allows and what the register shows, figure by figure; None without a figure."""
    if matches.empty:
        return None
    made, counts = _figures(matches), _counted(matches)
    several = matches["class_code"].nunique() > 1
    where = f"“{_names(matches['class_code'], language)}”, {common.dated(statements['date'], language)}"
    most = matches["class_size"].max()
    size = 0 if pd.isna(most) else int(most)
    table = _table(made, size, several, about, language)
    drawn = [_row(figure, several, language) for figure in made]
    return ChartBlock(
        key="figures",
        language=language,
        headline=say("figures_headline_open" if counts[OPEN] else "figures_headline", language, open=counts[OPEN],
                     all=len(made)),
        subtitle=say("figures_subtitle", language, where=where),
        draw=lambda narrow: chart.draw(drawn, language, narrow, say("axis", language), end=size or None),
        alt=alt(say("figures_alt", language), table, language),
        table=table,
        sources=(*common.source_line(statements, language), *of.source(about, language)),
        note=(say("figures_note", language),) if matches["is_suppressed"].any() else (),
        numbers=(counts[OPEN], len(made)),
    )  # fmt: skip


def _subject(figure: Figure, several: bool, language: str) -> str:
    """What a figure counts, in words; of several classes, whose."""
    row = figure["literal"]
    subject = audit.subject_of(row["measure_code"], tuple(frames.split(row["grade_codes"])), language)
    return f"{labels.code('class', row['class_code'], language)}: {subject}" if several else subject


def _row(figure: Figure, several: bool, language: str) -> Row:
    spans = {reading: _ends(row) for reading, row in figure.items() if row["is_allowed_known"]}
    bars = chart.bars(spans, lambda _, low, high: (low, high, labels.span(low, high, language))) if spans else ()
    row = figure["literal"]
    if row["is_counted"]:
        low, high = _ends(row, "registered_")
        text = labels.span(low, high, language)
        text = text if low == high else f"{Special.CONFIDENTIAL.value} {text}"
        bars += (Bar(low, high, text, "count"),)
    verdict = say(f"verdict_{row['verdict']}", language)
    return Row(_subject(figure, several, language), f"{words.cited(row['cited'], language)} · {verdict}", bars)


def _ends(row: dict[str, Any], prefix: str = "") -> tuple[int, int | None]:
    low, high = frames.ends(row, f"{prefix}low", f"{prefix}high")
    return low or 0, high


def _table(made: list[Figure], size: int, several: bool, about: of.About, language: str) -> ReportTable:
    columns = [
        Column("what", say("column_what", language)),
        Column("printed", say("column_printed", language), "quote"),
        Column("alone", say("column_alone", language)),
        Column("register", say("column_register", language), "count", codes={"condition": "in_register"}),
        Column("range", say("column_range", language), "span", codes={"condition": "in_register"}),
    ]
    for reading in READINGS:
        columns.append(Column(reading, say(f"column_{reading}", language), "span", codes={"reading": reading}))
        columns.append(Column(f"{reading}_verdict", say(f"column_{reading}_verdict", language)))
    lines = tuple(_line(figure, several, language) for figure in made)
    keys = tuple(_codes(figure["literal"], about, language) for figure in made)
    return ReportTable(say("figures_caption", language, learners=size), tuple(columns), lines, keys=keys)


def _codes(row: dict[str, Any], about: of.About, language: str) -> dict[str, str]:
    """What a figure is in codes."""
    subject = coded.subject(row)
    return coded.row(row, language, **subject, unit_code="person", register_code=about["register"])


def _line(figure: Figure, several: bool, language: str) -> tuple[Cell, ...]:
    row = figure["literal"]
    registered: Cell = Special.UNAVAILABLE
    if row["is_counted"]:
        registered = Special.CONFIDENTIAL if row["is_suppressed"] else int(row["registered_low"])
    alone = labels.word(f"verdict.{row['alone']}", language)
    verdicts = (
        cell
        for row in figure.values()
        for cell in (_span(row, row["is_allowed_known"]), say(f"verdict_{row['verdict']}", language))
    )
    printed = words.cited(row["cited"], language)
    span = _span(row, row["is_counted"], "registered_")
    return _subject(figure, several, language), printed, alone, registered, span, *verdicts


def _span(row: dict[str, Any], is_known: bool, prefix: str = "") -> Cell:
    if not is_known:
        return Special.UNAVAILABLE
    low, high = _ends(row, prefix)
    return Special.NOT_APPLICABLE if high is not None and low > high else common.cell((low, high))


@common.marked
def reading(matches: pd.DataFrame, language: str) -> Prose:
    """How a verdict is made, and what protection costs."""
    keys = ["verdicts", "alone", *(["hidden"] if matches["is_suppressed"].any() else []), "base"]
    return Prose(language, say("reading_heading", language), tuple(say(f"reading_{key}", language) for key in keys))


@common.marked
def footer(title: Title, statements: pd.DataFrame, about: of.About, language: str) -> Footer:
    """Sources, method, edition; ``title`` is the block of the page, for the citation. Call it last."""
    sources = (*statements["source_code"].unique(), f"{register_counts.PREFIX}{about['register']}")
    foot = common.footer(NAME, title, language, sources)
    return replace(foot, method=f"{foot.method} {of.protection(about, language)}")
