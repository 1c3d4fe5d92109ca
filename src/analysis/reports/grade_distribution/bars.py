"""The chart of one class: learners at each cut and grade, with its words and its table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd

from analysis.charts import words
from analysis.charts.composed import closings
from analysis.charts.composed import grades as chart
from analysis.measures.grades import COMMENDED, quantities
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.reports.grade_distribution import doubts, phrases, unsaid
from analysis.reports.grade_distribution.facts import Facts
from analysis.reports.grade_distribution.phrases import say
from analysis.reports.grade_distribution.remarks import remarks
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS


def block(facts: Facts) -> ChartBlock | None:
    """The interval bars of the one class of a report; None for a report of several."""
    if not facts.single:
        return None
    key, frame = facts.focus[0], facts.distribution
    frame = frame[frame["quantity"].isin([quantity for quantity, *_ in facts.telling])]
    values = {"name": facts.dated_name, "total": phrases.total(frame.iloc[0], facts.language)}
    statements, remarked = facts.statements_of(key), [*doubts.clashes(facts), *remarks(facts)]
    return ChartBlock(
        key="grades",
        language=facts.language,
        headline=headline(facts),
        subtitle=say("grades_sub", facts.language, **values),
        draw=partial(_draw, frame, facts.language),
        alt=alt(facts),
        table=table(facts),
        sources=common.source_line(statements[statements["class_code"] == key[1]], facts.language),
        note=(*_notes(facts), *(text for text, _ in remarked)),
        numbers=tuple(number for _, stated in remarked for number in stated),
    )


def _draw(frame: pd.DataFrame, language: str, narrow: bool) -> object:
    return chart.draw(frame, language, narrow)


def headline(facts: Facts) -> str:
    """The finding of the chart in a few words."""
    rows = facts.read()
    graded = [row for key, row in rows.iterrows() if key != COMMENDED and not row["is_implied"]]
    open_rows = [row for row in graded if not phrases.is_exact(row)]
    telling = [row for row in open_rows if phrases.settles(row)]
    if all(row["is_cut_off"] for row in graded):
        return say("why_cut_off", facts.language)
    if not facts.is_consistent:
        return _doubtful(graded, facts)
    if not open_rows:
        return _sentence("grades_settled" if _is_settled(rows) else "grades_partly", graded[0], facts)
    stated = [row for row in graded if row["printed"] and not row["is_cut_off"]]
    sure = next((row for row in stated if row["low"] > 0), None)
    never = next((row for row in stated if row["low"] == 0 and not phrases.is_exact(row)), None)
    plain = (
        _sentence("grades_open", telling[0], facts)
        if telling
        else say("title_nothing", facts.language, name=facts.name)
    )
    if sure is None or never is None:
        return plain
    values = {
        "sure": phrases.noun(sure["quantity"], facts.language),
        "never": phrases.noun(never["quantity"], facts.language),
    }
    return phrases.brief(say("grades_guarantee", facts.language, low=int(sure["low"]), **values), plain)


def _doubtful(graded: list[pd.Series], facts: Facts) -> str:
    """The finding of a contradiction: a printed number, and what the other figures leave of it."""
    doubted = list(filter(doubts.in_doubt, graded))
    first = next((row for row in doubted if phrases.is_exact(row)), None)
    if first is not None:
        return _sentence("grades_doubt", first, facts, aside=doubts.aside(first, facts.language))
    first = next((row for row in [*doubted, *graded] if not phrases.is_exact(row)), graded[0])
    quoted = words.quoted(first["printed"], first["source_code"], facts.language)
    return _sentence("grades_no_fit" if pd.isna(first["low"]) else "grades_conflict", first, facts, quoted=quoted)


def _sentence(key: str, row: pd.Series, facts: Facts, **more: str) -> str:
    language = facts.language
    values = more | {"count": phrases.count(row, language), "total": phrases.total(row, language)}
    return phrases.brief(say(key, language, noun=phrases.noun(row["quantity"], language), **values))


def _is_settled(rows: pd.DataFrame) -> bool:
    """Whether the grades that the text names count every learner."""
    single = rows[rows.index.isin([key for key in quantities() if not key.endswith("_up")])]
    return not single.empty and int(single["low"].sum()) == phrases.whole(single.iloc[0]["total_high"])


def alt(facts: Facts) -> str:
    """What is drawn, and every number of both readings."""
    language, agreed, parted = facts.language, [], {reading: [] for reading in READINGS}
    silent, unfit, cut_off, aside = [], [], [], []
    for quantity, literal, usual in facts.telling:
        name = phrases.row_name(quantity, language)
        if doubts.leaves_other(literal):
            aside.append(f"{name} {doubts.aside(literal, language)}")
        if phrases.ends(literal)[0] is None:
            (cut_off if literal["is_cut_off"] else unfit if literal["printed"] else silent).append(name)
        elif phrases.ends(literal) == phrases.ends(usual):
            agreed.append(f"{name} {phrases.count(literal, language)}")
        else:
            for reading, row in zip(READINGS, (literal, usual), strict=True):
                parted[reading].append(f"{name} {phrases.count(row, language)}")
    total = phrases.total(facts.distribution.iloc[0], language)
    said = [say("grades_alt", language, total=total)]
    parts = {**{f"alt_{reading}": items for reading, items in parted.items()}, "alt_both": agreed, "alt_aside": aside}
    parts |= {"alt_no_fit": unfit, "alt_cut_off": cut_off, "alt_silent": silent}
    said += [say(key, language, items=labels.joined(items)) for key, items in parts.items() if items]
    return " ".join(said)


def table(facts: Facts) -> ReportTable:
    """The least and greatest count and share of each quantity, both readings; once where they agree throughout."""
    language, used = facts.language, _readings(facts)
    columns = [
        Column("quantity", say("column_grade", language)),
        Column("printed", say("column_printed", language), "quote"),
    ]
    for reading in used:
        word = labels.word(f"reading.{reading}", language) if len(used) > 1 else say("column_both", language)
        word = phrases.sentence(word)
        columns.append(Column(reading, word, "span"))
        columns.append(Column(f"{reading}_share", say("column_share", language, reading=word), "share_span"))
    more = _more(facts)
    columns += more
    rows = [(*_everyone(facts), *(Special.NOT_APPLICABLE for _ in more))]
    for quantity, *readings in facts.telling:
        cells = [cell for row in readings[: len(used)] for cell in (span(row), shares(row))]
        cells += [_beyond(column.key, readings, language) for column in more]
        rows.append((chart.quantity_name(quantity, language), _printed(facts, readings[0]["printed"]), *cells))
    total = phrases.total(facts.distribution.iloc[0], language)
    return ReportTable(say("grades_caption", language, total=total), tuple(columns), tuple(rows))


def _readings(facts: Facts) -> tuple[str, ...]:
    """The readings that need columns: the first alone where the other says the same of every row."""
    made = [(span(row, "total_"), span(row), shares(row)) for _, *both in facts.telling for row in both]
    return READINGS[:1] if made[::2] == made[1::2] else READINGS


def _more(facts: Facts) -> list[Column]:
    """The columns that only a contradiction or a clash needs."""
    rows = [row for _, *readings in facts.telling for row in readings]
    aside = Column("aside", say("column_aside", facts.language), "span")
    fallen = Column("convention", say("column_convention", facts.language))
    needed = any(map(doubts.leaves_other, rows)), any(row["falls_back"] for row in rows)
    return [column for column, is_needed in zip((aside, fallen), needed, strict=True) if is_needed]


def _beyond(name: str, readings: list[pd.Series], language: str) -> Cell:
    """What the others leave of a number in doubt, or whether the convention is not applied to the words."""
    if name == "aside":
        ends = chart.aside(readings[0])
        return Special.NOT_APPLICABLE if ends is None else (ends[0], Special.NO_LIMIT if ends[1] is None else ends[1])
    falls_back = any(row["falls_back"] for row in readings)
    return say("convention_not_applied", language) if falls_back else Special.NOT_APPLICABLE


def _printed(facts: Facts, printed: Iterable[str]) -> Cell:
    """The printed words of a row as a cell."""
    return "; ".join(words.each_quoted(printed, facts.focus[0][0], facts.language)) or Special.UNAVAILABLE


def _everyone(facts: Facts) -> tuple[Cell, ...]:
    """The row of all the learners, as far as the text gives their number."""
    rows, cells = facts.statements_of(facts.focus[0]), []
    graded = rows[(rows["measure_code"] == "graded") & (rows["class_code"] == facts.focus[0][1])]
    printed = _printed(facts, rows.loc[rows["statement_code"].isin(graded["base"]), "printed"])
    for reading in _readings(facts):
        row = facts.read(reading).iloc[0]
        low, high = phrases.whole(row["total_low"]), phrases.whole(row["total_high"])
        size = Special.UNAVAILABLE if low is None else (low, Special.NO_LIMIT if high is None else high)
        cells += [size, (1, 1)]
    return labels.word("quantity.all", facts.language), printed, *cells


def span(row: pd.Series, cut: str = "") -> Cell:
    """The ends of a count as a cell, in a row of closings those of a cut with its prefix."""
    low, high = row[f"{cut}low"], row[f"{cut}high"]
    if pd.isna(low):
        return Special.UNAVAILABLE
    if pd.isna(high):
        return int(low), Special.NO_LIMIT
    return labels.Either(int(low), int(high)) if row.get(f"{cut}is_either") else (int(low), int(high))


def shares(row: pd.Series, cut: str = "") -> Cell:
    """The ends of a share as a cell, in a row of closings those of a cut with its prefix."""
    return Special.UNAVAILABLE if pd.isna(row[f"{cut}share_low"]) else closings.shares_of(row, cut)


def _notes(facts: Facts) -> list[str]:
    language, notes = facts.language, []
    both = facts.telling
    if any(not phrases.is_exact(literal) and phrases.ends(literal)[0] is not None for _, literal, _ in both):
        notes.append(say("note_solid", language))
    for quantity, literal, usual in both:
        is_ceiling = phrases.ends(literal)[0] == 0 and not phrases.is_exact(literal)
        if literal["printed"] and is_ceiling and phrases.ends(usual)[0]:
            values = {
                "noun": phrases.noun(quantity, language),
                "quoted": words.quoted(literal["printed"], literal["source_code"], language),
            }
            notes.append(say("note_ceiling", language, low=int(usual["low"]), **values))
    if any(phrases.ends(literal) == phrases.ends(usual) for _, literal, usual in both):
        notes.append(say("note_agreed", language))
    if any(doubts.leaves_other(literal) for _, literal, _ in both):
        notes.append(say("note_doubt", language))
    if unsaid.leaves_base_open(facts):
        notes.append(say("note_base", language))
    notes += _of_commended(facts)
    if facts.lacks_excellent and "very_good" in {quantity for quantity, *_ in both}:
        notes.append(say("note_no_excellent", language))
    return notes


def _of_commended(facts: Facts) -> list[str]:
    """The conditions under which the row of those commended counts people, and its share is one of the learners."""
    row, language = facts.read().loc[COMMENDED], facts.language
    if phrases.ends(row)[0] is None:
        return []
    values = {"count": phrases.count(row, language), "total": phrases.total(row, language)}
    keys = ["note_awards"] if facts.counts_awards(facts.focus[0]) else []
    keys += ["note_commended_share"] if phrases.bounds_share(row) else []
    return [say(key, language, **values) for key in keys]
