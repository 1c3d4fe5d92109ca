"""Plan against actual: the words of a difference, the parts of a plan, and the rows of both in a table."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.measures import frames
from analysis.measures.frames import Ends
from analysis.pages.tables import Cell, Special
from analysis.reports import coded, common
from analysis.reports.throughput_by_level import condition
from analysis.reports.throughput_by_level.parts import cells, count, headline, level, quote, say, span, spans
from analysis.vocabulary import labels

_KEYS = ["plan_source_code", "source_code", "level_code", "plan_printed"]


def largest_first(plans: pd.DataFrame) -> pd.DataFrame:
    """The plans in the reading chosen, the largest first."""
    return frames.chosen(plans).sort_values(["planned_low", "level_code"], ascending=[False, True])


def title(plans: pd.DataFrame, language: str) -> str:
    """The people reported of the largest plan, and how far they differ from it, if it is of the same training."""
    rows = largest_first(plans).head(1)
    row = rows.iloc[0].to_dict()
    key = "plan_headline" if _is_bounded(row) else "plan_headline_open"
    persons = condition.on(rows, count("person", frames.ends(row), language), language)
    return headline(key, language, level=level(row["level_code"], language), persons=persons,
                    difference=difference(row, language), planned=_planned(row, language))  # fmt: skip


def difference(row: dict, language: str) -> str:
    """How far the people trained differ from the plan: "1 fewer than planned"."""
    low, high = _difference(row)
    if not _is_bounded(row):
        return say("difference_open", language)
    if low is None or high is None:
        return say("more_or_more" if high is None else "fewer_or_more", language, count=abs(low or high))
    if low == high == 0:
        return say("difference_none", language)
    if low >= 0 or high <= 0:
        ends = sorted((abs(low), abs(high)))
        return say("more" if low >= 0 else "fewer", language, count=labels.span(*ends, language))
    return say("difference_both", language, fewer=-low, more=high)


def assumed(row: dict, language: str) -> str:
    """The difference with what it rests on: that plan and report are of the same training."""
    key = "plan_assumed" if _is_bounded(row) else "plan_assumed_open"
    text = headline(key, language, difference=difference(row, language), actual=span(frames.ends(row), language),
                    planned=_planned(row, language))  # fmt: skip
    return condition.on(pd.DataFrame([row]), text, language)


def assumptions(plans: pd.DataFrame, language: str) -> Iterator[str]:
    """What each difference rests on, with the names of both sources."""
    rows = largest_first(plans).to_dict("records")
    for row in filter(_is_bounded, rows):
        yield say("assumed_plan", language, level=level(row["level_code"], language),
                  actual=span(frames.ends(row), language), planned=_planned(row, language),
                  where=common.name(row["source_code"], language),
                  plan=common.name(row["plan_source_code"], language))  # fmt: skip
    for row in rows:
        if row["rest_code"]:  # something is said of a class that the plan does not print
            name = level(row["level_code"], language)
            yield say("assumed_parts", language, level=name, planned=_planned(row, language))


def note(row: dict, language: str) -> str:
    """The paragraph on a plan: of whom and when, its parts, the difference."""
    low, high = frames.ends(row, "planned_low", "planned_high")
    lead = say("plan_note" if low == high else "plan_note_words", language, planned=_planned(row, language),
               level=level(row["level_code"], language))  # fmt: skip
    sizes = labels.joined(f"{name}: {labels.number(size, language)}" for name, size in parts(row, language))
    source = ": ".join(filter(None, (common.name(row["plan_source_code"], language), sizes)))
    return f"{lead} {source}. {assumed(row, language)}."


def parts(row: dict, language: str) -> list[tuple[str, int]]:
    """The parts of a plan by name with their sizes, what they leave last; none where a size is not exact."""
    rest, most = frames.ends(row, "rest_low", "rest_high")
    if rest is None or rest != most:
        return []
    pairs = zip(row["part_codes"].split(frames.SEPARATOR), frames.split(row["part_lows"]), strict=True)
    named = [
        (labels.code("class", code, language) if code else say("part", language, number=number), int(low))
        for number, (code, low) in enumerate(pairs, start=1)
    ]
    code = row["rest_code"]
    left = say("rest_named", language, name=labels.code("class", code, language)) if code else say("rest", language)
    return [*named, (left, rest)] if rest else named


def rows(plans: pd.DataFrame, language: str) -> Iterator[tuple[str, Cell, tuple[Cell, ...], dict[str, str]]]:
    """What, its printed words, both readings and its codes, of each plan: the whole, its parts, what follows."""
    for _, same in plans.groupby(_KEYS, sort=False):
        first = same.iloc[0].to_dict()
        name = say("planned_row", language, where=common.name(first["plan_source_code"], language))
        both, codes = cells(spans(same, "planned_low", "planned_high")), _codes(first, language)
        yield name, quote(first["plan_cited"], language), both, codes | {"printed": first["plan_printed"]}
        printed = zip(*(frames.split(first[f"part_{name}"]) for name in ("cited", "printed")), strict=True)
        named = zip(parts(first, language), first["part_codes"].split(frames.SEPARATOR), printed, strict=False)
        for (part, size), code, (cited, words) in named:
            own = _codes(first, language, class_code=code, printed=words)
            yield part, quote(cited, language), ((size, size),) * 2, own
        yield from ((what, Special.UNAVAILABLE, both, codes) for what, _, both, codes in following(same, language))


def _codes(row: dict, language: str, **more: str) -> dict[str, str]:
    """What a number that follows from a plan is in codes."""
    about = {"source_code": row["plan_source_code"], "level_code": row["level_code"], "date": row["plan_date"]}
    return coded.row(about, language, **{"measure_code": "planned", "unit_code": "person"} | more)


def following(plans: pd.DataFrame, language: str) -> Iterator[tuple[str, Cell, tuple[Cell, ...], dict[str, str]]]:
    """What follows from each plan: its name, the source that it follows from, both readings, its codes."""
    for _, same in plans.groupby(_KEYS, sort=False):
        first = same.iloc[0].to_dict()
        for part, size in parts(first, language)[len(frames.split(first["part_printed"])) :]:
            codes = _codes(first, language, class_code=first["rest_code"], condition="rest")
            yield part, common.name(first["plan_source_code"], language), ((size, size),) * 2, codes
        key, both = _differences(same)
        yield say(key, language), Special.NOT_APPLICABLE, both, _codes(first, language, measure_code=f"plan_{key}")


def _differences(same: pd.DataFrame) -> tuple[str, tuple[Cell, ...]]:
    """How many fewer or more than planned, or from the one to the other: its key, and the cells of both readings."""
    ends = spans(same, "difference_low", "difference_high")
    if all(high is not None and high < 0 for _, high in ends.values()):
        fewer = {reading: (-high, None if low is None else -low) for reading, (low, high) in ends.items()}
        return "difference_fewer", cells(fewer)
    is_more = all(low is not None and low > 0 for low, _ in ends.values())
    both = {
        reading: (low, high) if is_more or high is not None else (None, None) for reading, (low, high) in ends.items()
    }
    return "difference_more" if is_more else "difference", cells(both)


def tile(row: dict, language: str) -> tuple[str, str]:
    """The number of a tile, "706 of 707" where these are no more than planned, and what it rests on."""
    low, high = _difference(row)
    key = "tile_plan_beside" if low is None or high is None or high > 0 else "tile_plan"
    number = say(key, language, actual=span(frames.ends(row), language), planned=_planned(row, language))
    where = common.name(row["plan_source_code"], language)
    return number, say("tile_plan_why", language, where=where, assumed=assumed(row, language))


def _is_bounded(row: dict) -> bool:
    """Whether a difference can be given: both its ends, or one that lies on its side of none."""
    low, high = _difference(row)
    return None not in (low, high) or (high is None and (low or 0) > 0) or (low is None and (high or 0) < 0)


def _difference(row: dict) -> Ends:
    return frames.ends(row, "difference_low", "difference_high")


def _planned(row: dict, language: str) -> str:
    return span(frames.ends(row, "planned_low", "planned_high"), language)
