"""The report on grades: the same numbers in both languages, findings in few words, any class of any source."""

from __future__ import annotations

import re

import pytest
from nbformat import v4
from statement_files import put

from analysis.data import processed
from analysis.errors import ParameterError
from analysis.measures import grades as frames
from analysis.pages import page as pages
from analysis.pages import selfcheck
from analysis.reports import grade_distribution
from analysis.vocabulary import labels, reference

HANOI = ("hanoi-2023-11-04", "hanoi_class_2")
CASES = [HANOI, ("published-closings", "hoa_binh_pool"), ("published-closings", "hung_yen_2017"),
         ("published-closings", "an_lao_2016"), ("all", "all")]  # fmt: skip


def page(report, language):
    cells = []
    for block in report.blocks():
        data, metadata = block._repr_mimebundle_()
        cells.append(v4.new_code_cell("", outputs=[v4.new_output("display_data", data=data, metadata=metadata)]))
    return pages.page(v4.new_notebook(cells=cells), "report", language)


@pytest.fixture(scope="module")
def editions():
    made = {}

    def edition(source, code, language):
        if (source, code, language) not in made:
            report = grade_distribution.open_report(source, code, language=language)
            made[source, code, language] = page(report, language)
        return made[source, code, language]

    return edition


def block(page, kind, key=None):
    return next(one for one in page.blocks if one["kind"] == kind and one.get("key") == key)


@pytest.mark.parametrize("source, code", CASES)
def test_both_languages_state_the_same_numbers(editions, source, code):
    vi, en = (selfcheck.page_numbers(editions(source, code, language)) for language in ("vi", "en"))
    assert vi == en


