"""The index: every report in both languages, its state in words, one script that its own hash allows."""

import base64
import hashlib
import re

import pytest
import sample_report
from test_pages import tags

from analysis import files
from analysis.batch import index_page, record
from analysis.errors import DataError
from analysis.pages import ranges
from analysis.pages.index import Entry, index


def test_an_index_is_the_same_on_every_run():
    assert index(sample_report.entries()) == index(sample_report.entries())


def test_the_one_script_is_the_one_that_the_policy_allows():
    html = index(sample_report.entries())
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html


def test_a_name_made_to_break_out_stays_a_text():
    html = index(sample_report.entries())
    assert "&lt;script&gt;alert(1)" in html
    assert [tag for tag, _ in tags(html)].count("script") == 1


def test_editions_of_one_report_share_a_row():
    found = tags(index(sample_report.entries()))
    assert [attributes["data-subject"] for _, attributes in found if "data-subject" in attributes] == [
        "level.all",
        "class.hoa_binh",
        "class.bad",
    ]
    editions = [attributes["lang"] for _, attributes in found if "edition" in attributes.get("class", "")]
    assert editions == ["vi", "en"] * 3


def test_states_are_said_in_words():
    entry = {"report": "r", "title": "T", "subject_kind": "class", "subject": "s", "label": "L", "language": "en"}
    states = [
        Entry(**entry, state=state, made_at=day).when()
        for state, day in (("made", "2023-11-04"), ("stale", "2023-11-04"), ("failed", ""))
    ]
    assert states == ["Made on 4 November 2023", "Out of date, made on 4 November 2023", "Failed"]


def test_the_main_share_of_a_report_stands_under_its_bar():
    html = index(sample_report.entries()).replace(ranges.DASH, "–")
    assert '</svg>good (<span lang="vi">khá</span>) or better: 98.0–100%</div>' in html
    assert html.count('<div class="share">') == 2


def test_an_index_of_nothing_has_no_row():
    html = index([])
    assert [tag for tag, _ in tags(html)].count("li") == 0


def test_an_index_has_one_heading_in_all_languages():
    assert [tag for tag, _ in tags(index(sample_report.entries()))].count("h1") == 1


@pytest.mark.parametrize("told", [{}, {"subject": "class"}, {"subject": ["class", "a"], "share": ["1/0", "1"]}])
def test_a_record_that_no_run_can_have_written_makes_no_index(tmp_path, told):
    known = record.read(tmp_path)
    files.write(tmp_path / "a" / "x.en.html", "")
    known.append(record.MADE, "a/x.en.html", asked={}, reads={}, files={}, **told)
    with pytest.raises(DataError, match=r"says of a/x.en.html what no run can have said"):
        index_page.write(tmp_path)
    assert not (tmp_path / index_page.NAME).exists()
