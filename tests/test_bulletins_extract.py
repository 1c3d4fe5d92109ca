"""What the extraction tells apart, on sentences composed for it, and the rows of the Hanoi bulletin."""

import csv

import frozen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import paths
from analysis.data import statements
from analysis.data.bulletins import COLUMNS, extract, reading
from analysis.vocabulary import figures

SHARED = paths.ROOT.parent / "shared" / "bulletins"
HANOI = frozen.STATEMENTS / "hanoi-2023-11-04.csv"
CLASS = "Bế giảng lớp bồi dưỡng cán bộ\n"


def found(text, *columns):
    """The named columns of the proposals; one column gives a plain list."""
    rows = [tuple(getattr(row, column) for column in columns) for row in extract(text)]
    return [row[0] for row in rows] if len(columns) == 1 else rows


def test_the_columns_are_those_of_a_statements_file_and_then_the_place():
    assert (*statements.COLUMNS, "start", "end", "sentence", "confidence", "reason", "repeats") == COLUMNS
    assert tuple(statements.Statement.model_fields) == statements.COLUMNS


@pytest.mark.skipif(not SHARED.exists(), reason="the texts of the press are not part of the repository")
def test_the_hanoi_bulletin_gives_exactly_the_curated_rows():
    alike = ("printed", "measure_code", "grade_code", "at_or_above", "unit_code", "mode_code", "level_code", "quote")
    with HANOI.open(encoding="utf-8", newline="") as file:
        curated = list(csv.DictReader(file))
    rows = extract(reading.read(SHARED / "hanoi-2023-11-04.txt"))
    assert [tuple(row[name] for name in alike) for row in curated] == [
        tuple(getattr(row, name) for name in alike) for row in rows
    ]
    order = {row["statement_code"]: place for place, row in enumerate(curated)}
    ours = {row.statement_code: place for place, row in enumerate(rows)}
    assert [order.get(row["base"]) for row in curated] == [ours.get(row.base) for row in rows]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ngày 12-5, các học viên dự lễ.",
        "Thực hiện Nghị quyết số 15-NQ/TW nhiệm kỳ 2025-2030 về bồi dưỡng cán bộ.",
        "Lớp bồi dưỡng kiến thức cho cán bộ đối tượng 3 khóa 12 đã kết thúc.",
        "Tập huấn với kinh phí 10,3 tỷ đồng tại 9/10 huyện.",
        "Hàng trăm cán bộ được bồi dưỡng.",
        "Học viên cần IELTS 5.5 để học lớp thứ hai.",
        "Đảng bộ kết nạp 120 đảng viên và bầu 45 đồng chí.",
        "Trung tâm có thể đón 800 - 1.000 lượt khách sau khi được tập huấn.",
        "Hội thao có 3.300 người tham gia cổ vũ.",
        "98% công chức hoàn thành tốt nhiệm vụ.",
        "Dự án đạt 150% chỉ tiêu.",
        "Trường có 25 trường học với 900 học sinh các lớp.",
        "Trong tổng số 350.000 giáo viên có nhiều người trẻ tham gia lớp học.",
        "Có 12 sĩ quan được cử đi làm nhiệm vụ sau huấn luyện.",
        "Tập huấn 1,000 học viên.",
    ],
)
def test_what_is_no_figure_of_training_is_left_out(sentence):
    assert found(CLASS + sentence, "printed") == []


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("Huyện mở 2 lớp cho 160 học viên.", [("2", "class"), ("160", "person")]),
        ("Tập huấn cho gần 17.000 lượt người trong 03 ngày.", [("gần 17.000", "attendance"), ("03", "day")]),
        ("Có hai lớp tập huấn.", [("hai", "class")]),
        ("Đã bồi dưỡng một nghìn hai trăm cán bộ.", [("một nghìn hai trăm", "person")]),
        ("Tập huấn cho từ 250 - 300 sinh viên.", [("từ 250 - 300", "person")]),
        ("Tập huấn cho trên dưới 200 kiểm ngư viên.", [("trên dưới 200", "person")]),
        ("Khóa 1 là 150 học viên.", [("150", "person")]),
        ("Số học viên được cấp chứng chỉ: 94.", [("94", "person")]),
        ("Có 70/72 học viên tốt nghiệp.", [("70", "person")]),
        ("Có 14,6 % học viên đạt loại giỏi.", [("14,6 %", "percent")]),
    ],
)
def test_the_figure_keeps_its_qualifier_and_leaves_its_unit_out(sentence, expected):
    assert expected == found(CLASS + sentence, "printed", "unit_code")


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("Dự kiến cử 60 cán bộ đi học nhưng thực tế chỉ còn 50 người tham gia khóa học.", ["planned", "enrolled"]),
        ("Học viện tiếp nhận 300 học viên và đã đào tạo 80 cán bộ.", ["enrolled", "trained"]),
        ("Có 45 học viên hoàn thành chương trình.", ["completed"]),
        ("Có 22 học viên được tặng Giấy khen.", ["commended"]),
        ("Trao chứng nhận cho 70 học viên và tặng giấy khen cho 07 học viên.", ["completed", "commended"]),
        ("Theo kế hoạch, tỉnh sẽ mở 45 lớp.", ["planned"]),
        ("Tập huấn kỹ năng tư vấn việc làm cho 50 cán bộ.", ["trained"]),
    ],
)
def test_the_measure_follows_the_nearest_cue(sentence, expected):
    assert expected == found("Tin\n" + sentence, "measure_code")


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("Có 98% học viên đạt từ khá trở lên.", [("good", "true")]),
        ("100% học viên đạt loại khá, giỏi.", [("very_good+good", "false")]),
        ("5 học viên loại giỏi, 20 loại khá, 2 loại trung bình khá.",
         [("very_good", "false"), ("good", "false"), ("fairly_good", "false")]),
        ("30 học viên xếp loại giỏi (48,4%).", [("very_good", "false"), ("very_good", "false")]),
        ("Có 29 học viên đều là bác sĩ tốt nghiệp loại khá trở lên.", [("", "")]),
    ],
)  # fmt: skip
def test_the_grade_is_a_result_and_no_condition_of_entry(sentence, expected):
    assert expected == found(CLASS + sentence, "grade_code", "at_or_above")


