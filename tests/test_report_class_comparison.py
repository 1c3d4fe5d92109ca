"""The comparison of classes: what is compared, what is left out, what it says; on real and on made counts."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from types import SimpleNamespace

import notebook_page
import pandas as pd
import pytest
import register_pages
import seaborn as sns
from drawn_texts import faults

from analysis.charts import theme
from analysis.charts.composed import funnel, plane
from analysis.data import disclosure, register_counts
from analysis.errors import ParameterError
from analysis.measures import compare
from analysis.measures.compare import published
from analysis.measures.compare.class_ranks import MOST_IN_PAIRS
from analysis.pages import selfcheck
from analysis.pages.tables import Special
from analysis.reports.class_comparison import words
from analysis.reports.class_comparison.differences import MOST
from analysis.reports.register_pages.about import where
from analysis.vocabulary import labels

LANGUAGES = labels.languages()


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request):
    return opened("oulad", "pass", request.param)


GRADES = ["distinction", "pass", "fail"]


def opened(register: str, cut: str = "usual", language: str = "en") -> SimpleNamespace:
    """The page of a register on file."""
    return register_pages.comparison(register_counts.published(register), cut, language, register)


def made(
    counts: dict[str, list[int]], cut="pass", hide=(), gone=(), total=None, cuts=None, language="en"
) -> SimpleNamespace:
    """The page of counts by class (distinction, pass, fail).

    Of the classes of ``hide`` pass and fail are hidden, of the rows of ``gone`` everything; ``total`` are pass and fail
    of all.
    """
    table = disclosure.with_margins(pd.DataFrame.from_dict(counts, orient="index", columns=GRADES))
    table.loc[list(hide), ["pass", "fail"]] = pd.NA
    table.loc[list(gone)] = pd.NA
    if total:
        table.loc["total", ["pass", "fail"]] = total
    sums = pd.DataFrame(cuts or {}, index=table.index)
    counted = register_pages.published({"grades_by_class": table, "cuts_by_class": sums})
    return register_pages.comparison(counted, cut, language)


def shown(report: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(blocks=[block.metadata() for block in report.blocks])


def test_every_number_of_the_page_stands_in_a_table(report):
    assert selfcheck.unsupported_numbers(shown(report)) == []


def test_every_finding_says_of_which_register_and_when(report):
    told = [block.subtitle for block in report.blocks if block.kind in ("chart", "table")]
    assert [
        text
        for text in told
        if where(register_counts.about("oulad", report.title.language), report.title.language) not in text
    ] == []


@pytest.mark.parametrize("narrow", [False, True])
def test_no_text_meets_another_or_leaves_the_canvas(report, narrow):
    drawn = [block for block in report.blocks if block.kind == "chart"]
    assert [block.key for block in drawn] == ["funnel", "differences", "deltas"]
    assert [fault for block in drawn for fault in faults(block.draw(narrow))] == []


def test_the_22_classes_of_the_open_register(report):
    row = report.whole
    assert (row["shown"], row["hidden"], row["count"], row["base"]) == (22, 0, 15_385, 22_437)
    assert [round(row[phi], 1) for phi in ("phi_raw", "phi")] == [13.5, 11.5]
    assert (row["outside"], row["outside_widened"]) == (10, 0)
    assert (row["p_value"], int(report.against["stands_out"].sum())) == (0.0001, 0)
    assert len(report.pairs) == 231


def test_the_title_says_that_the_classes_differ_and_the_funnel_both_numbers():
    report = opened("oulad", language="en")
    assert report.title.title == ("The 22 classes differ more than chance explains: 58.6% to 86.1% pass or better")
    assert report.funnel.headline == "The variance of the shares is 11.5 times that of chance alone (13.5 untrimmed)"
    note = report.funnel.note[1]
    assert "13.5 without that" in note
    assert note.endswith("Outside the 99.8% limits of chance alone: 10 of 22 classes; outside the widened ones: 0.")
    assert report.differences.headline == "None of 22 classes stands out from all the others together"


def test_pairs_and_odds_are_at_the_end_and_folded(report):
    assert [block.name for block in report.blocks][-3:] == ["table odds", "chart deltas", "footer"]
    assert '<details class="folded"><summary ' in report.deltas.html()
    (in_sight, first), (folded, rest) = report.odds.parts()
    assert [row[0] for row in first.rows] == ["FFF 2013J", "EEE 2014J", "DDD 2013B"]
    assert (in_sight.title, len(rest.rows)) == ("", len(report.odds.table.rows) - 3)
    assert f'<details class="numbers"><summary>{folded.title}</summary>' in report.odds.html()
    assert '<details class="folded">' not in report.funnel.html()


def test_the_pair_furthest_apart_is_said_in_plain_words():
    assert opened("oulad", language="en").deltas.headline == (
        "Furthest apart: a learner of AAA 2013J has a higher grade than one of DDD 2013B in 38.9% of pairs, "
        "a lower one in 13.1%"
    )


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("classes", [3, MOST_IN_PAIRS])
def test_every_column_of_the_matrix_has_a_head(narrow, classes):
    report = made({f"class {at:02}": [30 + at, 50, 20] for at in range(classes)})
    figure = report.deltas.draw(narrow)
    written = {text.get_text() for panel in figure.axes for text in panel.texts}
    assert written >= {str(number) for number in range(1, classes + 1)}
    assert faults(figure) == []


def test_of_many_classes_there_is_no_matrix_and_the_chart_has_both_ends():
    report = made({f"class {at:03}": [30, 50, 20] for at in range(150)})
    assert report.deltas is None
    assert str(MOST_IN_PAIRS) in labels.say("class_comparison.method", "en")
    drawn = report.differences
    assert f"Drawn are {MOST} of 150" in drawn.subtitle
    assert len(drawn.table.rows) == 150
    assert selfcheck.unsupported_numbers(shown(report)) == []
    assert sum(len(block.html()) for block in report.blocks) < 300_000


def test_the_odds_model_converges_and_its_reference_is_the_largest_class(report):
    assert set(report.ratios["reason_code"]) == {""}
    assert set(report.ratios["learners"]) == {22_437}
    assert report.odds.table.rows[0][0] == "FFF 2013J"


def test_a_model_without_an_answer_prints_no_number():
    block = made({"a": [40, 0, 0], "b": [0, 40, 0], "c": [0, 0, 40]}).odds
    assert (block.kind, block.items) == ("prose", (labels.say("class_comparison.odds_not_converged", "en"),))


# A class in which all are good


def test_a_class_in_which_all_are_good_does_not_stand_out():
    counts = {f"class {at:02}": [15, 16 + at % 3, 9 - at % 3] for at in range(10)} | {
        "all": [6, 6, 0],
        "ten": [5, 5, 0],
    }
    report = made(counts)
    frame = report.against
    assert round(frame.at["all", "p_value"], 2) == 0.13
    assert frame.at["ten", "p_value"] > frame.at["all", "p_value"]
    assert not frame["stands_out"].any()
    assert (frame["difference_low"] < 0).all()
    assert (frame["difference_high"] > 0).all()
    assert report.title.title == "Chance alone could explain the differences between 12 classes"
    assert report.differences.headline == "None of 12 classes stands out from all the others together"


def test_the_class_that_stands_out_is_named_in_every_chart():
    report = made({f"class {letter}": [30, 50, 20] for letter in "abcdefghijklmnopqrst"} | {"odd": [5, 20, 75]})
    assert report.against.query("stands_out").index.tolist() == ["odd"]
    assert report.title.title == "Classes that stand out: 1 of 21; shares run from 25.0% to 80.0%"
    for block in (report.funnel, report.differences):
        verdicts = {row[0]: row[-1] for row in block.table.rows}
        assert (verdicts["odd"], verdicts["class a"]) == ("yes", "no")
        assert "odd" in {text.get_text() for panel in block.draw(False).axes for text in panel.texts}


def test_classes_of_two_kinds_differ_although_none_stands_out():
    report = made({f"class {at:02}": [3, 30 if at % 2 else 21, 7 if at % 2 else 16] for at in range(60)})
    assert report.title.title == "The 60 classes differ more than chance explains: 60.0% to 82.5% pass or better"
    assert report.funnel.headline == "The variance of the shares is 2.5 times that of chance alone (2.5 untrimmed)"
    assert report.differences.headline == "None of 60 classes stands out from all the others together"
    assert (
        "The p-value of all being alike is at most 0.0001, the least that 9,999 deals can show ("
        in report.funnel.note[2]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_few_classes_one_that_is_far_off_stands_out(language):
    report = made({letter: [4, 50, 6] for letter in "abcd"} | {"odd": [1, 5, 54]}, language=language)
    assert report.against.query("stands_out").index.tolist() == ["odd"]
    assert report.whole["phi"] == 1
    high = {row[0]: row[3] for row in report.odds.table.rows}
    assert high["odd"] < 1 < high["b"] < 10
    note = labels.say("class_comparison.funnel_note_few", language, fewest=10)
    assert note in report.funnel.note
    assert selfcheck.unsupported_numbers(shown(report)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_classes_that_differ_stand_out_from_each_other(language):
    report = made({"a": [20, 34, 6], "b": [10, 26, 24]}, language=language)
    assert report.against["stands_out"].tolist() == [True, True]
    assert report.against["phi"].tolist() == pytest.approx([0, 0], abs=1e-9)
    assert selfcheck.unsupported_numbers(shown(report)) == []


def test_where_chance_explains_the_spread_the_funnel_says_no_more_than_it_shows():
    report = made({f"class {at:02}": [30, 50 + at % 3, 20 - at % 3] for at in range(12)})
    assert report.funnel.headline == (
        "Outside the 99.8% limits of chance alone: 0 of 12 classes with a published count"
    )
    assert report.title.title == "Chance alone could explain the differences between 12 classes"
    assert report.whole["p_value"] > 0.9
    assert "That is not above 1, so the lines are those of chance alone." in report.funnel.note[1]


def test_the_page_has_one_verdict_and_one_count_of_comparisons():
    report = made({f"class {at:02}": [30, 50 + at % 9, 20 - at % 9] for at in range(12)} | {"odd": [10, 40, 50]})
    for block in (report.odds, report.deltas):
        assert [
            column.key for column in block.table.columns if column.kind == "p_value" or "verdict" in column.key
        ] == []
        assert any("decided against all the others" in note for note in block.note)
    said = " ".join(text for block in report.blocks if block.kind in ("chart", "table") for text in block.note)
    assert "correction for 13 classes" in said
    assert "comparisons" not in said


def test_the_interval_of_an_odds_ratio_allows_for_the_same_spread_as_the_verdicts():
    report = opened("oulad", "pass", "en")
    table = register_counts.counts("oulad", "grades_by_class").drop(index="total", columns="total")
    learners = [(code, grade) for code in ["FFF 2013J", *table.index.drop("FFF 2013J")]
                for grade, count in table.loc[code].items() for _ in range(count)]  # fmt: skip
    frame = pd.DataFrame(learners, columns=["class", "grade"])
    classes = pd.DataFrame({"class": pd.Categorical(frame["class"], frame["class"].unique())})
    grades = pd.Series(pd.Categorical(frame["grade"], ["fail", "pass", "distinction"], ordered=True))
    effects = compare.proportional_odds(grades, classes).effects.set_index("term")
    (row,) = [row for row in report.odds.table.rows if row[0] == "EEE 2014B"]
    far = compare.reach(0, 22) * report.whole["phi"] ** 0.5 * effects.at["class_EEE 2014B", "standard_error"]
    ends = [math.exp(effects.at["class_EEE 2014B", "log_odds"] + side * far) for side in (-1, 1)]
    assert [float(end) for end in row[2:4]] == pytest.approx(ends, abs=1e-4)


def test_classes_of_the_same_grades_are_not_furthest_apart():
    report = made({"a": [30, 50, 20], "b": [60, 100, 40]})
    assert report.deltas.headline == "Over all grades no two classes are apart by as much as 0.1% of pairs of learners"
    assert selfcheck.unsupported_numbers(shown(report)) == []


def test_no_english_sentence_counts_one_of_what_are_many():
    counts = {"a": [1, 0, 0], "b": [30, 60, 900], "c": [2, 60, 938]}
    report = made(counts, hide=["b"], total=[120, 1_838])
    texts = " ".join(re.sub("<[^>]*>", " ", block.html()) for block in report.blocks)
    assert re.findall(r"\b1 (?:\w+ )?(?:classes|learners|pairs|comparisons|counts)\b", texts) == []


# Confidential counts


def twenty(hidden: int = 16, language: str = "en") -> SimpleNamespace:
    """20 classes of 60, of which those with the best results have confidential counts; 94 % of all are at the cut."""
    below = [3, 4, 3, 3, 4, 4, 3, 3, 3, 2, 3, 2, 1, 3, 3, 1, 2, 6, 5, 9]
    counts = {f"class {at:02}": [20, 40 - count, count] for at, count in enumerate(below, start=1)}
    return made(counts, hide=list(counts)[:hidden], language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_share_of_all_is_that_of_the_whole_register_whatever_is_hidden(language):
    report = twenty(17, language)
    total = 1_200 - 67
    assert (report.whole["count"], report.whole["base"]) == (total, 1_200)
    assert report.whole["share"] == total / 1_200
    assert report.funnel.table.rows[-1][1:4] == ((total, total), 1_200, (Fraction(total, 1_200),) * 2)
    assert selfcheck.unsupported_numbers(shown(report)) == []


def test_where_results_decide_what_is_shown_no_conclusion_is_drawn():
    report = twenty()
    title = "Whether any of 20 classes stands out cannot be said: the counts of 16 are confidential"
    assert report.title.title == title
    assert (report.whole["hidden_count"], report.whole["hidden_base"]) == (1_200 - 67 - (240 - 22), 960)
    (sentence,) = {item for item in report.caution.items if item.startswith("Confidential")}
    assert sentence == (
        "Confidential counts: 16 of 20 classes, together 915 of 960 learners. The results decide which counts are "
        "confidential, so the classes shown are no fair sample of all."
    )
    assert sentence in report.funnel.note
    assert report.odds.items == (labels.say("class_comparison.odds_hidden", "en"),)
    assert report.deltas is None


def test_a_confidential_class_is_drawn_between_the_ends_that_are_left():
    report = twenty(2)
    rows = {row[0]: row for row in report.funnel.table.rows}
    # The two of them have 113 of 120 at the cut, so 53 at least, and 60 at most.
    assert rows["class 01"][1:4] == ((53, 60), 60, (Fraction(53, 60), Fraction(1)))
    assert rows["All classes with a confidential count"][1:3] == ((113, 113), 120)
    # 53 of 60 less 1,080 of 1,140 is -6.404 points; 60 of 60 less 1,073 of 1,140 is 5.877.
    row = {row[0]: row for row in report.differences.table.rows}["class 01"]
    assert row[1:4] == (Special.CONFIDENTIAL, Fraction("-6.5"), Fraction("5.9"))
    told = "class 01: difference, points confidential, from -6.5, to 5.9."
    assert told in report.differences.alt
    for block in (report.funnel, report.differences):
        dashed = [line for panel in block.draw(False).axes for line in panel.lines if line.is_dashed()]
        assert len(dashed) >= 2
        assert faults(block.draw(True)) == []


def test_every_count_that_the_tables_allow_lies_between_the_ends():
    table = disclosure.with_margins(
        pd.DataFrame.from_dict({"a": [9, 30, 3], "b": [20, 11, 9], "c": [7, 8, 9]}, "index")
    )
    table.columns = [*GRADES, "total"]
    table.loc[["a", "b"], ["pass", "fail"]] = pd.NA
    rows = published.classes(table, pd.DataFrame(index=table.index), 2)
    assert rows.loc["a", ["least", "most"]].tolist() == [58 + 12 - 40, 42]
    assert rows.loc["b", ["least", "most"]].tolist() == [58 + 12 - 42, 40]


@pytest.mark.parametrize(("has_zeros", "ends"), [(True, [[9, 19], [19, 29]]), (False, [[8, 20], [18, 30]])])
def test_where_zeros_are_published_a_confidential_count_is_at_least_one(has_zeros, ends):
    cells = {"distinction": [2, 9, 3, 14], "pass": [pd.NA, pd.NA, 3, 30], "fail": [pd.NA, pd.NA, 4, 16]}
    table = pd.DataFrame(cells | {"total": [20, 30, 10, 60]}, [*"abc", "total"])
    # At the cut are 44 of 60, 6 of them in c: a and b have 38, and all that the other leaves.
    counts = published.classes(table, pd.DataFrame(index=table.index), 2, has_zeros)
    assert counts.loc[["a", "b"], ["least", "most"]].to_numpy().tolist() == ends


def test_a_row_that_is_confidential_whole_may_have_its_zeros_with_it():
    table = pd.DataFrame(
        {"pass": [pd.NA, 12, 20], "fail": [pd.NA, pd.NA, pd.NA], "total": [20, 18, 38]}, ["a", "b", "total"]
    )
    counts = published.classes(table, pd.DataFrame(index=table.index), 1, True)
    assert counts.loc["a", ["least", "most"]].tolist() == [8, 8]
    table.loc["total"] = pd.NA
    counts = published.classes(table, pd.DataFrame(index=table.index), 1, True)
    assert counts.loc["a", ["least", "most"]].tolist() == [0, 20]


def test_a_published_sum_of_grades_is_used_where_the_grades_are_confidential():
    counts = {"a": [30, 50, 20], "b": [25, 60, 15], "c": [20, 70, 30]}
    cuts = {"pass_up": [80, pd.NA, 90, pd.NA]}
    classes = made(counts, hide=["a", "b"], cuts=cuts).classes
    assert classes["count"].head(3).fillna(-1).tolist() == [80, -1, 90]
    stricter = pd.DataFrame({"distinction_up": [pd.NA, 28, pd.NA, pd.NA]}, ["a", "b", "c", "total"])
    table = disclosure.with_margins(pd.DataFrame.from_dict(counts, orient="index", columns=GRADES))
    table.loc["total"] = table.loc["b"] = pd.NA
    assert published.classes(table, stricter, 2).at["b", "least"] == 28


def test_confidential_counts_never_make_classes_differ_more_than_they_may():
    report = twenty(2)
    counts = [(60 - count, 60) for count in [3, 3, 4, 4, 3, 3, 3, 2, 3, 2, 1, 3, 3, 1, 2, 6, 5, 9]]
    merged = pd.DataFrame([*counts, (113, 120)], columns=["count", "base"])
    assert report.whole["p_value"] == compare.homogeneity(merged, [60] * 20)
    assert f"is at most {report.whole['p_value']:.4f}, whatever" in report.funnel.note[2]
    assert report.title.title.startswith("Whether any of 20 classes stands out cannot be said")
    far = made(
        {f"class {at:02}": [20, 33 if at % 2 else 15, 7 if at % 2 else 25] for at in range(40)}, hide=["class 03"]
    )
    assert far.title.title == "The 40 classes differ more than chance explains; with confidential counts: 1"


def test_where_a_size_is_confidential_all_classes_are_not_tested_together():
    report = made({"a": [30, 50, 20], "b": [25, 60, 15], "c": [2, 1, 0], "d": [1, 2, 1]}, gone=["c", "d"])
    assert pd.isna(report.whole["p_value"])
    assert report.title.title.startswith("Whether any of 4 classes stands out cannot be said")


def test_without_a_published_share_of_all_there_is_no_comparison():
    report = made({"a": [30, 50, 20], "b": [25, 60, 15], "c": [20, 70, 30]}, hide=["a", "b", "total"])
    assert [block.kind for block in report.blocks] == ["title", "banner", "prose", "footer"]
    assert report.title.title == "The 3 classes cannot be compared: their counts are confidential"
    assert selfcheck.unsupported_numbers(shown(report)) == []


def test_a_class_in_which_nobody_is_graded_is_listed_and_not_compared():
    report = made({"a": [30, 50, 20], "b": [25, 60, 15], "nobody": [0, 0, 0]})
    rows = {row[0]: row for row in report.funnel.table.rows}
    assert (rows["nobody"][-1], report.whole["classes"]) == ("nobody graded", 2)
    assert report.funnel.table.rows[-1][1] == (165, 165)


def test_a_class_whose_size_is_confidential_is_listed_and_counts_as_a_comparison():
    report = made({"a": [30, 50, 20], "b": [25, 60, 15], "c": [2, 1, 0], "d": [1, 2, 1]}, gone=["c", "d"])
    assert (report.whole["classes"], report.whole["shown"]) == (4, 2)
    rows = {row[0]: row for row in report.funnel.table.rows}
    assert rows["c"][1:3] == ((0, 6), Special.CONFIDENTIAL)
    assert selfcheck.unsupported_numbers(shown(report)) == []
    assert report.differences.draw(False) is not None


def test_of_classes_that_are_equal_the_first_by_name_is_named():
    classes = {f"class {letter}": [30, 50, 20] for letter in "cfaedbhgjiklmnopqrst"} | {"best": [90, 5, 5]}
    report = made(classes)
    why = report.tiles.tiles[1].why
    assert ("class a" in why, "best" in why) == (True, True)
    assert [row[0] for row in report.funnel.table.rows[1:4]] == ["class a", "class b", "class c"]
    assert [row[0] for row in report.differences.table.rows[1:4]] == ["class a", "class b", "class c"]
    assert list(dict.fromkeys(report.pairs["first"]))[1:4] == ["class a", "class b", "class c"]


def test_at_the_lowest_grade_all_are_above_the_cut_and_nothing_is_compared():
    report = made({"a": [30, 50, 20], "b": [25, 60, 15], "c": [60, 30, 30]}, cut="fail")
    assert report.title.title == "Nothing to compare: all classes have the same share fail or better"
    assert [block.kind for block in report.blocks] == ["title", "banner", "prose", "footer"]


def test_a_number_in_a_file_rounds_to_the_number_on_the_page():
    for value in (0.07496, -0.07496, 0.075, 0.004999, 12.9949999):
        cell = words.computed(value, 2)
        assert labels.rounded(cell, 2) == labels.rounded(Fraction(value), 2)
        assert abs(cell - Fraction(value)) < Fraction(1, 10**4)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_hidden", [False, True])
def test_of_a_register_without_grades_the_page_says_so(is_hidden, language):
    counts = {"a": [0, 0, 0], "b": [0, 0, 0]}
    report = made(counts, language=language, gone=[*counts, "total"] if is_hidden else ())
    key = "class_comparison.title_nobody" + ("_hidden" if is_hidden else "")
    assert report.title.title == labels.say(key, language)
    assert [block.kind for block in report.blocks] == ["title", "banner", "prose", "footer"]
    assert selfcheck.unsupported_numbers(shown(report)) == []


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ({"a": [0, 9, 0], "b": [4, 6, 0]}, "Nothing to compare: all classes have the same share pass or better"),
        ({"a": [0, 0, 9], "b": [0, 0, 8]}, "Nothing to compare: all classes have the same share pass or better"),
        ({"a": [0, 9, 3], "nobody": [0, 0, 0]}, "One class alone cannot be compared"),
    ],
)
def test_where_there_is_nothing_to_compare_the_page_says_why(counts, title):
    report = made(counts)
    assert report.title.title == title
    assert [block.kind for block in report.blocks] == ["title", "banner", "prose", "footer"]


def test_one_class_is_no_comparison():
    report = made({"a": [30, 50, 20]})
    assert [block.kind for block in report.blocks] == ["title", "banner", "prose", "footer"]
    assert report.title.title == "One class alone cannot be compared"


def test_the_usual_cut_is_good_or_else_pass():
    assert set(opened("oulad").classes["cut_code"]) == {"pass"}


def test_a_grade_of_another_scale_is_refused():
    with pytest.raises(ParameterError) as error:
        opened("oulad", "god")
    assert str(error.value) == 'cut: "god" is not known. Choose one of: usual, distinction, pass, fail.'


def test_the_same_counts_draw_the_same_bytes():
    classes = {"a": [30, 50, 20], "b": [25, 60, 15], "c": [60, 30, 30]}
    first, second = (made(classes).funnel.drawings for _ in range(2))
    assert first == second


def test_names_keep_clear_of_dots_lines_and_each_other():
    figure, (panel,) = theme.canvas(200, 100)
    names = plane.Names(panel, [(100, 50), (102, 50)], [[(90, 50), (110, 50)]])
    names.name_dots([(0, "first"), (1, "second")])
    assert faults(figure) == []
    assert [text.get_text() for text in panel.texts] == ["first", "second"]
    assert all(abs(text.get_position()[1] - 50) > 7 for text in panel.texts)


def test_a_name_without_room_is_left_out():
    figure, (panel,) = theme.canvas(60, 20)
    plane.Names(panel, [(30, 10)]).name_dots([(0, "far too long a name")])
    assert list(panel.texts) == []


def test_a_name_without_room_beside_its_dot_stands_further_off_at_a_leader():
    figure, (panel,) = theme.canvas(200, 200)
    lines = [[(0, y), (200, y)] for y in (80, 95, 105, 120)]
    plane.Names(panel, [(100, 100)], lines).name_dots([(0, "far")])
    (text,), (leader,) = panel.texts, panel.lines
    assert text.get_position()[1] < 80 - 7
    assert (list(leader.get_xdata()), max(leader.get_ydata())) == ([100, 100], 94)


def test_a_line_is_named_where_its_name_meets_no_dot():
    figure, (panel,) = theme.canvas(200, 100)
    line = [(x, 50) for x in range(0, 200, 5)]
    plane.Names(panel, [(10, 40)], [line]).name_line("95%", (line, True))
    assert [(text.get_text(), text.get_position()[0] > 15) for text in panel.texts] == [("95%", True)]


def test_an_axis_of_shares_has_round_ends_around_all_values():
    ticks = funnel.share_ticks(0.586, 0.861)
    assert (ticks[0], ticks[-1]) == (Fraction(11, 20), Fraction(9, 10))
    assert funnel.share_ticks(0.001, 1.2)[-1] == 1


# The notebook


PASSED = "table == 'grades' and row == 'AAA 2013J' and column == 'pass'"


def one_more_passed(variables: dict) -> None:
    """One count of one class is another one."""
    counts = variables["counts"]
    counts.loc[counts.query(PASSED).index, "count"] = 30


def test_a_changed_count_moves_every_block_below_and_marks_it():
    before = notebook_page.blocks("class_comparison", language="en")
    after, variables = notebook_page.run("class_comparison", {"c2": one_more_passed}, language="en")
    assert variables["classes"].set_index("class_code").at["AAA 2013J", "count"] == 50
    (mark,) = {block.edited for name, block in after.items() if name not in ("notice", "footer")}
    assert mark == ("oulad: grades AAA 2013J pass 30",)
    for name in ("funnel", "differences", "odds", "deltas"):
        assert after[name].table.rows != before[name].table.rows
    for name in ("funnel", "differences", "deltas"):
        assert (after[name].alt, str(after[name].drawings)) != (before[name].alt, str(before[name].drawings))
    assert after["title"].title.startswith("Classes that stand out: 1 of 22; shares run from 15.5% to")


def test_a_change_after_a_frame_moves_what_is_made_of_that_frame_alone():
    before = notebook_page.blocks("class_comparison", language="en")
    after, _ = notebook_page.run(
        "class_comparison", {"c23": lambda names: names.update(pairs=names["pairs"].head(3))}, language="en"
    )
    moved = {name for name, block in before.items() if block.texts() != after[name].texts()}
    assert moved == {"deltas"}


def test_a_filter_is_no_edit():
    def few(variables: dict) -> None:
        variables["counts"] = variables["counts"].query("not row.str.startswith('G')")

    shown, _ = notebook_page.run("class_comparison", {"c2": few}, language="en")
    assert len(shown["differences"].table.rows) == 22 - 3
    assert {block.edited for block in shown.values() if block is not None} == {()}


def test_the_frames_hold_numbers_that_plot_as_they_are():
    _, variables = notebook_page.run("class_comparison", language="en")
    for name in ("counts", "classes", "together", "against", "limits", "odds", "pairs"):
        frame = variables[name]
        assert {str(kind) for kind in frame.dtypes} <= {"Int64", "int64", "float64", "bool", "boolean", "str", "object"}
        assert [
            column for column in frame.select_dtypes(["object", "str"]) if not frame[column].map(type).eq(str).all()
        ] == []
    sns.barplot(variables["classes"], x="share", y="class_code")
    variables["against"].plot(x="class_code", y=["difference_low", "difference_high"], kind="bar")
