"""Per source and level: people, attendances and shares, as bounds."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.measures import frames
from analysis.measures.bounds.persons import Family, distinct
from analysis.measures.frames import Rows
from analysis.measures.throughput.conditions import with_rests
from analysis.measures.throughput.groups import Assumptions, levels_of, one_reading, spans
from analysis.vocabulary.reference import ALL
from analysis.vocabulary.spans import Span, share, total

Extra = dict[tuple[str, str], list[tuple[str, bool]]]  # of a source and level: printed words, whether seen
QUANTITIES = ("people", "attendances")
_COLUMNS = {
    **dict.fromkeys(("source_code", "level_code", "quantity"), "str"),
    **dict.fromkeys(("low", "high"), "Int64"),
    **dict.fromkeys(("printed", "cited", "reason_code", "parted"), "str"),
    **dict.fromkeys(("group_count", "completed", "completed_high", "level_count", "rank"), "Int64"),
    "rests_on": "str",
}


def by_level(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a source, level, reading and quantity: different "people" who completed, and "attendances".

    Columns: ``reading, is_chosen``; ``source_code, level_code, quantity``; ``low, high`` whole numbers, low missing
    where nothing is said and high where there is no upper end (attendances are the printed groups added up);
    ``printed`` and ``cited`` the printed words; ``reason_code`` why the people are as they are: "unsaid" (no persons
    are printed, or the assumptions exclude each other), "contradiction" (a part is more than its whole), "exact",
    "planned" (a plan bounds nothing), "open", "overlap" (groups may share persons), "admitted" (not all may have
    completed) or "words" (the printed words leave a range); ``parted`` the printed words of which a completed part
    is printed, and ``rests_on`` what these are taken to count if the row rests on it; ``group_count`` of persons;
    ``completed, completed_high`` printed as completed; ``level_count`` the levels of the source, ``rank`` the place
    by attendances, 1 for most; ``edited``.
    """
    return frames.both(level_rows, _COLUMNS, frames.in_focus(statements), assume)


def at_level(frame: pd.DataFrame, level_code: str) -> pd.DataFrame:
    """The rows of one level, or of "all"."""
    return frame if level_code == ALL else frame[frame["level_code"] == level_code]


def level_rows(statements: Rows, assume: Assumptions) -> Rows:
    """The :func:`by_level` of all these statements under the reading of the assumptions."""
    return with_rests(_one_reading, statements, assume, ("source_code", "level_code", "quantity"))


def _one_reading(statements: Rows, assume: Assumptions) -> Rows:
    all_groups, extra, rows = one_reading(statements, assume), attendances(statements), []
    for source, attended in _attended(statements, all_groups, extra, assume).items():
        ranked = sorted(attended, key=lambda level: (-attended[level].low, level))
        for level, sum_ in attended.items():
            groups_, beside = of(all_groups, source, level), extra.get((source, level), [])
            people = people_of([groups_], (assume.span(words) for words, _ in beside), assume)
            about = {"source_code": source, "level_code": level, "level_count": len(attended),
                     "rank": ranked.index(level) + 1, **_about(groups_, beside, people, assume)}  # fmt: skip
            both = zip(QUANTITIES, (ends_of(people), (sum_.low, sum_.high)), strict=True)
            rows += [{**about, "quantity": name, "low": low, "high": high} for name, (low, high) in both]
    return rows


def of(groups: Rows, source: str, level: str | None = None) -> Rows:
    """The groups of a source, of one level or of all."""
    return [row for row in groups if row["source_code"] == source and level in (None, row["level_code"])]


def _attended(statements: Rows, groups: Rows, extra: Extra, assume: Assumptions) -> dict[str, dict[str, Span]]:
    """Source -> level -> the attendances: its groups and what is printed as attendances, added up."""
    made: dict[str, dict[str, Span]] = {}
    for source in dict.fromkeys(row["source_code"] for row in statements):
        made[source] = {
            level: total(spans(of(groups, source, level)))
            + total(assume.span(words) for words, _ in extra.get((source, level), []))
            for level in levels_of(of(statements, source))
        }
    return made