def test_a_share_is_linked_to_its_base_across_sentences():
    rows = extract(CLASS + "Lớp có 62 học viên. Kết quả: 98% đạt loại khá; 5 học viên được tặng giấy khen.")
    assert [(row.printed, row.base) for row in rows] == [("62", ""), ("98%", "s01"), ("5", "s01")]


def test_a_base_that_the_text_leaves_open_stays_empty():
    rows = extract(CLASS + "Lớp một có 71 đồng chí học tập; lớp hai có 316 đồng chí. Có 75% đạt loại khá.")
    assert (rows[-1].printed, rows[-1].base) == ("75%", "")


def test_a_part_is_counted_as_its_whole_is():
    rows = extract("Tin\nCó 81 học viên nhập học, trong đó có 51 giáo viên trong biên chế và 30 giáo viên hợp đồng.")
    assert [(row.printed, row.measure_code, row.base) for row in rows] == [
        ("81", "enrolled", ""),
        ("51", "enrolled", "s01"),
        ("30", "enrolled", "s01"),
    ]


def test_a_figure_of_title_and_body_is_one_row_that_stands_in_the_body():
    [row] = extract("Tập huấn cho 687 cán bộ\nĐã tập huấn cho 687 cán bộ xã.")
    assert (row.locator, row.repeats) == ("p1", "13-16")


def test_an_unknown_audience_stays_in_its_own_words():
    assert found("Tin\nTập huấn cho 248 chủ tịch công đoàn cơ sở.", "level_code", "note") == [
        ("", "chủ tịch công đoàn cơ sở")
    ]


def test_a_level_of_hanoi_is_not_forced_on_another_place():
    sentence = "\nBồi dưỡng cho 70 cán bộ diện Ban Thường vụ Thành ủy quản lý."
    assert found("Hà Nội: bế giảng" + sentence, "level_code") == ["city_managed"]
    assert found("Đà Nẵng: bế giảng" + sentence, "level_code") == [""]


def test_a_level_that_is_one_of_several_is_not_that_of_the_figure():
    one, other = "bí thư, phó bí thư cấp xã", "trưởng phòng, chủ tịch hội, bí thư, phó bí thư cấp xã"
    assert found(f"Tin\nTập huấn cho 120 {one}.", "level_code", "note") == [("commune_secretary", "")]
    assert found(f"Tin\nTập huấn cho 120 {other}.", "level_code", "note") == [("", other)]


def test_old_and_new_tone_marks_and_nfd_read_alike():
    import unicodedata

    text = CLASS + "Khoá học có 45 học viên, trên 98% đạt loại giỏi."
    assert extract(text) == extract(unicodedata.normalize("NFD", text))
    assert found(text, "printed") == found(text.replace("Khoá", "Khóa"), "printed")


def test_a_text_without_words_proposes_nothing():
    assert extract("") == [] == extract(" \n\n ")


WORDS = st.sampled_from(
    ["5", "25", "1.000", "98%", "hơn", "gần", "học viên", "người", "lớp", "ngày", "khá", "giỏi", "trở lên", "đạt",
     "loại", "cho", ",", ";", ".", "\n", "("]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=40).map(" ".join)))
def test_every_proposal_stands_where_it_says(text):
    clean = reading.nfc(text)
    rows = extract(text)
    for row in rows:
        assert clean[row.start : row.end] == row.printed
        assert row.quote in clean
        assert len(row.quote.split()) <= 12
        figures.parse(row.printed)
    assert [row.start for row in rows] == sorted({row.start for row in rows})
