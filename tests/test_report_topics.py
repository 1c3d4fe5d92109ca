"""What a class was taught, as its page and the overview show it."""

from __future__ import annotations

import pytest
import statement_files
from grade_pages import Page
from statement_files import ROW, SHARE, SIDECAR
from topic_files import TOPIC, put

from analysis.data import processed
from analysis.reports import topics
from analysis.vocabulary import labels


def test_the_page_of_the_class_says_what_it_was_taught_and_that_the_list_is_open():
    block = topics.taught(processed.topics("hanoi-2023-11-04"), "en")
    assert block.headline == "The text names 7 topics that Hà Nội class 2 was taught, 4 of them new"
    assert block.subtitle.endswith(
        "The list of new topics is open: “một số chuyên đề mới … như” (some new topics … such as)."
    )
    assert block.note == (
        "The words of the text, not a measurement. Of the new topics it says: “được học viên đánh giá cao” (highly "
        "valued by the learners).",
    )
    assert block.table.rows[0] == (
        "General knowledge of Party building", "“kiến thức chung về công tác xây dựng Đảng”", "no", "not said",
        "paragraph 8",
    )  # fmt: skip
    assert block.table.rows[-1][2:] == ("yes", "Central and city leaders", "paragraph 9")


def test_in_the_language_of_the_text_its_words_stand_once():
    block = topics.taught(processed.topics("hanoi-2023-11-04"), "vi")
    assert block.headline == "Bản tin nêu 7 nội dung mà Hà Nội lớp 2 đã học, trong đó có 4 chuyên đề mới"
    assert block.subtitle.endswith("danh sách mở: “một số chuyên đề mới … như”.")
    assert block.table.rows[3] == (
        "“Công tác cán bộ … Chỉ thị … kỷ cương, kỷ luật”", "có", "lãnh đạo Trung ương, thành phố", "đoạn 9",
    )  # fmt: skip


@pytest.mark.parametrize("language", labels.languages())
@pytest.mark.parametrize(("class_code", "is_shown"), [("hanoi_class_2", True), ("an_lao_2016", False), ("all", False)])
def test_a_class_of_which_no_topic_is_named_has_no_such_block(class_code, is_shown, language):
    assert (Page(class_code=class_code, language=language).taught() is not None) is is_shown


def test_a_changed_topic_is_not_quoted_and_the_block_is_marked():
    taught = processed.topics("hanoi-2023-11-04")
    edited = topics.taught(taught.assign(title=taught["title"].replace("phát triển", "phát huy", regex=True)), "en")
    assert edited.edited == ("hanoi-2023-11-04/city_development: phát huy kinh tế - xã hội của thành phố",)
    assert edited.table.rows[1][1] == "phát huy kinh tế - xã hội của thành phố"
    assert topics.taught(taught[taught["is_new"]], "en").edited == ()


@pytest.fixture
def source(own_folder):
    statement_files.put(own_folder, ROW, SHARE | {"class_code": "hanoi_class_2"})
    return own_folder


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        ([TOPIC | {"is_new": ""}], "The text names one topic that Hà Nội class 2 was taught"),
        ([TOPIC | {"is_new": ""}, TOPIC | {"topic_code": "b", "order": "2", "is_new": ""}],
         "The text names 2 topics that Hà Nội class 2 was taught"),
    ],
)  # fmt: skip
def test_a_list_without_new_topics_says_of_itself_what_the_text_says(source, rows, headline):
    put(source, *rows, sidecar=f"{SIDECAR}open_list: gồm\nvalued: rất hay\n")
    block = topics.taught(processed.topics("x"), "en")
    assert block.headline == headline
    assert block.subtitle.endswith("The list is open: “gồm”.")
    assert block.note == ("The words of the text, not a measurement. Of the topics it says: “rất hay”.",)


def test_where_the_text_says_nothing_of_its_list_the_page_says_nothing(source):
    put(source, TOPIC | {"given_by": "Giảng viên trường", "locator": ""})
    block = topics.taught(processed.topics("x"), "en")
    assert (block.subtitle, block.note) == ("What the class was taught, as far as the text names it.", ())
    assert block.table.rows[0][3:] == ("Giảng viên trường", "not said")


def test_topics_of_two_classes_name_the_class_of_each(source):
    put(source, TOPIC, TOPIC | {"topic_code": "b", "class_code": "high_pool_2"})
    block = topics.taught(processed.topics("x"), "en")
    assert block.headline == "The text names 2 topics that Hà Nội class 2, Hà Nội pool 2 was taught, 2 of them new"
    assert [row[2] for row in block.table.rows] == ["Hà Nội class 2", "Hà Nội pool 2"]


def test_a_page_cites_the_text_of_its_topics_beside_that_of_its_figures(source):
    page = Page("x", "hanoi_class_2", language="en")
    before = page.footer()
    put(source, TOPIC, sidecar=SIDECAR.replace("A closing", "The programme"))
    page.taught()
    after = page.footer()
    assert [note.title for note in before.sources] == ["A closing"]
    assert [note.title for note in after.sources] == ["A closing", "The programme"]
    assert before.data_hash != after.data_hash


def test_one_text_of_figures_and_topics_is_named_once():
    page = Page("hanoi-2023-11-04", "hanoi_class_2", language="en")
    page.taught()
    titles = [note.title for note in page.footer().sources]
    assert len(set(titles)) == len(titles)
