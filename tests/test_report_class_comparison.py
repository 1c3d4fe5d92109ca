"""The comparison of classes: what is compared, what is left out, what it says; on real and on made counts."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.charts import lettering, palette, plane, theme
from analysis.data import disclosure
from analysis.errors import ParameterError
from analysis.measures import compare
from analysis.pages import selfcheck
from analysis.pages.tables import Special
from analysis.reports import class_comparison
from analysis.reports.class_comparison import Report, facts
from analysis.reports.class_comparison.facts import Facts
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels

LANGUAGES = labels.languages()


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request):
    return class_comparison.open_report("oulad", "pass", request.param)


def made(counts: dict[str, list[int]], starts: dict[str, str] | None = None, scales=("oulad",), cut="pass") -> Report:
    """The report of counts by class (distinction, pass, fail), protected."""
    table = disclosure.with_margins(
        pd.DataFrame.from_dict(counts, orient="index", columns=["distinction", "pass", "fail"])
    )
    dates = pd.Series(starts or {}, dtype=object)
    return Report(Facts(disclosure.protect(table), dates, scales, cut, Subject("oulad", "en")))


def shown(report: Report) -> SimpleNamespace:
    return SimpleNamespace(blocks=[block.metadata() for block in report.blocks()])


def test_every_number_of_the_page_stands_in_a_table(report):
    assert selfcheck.unsupported_numbers(shown(report)) == []


def test_every_finding_says_of_which_register_and_when(report):
    told = [block.subtitle for block in report.blocks() if block.kind in ("chart", "table")]
    assert [text for text in told if report.facts.about.where not in text] == []


@pytest.mark.parametrize("narrow", [False, True])
def test_no_text_meets_another_or_leaves_the_canvas(report, narrow):
    drawn = [block for block in report.blocks() if block.kind == "chart"]
    assert [block.key for block in drawn] == ["funnel", "differences", "deltas", "over_time"]
    assert [fault for block in drawn for fault in lettering.faults(block.draw(narrow))] == []


def test_the_22_classes_of_the_open_register(report):
    facts = report.facts
    assert (len(facts.compared), int(facts.compared["base"].sum()), facts.target) == (
        22,
        22_437,
        Fraction(15_385, 22_437),
    )
    assert facts.funnel["position"].value_counts().to_dict() == {"beyond_outer": 10, "inside": 8, "beyond_inner": 4}
    assert facts.funnel.loc[facts.funnel["share"].idxmax(), "class"] == "AAA 2013J"
    assert (len(facts.pairs), int(facts.pairs["is_rejected"].sum())) == (231, 137)


def test_a_class_against_the_others_is_newcombes_difference(report):
    first = report.facts.differences.set_index("class").loc["AAA 2013J"]
    expected = compare.share_difference(278, 323, 15_385 - 278, 22_437 - 323)
    assert (first["value"], first["low"], first["high"]) == (expected.value, expected.low, expected.high)


def test_classes_come_in_the_order_in_which_they_began(report):
    chart = report.facts.over_time
    assert list(chart["when"]) == sorted(chart["when"])
    assert chart["when"].iloc[0] == "2013-02"


def test_the_odds_model_converges_and_its_reference_is_the_largest_class(report):
    assert report.facts.odds.is_converged
    assert report.facts.odds.learners == 22_437
    assert report.odds().table.rows[0][0] == "FFF 2013J"


@pytest.mark.parametrize(
    "counts, key",
    [
        ({"a": [40, 0, 0], "b": [0, 40, 0], "c": [0, 0, 40]}, "odds_not_converged"),
        ({"a": [0, 40, 0], "b": [0, 50, 0]}, "odds_one_grade"),
    ],
)
def test_a_model_without_an_answer_prints_no_number(counts, key):
    report = made({"a": [30, 50, 20], "b": [25, 60, 15]})
    grades = ["distinction", "pass", "fail"]
    report.facts.__dict__["full"] = pd.DataFrame.from_dict(counts, orient="index", columns=grades)
    block = report.odds()
    assert (block.kind, block.items) == ("prose", (labels.say(f"class_comparison.{key}", "en"),))


def test_a_suppressed_class_is_named_and_not_compared():
    report = made({"a": [30, 50, 20], "b": [25, 60, 15], "small": [20, 60, 2], "other": [20, 70, 30]})
    hidden = report.facts.classes.index.difference(report.facts.compared.index)
    assert "small" in hidden
    rows = {row[0]: row for row in report.funnel().table.rows}
    assert rows["small"][1] is Special.CONFIDENTIAL
    assert rows["small"][-1] == "not compared"
    assert labels.say("class_comparison.caution_hidden", "en", hidden=len(hidden)) in report.caution().items
    assert selfcheck.unsupported_numbers(shown(report)) == []


def test_more_than_one_scale_is_said():
    report = made({"a": [30, 50, 20], "b": [25, 60, 15]}, scales=("oulad", "moet_25_2006"))
    assert labels.say("class_comparison.caution_scales", "en", scales=2) in report.caution().items


def test_of_classes_that_are_equal_the_first_by_name_is_named():
    classes = {f"class {letter}": [30, 50, 20] for letter in "cfaedbhgjiklmnopqrst"} | {"best": [90, 5, 5]}
    report = made(classes)
    why = report.tiles().tiles[1].why
    assert ("class a" in why, "best" in why) == (True, True)
    assert [row[0] for row in report.funnel().table.rows[1:4]] == ["class a", "class b", "class c"]
    assert [row[0] for row in report.differences().table.rows[1:4]] == ["class a", "class b", "class c"]
    assert report.facts.full.index[1:4].tolist() == ["class a", "class b", "class c"]


def test_at_the_lowest_grade_all_are_above_the_cut_and_no_class_differs():
    report = made({"a": [30, 50, 20], "b": [25, 60, 15], "c": [60, 30, 30]}, cut="fail")
    assert report.facts.differences["p_value"].tolist() == [1, 1, 1]
    assert report.differences().headline.startswith("0 of 3")


def test_a_number_in_a_file_rounds_to_the_number_on_the_page():
    for value in (0.07496, -0.07496, 0.075, 0.004999, 12.9949999):
        cell = facts.computed(value, 2)
        assert labels.rounded(cell, 2) == labels.rounded(Fraction(value), 2)
        assert abs(cell - Fraction(value)) < Fraction(1, 10**4)


def test_one_class_is_no_comparison():
    report = made({"a": [30, 50, 20]})
    assert [block.kind for block in report.blocks()] == ["title", "prose", "footer"]
    assert report.title().title == "One class alone cannot be compared"


def test_without_dates_there_is_no_chart_over_time():
    classes = {"a": [30, 50, 20], "b": [25, 60, 15]}
    assert made(classes).over_time() is None
    assert made(classes, {"a": "2023-01-01", "b": "2024-01-01"}).over_time() is not None


def test_the_usual_cut_is_good_or_else_pass():
    assert class_comparison.open_report("oulad", language="en").facts.cut == "pass"


def test_a_grade_of_another_scale_is_refused():
    told = 'cut: no grade of the scale of "oulad" is called "god".'
    with pytest.raises(ParameterError) as error:
        class_comparison.open_report("oulad", "god")
    assert str(error.value).startswith(told)


def test_the_same_counts_draw_the_same_bytes():
    classes = {"a": [30, 50, 20], "b": [25, 60, 15], "c": [60, 30, 30]}
    first, second = (made(classes).funnel().drawings for _ in range(2))
    assert first == second


def test_names_keep_clear_of_dots_lines_and_each_other():
    figure, (panel,) = theme.canvas(200, 100)
    names = plane.Names(panel, [(100, 50), (102, 50)], [[(90, 50), (110, 50)]])
    names.name_dots([(0, "first"), (1, "second")])
    assert lettering.faults(figure) == []
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


@pytest.mark.parametrize("narrow", [False, True])
def test_no_name_of_a_class_crosses_a_line_of_the_p_chart(report, narrow):
    _, plot = report.over_time().draw(narrow).axes
    names = [text for text in plot.texts if text.get_text() in set(report.facts.over_time["name"])]
    crossed = [
        (name.get_text(), *ends)
        for name in names
        for line in plot.lines
        if line.get_marker() == "None" and line.get_color() != palette.LIGHT["grid"]
        for ends in pairwise(zip(line.get_xdata(), line.get_ydata(), strict=True))
        if _cut(plot, name, *ends)
    ]
    assert (len(names) > 5, crossed) == (True, [])


def _cut(plot, name, one, other) -> bool:
    """Whether the straight line between two points passes through the letters of a name."""
    unit = (plot.get_xlim()[1] - plot.get_xlim()[0]) / plot.bbox.width
    (x, y), wide = name.get_position(), lettering.text_width(name.get_text(), 12) * unit
    across = min(max(one[0], other[0]), x + wide) - max(min(one[0], other[0]), x)
    down = min(max(one[1], other[1]), y) - max(min(one[1], other[1]), y - 9)
    return across >= 0 and down >= 0


def test_a_line_is_named_where_its_name_meets_no_dot():
    figure, (panel,) = theme.canvas(200, 100)
    line = [(x, 50) for x in range(0, 200, 5)]
    plane.Names(panel, [(10, 40)], [line]).name_line("95%", (line, True))
    assert [(text.get_text(), text.get_position()[0] > 15) for text in panel.texts] == [("95%", True)]


def test_an_axis_of_shares_has_round_ends_around_all_values():
    axis = plane.Shares.around([0.586, 0.861], 0, 100)
    assert (axis.low, axis.high) == (Fraction(1, 2), Fraction(9, 10))
    assert (axis.y(0.5), axis.y(0.9)) == (100, 0)
