"""The report on throughput: what its sentences say, in both languages, for any source and any level."""

import re
from functools import cache
from pathlib import Path

import notebook_page
import pytest
import sentences
from drawn_texts import faults
from nbformat import v4
from statement_files import SIDECAR, put

from analysis.data import processed
from analysis.pages import page as pages
from analysis.pages import selfcheck
from analysis.vocabulary import labels

HANOI = "hanoi-2023-11-04"
CHARTS = ("levels", "attendances", "remaining")
CASES = {
    "all": {"source": HANOI},
    "planned level": {"source": HANOI, "level_code": "city_managed"},
    "two classes": {"source": HANOI, "level_code": "district_standing"},
    "one number": {"source": HANOI, "level_code": "district_secretary"},
    "two groups": {"source": HANOI, "level_code": "city_committee"},
    "no end": {"source": HANOI, "level_code": "commune_secretary"},
    "all sources": {"source": "all"},
    "attendances only": {"source": "hanoi-totals-2018-2022"},
    "no levels": {"source": "published-closings"},
    "every choice": {
        "source": HANOI, "reading": "conventional", "tolerance": 2.5, "admission_basis": "completions",
        "abroad_in_pool": True, "levels_disjoint": True,
    },
}  # fmt: skip


@cache
def blocks(case: str, language: str) -> dict:
    """The blocks of a case that there are, by the names of their functions."""
    return made(**CASES[case], language=language)


def made(source: str = "x", level_code: str = "all", **parameters) -> dict:
    return notebook_page.blocks("throughput_by_level", source=source, level_code=level_code, **parameters)


def page(found: dict, language: str) -> pages.Page:
    cells = []
    for place, block in enumerate(found.values(), start=1):
        data, metadata = block._repr_mimebundle_()
        output = v4.new_output("display_data", data=data, metadata=metadata)
        cells.append(v4.new_code_cell("show()", execution_count=place, outputs=[output]))
    return pages.page(v4.new_notebook(cells=cells), "x", language)


@pytest.mark.parametrize("case", CASES)
def test_both_editions_state_the_same_numbers_and_all_stand_in_tables(case):
    editions = {language: page(blocks(case, language), language) for language in labels.languages()}
    assert [selfcheck.unsupported_numbers(edition) for edition in editions.values()] == [[], []]
    first, second = (selfcheck.page_numbers(edition) for edition in editions.values())
    assert first == second


@pytest.mark.parametrize("case", CASES)
def test_no_vietnamese_stands_in_the_english_edition_outside_quotes_and_names(case):
    said = [
        text
        for name, block in blocks(case, "en").items() if name != "footer"
        for text in (*block.texts().values(), *_cells(block))
    ]  # fmt: skip
    plain = [re.sub("“[^”]*”", "", text).replace("Hànộimới", "").replace("Hà Nội", "") for text in said]
    assert [text for text in plain if re.search("[À-ÖØ-öø-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ]", text)] == []


def _cells(block) -> list[str]:
    if not hasattr(block, "table"):
        return []
    rows = zip(*block.table.shown(block.language), strict=True)
    kept = [row for row, column in zip(rows, block.table.columns, strict=True) if column.kind != "quote"]
    return [block.table.caption, *(cell for row in kept for cell in row)]


@pytest.mark.parametrize("language", labels.languages())
@pytest.mark.parametrize("case", CASES)
def test_the_headline_of_a_chart_is_short(case, language):
    """At most 15 words, in Vietnamese 20, where a word of two syllables counts as two."""
    found, most = blocks(case, language), {"en": 15, "vi": 20}[language]
    counted = {name: len(found[name].headline.split()) for name in CHARTS if name in found}
    assert {name: words for name, words in counted.items() if words > most} == {}


@pytest.mark.parametrize("language", labels.languages())
@pytest.mark.parametrize("case", CASES)
def test_the_alt_text_of_a_chart_tells_every_number_of_its_table(case, language):
    found = blocks(case, language)
    for block in (found[name] for name in CHARTS if name in found):
        told = set(selfcheck.stated_numbers(block.alt.replace("“", "").replace("”", ""), language))
        shown = {number for number in selfcheck.table_numbers(block.table, language) if not number.percent}
        assert set() == {number for number in shown if number not in told}


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("admitted", "At most 189 completed the other class, if “445” counts learners admitted"),
        ("completions", "Exactly 189 completed the other class, if “445” counts completions"),
        ("planned", "Nothing follows for the other class, if “445” counts planned places"),
    ],
)
def test_what_is_left_for_the_other_class_depends_on_the_basis(basis, expected):
    assert expected == made(HANOI, admission_basis=basis, language="en")["remaining"].headline


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("all", ["title", "tiles", "key", "levels", "attendances", "remaining", "unsaid", "assumptions", "footer"]),
        ("two classes", ["title", "tiles", "levels", "printed", "remaining", "unsaid", "assumptions", "footer"]),
        ("two groups", ["title", "levels", "printed", "unsaid", "assumptions", "footer"]),
        ("no end", ["title", "key", "levels", "printed", "unsaid", "assumptions", "footer"]),
        ("planned level", ["title", "printed", "unsaid", "assumptions", "footer"]),
        ("one number", ["title", "printed", "unsaid", "footer"]),
    ],
)
def test_a_page_shows_only_what_has_something_to_say(case, expected):
    assert expected == list(blocks(case, "en"))


