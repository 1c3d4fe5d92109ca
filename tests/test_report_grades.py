"""The report on grades: the same numbers in both languages, findings in few words, any class of any source."""

from __future__ import annotations

import re
from fractions import Fraction
from random import Random

import pytest
from grade_pages import Page
from nbformat import v4
from statement_files import put

from analysis.data import processed
from analysis.errors import ParameterError
from analysis.measures import grades as frames
from analysis.pages import page as pages
from analysis.pages import selfcheck
from analysis.pages.tables import Special
from analysis.reports.grade_distribution.comparison import placed
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
            report = Page(source, code, language=language)
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
def test_a_headline_has_at_most_twenty_two_words(editions, source, code, language):
    found = [one["texts"]["headline"] for one in editions(source, code, language).blocks if "headline" in one["texts"]]
    assert [text for text in found if len(text.split()) > 22] == []


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
    assert texts["tile 4"] == "22 commended. Printed as “22”. If all of them are of the 256 learners, that is 8.6%."


def test_the_reading_decides_title_and_tiles():
    report = Page(*HANOI, reading="conventional", language="en")
    assert report.title().title.startswith("251 to 253 of 256 learners")
    assert [tile.number for tile in report.tiles().tiles] == ["251–253", "146–153", "98–107", "22"]


def test_both_readings_stand_in_the_table(editions):
    rows = {row[0]: row[2:] for row in block(editions(*HANOI, "en"), "chart", "grades")["table"]["rows"]}
    assert [rows["Good (khá) alone"][0], rows["Good (khá) alone"][2]] == [[98, 256], [98, 107]]


def test_the_contradiction_is_a_sentence_with_both_figures(editions):
    texts = block(editions("published-closings", "hoa_binh_pool", "en"), "banner")["texts"]
    assert texts["item 1"] == "Hòa Bình: 48 of 88 is 54.5%, but 55.7% is printed; that would be 49 learners."


def test_a_consistent_class_has_no_banner():
    report = Page("published-closings", "an_lao_2016", language="en")
    assert (report.banner(), report.every_class()) == (None, None)


def test_what_another_base_would_change_is_a_sentence(editions):
    items = {language: block(editions(*HANOI, language), "prose")["texts"]["item 5"] for language in ("en", "vi")}
    assert items == {
        "en": "Whether “gần 60%” is a share of all the learners or of those good (khá) or better: “trong đó” (of "
        "these) leaves it open. Of all, it is at most 153 literally and 146 to 153 by convention; of those, at most "
        "153 and 144 to 151.",
        "vi": "“gần 60%” là tỷ lệ trong tất cả học viên hay chỉ trong số học viên khá trở lên: chữ “trong đó” để ngỏ. "
        "Trong tất cả, theo câu chữ là nhiều nhất 153, theo quy ước là 146 đến 153; trong số ấy, lần lượt là nhiều "
        "nhất 153 và 144 đến 151.",
    }  # fmt: skip


TRUNCATED = [
    ("en", "25.5% fits only 23 (25.56%), if the digits were cut off and not rounded."),
    ("vi", "25,5% chỉ ứng với 23 (25,56%), nếu chữ số bị cắt bớt chứ không làm tròn."),
]


@pytest.mark.parametrize(("language", "sentence"), TRUNCATED)
def test_a_share_that_only_cut_off_digits_explain_is_said_so(language, sentence):
    report = Page("published-closings", "hung_yen_2017", language=language)
    assert sentence in report.grades().note


