"""What a reader has to know of a source stands under it and under each chart that rests on it, in both languages."""

from __future__ import annotations

import notebook_page
import pytest
from grade_pages import Page
from statement_files import SHARE, put

from analysis.charts import words
from analysis.data import processed
from analysis.errors import DataError
from analysis.measures import frames
from analysis.pages import templating
from analysis.reports import common
from analysis.vocabulary import labels

BULLETIN, PLAN, CLOSINGS = "hanoi-2023-11-04", "hanoi-plan-2022-08", "published-closings"
INFERRED = {"en": "The year is inferred: the text gives 4-11 only.", "vi": "Năm là do suy ra: trong bài chỉ ghi 4-11."}
SECONDARY = {
    "en": "Secondary source: the text itself was not at hand.",
    "vi": "Nguồn thứ cấp: chưa được xem văn bản gốc.",
}
TOTAL = {"statement_code": "n", "class_code": "a", "measure_code": "completed", "unit_code": "person", "printed": "256"}


def throughput(source: str, level: str, language: str) -> dict:
    return notebook_page.blocks("throughput_by_level", source=source, level_code=level, language=language)


@pytest.mark.parametrize("language", labels.languages())
def test_a_year_that_was_inferred_is_said_so_under_the_chart_and_in_the_foot(language):
    found = throughput(BULLETIN, "all", language)
    assert INFERRED[language] in found["levels"].texts()["source"]
    assert any(INFERRED[language] in source.sentence(language) for source in found["footer"].sources)


@pytest.mark.parametrize("language", labels.languages())
def test_a_source_whose_text_was_not_at_hand_is_said_to_be_secondary(language):
    report = Page(CLOSINGS, "hung_yen_2017", language=language)
    assert SECONDARY[language] in report.grades().texts()["source"]
    assert any(SECONDARY[language] in source.sentence(language) for source in report.footer().sources)


def test_a_class_names_its_own_publication():
    report = Page(CLOSINGS, "hung_yen_2017", language="en")
    assert report.title().lede == (
        "What 2 printed figures establish about Hưng Yên, reported by baohungyen.vn …774027, 2017."
    )
    assert report.grades().texts()["source"].startswith("baohungyen.vn …774027, 2017: 90, 25.5%. ")


def test_the_table_of_closings_names_the_publication_of_each_class():
    table = Page(BULLETIN, "hanoi_class_2", language="en").closings().table
    named = {row[0]: row[-1] for row in table.rows}
    assert (named["Hưng Yên, 2017"], named["Hà Nội class 2, 2023"]) == (
        "baohungyen.vn …774027, 2017",
        "Hànộimới, 4 November 2023",
    )


def test_the_table_of_all_classes_names_the_publication_of_each():
    rows = Page("all", "all", language="vi").every_class().table.rows
    assert {row[0]: row[-1] for row in rows}["Phước Sơn"] == "phuocson.gov.vn …5966"


def test_a_printed_figure_is_followed_to_its_words_and_its_paragraph():
    block = Page(BULLETIN, "hanoi_class_2", language="en").grades()
    places = {place.printed: (place.quote, place.locator) for place in block.places}
    assert places["“trên 98%”"] == ("…trên 98% học viên đạt kết quả từ khá trở lên…", "paragraph 10")
    assert f'<summary aria-label="Where the words stand: {block.headline}">' in block.html()


def test_a_source_without_quotes_has_no_words_to_follow():
    assert 'details class="places"' not in Page(CLOSINGS, "hung_yen_2017").grades().html()


@pytest.mark.parametrize(
    ("quote", "said"), [("trên 98% đạt từ khá trở lên", "“256”, “trên 98%”"), ("", "“256”, more than 98%")]
)
def test_only_words_that_were_seen_stand_in_quotation_marks(own_folder, quote, said):
    put(own_folder, TOTAL | {"quote": "256 học viên"}, SHARE | {"class_code": "a", "quote": quote})
    block = Page("x", language="en").grades()
    assert block.texts()["source"] == f"A newspaper: {said}."
    assert [row[1] for row in block.table.rows[:2]] == said.split(", ")


@pytest.mark.parametrize(
    ("printed", "language", "said"),
    [
        ("25.5%", "vi", "25,5%"),
        ("1.200", "en", "1,200"),
        ("hơn 1.000", "en", "more than 1,000"),
        ("từ 5 đến 10", "en", "5–10"),
        ("2/3", "vi", "2/3"),
    ],
)
def test_a_figure_that_was_not_seen_is_written_as_the_language_writes_it(printed, language, said):
    assert labels.quoted(printed, False, language) == said


