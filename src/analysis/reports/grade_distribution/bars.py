"""The chart of one class: learners at each cut and grade, with its words and its table."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.charts import words
from analysis.charts.composed import grades as chart
from analysis.charts.composed.closings import shares_of
from analysis.measures import frames
from analysis.measures.frames import ends
from analysis.measures.grades import COMMENDED, EACH_BODY_ONCE, quantities
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import coded, common
from analysis.reports.grade_distribution import doubts, phrases, unsaid
from analysis.reports.grade_distribution.opening import percentage
from analysis.reports.grade_distribution.phrases import say
from analysis.vocabulary import figures, labels
from analysis.vocabulary.figures import Tolerance

FITS = {"truncated": "note_truncated", "adjusted": "note_adjusted", "either": "note_either"}


@common.marked
def grades(
    checked: pd.DataFrame, bounds: pd.DataFrame, clashes: pd.DataFrame, commended: pd.DataFrame, bases: pd.DataFrame,
    tolerance: Tolerance, language: str,
) -> ChartBlock | None:  # fmt: skip
    """The interval bars of one class; None for several, or where nothing is said."""
    drawn = bounds[bounds["is_telling"]]
    if not phrases.of_one(drawn):
        return None
    said = table(checked, bounds, language)
    first, total = bounds.iloc[0], phrases.total(phrases.read(bounds).iloc[0], language)
    date = labels.date(first["date"], language) or labels.say("common.undated", language)
    name = f"{phrases.class_name(bounds, language)}, {date}"
    remarks = [*doubts.clashing(clashes, language), *_not_rounded(checked, language), *_praised(commended, language)]
    open_base = [say("note_base", language)] if unsaid.of_wider_groups(bases, language) else []
    notes = *_notes(bounds, language), *open_base, *_of_commended(bounds, language), *_scale(bounds, language)
    return ChartBlock(
        key="grades",
        language=language,
        headline=headline(bounds, language),
        subtitle=say("grades_sub", language, name=name, total=total),
        draw=partial(chart.draw, drawn, language),
        alt=alt(say("grades_alt", language, total=total), said, language),
        table=said,
        sources=common.source_line(checked[checked["in_focus"]], language),
        note=(*notes, *(text for text, _ in remarks)),
        numbers=tuple(number for _, stated in remarks for number in stated),
        working=_workings(checked, bounds, tolerance, language),
    )


def _workings(checked: pd.DataFrame, bounds: pd.DataFrame, tolerance: Tolerance, language: str) -> tuple[str, ...]:
    """How the shares of the whole class lead to numbers; none where the page reads them otherwise than alone.

    A share whose number of learners is printed, too, needs no working: the number is the answer.
    """
    least, most = frames.ends(bounds.iloc[0], "total_low", "total_high")
    rows = checked[checked["in_focus"] & (checked["class_code"] == bounds["class_code"].iloc[0])]
    is_read_so = bounds["is_consistent"].all() and not bounds[["is_cut_off", "falls_back"]].any(axis=None)
    if least != most or not is_read_so:
        return ()
    wholes = set(rows.loc[rows["printed"] == str(least), "statement_code"])
    is_share, grade = rows["unit_code"] == "percent", rows["grade_code"] + " " + rows["at_or_above"]
    shares = rows[rows["base"].isin(wholes) & is_share & ~grade.isin(grade[~is_share])]
    return common.workings(shares, tolerance, language, dict.fromkeys(shares["statement_code"], least))


def headline(bounds: pd.DataFrame, language: str) -> str:
    """The finding of the chart in a few words."""
    rows = phrases.read(bounds)
    graded = [row for key, row in rows.iterrows() if key != COMMENDED and not row["is_implied"]]
    open_rows = [row for row in graded if not phrases.is_exact(row)]
    if all(row["is_cut_off"] for row in graded):
        return say("why_cut_off", language)
    if not rows["is_consistent"].all():
        return _doubtful(graded, language)
    if not open_rows:
        return _sentence("grades_settled" if _is_settled(rows) else "grades_partly", graded[0], language)
    telling = next((row for row in open_rows if phrases.settles(row)), None)
    plain = (
        say("title_nothing", language, name=phrases.class_name(bounds, language))
        if telling is None
        else _sentence("grades_open", telling, language)
    )
    stated = [row for row in graded if row["printed"] and not row["is_cut_off"]]
    sure = next((row for row in stated if row["low"] > 0), None)
    never = next((row for row in stated if row["low"] == 0 and not phrases.is_exact(row)), None)
    if sure is None or never is None:
        return plain
    nouns = {name: phrases.noun(row["quantity"], language) for name, row in (("sure", sure), ("never", never))}
    return phrases.brief(say("grades_guarantee", language, low=int(sure["low"]), **nouns), plain)


def _doubtful(graded: list[pd.Series], language: str) -> str:
    """The finding of a contradiction: a printed number, and what the other figures leave of it."""
    doubted = [row for row in graded if row["is_doubted"]]
    first = next((row for row in doubted if phrases.is_exact(row)), None)
    if first is not None:
        return _sentence("grades_doubt", first, language, aside=doubts.aside(first, language))
    first = next((row for row in [*doubted, *graded] if not phrases.is_exact(row)), graded[0])
    quoted = words.cited(first["cited"], language)
    return _sentence("grades_no_fit" if pd.isna(first["low"]) else "grades_conflict", first, language, quoted=quoted)


def _sentence(key: str, row: pd.Series, language: str, **more: str) -> str:
    values = more | {"count": phrases.count(row, language), "total": phrases.total(row, language)}
    return phrases.brief(say(key, language, noun=phrases.noun(row["quantity"], language), **values))


def _is_settled(rows: pd.DataFrame) -> bool:
    """Whether the grades that the text names count every learner."""
    single = rows[rows.index.isin([key for key in quantities() if not key.endswith("_up")])]
    return not single.empty and int(single["low"].sum()) == frames.whole(single.iloc[0]["total_high"])


def table(checked: pd.DataFrame, bounds: pd.DataFrame, language: str) -> ReportTable:
    """The least and greatest count and share of each quantity, both readings; once where they agree throughout."""
    shown = phrases.telling(bounds)
    readings = list(dict.fromkeys(row["reading"] for _, *both in shown for row in both))
    used = readings[:1] if _agree([row for _, *both in shown for row in both]) else readings
    columns = [
        Column("quantity", say("column_grade", language)),
        Column("printed", say("column_printed", language), "quote"),
    ]
    for reading in used:
        word = say("column_both", language) if used != readings else labels.word(f"reading.{reading}", language)
        word = phrases.sentence(word)
        codes = {"reading": "" if used != readings else reading}
        share = say("column_share", language, reading=word)
        columns.append(Column(reading, word, "span", codes=codes | {"unit_code": "person"}))
        columns.append(Column(f"{reading}_share", share, "share_span", codes=codes | {"base": "graded"}))
    more = _more([row for _, *both in shown for row in both], language)
    everyone, printed = _everyone(checked, bounds, used, language)
    rows = [everyone + (Special.NOT_APPLICABLE,) * len(more)]
    keys = [class_codes(bounds.iloc[0], language, measure_code="graded", printed=printed)]
    for quantity, *both in shown:
        cells = [cell for row in both[: len(used)] for cell in (span(row), shares(row))]
        cells += [_beyond(column.key, both, language) for column in more]
        rows.append((chart.quantity_name(quantity, language), _printed(both[0]["cited"], language), *cells))
        keys.append(class_codes(both[0], language, **coded.quantity(quantity), printed=both[0]["printed"],
                                condition=both[0]["condition"]))  # fmt: skip
    caption = say("grades_caption", language, total=phrases.total(phrases.read(bounds).iloc[0], language))
    return ReportTable(caption, (*columns, *more), tuple(rows), keys=tuple(keys))


def class_codes(row: pd.Series, language: str, **more: str) -> dict[str, str]:
    """What a row on a class is in codes, with the number of learners that its shares are of, where it is exact."""
    least, most = frames.ends(row, "total_low", "total_high")
    about = row[["source_code", "class_code", "date"]]
    return coded.row(about, language, **coded.of(least if least == most else None), **more)


def _agree(rows: list[pd.Series]) -> bool:
    """Whether both readings say the same of every quantity, so that one needs columns."""
    made = [(span(row, "total_"), span(row), shares(row)) for row in rows]
    return made[::2] == made[1::2]


def _more(rows: list[pd.Series], language: str) -> list[Column]:
    """The columns that only a contradiction or a clash needs."""
    aside = Column("aside", say("column_aside", language), "span",
                   codes={"unit_code": "person", "condition": "other_figures_alone"})  # fmt: skip
    fallen = Column("convention", say("column_convention", language))
    needed = any(not pd.isna(row["aside_low"]) for row in rows), any(row["falls_back"] for row in rows)
    return [column for column, is_needed in zip((aside, fallen), needed, strict=True) if is_needed]


def _beyond(name: str, both: list[pd.Series], language: str) -> Cell:
    """What the others leave of a number in doubt, or whether the convention is not applied to the words."""
    if name == "aside":
        return Special.NOT_APPLICABLE if pd.isna(both[0]["aside_low"]) else span(both[0], "aside_")
    falls_back = any(row["falls_back"] for row in both)
    return say("convention_not_applied", language) if falls_back else Special.NOT_APPLICABLE


def _printed(cited: str, language: str) -> Cell:
    """The printed words of a row as a cell."""
    return "; ".join(words.each_cited(cited, language)) or Special.UNAVAILABLE


def _everyone(
    checked: pd.DataFrame, bounds: pd.DataFrame, used: list[str], language: str
) -> tuple[tuple[Cell, ...], str]:
    """The row of all the learners, as far as the text gives their number, and its words as printed."""
    graded = checked[checked["in_focus"] & (checked["measure_code"] == "graded")]
    whole = checked.loc[checked["statement_code"].isin(graded["base"])]
    sizes = bounds.drop_duplicates("reading").set_index("reading")
    cells = [cell for reading in used for cell in (span(sizes.loc[reading], "total_"), (1, 1))]
    cited, printed = frames.listed(whole["cited"]), frames.listed(whole["printed"])
    return (labels.word("quantity.all", language), _printed(cited, language), *cells), printed


def span(row: pd.Series, prefix: str = "") -> Cell:
    """The ends of a count as a cell; of the learners, or of what is left aside, with the prefix of its columns."""
    pair = ends(row, f"{prefix}low", f"{prefix}high")
    is_either = None not in pair and not prefix and row["is_either"]
    return labels.Either(*pair) if is_either else common.cell(pair)


def shares(row: pd.Series) -> Cell:
    """The ends of a share as a cell."""
    return Special.UNAVAILABLE if pd.isna(row["share_low"]) else shares_of(row)


def _notes(bounds: pd.DataFrame, language: str) -> Iterator[str]:
    """What solid, pale and grey mean where they are drawn, and the ceilings that the words set."""
    shown = phrases.telling(bounds)
    if any(not phrases.is_exact(literal) and not pd.isna(literal["low"]) for _, literal, _ in shown):
        yield say("note_solid", language)
    for quantity, literal, usual in shown:
        is_ceiling = ends(literal)[0] == 0 and not phrases.is_exact(literal)
        if literal["printed"] and is_ceiling and ends(usual)[0]:
            quoted, noun = words.cited(literal["cited"], language), phrases.noun(quantity, language)
            yield say("note_ceiling", language, low=int(usual["low"]), noun=noun, quoted=quoted)
    if any(ends(literal) == ends(usual) for _, literal, usual in shown):
        yield say("note_agreed", language)
    if any(not pd.isna(literal["aside_low"]) for _, literal, _ in shown):
        yield say("note_doubt", language)


def _of_commended(bounds: pd.DataFrame, language: str) -> list[str]:
    """The conditions under which the row of those commended counts people, and its share is one of the learners."""
    rows = phrases.read(bounds)
    if COMMENDED not in rows.index or pd.isna(rows.at[COMMENDED, "low"]):
        return []
    row = rows.loc[COMMENDED]
    values = {"count": phrases.count(row, language), "total": phrases.total(row, language)}
    keys = ["note_awards"] if row["condition"] == EACH_BODY_ONCE else []
    keys += ["note_commended_share"] if phrases.bounds_share(row) else []
    return [say(key, language, **values) for key in keys]


def _scale(bounds: pd.DataFrame, language: str) -> list[str]:
    """That the scale is taken to have no grade excellent, where very good is the top one."""
    top = bounds[bounds["quantity"] == "excellent"]
    lacks = not top["names_excellent"].any() and (top["high"] == 0).all()
    says = bounds.loc[bounds["is_telling"], "quantity"].eq("very_good").any()
    return [say("note_no_excellent", language)] if lacks and says else []


def _not_rounded(checked: pd.DataFrame, language: str) -> Iterator[doubts.Said]:
    """A sentence for each percentage that is a count's if its digits were cut off or the shares made to add up to 100%,
    and no count's if it was rounded."""
    for row in checked[checked["fits_only"] != ""].to_dict("records"):
        figure, count = figures.parse(row["printed"]), row["fits_count"]
        share = Fraction(count, row["fits_of"])
        decimals = figure.decimals + 1
        shown = {"printed": percentage(row["printed"], language), "share": labels.percent(share, language, decimals)}
        text = say(FITS[row["fits_only"]], language, count=count, **shown)
        yield text, (figure.value, count, Fraction(labels.rounded(share * 100, decimals)), 100)


def _praised(commended: pd.DataFrame, language: str) -> Iterator[doubts.Said]:
    """Of each number of commended people the highest grade or better that some of them must have had."""
    frame = commended[commended["is_chosen"] & commended["is_consistent"] & commended["quantity"].str.endswith("_up")]
    # that all of them had it follows from everybody's having it
    frame = frame[(frame["low"] > 0) & (frame["low"] < frame["commended_high"].fillna(frame["low"] + 1))]
    for row in frame.drop_duplicates("statement_code", keep="last").to_dict("records"):
        both = {name: ends(row, f"{name}_low", f"{name}_high") for name in ("commended", "learners")}
        named = {name: labels.span(*pair, language) for name, pair in both.items()}
        low, phrase = row["low"], phrases.phrase(row["quantity"], language)
        text = say("note_commended", language, low=low, phrase=phrase, **named)
        yield text, (low, *(end for pair in both.values() for end in pair if end is not None))
