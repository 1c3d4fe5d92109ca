"""The batch: nothing twice, nothing half-made, and a record that says so."""

from __future__ import annotations

import json
import re

import pytest

from analysis import paths
from analysis.batch import grid, index_page, links, making, record
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
    return making.run(_jobs(), place, making.on_this_machine(2), Options(formats=("xlsx",)))


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


def test_a_page_is_made_again_in_a_format_that_it_lacks(folder):
    history = record.read(folder)
    assert making.plan(_jobs(), history, Options(formats=("xlsx",))).tasks == []
    lacking = making.plan(_jobs(), history, Options(formats=("xlsx", "png")))
    assert list(lacking.reasons.values()) == [["it was not made as png"]] * 2


def test_another_maker_makes_the_pages_again(folder, tmp_path, monkeypatch):
    text = paths.GRID.read_text(encoding="utf-8")
    monkeypatch.setattr(paths, "GRID", tmp_path / "reports.yml")
    paths.GRID.write_text(f"maker: The school\n{text}", encoding="utf-8")
    todo = making.plan(_jobs(), record.read(folder), Options(formats=("xlsx",)))
    assert list(todo.reasons.values()) == [["the maker or address changed"]] * 2
    assert {task.site.made_by("en") for task in todo.tasks} == {"The school"}


def test_a_page_that_was_touched_is_made_again(folder):
    state = record.read(folder).states["grade_distribution/phuoc_son.en.html"]
    page = folder / "grade_distribution" / "phuoc_son.en.html"
    page.write_text("half", encoding="utf-8")
    todo = making.plan(_jobs(), record.read(folder), Options(formats=("xlsx",)))
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


def _near(jobs, history) -> dict[str, list[tuple[str, str]]]:
    """The pages near each page, by the name of the page: (relation, name of the page)."""
    return {
        output.split("/")[1]: [(relation, href) for relation, _, href in near]
        for output, near in links.near(jobs, history).items()
    }


def test_a_page_links_to_the_one_of_all_the_one_before_and_the_one_after(tmp_path):
    near = _near(grid.jobs(["throughput_by_level"], language="en"), record.read(tmp_path))
    levels = ["city_committee", "city_managed", "district_secretary", "district_standing", "commune_secretary"]
    pages = [f"{level}.en.html" for level in levels]
    assert near["all.en.html"] == [("down", page) for page in pages]
    assert near[pages[0]] == [("up", "all.en.html"), ("next", pages[1])]
    assert near[pages[1]] == [("up", "all.en.html"), ("prev", pages[0]), ("next", pages[2])]
    assert near[pages[-1]] == [("up", "all.en.html"), ("prev", pages[-2])]


def test_a_page_links_only_to_pages_that_are_there_or_are_being_made(folder, tmp_path):
    jobs = grid.jobs(["throughput_by_level"], {"level_code": "city_managed", "reading": "conventional"}, "en")
    assert _near(jobs, record.read(tmp_path)) == {"city_managed.reading-conventional.en.html": []}
    jobs = grid.jobs(["grade_distribution"], {"class_code": "an_lao_2016"}, "en")
    assert _near(jobs, record.read(folder)) == {"an_lao_2016.en.html": [("prev", "phuoc_son.en.html")]}


def test_the_links_stand_on_the_page_with_their_names(folder):
    history = record.read(folder)
    jobs = grid.jobs(["grade_distribution"], {"class_code": ["phuoc_son", "hanoi_class_2"]}, "en")
    (link,) = links.near(jobs, history)["grade_distribution/phuoc_son.en.html"]
    assert link == ("prev", "Hà Nội class 2", "hanoi_class_2.en.html")


def test_a_table_leads_to_the_pages_of_its_classes_in_its_language_and_to_no_other(folder):
    """Made alone, in both languages: of the twelve classes only its own has a page."""
    jobs = grid.jobs(["grade_distribution"], {"class_code": ["all", "phuoc_son"]}, "en")
    siblings = links.siblings(jobs, record.read(folder))["grade_distribution/all.en.html"]
    assert siblings == {"all": "all.en.html", "phuoc_son": "phuoc_son.en.html"}
    alone = (folder / "grade_distribution" / "phuoc_son.en.html").read_text(encoding="utf-8")
    assert "data-subject" not in alone
    assert re.findall(r'<th scope="row"><a href="([^"]*)"', alone) == []
