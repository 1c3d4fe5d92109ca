"""The scorer, on annotations composed for it; and the goals on the annotated texts."""

import json
from fractions import Fraction

import pytest
from scoring.scorecard import markdown, split, summary
from scoring.scoring import score

from analysis import paths
from analysis.errors import AnalysisError

SHARED = paths.ROOT.parent / "shared" / "bulletins"
FACT = {
    "quote": "45 học viên", "value": 45, "qualifier": "exact", "low": None, "high": None, "unit": "person",
    "measure": "completed", "grade": None, "cumulative_at_or_above": False, "level": None,
}  # fmt: skip


def scored(folder, facts, not_facts=()):
    text = "Bế giảng lớp\nCó 45 học viên hoàn thành chương trình trong 3 ngày."
    (folder / "x.txt").write_text(text, encoding="utf-8")
    gold = {"facts": facts, "not_facts": list(not_facts)}
    (folder / "x.json").write_text(json.dumps(gold), encoding="utf-8")
    return score(folder, folder)


def test_a_fact_is_found_by_place_and_value(tmp_path):
    report = scored(tmp_path, [FACT, {**FACT, "value": 46}])
    assert (2, 1, Fraction(1, 2)) == (report.facts, report.found, report.recall)


def test_a_wrong_measure_is_counted_and_trained_says_neither(tmp_path):
    report = scored(tmp_path, [{**FACT, "measure": "enrolled"}])
    assert Fraction(0) == report.share("measure")
    assert Fraction(1) == scored(tmp_path, [{**FACT, "measure": "trained"}]).share("measure")


def test_what_has_no_code_is_not_scored(tmp_path):
    assert scored(tmp_path, [{**FACT, "unit": "other", "measure": "other"}]).facts == 0


def test_an_audience_that_a_part_has_from_its_whole_is_not_its_own(tmp_path):
    text = "Bế giảng lớp bồi dưỡng cho hội viên nữ\nCó 45 học viên hoàn thành, trong đó 9 học viên đạt loại giỏi."
    gold = {"quote": "9 học viên", "value": 9, "measure": "graded", "grade": "giỏi"}
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    (tmp_path / "x.json").write_text(json.dumps({"facts": [{**FACT, **gold}], "not_facts": []}), encoding="utf-8")
    assert Fraction(1) == score(tmp_path, tmp_path).share("level")


def test_a_number_that_is_no_fact_counts_when_it_is_taken(tmp_path):
    report = scored(tmp_path, [FACT], ["3 ngày", "năm 2023"])
    assert (report.not_facts, report.taken) == (2, 1)


def test_a_folder_without_annotations_is_said(tmp_path):
    with pytest.raises(AnalysisError, match="no annotation"):
        score(tmp_path, tmp_path)


@pytest.mark.skipif(not SHARED.exists(), reason="the texts of the press are not part of the repository")
def test_the_goals_hold_on_the_annotated_texts():
    report = score(SHARED / "gold", SHARED)
    assert report.recall >= Fraction(90, 100)
    assert report.share("qualifier") >= Fraction(97, 100)
    assert report.share("unit") >= Fraction(95, 100)
    assert report.share("measure") >= Fraction(85, 100)
    assert Fraction(report.taken, report.not_facts) <= Fraction(2, 100)


@pytest.mark.skipif(not SHARED.exists(), reason="the texts of the press are not part of the repository")
def test_the_tables_of_the_guide_are_those_of_the_score():
    guide = (paths.ROOT / "docs" / "extraction.md").read_text(encoding="utf-8")
    told = guide.partition("<!-- score:begin -->\n")[2].partition("\n<!-- score:end -->")[0]
    assert markdown(SHARED / "gold", SHARED) == told


def test_five_texts_are_held_out_by_the_hash_of_their_names(tmp_path):
    for name in "abcdefg":
        (tmp_path / f"{name}.json").write_text("{}")
    held, rest = split(tmp_path)
    assert (len(held), len(rest), sorted({*held} & {*rest})) == (5, 2, [])


def test_the_summary_names_each_goal(tmp_path):
    lines = summary(scored(tmp_path, [FACT], ["năm 2023"])).splitlines()
    assert lines[1] == "recall       1 of 1    100% (goal 90%)"
    assert lines[-1] == "taken        0 of 1    0% (goal 2%)"
