"""What printed grades leave possible: one class, all classes, open bases, contradictions."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import pandas as pd
import pytest

from analysis.data import processed
from analysis.measures import grades
from analysis.measures.frames import share_ends

HANOI = ("hanoi-2023-11-04", "hanoi_class_2")
CLOSINGS = "published-closings"
COLUMNS = (
    "source_code", "statement_code", "class_code", "level_code", "date", "measure_code", "grade_code",
    "at_or_above", "unit_code", "printed", "base", "mode_code", "quote", "locator", "note",
)  # fmt: skip


def made_up(*graded, total="256", code="x", extra=()):
    """A class: its total and graded statements as (grade_code, at_or_above, printed)."""
    rows = [("n", "completed", "", "", "person", total, "")]
    for place, (grade, upward, printed) in enumerate(graded):
        unit = "percent" if "%" in printed else "person"
        rows.append((f"g{place}", "graded", grade, upward, unit, printed, "n"))
    rows += [(f"c{place}", "commended", "", "", unit, printed, "n") for place, (unit, printed) in enumerate(extra)]
    frame = pd.DataFrame(
        rows, columns=["statement_code", "measure_code", "grade_code", "at_or_above", "unit_code", "printed", "base"]
    )
    return grades.of_class(frame.assign(source_code="s", class_code=code).reindex(columns=COLUMNS, fill_value=""))


@pytest.fixture(scope="module")
def published():
    return processed.statement_table(processed.sources_with_grades())


def conflict(own):
    """The statements that cannot all be true."""
    return grades.checked(own).query("conflict != ''")


def ends(frame, quantity, reading="literal"):
    row = frame[(frame["quantity"] == quantity) & (frame["reading"] == reading)].iloc[0]
    return tuple(None if pd.isna(row[end]) else int(row[end]) for end in ("low", "high"))


@pytest.mark.parametrize(
    "quantity, literal, conventional",
    [
        ("good_up", (251, 256), (251, 253)),
        ("very_good_up", (0, 153), (146, 153)),
        ("good", (98, 256), (98, 107)),
        ("below_good", (0, 5), (3, 5)),
        ("excellent", (0, 153), (0, 153)),
        ("commended", (22, 22), (22, 22)),
    ],
)
def test_the_hanoi_class_has_the_figures_of_the_domain(published, quantity, literal, conventional):
    frame = grades.distribution(grades.of_class(published, *HANOI))
    assert (ends(frame, quantity), ends(frame, quantity, "conventional")) == (literal, conventional)


def test_commended_is_an_exact_share_of_the_learners(published):
    frame = grades.distribution(grades.of_class(published, *HANOI)).set_index(["quantity", "reading"])
    assert share_ends(frame.loc[("commended", "literal")], "share_") == (Fraction(22, 256),) * 2


def test_a_wider_tolerance_widens_the_conventional_reading_alone(published):
    frame = grades.distribution(grades.of_class(published, *HANOI), tolerance=2)
    assert (ends(frame, "very_good_up"), ends(frame, "very_good_up", "conventional")) == ((0, 153), (139, 153))


def test_a_report_shows_what_the_text_speaks_of(published):
    frame = grades.distribution(grades.of_class(published, *HANOI))
    shown = ["good_up", "very_good_up", "excellent", "very_good", "good", "below_good", "commended"]
    assert list(dict.fromkeys(frame.loc[frame["is_shown"], "quantity"])) == shown


@pytest.mark.parametrize(
    "code, top, up",
    [
        ("tien_giang_a48", (2, 2), (37, 37)),
        ("cho_gao_2017", (1, 1), (68, 68)),
        ("thai_nguyen_2014", (25, 25), (122, 122)),
        ("phuoc_son", (19, 19), (95, 95)),
        ("an_lao_2016", (40, 40), (96, 96)),
        ("high_pool_2", (76, 76), (77, 77)),
        ("ha_nam_2018", (23, 23), (89, 89)),
        ("hung_yen_2017", (23, 23), (23, 90)),
        ("hoa_binh_pool", (48, 49), (84, 85)),
        ("district_1_2004", (3, 3), (77, 77)),
        ("tien_giang_2017_dn", (31, 31), (56, 56)),
    ],
)
def test_the_published_closings_at_two_cuts(published, code, top, up):
    frame = grades.closings(published)
    rows = frame[frame["class_code"] == code]
    assert [ends(rows, cut) for cut in ("very_good_up", "good_up")] == [top, up]


def test_only_hoa_binh_contradicts_itself_and_its_two_figures_are_named(published):
    frame = grades.closings(published)
    assert set(frame.loc[~frame["is_consistent"], "class_code"]) == {"hoa_binh_pool"}
    assert list(conflict(grades.of_class(published, CLOSINGS, "hoa_binh_pool"))["printed"]) == ["88", "48", "55.7%"]


def test_a_contradiction_between_two_single_numbers_is_either_of_them(published):
    frame = grades.closings(published).query("quantity == 'very_good_up'").set_index(["class_code", "reading"])
    assert frame.at[("hoa_binh_pool", "literal"), "is_either"]
    assert not frame.at[("hanoi_class_2", "literal"), "is_either"]


def test_a_consistent_class_has_no_conflict(published):
    assert conflict(grades.of_class(published, *HANOI)).empty


def test_cuts_that_are_not_nested_contradict_each_other():
    frame = made_up(("good", "true", "dưới 98%"), ("very_good", "true", "99%"))
    assert list(conflict(frame)["printed"]) == ["dưới 98%", "99%"]


def test_shares_forced_to_add_up_to_100_are_no_contradiction():
    forced = made_up(("very_good", "", "33.3%"), ("good", "", "33.3%"), ("average", "", "33.4%"), total="30")
    frame = grades.distribution(forced)
    assert frame["is_consistent"].all()
    assert ends(frame, "average") == (10, 10)


def test_awards_by_two_bodies_are_between_the_greater_number_and_the_sum(published):
    assert ends(grades.distribution(grades.of_class(published, CLOSINGS, "an_lao_2016")), "commended") == (11, 21)


def test_a_text_that_never_names_excellent_has_no_such_grade(published):
    frame = grades.distribution(grades.of_class(published, CLOSINGS, "hung_yen_2017"))
    assert (ends(frame, "excellent"), ends(frame, "very_good_up")) == ((0, 0), (23, 23))


def test_very_good_or_better_leaves_room_for_excellent():
    frame = grades.distribution(made_up(("very_good", "true", "40"), total="96"))
    assert ends(frame, "excellent") == (0, 40)


def test_pass_and_fail_are_shown_alone():
    frame = grades.distribution(made_up(("pass", "", "40"), ("fail", "", "2"), total="42"))
    assert list(dict.fromkeys(frame.loc[frame["is_shown"], "quantity"])) == ["pass", "fail", "commended"]
    assert (ends(frame, "pass"), ends(frame, "fail")) == ((40, 40), (2, 2))


def test_where_the_learners_are_no_one_number_a_share_is_bounded_over_all_that_they_may_be():
    frame = grades.distribution(made_up(("good", "true", "trên 98%"), total="hơn 200"))
    row = frame[(frame["quantity"] == "good_up") & (frame["reading"] == "conventional")].iloc[0]
    over, under = Fraction(98, 100), Fraction(99, 100)
    fitting = [Fraction(k, n) for n in range(201, 220) for k in range(n) if over < Fraction(k, n) < under]
    low, high = share_ends(row, "share_")
    assert over < low <= min(fitting) < max(fitting) <= high < under
    assert ends(frame, "good_up") == (197, None)


def test_grades_counted_together_are_a_quantity_of_their_own():
    frame = grades.distribution(made_up(("very_good+good", "", "90"), ("excellent", "", "6"), total="96"))
    assert ends(frame, "very_good+good") == (90, 90)


def test_another_base_of_of_these_changes_the_conventional_reading_alone(published):
    frame = grades.bases(grades.of_class(published, *HANOI))
    found = {(row.reading, row.base): (row.low, row.high) for row in frame.itertuples()}
    assert found == {
        ("literal", "all"): (0, 153),
        ("literal", "good_up"): (0, 153),
        ("conventional", "all"): (146, 153),
        ("conventional", "good_up"): (144, 151),
    }


def test_counts_have_no_other_base(published):
    assert grades.bases(grades.of_class(published, CLOSINGS, "thai_nguyen_2014")).empty


def among(frame, quantity, reading="literal"):
    return ends(grades.commendations(frame), quantity, reading)


def test_at_least_17_of_the_22_commended_were_good_or_better_if_they_are_of_the_256(published):
    frame = grades.commendations(grades.of_class(published, *HANOI))
    row = frame[(frame["quantity"] == "good_up") & (frame["reading"] == "literal")].iloc[0]
    assert (row["low"], row["high"], row["condition"], row["printed"]) == (17, 22, "commended_of_learners", "22")


CHOICES = [choice for choice in product((1, 4, 6), (0, 1, 3), (0, 1, 4, 6)) if choice[0] >= max(choice[1:])]


@pytest.mark.parametrize("learners, up, commended", CHOICES)
def test_those_commended_with_a_grade_equal_every_choice_of_learners(learners, up, commended):
    with_grade = [sum(learner < up for learner in chosen) for chosen in combinations(range(learners), commended)]
    text = made_up(("good", "true", str(up)), total=str(learners), extra=[("person", str(commended))])
    assert (min(with_grade), max(with_grade)) == among(text, "good_up")


def test_a_commended_share_is_of_its_learners():
    assert among(made_up(("good", "true", "9"), total="10", extra=[("percent", "50%")]), "good_up") == (4, 5)


def test_each_of_two_bodies_that_commend_has_its_row():
    frame = grades.commendations(made_up(("good", "true", "9"), total="10", extra=[("person", "5"), ("person", "2")]))
    literal = frame[(frame["reading"] == "literal") & (frame["quantity"] == "good_up")]
    assert literal[["statement_code", "low", "high"]].values.tolist() == [["c0", 4, 5], ["c1", 1, 2]]


def test_awards_are_no_persons_and_nobody_commended_has_no_row(published):
    assert grades.commendations(grades.of_class(published, CLOSINGS, "an_lao_2016")).empty
    assert grades.commendations(made_up(("good", "true", "9"), total="10")).empty
