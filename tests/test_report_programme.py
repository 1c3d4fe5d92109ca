"""The overview of a programme: each row with its words, its bounds and what is not said, for any source with levels."""

from __future__ import annotations

import re
from functools import cache
from math import inf
from pathlib import Path

import notebook_page
import pytest
import recomputed_grades as classes_again
import recomputed_throughput as levels_again
from drawn_texts import faults
from nbformat import v4
from statement_files import SIDECAR, put

from analysis import paths
from analysis.batch import grid, links, record
from analysis.data import processed
from analysis.measures import frames, programme, throughput
from analysis.pages import page as pages
from analysis.pages import selfcheck
from analysis.vocabulary import labels

HANOI = "hanoi-2023-11-04"
CASES = {
    "a programme": {"source": HANOI},
    "by convention": {"source": HANOI, "reading": "conventional"},
    "attendances only": {"source": "hanoi-totals-2018-2022"},
    "no levels": {"source": "published-closings"},
    "a plan alone": {"source": "hanoi-plan-2022-08"},
    "all sources": {"source": "all"},
}
BOTH = pytest.mark.parametrize("language", labels.languages())


@cache
def blocks(case: str, language: str) -> dict:
    return notebook_page.blocks("programme_overview", language=language, **CASES[case])


def made(language: str = "en", edits=notebook_page.NOTHING, **parameters) -> dict:
    shown, _ = notebook_page.run("programme_overview", edits, source="x", language=language, **parameters)
    return {name: block for name, block in shown.items() if block is not None}


def page(found: dict, language: str, siblings=()) -> pages.Page:
    cells = []
    for place, block in enumerate(found.values(), start=1):
        data, metadata = block._repr_mimebundle_()
        output = v4.new_output("display_data", data=data, metadata=metadata)
        cells.append(v4.new_code_cell("show()", execution_count=place, outputs=[output]))
    return pages.page(v4.new_notebook(cells=cells), "x", language, siblings=dict(siblings))


def overview(source: str, reading: str = "literal"):
    return programme.overview(processed.statements(source, scope="programme"), throughput.Assumptions(reading))


def ends(rows, reading: str) -> dict:
    mine = rows[rows["reading"] == reading].to_dict("records")
    return {row["level_code"] if row["quantity"] == "people" else row["quantity"]: frames.ends(row) for row in mine}


def test_each_row_has_the_bounds_of_the_domain_in_both_readings():
    rows = overview(HANOI)
    literal = {
        "city_committee": (91, 131), "city_managed": (706, 706), "district_secretary": (197, 197),
        "district_standing": (256, 445), "commune_secretary": (1001, None),
        "good_up": (251, 256), "very_good_up": (0, 153), "commended": (22, 22),
    }  # fmt: skip
    usual = {"commune_secretary": (1001, 1099), "good_up": (251, 253), "very_good_up": (146, 153)}
    assert ends(rows, "literal") == literal
    assert ends(rows, "conventional") == {**literal, **usual}


def test_each_row_says_what_is_left_open():
    rows = frames.chosen(overview(HANOI))
    assert dict(zip(rows["level_code"] + rows["class_code"] + rows["quantity"], rows["open_codes"], strict=True)) == {
        "city_committeepeople": "abroad", "city_managedpeople": "plan", "district_secretarypeople": "",
        "district_standingpeople": "basis", "commune_secretarypeople": "open",
        "district_standinghanoi_class_2good_up": "number",
        "district_standinghanoi_class_2very_good_up": "least · of_these",
        "district_standinghanoi_class_2commended": "best",
    }  # fmt: skip


def test_people_of_the_levels_computed_once_more_from_the_file():
    said = levels_again.statements(paths.ROOT / "data/raw/statements", HANOI)
    rows = overview(HANOI)
    for reading in ("literal", "conventional"):
        span = {code: levels_again.ends(row["printed"], reading == "conventional") for code, row in said.items()
                if row["measure_code"] == "trained"}  # fmt: skip
        span["district_standing"] = (int(said["class_2_completed"]["printed"]), span["district_standing"][1])
        levels = {said[code]["level_code"] for code in span}
        again = {
            level: levels_again.people({code: ends for code, ends in span.items() if said[code]["level_code"] == level})
            for level in levels
        }
        found = {level: (low, inf if high is None else high) for level, (low, high) in ends(rows, reading).items()}
        assert {level: found[level] for level in levels} == again


@pytest.mark.parametrize(("reading", "is_usual"), [("literal", False), ("conventional", True)])
def test_learners_of_the_class_computed_once_more_by_enumeration(reading, is_usual):
    found = ends(overview(HANOI), reading)
    for quantity, printed in {"good_up": "trên 98%", "very_good_up": "gần 60%", "commended": "22"}.items():
        fitting = classes_again.fitting(printed, 256, is_usual)
        assert found[quantity] == (min(fitting), max(fitting))


