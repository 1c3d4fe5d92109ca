"""The classes side by side: the chart of the closings, and the table of every class of a page on several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.charts.composed import closings as chart
from analysis.charts.composed.grades import quantity_name
from analysis.measures import grades
from analysis.measures.frames import chosen, whole
from analysis.pages.blocks import ChartBlock, TableBlock, alt
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.reports.grade_distribution import bars, phrases
from analysis.reports.grade_distribution.opening import TOP, conflicting
from analysis.reports.grade_distribution.phrases import KEY, Key, say
from analysis.vocabulary import labels, reference
from analysis.vocabulary.figures import READINGS

Ends = tuple[Fraction, Fraction]
# The columns in their order, as far as a class of the report speaks of them; finer cuts are in its own report.
ORDER = (
    "good_up", "very_good_up", "excellent", "very_good", "good", grades.BELOW, "pass", "fail", grades.COMMENDED,
)  # fmt: skip


@common.marked
def closings(
    statements: pd.DataFrame, compared: pd.DataFrame, bounds: pd.DataFrame, language: str
) -> ChartBlock | None:
    """The classes side by side, that of a page on one in bold; None where there is nothing to compare."""
    names = phrases.names(compared, language)
    if len(names) < 2:
        return None
    focus = [tuple(bounds[KEY].iloc[0])] if phrases.of_one(bounds) else []
    listed = chart.closings(compared, names, language, focus)
    made = _table(compared, listed, language)
    text, numbers = headline(compared, bounds, language)
    return ChartBlock(
        key="closings",
        language=language,
        headline=text,
        subtitle=_subtitle(compared, bounds, language),
        draw=partial(chart.draw, listed, language),
        alt=alt(say("closings_alt", language, count=len(listed)), _drawn(made), language),
        table=made,
        sources=common.source_names(statements.merge(compared[KEY].drop_duplicates()), language),
        note=(*_readings(compared, bounds, language), *_notes(listed, language)),
        numbers=numbers,
    )


def _readings(compared: pd.DataFrame, bounds: pd.DataFrame, language: str) -> list[str]:
    """What the two readings are, where they part a class that is drawn and no word of the page's classes says it."""
    ends = ["share_low", "share_high"]
    apart = compared.groupby([*KEY, "quantity"])[ends].nunique(dropna=False).gt(1).any(axis=None)
    return [say("note_readings", language)] if apart and not bounds["is_read_twice"].any() else []


def headline(compared: pd.DataFrame, bounds: pd.DataFrame, language: str) -> tuple[str, tuple[int, ...]]:
    """The finding in a few words, and the numbers of classes that it counts."""
    if not phrases.of_one(bounds):
        count, against = len(compared[KEY].drop_duplicates()), len(conflicting(bounds))
        key = "closings_conflict" if against else "closings_agree"
        return say(key, language, count=count, conflicts=against), (against,)
    name, (share, others) = phrases.class_name(bounds, language), _shares(compared, bounds)
    if share is None:
        return say("closings_silent", language, name=name), ()
    if not bounds["is_consistent"].all():
        return say("closings_doubt", language, name=name, share=phrases.between(share, language)), ()
    if not others:
        return say("closings_alone", language, name=name), ()
    above, below, unplaced = placed(share, others)
    if unplaced and share[0] < share[1]:
        return _unranked(name, share, {"above": above, "below": below}, len(others), language)
    key = "closings_exact" if not unplaced else "closings_least" if above else "closings_none"
    counts = {"above": above, "others": len(others), "unplaced": unplaced}
    return say(key, language, name=name, **counts), tuple(counts.values())


def _unranked(
    name: str, share: Ends, certain: dict[str, int], others: int, language: str
) -> tuple[str, tuple[int, ...]]:
    """The headline of a class that cannot be placed among all others: what is certain all the same, then its share."""
    stated = {key: count for key, count in certain.items() if count}
    said = [say(f"closings_{key}", language, count=count, others=others) for key, count in stated.items()]
    values = {"name": name, "share": phrases.between(share, language)}
    made = [
        say("closings_partly", language, certain=phrases.listed(some, language), **values)
        for some in (said, said[:1])
        if some
    ]
    return phrases.brief(*made, say("closings_unranked", language, **values)), (*stated.values(), others)


