"""The report of the audit: what it says of no contradiction, of one and of several, and its table class by class."""

from __future__ import annotations

from fractions import Fraction

import notebook_page
import pytest
from statement_files import SIDECAR, put

from analysis.data import processed
from analysis.measures import audit
from analysis.pages.tables import Special
from analysis.vocabulary import labels


def shown(language="en", source="all"):
    """The blocks that the notebook shows, by the names of their functions."""
    return notebook_page.blocks("publication_audit", source=source, language=language)


def contradictions():
    """The codes of the statements of each contradiction among all that there are."""
    rows = audit.examine(frozen_statements())[1]
    return [tuple(codes) for _, codes in rows.groupby("contradiction")["statement_code"]]


def frozen_statements():
    return processed.statement_table("all")


def row(code, measure, printed, base="", **cells):
    unit = "percent" if "%" in printed else "person"
    own = {"statement_code": code, "measure_code": measure, "unit_code": unit, "printed": printed, "base": base}
    return {"class_code": "c", **own, **cells}


def graded(code, printed, grade="good", **cells):
    return row(code, "graded", printed, "n", grade_code=grade, **cells)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "One contradiction among {} published figures: 48 of 88 learners are 54.5%, not 55.7%"),
        ("vi", "Một mâu thuẫn trong {} con số đã công bố: 48 trong 88 học viên là 54,5%, không phải 55,7%"),
    ],
)
def test_one_contradiction_is_the_title(language, title):
    assert shown(language)["title"].title == title.format(len(frozen_statements()))


def test_no_contradiction_is_said_in_both_languages():
    titles = [shown(language, "hanoi-2023-11-04")["title"].title for language in ("en", "vi")]
    assert titles == [
        "No contradiction among 11 published figures",
        "Không có mâu thuẫn nào trong 11 con số đã công bố",
    ]


def test_contradictions_are_counted_and_not_their_figures(own_folder):
    put(own_folder, row("n", "completed", "40"), graded("a", "33,3%"), graded("b", "55,5%", "average"))
    report = shown()
    assert contradictions() == [("n", "a"), ("n", "b")]
    assert report["title"].title == "2 contradictions among 3 published figures"
    assert (report["tiles"].tiles[1].number, report["tiles"].tiles[1].what) == ("2", "contradictions")
    assert len(report["banner"].items) == 2


def test_a_contradiction_all_of_whose_figures_are_in_smaller_ones_is_counted(own_folder):
    counts = [("a", "30", "good"), ("b", "30", "average"), ("c", "41", "excellent"), ("d", "41", "fail")]
    put(own_folder, row("n", "completed", "40"), *(graded(*count) for count in counts))
    found = {frozenset(codes) for codes in contradictions()}
    assert found == {frozenset("nab"), frozenset("nc"), frozenset("nd")}


def test_no_source_has_figures_and_no_contradiction(own_folder):
    put(own_folder, row("n", "completed", "40"))
    report = shown()
    assert list(report) == ["title", "tiles", "every", "footer"]
    assert report["title"].title == "No contradiction among 1 published figures"
    assert report["every"].note == ()


@pytest.mark.parametrize(("language", "instead"), [("en", "no number would do"), ("vi", "không có số nào phù hợp")])
def test_the_right_figure_if_the_others_are_right(language, instead):
    rows = {cells[1]: cells[2] for cells in shown(language)["instead"].table.rows}
    printed, right = ("55.7%", "54.5%") if language == "en" else ("55,7%", "54,5%")
    assert rows == {"88": instead, "48": "49", printed: right}


def test_a_base_that_would_do_is_named(own_folder):
    put(own_folder, row("n", "completed", "88"), graded("a", "7"), graded("b", "12,5%"))
    assert {cells[1]: cells[2] for cells in shown()["instead"].table.rows}["88"] == "56"


def test_every_base_named_would_do_and_no_other(own_folder):
    """Whether the numbers named are those of which the count prints as the share, found by trying them all."""
    for number, share in ((7, "12,5%"), (48, "55,7%"), (3, "27%"), (20, "9,1%")):
        put(own_folder, row("n", "completed", "88"), graded("a", str(number)), graded("b", share))
        value = float(share.replace(",", ".").rstrip("%"))
        unit = 0.1 if "," in share else 1
        fitting = [n for n in range(number, 2000) if value - unit / 2 <= 100 * number / n < value + unit]
        told = {cells[1]: cells[2] for cells in shown()["instead"].table.rows}["88"]
        assert told == (", ".join(map(str, fitting)) or "no number would do")


