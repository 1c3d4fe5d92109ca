"""The flow per level: the figures that follow from the bulletin, and bounds that hold for any statements."""

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data import processed, statements
from analysis.measures import frames, throughput
from analysis.measures.throughput import Assumptions

HANOI = "hanoi-2023-11-04"
CONVENTIONAL = Assumptions("conventional")


def frame(*rows: dict) -> pd.DataFrame:
    """Statements of made-up rows; what a row leaves out is empty."""
    filled = [
        {**dict.fromkeys(statements.FRAME_COLUMNS, ""), "source_code": "own", "statement_code": f"s{place}",
         "row": place + 2, "measure_code": "trained", "unit_code": "person", "level_code": "city_managed", **row}
        for place, row in enumerate(rows)
    ]  # fmt: skip
    return pd.DataFrame(filled)


@pytest.fixture(scope="module")
def hanoi() -> pd.DataFrame:
    return processed.statements(HANOI)


@pytest.fixture(scope="module")
def programme() -> pd.DataFrame:
    return processed.statements(HANOI, scope="programme")


def spans(found: pd.DataFrame, low: str = "low", high: str = "high") -> list[tuple]:
    """Two columns of each row as whole numbers, None where one is missing."""
    return [frames.ends(row, low, high) for row in found.to_dict("records")]


def ends(found: pd.DataFrame, key: str) -> dict[str, tuple]:
    """The ends by a column, under the reading chosen."""
    return {row[key]: frames.ends(row) for row in frames.chosen(found).to_dict("records")}


def people(found: pd.DataFrame) -> dict[str, tuple]:
    """The people at each level."""
    return ends(found[found["quantity"] == "people"], "level_code")


def over_all_levels(statements: pd.DataFrame, assume: Assumptions) -> tuple:
    """Attendances and different people over all levels, under the condition assumed."""
    found = throughput.totals(statements, assume)
    found = found[found["is_chosen"] & found["is_assumed"]]
    return tuple(spans(found))


def test_the_persons_of_each_level_of_the_bulletin(hanoi):
    expected = {
        "city_committee": (91, 131),
        "city_managed": (706, 706),
        "district_secretary": (197, 197),
        "district_standing": (256, 445),
        "commune_secretary": (1001, None),
    }
    assert expected == people(throughput.by_level(hanoi, Assumptions()))


def test_the_reasons_why_persons_are_bounds(hanoi):
    found = throughput.by_level(hanoi, Assumptions())
    found = found[found["is_chosen"]]
    assert dict(zip(found["level_code"], found["reason_code"], strict=True)) == {
        "city_committee": "overlap", "city_managed": "exact", "district_secretary": "exact",
        "district_standing": "admitted", "commune_secretary": "open",
    }  # fmt: skip


def test_more_than_1000_is_usually_read_as_1001_to_1099(hanoi):
    found = people(throughput.by_level(hanoi, CONVENTIONAL))
    assert found["commune_secretary"] == (1001, 1099)


def test_a_wider_tolerance_widens_the_conventional_reading_only(hanoi):
    wide = throughput.by_level(hanoi, Assumptions("conventional", Fraction(2)))
    assert people(wide)["commune_secretary"] == (1001, 1199)
    literal, other = (throughput.by_level(hanoi, Assumptions(tolerance=times)) for times in (1, 2))
    assert literal[literal["is_chosen"]].equals(other[other["is_chosen"]])


@pytest.mark.parametrize(
    ("reading", "level", "expected"),
    [
        ("literal", "commune_secretary", (Fraction(1001, 2480), Fraction(1))),
        ("literal", "city_managed", (Fraction(0), Fraction(706, 2480))),
        ("conventional", "commune_secretary", (Fraction(1001, 2480), Fraction(1099, 2578))),
        ("conventional", "city_managed", (Fraction(706, 2578), Fraction(706, 2480))),
    ],
)
def test_shares_of_attendances_are_bounds(hanoi, reading, level, expected):
    found = throughput.shares(hanoi, Assumptions(reading))
    (row,) = found[found["is_chosen"] & (found["level_code"] == level)].to_dict("records")
    assert expected == frames.share_ends(row)
    assert (row["low"], row["high"]) == tuple(map(float, expected))