def placed(share: Ends, others: Sequence[Ends | None]) -> tuple[int, int, int]:
    """How many other shares are certainly larger than one, how many certainly not, and how many cannot be placed.

    A share is its least and its greatest possible value, None where nothing is said of it.

    >>> half, third = Fraction(1, 2), Fraction(1, 3)
    >>> placed((third, third), [(half, half), (third, third), (Fraction(0), half), None])
    (1, 1, 2)
    """
    ends = [other for other in others if other is not None]
    above = sum(low > share[1] for low, _ in ends)
    below = sum(high <= share[0] for _, high in ends)
    return above, below, len(others) - above - below


def _shares(compared: pd.DataFrame, bounds: pd.DataFrame) -> tuple[Ends | None, list[Ends | None]]:
    """The share very good or better of the one class of a page, and those of the others of its group; None for none."""
    rows, focus = chosen(compared[compared["quantity"] == TOP]).set_index(KEY), tuple(bounds[KEY].iloc[0])
    if focus not in rows.index:
        return None, []
    like = rows[rows["names_excellent"] == rows.loc[[focus], "names_excellent"].iloc[0]]
    shares = {key: None if pd.isna(row["share_low"]) else chart.shares_of(row) for key, row in like.iterrows()}
    return shares.pop(focus), list(shares.values())


def _subtitle(compared: pd.DataFrame, bounds: pd.DataFrame, language: str) -> str:
    classes = compared.drop_duplicates(KEY)
    said = [say("closings_sub", language, count=len(classes), years=common.dated(classes["date"], language))]
    if phrases.of_one(bounds) and bounds["is_consistent"].all():
        first = chosen(bounds).iloc[0]
        share, others = _shares(compared, bounds)
        key = "closings_named" if first["names_excellent"] else "closings_unnamed"
        read = say(f"read_{first['reading']}", language)
        said += [say(key, language, read=read)] if others and share is not None else []
    return " ".join(said)


def _table(compared: pd.DataFrame, listed: list[chart.Closing], language: str) -> ReportTable:
    """The learners and both cuts of every class in the order of the chart, both readings, and where it was printed."""
    columns = [
        Column("class", say("column_class", language)),
        Column("learners", say("column_learners", language), "span"),
        Column("names_excellent", say("column_excellent", language)),
    ]
    for cut in chart.CUTS.values():
        for reading in READINGS:
            words = {
                "cut": labels.word(f"closings.{cut}", language),
                "reading": labels.word(f"reading.{reading}", language),
            }
            columns.append(Column(f"{cut}_{reading}", say("column_cut", language, **words), "span"))
            columns.append(Column(f"{cut}_{reading}_share", say("column_cut_share", language, **words), "share_span"))
    by_class = dict(iter(compared.groupby(KEY, sort=False)))
    rows = {one.key: _row(one, by_class[one.key], language) for one in listed}
    caption, focus = say("closings_caption", language, count=len(rows)), [one.key for one in listed if one.is_focus]
    return _traced(compared, columns, rows, caption, focus, language)


def _drawn(table: ReportTable) -> ReportTable:
    """Of the table what the drawing shows as numbers: the classes and their bounds."""
    kept = [0, *(at for at, column in enumerate(table.columns) if column.kind in ("span", "share_span"))]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows)


def _row(one: chart.Closing, rows: pd.DataFrame, language: str) -> list[Cell]:
    by_quantity = {(row["quantity"], row["reading"]): row for row in rows.to_dict("records")}
    cells: list[Cell] = [one.name, bars.span(rows.iloc[0], "total_"), common.answer(one.names_excellent, language)]
    for quantity in chart.CUTS:
        for reading in READINGS:
            row = by_quantity.get((quantity, reading))
            cells += [Special.UNAVAILABLE] * 2 if row is None else [bars.span(row), bars.shares(row)]
    return cells


