"""Different persons behind groups that may overlap: against every way to overlap, under every basis and reading."""

from __future__ import annotations

from itertools import chain, combinations
from math import inf
from random import Random

import frozen
import notebook_page
import pandas as pd
import pytest
from recomputed_throughput import ends, people, statements

from analysis.data import processed
from analysis.data.statements import FRAME_COLUMNS
from analysis.measures import frames, throughput
from analysis.measures.throughput import BASES, Assumptions
from analysis.vocabulary.figures import READINGS

HANOI = "hanoi-2023-11-04"
LEVELS = ("city_committee", "city_managed", "commune_secretary")


def every_way(groups: dict[str, tuple], inside: set[tuple[str, str]]) -> tuple[int, float] | None:
    """The fewest and the most persons, one by one into every set of groups that may hold him; None where none fit.

    Of a group without a greatest number persons beyond its least number are not counted: they change nothing. With more
    persons than all the greatest numbers added up, some group is without one and there is no end.
    """
    names = list(groups)
    lows, highs = ([span[end] for span in groups.values()] for end in (0, 1))
    cells = [
        {*cell} for cell in chain.from_iterable(combinations(names, size) for size in range(1, len(names) + 1))
        if all(whole in cell for part, whole in inside if part in cell)
    ]  # fmt: skip
    most = sum(low if high == inf else high for low, high in groups.values()) + 1
    fits, reached = [], {(0,) * len(names)}
    for number in range(most + 1):
        if any(all(map(int.__ge__, sizes, lows)) for sizes in reached):
            fits.append(number)
        more = {tuple(size + (name in cell) for size, name in zip(sizes, names, strict=True))
                for sizes in reached for cell in cells}  # fmt: skip
        reached = {
            tuple(min(size, low) if high == inf else size for size, low, high in zip(sizes, lows, highs, strict=True))
            for sizes in more if all(size <= high for size, high in zip(sizes, highs, strict=True))
        }  # fmt: skip
    return (fits[0], inf if fits[-1] == most else fits[-1]) if fits else None


def programme(chance: Random) -> tuple[list[dict], list[dict]]:
    """A few groups of few people, some of them open, and for some a part that completed; the rows of both."""
    wholes, parts = [], []
    for place in range(chance.randint(1, 4)):
        size = chance.randint(1, 4)
        row = {"statement_code": f"g{place}", "level_code": chance.choice(LEVELS[:2]), "measure_code": "trained",
               "mode_code": chance.choice(("", "in_country", "in_country", "abroad")),
               "printed": chance.choice((f"hơn {size}", str(size)))}  # fmt: skip
        wholes.append(row)
        if chance.random() < 0.4:
            done = chance.randint(1, size)
            parts.append({**row, "statement_code": f"p{place}", "measure_code": "completed", "base": f"g{place}",
                          "printed": str(done)})  # fmt: skip
    return wholes, parts


def read(wholes: list[dict], parts: list[dict], basis: str) -> dict[str, tuple]:
    """Who completed of each group on a basis. By convention "hơn 4" would be nobody, so every reading is literal."""
    done = {part["base"]: int(part["printed"]) for part in parts}
    groups = {}
    for row in wholes:
        low, high = ends(row["printed"])
        if row["statement_code"] in done and basis != "completions":
            low = done[row["statement_code"]]
            high = inf if basis == "planned" else high
        groups[row["statement_code"]] = (low, high)
    return groups


@pytest.mark.parametrize("seed", range(60))
def test_the_persons_of_a_made_up_programme_are_those_of_every_way_to_overlap(seed):
    chance = Random(seed)
    wholes, parts = programme(chance)
    frame = pd.DataFrame([{**dict.fromkeys(FRAME_COLUMNS, ""), "source_code": "own", "unit_code": "person", **row}
                          for row in (*wholes, *parts)])  # fmt: skip
    for basis in BASES:
        groups = read(wholes, parts, basis)
        for pooled in (False, True):
            inside = {
                (part["statement_code"], whole["statement_code"])
                for part in wholes for whole in wholes
                if pooled and part["level_code"] == whole["level_code"]
                and (part["mode_code"], whole["mode_code"]) == ("abroad", "in_country")
            }  # fmt: skip
            expected = every_way(groups, inside)
            for reading in READINGS:
                found = throughput.totals(frame, Assumptions(reading, 1, basis, pooled))
                assert _people(found, "whatever_overlaps") == _cell(expected)


def _people(totals: pd.DataFrame, condition: str) -> frames.Ends:
    """The people over all levels under a condition, in the reading chosen."""
    (row,) = totals[totals["is_chosen"] & (totals["condition"] == condition)].to_dict("records")
    return frames.ends(row)


def _cell(found: tuple[int, float] | None) -> tuple[int | None, int | None]:
    return (None, None) if found is None else (found[0], None if found[1] == inf else found[1])


@pytest.fixture(scope="module")
def printed() -> dict[str, dict[str, str]]:
    return statements(frozen.STATEMENTS, HANOI)


def of_bulletin(rows: dict, by_convention: bool, basis: str) -> dict[str, dict[str, tuple]]:
    """Who completed of each group of the bulletin on a basis, level by level."""
    found: dict[str, dict[str, tuple]] = {}
    done = {row["base"]: ends(row["printed"])[0] for row in rows.values() if row["measure_code"] == "completed"}
    for code, row in rows.items():
        if row["measure_code"] == "trained":
            low, high = ends(row["printed"], by_convention)
            if code in done and basis != "completions":
                low, high = done[code], inf if basis == "planned" else high
            found.setdefault(row["level_code"], {})[code] = (low, high)
    return found


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("basis", BASES)
def test_every_page_of_the_bulletin_has_its_persons_under_every_basis(printed, basis, reading):
    levels = of_bulletin(printed, reading == "conventional", basis)
    groups = {code: span for level in levels.values() for code, span in level.items()}
    made, assume = processed.statements(HANOI), Assumptions(reading, admission_basis=basis)
    totals, by_level = throughput.totals(made, assume), frames.chosen(throughput.by_level(made, assume))
    assert _people(totals, "whatever_overlaps") == _cell(people(groups))
    assert _people(totals, "nobody_twice") == _cell(people(groups, levels.values()))
    rows = by_level[by_level["quantity"] == "people"].to_dict("records")
    assert {row["level_code"]: frames.ends(row) for row in rows} == {
        code: _cell(people(own)) for code, own in levels.items()
    }


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("level", ["all", *LEVELS, "district_secretary", "district_standing"])
def test_every_page_is_made_under_every_basis(level, basis):
    for reading in READINGS:
        chosen = {"source": HANOI, "level_code": level, "reading": reading, "admission_basis": basis}
        assert next(iter(notebook_page.blocks("throughput_by_level", **chosen))) == "title"


def test_no_number_of_groups_is_too_many():
    rows = [{"statement_code": f"g{place}", "measure_code": "trained", "unit_code": "person", "printed": f"hơn {place}",
             "level_code": LEVELS[0], "source_code": "own"} for place in range(1, 41)]  # fmt: skip
    frame = pd.DataFrame([{**dict.fromkeys(FRAME_COLUMNS, ""), **row} for row in rows])
    assert _people(throughput.totals(frame, Assumptions()), "whatever_overlaps") == (41, None)