def test_figures_without_a_class_stand_under_their_level_and_source_and_are_told_apart():
    rows = [cells for cells in shown()["every"].table.rows if cells[3] in ("“91”", "“40”")]
    level = f"{labels.word('level_short.city_committee', 'en')} (no class named; Hànộimới, 4 November 2023)"
    assert [cells[1:4] for cells in rows if cells[1] == level] == [
        (level, "Trained, in the country", "“91”"), (level, "Trained, abroad", "“40”"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "Hòa Bình: 3 in a contradiction, 3 can be true"),
        ("vi", "Hòa Bình: 3 con số mâu thuẫn, 3 con số có thể đúng"),
    ],
)
def test_the_class_with_the_contradiction_is_first_and_open_the_others_are_folded(language, first):
    block = shown(language)["every"]
    assert (block.folds[0].title, block.folds[0].is_open) == (first, True)
    assert [fold.is_open for fold in block.folds[1:]] == [False] * (len(block.folds) - 1)
    assert [at for fold in block.folds for at in fold.rows] == list(range(len(block.table.rows)))
    assert len(block.table.rows) == len(frozen_statements())
    heads = [[column.key for column in part.columns] for _, part in block.parts()]
    assert heads == [["verdict", "what", "printed", "fits", "rounding", "power", "reason"]] * len(block.folds)


def test_two_sources_on_one_level_have_two_heads_and_a_course_names_its_level():
    heads = [fold.title.partition(": ")[0] for fold in shown()["every"].folds]
    managed = labels.word("level_short.city_managed", "en")
    assert [head for head in heads if managed in head] == [
        f"{managed} (no class named; Hànộimới, 4 November 2023)",
        f"{managed} (no class named; Hanoi Party Committee, August 2022)",
        f"Course 1 ({managed})",
        f"Course 2 ({managed})",
    ]
    assert len(set(heads)) == len(heads)


def test_a_report_of_one_source_does_not_repeat_it():
    heads = [fold.title.partition(": ")[0] for fold in shown("en", "hanoi-plan-2022-08")["every"].folds]
    assert heads[0] == f"{labels.word('level_short.city_managed', 'en')} (no class named)"


def test_a_class_in_two_sources_has_two_heads(own_folder):
    for name in ("one", "two"):
        put(own_folder, row("n", "completed", "40"), name=name, sidecar=SIDECAR.replace("A newspaper", f"Paper {name}"))
    heads = [fold.title.partition(": ")[0] for fold in shown()["every"].folds]
    assert len(set(heads)) == 2


@pytest.mark.parametrize(
    ("printed", "what"),
    [("3", "Planned, classes"), ("2,777", "Trained, attendances"), ("10", "Commended, awards"), ("12", "Classes")],
)
def test_what_is_not_people_has_its_unit(printed, what):
    assert what in {cells[2] for cells in shown()["every"].table.rows if cells[3] == printed}


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("en", "Of single classes: 68 (classes: 14). Of several classes together: 6. Naming no class: 9."),
        ("vi", "Của từng lớp: 68 (số lớp: 14). Của nhiều lớp gộp lại: 6. Không nêu lớp: 9."),
    ],
)
def test_totals_of_many_classes_are_no_classes(language, why):
    assert shown(language)["tiles"].tiles[0].why == why


@pytest.mark.parametrize(
    ("language", "words"), [("en", "no number fits them all"), ("vi", "không có số nào khớp với mọi con số")]
)
def test_the_legend_says_what_the_column_of_fitting_numbers_means(language, words):
    assert f"[-] {words}" in shown(language)["every"].table.legend(language)


def test_no_number_fits_a_figure_in_a_contradiction():
    rows = shown()["every"].table.rows
    assert {cells[4] for cells in rows if cells[0] == "contradiction"} == {Special.NONE}
    assert Special.UNAVAILABLE not in shown()["every"].table.specials()


