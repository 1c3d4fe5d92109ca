"""Cuts that the text does not print: who is graded better counts at every lower cut."""

from __future__ import annotations

from fractions import Fraction

import pytest
from grade_pages import Page
from statement_files import put
from test_grades import ends, made_up
from test_report_contradictions import shown
from test_report_grades import TOTAL, graded

from analysis.charts.composed import closings as chart
from analysis.data import processed
from analysis.measures import grades
from analysis.reports.grade_distribution import phrases
from analysis.vocabulary.figures import READINGS

HUNG_YEN = ("published-closings", "hung_yen_2017")


@pytest.mark.parametrize(
    ("statements", "cut", "expected"),
    [
        ([("very_good", "", "23")], "good_up", (23, 90)),
        ([("excellent", "", "5")], "very_good_up", (5, 90)),
        ([("excellent", "", "5")], "good_up", (5, 90)),
        ([("very_good", "true", "trên 20")], "good_up", (21, 90)),
        ([("very_good", "", "23"), ("average", "", "10")], "good_up", (23, 80)),
    ],
)
def test_a_cut_has_the_least_number_that_better_grades_leave(statements, cut, expected):
    frame = made_up(*statements, total="90")
    found = grades.distribution(frame)
    rows = found[found["quantity"] == cut]
    assert (ends(found, cut), rows["is_shown"].all(), rows["is_implied"].all()) == (expected, True, True)
    assert ends(grades.closings(frame), cut) == expected


def test_a_cut_that_the_text_prints_or_adds_up_is_not_only_implied():
    found = grades.distribution(made_up(("very_good", "", "23"), ("good", "", "trên 30"), total="90"))
    assert not found.loc[found["quantity"] == "good_up", "is_implied"].any()


def test_words_without_a_floor_imply_nothing():
    closings = grades.closings(made_up(("very_good", "true", "gần 60%"), total="90"))
    assert [ends(closings, "good_up", reading)[0] for reading in READINGS] == [None, 52]


def test_the_page_says_at_least_and_leads_with_what_is_printed():
    report = Page(*HUNG_YEN, language="en")
    assert (
        report.title().title == "23 of 90 learners were graded very good (giỏi), if 25.5% was cut off and not rounded"
    )
    row = shown(report.grades())["Good (khá) or better"]
    assert (row["Both readings"], row["Both readings, share"]) == ("23–90", "25.5–100%")
    assert [(tile.number, tile.why) for tile in report.tiles().tiles][1] == (
        "at least 23", "At least 23 of 90 learners were graded good (khá) or better: every better grade counts too. "
        "Only if 25.5% was cut off and not rounded.",
    )  # fmt: skip
    assert report.grades().headline == "The text grades only part of the 90 learners"


@pytest.mark.parametrize("block", ["closings", "every_class"])
def test_the_tables_of_all_classes_have_the_bound(block):
    row = shown(getattr(Page(language="en"), block)())["Hưng Yên, 2017"]
    counts = {name: cell for name, cell in row.items() if name.startswith("Good or better") and "share" not in name}
    assert set(counts.values()) == {"23–90"}


def test_the_closings_draw_the_bound_as_a_range():
    compared = grades.closings(processed.statement_table())
    listed = {one.key[1]: one for one in chart.closings(compared, phrases.names(compared, "en"), "en")}
    assert listed["hung_yen_2017"].of("good_up") == [("count", (Fraction(23, 90), Fraction(1)))]


def test_the_bound_does_not_move_the_class_among_the_others():
    """Very good or better decides the order and the headline, and is exact: three of the eight others are above."""
    report = Page(*HUNG_YEN, language="en")
    assert report.closings().headline == "Very good or better: 3 of 8 classes of its group above Hưng Yên"


def test_a_text_that_names_one_low_grade_has_no_line_of_nothing(own_folder):
    put(own_folder, TOTAL | {"printed": "90"}, graded("a", "very_good", "gần 60%", "true"))
    names = shown(Page("x", language="en").grades())
    assert "Good (khá) or better" in names  # by convention at least 52
    put(own_folder, TOTAL | {"printed": "90"}, graded("a", "very_good", "dưới 60%", "true"))
    names = shown(Page("x", language="en").grades())
    assert "Good (khá) or better" not in names