def _about(rows: Rows, beside: list[tuple[str, bool]], people: Span | None, assume: Assumptions) -> dict:
    """The words of a level, and why its people are as they are."""
    printed = [word for row in rows for word in (row["printed"], *frames.split(row["parts"]))]
    cited = [word for row in rows for word in (row["cited"], *frames.split(row["parts_cited"]))]
    beside_cited = frames.split(frames.cited(*zip(*beside, strict=True))) if beside else []
    completed = total(spans(rows, "completed", "completed_high"))
    return {
        "group_count": len(rows),
        "printed": frames.listed([*printed, *(words for words, _ in beside)]),
        "cited": frames.listed([*cited, *beside_cited]),
        "parted": parted(rows),
        "completed": completed.low,
        "completed_high": completed.high,
        "reason_code": _reason(rows, people, assume),
    }


def parted(groups: Rows) -> str:
    """The printed words of the groups of which a completed part is printed, too."""
    return frames.listed(row["cited"] for row in groups if row["part_count"])


def _reason(rows: Rows, people: Span | None, assume: Assumptions) -> str:
    parts = any(row["part_count"] for row in rows)
    if people is None:
        return "unsaid"
    if not all(row["is_consistent"] for row in rows):
        return "contradiction"
    if people.is_exact:
        return "exact"
    if people.high is None:
        return "planned" if parts and assume.admission_basis == "planned" else "open"
    if len(rows) > 1:
        return "overlap"
    return "admitted" if parts and assume.admission_basis == "admitted" else "words"


def people_of(pools: Iterable[Rows], extra: Iterable[Span], assume: Assumptions) -> Span | None:
    """The different persons of some groups, and of attendances that may be other persons; None for no group.

    Groups of one pool may share persons, pools share nobody.
    """
    people = [_distinct(rows, assume) for rows in pools if rows]
    return total(people) + Span(0, total(extra).high) if people and None not in people else None


def _distinct(rows: Rows, assume: Assumptions) -> Span | None:
    """The different persons; those abroad may be taken to be of the groups in the country of the same level."""
    families: list[Family] = []
    for level in dict.fromkeys(row["level_code"] for row in rows):
        named: dict[str, list[Span]] = {}
        for row in rows:
            if row["level_code"] == level:
                named.setdefault(row["mode_code"], []).append(Span(row["done_low"], row["done_high"]))
        if assume.abroad_in_pool:
            families.append((named.pop("in_country", []), named.pop("abroad", [])))
        families += [(groups, []) for groups in named.values()]
    return distinct(families)


def ends_of(span: Span | None) -> tuple[int | None, int | None]:
    return (span.low, span.high) if span else (None, None)


def attendances(statements: Rows) -> Extra:
    """Printed attendances (not persons) by source and level, each with whether it was seen in the text."""
    made: Extra = {}
    for row in statements:
        if row["unit_code"] == "attendance" and row["measure_code"] == "trained" and row["level_code"]:
            made.setdefault((row["source_code"], row["level_code"]), []).append((row["printed"], row["is_seen"]))
    return made


def shares(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a source, level and reading: the share of the level in the attendances of the source, as bounds.

    Columns: ``reading, is_chosen``; ``source_code, level_code``; ``low, high`` parts of one, and exactly as whole
    numbers ``low_count`` of ``low_of`` and ``high_count`` of ``high_of``; ``edited``.
    """
    columns = {"source_code": "str", "level_code": "str", **frames.SHARE}
    return frames.both(_shares, columns, frames.in_focus(statements), assume)


def _shares(statements: Rows, assume: Assumptions) -> Rows:
    attended = _attended(statements, one_reading(statements, assume), attendances(statements), assume)
    return [
        {"source_code": source, "level_code": level,
         **frames.share(*share(sum_, total(other for name, other in levels.items() if name != level)))}
        for source, levels in attended.items() for level, sum_ in levels.items()
    ]  # fmt: skip