def test_a_source_without_levels_says_so_and_draws_nothing():
    found = blocks("no levels", "en")
    assert found["title"].title == "This source counts no training by level"
    assert set() == set(found) & set(CHARTS)


def test_sources_stand_in_rows_and_are_never_added_up():
    table = blocks("all sources", "en")["attendances"].table
    totals = [row[2] for row in table.shown("en") if row[0].startswith("All levels")]
    assert totals == ["2,480 or more", "1,001 or more", "2,251 or more", "2,440 or more", "2,777", "[x]"]


@pytest.mark.parametrize("language", labels.languages())
@pytest.mark.parametrize("level", sentences.held("throughput_by_level"))
def test_each_sentence_says_what_was_judged(level, language):
    expected = sentences.held("throughput_by_level")[level][language]
    assert expected == sentences.said(made(HANOI, level, language=language).values())


def test_the_tile_of_people_shows_the_number_of_the_assumption_chosen_and_says_the_other():
    found = made(HANOI, levels_disjoint=True, language="en")
    assert found["tiles"].texts()["tile 2"] == (
        "2,251 or more different people. Assumed that nobody is counted at two levels; 1,001 or more whatever the "
        "overlaps. There is no greatest number."
    )


TITLES = {
    ("en", "literal"): "at least 2,251 people if nobody is counted at two levels, at least 1,001 whatever the overlaps"
    "; no upper limit",
    ("en", "conventional"): "2,251 to 2,578 people if nobody is counted at two levels, 1,001–2,578 whatever the "
    "overlaps (by convention)",
    ("vi", "literal"): "ít nhất 2.251 người nếu không ai được tính ở hai cấp, ít nhất 1.001 người dù trùng nhau thế nào"
    "; không có giới hạn trên",
    ("vi", "conventional"): "2.251 đến 2.578 người nếu không ai được tính ở hai cấp, 1.001–2.578 người dù trùng nhau "
    "thế nào (theo quy ước)",
}  # fmt: skip


@pytest.mark.parametrize(("language", "reading"), TITLES)
def test_the_title_leads_with_the_number_of_the_assumption_chosen(language, reading):
    found = made(HANOI, reading=reading, levels_disjoint=True, language=language)
    assert found["title"].title.partition(": ")[2] == TITLES[language, reading]


OTHER_PERIOD = ("2777", "8890", "879", "3.9", "198.4", "73.3", "80.1")


@pytest.mark.parametrize("level", ["all", "city_managed"])
def test_no_number_of_the_years_2018_to_2022_stands_on_a_page_of_the_programme(level):
    assert processed.programme_of(HANOI) == (HANOI, "hanoi-plan-2022-08")
    found = page(made(HANOI, level, language="en"), "en")
    stated = {str(number.value) for numbers in selfcheck.page_numbers(found).values() for number in numbers}
    assert set() == stated & set(OTHER_PERIOD)


def test_the_words_that_leave_a_range_are_worked_out_beside_their_paragraph():
    """Two groups of a level are none: their numbers are no number of the table."""
    assert blocks("all", "en")["levels"].working == (
        "“hơn 1.000” (paragraph 4), literal: k > 1,000 → 1,001 or more",
        "“hơn 1.000” (paragraph 4), by convention: 1,000 < k < 1,100 → 1,001–1,099",
    )


def test_figures_of_another_period_change_no_number_even_where_a_sidecar_names_one_programme(own_folder: Path):
    sidecar = f"{SIDECAR}programme: one\n"
    put(own_folder, TRAINED, {**TRAINED, "statement_code": "o", "level_code": "district_secretary"}, sidecar=sidecar)
    alone = sentences.said(made("x", language="en").values())
    earlier = {**TRAINED, "unit_code": "attendance", "printed": "2.777", "date": "2022"}
    classes = {**earlier, "statement_code": "k", "measure_code": "classes", "unit_code": "class", "printed": "14"}
    put(own_folder, earlier, classes, name="y", sidecar=sidecar)
    assert alone == sentences.said(made("x", language="en").values())


TRAINED = {"statement_code": "n", "measure_code": "trained", "unit_code": "person", "level_code": "city_managed",
           "printed": "706"}  # fmt: skip