PUBLISHED = {
    "en": ["“91” in the country; “40” abroad", "“706”; plan: 707", "“197”",
           "“445”; in “2” classes; “256” completed (Hà Nội class 2)", "“hơn 1.000”", "“trên 98%”", "“gần 60%”", "“22”"],
    "vi": ["“91” trong nước; “40” nước ngoài", "“706”; kế hoạch: 707", "“197”",
           "“445”; trong “2” lớp; “256” đã hoàn thành (Hà Nội lớp 2)", "“hơn 1.000”", "“trên 98%”", "“gần 60%”",
           "“22”"],
}  # fmt: skip
UNSAID = {
    "en": ["whether the “40” abroad are among the “91” in the country",
           "whether plan and report are of the same training", "nothing",
           "whether “445” counts learners admitted, completions or planned places; how many completed beyond 256",
           "how many more than 1,001", "the exact number",
           "how many at least; whether it is a share of all learners or of some",
           "whether all of them are of the 256; which grades they had"],
    "vi": ["“40” người học ở nước ngoài có thuộc “91” người học trong nước hay không",
           "kế hoạch và thực hiện có thuộc cùng một đợt bồi dưỡng hay không", "không có",
           "“445” là số nhập học, số hoàn thành hay số kế hoạch; ngoài 256 người còn bao nhiêu người hoàn thành",
           "ngoài 1.001 người còn bao nhiêu", "con số chính xác",
           "ít nhất bao nhiêu người; tỷ lệ này tính trên tất cả học viên hay chỉ một phần",
           "những người này có đều thuộc 256 học viên hay không; họ xếp loại gì"],
}  # fmt: skip


@BOTH
def test_each_row_shows_its_full_name_its_printed_words_and_what_is_not_said(language):
    rows = blocks("a programme", language)["overview"].table.rows
    names = [labels.word(f"level.{code}", language) for code in ("city_committee", "city_managed", "district_secretary",
                                                                 "district_standing", "commune_secretary")]  # fmt: skip
    assert [row[0] for row in rows[:5]] == names
    assert [row[1] for row in rows[:8]] == PUBLISHED[language]
    assert [row[-1] for row in rows[:8]] == UNSAID[language]


def test_the_first_lines_say_both_conditions_and_never_one_sum_of_people():
    found = blocks("a programme", "en")
    assert found["title"].title == (
        "1,001 or more people trained at 5 levels, whatever the overlaps; 2,251 or more if nobody is counted at two "
        "levels"
    )
    assert found["overview"].headline == (
        "The number of people is exact at 2 of 5 levels and has no upper limit at 1"
    )  # fmt: skip
    assert found["overview"].note == (
        "The sum is attendances, not people. Added up, the levels give 2,480 or more attendances, if “445” counts "
        "learners admitted: 1,001 or more people whatever the overlaps, 2,251 or more if nobody is counted at two "
        "levels.",
    )


def test_the_greatest_number_of_a_level_says_what_it_rests_on():
    drawn = drawn_texts(blocks("a programme", "en")["overview"], narrow=True)
    at = drawn.index("256–445")
    assert drawn[at + 1] == "if “445” counts learners admitted"


def drawn_texts(block, narrow: bool) -> list[str]:
    return [text.get_text() for axes in block.draw(narrow).axes for text in axes.texts]


@BOTH
@pytest.mark.parametrize("case", CASES)
def test_no_text_of_the_picture_meets_another(case, language):
    found = blocks(case, language)
    drawn = [found["overview"].draw(narrow) for narrow in (True, False)] if "overview" in found else []
    assert [fault for figure in drawn for fault in faults(figure)] == []


@pytest.mark.parametrize("case", CASES)
def test_both_editions_state_the_same_numbers_and_all_stand_in_tables(case):
    editions = {language: page(blocks(case, language), language) for language in labels.languages()}
    assert [selfcheck.unsupported_numbers(edition) for edition in editions.values()] == [[], []]
    first, second = (selfcheck.page_numbers(edition) for edition in editions.values())
    assert first == second


@pytest.mark.parametrize("case", CASES)
def test_no_vietnamese_stands_in_the_english_edition_outside_quotes_and_names(case):
    found = {name: block for name, block in blocks(case, "en").items() if name not in ("footer", "taught")}
    said = [text for block in found.values() for text in block.texts().values()]
    plain = [re.sub("“[^”]*”", "", text).replace("Hànộimới", "").replace("Hà Nội", "") for text in said]
    plain = [re.sub(r"\((khá|giỏi|xuất sắc)\)", "", text) for text in plain]
    assert [text for text in plain if re.search("[À-ÖØ-öø-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ]", text)] == []