@pytest.mark.parametrize(
    ("level", "expected"),
    [("all", [BULLETIN, PLAN]), ("city_managed", [BULLETIN, PLAN]), ("district_secretary", [BULLETIN]),
     ("city_committee", [BULLETIN]), ("district_standing", [BULLETIN]), ("commune_secretary", [BULLETIN])],
)  # fmt: skip
@pytest.mark.parametrize("language", labels.languages())
def test_a_page_names_only_the_sources_that_it_rests_on(level, expected, language):
    blocks = list(throughput(BULLETIN, level, language).values())
    about = processed.catalogue(language).set_index("source_code")
    assert [note.title for note in blocks[-1].sources] == list(about.loc[expected, "title"])
    assert PLAN in dict(blocks[-1].reads)  # a plan that comes to name the level makes the page stale
    dates = {code: labels.date(about.at[code, "date"], language) for code in (BULLETIN, PLAN)}
    named = {code for block in blocks for line in getattr(block, "sources", ()) for code in dates
             if block.kind != "footer" and dates[code] in str(line)}  # fmt: skip
    assert named == set(expected)


def test_a_page_without_figures_names_the_source_that_was_asked_for():
    assert len(throughput(CLOSINGS, "all", "en")["footer"].sources) == 1


@pytest.mark.parametrize("language", labels.languages())
def test_the_title_of_the_plan_says_the_whole_office(language):
    """As the level is named in full."""
    title = processed.catalogue(language).set_index("source_code").at[PLAN, "title"]
    office = labels.code("level", "city_managed", language)
    assert title.lower().endswith(office.lower())


@pytest.mark.parametrize("language", labels.languages())
@pytest.mark.parametrize(("level", "block"), [("all", "levels"), ("district_standing", "levels"),
                                              ("district_secretary", "printed")])  # fmt: skip
def test_levels_that_ended_are_said_with_their_date(level, block, language):
    made = throughput(BULLETIN, level, language)[block]
    day = labels.date("2025-07-01", language)
    lead = labels.say("throughput_by_level.since_lead", language)
    assert [note.count(day) for note in made.note if note.startswith(lead)] == [2 if level == "all" else 1]


@pytest.mark.parametrize(
    ("quote", "language", "said"),
    [("40 học viên, 41,7%", "vi", "“40”; “41,7%”"), ("", "vi", "40; 41,7%"), ("", "en", "40, 41.7%")],
)
def test_printed_words_with_a_comma_are_parted_by_semicolons(own_folder, quote, language, said):
    first = {"statement_code": "v", "measure_code": "graded", "grade_code": "very_good", "base": "n",
             "unit_code": "person", "printed": "40", "quote": quote}  # fmt: skip
    share = {**first, "statement_code": "s", "unit_code": "percent", "printed": "41,7%"}
    put(own_folder, {**TOTAL, "printed": "96"}, first, share)
    assert words.cited(frames.cited(["40", "41,7%"], [bool(quote)] * 2), language) == said
    line = common.source_line(processed.statements("x").iloc[1:], language)[0].sentence
    assert line == f"A newspaper: {said}."


def test_a_note_without_a_translation_is_marked_by_its_language(own_folder):
    sidecar = "producer: Báo Tỉnh\ntitle: Bế giảng lớp cán bộ quy hoạch\nlicence: Facts\nnote: The page is torn.\n"
    put(own_folder, TOTAL, SHARE | {"class_code": "a"}, sidecar=sidecar)
    (line,) = common.source_names(processed.statement_table("x"), "vi")
    assert str(templating.inline(line.sentence, "vi", line.phrases)) == (
        'Bế giảng lớp cán bộ quy hoạch, Báo Tỉnh. <span lang="en">The page is torn.</span>'
    )
    (line,) = common.source_names(processed.statement_table("x"), "en")
    assert str(templating.inline(line.sentence, "en", line.phrases)) == (
        '<span lang="vi">Bế giảng lớp cán bộ quy hoạch</span>, <span lang="vi">Báo Tỉnh</span>. The page is torn.'
    )


def test_a_publication_of_a_class_that_the_file_has_not_is_refused(own_folder):
    put(own_folder, TOTAL, sidecar="producer: P\ntitle: T\nlicence: L\npublications:\n  b: A paper\n")
    with pytest.raises(DataError, match='publications: names a class that x.csv has not, "b". '):
        processed.statement_table("x")


def test_an_english_name_in_quotes_is_not_marked_vietnamese():
    assert str(templating.inline("“Synthetic register, Hà Nội class 2”", "en")) == (
        '“Synthetic register, <span lang="vi">Hà Nội</span> class 2”'
    )
