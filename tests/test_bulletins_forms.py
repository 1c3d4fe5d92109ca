"""Forms in which bulletins print figures: slash pairs, labels, shares beside counts, plans, repeats, audiences."""

import pytest

from analysis.data.bulletins import extract, naming, sentences
from analysis.vocabulary import reference

CLOSING = "Bế giảng lớp bồi dưỡng cán bộ\n"


def found(text, *columns):
    """The named columns of the proposals, a tuple a row."""
    return [tuple(getattr(row, column) for column in columns) for row in extract(text)]


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("Huyện mở 6 lớp/412 học viên, 05 ngày/khóa.", [("6", "class"), ("412", "person"), ("05", "day")]),
        ("Bồi dưỡng được 78.542/80.000 lượt cán bộ.", [("78.542", "attendance")]),
        ("Trong hai ngày 21 và 22-7, lớp tập huấn diễn ra.", [("hai", "day")]),
        ("Số đã hoàn thành khóa học là 281.", [("281", "person")]),
        ("Lớp ít nhất 54 học viên.", [("54", "person")]),
        ("Khen thưởng 15 cá nhân và 2 tổ.", [("15", "person")]),
        ("Tỷ lệ tốt nghiệp loại giỏi từ 40% trở lên.", [("từ 40% trở lên", "percent")]),
        ("Có 105 học viên, nhiều hơn dự kiến 15 người.", [("105", "person")]),
        ("Lớp có 21 người dân tộc thiểu số.", [("21", "person")]),
        ("Có 12 em xếp loại giỏi và 5 em học sinh loại khá.", [("12", "person"), ("5", "person")]),
        ("Lúc 8 giờ 30 ngày 12-5, lớp khai mạc.", []),
    ],
)
def test_a_figure_is_found_with_its_unit(sentence, expected):
    assert expected == found(CLOSING + sentence, "printed", "unit_code")


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("Chỉ tiêu giao 300 người, đã bồi dưỡng được 287 học viên.", ["planned", "trained"]),
        ("Mục tiêu đến năm 2027 đào tạo được 1.000 cán bộ.", ["planned"]),
        ("Tỉnh phải mở 42 lớp bồi dưỡng.", ["planned"]),
        ("Đã tổ chức 28/30 lớp theo kế hoạch.", ["classes"]),
        ("Đạt 100% kế hoạch với 12 lớp bồi dưỡng.", ["classes"]),
        ("Phấn đấu 95% học viên đạt loại khá, giỏi.", ["planned"]),
        ("Khi khai giảng lớp có 74 học viên nhập học.", ["enrolled"]),
        ("Có 2 học viên không hoàn thành khóa học.", ["enrolled"]),
        ("Từ đầu năm đến nay, trường mở 4 lớp với tổng số 731 học viên.", ["classes", "trained"]),
        ("Sở sẽ họp tại Huế, Vinh, Hà Nội, Nam Định, Lào Cai, các huyện; cử 15 cán bộ đi học.", ["trained"]),
        ("Sở sẽ tập huấn cho 15 cán bộ.", ["planned"]),
        ("Tặng Giấy khen kèm tiền thưởng 500.000 đồng cho 08 học viên.", ["commended"]),
        ("Khen thưởng 04 tập thể và 12 cá nhân.", ["commended"]),
        ("Có 30 học viên tiêu biểu, chiếm 9,6%, được khen thưởng.", ["commended", "commended"]),
    ],
)
def test_the_measure_tells_plan_from_outcome(sentence, expected):
    assert [(measure,) for measure in expected] == found(CLOSING + sentence, "measure_code")


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("Xếp loại: xuất sắc 5, giỏi 30, khá 40.", ["excellent", "very_good", "good"]),
        ("Xuất sắc: 11 học viên; Giỏi: 187 học viên.", ["excellent", "very_good"]),
        ("50 học viên đạt loại khá và 3 học viên đạt loại trung bình.", ["good", "average"]),
        ("Kết quả: 14 học viên (4,5%) xuất sắc, 121 học viên giỏi.", ["excellent", "excellent", "very_good"]),
        ("Có 100% học viên đã tốt nghiệp với kết quả loại khá trở lên.", ["good"]),
        ("Loại khá trở lên năm 2021 là 93,4%, đến năm 2024 đạt 97,25%.", ["good", "good"]),
    ],
)
def test_the_grade_stands_before_after_or_beside(sentence, expected):
    assert [(grade,) for grade in expected] == found(CLOSING + sentence, "grade_code")


