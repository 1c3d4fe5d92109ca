"""The grades of a register, or of a class of it: the title, the tiles, the bars, and what may not be concluded."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

import pandas as pd

from analysis.measures import frames
from analysis.pages.blocks import ChartBlock, Prose, Tile, Tiles, Title
from analysis.pages.tables import Special
from analysis.reports import coded, common
from analysis.reports.register_grades.words import SECTION, quantity, say, scale
from analysis.reports.register_pages import about as of
from analysis.reports.register_pages import bars, cells
from analysis.vocabulary import labels

footer = partial(of.footer, SECTION)
CHARTED = ("graded", "grade", "cut")


def _leading(grades: pd.DataFrame) -> dict[str, Any] | None:
    """The first cut that is released; None where all are suppressed."""
    rows = grades[(grades["kind"] == "cut") & grades["count"].notna()].to_dict("records")
    return rows[0] if rows else None


def _graded(grades: pd.DataFrame) -> dict[str, Any]:
    return grades[grades["kind"] == "graded"].to_dict("records")[0]


def _hidden(grades: pd.DataFrame) -> list[str]:
    """The grades that are not shown by themselves."""
    codes = grades.loc[grades["kind"] == "grade", ["quantity", "count"]].itertuples(index=False, name=None)
    return [grade for code, count in codes for grade in frames.split(code) if code != grade or pd.isna(count)]


@common.marked
def title(grades: pd.DataFrame, about: of.About, language: str) -> Title:
    """The share of the leading cut, and the grades whose counts are suppressed."""
    lede = say("lede", language, title=of.title(about, language), scale=scale(about["scale_code"], language))
    if hidden := _hidden(grades):
        names = ", ".join(quantity(grade, language) for grade in hidden)
        lede = f"{lede} {say('lede_hidden', language, grades=names)}"
    leading, share, part = _leading(grades), None, ""
    if leading and pd.notna(leading["of"]):
        share, part = (cells.share(leading),) * 2, quantity(leading["quantity"], language)
    finding = of.headed(_finding(grades, leading, language), about, language)
    facts = of.facts(about, cells.count(_graded(grades)["count"]))
    return Title(language, finding, lede, numbers=of.numbers(about), share=share, share_of=part, facts=facts)


def _finding(grades: pd.DataFrame, leading: dict[str, Any] | None, language: str) -> str:
    graded = cells.words(cells.count(_graded(grades)["count"]), language)
    if leading is None:
        return say("title_hidden", language, graded=graded)
    words = {"count": int(leading["count"]), "cut": quantity(leading["quantity"], language)}
    if pd.isna(leading["of"]):
        return say("title_graded_hidden", language, **words)
    return say("title", language, graded=graded, share=cells.words(cells.share(leading), language, "share"), **words)


@common.marked
def tiles(grades: pd.DataFrame, about: of.About, language: str) -> Tiles:
    """Graded, the leading cut, the mean score, commended."""
    rows, leading, greatest = cells.by_quantity(grades), _leading(grades), Fraction(about["greatest_mark"])
    numbers: list[Fraction | int] = [greatest]
    graded = cells.words(cells.count(_graded(grades)["count"]), language)
    made = [Tile(graded, of.word("graded", language), say("graded_why", language))]
    if leading:
        share = cells.words(cells.share(leading), language, "share")
        made.append(Tile(share, quantity(leading["quantity"], language), say("cut_why", language)))
    if "mean" in rows:
        mean, decimals = cells.share(rows["mean"]), about["mean_decimals"]
        why = say("mean_why", language, greatest=labels.number(greatest, language))
        made.append(Tile(cells.words(mean, language, decimals=decimals), of.word("mean", language), why))
        numbers += [] if isinstance(mean, Special) else [Fraction(labels.rounded(mean, decimals))]
    if "commended" in rows:
        row, share = rows["commended"], cells.share(rows["commended"])
        counted = {"commended": cells.count(row["count"]), "enrolled": cells.count(row["of"])}
        why = say("award_why", language, **{key: cells.words(cell, language) for key, cell in counted.items()})
        made.append(Tile(cells.words(share, language, "share"), of.word("commended", language), why))
        numbers += [cell for cell in counted.values() if not isinstance(cell, Special)]
        numbers += [] if isinstance(share, Special) else [Fraction(labels.rounded(share * 100, 1))]
    return Tiles(language, tuple(made), numbers=tuple(numbers))


@common.marked
def distribution(grades: pd.DataFrame, about: of.About, language: str) -> ChartBlock:
    """Learners at each grade, and at the cuts: a grade or better."""
    graded = _graded(grades)["count"]
    learners = cells.words(cells.count(graded), language)
    if _hidden(grades) or pd.isna(graded):
        headline = say("grades_headline_hidden", language, graded=learners)
    else:
        most = max(grades[grades["kind"] == "grade"].to_dict("records"), key=lambda row: row["count"])
        grade = quantity(most["quantity"], language)
        headline = say("grades_headline", language, grade=grade, count=int(most["count"]), graded=learners)
    subtitle, what, drawn = say("grades_sub", language), of.word("learners", language), grades["kind"].isin(CHARTED)
    return bars.block("grades", headline, subtitle, what, grades[drawn], quantity, _codes, about, language)


def _codes(row: dict[str, Any]) -> dict[str, str]:
    """What a quantity is in codes; all who are graded are a share of those enrolled."""
    base = "enrolled" if row["kind"] == "graded" else "graded"
    return coded.quantity(row["quantity"]) | {"unit_code": "person", "base": base}


def not_said(grades: pd.DataFrame, *others: pd.DataFrame, about: of.About, language: str) -> Prose:
    """What may not be concluded; ``others`` are the other frames of the page, whose suppressed cells it explains."""
    charted = (grades[grades["kind"].isin(CHARTED)], *others)
    hidden = {kind == "mean" for frame in charted for kind in frame.loc[frame["is_suppressed"], "kind"]}
    keys = {False: f"unsaid_hidden_{about['zeros']}", True: "unsaid_hidden_mean"}
    items = ["unsaid_scale", *(key for is_mean, key in keys.items() if is_mean in hidden), "unsaid_sampling"]
    return Prose(language, say("unsaid", language), tuple(say(item, language) for item in items))
