"""The batch: nothing twice, nothing half-made, and a record that says so."""

from __future__ import annotations

import json
import re

import pytest

from analysis.batch import grid, index_page, making, record
from analysis.batch.tasks import Options


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which one report was made in both languages, with workbooks."""
    place = tmp_path_factory.mktemp("pages")
    _run(place)
    return place


def _jobs():
    return grid.jobs(["grade_distribution"], {"class_code": "phuoc_son"})


def _run(place) -> making.Summary:
    return making.run(_jobs(), place, making.on_this_machine(2), Options(workbook=True))


def test_both_editions_are_made_whole(folder):
    states = record.read(folder).states
    assert [state.status for state in states.values()] == ["made", "made"]
    for output in states:
        assert (folder / output).read_text(encoding="utf-8").endswith("</html>\n")


def test_two_editions_share_no_file(folder):
    vietnamese, english = (set(state.made["files"]) for state in record.read(folder).states.values())
    assert vietnamese & english == set()
    assert {name.rsplit(".", 1)[1] for name in english} == {"html", "svg", "csv", "json", "xlsx"}


def test_a_second_run_makes_nothing(folder):
    summary = _run(folder)
    assert (summary.made, len(summary.fresh)) == ([], 2)


def test_a_page_that_was_touched_is_made_again(folder):
    state = record.read(folder).states["grade_distribution/phuoc_son.en.html"]
    page = folder / "grade_distribution" / "phuoc_son.en.html"
    page.write_text("half", encoding="utf-8")
    todo = making.plan(_jobs(), record.read(folder), Options(workbook=True))
    assert [task.job.output for task in todo.tasks] == ["grade_distribution/phuoc_son.en.html"]
    assert todo.reasons["grade_distribution/phuoc_son.en.html"] == [
        "grade_distribution/phuoc_son.en.html is missing or was changed"
    ]
    assert state.made["title"] == "95 of 97 learners were graded good (khá) or better; 19 very good (giỏi)"


def test_a_run_that_ended_before_its_report_did_is_not_taken_for_made(folder, tmp_path):
    lines = (folder / record.NAME).read_text(encoding="utf-8").splitlines()
    started = json.loads(lines[0]) | {"event": record.STARTED}
    (tmp_path / record.NAME).write_text("\n".join([*lines, json.dumps(started), '{"torn']), encoding="utf-8")
    state = record.read(tmp_path).states[started["output"]]
    assert state.status == "started"
    assert state.made is not None


def test_the_index_names_the_report_and_its_state(folder):
    page = index_page.write(folder).read_text(encoding="utf-8")
    assert "95 of 97 learners were graded good" in page
    assert 'href="grade_distribution/phuoc_son.vi.html"' in page


def test_the_index_draws_the_main_share_of_a_report_and_has_the_methods_beside_it(folder):
    page = index_page.write(folder).read_text(encoding="utf-8")
    assert "Very good (giỏi) or better: 19.6%" in re.sub(r"<[^>]+>", "", page)
    assert (folder / "methods.html").exists()
