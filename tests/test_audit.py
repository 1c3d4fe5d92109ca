"""Verdicts on published statements: reference cases, soundness, minimal contradictions."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import frozen
import pandas as pd
import pytest
from closings import closing
from hypothesis import given, settings
from hypothesis import strategies as st
from statement_frames import HOA_BINH, PHUOC_SON, findings, frame, graded, row

from analysis.data import inventory, statements
from analysis.measures import audit
from analysis.measures.bounds import Claims, claims_of
from analysis.measures.bounds.conflicts import minimal_sets
from analysis.measures.bounds.worlds import Worlds
from analysis.measures.frames import split

CONSISTENT, INCONSISTENT, UNDETERMINED = "consistent", "inconsistent", "undetermined"


def verdicts(*rows):
    return {code: finding.verdict for code, finding in findings(*rows).items()}


def conflict(*rows):
    """The minimal set of each statement that is in one."""
    return {
        code: {code, *split(finding.conflicts_with)}
        for code, finding in findings(*rows).items()
        if finding.verdict == INCONSISTENT
    }


# reference cases


def test_hoa_binh_contradicts_itself_in_one_share_only():
    bad = {"n", "vg", "vg%"}
    assert dict.fromkeys(bad, bad) == conflict(*HOA_BINH)


def test_an_incomplete_breakdown_is_no_contradiction():
    assert findings(*HOA_BINH[:1], *HOA_BINH[1:3])["n"].verdict == CONSISTENT


def test_phuoc_son_was_forced_to_100_in_one_share():
    found = findings(*PHUOC_SON)
    expected = {"vg%": "half_up", "g%": "forced_to_100", "a%": "half_up"}
    assert {CONSISTENT} == {finding.verdict for finding in found.values()}
    assert expected == {code: found[code].rounding for code in expected}


def test_hung_yen_was_truncated():
    found = findings(row("n", "completed", "90"), graded("vg%", "25.5%", "very_good"))
    assert (found["vg%"].rounding, found["vg%"].low, found["vg%"].high) == ("truncated", 23, 23)


def test_nothing_was_forced_where_half_up_already_adds_up_to_100():
    rows = (
        row("n", "completed", "109"),
        graded("a", "11", "good"),
        graded("b", "98", "average"),
        graded("a%", "11%", "good"),
        graded("b%", "89%", "average"),
    )
    assert findings(*rows)["a%"].verdict == INCONSISTENT


def test_forcing_is_allowed_where_the_counts_are_not_printed():
    shares = (graded("vg%", "19,6%", "very_good"), graded("g%", "78,3%", "good"), graded("a%", "2,1%", "average"))
    assert {CONSISTENT} == set(verdicts(row("n", "completed", "97"), *shares).values())


def test_the_published_closings_agree_but_for_hoa_binh():
    found = audit.verdicts(statements.frame(map(statements.read, inventory.statement_files(frozen.STATEMENTS))))
    bad = set(found.loc[found["verdict"] == INCONSISTENT, "statement_code"])
    assert {"hoa_binh_pool.completed", "hoa_binh_pool.very_good", "hoa_binh_pool.very_good_share"} == bad


def test_kha_or_better_below_gioi_or_better_names_both_and_not_the_base():
    rows = (
        row("n", "completed", "256"),
        graded("up", "dưới 98%", "good", at_or_above="true"),
        graded("top", "99%", "very_good", at_or_above="true"),
    )
    assert {"up": {"up", "top"}, "top": {"up", "top"}} == conflict(*rows)


def test_a_share_that_no_count_gives_is_said_with_its_neighbours():
    found = findings(row("n", "completed", "256"), graded("g", "33,3%", "good"))
    assert found["g"].message == "No whole number of 256 is 33.3%: 85 is 33.2%, 86 is 33.6%."
    assert (found["g"].low, found["g"].high, found["g"].rounding) == (pd.NA, pd.NA, "")


def test_the_trap_of_shares_that_add_up_to_100_without_everybody():
    rows = (
        row("n", "completed", "250"),
        graded("g", "84", "good"),
        graded("a", "165", "average"),
        graded("g%", "34%", "good"),
        graded("a%", "66%", "average"),
    )
    assert {CONSISTENT} == set(verdicts(*rows).values())


def test_any_two_of_five_shares_may_have_been_raised_to_reach_100():
    grades = ("excellent", "very_good", "good", "fairly_good", "average")
    counts = dict(zip(grades, (21, 37, 21, 11, 7), strict=True))
    tenths = {grade: int(Fraction(1000 * count, 97) + Fraction(1, 2)) for grade, count in counts.items()}
    assert sum(tenths.values()) == 998
    for moved in combinations(grades, 2):
        rows = [row("n", "completed", "97")]
        rows += [graded(grade, str(count), grade) for grade, count in counts.items()]
        printed = {grade: tenths[grade] + (grade in moved) for grade in grades}
        rows += [graded(g + "%", f"{value // 10},{value % 10}%", g) for g, value in printed.items()]
        forced = {code for code, finding in findings(*rows).items() if finding.rounding == "forced_to_100"}
        assert {grade + "%" for grade in moved} == forced


# false alarms that must not be raised


@pytest.mark.parametrize(
    "rows",
    [
        (row("a", "planned", "707"), row("b", "trained", "706")),
        (row("a", "planned", "80"), row("b", "completed", "92", "a")),
        (row("a", "enrolled", "92"), row("b", "completed", "86"), graded("g", "90", "good", "a")),
        (row("a", "completed", "86"), graded("g", "80", "good", ""), graded("f", "8", "fail", "")),
        (row("a", "completed", "96"), row("b", "commended", "70", "a"), row("c", "commended", "40", "a")),
        (row("a", "completed", "10"), row("b", "commended", "11", "a", unit_code="award")),
        (row("a", "completed", "92"), row("b", "enrolled", "86"), row("c", "enrolled", "4"), row("d", "enrolled", "2")),
        (row("a", "trained", "706"), row("b", "trained", "2.777", unit_code="attendance")),
        (row("n", "completed", "100"), graded("p", "98", "pass"), graded("g", "60", "good"), graded("f", "2", "fail")),
        (row("n", "completed", "100"), graded("y", "2", "fail"), graded("k", "1", "fail")),
        (row("n", "completed", "hơn 200"), graded("g", "60%", "good"), graded("k", "135", "good")),
        (row("n", "completed", "khoảng 90"), graded("g", "90,2%", "good"), graded("k", "83", "good")),
        (row("n", "completed", "256"), graded("g", "2/3", "good", unit_code="percent")),
        (row("n", "completed", "0"), graded("g", "0", "good")),
        (row("a", "trained", "91", mode_code="in_country"), row("b", "trained", "40", mode_code="abroad")),
        (row("a", "trained", "500"), row("b", "trained", "40%", "a"), row("c", "trained", "35%", "a")),
        (row("a", "days", "5", unit_code="day"), row("b", "days", "3", unit_code="day")),
    ],
)
def test_what_can_be_true_is_not_called_inconsistent(rows):
    assert INCONSISTENT not in verdicts(*rows).values()


@pytest.mark.parametrize(
    ("rows", "bad"),
    [
        ((row("a", "completed", "256"), row("b", "completed", "265")), {"a", "b"}),
        ((row("n", "completed", "90"), graded("x", "48", "good"), graded("y", "45", "average")), {"n", "x", "y"}),
        ((row("n", "completed", "90"), graded("x", "60%", "good"), graded("y", "50%", "average")), {"x", "y"}),
        (
            (row("e", "enrolled", "200"), row("c", "completed", "180", "e"), row("s", "completed", "95%", "e")),
            {"e", "c", "s"},
        ),
        ((row("n", "completed", "90"), row("c", "commended", "91", "n")), {"n", "c"}),
        ((row("n", "completed", "100"), graded("p", "98", "pass"), graded("f", "5", "fail")), {"n", "p", "f"}),
        ((row("n", "completed", "hơn 200"), graded("g", "60%", "good"), graded("k", "110", "good")), {"n", "g", "k"}),
    ],
)
def test_a_contradiction_names_the_smallest_set(rows, bad):
    assert dict.fromkeys(bad, bad) == conflict(*rows)


def test_a_figure_that_nothing_bears_on_is_undetermined():
    rows = (row("a", "trained", "hơn 1.000", class_code=""), row("b", "trained", "706", class_code=""))
    assert verdicts(*rows) == {"a": UNDETERMINED, "b": UNDETERMINED}
    assert (findings(*rows)["a"].low, findings(*rows)["a"].high) == (1001, pd.NA)


# properties


@given(st.integers(0, 10**9))
def test_a_true_class_is_never_called_inconsistent(seed):
    rows, truth = closing(random.Random(seed))
    for code, finding in findings(*rows).items():
        assert finding.verdict != INCONSISTENT, (finding, rows)
        value = truth[code]
        assert value is None or pd.isna(finding.low) or finding.low <= value
        assert value is None or pd.isna(finding.high) or value <= finding.high


@settings(max_examples=40)
@given(st.integers(20, 300), st.tuples(*[st.integers(0, 300)] * 2), st.integers(0, 2), st.sampled_from([1, 2, -2, 3]))
def test_a_share_changed_to_one_that_no_rounding_gives_is_always_found(n, cuts, place, change):
    low, high = sorted(cut % (n + 1) for cut in cuts)
    counts = [low, high - low, n - high]
    grades = ("very_good", "good", "average")
    tenths = [int(Fraction(1000 * count, n) + Fraction(1, 2)) for count in counts]
    tenths[place] += 3 * change
    if not 0 <= tenths[place] <= 1000 or sum(tenths) == 1000:
        return
    rows = [row("n", "completed", str(n))]
    rows += [graded(grade, str(count), grade) for grade, count in zip(grades, counts, strict=True)]
    rows += [graded(g + "%", f"{t // 10},{t % 10}%", g) for g, t in zip(grades, tenths, strict=True)]
    assert findings(*rows)[grades[place] + "%"].verdict == INCONSISTENT


@given(st.sets(st.frozensets(st.integers(0, 6), min_size=1, max_size=4), max_size=4))
def test_every_minimal_set_is_found(made):
    codes = [str(number) for number in range(7)]
    bad = [{str(number) for number in one} for one in made]
    found, _, is_all = minimal_sets(codes, lambda some: not any(one <= set(some) for one in bad))
    expected = {frozenset(one) for one in bad if not any(other < one for other in bad)}
    assert (expected, True) == (set(found), is_all)


@settings(max_examples=25)
@given(st.integers(0, 10**9))
def test_without_any_one_statement_of_a_set_the_rest_is_possible(seed):
    rng = random.Random(seed)
    rows, _ = closing(rng, nmax=60)
    counts = [cells for cells in rows if cells["printed"].isdigit()] or rows[:1]
    rng.choice(counts)["printed"] = str(rng.randint(0, 90))
    parts = Claims(tuple(claims_of(frame(*rows)))).components()
    for members in {frozenset(members) for members in conflict(*rows).values()}:
        worlds = next(Worlds(part) for part in parts if members <= {claim.code for claim in part.items})
        rests = [sorted(members - {code}) for code in members]
        assert [False, *[True] * len(rests)] == [worlds.hold(sorted(members)), *map(worlds.hold, rests)]


def test_a_large_class_is_searched_in_part_and_the_message_says_so():
    rows = [row("n", "completed", "100"), graded("a", "40", "good"), graded("b", "41", "good")]
    rows += [graded(f"x{number}", f"hơn {number}", "good") for number in range(12)]
    found = findings(*rows)
    assert {"a", "b"} == {code for code, finding in found.items() if finding.verdict == INCONSISTENT}
