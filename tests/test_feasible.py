"""Which whole numbers fit: single figures, whole classes, and the search behind them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statement_frames import frame, graded, row

from analysis.errors import FigureError
from analysis.measures.bounds import Claims, Constraint, System, claims_of, counts, power, totals_of_mean
from analysis.measures.bounds.forcing import breakdowns
from analysis.vocabulary import figures


def claims(*rows, **how):
    return Claims(tuple(claims_of(frame(*rows))), **how)


# methods.md section 1


@pytest.mark.parametrize(
    ("printed", "fits"),
    [
        ("5.19", False), ("5.20", False), ("5.21", True), ("5.22", False), ("5.23", False), ("5.24", False),
        ("5.25", True), ("5.26", False), ("5.27", False), ("5.28", False), ("5.29", True), ("5.30", False),
    ],
)  # fmt: skip
def test_means_of_28_whole_marks(printed, fits):
    assert fits == bool(totals_of_mean(printed, 28))


@pytest.mark.parametrize(("printed", "n"), [("3.48", 20), ("5.93", 49), ("5.27", 43)])
def test_means_that_no_sum_gives(printed, n):
    assert totals_of_mean(printed, n) == []


def test_half_marks_allow_more_means_than_whole_marks():
    assert [Fraction(23, 2)] == totals_of_mean("2.88", 4, "0.5")
    assert totals_of_mean("2.88", 4) == []


def test_only_one_of_six_percentages_of_150_is_possible():
    printed = ["67.4%", "54.2%", "54.0%", "69.8%", "68.1%", "55.4%"]
    assert {text: k for text in printed if (k := counts(text, 150, rounding=["half_up"]))} == {"54.0%": [81]}


@pytest.mark.parametrize(
    ("printed", "total", "reading", "expected"),
    [
        ("trên 98%", 256, "literal", (251, 256)),
        ("trên 98%", 256, "conventional", (251, 253)),
        ("gần 60%", 256, "literal", (0, 153)),
        ("gần 60%", 256, "conventional", (146, 153)),
        ("100%", 256, "literal", (255, 256)),
        ("100%", 256, "conventional", (256, 256)),
        ("hơn 1.000", 2480, "conventional", (1001, 1099)),
        ("khoảng 90", 100, "literal", (0, 100)),
    ],
)
def test_counts_of_one_figure(printed, total, reading, expected):
    fitting = counts(printed, total, reading)
    assert expected == (fitting[0], fitting[-1])
    assert list(range(expected[0], expected[1] + 1)) == fitting


def test_a_wider_tolerance_lets_gan_begin_at_55():
    assert counts("gần 60%", 256, "conventional", tolerance=Fraction(5, 3))[0] == 141


def test_33_3_percent_of_256_fits_nothing():
    assert counts("33,3%", 256) == []


def test_truncation_alone_explains_25_5_percent_of_90():
    assert (counts("25.5%", 90, rounding=["half_up"]), counts("25.5%", 90, rounding=["truncated"])) == ([], [23])


@pytest.mark.parametrize("total", [-1, 2.0, True])
def test_a_total_that_is_no_number_of_people_is_refused(total):
    with pytest.raises(FigureError) as error:
        counts("10%", total)
    assert f"total is {total!r}: it must be a whole number, 0 or more." == str(error.value)


def test_the_check_is_blind_beyond_a_hundred_learners_per_printed_unit():
    assert (Fraction(50, 101), 0) == (power(0, 50), power(1, 1000))


@pytest.mark.parametrize("total", [0, 1, 7, 43, 60, 88, 99, 100, 124])
@pytest.mark.parametrize("decimals", [0, 1])
def test_the_power_is_the_share_of_percentages_that_no_count_fits(decimals, total):
    printed = [f"{units / 10**decimals:.{decimals}f}%" for units in range(100 * 10**decimals + 1)]
    unfit = sum(not counts(text.replace(".", ","), total) for text in printed)
    assert Fraction(unfit, len(printed)) == power(decimals, total)


@given(
    st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(0, 3),
    st.sampled_from(["half_up", "truncated"]),
)
def test_the_count_behind_a_rounded_share_always_fits_it(case, decimals, rounding):
    part, whole = case
    assert part in counts(printed_share(part, whole, decimals, rounding), whole, rounding=[rounding])


def printed_share(part, whole, decimals, rounding="half_up"):
    units = Fraction(100 * part, whole) * 10**decimals
    digits = str(int(units + Fraction(rounding == "half_up", 2))).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]},{digits[-decimals:]}%" if decimals else f"{digits}%"


# systems


SMALL = st.lists(
    st.tuples(st.tuples(*[st.integers(-3, 3)] * 3), st.integers(-12, 12), st.integers(0, 12)), min_size=1, max_size=4
)


@settings(max_examples=120)
@given(SMALL, st.tuples(*[st.integers(-3, 3)] * 3))
def test_extents_equal_a_brute_force_enumeration(rows, cost):
    names = ("x", "y", "z")
    box = [Constraint.of({name: 1}, None, 6) for name in names]
    made = [Constraint.of(dict(zip(names, terms, strict=True)), low, low + width) for terms, low, width in rows]
    points = [dict(zip(names, point, strict=True)) for point in product(range(7), repeat=3)]
    sums = [
        sum(factor * point[name] for name, factor in zip(names, cost, strict=True))
        for point in points
        if all(constraint.holds(point) for constraint in made)
    ]
    expected = (min(sums), max(sums)) if sums else None
    assert expected == System([*box, *made]).extent(dict(zip(names, cost, strict=True)))


def test_an_open_end_is_no_contradiction():
    system = System([Constraint.of({"all": 1}, 1001), Constraint.of({"part": 100, "all": -60}, 0)])
    assert system.extent({"part": 1}) == (601, None)


def test_halves_of_an_odd_number_are_impossible():
    assert System([Constraint.of({"a": 2, "b": -2}, 1, 1)]).extent({"a": 1}) is None


# claims


HANOI = (
    row("n", "completed", "256"),
    graded("up", "trên 98%", "good", at_or_above="true"),
    graded("top", "gần 60%", "excellent+very_good"),
    row("praised", "commended", "22", "n"),
)
UP, TOP = ("excellent", "very_good", "good"), ("excellent", "very_good")


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        ("literal", {UP: (251, 256), TOP: (0, 153), ("good",): (98, 256)}),
        ("conventional", {UP: (251, 253), TOP: (146, 153), ("good",): (98, 107)}),
    ],
)
def test_joint_bounds_of_the_second_hanoi_class(reading, expected):
    made = claims(*HANOI, reading=reading, cuts=(("good",),))
    learners = made.quantity(made.items[0])
    assert expected == {grades: made.system().extent(made.cells(learners, grades)) for grades in expected}


@pytest.mark.parametrize(("reading", "expected"), [("literal", (0, 153)), ("conventional", (144, 151))])
def test_trong_do_may_mean_those_at_kha_or_better(reading, expected):
    nested = (*HANOI[:2], graded("top", "gần 60%", "excellent+very_good", base="up"))
    made = claims(*nested, reading=reading)
    assert expected == made.system().extent(made.terms(made.items[2]))


def test_claims_with_other_cuts_are_those_made_anew_whatever_was_read_before():
    items, cuts = claims(*HANOI).items[:2], (("good",),)
    read = claims(*HANOI).varied(reading="conventional").recut(items, cuts)
    assert Claims(items, "conventional", cuts=cuts).structure == read.structure
    assert claims(*HANOI).structure != read.structure


SHARES = st.sampled_from([("", 0), ("", 1), ("hơn ", 0), ("gần ", 0), ("ít nhất ", 1), ("không quá ", 0)])


@settings(max_examples=60)
@given(st.integers(1, 14), st.tuples(*[st.tuples(st.integers(0, 100), SHARES)] * 3))
def test_joint_bounds_of_small_classes_equal_a_brute_force_enumeration(n, printed):
    grades = ("very_good", "good", "average")
    shares = [f"{word}{value}{',0' * decimals}%" for value, (word, decimals) in printed]
    try:
        parsed = [figures.parse(share) for share in shares]
    except FigureError:
        return
    made = claims(row("n", "completed", str(n)), *map(graded, grades, shares, grades))
    fitting = [set(counts(figure, n)) for figure in parsed]
    points = [p for p in product(range(n + 1), repeat=3) if sum(p) <= n]
    points = [p for p in points if all(k in fits for k, fits in zip(p, fitting, strict=True))]
    system = made.system()
    for place, claim in enumerate(made.items[1:]):
        values = [point[place] for point in points]
        expected = (min(values), max(values)) if values else None
        assert expected == system.extent(made.terms(claim))


def test_shares_that_add_up_to_100_need_not_be_everybody():
    made = claims(row("n", "completed", "250"), graded("a", "34%", "good"), graded("b", "66%", "average"))
    extra = [Constraint.of(made.terms(made.items[1]), 84, 84), Constraint.of(made.terms(made.items[2]), 165, 165)]
    assert made.system(extra).feasible()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("gần 60%", (0, 5)), ("hơn 60%", (7, 10)), ("không quá 60%", (0, 6)), ("ít nhất 60%", (6, 10)), ("69%", None)],
)
def test_a_strict_end_leaves_out_the_count_that_lies_on_it(printed, expected):
    made = claims(row("n", "completed", "10"), graded("g", printed, "good"))
    assert made.system().extent(made.terms(made.items[1])) == expected


def test_a_printed_fraction_fits_the_whole_numbers_on_both_sides():
    made = claims(row("n", "completed", "256"), graded("a", "2/3", "good", unit_code="percent"))
    assert made.system().extent(made.terms(made.items[1])) == (170, 171)


def test_claims_that_may_count_different_things_share_no_variable():
    for rows in (
        (row("a", "planned", "707"), row("b", "trained", "706")),
        (row("a", "trained", "91", mode_code="in_country"), row("b", "trained", "40", mode_code="abroad")),
        (row("a", "trained", "706"), row("b", "trained", "2.777", unit_code="attendance")),
        (row("a", "commended", "10"), row("b", "commended", "11")),
        (row("a", "enrolled", "86"), row("b", "enrolled", "6"), row("c", "completed", "92")),
    ):
        made = claims(*rows)
        assert [1] * len(rows) == [len(part.items) for part in made.components()]


def test_breakdowns_are_disjoint_shares_of_one_base_that_add_up_to_100():
    made = claims(
        row("n", "completed", "97"),
        graded("vg", "19,6%", "very_good"),
        graded("g", "78,3%", "good"),
        graded("a", "2,1%", "average"),
        graded("up", "97,9%", "good", at_or_above="true"),
    )
    assert breakdowns(made) == [("vg", "g", "a"), ("a", "up")]


@pytest.mark.parametrize(
    ("printed", "total", "expected"), [("trên 90%", 7, [7]), ("hơn 5", 7, [6, 7]), ("gần 8", 6, list(range(7)))]
)
def test_a_convention_that_no_count_fits_is_not_applied(printed, total, expected):
    assert counts(printed, total, "conventional") == expected