@pytest.mark.parametrize(
    ("assume", "attendances", "persons"),
    [
        (Assumptions(), (2480, None), (1001, None)),
        (CONVENTIONAL, (2480, 2578), (1001, 2578)),
        (Assumptions(levels_disjoint=True), (2480, None), (2251, None)),
        (Assumptions(levels_disjoint=True, admission_basis="completions"), (2480, None), (2440, None)),
        (Assumptions("conventional", abroad_in_pool=True), (2480, 2578), (1001, 2538)),
        (Assumptions(admission_basis="planned"), (2291, None), (1001, None)),
    ],
)
def test_attendances_and_different_persons_over_all_levels(hanoi, assume, attendances, persons):
    assert over_all_levels(hanoi, assume) == (attendances, persons)


def test_those_abroad_may_be_taken_to_be_of_the_pool(hanoi):
    found = throughput.by_level(hanoi, Assumptions(abroad_in_pool=True))
    assert people(found)["city_committee"] == (91, 91)


def test_the_other_class_under_the_three_bases(hanoi):
    found = throughput.remaining_classes(hanoi, Assumptions())
    expected = {"admitted": (0, 189), "completions": (189, 189), "planned": (None, None)}
    assert expected == ends(found, "admission_basis")
    assert {256} == set(found["completed"])
    assert {1} == set(found["other_count"])
    assert {"hanoi_class_2"} == set(found["part_codes"])


def test_the_plan_and_its_parts(programme):
    found = throughput.plan_and_actual(programme, Assumptions())
    (row,) = found[found["is_chosen"]].to_dict("records")
    assert tuple(
        row[name] for name in ("planned_low", "low", "difference_low", "difference_high", "rest_low", "rest_high")
    ) == (707, 706, -1, -1, 244, 244)
    assert (row["part_printed"], row["part_lows"]) == ("227 · 236", "227 · 236")


def test_a_source_is_not_measured_against_the_plan_of_a_level_that_it_does_not_report(programme):
    other = programme.assign(in_focus=programme["source_code"] != HANOI)
    assert throughput.plan_and_actual(other, Assumptions()).empty


def test_the_district_levels_end_and_the_communes_begin_anew():
    codes = ("city_managed", "district_standing", "commune_secretary")
    found = throughput.validity(codes)
    expected = [
        ("city_managed", None, None, None),
        ("district_standing", None, date(2025, 6, 30), None),
        ("commune_secretary", None, None, date(2025, 7, 1)),
    ]
    assert expected == list(found.itertuples(index=False, name=None))


def test_attendances_alone_say_nothing_of_persons():
    own = frame({"unit_code": "attendance", "printed": "2.777"})
    assert over_all_levels(own, Assumptions()) == ((2777, 2777), (None, None))
    level = throughput.by_level(own, Assumptions()).iloc[0]
    assert (level["reason_code"], level["printed"]) == ("unsaid", "2.777")


def test_attendances_beside_persons_may_be_other_persons():
    own = frame({"printed": "100"}, {"unit_code": "attendance", "printed": "30"})
    assert over_all_levels(own, Assumptions()) == ((130, 130), (100, 130))


def test_assumptions_that_exclude_each_other_leave_no_persons():
    own = frame({"printed": "10", "mode_code": "in_country"}, {"printed": "40", "mode_code": "abroad"})
    found = throughput.by_level(own, Assumptions(abroad_in_pool=True))
    assert set(found["reason_code"]) == {"unsaid"}


def test_no_statements_give_empty_frames():
    empty = statements.frame([])
    assert throughput.by_level(empty, Assumptions()).empty
    assert throughput.totals(empty, Assumptions()).empty
    assert throughput.shares(empty, Assumptions()).empty
    assert throughput.remaining_classes(empty, Assumptions()).empty
    assert throughput.plan_and_actual(empty, Assumptions()).empty


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=5))
def test_persons_lie_between_the_largest_group_and_the_sum(sizes):
    own = frame(*({"printed": str(size)} for size in sizes))
    assert over_all_levels(own, Assumptions())[1] == (max(sizes), sum(sizes))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 400), st.booleans()), min_size=2, max_size=5))
