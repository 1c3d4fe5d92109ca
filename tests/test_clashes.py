"""Readings that clash, against every way to grade a small class: which words fall back, and what is left."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from random import Random

import pandas as pd
import pytest
from test_grades import conflict, ends, made_up

from analysis.measures import grades

CELLS = ("excellent", "very_good", "good", "average", "")
CUTS = {"very_good_up": CELLS[:2], "good_up": CELLS[:3]}
ASKED = {**{grade: (grade,) for grade in CELLS[:4]}, **CUTS}


def classes(learners):
    """Every way to grade so many learners, some of them not at all."""
    for counts in product(range(learners + 1), repeat=len(CELLS) - 1):
        if sum(counts) <= learners:
            yield dict(zip(CELLS, (*counts, learners - sum(counts)), strict=True))


def printed(count, learners, chance):
    """A true figure for a count, as (text, whether it is true of another count at its word, and by convention)."""
    kind = chance.choice(("count", "count", "percent", "more", "nearly", "more%", "nearly%", "about%", "least"))
    share = Fraction(100 * count, learners)
    if kind == "percent":
        units = (share + Fraction(1, 2)).__floor__()
        literal = lambda c: units - Fraction(1, 2) <= Fraction(100 * c, learners) < units + 1  # noqa: E731
        usual = {0: lambda c: c == 0, 100: lambda c: c == learners}.get(units, literal)
        return f"{units}%", literal, usual
    if kind in ("more", "nearly", "least") and count > 0:
        x = max(count - 1, 0) if kind == "more" else count + 1
        if kind == "least":
            return f"ít nhất {count}", lambda c: c >= count, lambda c: c >= count
        if kind == "more":
            return f"hơn {x}", lambda c: c > x, lambda c: x < c < x + Fraction(x, 10)
        return f"gần {x}", lambda c: c < x, lambda c: x - Fraction(x, 10) <= c < x
    if kind in ("more%", "nearly%", "about%"):
        return _qualified(kind, share, learners, chance)
    return str(count), lambda c: c == count, lambda c: c == count


def _qualified(kind, share, learners, chance):
    def of(count):
        return Fraction(100 * count, learners)

    if kind == "more%" and share > 0:
        x = max(0, -(-share // 1) - chance.choice((1, 2, 20)))
        return f"trên {x}%", lambda c: of(c) > x, lambda c: x < of(c) < x + 1 or x == 99 and of(c) == 100
    if kind == "nearly%" and share < 100:
        x = min(100, share // 1 + chance.choice((1, 2, 20)))
        return f"gần {x}%", lambda c: of(c) < x, lambda c: x - 3 <= of(c) < x
    x = min(100, share // 1 + chance.choice((0, 1, 20)))
    return f"khoảng {x}%", lambda c: True, lambda c: x - 3 <= of(c) <= x + 3


def text(seed):
    """A true text on a small class: the class, and its statements as (grades, text, literal, conventional)."""
    chance = Random(seed)
    learners = chance.randint(3, 9)
    truth = chance.choice(list(classes(learners)))
    asked = ["excellent", *chance.sample([*CELLS[1:4], *CUTS], chance.randint(1, 3))]
    figures = [printed(sum(truth[grade] for grade in ASKED[key]), learners, chance) for key in asked]
    exact = [place for place, (words, *_) in enumerate(figures) if words[0].isdigit() and "%" in words]
    for place in exact[1:]:  # two shares could have been forced to add up to 100
        count = sum(truth[grade] for grade in ASKED[asked[place]])
        figures[place] = (str(count), *[lambda c, count=count: c == count] * 2)
    return learners, truth, [(key, *figure) for key, figure in zip(asked, figures, strict=True)]


def frame(learners, statements):
    rows = [
        (key.removesuffix("_up"), "true" if key in CUTS else "false", words) for key, words, *_ in statements
    ]  # fmt: skip
    return made_up(*rows, total=str(learners))


def fitting(learners, statements, usual):
    """The classes that the statements allow, those with the places ``usual`` read by convention."""
    return [
        one
        for one in classes(learners)
        if all(
            (by_convention if place in usual else literal)(sum(one[grade] for grade in ASKED[key]))
            for place, (key, _, literal, by_convention) in enumerate(statements)
        )
    ]


def settled(learners, statements):
    """Which words stay read by convention, by removing all the smallest sets that leave nothing, again and again."""
    usual = set(range(len(statements)))
    while not fitting(learners, statements, usual):
        bad = [
            set(some)
            for size in range(1, len(usual) + 1)
            for some in combinations(sorted(usual), size)
            if not fitting(learners, statements, set(some))
        ]
        usual -= set().union(*(one for one in bad if not any(other < one for other in bad)))
    return usual


@pytest.mark.parametrize("seed", range(60))
def test_what_is_left_of_a_true_text_equals_every_way_to_grade_the_class(seed):
    learners, truth, statements = text(seed)
    made = frame(learners, statements)
    found = grades.distribution(made)
    usual = settled(learners, statements)
    for reading, kept in (("literal", set()), ("conventional", usual)):
        left = fitting(learners, statements, kept)
        counts = {key: [sum(one[grade] for grade in ASKED[key]) for one in left] for key in ASKED}
        expected = {key: (min(some), max(some)) for key, some in counts.items()}
        assert {key: ends(found, key, reading) for key in ASKED} == expected
    assert found["is_consistent"].all()
    assert all(ends(found, key)[0] <= sum(truth[grade] for grade in ASKED[key]) <= ends(found, key)[1] for key in ASKED)


@pytest.mark.parametrize("seed", range(60))
def test_the_words_that_clash_are_named(seed):
    learners, _, statements = text(seed)
    found = grades.clashes(frame(learners, statements))
    kept = settled(learners, statements)
    expected = {
        f"g{place}"
        for place, (_, _, literal, usual) in enumerate(statements)
        if place not in kept and any(literal(count) != usual(count) for count in range(learners + 1))
    }
    assert set(found.loc[found["is_word"], "statement_code"]) == expected


def test_the_named_set_is_minimal():
    """Without 41 or 116 the rest could hold; "trung bình" has nothing to do with it."""
    statements = ("excellent", "", "12"), ("very_good", "", "41"), ("good", "", "gần 50%"), ("good", "true", "trên 90%")
    found = grades.clashes(made_up(*statements, ("average", "", "5"), total="116"))
    assert found["statement_code"].tolist() == ["n", "g0", "g1", "g2", "g3"]
    assert found.loc[found["is_word"], ["printed", "usual_low", "usual_high"]].values.tolist() == [
        ["gần 50%", 55, 57], ["trên 90%", 105, 105],
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_an_exact_number_stays_itself_under_both_readings(seed):
    learners, _, statements = text(seed)
    found = grades.distribution(frame(learners, statements))
    exact = {key: (int(words),) * 2 for key, words, *_ in statements if words.isdecimal()}
    for reading in ("literal", "conventional"):
        assert {key: ends(found, key, reading) for key in exact} == exact


def test_two_contradictions_leave_ways_out_that_set_two_statements_aside():
    graded = ("very_good", "", "10"), ("very_good", "", "11"), ("good", "", "5"), ("good", "", "6")
    found = grades.distribution(made_up(*graded, total="40"))
    assert ends(found, "very_good") == (10, 11)
    assert ends(found, "good") == (5, 6)
    assert ends(found, "good_up") == (15, 17)


def test_a_contradiction_outside_the_grades_keeps_what_the_grades_say():
    extra = [("percent", "50%"), ("person", "2")]
    found = grades.distribution(made_up(("good", "true", "9"), total="10", extra=extra))
    row = found[found["quantity"] == "commended"].iloc[0]
    assert (ends(found, "good_up"), ends(found, "commended")) == ((9, 9), (2, 5))
    assert (row["is_doubted"], row["aside_low"] is pd.NA) == (True, True)  # the others leave just what is printed


def test_a_scale_without_excellent_is_not_assumed_where_the_figures_need_it():
    """ "Good or better" is 90 of 100, good 50 and very good 10: 30 others were better than good."""
    graded = ("good", "true", "90"), ("good", "", "50"), ("very_good", "", "10")
    found = grades.distribution(made_up(*graded, total="100"))
    assert found["is_consistent"].all()
    assert ends(found, "very_good_up") == (40, 40)


def test_no_clash_and_no_conflict_in_a_text_of_numbers():
    made = made_up(("good", "true", "9"), total="10")
    assert grades.clashes(made).empty
    assert conflict(made).empty
    assert not grades.distribution(made)["is_doubted"].any()
