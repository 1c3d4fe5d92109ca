"""Shares of a base without an end: the least base by an exhaustive search, that a sum has no end, contradictions."""

from __future__ import annotations

import math
from fractions import Fraction
from math import ceil
from random import Random

import pytest
from grade_pages import Page
from scipy.optimize import linprog
from statement_files import put
from statement_frames import HOA_BINH, findings, frame, graded, row

from analysis.measures import grades
from analysis.measures.bounds import Undecided
from analysis.measures.bounds.cones import contradict, greatest_share, has_no_end
from analysis.measures.bounds.propagation import Row
from analysis.measures.frames import ends, share_ends
from analysis.vocabulary import labels

GRADES = ("excellent", "very_good", "good", "fairly_good", "average", "fail")
MOST = 3000


def open_base(least, *printed):
    """The base printed as "at least", and a share for each grade that is not printed as None."""
    shares = [graded(grade, share, grade) for grade, share in zip(GRADES, printed, strict=True) if share]
    return row("n", "completed", f"từ {least} người trở lên"), *shares


def percent(count, whole, decimals):
    """The share as a text, rounded half up."""
    units = (Fraction(100 * count, whole) * 10**decimals + Fraction(1, 2)).__floor__()
    return f"{units // 10**decimals},{units % 10**decimals:0{decimals}}%" if decimals else f"{units}%"


def window(printed, whole, below, above):
    """The least and the greatest count of a whole between a share less so many units and the share and so many."""
    number, decimals = printed.rstrip("%").replace(",", "."), len(printed.partition(",")[2].rstrip("%"))
    value, unit = Fraction(number), Fraction(1, 10**decimals)
    least = ceil(max(value - below * unit, 0) * whole / 100)
    return least, ceil((value + above * unit) * whole / 100) - 1


def ends_by_search(least, printed):
    """The least base and the least count of each share over all bases up to MOST, by the definition of a share.

    A share is half up or cut off; of a set of shares that sum to 100 each may have been lowered by a unit, or each
    raised, and then they are everybody.
    """
    total = sum(Fraction(share.rstrip("%").replace(",", ".")) for share in printed)
    half, found = Fraction(1, 2), {}
    for whole in range(least, MOST):
        plain = [window(share, whole, half, 1) for share in printed]
        if all(low <= high for low, high in plain) and sum(low for low, _ in plain) <= whole:
            found.setdefault("n", whole)
            for place, (low, _) in enumerate(plain):
                found[place] = min(found.get(place, low), low)
        for below, above in ((half, Fraction(3, 2)), (Fraction(3, 2), half)) if total == 100 else ():
            moved = [window(share, whole, below, above) for share in printed]
            lows, highs = (sum(pair[end] for pair in moved) for end in (0, 1))
            if all(low <= high for low, high in moved) and lows <= whole <= highs:
                found.setdefault("n", whole)
                for place, (low, high) in enumerate(moved):
                    mine = max(low, whole - (highs - high))
                    found[place] = min(found.get(place, mine), mine)
    return found


def test_the_least_base_of_six_shares_is_22_and_each_share_has_a_least_number():
    printed = ("0,00%", "40,91%", "27,27%", "0,00%", "31,82%", "0,00%")
    found = findings(*open_base(17, *printed))
    assert {code: ends(one._asdict()) for code, one in found.items()} == {
        "n": (22, None), "excellent": (0, None), "very_good": (9, None), "good": (6, None),
        "fairly_good": (0, None), "average": (7, None), "fail": (0, None),
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_the_least_numbers_of_a_true_class_equal_an_exhaustive_search(seed):
    chance = Random(seed)
    whole, decimals = chance.randint(5, 400), chance.choice((0, 1, 1, 2))
    cuts = sorted(chance.randint(0, whole) for _ in range(chance.randint(1, 4)))
    counts = [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)][: chance.randint(1, 5)]
    printed = [percent(count, whole, decimals) for count in counts]
    least = chance.randint(1, whole)
    found = findings(*open_base(least, *printed, *[None] * (len(GRADES) - len(printed))))
    codes = ["n", *GRADES[: len(printed)]]
    assert {one.verdict for one in found.values()} == {"consistent"}
    expected = ends_by_search(least, printed)
    assert {code: ends(found[code]._asdict())[0] for code in codes} == {
        code: expected["n" if code == "n" else codes.index(code) - 1] for code in codes
    }


def test_more_than_half_twice_is_a_contradiction_however_large_the_base():
    found = findings(*open_base(17, "50,01%", "50,01%", *[None] * 4))
    assert {one.verdict for one in found.values() if one.printed.endswith("%")} == {"inconsistent"}


def test_a_search_that_is_cut_off_is_not_determined(monkeypatch):
    monkeypatch.setattr("analysis.measures.bounds.systems.OPEN_NODES", 20)
    found = findings(*open_base(17, "12,34%", "23,45%", "34,56%", "7,89%", "11,12%", None))
    assert {(one.verdict, ends(one._asdict())[0]) for one in found.values()} == {("consistent", None)}
    assert {one.message for one in found.values()} == {
        "Fits the other figures as far as was searched; the least and the greatest number are not determined."
    }


