"""Plan against actual: the words of a difference, the parts of a plan, and the rows of both in a table."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.measures.throughput import records
from analysis.pages.tables import Cell, Special
from analysis.reports import common
from analysis.reports.throughput_by_level import condition
from analysis.reports.throughput_by_level.parts import cells, level, quote, spans
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels

_KEYS = ["plan_source_code", "source_code", "level_code", "plan_printed"]


def largest_first(view: View) -> pd.DataFrame:
    """The plans in the reading chosen, the largest first."""
    return view.read(view.plans).sort_values(["planned_low", "level_code"], ascending=[False, True])


def headline(view: View) -> str:
    """The persons reported of the largest plan, and how far they differ from it, if it is of the same training."""
    rows = largest_first(view).head(1)
    (ends,) = records(rows, "actual_low", "actual_high")
    row = rows.iloc[0].to_dict()
    key = "plan_headline" if _is_bounded(row) else "plan_headline_open"
    persons = condition.on(view, view.count("person", *ends), lambda chosen: [_counted(chosen, row)])
    return view.headline(key, level=level(view, row["level_code"]), persons=persons,
                         difference=difference(view, row), planned=_planned(view, row))  # fmt: skip


def difference(view: View, row: dict) -> str:
    """How far the persons trained differ from the plan: "1 fewer than planned"."""
    low, high = _ends(row, "difference_low", "difference_high")
    if not _is_bounded(row):
        return view.say("difference_open")
    if low is None or high is None:
        return view.say("more_or_more" if high is None else "fewer_or_more", count=abs(low or high))
    if low == high == 0:
        return view.say("difference_none")
    if low >= 0 or high <= 0:
        ends = sorted((abs(low), abs(high)))
        return view.say("more" if low >= 0 else "fewer", count=labels.span(*ends, view.language))
    return view.say("difference_both", fewer=-low, more=high)


def assumed(view: View, row: dict) -> str:
    """The difference with what it rests on: that plan and report are of the same training."""
    key = "plan_assumed" if _is_bounded(row) else "plan_assumed_open"
    text = view.headline(key, difference=difference(view, row), actual=_actual(view, row), planned=_planned(view, row))
    return condition.on(view, text, lambda chosen: [_counted(chosen, row)])


def _counted(view: View, row: dict) -> condition.Ends:
    """The persons reported that a plan is compared with."""
    same = view.read(view.plans)
    same = same[[all(row[key] == other[key] for key in _KEYS) for other in same.to_dict("records")]]
    return next(iter(records(same, "actual_low", "actual_high")), (None, None))


def assumptions(view: View) -> Iterator[str]:
    """What each difference rests on, with the names of both sources."""
    for row in filter(_is_bounded, largest_first(view).to_dict("records")):
        yield view.say("assumed_plan", level=level(view, row["level_code"]), actual=_actual(view, row),
                       planned=_planned(view, row), where=view.name(row["source_code"]),
                       plan=view.name(row["plan_source_code"]))  # fmt: skip
    for row in filter(_is_parted, largest_first(view).to_dict("records")):
        yield view.say("assumed_parts", level=level(view, row["level_code"]), planned=_planned(view, row))


def _is_parted(row: dict) -> bool:
    """Whether something is said of a class that a plan does not print."""
    return bool(row["rest_code"])


def note(view: View, row: dict) -> str:
    """The paragraph on a plan: of whom and when, its parts, the difference."""
    low, high = _ends(row, "planned_low", "planned_high")
    lead = view.say("plan_note" if low == high else "plan_note_words", planned=_planned(view, row),
                    level=level(view, row["level_code"]))  # fmt: skip
    sizes = labels.joined(f"{name}: {labels.number(size, view.language)}" for name, size in parts(view, row))
    source = ": ".join(filter(None, (view.name(row["plan_source_code"]), sizes)))
    return f"{lead} {source}. {assumed(view, row)}."


def bars(view: View, rows: pd.DataFrame) -> Iterator[str]:
    """The plans in an alt text, each with its parts and the difference."""
    for row in rows.to_dict("records"):
        text = view.say("plan_bar", level=level(view, row["level_code"]), planned=_planned(view, row))
        sizes = ", ".join(f"{name}: {labels.number(size, view.language)}" for name, size in parts(view, row))
        yield ", ".join(filter(None, (text, sizes, assumed(view, row))))


def parts(view: View, row: dict) -> list[tuple[str, int]]:
    """The parts of a plan by name with their sizes, what they leave last; none where a size is not exact."""
    rest, most = _ends(row, "rest_low", "rest_high")
    if rest is None or rest != most:
        return []
    named = [
        (labels.code("class", code, view.language) if code else view.say("part", number=number), low)
        for number, (code, low) in enumerate(zip(row["part_codes"], row["part_lows"], strict=True), start=1)
    ]
    code = row["rest_code"]
    left = view.say("rest_named", name=labels.code("class", code, view.language)) if code else view.say("rest")
    return [*named, (left, rest)] if rest else named


def rows(view: View, plans: pd.DataFrame) -> Iterator[tuple[str, Cell, tuple[Cell, ...]]]:
    """What, its printed words and both readings, of each plan: the whole, its parts, what follows."""
    for _, same in plans.groupby(_KEYS, sort=False):
        first = same.iloc[0].to_dict()
        name = view.say("planned_row", where=view.name(first["plan_source_code"]))
        source = first["plan_source_code"]
        yield name, quote(view, [first["plan_printed"]], source), cells(spans(same, "planned_low", "planned_high"))
        for (part, size), printed in zip(parts(view, first), first["parts"], strict=False):
            yield part, quote(view, [printed], source), ((size, size),) * 2
        yield from ((what, Special.UNAVAILABLE, both) for what, _, both in following(view, same))


def following(view: View, plans: pd.DataFrame) -> Iterator[tuple[str, Cell, tuple[Cell, ...]]]:
    """What follows from each plan: its name, the source that it follows from, both readings."""
    for _, same in plans.groupby(_KEYS, sort=False):
        first = same.iloc[0].to_dict()
        for part, size in parts(view, first)[len(first["parts"]) :]:
            yield part, view.name(first["plan_source_code"]), ((size, size),) * 2
        name, both = _differences(view, same)
        yield name, Special.NOT_APPLICABLE, both


def _differences(view: View, same: pd.DataFrame) -> tuple[str, tuple[Cell, ...]]:
    """How many fewer or more than planned, or from the one to the other, and the cells of both readings."""
    ends = spans(same, "difference_low", "difference_high")
    if all(high is not None and high < 0 for _, high in ends.values()):
        fewer = {reading: (-high, None if low is None else -low) for reading, (low, high) in ends.items()}
        return view.say("difference_fewer"), cells(fewer)
    is_more = all(low is not None and low > 0 for low, _ in ends.values())
    both = {
        reading: (low, high) if is_more or high is not None else (None, None) for reading, (low, high) in ends.items()
    }
    return view.say("difference_more" if is_more else "difference"), cells(both)


def sources(view: View, frame: pd.DataFrame) -> tuple[str, ...]:
    """The printed words of the plans, source by source."""
    wanted = set(zip(frame["plan_source_code"], frame["level_code"], strict=True))
    planned = view.programme[view.programme["measure_code"] == "planned"]
    kept = [pair in wanted for pair in zip(planned["source_code"], planned["level_code"], strict=True)]
    return common.source_line(planned.loc[kept], view.language)


def tile(view: View, row: dict) -> tuple[str, str]:
    """The number of a tile, "706 of 707" where these are no more than planned, and what it rests on."""
    low, high = _ends(row, "difference_low", "difference_high")
    key = "tile_plan_beside" if low is None or high is None or high > 0 else "tile_plan"
    number = view.say(key, actual=_actual(view, row), planned=_planned(view, row))
    return number, view.say("tile_plan_why", where=view.name(row["plan_source_code"]), assumed=assumed(view, row))


def _is_bounded(row: dict) -> bool:
    """Whether a difference can be given: both its ends, or one that lies on its side of none."""
    low, high = _ends(row, "difference_low", "difference_high")
    return None not in (low, high) or (high is None and (low or 0) > 0) or (low is None and (high or 0) < 0)


def _planned(view: View, row: dict) -> str:
    return labels.span(*_ends(row, "planned_low", "planned_high"), view.language)


def _actual(view: View, row: dict) -> str:
    return labels.span(*_ends(row, "actual_low", "actual_high"), view.language)


def _ends(row: dict, *names: str) -> tuple[int | None, int | None]:
    ((low, high),) = records(pd.DataFrame([row]), *names)
    return low, high