OWN = {
    "one exact figure": [TRAINED],
    "one open figure": [{**TRAINED, "printed": "hơn 5"}],
    "one person": [{**TRAINED, "printed": "1"}],
    "nobody": [{**TRAINED, "printed": "0"}],
    "a share of nothing": [{**TRAINED, "printed": "0"}, {**TRAINED, "statement_code": "m", "printed": "0",
                            "level_code": "district_secretary"}],
    "completed alone": [{**TRAINED, "measure_code": "completed"}],
    "about": [{**TRAINED, "printed": "khoảng 100"}],
    "a range": [{**TRAINED, "printed": "từ 10 đến 20"}],
    "eight groups": [{**TRAINED, "statement_code": f"g{n}", "printed": str(n + 1)} for n in range(8)],
    "a plan within": [TRAINED, {**TRAINED, "statement_code": "p", "measure_code": "planned", "printed": "hơn 700"}],
    "a plan above": [TRAINED, {**TRAINED, "statement_code": "p", "measure_code": "planned", "printed": "hơn 800"}],
    "a plan around": [TRAINED, {**TRAINED, "statement_code": "p", "measure_code": "planned",
                                "printed": "từ 700 đến 710"}],
    "a plan of three": [TRAINED, {**TRAINED, "statement_code": "p", "measure_code": "planned", "printed": "707"},
                        {**TRAINED, "statement_code": "a", "measure_code": "planned", "printed": "200", "base": "p"}],
    "all classes": [{**TRAINED, "printed": "445"},
                    {**TRAINED, "statement_code": "c", "measure_code": "completed", "printed": "445", "base": "n"},
                    {**TRAINED, "statement_code": "k", "measure_code": "classes", "unit_code": "class",
                     "printed": "1"}],
    "more than the whole": [{**TRAINED, "printed": "100"},
                            {**TRAINED, "statement_code": "c", "measure_code": "completed", "printed": "120",
                             "base": "n"}],
    "two exact levels": [TRAINED, {**TRAINED, "statement_code": "m", "printed": "40",
                                   "level_code": "district_secretary"}],
    "attendances beside": [TRAINED, {**TRAINED, "statement_code": "m", "printed": "300", "unit_code": "attendance"}],
    "part of a bound": [{**TRAINED, "printed": "hơn 400"},
                        {**TRAINED, "statement_code": "c", "measure_code": "completed", "printed": "gần 300",
                         "base": "n"}],
    "classes": [{**TRAINED, "printed": "gần 100"},
                {**TRAINED, "statement_code": "k", "measure_code": "classes", "unit_code": "class",
                 "printed": "3"}],
    "abroad but too many": [{**TRAINED, "mode_code": "in_country"},
                            {**TRAINED, "statement_code": "m", "mode_code": "abroad", "printed": "800"}],
}  # fmt: skip


@pytest.mark.parametrize("level", ["all", "city_managed"])
@pytest.mark.parametrize("name", OWN)
def test_a_strangers_few_figures_make_a_whole_page(own_folder: Path, name: str, level: str):
    put(own_folder, *OWN[name])
    editions = {}
    for language in labels.languages():
        found = made("x", level, language=language, abroad_in_pool=name.startswith("abroad"))
        editions[language] = page(found, language)
        assert selfcheck.unsupported_numbers(editions[language]) == []
        drawn = [found[key] for key in CHARTS if key in found]
        assert all("100%" not in text for block in found.values() for text in block.texts().values())
        assert [fault for block in drawn for fault in faults(block.draw(True))] == []
    first, second = (selfcheck.page_numbers(edition) for edition in editions.values())
    assert first == second


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("one exact figure", "706 people trained"),
        ("one open figure", "6 or more people trained"),
        ("two exact levels",
         "746 attendances: 706 to 746 people whatever the overlaps, 746 if nobody is counted at two levels"),
        ("eight groups", "8 to 36 people trained"),
        ("attendances beside", "706 to 1,006 people trained"),
        ("more than the whole", "100 to 120 people trained, by figures that contradict each other"),
    ],
)  # fmt: skip
def test_the_title_fits_any_few_figures(own_folder: Path, name: str, expected: str):
    put(own_folder, *OWN[name])
    assert expected == made("x", language="en")["title"].title