@pytest.mark.parametrize("case", ["no levels", "a plan alone"])
def test_a_source_without_levels_says_so_and_draws_nothing(case):
    found = blocks(case, "en")
    assert found["title"].title == "This source counts no training by level"
    assert set(found) == {"title", "footer"}


def test_sources_are_drawn_apart_and_never_added_up():
    block = blocks("all sources", "en")["overview"]
    assert block.headline == "What each of 2 sources says, level by level"
    assert block.note == ("Never added up. Each source stands for itself, since the same people may be in several.",)
    assert [row[0] for row in block.table.rows if row[0].startswith("All levels")] == [
        "All levels, attendances", "All levels, different people whatever the overlaps",
        "All levels, different people if nobody is counted at two levels",
    ]  # fmt: skip


def test_the_topics_of_the_class_are_told():
    assert blocks("a programme", "en")["taught"].headline == (
        "The text names 7 topics that Hà Nội class 2 was taught, 4 of them new"
    )  # fmt: skip


# What the index takes over


def test_the_front_stands_alone_and_each_row_leads_to_its_report():
    siblings = {
        "throughput_by_level/district_standing": "../throughput_by_level/district_standing.en.html",
        "grade_distribution/hanoi_class_2": "../grade_distribution/hanoi_class_2.en.html",
    }
    html = page(blocks("a programme", "en"), "en", siblings).html
    (front,) = re.findall("<!--front-->(.*?)<!--/front-->", html, re.DOTALL)
    assert front.count("<section") == front.count("</section>") == 1
    assert front.count("<div") == front.count("</div>")
    assert "download" not in front
    assert 'class="code"' not in front
    assert html.count('class="code"') > 1
    assert re.findall('<a href="([^"]*)"', front) == [
        *[siblings["throughput_by_level/district_standing"]], *[siblings["grade_distribution/hanoi_class_2"]] * 3,
        *siblings.values(),
    ]  # fmt: skip
    assert "<li>Planned City Party Committee members</li>" in front


def test_a_page_of_a_source_leads_to_the_pages_of_its_levels_and_classes(tmp_path: Path):
    jobs = grid.jobs(["programme_overview", "throughput_by_level", "grade_distribution", "form_10"], language="en")
    found = links.siblings(jobs, record.read(tmp_path))
    elsewhere = {code: place for code, place in found[f"programme_overview/{HANOI}.en.html"].items() if "/" in code}
    assert elsewhere["throughput_by_level/city_managed"] == "../throughput_by_level/city_managed.en.html"
    assert elsewhere["grade_distribution/hanoi_class_2"] == "../grade_distribution/hanoi_class_2.en.html"
    levels = [f"throughput_by_level/{code}" for code in ("all", *grid.codes("level", HANOI))]
    assert [*elsewhere] == [*levels, "grade_distribution/all", "grade_distribution/hanoi_class_2"]
    assert [code for code in found["throughput_by_level/city_managed.en.html"] if "/" in code] == []
    assert links.near(jobs, record.read(tmp_path))[f"programme_overview/{HANOI}.en.html"] == ()


def test_a_page_leads_to_no_page_of_another_source(tmp_path: Path):
    jobs = [*grid.jobs(["programme_overview"], {"source": "hanoi-totals-2018-2022"}, "en"),
            *grid.jobs(["throughput_by_level"], language="en")]  # fmt: skip
    found = links.siblings(jobs, record.read(tmp_path))["programme_overview/hanoi-totals-2018-2022.en.html"]
    assert [code for code in found if "/" in code] == []


def test_a_batch_makes_a_page_for_each_source_that_counts_people_at_a_level():
    assert [job.parameters["source"] for job in grid.jobs(["programme_overview"], language="en")] == [HANOI]


# A stranger's data

TRAINED = {"statement_code": "n", "measure_code": "trained", "unit_code": "person", "level_code": "city_managed",
           "printed": "706"}  # fmt: skip
OTHER = {**TRAINED, "statement_code": "m", "level_code": "district_secretary", "printed": "40"}
DONE = {**TRAINED, "statement_code": "c", "measure_code": "completed", "class_code": "a", "base": "n"}
GRADED = {"statement_code": "g", "measure_code": "graded", "grade_code": "good", "at_or_above": "true",
          "unit_code": "percent", "printed": "trên 90%", "base": "c", "class_code": "a"}  # fmt: skip