@pytest.mark.parametrize(
    "sentence",
    [
        "trong đó 312 người có việc làm sau đào tạo (đạt 81%).",
        "trong đó có việc làm sau đào tạo đạt 81%.",
        "312 học viên tìm được việc làm.",
        "81% học viên có việc làm ổn định.",
    ],
)
def test_what_became_of_the_trained_is_no_figure_of_training(sentence):
    assert found(f"{CLOSING}Huyện đã dạy nghề cho 385 lao động, {sentence}", "printed") == [("385",)]


@pytest.mark.parametrize("words", ["để có việc làm", "chưa có việc làm"])
def test_a_wish_for_work_is_none(words):
    assert found(f"{CLOSING}Huyện dạy nghề giúp 385 lao động {words}.", "printed") == [("385",)]


def bases(text):
    """What each figure is a part of, by the printed figures."""
    rows = extract(CLOSING + text)
    printed = {row.statement_code: row.printed for row in rows}
    return [(row.printed, printed.get(row.base, "")) for row in rows]


def test_a_share_beside_a_count_names_the_whole_by_arithmetic():
    text = "Có 312 học viên tốt nghiệp. Đầu khóa có 318 học viên nhập học. Loại giỏi 14 học viên (4,5%)."
    assert bases(text)[-2:] == [("14", "312"), ("4,5%", "312")]


def test_a_share_that_cannot_be_of_the_count_before_has_no_base():
    assert bases("Trường quản lý 2.105 học viên. Giỏi: 187 học viên (35,7%).")[1:] == [("187", ""), ("35,7%", "")]


def test_a_share_that_is_a_slip_of_the_pen_keeps_its_base_for_the_audit():
    assert bases("Lớp có 88 học viên. Loại giỏi 48 học viên (55,7%).")[1:] == [("48", "88"), ("55,7%", "88")]


def test_a_share_of_another_class_is_not_linked_to_the_count_before():
    assert ("gần 90%", "") in bases("Có 50 học viên tham gia lớp học. Ở lớp trước, gần 90% học viên đạt loại khá.")


def test_a_share_of_a_plan_is_of_the_plan():
    text = "Dự kiến mở lớp cho 1.500 lượt người; đến nay đã bồi dưỡng 1.390 lượt người, đạt 92,7% kế hoạch."
    assert bases(text) == [("1.500", ""), ("1.390", ""), ("92,7%", "1.500")]


def test_a_part_is_no_whole_of_what_follows():
    text = "Tham gia khóa học có 186 đồng chí, trong đó 52 đồng chí là nữ. Có 97,8% đạt loại khá, giỏi."
    assert bases(text) == [("186", ""), ("52", "186"), ("97,8%", "186")]


def test_learners_who_left_are_part_of_those_who_enrolled():
    assert ("6", "318") in bases("Có 318 học viên nhập học; trong quá trình học 6 học viên xin thôi học.")


def test_the_size_of_a_class_is_no_whole():
    assert ("90%", "") in bases("Mỗi lớp có 60 học viên. Có 90% đạt loại khá.")


def test_a_headline_that_says_nothing_by_itself_is_known_again_in_the_body():
    [row] = extract("Cử 40 công chức sang Hàn Quốc\nTỉnh cử 40 cán bộ đi học tập tại Hàn Quốc.")
    assert (row.locator, row.repeats) == ("p1", "3-5")


def test_as_many_who_completed_as_had_enrolled_are_two_rows():
    text = "Khai giảng có 124 học viên nhập học. Nay công nhận tốt nghiệp cho 124 học viên."
    assert found(CLOSING + text, "printed", "measure_code") == [("124", "enrolled"), ("124", "completed")]


def test_what_learners_will_do_at_an_opening_makes_them_no_plan():
    text = "Khai giảng lớp bồi dưỡng\nTrong 2 tuần, 80 học viên sẽ được tập huấn."
    assert found(text, "measure_code") == [("trained",)]