ADJUSTED = [
    ("en", "78.3% fits only 76 (78.35%), if the digits were cut off and not rounded, or the shares made to add up to "
     "100%."),
    ("vi", "78,3% chỉ ứng với 76 (78,35%), nếu chữ số bị cắt bớt chứ không làm tròn, hoặc các tỷ lệ được chỉnh cho đủ "
     "100%."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence"), ADJUSTED)
def test_a_share_that_rounding_does_not_explain_in_a_whole_breakdown_is_said_so(language, sentence):
    report = Page("published-closings", "phuoc_son", language=language)
    assert [text for text in report.grades().note if "78" in text] == [sentence]


def test_a_share_that_only_adding_up_explains_is_said_so(own_folder):
    """1, 1 and 1 of 3 are 33.3%; 33.4% is one unit above, no cut-off digit."""
    shares = graded("a", "very_good", "33.3%"), graded("b", "good", "33.3%"), graded("c", "average", "33.4%")
    put(own_folder, TOTAL | {"printed": "3"}, *shares)
    note = Page("x", language="en").grades().note
    assert [text for text in note if "fits only" in text] == [
        "33.4% fits only 1 (33.33%), if the shares were made to add up to 100%."
    ]


def test_shares_that_were_rounded_have_no_such_note():
    for code in ("an_lao_2016", "thai_nguyen_2014", "hoa_binh_pool"):
        note = Page("published-closings", code, language="en").grades().note
        assert [text for text in note if "fits only" in text] == []


COMMENDED = [
    (HANOI, "en", "If the 22 commended are of the 256 learners, at least 17 of them were graded good (khá) or better."),
    (HANOI, "vi", "Nếu 22 người được khen thưởng nằm trong 256 học viên, ít nhất 17 người trong số họ xếp loại khá trở "
     "lên."),
    (("published-closings", "thai_nguyen_2014"), "en",
     "If the 5 commended are of the 124 learners, at least 3 of them were graded good (khá) or better."),
]  # fmt: skip


@pytest.mark.parametrize(("key", "language", "sentence"), COMMENDED)
def test_what_follows_of_those_commended_is_said_with_its_condition(key, language, sentence):
    assert sentence in Page(*key, language=language).grades().note


@pytest.mark.parametrize("code", ["ha_nam_2018", "cho_gao_2017", "an_lao_2016"])
def test_nothing_is_said_of_those_commended_where_it_says_nothing(code):
    """All were good or better; nobody was commended; awards are no people."""
    note = Page("published-closings", code, language="en").grades().note
    assert [text for text in note if "at least" in text] == []


AWARDS = [
    ("en", "If each body commended a learner only once; printed as 10, 11. If all of them are of the 96 learners, that "
     "is 11.4–21.9%.", "Commended: 11 to 21 learners, if each body commended a learner only once."),
    ("vi", "Nếu mỗi nơi chỉ khen thưởng mỗi người một lần; tin ghi 10, 11. Nếu tất cả nằm trong 96 học viên thì đó là "
     "11,4–21,9%.", "Được khen thưởng: 11 đến 21 người, nếu mỗi nơi chỉ khen thưởng mỗi người một lần."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "why", "note"), AWARDS)
def test_awards_count_people_under_a_condition_in_tile_chart_and_table(language, why, note):
    report = Page("published-closings", "an_lao_2016", language=language)
    assert report.tiles().tiles[-1].why == why
    assert note in report.grades().note
    every = Page(language=language).every_class()
    assert len(every.note) == 1


def test_the_share_of_those_commended_has_its_condition():
    note = Page(*HANOI, language="en").grades().note
    assert "Commended: the share is of the 256 learners, if all who were commended are among them." in note


def test_a_row_of_noughts_that_nobody_printed_is_not_drawn():
    block = Page("published-closings", "an_lao_2016", language="en").grades()
    assert [row[0] for row in block.table.rows] == [
        "All learners", "Good (khá) or better", "Very good (giỏi) alone", "Good (khá) alone", "Commended",
    ]  # fmt: skip
    assert "below good" not in block.alt


def test_a_printed_nought_is_drawn(own_folder):
    put(own_folder, TOTAL | {"printed": "42"}, graded("a", "good", "42"), graded("b", "fail", "0"))
    rows = Page("x", language="en").grades().table.rows
    assert [(row[0], row[2]) for row in rows if row[0].startswith("Fail")] == [("Fail (không đạt)", (0, 0))]


HEADLINES = [
    (HANOI, "The text guarantees 251 graded good or better, and not one very good or better",
     "Chắc chắn ít nhất 251 người xếp loại khá trở lên; chưa thể khẳng định có người xếp loại giỏi trở lên"),
    (("published-closings", "an_lao_2016"), "The grades add up to all 96 learners",
     "Các con số cộng lại đủ xếp loại của cả 96 học viên"),
    (("published-closings", "hung_yen_2017"), "The text grades only part of the 90 learners",
     "Tin chỉ cho biết xếp loại của một phần trong 90 học viên"),
    (("published-closings", "hoa_binh_pool"), "Printed figures disagree: 48 or 49 of 88 may have been very good",
     "Con số mâu thuẫn: 48 hoặc 49 trong 88 học viên có thể xếp loại giỏi"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "english", "vietnamese"), HEADLINES)
def test_the_headline_of_the_grades_does_not_repeat_the_title(key, english, vietnamese):
    reports = [Page(*key, language=language) for language in ("en", "vi")]
    assert [report.grades().headline for report in reports] == [english, vietnamese]


def test_no_other_base_is_claimed_where_the_text_does_not_say_of_these(own_folder):
    rows = [graded("a", "good", "trên 90%", "true"), graded("b", "very_good", "gần 60%", "true")]
    put(own_folder, TOTAL | {"printed": "90"}, *rows)
    report = Page("x", language="en")
    assert [item for item in report.not_said().items if "share of all" in item] == []


def test_several_classes_are_compared_first_and_tabled():
    report = Page("all", "all", language="en")
    assert [block.name for block in report.blocks() if "class" in block.name or "chart" in block.name] == [
        "chart closings", "table classes",
    ]  # fmt: skip
    assert len(report.every_class().table.rows) == len(frames.classes(processed.statement_table()))


RANKS = [
    (HANOI, "Hà Nội class 2, 0% to 59.8% very good or better: certainly below 1 of 2 classes, not ranked further",
     "Hà Nội lớp 2, giỏi trở lên 0% đến 59,8%: chắc chắn thấp hơn 1 trong 2 lớp, ngoài ra chưa rõ"),
    (("published-closings", "tien_giang_2017_dn"),
     "Very good or better: at least 1 of 2 classes above Tiền Giang DN; 1 cannot be placed",
     "Giỏi trở lên: ít nhất 1 trong 2 lớp cao hơn Tiền Giang DN, 1 lớp không xếp được"),
    (("published-closings", "an_lao_2016"), "Very good or better: 1 of 8 classes of its group above An Lão",
     "Tỷ lệ giỏi trở lên: 1 trong 8 lớp cùng nhóm cao hơn An Lão"),
    (("published-closings", "high_pool_2"), "Very good or better: 0 of 2 classes of its group above Hà Nội pool 2",
     "Tỷ lệ giỏi trở lên: 0 trong 2 lớp cùng nhóm cao hơn Hà Nội nguồn 2"),
    (("published-closings", "hoa_binh_pool"),
     "Contradicting figures put Hòa Bình at 54.5% or 55.7% very good or better",
     "Số liệu mâu thuẫn cho Hòa Bình tỷ lệ giỏi trở lên là 54,5% hoặc 55,7%"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "english", "vietnamese"), RANKS)
def test_where_a_class_stands_among_those_of_its_group(key, english, vietnamese):
    found = [Page(*key, language=language).closings().headline for language in ("en", "vi")]
    assert found == [english, vietnamese]


@pytest.mark.parametrize(
    ("others", "headline"),
    [
        (["95"], "x, 41.0% to 79.0% very good or better: certainly below 1 of 2 classes, not ranked further"),
        (["5"], "x, 41.0% to 79.0% very good or better: certainly not below 1 of 2 classes, not ranked further"),
        ([], "x cannot be ranked: its share very good or better may be 41.0% to 79.0%"),
    ],
)
def test_what_is_certain_of_an_open_share_is_said(own_folder, others, headline):
    stated = [("excellent", "10"), ("very_good", "trên 30%"), ("good", "trên 20%")]
    rows = [graded(grade, grade, printed, class_code="x") for grade, printed in stated]
    put(own_folder, TOTAL | {"printed": "100", "class_code": "x"}, *rows)
    for number, printed in enumerate(["60", *others]):
        code = f"c{number}"
        total = TOTAL | {"printed": "100", "class_code": code}
        stated = graded("a", "excellent", "1", class_code=code), graded("b", "very_good", printed, class_code=code)
        put(own_folder, total, *stated, name=code)
    report = Page("x", language="en")
    assert report.closings().headline == headline


def test_the_headline_says_which_classes_it_counts():
    subtitle = Page(*HANOI, language="en").closings().subtitle
    assert subtitle.endswith(
        "Order in each group: greatest possible share very good or better. The headline compares only with classes "
        "whose text names excellent (xuất sắc), as this one's does, read literally."
    )


def test_a_class_without_a_like_one_is_not_ranked(own_folder):
    put(own_folder, TOTAL | {"printed": "40"}, graded("a", "excellent", "10"), graded("b", "very_good", "10"))
    put(own_folder, TOTAL | {"printed": "42", "class_code": "b"}, graded("a", "good", "20", class_code="b"), name="y")
    headline = Page("x", language="en").closings().headline
    assert headline == "No other class in the group of a_new_class to compare it with"


def test_the_rows_stand_in_the_order_that_the_subtitle_says():
    block = Page("published-closings", "hung_yen_2017", language="en").closings()
    names = [row[0] for row in block.table.rows]
    assert names == [
        "Hà Nội pool 2, 2012", "Hà Nội class 2, 2023", "Tiền Giang DN, 2017", "Hòa Bình", "An Lão, 2016",
        "Hà Nam, 2018", "Hưng Yên, 2017", "Thái Nguyên, 2014", "Phước Sơn", "Tiền Giang A48, 2017",
        "TP.HCM, Quận 1, 2004", "Chợ Gạo, 2017",
    ]  # fmt: skip
    places = [block.alt.index(name) for name in names]
    assert places == sorted(places)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_certain_of_two_shares_equals_an_enumeration(seed):
    rng = Random(seed)

    def share():
        """The shares that a class may have: one, some, or not said."""
        whole = rng.randint(1, 9)
        return sorted({Fraction(rng.randint(0, whole), whole) for _ in range(rng.randint(0, 4))})

    one, others = share() or [Fraction(1, 2)], [share() for _ in range(12)]
    truth = [0, 0, 0]
    for other in others:
        verdicts = {b > a for a in one for b in other}
        truth[0 if verdicts == {True} else 1 if verdicts == {False} else 2] += 1
    ends = [(other[0], other[-1]) if other else None for other in others]
    assert list(placed((one[0], one[-1]), ends)) == truth


KNOWN = [
    ("en", "In 10 of 12 classes the share very good (giỏi) or better is known: 1.1% to 98.7%. Scales may differ; in 1 "
     "the published figures contradict each other"),
    ("vi", "Biết tỷ lệ giỏi trở lên của 10 trong 12 lớp: từ 1,1% đến 98,7%. Thang xếp loại có thể khác nhau; ở 1 lớp, "
     "các con số đã công bố mâu thuẫn với nhau"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title"), KNOWN)
@pytest.mark.parametrize("reading", ["literal", "conventional"])
def test_the_title_of_all_says_of_how_many_classes_the_share_is_known(language, title, reading):
    assert Page("all", "all", reading, language=language).title().title == title


def test_an_unknown_class_is_refused_with_the_nearest():
    with pytest.raises(ParameterError, match='no class "hanoi_clas_2" is graded there. Nearest: hanoi_class_2'):
        Page("all", "hanoi_clas_2")


def test_a_source_without_grades_is_refused():
    with pytest.raises(ParameterError, match='"hanoi-plan-2022-08" grades no class'):
        Page("hanoi-plan-2022-08")


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
        made = page(Page("x", language=language), language)
        assert selfcheck.unsupported_numbers(made) == []


def test_a_contradiction_of_two_cuts_names_both(own_folder):
    total, (seen, unseen) = ODD["cuts that are not nested"]
    put(own_folder, TOTAL | {"printed": total}, seen | {"quote": "dưới 98% đạt loại khá trở lên"}, unseen)
    assert Page("x", language="en").banner().items == (
        "a_new_class: “dưới 98%” (good (khá) or better) and 99% (very good (giỏi) or better) cannot all be true.",
    )


def test_one_class_in_two_sources_is_reported_from_both(own_folder):
    for name, printed in (("x", "20"), ("y", "21")):
        put(own_folder, TOTAL | {"printed": "42"}, graded("a", "good", printed), name=name)
    report = Page("all", "a_new_class", language="en")
    assert [row[0] for row in report.every_class().table.rows] == ["a_new_class, A newspaper"] * 2


def clashing(above="trên 90%"):
    """12 and 41 of 116 leave no room for "gần 50%" from 55 on beside "trên 90%" as 105 by convention."""
    return [
        TOTAL | {"printed": "116"}, graded("a", "excellent", "12"), graded("b", "very_good", "41"),
        graded("c", "good", "gần 50%"), graded("d", "good", above, "true"),
    ]  # fmt: skip


@pytest.mark.parametrize("reading", ["literal", "conventional"])
def test_an_exact_number_is_never_widened_by_readings_that_clash(own_folder, reading):
    put(own_folder, *clashing())
    report = Page("x", reading=reading, language="en")
    rows = {row[0]: (row[2], row[-1]) for row in report.grades().table.rows}  # both readings agree
    assert rows["Excellent (xuất sắc) alone"] == ((12, 12), Special.NOT_APPLICABLE)
    assert rows["Good (khá) alone"] == ((52, 57), "not applied")
    assert "53" in report.title().title


def test_the_page_names_the_words_and_the_numbers_that_clash(own_folder):
    put(own_folder, *clashing())
    report = Page("x", language="en")
    sentence = (
        "a_new_class: by this project's convention nearly 50% (good (khá)) is 55–57 and more than 90% (good (khá) or "
        "better) is 105; together with 116 (completed), 12 (excellent (xuất sắc)) and 41 (very good (giỏi)) that is "
        "impossible. Therefore read literally on this page: nearly 50% and more than 90%."
    )
    assert report.banner().items == (sentence,)
    assert sentence in report.grades().note


def test_a_contradiction_shows_the_printed_number_and_apart_from_it_what_the_others_leave(own_folder):
    put(own_folder, *clashing("trên 95%"))
    report = Page("x", language="en")
    rows = {row[0]: (row[2], row[-1]) for row in report.grades().table.rows}
    assert rows["Excellent (xuất sắc) alone"] == ((12, 12), (13, 75))
    assert report.grades().headline == (
        "Printed figures disagree: 12 of 116 were excellent, or, with that set aside, 13 to 75"
    )
    assert [tile for tile in report.tiles().tiles if "gives no number" in tile.why] == []


def test_0_percent_that_is_two_of_403_is_not_read_as_none(own_folder):
    rows = graded("a", "very_good", "2", "true"), graded("b", "excellent+very_good", "0%")
    put(own_folder, TOTAL | {"printed": "403"}, *rows, graded("c", "fairly_good", "401"))
    report = Page("x", reading="conventional", language="en")
    assert report.title().title.startswith("2 of 403 learners")
    assert "0% (very good (giỏi) or better) is 0; together with 403 (completed) and 2" in report.banner().items[0]


def test_words_that_are_impossible_by_themselves_are_read_literally(own_folder):
    put(own_folder, TOTAL | {"printed": "7"}, graded("a", "good", "trên 90%", "true"))
    report = Page("x", reading="conventional", language="en")
    assert report.title().title.startswith("All 7 learners")
    assert "leaves no whole number" in report.banner().items[0]