@pytest.mark.parametrize(
    ("level", "basis", "expected"),
    [
        ("all", "admitted", "2,480 or more attendances, if “445” counts learners admitted: at least 1,001 people "
         "whatever the overlaps, at least 2,251 if nobody is counted at two levels; no upper limit"),
        ("all", "completions", "2,480 or more attendances, if “445” counts completions: at least 1,001 people whatever "
         "the overlaps, at least 2,440 if nobody is counted at two levels; no upper limit"),
        ("all", "planned", "2,291 or more attendances: at least 1,001 people whatever the overlaps, at least 2,251 if "
         "nobody is counted at two levels; no upper limit"),
        ("district_standing", "admitted",
         "Planned district Standing Committee members: 256 to 445 people trained, if “445” counts learners admitted"),
        ("district_standing", "completions",
         "Planned district Standing Committee members: 445 people trained, if “445” counts completions"),
        ("district_standing", "planned", "Planned district Standing Committee members: 256 or more people trained"),
    ],
)  # fmt: skip
def test_a_title_says_what_its_numbers_rest_on_where_another_basis_would_make_others(level, basis, expected):
    assert made(HANOI, level, admission_basis=basis, language="en")["title"].title == expected


@pytest.mark.parametrize(
    ("basis", "expected"),
    [("admitted", [True, False, False, True]), ("completions", [True, True, False, False]), ("planned", [False] * 4)],
)
@pytest.mark.parametrize("language", labels.languages())
def test_a_tile_says_what_its_number_rests_on(basis, expected, language):
    """Attendances, people, the plan, and the level that is least certain."""
    counts = labels.say(f"throughput_by_level.counts_{basis}", language)
    given = labels.say("throughput_by_level.given", language, printed="“445”", counts=counts)
    tiles = made(HANOI, admission_basis=basis, language=language)["tiles"]
    assert [given in text for text in tiles.texts().values()] == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [("256", "256 to 706 people trained, if “706” counts learners admitted"),
     ("706", "706 people trained, if “706” counts learners admitted"),
     ("hơn 700", "701 to 706 people trained, if “706” counts learners admitted")],
)  # fmt: skip
def test_the_title_of_a_strangers_part_says_what_it_rests_on(own_folder: Path, part: str, expected: str):
    whole = {**TRAINED, "quote": "706 cán bộ"}
    put(
        own_folder, whole, {**TRAINED, "statement_code": "c", "measure_code": "completed", "printed": part, "base": "n"}
    )
    assert made("x", language="en")["title"].title == expected


def test_several_parts_are_named_together(own_folder: Path):
    rows = []
    for place, level in enumerate(("city_managed", "district_secretary")):
        whole = {**TRAINED, "statement_code": f"n{place}", "level_code": level, "printed": f"{place + 1}00"}
        rows += [whole, {**whole, "statement_code": f"c{place}", "measure_code": "completed", "printed": "50",
                         "base": f"n{place}"}]  # fmt: skip
    put(own_folder, *rows)
    title = made("x", language="en")["title"].title
    assert title.startswith("300 attendances, if 100, 200 count learners admitted: ")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a plan within", "706 people trained; plan: 701 or more"),
        ("a plan above",
         "706 people trained; at least 95 fewer than planned, if the 801 or more planned are of the same training"),
        ("a plan around",
         "706 people trained; 4 fewer to 6 more than planned, if the 700–710 planned are of the same training"),
    ],
)  # fmt: skip
def test_a_difference_stands_beside_what_it_rests_on(own_folder: Path, name: str, expected: str):
    put(own_folder, *OWN[name])
    title = made("x", "city_managed", language="en")["title"].title
    assert title == f"Officials managed by the City Party Standing Committee: {expected}"


def test_the_part_of_a_plan_that_is_not_printed_has_a_name_only_where_the_plan_counts_its_classes(own_folder: Path):
    plan = {**TRAINED, "statement_code": "p", "measure_code": "planned", "printed": "707"}
    part = {**plan, "statement_code": "p1", "printed": "227", "base": "p", "class_code": "city_managed_course_1"}
    count = {**plan, "statement_code": "pc", "printed": "2", "unit_code": "class"}
    names = []
    for rows in ([TRAINED, plan, part], [TRAINED, plan, part, count]):
        put(own_folder, *rows)
        names.append([row[1] for row in made("x", language="en")["levels"].table.rows][3])
    assert names == ["the rest", "Course 2, not printed, if the classes make up the plan"]


def test_assumptions_that_exclude_each_other_are_said_above_all(own_folder: Path):
    put(own_folder, *OWN["abroad but too many"])
    assert made("x", abroad_in_pool=True, language="en")["conflict"].heading == "The assumptions exclude each other"


def test_the_key_has_no_word_that_the_convention_is_not_applied_to(own_folder: Path):
    whole = {**TRAINED, "printed": "hơn 200"}
    put(
        own_folder,
        whole,
        {**TRAINED, "statement_code": "p", "measure_code": "completed", "printed": "256", "base": "n"},
    )
    put(own_folder, whole, name="y")
    keys = {source: made(source, language="en").get("key") for source in ("x", "y")}
    assert (keys["x"], [text for text, _ in keys["y"].examples]) == (None, ["hơn 200"])
