"""Per source and level: persons, attendances and shares, as bounds."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.measures.bounds.persons import Family, distinct
from analysis.measures.throughput.groups import Assumptions, groups, levels_of, records, spans
from analysis.vocabulary.spans import Span, share, total

_LEVEL_COLUMNS = (
    "source_code", "level_code", "persons_low", "persons_high", "attendances_low", "attendances_high",
    "share_low", "share_high", "group_count", "printed", "is_open", "reason_code",
)  # fmt: skip
_PERSON_COLUMNS = (
    "source_code", "group_count", "attendances_low", "attendances_high", "persons_low", "persons_high",
)  # fmt: skip


def by_level(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a source and level: persons trained, attendances, and the level's share of the attendances.

    Columns: ``source_code, level_code``; ``persons_low, persons_high`` different persons who completed;
    ``attendances_low, attendances_high`` printed groups added up; ``share_low, share_high`` exact fractions of
    the attendances of the source; ``group_count`` of persons; ``printed`` the printed words, in order;
    ``is_open`` whether there is no upper end; ``reason_code`` why the persons are as they are: "unsaid" (no persons
    are printed, or the assumptions exclude each other), "contradiction" (a part is more than its whole), "exact",
    "planned" (a plan bounds nothing), "open", "overlap" (groups may share persons), "admitted" (not all may have
    completed) or "words" (the printed words leave a range).
    """
    all_groups = groups(statements, assume)
    extra = _attendances(statements)
    rows = []
    for source in dict.fromkeys(statements["source_code"]):
        of_source = all_groups[all_groups["source_code"] == source]
        levels = levels_of(statements[statements["source_code"] == source])
        beside = {level: extra.get((source, level), []) for level in levels}
        sums = {
            level: total(spans(of_source[of_source["level_code"] == level])) + total(map(assume.span, beside[level]))
            for level in levels
        }
        for level, attended in sums.items():
            rest = total(span for other, span in sums.items() if other != level)
            row = _level_row(of_source[of_source["level_code"] == level], beside[level], assume)
            ends = dict(zip(("share_low", "share_high"), share(attended, rest), strict=True))
            rows.append({"source_code": source, "level_code": level, **row, **ends,
                         "attendances_low": attended.low, "attendances_high": attended.high,
                         "is_open": attended.high is None})  # fmt: skip
    return _whole(pd.DataFrame(rows, columns=list(_LEVEL_COLUMNS)))


def _level_row(rows: pd.DataFrame, beside: list[str], assume: Assumptions) -> dict:
    people = _people([rows], map(assume.span, beside), assume)
    printed = [words for whole, parts in records(rows, "printed", "parts") for words in (whole, *parts)]
    return {
        **dict(zip(("persons_low", "persons_high"), _ends(people), strict=True)),
        "group_count": len(rows),
        "printed": (*printed, *beside),
        "reason_code": _reason(rows, people, assume),
    }


def _reason(rows: pd.DataFrame, people: Span | None, assume: Assumptions) -> str:
    parts = any(rows["parts"])
    if people is None:
        return "unsaid"
    if not rows["is_consistent"].all():
        return "contradiction"
    if people.is_exact:
        return "exact"
    if people.high is None:
        return "planned" if parts and assume.admission_basis == "planned" else "open"
    if len(rows) > 1:
        return "overlap"
    return "admitted" if parts and assume.admission_basis == "admitted" else "words"


def _people(pools: Iterable[pd.DataFrame], extra: Iterable[Span], assume: Assumptions) -> Span | None:
    """The different persons of some groups, and of attendances that may be other persons; None for no group.

    Groups of one pool may share persons, pools share nobody.
    """
    people = [_distinct(rows, assume) for rows in pools if len(rows)]
    return total(people) + Span(0, total(extra).high) if people and None not in people else None


def _distinct(rows: pd.DataFrame, assume: Assumptions) -> Span | None:
    """The different persons; those abroad may be taken to be of the groups in the country of the same level."""
    families: list[Family] = []
    for _, same in rows.groupby("level_code", sort=False):
        named: dict[str, list[Span]] = {}
        for mode, low, high in records(same, "mode_code", "done_low", "done_high"):
            named.setdefault(mode, []).append(Span(low, high))
        if assume.abroad_in_pool:
            families.append((named.pop("in_country", []), named.pop("abroad", [])))
        families += [(groups, []) for groups in named.values()]
    return distinct(families)


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.low, span.high) if span else (None, None)


def _attendances(statements: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    """Printed attendances (not persons) by source and level."""
    chosen = (
        (statements["unit_code"] == "attendance")
        & (statements["measure_code"] == "trained")
        & (statements["level_code"] != "")
    )
    attendances: dict[tuple[str, str], list[str]] = {}
    for source, level, printed in records(statements[chosen], "source_code", "level_code", "printed"):
        attendances.setdefault((source, level), []).append(printed)
    return attendances


def persons(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a source that counts persons or attendances at levels: both, over all its levels.

    Columns: ``source_code, group_count``; ``attendances_low, attendances_high``; ``persons_low,
    persons_high`` those who completed, missing where no group of persons is printed or the assumptions
    exclude each other. Where nobody is counted at two levels they are the persons of the levels added up.
    """
    all_groups = groups(statements, assume)
    extra = _attendances(statements)
    rows = []
    for source in dict.fromkeys(statements["source_code"]):
        of_source = all_groups[all_groups["source_code"] == source]
        beside = [assume.span(words) for key, all_ in extra.items() if key[0] == source for words in all_]
        if of_source.empty and not beside:
            continue
        pools = [rows for _, rows in of_source.groupby("level_code")] if assume.levels_disjoint else [of_source]
        people = _people(pools, beside, assume)
        attended = total(spans(of_source)) + total(beside)
        rows.append((source, len(of_source), attended.low, attended.high, *_ends(people)))
    return _whole(pd.DataFrame(rows, columns=list(_PERSON_COLUMNS)))


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its counts as whole numbers that may be missing."""
    names = [name for name in frame if name.startswith(("persons_", "attendances_", "group_"))]
    return frame.astype(dict.fromkeys(names, "Int64"))
