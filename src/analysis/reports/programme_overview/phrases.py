"""What a row of the overview says: its name, its printed words, its number, and what is not said of it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.charts import words
from analysis.charts.composed.grades import quantity_name
from analysis.charts.composed.rows import DOUBT, SUPPRESSED, Bar
from analysis.measures import frames
from analysis.measures.grades import COMMENDED
from analysis.measures.programme import PEOPLE
from analysis.reports.throughput_by_level import condition, plan_words
from analysis.vocabulary import figures, labels

say = labels.section("programme_overview")
_ORDER = ("trained", "classes", "completed")


def name(row: dict, language: str) -> str:
    """The level with its full name, or a grade of a class."""
    if row["quantity"] == PEOPLE:
        return labels.code("level", row["level_code"], language)
    return quantity_name(row["quantity"], language)


def class_name(row: dict, language: str) -> str:
    """The class of a row."""
    return labels.code("class", row["class_code"], language)


def published(row: dict, counted: pd.DataFrame, language: str) -> str:
    """The printed words of a row with what each counts; of a level those of its plan, too."""
    if row["quantity"] != PEOPLE:
        return words.cited(row["cited"], language)
    own = counted[(counted["source_code"] == row["source_code"]) & (counted["level_code"] == row["level_code"])]
    own = own.assign(is_seen=frames.seen(own))
    said = [_figure(one, language) for kind in _ORDER for one in own.to_dict("records") if one["measure_code"] == kind]
    if row["plan_cited"]:
        said.append(say("published_plan", language, printed=words.cited(row["plan_cited"], language)))
    return "; ".join(dict.fromkeys(said))


def _figure(statement: dict, language: str) -> str:
    printed = words.cited(frames.cited([statement["printed"]], [statement["is_seen"]]), language)
    if statement["measure_code"] == "classes":
        key = "published_class" if figures.parse(statement["printed"]).value == 1 else "published_classes"
        return say(key, language, printed=printed)
    if statement["unit_code"] != "person":
        unit = labels.inside(labels.word(f"unit.{statement['unit_code']}", language))
        return say("published_as", language, printed=printed, what=unit)
    if statement["measure_code"] == "completed":
        named = labels.code("class", statement["class_code"], language) if statement["class_code"] else ""
        key = "published_completed_class" if named else "published_completed"
        return say(key, language, printed=printed, name=named)
    if not statement["mode_code"]:
        return printed
    mode = labels.inside(labels.word(f"mode.{statement['mode_code']}", language))
    return say("published_as", language, printed=printed, what=mode)


def bar(row: dict, language: str) -> Bar:
    """The bar of a row, with its number in words."""
    low, high = frames.ends(row)
    if low is None:
        return Bar(0, 0, say("no_number", language), SUPPRESSED)
    tone = DOUBT if row["quantity"] != PEOPLE and "contradiction" in frames.split(row["open_codes"]) else row["reading"]
    return Bar(low, high, number(row, language), tone)


def number(row: dict, language: str) -> str:
    """The number of people of a level in words, of learners with a grade with how many learners there are.

    Those commended need not all be of these.
    """
    count, total = labels.span(*frames.ends(row), language, is_either=bool(row["is_either"])), _total(row, language)
    is_part = total and row["quantity"] != COMMENDED
    return say("of", language, count=count, total=total) if is_part else count


def _total(row: dict, language: str) -> str:
    low, high = frames.ends(row, "total_low", "total_high")
    return "" if low is None else labels.span(low, high, language)


def remarks(row: dict, other: dict, language: str) -> Iterator[str]:
    """What stands under the number: what it rests on, how far it is from the plan, the other reading if it differs."""
    if row["rests_on"]:
        yield condition.condition(pd.DataFrame([row]), language)
    if row["plan_cited"] and frames.whole(row["low"]) is not None:
        yield say("if_same", language, difference=plan_words.difference(row, language))
    if frames.ends(other) != frames.ends(row):
        reading = labels.word(f"reading.{other['reading']}", language)
        yield say("other_reading", language, reading=reading, number=bar(other, language).text)


def unsaid(row: dict, counted: pd.DataFrame, language: str) -> str:
    """What the text does not say of the number of a row; "" where it says all."""
    codes = frames.split(row["open_codes"])
    values = {"low": frames.whole(row["low"]) or 0, "completed": _completed(row, language)}
    values["total"] = _total(row, language)
    values |= {mode: _of_mode(row, mode, counted, language) for mode in ("in_country", "abroad") if "abroad" in codes}
    values["parted"] = words.cited(row["parted"], language)
    if values["total"]:
        codes = ["best_of" if code == "best" else code for code in codes]
    return "; ".join(say(f"unsaid_{code}", language, **values) for code in codes)


def _completed(row: dict, language: str) -> str:
    low, high = frames.ends(row, "completed", "completed_high")
    return "" if low is None else labels.span(low, high, language)


def _of_mode(row: dict, mode: str, counted: pd.DataFrame, language: str) -> str:
    """The printed words of those trained at a level in one place."""
    keys = {"source_code": row["source_code"], "level_code": row["level_code"], "mode_code": mode}
    rows = counted[(counted[list(keys)] == pd.Series(keys)).all(axis=1) & (counted["measure_code"] == "trained")]
    return words.cited(frames.cited(rows["printed"], frames.seen(rows)), language)