def test_small_figures_of_different_persons_are_two_rows():
    text = "5 học viên nghỉ học giữa chừng. Trường cử 5 giảng viên đi tập huấn."
    assert found(CLOSING + text, "printed", "note") == [("5", "học viên"), ("5", "giảng viên")]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Tin\nBồi dưỡng ngạch chuyên viên chính: 120 người.", ["Bồi dưỡng ngạch chuyên viên chính"]),
        ("Tập huấn cho hội viên\nLớp tập huấn có 65 người.", ["hội viên"]),
        ("Bế mạc lớp đối tượng 4\nLớp có 85 học viên.", ["đối tượng 4"]),
        ("Tin\nMở 12 lớp bồi dưỡng cho công chức xã (968 lượt).", ["công chức xã", "công chức xã"]),
        ("Tin\nCấp tỉnh: 45 lớp bồi dưỡng/300 lượt người.", ["Cấp tỉnh", "Cấp tỉnh"]),
        ("Tin\nLớp bồi dưỡng có 145 học viên, lớp thứ ba có 60 học viên.", ["học viên"] * 2),
        ("Tin\nTập huấn cho 300 người, các đơn vị cử đủ.", [""]),
        ("Tin\nTập huấn, mỗi lớp 65 người.", ["mỗi lớp"]),
        ("Tin\nLớp tập huấn có 40 học viên chủ yếu là cán bộ xã.", ["cán bộ xã"]),
        ("Tin\nTập huấn cho 90 hội viên nữ (84 người có mặt).", ["hội viên nữ"] * 2),
        ("Tin\nCần đào tạo 900 hội viên nữ; đã có 400 chị hoàn thành khóa học.", ["hội viên nữ"] * 2),
        ("Tin\nTrung cấp lý luận chính trị được 5 lớp bồi dưỡng.", ["Trung cấp lý luận chính trị"]),
        ("Tin\nMở 2 lớp tập huấn trồng hoa cho 214 chi hội trưởng.", ["chi hội trưởng"] * 2),
        ("Tin\nTập huấn văn thư 7 lớp/420 lượt người.", ["Tập huấn văn thư"] * 2),
        ("Tin\nBồi dưỡng ngạch chuyên viên 9 lớp, 612 học viên.", ["ngạch chuyên viên"] * 2),
        ("Tin\nMở 2 lớp bồi dưỡng bí thư chi bộ với 143 đồng chí.", ["bí thư chi bộ"] * 2),
        ("Tin\nĐối với cán bộ cấp xã, tỉnh mở 31 lớp bồi dưỡng.", ["cán bộ cấp xã"]),
        ("Tin\nCử đi học tiến sĩ 3 người, thạc sĩ 15 người.", ["tiến sĩ", "thạc sĩ"]),
        ("Tập huấn cho hội viên\nLớp tiếng Khmer có 62 học viên.", ["Lớp tiếng Khmer"]),
        ("Tin\nTập huấn cho 300 lượt cán bộ xã.", ["cán bộ xã"]),
        ("Tin\nTập huấn cho 614 giáo viên tiểu học cốt cán.", ["giáo viên tiểu học cốt cán"]),
        ("Tin\nLớp bồi dưỡng cho đảng viên mới có 98 đồng chí thuộc 20 chi bộ.", ["đảng viên mới"]),
        ("Tin\nTập huấn cho 45 cán bộ môi trường.", ["cán bộ môi trường"]),
        ("Tin\nTập huấn cho 45 sĩ quan dự bị ở tỉnh.", ["sĩ quan dự bị"]),
        ("Tin\nMở 7 lớp bồi dưỡng ngạch chuyên viên với 412 người.", ["ngạch chuyên viên"] * 2),
        ("Tập huấn cho hội viên\nLớp tập huấn kéo dài 3 ngày.", ["hội viên"]),
        ("Tin\nKhai giảng lớp bồi dưỡng cho cán bộ xã.\nLớp có 60 học viên.", ["cán bộ xã"]),
        ("Tin\nLớp bồi dưỡng có 60 giáo viên, 5 người được khen thưởng.", ["giáo viên"] * 2),
    ],
)
def test_whom_a_figure_speaks_of(text, expected):
    assert [(note,) for note in expected] == found(text, "note")


@pytest.mark.parametrize("word", reference.aliases("qualifier"))
def test_the_words_of_an_audience_end_before_a_figure_with_any_qualifier(word):
    doc = sentences.document(f"Bồi dưỡng cán bộ xã và {word} năm chục tổ")
    start = doc.text.index("cán bộ")
    assert naming.noun_phrase(doc, start, len(doc.text), start + 1) == "cán bộ xã"