OWN = {
    "one exact figure": [TRAINED],
    "one open figure": [{**TRAINED, "printed": "hơn 5"}],
    "nobody": [{**TRAINED, "printed": "0"}],
    "about": [{**TRAINED, "printed": "khoảng 100"}],
    "two levels": [TRAINED, OTHER],
    "a plan within": [TRAINED, {**TRAINED, "statement_code": "p", "measure_code": "planned", "printed": "hơn 700"}],
    "eight groups": [{**TRAINED, "statement_code": f"g{n}", "printed": str(n + 1)} for n in range(8)],
    "more than the whole": [{**TRAINED, "printed": "100"}, {**DONE, "class_code": "", "printed": "120"}],
    "attendances beside": [TRAINED, {**TRAINED, "statement_code": "m", "printed": "300", "unit_code": "attendance"}],
    "a class": [TRAINED, {**DONE, "printed": "200"}, GRADED],
    "a class that contradicts itself": [
        TRAINED, {**DONE, "printed": "88"}, {**GRADED, "unit_code": "person", "printed": "48", "at_or_above": ""},
        {**GRADED, "statement_code": "h", "printed": "55.7%", "at_or_above": ""},
    ],
    "eight classes": [
        TRAINED,
        *({**DONE, "statement_code": f"c{n}", "class_code": f"class-{n}", "printed": "50"} for n in range(8)),
        *({**GRADED, "statement_code": f"s{n}", "class_code": f"class-{n}", "base": f"c{n}"} for n in range(8)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_a_strangers_few_figures_make_a_whole_page(own_folder: Path, name: str):
    put(own_folder, *OWN[name])
    editions = {}
    for language in labels.languages():
        found = made(language)
        editions[language] = page(found, language)
        assert selfcheck.unsupported_numbers(editions[language]) == []
        assert [fault for narrow in (True, False) for fault in faults(found["overview"].draw(narrow))] == []
    first, second = (selfcheck.page_numbers(edition) for edition in editions.values())
    assert first == second


@pytest.mark.parametrize(
    ("name", "title", "headline"),
    [
        ("one open figure", "6 or more people trained",
         "Officials managed by the City Party Standing Committee: 6 or more"),
        ("two levels", "706 to 746 people trained at 2 levels, whatever the overlaps; 746 if nobody is counted at two "
         "levels", "The number of people is exact at all 2 levels"),
        ("more than the whole", "100 to 120 people trained, by figures that contradict each other",
         "Officials managed by the City Party Standing Committee: 100–120"),
    ],
)  # fmt: skip
def test_title_and_headline_fit_any_few_figures(own_folder: Path, name: str, title: str, headline: str):
    put(own_folder, *OWN[name])
    found = made()
    assert (found["title"].title, found["overview"].headline) == (title, headline)


def test_of_many_classes_some_are_drawn_and_the_table_has_them_all(own_folder: Path):
    put(own_folder, *OWN["eight classes"])
    block = made()["overview"]
    drawn = " ".join(drawn_texts(block, narrow=False))
    assert [f"class-{n}: " in drawn for n in range(8)] == [True] * 6 + [False] * 2
    assert sum(row[0].startswith("class-") for row in block.table.rows) == 8
    assert block.note[-1] == "Classes drawn: 6 of 8. The table has them all."


def test_own_sources_with_levels_have_a_page_each_and_others_none(own_folder: Path):
    put(own_folder, TRAINED, name="first", sidecar=f"{SIDECAR}programme: one\n")
    put(own_folder, OTHER, name="second", sidecar=f"{SIDECAR}programme: two\n")
    put(own_folder, {**TRAINED, "unit_code": "attendance"}, name="attended")
    put(own_folder, {**DONE, "level_code": "", "base": ""}, {**GRADED}, name="graded")
    jobs = grid.jobs(["programme_overview"], language="en")
    assert [job.output for job in jobs] == ["programme_overview/first.en.html", "programme_overview/second.en.html"]


# An analyst's edit


@BOTH
def test_an_edited_word_changes_its_row_and_is_marked_on_every_block(language):
    def nearly(variables: dict) -> None:
        statements = variables["statements"]
        statements.loc[statements["printed"] == "hơn 1.000", "printed"] = "gần 1.000"

    shown, _ = notebook_page.run("programme_overview", {"read": nearly}, language=language)
    (row,) = [row for row in shown["overview"].table.rows if "1.000" in str(row[1]) or "1,000" in str(row[1])]
    assert row[2] == (0, 999)
    assert "“" not in row[1]
    edited = {name: block.edited for name, block in shown.items() if block is not None and name != "taught"}
    assert edited == dict.fromkeys(edited, (f"{HANOI}/commune_secretary: gần 1.000",))
    assert set(edited) == {"title", "overview", "key", "unsaid", "footer"}