@pytest.mark.parametrize("source, code", CASES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_number_of_the_prose_stands_in_a_table(editions, source, code, language):
    assert selfcheck.unsupported_numbers(editions(source, code, language)) == []


@pytest.mark.parametrize("source, code", CASES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_headline_has_at_most_fifteen_words(editions, source, code, language):
    found = [one["texts"]["headline"] for one in editions(source, code, language).blocks if "headline" in one["texts"]]
    assert [text for text in found if len(text.split()) > 15] == []


@pytest.mark.parametrize("source, code", CASES)
def test_the_english_edition_has_no_vietnamese_label(editions, source, code):
    names = {row for row in labels._words() if not row.startswith("class.")}
    words = {labels.word(key, "vi") for key in names if labels.word(key, "vi") != labels.word(key, "en")}
    marked = {word for word in words if re.search("[À-ỹ]", word)}
    for one in editions(source, code, "en").blocks:
        for place, text in one["texts"].items():
            if place.startswith("source"):
                continue  # titles stay as they were printed
            plain = re.sub(r"“[^”]*”|\([^)]*\)", "", text)
            found = [word for word in marked if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain)]
            assert (place, found) == (place, [])


def test_the_title_of_the_hanoi_class_is_its_finding(editions):
    assert editions(*HANOI, "en").title == (
        "At least 251 of 256 learners were graded good (khá) or better; at most 153 very good (giỏi) or better"
    )
    assert editions(*HANOI, "vi").title == (
        "Ít nhất 251 trong 256 học viên xếp loại khá trở lên; nhiều nhất 153 giỏi trở lên"
    )


def test_the_tiles_say_what_they_rest_on(editions):
    texts = block(editions(*HANOI, "en"), "tiles")["texts"]
    assert texts["tile 1"] == (
        "251–256 good (khá) or better. 251 to 256 of 256 learners were graded good (khá) or better: "
        "printed as “trên 98%”."
    )
    assert texts["tile 4"] == "22 commended. 22 of 256 learners were commended (8.59%): printed as “22”."


def test_the_reading_decides_title_and_tiles():
    report = grade_distribution.open_report(*HANOI, reading="conventional", language="en")
    assert report.title().title.startswith("251 to 253 of 256 learners")
    assert [tile.number for tile in report.tiles().tiles] == ["251–253", "146–153", "98–107", "22"]


def test_both_readings_stand_in_the_table(editions):
    rows = {row[0]: row[2:] for row in block(editions(*HANOI, "en"), "chart", "grades")["table"]["rows"]}
    assert [rows["Good (khá) alone"][0], rows["Good (khá) alone"][2]] == [[98, 256], [98, 107]]


def test_the_contradiction_is_a_sentence_with_both_figures(editions):
    texts = block(editions("published-closings", "hoa_binh_pool", "en"), "banner")["texts"]
    assert texts["item 1"] == "Hòa Bình: 48 of 88 is 54.5%, but 55.7% is printed; that would be 49 learners."


def test_a_consistent_class_has_no_banner_and_a_counted_one_no_region():
    report = grade_distribution.open_report("published-closings", "an_lao_2016", language="en")
    assert (report.banner(), report.region(), report.overview(), report.every_class()) == (None, None, None, None)


def test_the_other_base_is_named_beside_the_region():
    note = " ".join(grade_distribution.open_report(*HANOI, language="en").region().note)
    assert "by convention 144 to 151 (of all, 146 to 153)" in note


def test_several_classes_are_compared_first_and_tabled():
    report = grade_distribution.open_report("all", "all", language="en")
    assert (report.grades(), report.region(), report.closings()) == (None, None, None)
    assert len(report.every_class().table.rows) == len(frames.classes(processed.statement_table()))


def test_a_range_says_how_many_classes_it_covers():
    assert grade_distribution.open_report(*HANOI, language="en").closings().headline == (
        "10 of 11 other classes fall within the range of Hà Nội class 2"
    )


def test_an_unknown_class_is_refused_with_the_nearest():
    with pytest.raises(ParameterError, match='no class "hanoi_clas_2" is graded there. Nearest: hanoi_class_2'):
        grade_distribution.open_report("all", "hanoi_clas_2")


def test_a_source_without_grades_is_refused():
    with pytest.raises(ParameterError, match='"hanoi-plan-2022-08" grades no class'):
        grade_distribution.open_report("hanoi-plan-2022-08")


TOTAL = {"statement_code": "n", "class_code": "a_new_class", "measure_code": "completed", "unit_code": "person"}


def graded(code, grade, printed, upward="", class_code="a_new_class"):
    unit = "percent" if "%" in printed else "person"
    return {
        "statement_code": code, "class_code": class_code, "measure_code": "graded", "grade_code": grade,
        "at_or_above": upward, "unit_code": unit, "printed": printed, "base": "n",
    }  # fmt: skip


ODD = {
    "pass and fail": ("42", [graded("a", "pass", "40"), graded("b", "fail", "2")]),
    "an open total": ("hơn 200", [graded("a", "good", "trên 98%", "true"),
                                  graded("b", "very_good", "gần 60%", "true")]),
    "a class of one": ("1", [graded("a", "good", "1")]),
    "nothing certain": ("90", [graded("a", "good", "khoảng 60%", "true")]),
    "cuts that are not nested": ("256", [graded("a", "good", "dưới 98%", "true"),
                                         graded("b", "very_good", "99%", "true")]),
    "grades counted together": ("97", [graded("a", "very_good+good", "95"), graded("b", "average", "2")]),
    "nothing fits": ("256", [graded("a", "good", "33,3%")]),
    **{f"{grade} and {grade} or better exclude each other":
       ("40", [graded("a", grade, "30"), graded("b", grade, "20", "true"), graded("c", f"good+{grade}", "khoảng 35")])
       for grade in reference.codes("grade") if grade != "good"},
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_classes_make_a_whole_page(own_folder, name):
    total, statements = ODD[name]
    put(own_folder, TOTAL | {"printed": total}, *statements)
    for language in ("vi", "en"):
        made = page(grade_distribution.open_report("x", language=language), language)
        assert selfcheck.unsupported_numbers(made) == []


def test_a_contradiction_of_two_cuts_names_both(own_folder):
    total, (seen, unseen) = ODD["cuts that are not nested"]
    put(own_folder, TOTAL | {"printed": total}, seen | {"quote": "dưới 98% đạt loại khá trở lên"}, unseen)
    assert grade_distribution.open_report("x", language="en").banner().items == (
        "a_new_class: “dưới 98%” (good (khá) or better) and 99% (very good (giỏi) or better) cannot all be true.",
    )


def test_one_class_in_two_sources_is_reported_from_both(own_folder):
    for name, printed in (("x", "20"), ("y", "21")):
        put(own_folder, TOTAL | {"printed": "42"}, graded("a", "good", printed), name=name)
    report = grade_distribution.open_report("all", "a_new_class", language="en")
    assert [row[0] for row in report.every_class().table.rows] == ["a_new_class, A newspaper"] * 2
