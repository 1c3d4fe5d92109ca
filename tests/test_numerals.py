"""Vietnamese numerals: digits with dots and commas, words, and both."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import FigureError
from analysis.vocabulary import numerals
from analysis.vocabulary.numerals import Number


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1.000", 1000, 0),
        ("12.345.678", 12_345_678, 0),
        ("98,4", Fraction(492, 5), 1),
        ("5.5", Fraction(11, 2), 1),
        ("5.20", Fraction(26, 5), 2),
        ("0,125", Fraction(1, 8), 3),
        ("1.234,5", Fraction(2469, 2), 1),
        ("1,2345", Fraction(2469, 2000), 4),
        ("007", 7, 0),
        ("22 nghìn", 22_000, 0),
        ("1,2 triệu", 1_200_000, 0),
        ("2 triệu rưỡi", 2_500_000, 1),
    ],
)
def test_digits(text, value, decimals):
    assert Number(Fraction(value), decimals) == numerals.read(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("không", 0),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("hai mươi tư", 24),
        ("một trăm linh năm", 105),
        ("một nghìn", 1000),
        ("nghìn rưỡi", 1500),
        ("một nghìn hai", 1200),
        ("ba nghìn không trăm linh tám", 3008),
        ("hai triệu ba trăm nghìn", 2_300_000),
        ("một trăm rưỡi", 150),
        ("năm chục", 50),
        ("hai nghìn linh năm", 2005),
        ("hai nghìn tỷ", 2 * 10**12),
        ("một nghìn hai trăm tỷ", 1200 * 10**9),
        ("ba vạn hai nghìn", 32_000),
    ],
)
def test_words(text, value):
    assert Number(Fraction(value)) == numerals.read(text)


@pytest.mark.parametrize("text", ["1.00.000", "1.2345", "1,2,3", "12.34.5", "1.", "1.0000"])
def test_digits_that_are_no_number_are_refused(text):
    with pytest.raises(FigureError, match="is no number"):
        numerals.read(text)


def test_a_comma_and_three_digits_is_asked_not_guessed():
    with pytest.raises(FigureError) as error:
        numerals.read("1,000")
    assert str(error.value) == '"1,000" is ambiguous: 1000, or 1 with three decimals. Print "1.000" for 1000.'


def test_a_comma_and_three_digits_of_a_percentage_are_decimals():
    assert Number(Fraction(81_395, 1000), 3) == numerals.read("81,395", percent=True)


@pytest.mark.parametrize("text", ["nhiều", "hai lớp", "3 quyển", ""])
def test_words_that_are_no_number_are_refused(text):
    with pytest.raises(FigureError):
        numerals.read(text)


@given(st.integers(0, 10**9))
def test_a_number_grouped_by_dots_reads_as_itself(value):
    assert Number(Fraction(value)) == numerals.read(f"{value:,}".replace(",", "."))


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_two_decimals_after_a_comma_read_exactly(whole, part):
    assert Number(Fraction(100 * whole + part, 100), 2) == numerals.read(f"{whole},{part:02}")


@pytest.mark.parametrize("text", ["9" * 9999, "1" + "0" * 400, "1" + ".000" * 999, "99," + "9" * 9999])
def test_a_number_of_endless_digits_is_refused(text):
    with pytest.raises(FigureError, match="longer than any number that is printed"):
        numerals.read(text, percent=True)


ENDLESS = ["một nghìn", "nghìn", "trăm", "một trăm", "mươi", "mười", "linh", "rưỡi", "hai", "tỷ nghìn", "không nghìn"]


@pytest.mark.parametrize("run", ENDLESS)
@pytest.mark.parametrize("first", ["", "một nghìn ", "nghìn ", "3 ", "3 triệu "])
def test_an_endless_run_of_number_words_is_no_number(run, first):
    with pytest.raises(FigureError, match="is no number") as caught:
        numerals.read(first + " ".join([run] * 3000))
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize("text", ["hai mười", "hai mươi ba mươi", "một triệu hai triệu", "trăm linh", "3 nghìn trăm"])
def test_a_place_is_named_once_and_in_its_order(text):
    with pytest.raises(FigureError, match="is no number"):
        numerals.read(text)


@given(st.lists(st.sampled_from(sorted(numerals.NUMBER_WORDS)), min_size=1, max_size=12).map(" ".join))
def test_words_in_any_order_are_a_number_or_a_sentence(text):
    with contextlib.suppress(FigureError):
        assert numerals.read(text).value >= 0


def _spelled(number: int) -> str:
    """A number below a million in words, each place said."""
    ones = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
    thousands, rest = divmod(number, 1000)
    said = [_spelled(thousands), "nghìn"] if thousands else []
    hundreds, rest = divmod(rest, 100)
    said += [ones[hundreds], "trăm"] if hundreds or thousands else []
    tens, one = divmod(rest, 10)
    if tens:
        said += ["mười"] if tens == 1 else [ones[tens], "mươi"]
    elif one and (hundreds or thousands):
        said.append("linh")
    return " ".join([*said, ones[one]] if one or not said else said)


@given(st.integers(0, 10**6 - 1))
def test_a_number_that_is_spelled_out_reads_as_itself(number):
    assert number == numerals.from_words(_spelled(number))
