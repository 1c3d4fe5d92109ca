"""How a printed figure leads to whole numbers: every step is exact, and the last is what the figure leaves."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analysis.errors import FigureError
from analysis.vocabulary import figures, labels
from analysis.vocabulary.workings import result, working

WORDS = ("trên 98%", "gần 60%", "khoảng 60%", "95,9%", "33,3%", "100%", "dưới 98%", "từ 60 - 65%", "2/3")
COUNTS = ("hơn 1.000", "gần 260", "khoảng 200", "từ 50 người trở lên", "hơn 5", "91", "từ 40 - 60")


def test_the_steps_of_a_percentage_are_its_words_the_number_and_the_whole_numbers():
    assert working("trên 98%", 256, language="en") == "100·k/256 > 98 → k > 250.88 → 251–256"
    assert working("95,9%", 97, language="vi") == "95,85 ≤ 100·k/97 < 96 → 92,9745 ≤ k < 93,12 → 93"


def test_a_number_that_no_decimal_is_exactly_is_a_fraction():
    assert working("2/3", 10, language="en") == "100·k/10 = 200/3 → k = 20/3 → no whole number"
    assert working("33,3%", 256, language="vi").endswith(" → 85,12 ≤ k < 85,504 → không có số nguyên nào")


def test_words_that_say_nothing_for_certain_keep_the_end_that_every_number_keeps_to():
    assert working("khoảng 60%", 10, language="en") == "100·k/10 ≥ 0 → k ≥ 0 → 0–10"
    assert working("khoảng 200", language="en") == "k ≥ 0 → 0 or more"


def test_a_convention_that_leaves_no_whole_number_is_not_applied():
    assert working("hơn 5", reading="conventional", language="en") == "k > 5 → 6 or more"


@pytest.mark.parametrize("base", [None, 0, -3])
def test_a_share_of_nobody_is_refused(base):
    with pytest.raises(FigureError) as caught:
        working("trên 98%", base, language="en")
    assert str(caught.value) == '"trên 98%" is a share: name the number that it is a share of, 1 or more.'


@pytest.mark.parametrize("reading", figures.READINGS)
@pytest.mark.parametrize("printed", [*WORDS, *COUNTS])
def test_the_last_step_holds_the_numbers_that_fit_and_no_other(printed, reading):
    figure = figures.parse(printed)
    for base in (1, 7, 97, 256) if figure.is_percent else (None,):
        numbers = range(base + 1) if base else range(3000)
        bounds = figure.bounds(reading)
        fitting = [k for k in numbers if (Fraction(100 * k, base) if base else k) in bounds]
        if not fitting and reading == "conventional":
            fitting = [k for k in numbers if (Fraction(100 * k, base) if base else k) in figure.bounds()]
        most = None if fitting and fitting[-1] == 2999 else fitting[-1] if fitting else None
        said = labels.span(fitting[0], most, "en") if fitting else "no whole number"
        assert result(working(printed, base, reading=reading, language="en")) == said