def test_the_sharpness_stands_beside_each_percentage_and_what_it_follows_from_in_a_note():
    sharp = {cells[3]: cells[6] for cells in shown()["every"].table.rows}
    powers = audit.verdicts(frozen_statements()).query("power > 0")[["printed", "power_count", "power_of"]]
    found = {printed: Fraction(count, of) for printed, count, of in powers.itertuples(index=False)}
    assert {printed: sharp[printed] for printed in found} == found
    assert sharp["88"] is Special.NOT_APPLICABLE
    assert [shown(language)["every"].note[0] for language in ("en", "vi")] == [
        "Sharpness follows from the printed decimals and the number of learners. It is the share of all percentages "
        "with as many decimals that no whole number of learners is, rounded or cut off: of 100 learners 0% without "
        "decimals, 89.9% with one, 99.0% with two.",
        "Độ nhạy của phép kiểm tra do số chữ số thập phân đã công bố và số học viên quyết định. Đó là phần các tỷ lệ "
        "có cùng số chữ số thập phân mà, làm tròn hay cắt bớt, đều không phải là số người nguyên: với 100 học viên là "
        "0% khi không có chữ số thập phân, 89,9% khi có một, 99,0% khi có hai.",
    ]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_sentence_stands_twice(language):
    blocks = [block for name, block in shown(language).items() if name != "footer"]
    texts = [text for block in blocks for text in block.texts().values()]
    assert sorted(texts) == sorted(set(texts))


EDITED = "published-closings/hoa_binh_pool.very_good_share: 54.5%"


def corrected(variables):
    statements = variables["statements"]
    statements.loc[statements["statement_code"] == "hoa_binh_pool.very_good_share", "printed"] = "54.5%"


def test_an_edit_of_one_printed_word_moves_verdict_table_and_title_and_is_marked():
    before = shown()
    after, variables = notebook_page.run("publication_audit", {"read": corrected}, source="all", language="en")
    count = len(frozen_statements())
    assert after["title"].title == f"No contradiction among {count} published figures" != before["title"].title
    assert (after["banner"], after["instead"]) == (None, None)
    verdict = variables["verdicts"].set_index("statement_code").loc["hoa_binh_pool.very_good_share"]
    assert (verdict["verdict"], verdict["low"], verdict["rounding"]) == ("consistent", 48, "half_up")
    rows = [cells for cells in after["every"].table.rows if cells[1] == "Hòa Bình" and cells[3] in ("48", "54.5%")]
    assert [(cells[0], cells[3], cells[7]) for cells in rows] == [
        ("can be true", "48", "Nothing else that the source prints contradicts it."),
        ("can be true", "54.5%", "48 of 88 is 54.5%, as printed."),
    ]
    marked = {name: block.edited for name, block in after.items() if block is not None}
    assert marked == dict.fromkeys(marked, (EDITED,))
    assert {cells[-1] for cells in after["every"].table.rows} == {EDITED}
    assert [block.edited for block in before.values()] == [()] * len(before)


def test_words_that_were_edited_are_cited_from_nobody():
    def fewer(variables):
        statements = variables["statements"]
        statements.loc[statements["statement_code"] == "class_2_completed", "printed"] = "21"

    after, _ = notebook_page.run("publication_audit", {"read": fewer}, source="hanoi-2023-11-04", language="en")
    assert [cells[1] for cells in after["instead"].table.rows] == ["21", "“22”"]
    assert ["21" in line.sentence for line in after["instead"].sources] == [False]


def test_a_filter_of_the_verdicts_is_followed_and_is_no_edit():
    def one_class(variables):
        variables["verdicts"] = variables["verdicts"].query("class_code == 'hanoi_class_2'")

    after, _ = notebook_page.run("publication_audit", {"verdicts": one_class}, source="all", language="en")
    assert [row[3] for row in after["every"].table.rows] == ["“256”", "“trên 98%”", "“gần 60%”", "“22”"]
    assert after["every"].edited == ()


def test_a_word_that_was_edited_has_no_place_in_the_text():
    def fewer(variables: dict) -> None:
        statements = variables["statements"]
        statements.loc[statements["printed"] == "256", "printed"] = "21"

    shown, _ = notebook_page.run("publication_audit", {"read": fewer}, source="hanoi-2023-11-04", language="en")
    cited = {place.printed for place in shown["every"].places}
    assert "“22”" in cited
    assert not {"21", "“21”"} & cited
