"""Seven class closings more: audited as they were by hand, and drawn and told beside the eleven."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import frozen
import pytest
from drawn_texts import faults
from grade_pages import Page
from statement_files import SIDECAR

from analysis import paths
from analysis.charts.composed import closings as chart
from analysis.data import sidecars, statements
from analysis.measures import audit
from analysis.reports.grade_distribution import phrases
from analysis.vocabulary import labels

SEVEN = Path(__file__).parent / "data" / "more_closings" / "seven-closings.csv"


@pytest.fixture(scope="module")
def verdicts():
    found, _ = audit.examine(statements.read(SEVEN, sidecar=False).frame())
    return found.set_index("statement_code")


def test_they_are_those_that_were_published(shared):
    """As handed over, but for the notes, whose first word is the address of the source."""
    ours = [statement.model_dump() for statement in statements.read(SEVEN, sidecar=False).statements]
    with (shared / "published_closings_more.csv").open(encoding="utf-8", newline="") as file:
        assert [row | {"note": ""} for row in ours] == [row | {"note": ""} for row in csv.DictReader(file)]


def test_one_of_them_contradicts_itself_and_the_others_can_be_true(verdicts):
    assert len(verdicts) == 42
    wrong = verdicts[verdicts["verdict"] != "consistent"]
    assert wrong["verdict"].to_dict() == {"van_ho_2017_n": "inconsistent", "van_ho_2017_kg": "inconsistent"}


def test_two_shares_of_them_were_made_to_add_up_to_100(verdicts):
    forced = verdicts[verdicts["rounding"] == "forced_to_100"]
    assert forced["printed"].to_dict() == {"lak_2020_av_share": "30%", "lak_union_2020_av_share": "12%"}


def test_a_share_of_those_who_completed_is_read_as_one_of_them_and_not_of_those_enrolled(verdicts):
    """8 % of 65 is 5 learners; of the 70 enrolled it would be none."""
    assert verdicts.loc["lak_2020_vg_share", ["low", "high"]].tolist() == [5, 5]


def test_each_class_of_the_source_has_its_place():
    about = sidecars.read(frozen.LIVING / "statements" / "published-closings.csv")
    assert about.places.keys() == about.publications.keys()


@pytest.fixture
def eighteen(tmp_path, monkeypatch):
    """The frozen sources and the seven classes more."""
    folder = shutil.copytree(frozen.STATEMENTS, tmp_path / "statements")
    shutil.copy(SEVEN, folder)
    (folder / "seven-closings.source.yml").write_text(SIDECAR, encoding="utf-8")
    monkeypatch.setenv(paths.STATEMENTS_VARIABLE, str(folder))
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))


@pytest.mark.usefixtures("eighteen")
@pytest.mark.parametrize("language", labels.languages())
def test_nineteen_classes_keep_clear_on_a_page_and_on_a_phone(language):
    page = Page(language=language)
    names = phrases.names(page.compared, language)
    for focus in ([], *([key] for key in names if key[0] == "seven-closings")):
        listed = chart.closings(page.compared, names, language, focus)
        assert [faults(chart.draw(listed, language, narrow)) for narrow in (False, True)] == [[], []]
    assert len(listed) == len(page.closings().table.rows) == 19


@pytest.mark.usefixtures("eighteen")
def test_a_contradiction_that_leaves_a_range_is_told_apart_from_one_that_leaves_two_values():
    notes = [note for note in Page(language="en").closings().note if note.startswith("Red rings")]
    assert notes == [
        "Red rings: contradiction. Hòa Bình: both values stand, since either printed figure may be wrong.",
        "Red rings at two ends: contradiction. Vân Hồ (Sơn La), 2017: with one of the figures set aside, the others "
        "leave something from ring to ring.",
    ]  # fmt: skip


@pytest.mark.usefixtures("eighteen")
@pytest.mark.parametrize("language", labels.languages())
def test_each_class_has_a_name(language):
    found = statements.read(SEVEN, sidecar=False).statements
    assert [one.class_code for one in found if labels.code("class", one.class_code, language) == one.class_code] == []


@pytest.mark.parametrize(("room", "lines"), [(200, 1), (141, 1), (100, 2)])
def test_a_name_that_fits_when_a_little_smaller_is_one_line(room, lines):
    assert len(chart.fitted("TP.HCM, target group 3", room)) == lines


@pytest.mark.usefixtures("eighteen")
def test_grades_printed_together_lead_the_title_and_pass_or_better_is_named_as_such():
    page = Page(class_code="hcm_tier_3", language="en")
    assert page.title().title == (
        "All 132 learners were graded pass (đạt) or better; 113 or 114 very good (giỏi) + good (khá)"
    )
    assert [tile.what for tile in page.tiles().tiles][:2] == ["pass or better", "very good + good"]
