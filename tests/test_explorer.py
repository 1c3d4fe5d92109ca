"""The explorer: choices that have figures, answers that follow, and a report through the batch."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis import paths
from analysis.batch import index_page
from analysis.batch import making as batch
from analysis.batch.grid import Job
from analysis.lab.explorer import Choice, Explorer, WhatIf
from analysis.lab.explorer.choice import GRADES, THROUGHPUT

HANOI = "hanoi-2023-11-04"


@pytest.fixture(scope="module")
def explorer(tmp_path_factory):
    return Explorer(folder=tmp_path_factory.mktemp("reports"), source=HANOI)


def _set(explorer, **values):
    for field, value in values.items():
        explorer.controls[field].value = value


def test_headline_chart_and_table_follow_every_control(explorer):
    shown = []
    for change in (
        {"level_code": "commune_secretary"},
        {"reading": "conventional"},
        {"tolerance": 2.0},
        {"language": "en"},
        {"report": GRADES},
        {"class_code": "hanoi_class_2"},
        {"source": "all"},
        {"report": THROUGHPUT, "language": "vi", "reading": "literal", "tolerance": 1.0},
    ):
        _set(explorer, **change)
        shown.append((explorer.answer.headline, explorer.pane.value))
    headlines = [headline for headline, _ in shown]
    numbers = [re.findall(r"\d[\d.,]*\d", headline) for headline in headlines[:4]]
    assert numbers == [["1.001"], ["1.001", "1.099"], ["1.001", "1.199"], ["1,001", "1,199"]]
    assert headlines[5].startswith("251 to 255 of 256 learners were graded good (khá) or better")
    assert all("<img" in pane and 'type="search"' in pane for _, pane in shown)
    assert "1.001 đến 1.199" in shown[2][1]


def test_a_control_offers_only_what_has_figures_in_the_source(explorer):
    _set(explorer, report=THROUGHPUT, source="all")
    assert "published-closings" not in dict(map(reversed, explorer.controls["source"].options))
    _set(explorer, report=GRADES, source="published-closings")
    codes = [code for _, code in explorer.controls["class_code"].options]
    assert ("phuoc_son" in codes, "hanoi_class_2" in codes) == (True, False)
    assert (explorer.controls["level_code"].layout.display, explorer.controls["class_code"].layout.display) == (
        "none",
        None,
    )


def test_a_choice_that_the_new_source_does_not_have_becomes_all(explorer):
    _set(explorer, report=GRADES, source="all")
    _set(explorer, class_code="hanoi_class_2")
    _set(explorer, source="published-closings")
    assert explorer.choice.class_code == "all"


def test_words_follow_the_language(explorer):
    _set(explorer, language="en")
    assert (explorer.controls["reading"].description, explorer.button.description) == ("Reading", "Write as a report")
    _set(explorer, language="vi")
    assert explorer.controls["reading"].description == "Cách đọc"


def test_a_change_is_answered_at_once(explorer, cpu):
    choices = [
        {"report": THROUGHPUT, "source": HANOI},
        {"level_code": "district_standing"},
        {"reading": "conventional"},
        {"language": "en"},
        {"level_code": "all"},
        {"language": "vi"},
        {"reading": "literal"},
    ]
    _set(explorer, report=THROUGHPUT, source=HANOI, level_code="all", reading="literal", language="vi")
    seconds = []
    for change in choices:
        before = cpu()
        _set(explorer, **change)
        seconds.append(cpu() - before)
    assert sorted(seconds)[len(seconds) // 2] < 0.6  # 0.3 on a machine with nothing else to do


def test_without_a_browser_the_explorer_is_its_headline(explorer):
    shown = explorer._repr_mimebundle_()
    assert shown["text/plain"].splitlines()[0] == explorer.answer.headline
    assert sorted(shown) == ["application/vnd.jupyter.widget-view+json", "text/plain"]


def test_what_if_answers_and_names_a_figure_that_cannot_be_read():
    what_if = WhatIf("gần 60%", 256)
    assert what_if.plain() == "“gần 60%” của 256 khớp với 0–153; theo quy ước của dự án là 146–153"
    what_if.total.value = 90
    what_if.printed.value = "25,5%"
    assert "“25,5%” của 90 khớp với 23" in what_if.pane.value
    what_if.printed.value = "33,3%"
    what_if.total.value = 256
    assert "85 là 33,2%, 86 là 33,6%" in what_if.pane.value
    what_if.printed.value = "<b>x"
    assert what_if.pane.value.startswith("<p>&#34;&lt;b&gt;x&#34;")


def test_the_button_gives_the_batch_the_one_job_of_the_choice(explorer, monkeypatch):
    asked = []

    def run(jobs, folder, execute):
        asked.append((list(jobs), folder))
        return batch.Summary(made=[job.output for job in jobs], failed={}, stopped=[], fresh=[])

    monkeypatch.setattr(batch, "run", run)
    _set(explorer, report=GRADES, source="all", reading="conventional", tolerance=1.0, language="en")
    _set(explorer, class_code="hanoi_class_2")
    explorer.button.click()
    (((job,), folder),) = asked
    assert isinstance(job, Job)
    assert (job.id, job.language, folder) == (GRADES, "en", explorer.folder)
    assert {key: job.parameters[key] for key in ("class_code", "reading", "tolerance")} == {
        "class_code": "hanoi_class_2", "reading": "conventional", "tolerance": 1.0,
    }  # fmt: skip
    assert explorer.status.text.startswith("Written: ")
    assert not explorer.button.disabled
    assert (folder / "index.html").exists()


def test_a_report_that_fails_says_why(explorer, monkeypatch):
    failed = batch.Summary(made=[], failed={"x.html": "the kernel <died>"}, stopped=[], fresh=[])
    monkeypatch.setattr(batch, "run", lambda *args, **named: failed)
    _set(explorer, language="en")
    explorer.save()
    assert explorer.status.text == "Not written: the kernel <died>"
    assert explorer.status.outputs[0]["data"]["text/html"] == "<p>Not written: the kernel &lt;died&gt;</p>"


def test_the_way_to_the_page_goes_from_the_notebook(explorer, monkeypatch):
    made = batch.Summary(made=["grade_distribution/all.en.html"], failed={}, stopped=[], fresh=[])
    monkeypatch.setattr(batch, "run", lambda *args, **named: made)
    monkeypatch.setattr(index_page, "write", lambda folder: None)
    monkeypatch.setattr(explorer, "folder", paths.REPORTS)
    _set(explorer, language="en")
    explorer.save()
    page = "reports/grade_distribution/all.en.html"
    assert explorer.status.outputs[0]["data"]["text/html"] == f'<p><a href="../{page}">Written: {page}</a></p>'
    _set(explorer, language="vi")
    assert explorer.status.outputs == ()


def test_an_answer_is_kept_while_the_files_stand(own_folder):
    choice = Choice()
    assert choice.options("source") == [("Mọi nguồn", "all")]
    assert replace(choice, source="gone", level_code="gone").settled() == choice
