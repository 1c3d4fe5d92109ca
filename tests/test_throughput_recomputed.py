"""Every number of the page on all levels agrees with a computation that uses nothing of the package."""

import math
from fractions import Fraction

import frozen
import notebook_page
import pytest
from recomputed_throughput import added, ends, people, share, statements

from analysis.pages.tables import Special

HANOI, PLAN = "hanoi-2023-11-04", "hanoi-plan-2022-08"
READINGS = (False, True)


@pytest.fixture(scope="module")
def report():
    return notebook_page.blocks("throughput_by_level", source=HANOI, language="en")


@pytest.fixture(scope="module")
def printed() -> dict[str, dict[str, str]]:
    return statements(frozen.STATEMENTS, HANOI)


def groups(rows: dict, by_convention: bool, all_completed: bool = False) -> dict[str, tuple]:
    """The people trained of each group; of one with a completed part only that part is certain."""
    found = {}
    for code, row in rows.items():
        if row["measure_code"] == "trained" and row["unit_code"] == "person":
            low, high = ends(row["printed"], by_convention)
            parts = [other for other in rows.values() if other["base"] == code and other["measure_code"] == "completed"]
            if parts and not all_completed:
                low = sum(ends(part["printed"], by_convention)[0] for part in parts)
            found[code] = low, high
    return found


def levels(rows: dict) -> dict[str, tuple[str, ...]]:
    """The groups of each level."""
    codes = list(groups(rows, False))
    return {
        level: tuple(code for code in codes if rows[code]["level_code"] == level)
        for level in dict.fromkeys(rows[code]["level_code"] for code in codes)
    }


def cell(span: tuple) -> tuple:
    low, high = span
    return low, Special.NO_LIMIT if high == math.inf else high


def test_the_two_least_numbers_of_people_and_that_there_is_no_greatest(printed):
    families = levels(printed).values()
    assert people(groups(printed, False)) == (1001, math.inf)
    assert people(groups(printed, False), families) == (2251, math.inf)
    assert people(groups(printed, False, all_completed=True), families) == (2440, math.inf)


def test_people_and_attendances_over_all_levels(report, printed):
    attended = {code: ends(printed[code]["printed"]) for code in groups(printed, False)}
    by_convention = {code: ends(printed[code]["printed"], True) for code in attended}
    families = list(levels(printed).values())
    expected = [tuple(cell(added(each.values())) for each in (attended, by_convention))]
    for apart, everybody in (((), False), (families, False), (families, True)):
        expected.append(tuple(cell(people(groups(printed, by, everybody), apart)) for by in READINGS))
    table = report["attendances"].table
    assert [row[2:4] for row in table.rows if row[0].startswith("All levels")] == expected


def test_attendances_and_shares_of_each_level(report, printed):
    expected = {}
    for codes in levels(printed).values():
        spans, shares = [], []
        for by_convention in READINGS:
            span = {code: ends(printed[code]["printed"], by_convention) for code in groups(printed, False)}
            own = added(span[code] for code in codes)
            spans.append(cell(own))
            shares.append(cell(share(own, added(span[code] for code in span if code not in codes))))
        expected[tuple(spans)] = tuple(shares)
    rows = [row for row in report["attendances"].table.rows if not row[0].startswith("All levels")]
    assert {row[2:4]: row[4:] for row in rows} == expected


def test_people_at_each_level(report, printed):
    expected = []
    for codes in levels(printed).values():
        spans = [groups(printed, by_convention) for by_convention in READINGS]
        expected.append(tuple(cell(people({code: span[code] for code in codes})) for span in spans))
    found = [row[3:] for row in report["levels"].table.rows if row[1] == "Trained"]
    assert sorted(expected, key=str) == sorted(found, key=str)


def test_the_plan_its_parts_and_the_difference(report, printed):
    plan = statements(frozen.STATEMENTS, PLAN)
    whole, first, second, courses = (
        ends(plan[code]["printed"])[0] for code in ("plan_total", "plan_course_1", "plan_course_2", "plan_courses")
    )
    fewer = whole - ends(printed["city_managed"]["printed"])[0]
    found = {row[1]: row[3] for row in report["levels"].table.rows if row[1] != "Trained"}
    assert found == {
        "Planned: Hanoi Party Committee, August 2022": (whole, whole),
        "Course 1": (first, first),
        "Course 2": (second, second),
        f"Course {courses}, not printed, if the classes make up the plan": (whole - first - second,) * 2,
        "Fewer than planned, if plan and report are of the same training": (fewer, fewer),
    }


def test_the_other_class_and_the_share_of_the_class_reported(report, printed):
    whole, done = (ends(printed[code]["printed"])[0] for code in ("district_standing", "class_2_completed"))
    table = report["remaining"].table
    assert [row[3:] for row in table.rows] == [
        ((done, done), (0, whole - done), (0, whole - done), (Fraction(done, whole), 1)),
        ((done, done), (whole - done,) * 2, (whole - done,) * 2, (Fraction(done, whole),) * 2),
        ((done, done), *(Special.UNAVAILABLE,) * 3),
    ]
    assert "57.5%" in report["remaining"].note[1]