def never(*_arguments):
    raise Undecided("no answer")


@pytest.fixture
def cut_off(monkeypatch):
    """No search ends: what the rows alone do not settle is undecided."""
    for name, value in (("NODES", 0), ("OPEN_NODES", 0), ("_solve", never)):
        monkeypatch.setattr(f"analysis.measures.bounds.systems.{name}", value)


@pytest.mark.parametrize("language", labels.languages())
@pytest.mark.usefixtures("cut_off")
def test_a_page_whose_searches_are_all_cut_off_says_not_determined(own_folder, language):
    stated = open_base(17, "12,34%", "23,45%", "34,56%", "7,89%", "11,12%", None)
    put(own_folder, *stated, row("praised", "commended", "5", "n"))
    put(own_folder, *stated, name="y")
    blocks = {block.name: block for block in Page("x", "c", language=language).blocks()}
    said = labels.say("grade_distribution.why_cut_off", language)
    assert (blocks["chart grades"].headline, blocks["tiles"].texts()["tile 1"][-len(said) :]) == (said, said)
    assert {cell for line in blocks["chart grades"].table.shown(language) for cell in line[2::2]} == {"[x]"}
    shares = {"vi": ["35,7–35,9%", "70,3–70,4%"], "en": ["35.7–35.9%", "70.3–70.4%"]}[language]
    cells = ["[x]", shares[0], "[x]", shares[0], "[x]", shares[1], "[x]", shares[1]]
    assert [line[3:-1] for line in blocks["chart closings"].table.shown(language)] == [cells] * 2
    assert Page("all", "all", language=language).title().kind == "title"


@pytest.mark.usefixtures("cut_off")
def test_a_contradiction_that_rows_alone_show_stands_though_no_search_ends():
    found = findings(*HOA_BINH)
    assert {code for code, one in found.items() if one.verdict == "inconsistent"} == {"n", "vg", "vg%"}
    assert [code for code, one in found.items() if not math.isnan(one.power)] == []


@pytest.mark.parametrize("seed", range(40))
def test_ends_and_contradictions_are_those_of_linear_programming(seed):
    chance = Random(seed)
    size = chance.randint(1, 5)
    rows = [
        Row(tuple((name, chance.randint(-5, 5)) for name in range(size)), chance.randint(-6, 6))
        for _ in range(chance.randint(1, 7))
    ]
    gains = [chance.randint(-3, 3) for _ in range(size)]
    matrix = [[factor for _, factor in one.terms] for one in rows]
    feasible = linprog([0] * size, matrix, [one.bound for one in rows]).status != 2
    assert contradict(rows, size) is not feasible
    # over a box the direction that gains most: above 0 exactly where the cone has one
    gained = -linprog([-gain for gain in gains], matrix, [0] * len(rows), bounds=(0, 1)).fun
    assert has_no_end(rows, gains) is (gained > 1e-9)


@pytest.mark.parametrize("seed", range(40))
def test_the_greatest_share_is_that_of_linear_programming(seed):
    chance = Random(seed)
    size = chance.randint(1, 4)
    counts = [chance.randint(0, 30) for _ in range(size)]
    whole = sum(counts) + chance.randint(1, 9)
    values = [*counts, whole]
    rows = [Row((*((name, 1) for name in range(size)), (size, -1)), 0), Row(((size, -1),), -chance.randint(1, whole))]
    for _ in range(chance.randint(1, 5)):  # rows that are true of the class
        factors = [chance.randint(-5, 5) for _ in values]
        true = sum(factor * value for factor, value in zip(factors, values, strict=True))
        rows.append(Row(tuple(enumerate(factors)), true + chance.randint(0, 3)))
    part = [chance.randint(0, 1) for _ in counts] + [0]
    # counts and whole times t = 1 / whole: the share is the part of them, the whole is 1
    matrix = [[dict(row.terms).get(name, 0) for name in range(size + 1)] + [-row.bound] for row in rows]
    solved = linprog([-one for one in part] + [0], matrix, [0] * len(rows), [[0] * size + [1, 0]], [1])
    found = greatest_share(rows, part, [0] * size + [1])
    assert abs(found + solved.fun) < 1e-7
    assert Fraction(sum(one * value for one, value in zip(part, values, strict=True)), whole) <= found


@pytest.mark.parametrize("seed", range(12))
def test_the_shares_of_a_true_class_of_open_size_hold_the_true_ones(seed):
    chance = Random(seed)
    counts = [chance.randint(0, 90) for _ in range(3)]
    whole = sum(counts) + chance.randint(1, 40)
    printed = [
        chance.choice((str(count), percent(count, whole, 1), f"ít nhất {max(count - 3, 0)}")) for count in counts
    ]
    stated = frame(*open_base(chance.randint(1, whole), *printed, *[None] * 3))
    found = grades.distribution(grades.of_class(stated, "s", "c")).set_index(["quantity", "reading"])
    for grade, true in {**dict(zip(GRADES, counts, strict=False)), "very_good_up": sum(counts[:2])}.items():
        low, high = share_ends(found.loc[(grade, "literal")], "share_")
        assert low <= Fraction(true, whole) <= high
