"""Per source and level: persons, attendances and shares, as bounds."""

from __future__ import annotations

import pandas as pd

from analysis.feasible.persons import distinct
from analysis.spans import Span, share, total
from analysis.throughput.groups import Assumptions, groups, levels_of, records, spans


def by_level(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a source and level: persons trained, attendances, and the level's share of the attendances.

    Columns: ``source_code, level_code``; ``persons_low, persons_high`` different persons who completed;
    ``attendances_low, attendances_high`` printed groups added up; ``share_low, share_high`` exact fractions of
    the attendances of the source; ``printed`` the printed words, in order; ``is_open`` no upper end is given.
    """
    found = groups(statements, assume)
    extra = _attendances(statements, assume)
    rows = []
    for source in dict.fromkeys(statements["source_code"]):
        own = found[found["source_code"] == source]
        sums = {level: total(spans(own[own["level_code"] == level])) + total(extra.get((source, level), []))
                for level in levels_of(statements[statements["source_code"] == source])}  # fmt: skip
        for level, attended in sums.items():
            rest = total(span for other, span in sums.items() if other != level)
            rows.append(_level_row(source, level, own[own["level_code"] == level], attended, rest, assume))
    columns = ["source_code", "level_code", "persons_low", "persons_high", "attendances_low", "attendances_high",
               "share_low", "share_high", "printed", "is_open"]  # fmt: skip
    whole = [name for name in columns if name.startswith(("persons", "attendances"))]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(whole, "Int64"))


def _level_row(
    source: str, level: str, own: pd.DataFrame, attended: Span, rest: Span, assume: Assumptions
) -> dict:
    counted = {
        code: Span(low, high) for code, low, high in records(own, "statement_code", "done_low", "done_high")
    }
    persons = distinct(counted, inside=_abroad_pairs(own, assume)) if counted else None
    low, high = share(attended, rest)
    return {
        "source_code": source, "level_code": level,
        "persons_low": persons.low if persons else None, "persons_high": persons.high if persons else None,
        "attendances_low": attended.low, "attendances_high": attended.high,
        "share_low": low, "share_high": high,
        "printed": tuple(own["printed"]), "is_open": attended.high is None,
    }  # fmt: skip


def _attendances(statements: pd.DataFrame, assume: Assumptions) -> dict[tuple[str, str], list[Span]]:
    """Printed attendances (not persons) by source and level."""
    chosen = (statements["unit_code"] == "attendance") & (statements["measure_code"] == "trained")
    found: dict[tuple[str, str], list[Span]] = {}
    for source, level, printed in records(statements[chosen], "source_code", "level_code", "printed"):
        found.setdefault((source, level), []).append(assume.span(printed))
    return found


def _abroad_pairs(own: pd.DataFrame, assume: Assumptions) -> list[tuple[str, str]]:
    if not assume.abroad_in_pool:
        return []
    home = own.loc[own["mode_code"] == "in_country", "statement_code"]
    abroad = own.loc[own["mode_code"] == "abroad", "statement_code"]
    return [(part, whole) for part in abroad for whole in home]


def persons(statements: pd.DataFrame, assume: Assumptions) -> pd.DataFrame:
    """One row a source: attendances and different persons, over all its levels.

    Columns: ``source_code, group_count``; ``attendances_low, attendances_high``; ``persons_low,
    persons_high`` those who completed, missing where the assumptions exclude each other.
    """
    rows = []
    found = groups(statements, assume)
    extra = _attendances(statements, assume)
    for source in dict.fromkeys(found["source_code"]):
        own = found[found["source_code"] == source]
        counted = {
            code: Span(low, high)
            for code, low, high in records(own, "statement_code", "done_low", "done_high")
        }
        people = distinct(counted, _abroad_pairs(own, assume), _level_pairs(own, assume))
        attended = total(spans(own)) + total(
            span for key, all_ in extra.items() if key[0] == source for span in all_
        )
        rows.append(
            (
                source,
                len(own),
                attended.low,
                attended.high,
                *((people.low, people.high) if people else (None, None)),
            )
        )
    columns = [
        "source_code",
        "group_count",
        "attendances_low",
        "attendances_high",
        "persons_low",
        "persons_high",
    ]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "Int64"))


def _level_pairs(own: pd.DataFrame, assume: Assumptions) -> list[tuple[str, str]]:
    if not assume.levels_disjoint:
        return []
    codes = list(records(own, "statement_code", "level_code"))
    return [(one, other) for i, (one, level) in enumerate(codes) for other, at in codes[:i] if level != at]
