"""Printed figures and their bounds: the table of readings, ranges, refusals."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import FigureError, ParameterError
from analysis.vocabulary import figures
from analysis.vocabulary.figures import Bounds, parse

F = Fraction


@pytest.mark.parametrize(
    ("printed", "value", "qualifier", "decimals", "unit"),
    [
        ("256", 256, "exact", 0, None),
        ("hơn 1.000", 1000, "more_than", 0, None),
        ("trên 98%", 98, "more_than", 0, "percent"),
        ("gần 60%", 60, "nearly", 0, "percent"),
        ("sát 60%", 60, "nearly", 0, "percent"),
        ("gần như 60%", 60, "nearly", 0, "percent"),
        ("khoảng 90", 90, "about", 0, None),
        ("xấp xỉ 90", 90, "about", 0, None),
        ("chừng 90", 90, "about", 0, None),
        ("trên dưới 200", 200, "about", 0, None),
        ("ít nhất 5", 5, "at_least", 0, None),
        ("từ 50 trở lên", 50, "at_least", 0, None),
        ("không quá 5", 5, "at_most", 0, None),
        ("chưa đến 5", 5, "less_than", 0, None),
        ("chưa tới 5", 5, "less_than", 0, None),
        ("98.5%", F(197, 2), "exact", 1, "percent"),
        ("hơn 98,5%", F(197, 2), "more_than", 1, "percent"),
        ("một nghìn", 1000, "exact", 0, None),
        ("2/3 học viên", F(200, 3), "exact", None, "percent"),
        ("1,000%", 1, "exact", 3, "percent"),
    ],
)
def test_what_a_text_says(printed, value, qualifier, decimals, unit):
    figure = parse(printed)
    assert (value, qualifier, decimals, unit) == (figure.value, figure.qualifier, figure.decimals, figure.unit)


@pytest.mark.parametrize("printed", ["60-65%", "60% - 65%", "từ 60 đến 65%", "từ 60% đến 65%", "60–65%"])
def test_a_range_has_two_ends(printed):
    assert (parse(printed).value, parse(printed).upper, parse(printed).qualifier) == (60, 65, "range")


@pytest.mark.parametrize(
    ("printed", "literal", "conventional"),
    [
        ("256", Bounds(F(256), F(256)), Bounds(F(256), F(256))),
        ("hơn 1.000", Bounds(F(1000), None, False, True), Bounds(F(1000), F(1100), False, False)),
        ("trên 98%", Bounds(F(98), F(100), False, True), Bounds(F(98), F(99), False, False)),
        ("trên 99,5%", Bounds(F(199, 2), F(100), False, True), Bounds(F(199, 2), F(100), False, True)),
        ("gần 60%", Bounds(F(0), F(60), True, False), Bounds(F(57), F(60), True, False)),
        ("gần 200", Bounds(F(0), F(200), True, False), Bounds(F(180), F(200), True, False)),
        ("khoảng 90", Bounds(F(0), None), Bounds(F(81), F(99))),
        ("khoảng 99%", Bounds(F(0), F(100)), Bounds(F(96), F(100))),
        ("ít nhất 5", Bounds(F(5), None), Bounds(F(5), None)),
        ("không quá 5", Bounds(F(0), F(5)), Bounds(F(0), F(5))),
        ("dưới 98%", Bounds(F(0), F(98), True, False), Bounds(F(0), F(98), True, False)),
        ("60-65%", Bounds(F(60), F(65)), Bounds(F(60), F(65))),
        ("67%", Bounds(F(133, 2), F(68), True, False), Bounds(F(133, 2), F(68), True, False)),
        ("100%", Bounds(F(199, 2), F(100)), Bounds(F(100), F(100))),
        ("0%", Bounds(F(0), F(1), True, False), Bounds(F(0), F(0))),
    ],
)
def test_bounds_under_both_readings(printed, literal, conventional):
    assert (literal, conventional) == (parse(printed).bounds(), parse(printed).bounds("conventional"))


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [(["half_up"], Bounds(F(133, 2), F(135, 2), True, False)), (["truncated"], Bounds(F(67), F(68), True, False))],
)
def test_bounds_of_one_rounding(rounding, expected):
    assert expected == parse("67%").bounds(rounding=rounding)


def test_tolerance_multiplies_the_width_of_a_qualifier_alone():
    assert Bounds(F(54), F(60), True, False) == parse("gần 60%").bounds("conventional", tolerance=2)
    assert parse("67%").bounds() == parse("67%").bounds("conventional", tolerance="0.5")


@pytest.mark.parametrize("tolerance", [0, -1, "nhiều"])
def test_a_tolerance_that_is_no_number_above_0_is_refused(tolerance):
    with pytest.raises(ParameterError) as error:
        parse("gần 60%").bounds("conventional", tolerance)
    fault = "no float" if tolerance == "nhiều" else "not above 0"
    assert f"tolerance: {tolerance!r} is {fault}. Give a float such as 1.0." == str(error.value)


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        ("", "nothing is printed: the figure is empty."),
        ("1,000", '"1,000" is ambiguous: 1000, or 1 with three decimals. Print "1.000" for 1000.'),
        ("101%", '"101%" is more than 100%: no share of a base can be.'),
        ("hơn 100%", '"hơn 100%" says more than all: no share of a base can be.'),
        ("dưới 0", '"dưới 0" says less than none.'),
        ("65-60%", '"65-60%" is a range that does not rise.'),
        ("hơn", '"hơn" holds no number: "hơn" is not a number word.'),
        ("5/3 học viên", '"5/3 học viên" is no part of a whole: 5 of 3.'),
    ],
)
def test_a_figure_that_is_ambiguous_or_says_nothing_is_refused(printed, message):
    with pytest.raises(FigureError) as error:
        parse(printed)
    assert message == str(error.value)


def test_composed_and_decomposed_text_read_the_same():
    for printed in ("gần 60%", "trên dưới 200", "một nghìn rưỡi"):
        found = parse(unicodedata.normalize("NFD", printed))
        assert parse(printed) == found


def test_whole_numbers_of_an_interval():
    assert parse("hơn 1.000").bounds().whole() == (1001, None)
    assert parse("gần 200").bounds().whole() == (0, 199)


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 3), st.sampled_from(figures.ROUNDINGS))
def test_the_truth_lies_in_the_bounds_of_its_rounded_share(part, whole, decimals, rounding):
    share = F(100 * min(part, whole), whole)
    units = int(share * 10**decimals + (F(1, 2) if rounding == "half_up" else 0))
    text = str(units).rjust(decimals + 1, "0")
    printed = f"{text[:-decimals]},{text[-decimals:]}%" if decimals else f"{text}%"
    assert share in parse(printed).bounds(rounding=[rounding])


WORDS = st.sampled_from(["hơn", "gần", "khoảng", "ít nhất", "không quá", "dưới"])


@given(WORDS, st.integers(1, 99), st.sampled_from(["", "%"]), st.integers(1, 4))
def test_the_conventional_reading_lies_in_the_literal_one_and_grows_with_tolerance(word, value, sign, factor):
    figure = parse(f"{word} {value}{sign}")
    literal, narrow, wide = (
        figure.bounds(),
        figure.bounds("conventional"),
        figure.bounds("conventional", tolerance=factor),
    )
    for inner, outer in ((narrow, literal), (narrow, wide), (wide, literal)):
        assert inner.low >= outer.low
        assert outer.high is None or (inner.high is not None and inner.high <= outer.high)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_two_intervals_meet_where_a_whole_number_lies_in_both(a, b, c, d):
    one, other = Bounds(F(min(a, b)), F(max(a, b))), Bounds(F(min(c, d)), F(max(c, d)))
    assert any(k in one and k in other for k in range(51)) == one.meets(other)


ENDS = st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans(), st.booleans())


@given(ENDS.filter(lambda ends: ends[0] < ends[1]), ENDS.filter(lambda ends: ends[0] < ends[1]))
def test_how_two_intervals_stand_is_what_the_numbers_in_them_say(first, second):
    one, other = Bounds(*first), Bounds(*second)
    halves, others = ({F(k, 2) for k in range(41) if F(k, 2) in bounds} for bounds in (one, other))
    expected = "agree" if halves == others else "refine" if halves & others else "contradict"
    assert expected == one.relation(other) == other.relation(one)
    assert (halves <= others) == one.within(other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("gan 60%", "gần 60%"), ("tren 98%", "trên 98%"), ("hon 1000", "hơn 1000"), ("it nhat 50", "ít nhất 50")),
        *(
            ("tu 60 den 65%", "từ 60 đến 65%"),
            ("60% tro len", "60% trở lên"),
            ("mot nghin hai tram", "một nghìn hai trăm"),
        ),
        *(("không qua 5", "không quá 5"), ("khoag 65%", "khoảng 65%"), ("gầnn 60%", "gần 60%")),
        *(("nearly 60%", "gần 60%"), ("almost 60%", "gần 60%"), ("more than 98%", "hơn 98%"), ("over 98%", "hơn 98%")),
        *(("about 200 people", "khoảng 200 người"), ("at least 50", "ít nhất 50"), ("under 5 percent", "dưới 5%")),
        *(("60% or more", "60% trở lên"), ("between 60 and 65%", "từ 60 đến 65%"), ("nearly 1,000", "gần 1.000")),
        *(("~60%", "khoảng 60%"), (">98%", "hơn 98%"), (">= 98%", "ít nhất 98%")),
    ],
)
def test_a_text_that_is_no_figure_is_answered_with_the_one_that_was_meant(typed, meant):
    with pytest.raises(FigureError) as error:
        parse(typed)
    assert str(error.value).endswith(f' Did you mean "{meant}"?')
    assert error.value.said("vi").endswith(f' Có phải ý là "{meant}"?')


@pytest.mark.parametrize("typed", ["nhiều", "xyz", "almost all", "hơn 1,000", "hon", "", "gan " * 10_000, "<" * 10_000])
def test_nothing_is_guessed_that_could_not_be_read(typed):
    with pytest.raises(FigureError) as error:
        parse(typed)
    assert "Did you mean" not in str(error.value)


def test_the_whole_answer_to_a_figure_without_its_marks():
    with pytest.raises(FigureError) as error:
        parse("gan 60%")
    assert str(error.value) == (
        '"gan 60%" cannot be read: "gan 60" holds no number: "gan" is not a number word. Did you mean "gần 60%"?'
    )
