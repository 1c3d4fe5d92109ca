"""The funnel plot with its words and its table."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.charts.composed import funnel as chart
from analysis.measures import compare
from analysis.measures.compare.class_shares import LIMITS
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import coded, common
from analysis.reports.class_comparison import words
from analysis.reports.class_comparison.opening import counted, whole
from analysis.reports.class_comparison.words import P_DECIMALS, all_together, say
from analysis.reports.register_pages import about as of
from analysis.vocabulary import labels


@common.marked
def funnel(
    against: pd.DataFrame, together: pd.DataFrame, limits: pd.DataFrame, about: of.About, language: str
) -> ChartBlock | None:
    """Every class in the funnel, inside ``limits`` as ``compare.limits``; None where there is nothing to compare."""
    row = all_together(together)
    if row["reason_code"]:
        return None
    key = "few" if row["is_few"] else "chance" if row["phi"] <= 1 else "hidden" if row["hidden"] else "spread"
    headline = "spread" if key == "spread" and row["is_differing"] else "hidden" if key == "hidden" else "outside"
    phi = {end: labels.number(Fraction(row[name]), language, 1) for end, name in (("phi", "phi"), ("raw", "phi_raw"))}
    table = _table(against, together, about, language)
    target, drawn = labels.percent(whole(row), language), words.columns_of(table, "class", "share", "base", "position")
    return ChartBlock(
        key="funnel",
        language=language,
        headline=say(f"funnel_headline_{headline}", language, before=row["outside"], classes=row["shown"], **phi),
        subtitle=words.subtitle("funnel_subtitle", together, about, language),
        draw=lambda narrow: chart.draw(*_drawn(against, language), limits, whole(row), language, narrow),
        alt=alt(say("funnel_alt", language, classes=row["classes"], target=target), drawn, language),
        table=table,
        sources=of.source(about, language),
        note=_notes(together, key, phi, language),
        numbers=(*counted(row), *_p_values(row), int(against["stands_out"].sum()), row["classes"], "95", "99.8",
                 *about["years"]),
    )  # fmt: skip


def _by_share(against: pd.DataFrame) -> pd.DataFrame:
    """The published classes, the largest share first."""
    rows = against[against["status"] == "published"]
    exact = {at: Fraction(int(count), int(base)) for at, count, base in rows[["count", "base"]].itertuples()}
    return rows.loc[sorted(exact, key=lambda at: (-exact[at], rows.at[at, "class_code"]))]


def _drawn(against: pd.DataFrame, language: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The dots, and the classes between two ends, as the drawing asks for them."""
    shown = _by_share(against).astype({"base": int, "stands_out": bool})
    hidden = against[against["status"] == "suppressed"].dropna(subset="base")
    ends = hidden.rename(columns={"low_count": "least", "high_count": "most"})[["base", "least", "most"]].astype(int)
    return shown.assign(name=[words.name(code, language) for code in shown["class_code"]]), ends


def _notes(together: pd.DataFrame, key: str, phi: dict[str, str], language: str) -> tuple[str, ...]:
    """How to read it, how much the classes are spread, and what confidential counts leave open."""
    row = all_together(together)
    spread = say(f"funnel_note_{key}", language, before=row["outside"], after=row["outside_widened"],
                 classes=row["classes"], fewest=compare.FEWEST, **phi)  # fmt: skip
    notes = [say("funnel_note_read", language), spread]
    for p_value in _p_values(row):
        is_least = p_value == Fraction(labels.rounded(Fraction(1, compare.DRAWS + 1), P_DECIMALS))
        end = "_hidden" if row["hidden"] else "_least" if is_least else ""
        p = labels.number(p_value, language, P_DECIMALS)
        notes.append(say(f"funnel_note_alike{end}", language, p=p, draws=compare.DRAWS))
    return (*notes, words.hidden_note(together, language)) if row["hidden"] else tuple(notes)


def _p_values(row: dict) -> tuple[Fraction, ...]:
    """The p-value of all classes being alike, as it is printed; none where it cannot be said."""
    p_value = row["p_value"]
    return () if pd.isna(p_value) else (Fraction(labels.rounded(Fraction(p_value), P_DECIMALS)),)


def _table(against: pd.DataFrame, together: pd.DataFrame, about: of.About, language: str) -> ReportTable:
    """Every class of the register, those that are suppressed too, and all together."""
    levels, cut = [chart.level_text(level, language) for level in LIMITS.values()], words.cut(together, about, language)
    person = {"unit_code": "person"}
    everybody = {"measure_code": "graded", "grade_code": "", "at_or_above": "", **person}
    columns = (
        Column("class", say("column_class", language)),
        Column("count", say("column_count", language, cut=cut), "span", codes={"measure_code": "graded", **person}),
        Column("base", say("column_base", language), "count", codes=everybody),
        Column("share", say("column_share", language), "share_span",
               codes={"measure_code": "graded", "base": "graded"}),
        Column("limits_95", say("column_limits", language, level=levels[0]), "share_span"),
        Column("limits_998", say("column_limits", language, level=levels[1]), "share_span"),
        Column("position", say("column_stands", language)),
    )  # fmt: skip
    shown = pd.concat([_by_share(against), against[against["status"] == "suppressed"]]).to_dict("records")
    empty = against[against["status"] == "nobody"].to_dict("records")
    nobody = sorted(empty, key=lambda row: row["class_code"])
    rows = [_row(row, language) for row in shown]
    rows += [(words.name(row["class_code"], language), *[Special.NOT_APPLICABLE] * 5, say("nobody", language))
             for row in nobody]  # fmt: skip
    keys = [words.class_codes(row, about) | coded.of(row["base"]) for row in (*shown, *nobody)]
    row = all_together(together)
    sums = [("hidden_classes", row["hidden_count"], row["hidden_base"])] if row["hidden"] else []
    for key, count, base in (*sums, ("all_classes", row["count"], row["base"])):
        rows.append(_sum(key, count, base, language))
        keys.append(of.codes(about, row_code=key, **words.cut_codes(row["cut_code"]), **coded.of(base)))
    return ReportTable(say("funnel_caption", language, cut=cut), columns, tuple(rows), keys=tuple(keys))


def _sum(key: str, count: int, base: int, language: str) -> tuple[Cell, ...]:
    share = Fraction(count, base)
    return say(key, language), (count, count), base, (share, share), *[Special.NOT_APPLICABLE] * 3


def _row(row: dict, language: str) -> tuple[Cell, ...]:
    """A class with its published count, or between which ends a suppressed one is."""
    name, ends = words.name(row["class_code"], language), (int(row["low_count"]), int(row["high_count"]))
    is_hidden = row["status"] == "suppressed"
    position = say("confidential", language) if is_hidden else common.answer(row["stands_out"], language)
    if pd.isna(row["base"]):
        return name, ends, *[Special.CONFIDENTIAL] * 4, position
    base = int(row["base"])
    limits = [tuple(Fraction(labels.rounded(Fraction(row[f"{limit}_{end}"]), 6)) for end in ("low", "high"))
              for limit in LIMITS]  # fmt: skip
    return name, ends, base, tuple(Fraction(end, base) for end in ends), *limits, position
