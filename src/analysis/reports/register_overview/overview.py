"""The overview of a register: who enrolled, withdrew, finished, was graded and commended; persons; exclusions."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from analysis.pages.blocks import ChartBlock, TableBlock, Tile, Tiles, Title
from analysis.pages.tables import Column
from analysis.reports import common
from analysis.reports.register_pages import about as of
from analysis.reports.register_pages import bars, cells, lists
from analysis.vocabulary import labels
from analysis.vocabulary.reference import TOTAL

SECTION = "register_overview"
STEPS = ("enrolled", "withdrawn", "completed", "graded", "commended")
say = labels.section(SECTION)
footer = partial(of.footer, SECTION)


def _steps(flow: pd.DataFrame, language: str) -> dict[str, str]:
    """The attendances at each step in words, 0 at one that the register does not record."""
    counts = {row["quantity"]: cells.words(cells.count(row["count"]), language) for row in flow.to_dict("records")}
    return dict.fromkeys(STEPS, labels.number(0, language)) | counts


def _everybody(persons: pd.DataFrame, language: str) -> str:
    """How many persons there are, in words."""
    return cells.words(cells.count(persons.loc[persons["kind"] == TOTAL, "count"].iloc[0]), language)


@common.marked
def title(flow: pd.DataFrame, about: of.About, language: str) -> Title:
    """The finding: how many attendances, and how many of them were graded."""
    sentence = of.headed(say("title", language, **_steps(flow, language)), about, language)
    lede = say("lede", language, title=of.title(about, language))
    enrolled = [cells.count(row["count"]) for row in flow.to_dict("records") if row["quantity"] == STEPS[0]]
    return Title(language, sentence, lede, numbers=of.numbers(about), facts=of.facts(about, *enrolled[:1]))


@common.marked
def tiles(flow: pd.DataFrame, persons: pd.DataFrame, language: str) -> Tiles:
    """Persons and attendances, then the last steps."""
    made = [Tile(_everybody(persons, language), say("persons", language), say("persons_why", language))]
    steps, recorded = _steps(flow, language), set(flow["quantity"])
    for step in ("enrolled", "graded", "commended"):
        if step in recorded:
            made.append(Tile(steps[step], of.word(step, language), say(f"{step}_why", language)))
    return Tiles(language, tuple(made))


@common.marked
def flow(flow: pd.DataFrame, about: of.About, language: str) -> ChartBlock:
    """From enrolment to result or, where the register has it, commendation, the whole register."""
    steps = _steps(flow, language)
    headline = say("flow_headline", language, enrolled=steps["enrolled"], completed=steps["completed"])
    subtitle = say("flow_sub" if "commended" in set(flow["quantity"]) else "flow_sub_result", language)
    return bars.block("flow", headline, subtitle, of.word("attendances", language), flow, of.word, _step_codes,
                      about, language)  # fmt: skip


def _step_codes(row: dict[str, Any]) -> dict[str, str]:
    """What a step is in codes, of those enrolled."""
    return {"measure_code": row["quantity"], "unit_code": "attendance", "base": "enrolled"}


@common.marked
def flow_by(flow_by: pd.DataFrame, dimension: str, about: of.About, language: str) -> TableBlock | None:
    """The same steps for each class, or each level; None where that says no more than the total or the other table."""
    rows = flow_by[flow_by["dimension"] == dimension]
    steps = list(rows["quantity"].unique())
    columns = [Column(dimension, of.word(dimension, language))]
    unit = {"unit_code": "attendance"}
    columns += [Column(step, of.word(step, language), "count", codes=unit) for step in steps]
    lines = [
        (of.name(dimension, label, language), *map(cells.count, row["count"]))
        for label, row in rows.groupby("row", sort=False)
    ]
    keys = [of.row_codes(about, dimension, label) for label in rows["row"].unique()]
    return lists.block(SECTION, f"flow_by_{dimension}", columns, lines, keys, about, language)


@common.marked
def attendances(persons: pd.DataFrame, flow: pd.DataFrame, about: of.About, language: str) -> ChartBlock | None:
    """Persons by the number of their classes; None where everybody is in one."""
    if len(persons) < 3:
        return None
    words = {"persons": _everybody(persons, language), "attendances": _steps(flow, language)["enrolled"]}
    headline, subtitle = (say(f"persons_{part}", language, **words) for part in ("headline", "sub"))
    return bars.block("persons", headline, subtitle, say("persons", language), persons, _classes, _person_codes, about,
                      language)  # fmt: skip


def _person_codes(row: dict[str, Any]) -> dict[str, str]:
    """What persons in so many classes are in codes, of all persons."""
    return {"measure_code": "people", "unit_code": "person", "base": "people", "row_code": row["quantity"]}


def _classes(quantity: str, language: str) -> str:
    """So many classes in words: "1", "2", "3+"."""
    if quantity == TOTAL:
        return of.word(TOTAL, language)
    key = "in_classes_or_more" if quantity.endswith("+") else "in_class" if quantity == "1" else "in_classes"
    return say(key, language, count=int(quantity.rstrip("+")))


@common.marked
def units(units: pd.DataFrame, about: of.About, language: str) -> TableBlock | None:
    """How many enrolled from each unit, of the published counts of learners; None where the register names none."""
    lines = [(of.name("unit", row, language), cells.count(count)) for row, count in _pairs(units, "row")]
    enrolled = Column("enrolled", of.word("enrolled", language), "count", codes={"unit_code": "attendance"})
    columns = Column("unit", of.word("unit", language)), enrolled
    keys = [of.row_codes(about, "unit", row) for row in units["row"]]
    return lists.block(SECTION, "units", columns, lines, keys, about, language)


@common.marked
def excluded(excluded: pd.DataFrame, about: of.About, language: str) -> TableBlock | None:
    """How many learners the counts leave out, and why, of the published counts of those set aside; None without any."""
    rows = excluded[excluded["column"] != TOTAL]
    lines = [(of.say(f"aside_{reason}", language), cells.count(count)) for reason, count in _pairs(rows, "column")]
    codes = {"measure_code": "set_aside", "unit_code": "person"}
    learners = Column("learners", of.word("learners", language), "count", codes=codes)
    columns = Column("reason", say("reason", language)), learners
    keys = [of.codes(about, row_code=reason) for reason in rows["column"]]
    return lists.block(SECTION, "excluded", columns, lines, keys, about, language)


def _pairs(rows: pd.DataFrame, name: str) -> list[tuple[str, object]]:
    return list(zip(rows[name], rows["count"], strict=True))