def _traced(
    frame: pd.DataFrame, columns: list[Column], rows: dict[Key, list[Cell]], caption: str, focus: Iterable[Key],
    language: str,
) -> ReportTable:  # fmt: skip
    """A table of classes: which contradict themselves, if any does, where each was printed, links to the others."""
    against, dates = conflicting(frame), frame.drop_duplicates(KEY).set_index(KEY)["date"]
    marks = [Column("contradiction", say("column_contradiction", language))] if against else []
    source = Column("source", say("column_source", language))
    made = tuple(
        (*cells, *(common.answer(key in against, language) for _ in marks),
         phrases.printed_in(*key, dates[key], language))
        for key, cells in rows.items()
    )  # fmt: skip
    links = {cells[0]: key[1] for key, cells in rows.items() if key not in focus}
    return ReportTable(caption, (*columns, *marks, source), made, links)


def _notes(listed: list[chart.Closing], language: str) -> Iterator[str]:
    yield say("note_groups", language)
    for key, between in (("note_rings", False), ("note_rings_between", True)):
        against = [one.name for one in listed if not one.is_consistent and _is_between(one) == between]
        if against:
            yield say(key, language, names=phrases.listed(against, language))
    drawn = [one.of(cut) for one in listed for cut in chart.CUTS if one.is_consistent]
    if any(low < high for spans in drawn for _, (low, high) in spans):
        yield say("note_strips", language)
    if any(not one.of(cut) for one in listed for cut in chart.CUTS):
        yield say("note_missing", language)


def _is_between(one: chart.Closing) -> bool:
    """Whether the rings of a class that contradicts itself are ends, and not the only two values."""
    return any(share[0] < share[1] and not isinstance(share, labels.Either) for share in one.shares.values())


@common.marked
def every_class(checked: pd.DataFrame, bounds: pd.DataFrame, language: str) -> TableBlock | None:
    """Every class with its grades under the reading of the page, in the order of the chart; None for one or none."""
    if bounds.empty or phrases.of_one(bounds):
        return None
    names, rows = phrases.names(bounds, language), chosen(bounds)
    cuts = bounds[bounds["quantity"].isin(chart.CUTS) & bounds["is_stated"]]
    order = [one.key for one in chart.closings(cuts, names, language)]
    used = [quantity for quantity in ORDER if rows.loc[rows["quantity"] == quantity, "is_shown"].any()]
    columns = [
        Column("class", say("column_class", language)),
        Column("learners", say("column_learners", language), "span"),
        *(Column(key, _heading(key, language), "span") for key in used),
    ]
    by_class = {key: of_class.set_index("quantity") for key, of_class in rows.groupby(KEY, sort=False)}
    cells = {key: [names[key], bars.span(by_class[key].iloc[0], "total_"),
                   *(_cell(by_class[key], quantity) for quantity in used)] for key in order}  # fmt: skip
    years, reading = common.dated(rows.drop_duplicates(KEY)["date"], language), rows["reading"].iloc[0]
    words = {"count": len(order), "read": say(f"read_{reading}", language), "years": years}
    counts_awards = (rows["condition"] == grades.EACH_BODY_ONCE).any()
    return TableBlock(
        key="classes",
        language=language,
        headline=say(f"every_headline_{reading}", language, **words),
        subtitle=say("every_sub", language, **words),
        table=_traced(bounds, columns, cells, say("every_caption", language, **words), (), language),
        sources=common.source_names(checked, language),
        note=(say("every_note_awards", language),) if counts_awards else (),
    )


def _heading(quantity: str, language: str) -> str:
    """A short heading: in a table of all grades a single one needs no word that sets it apart."""
    single = quantity in reference.grades()
    return labels.word(f"grade.{quantity}", language) if single else phrases.plain(quantity_name(quantity, language))


def _cell(rows: pd.DataFrame, quantity: str) -> Cell:
    """A grade outside the scale is not applicable; what the text does not speak of is not available."""
    if quantity not in rows.index:
        return Special.UNAVAILABLE
    row, cut = rows.loc[quantity], "good_up" if quantity == grades.BELOW else quantity
    if quantity == "excellent" and not row["names_excellent"] and whole(row["high"]) == 0:
        return Special.NOT_APPLICABLE
    return bars.span(row) if cut in rows.index and rows.at[cut, "is_stated"] else Special.UNAVAILABLE