def test_shares_hold_for_every_number_that_the_words_leave(groups):
    levels = sorted(set(processed.statement_table(HANOI)["level_code"]) - {""})
    rows = [
        {"printed": f"hơn {size}" if is_open else str(size), "level_code": level}
        for (size, is_open), level in zip(groups, levels, strict=False)
    ]
    found = throughput.shares(frame(*rows), Assumptions())
    found = found[found["is_chosen"]].set_index("level_code")
    for extra in (1, 50, 10_000):
        truth = {row["level_code"]: size + extra * is_open for row, (size, is_open) in zip(rows, groups, strict=False)}
        for level, number in truth.items():
            share = Fraction(number, sum(truth.values()))
            low, high = frames.share_ends(found.loc[level])
            assert low <= share <= high


def whole_and_part(printed, part):
    return frame({"printed": printed, "statement_code": "n"},
                 {"printed": part, "measure_code": "completed", "base": "n"})  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "part", "expected", "falls_back", "is_consistent"),
    [
        ("gần 260", "256", (256, 259), False, True),
        ("hơn 200", "256", (256, None), True, True),
        ("khoảng 200", "256", (256, None), True, True),
        ("250", "256", (250, 256), False, False),
    ],
)
def test_a_whole_that_by_convention_cannot_hold_its_part_is_read_literally(
    printed, part, expected, falls_back, is_consistent
):
    group = throughput.groups(whole_and_part(printed, part), CONVENTIONAL).query("is_chosen").iloc[0]
    assert (group["falls_back"], group["is_consistent"]) == (falls_back, is_consistent)
    found = throughput.by_level(whole_and_part(printed, part), CONVENTIONAL)
    assert people(found) == {"city_managed": expected}


@pytest.mark.parametrize(
    ("printed", "part", "completed", "left"),
    [("445", "hơn 250", (251, None), (0, 194)), ("445", "khoảng 256", (0, None), (0, 445)),
     ("445", "gần 256", (0, 255), (190, 445)), ("hơn 400", "256", (256, 256), (145, None)),
     ("gần 260", "256", (256, 256), (0, 3))],
)  # fmt: skip
def test_what_is_left_beside_completions_is_as_wide_as_the_words(printed, part, completed, left):
    found = throughput.remaining_classes(whole_and_part(printed, part), Assumptions())
    rows = found[found["is_chosen"] & (found["admission_basis"] == "completions")]
    assert (spans(rows, "completed", "completed_high"), spans(rows)) == ([completed], [left])


@pytest.mark.parametrize("basis", ["admitted", "completions"])
def test_a_whole_is_never_less_than_its_part(basis):
    found = throughput.by_level(whole_and_part("gần 260", "256"), Assumptions(admission_basis=basis))
    assert spans(found[found["is_chosen"]]) == [(256, 259), (256, 259)]


def test_the_rest_of_a_plan_is_open_where_its_convention_cannot_hold_the_parts():
    made = frame(
        {"printed": "hơn 700", "measure_code": "planned", "statement_code": "p", "source_code": "plan"},
        *({"printed": part, "measure_code": "planned", "base": "p", "source_code": "plan"} for part in ("463", "400")),
        {"printed": "900"},
    )
    found = throughput.plan_and_actual(made.assign(in_focus=made["source_code"] == "own"), CONVENTIONAL)
    found = found[found["is_chosen"]]
    assert spans(found, "planned_low", "planned_high") + spans(found, "rest_low", "rest_high") == [
        (701, None),
        (0, None),
    ]


@pytest.mark.parametrize(("printed", "span"), [("hơn 5", (6, None)), ("gần 5", (0, 4)), ("gần 50", (45, 49))])
def test_a_convention_that_leaves_no_whole_number_is_not_applied(printed, span):
    assert (CONVENTIONAL.span(printed).low, CONVENTIONAL.span(printed).high) == span
