"""What a class was taught is checked on the way in, read as one frame, and makes the pages stale that show it."""

from __future__ import annotations

from pathlib import Path

import frozen
import notebook_page
import pytest
import statement_files
from statement_files import ROW, SHARE, SIDECAR
from topic_files import TOPIC, put

from analysis import paths
from analysis.batch import freshness
from analysis.batch.check import check
from analysis.data import processed, topics
from analysis.errors import DataError, ParameterError
from analysis.vocabulary import checksums

SAID = """open_list: một số chuyên đề mới … như
valued: được học viên đánh giá cao
translations: {en: {open_list: such as}}
"""


def _faults(path) -> list[str]:
    with pytest.raises(DataError) as caught:
        topics.read(path)
    return [str(fault).removeprefix(f"{path.parent}/") for fault in caught.value.faults]


def test_the_topics_of_the_bulletin_are_read_in_their_order():
    taught = processed.topics("hanoi-2023-11-04")
    assert taught[["topic_code", "order", "is_new", "locator"]].to_numpy().tolist() == [
        ["party_building", 1, False, "p8"],
        ["city_development", 2, False, "p8"],
        ["leadership_skills", 3, False, "p8"],
        ["cadre_work", 4, True, "p9"],
        ["e_government", 5, True, "p9"],
        ["new_rural", 6, True, "p9"],
        ["digital_leadership", 7, True, "p9"],
    ]
    assert set(taught["class_code"]) == {"hanoi_class_2"}
    assert set(taught["open_list"]) == {"một số chuyên đề mới … như"}
    assert set(taught["valued_en"]) == {"highly valued by the learners"}


def test_each_title_of_the_bulletin_stands_in_the_article(shared):
    path = frozen.STATEMENTS / "topics" / "hanoi-2023-11-04.csv"
    assert check([path], shared / "bulletins" / "hanoi-2023-11-04.txt")[0] == f"{paths.shown(path)}: 7 topics"


def test_a_source_without_topics_gives_an_empty_frame_with_the_same_columns_and_types():
    full, empty = processed.topics("hanoi-2023-11-04"), processed.topics("published-closings")
    assert len(empty) == 0
    assert list(empty.columns) == [*topics.FRAME_COLUMNS, "checksum"]
    assert empty.dtypes.astype(str).to_dict() == full.dtypes.astype(str).to_dict()


def test_a_source_that_is_not_known_is_refused():
    with pytest.raises(ParameterError) as caught:
        processed.topics("hanoi-2023-11-40")
    assert str(caught.value) == 'source: "hanoi-2023-11-40" is not known. Nearest: hanoi-2023-11-04.'


WRONG_ROWS = {
    "no code": ({"topic_code": ""}, "column topic_code: is empty. It is always filled."),
    "a code twice": (
        {"topic_code": "a"}, 'column topic_code: "a" is already the code of row 2. Give each row its own.',
    ),
    "a place twice": (
        {"order": "1"}, "column order: 1 is already the place of row 2 in hanoi_class_2. Give each its own."
    ),
    "no place": (
        {"order": "0"}, 'column order: "0" is no place in a list. Write 1 for the first topic of a class, 2, 3, …'
    ),
    "a class that is not known": (
        {"class_code": "hanoi_clas_2"},
        'column class_code: no class is called "hanoi_clas_2". Nearest: hanoi_class_2. Add class.hanoi_clas_2 to '
        "reference/labels.csv, or correct the row.",
    ),
    "no class": ({"class_code": ""}, "column class_code: is empty. It is always filled."),
    "no title": ({"title": ""}, "column title: is empty. It is always filled."),
    "no title in English": ({"title_en": ""}, "column title_en: is empty. It is always filled."),
    "too many words": ({"title": "a … " * 13}, "column title: has 13 words. Quote at most 12."),
    "neither new nor old": ({"is_new": "yes"}, 'column is_new: "yes" is neither true nor false.'),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_ROWS)
def test_a_wrong_row_is_refused_with_its_place_and_remedy(tmp_path, case):
    cells, sentence = WRONG_ROWS[case]
    path = put(tmp_path, TOPIC, TOPIC | {"topic_code": "b", "order": "2"} | cells)
    assert _faults(path) == [f"x.csv, row 3, {sentence}"]


def test_all_the_faults_of_a_file_and_of_its_sidecar_come_at_once(tmp_path):
    wrong = {"order": "", "is_new": "?"}
    path = put(tmp_path, TOPIC | wrong, TOPIC | wrong | {"topic_code": "b"}, sidecar=f"{SIDECAR}open: such as\n")
    assert [fault.partition(":")[0] for fault in _faults(path)] == [
        "x.csv, row 2, column order", "x.csv, row 2, column is_new",
        "x.csv, row 3, column order", "x.csv, row 3, column is_new", "x.source.yml",
    ]  # fmt: skip
    assert _faults(path)[-1] == 'x.source.yml: no key is called "open". Nearest: open_list.'


def test_the_words_of_the_text_in_a_sidecar_are_at_most_twelve(tmp_path):
    path = put(tmp_path, TOPIC, sidecar=f"{SIDECAR}open_list: {'a … ' * 13}\nvalued: {'a … ' * 12}\n")
    assert _faults(path) == ["x.source.yml, column open_list: has 13 words. Quote at most 12."]


def test_the_words_of_the_text_in_a_sidecar_stand_in_the_article(tmp_path, own_folder):
    statement_files.put(own_folder, ROW)
    put(own_folder, TOPIC | {"locator": ""}, sidecar=f"{SIDECAR}open_list: mới … như\nvalued: được đánh giá cao\n")
    (text := tmp_path / "a.txt").write_text("Các nội dung mới, như công tác cán bộ.", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        check([own_folder / "topics"], text)
    sentence = '"được đánh giá cao" does not stand in a.txt. Copy the words from it, or leave the quote empty.'
    assert [str(fault) for fault in caught.value.faults] == [
        f"{own_folder / 'topics' / 'x.source.yml'}, column valued: {sentence}"
    ]


def test_a_heading_that_is_not_known_is_named_with_the_nearest(tmp_path):
    path = put(tmp_path, TOPIC)
    path.write_text(path.read_text(encoding="utf-8").replace("title,", "titel,", 1), encoding="utf-8")
    assert _faults(path) == [
        "x.csv, row 1, column title: is missing. Add it to the heading.",
        'x.csv, row 1: no column is called "titel". Nearest: title.',
    ]


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (path := put(tmp_path, TOPIC)).write_bytes("topic_code\ngiỏi".encode("utf-16"))
    assert _faults(path) == ["x.csv: is not UTF-8. Save it as UTF-8."]


def test_a_place_is_counted_in_its_class(tmp_path):
    path = put(tmp_path, TOPIC, TOPIC | {"topic_code": "b", "class_code": "high_pool_2"})
    assert topics.read(path).frame()["order"].tolist() == [1, 1]


def test_ten_comes_after_nine(tmp_path):
    path = put(tmp_path, *(TOPIC | {"topic_code": f"t{at}", "order": str(at)} for at in (10, 9)))
    assert topics.frame([topics.read(path)])["order"].tolist() == [9, 10]


def test_the_words_of_a_sidecar_stand_in_each_row_and_in_english_where_it_has_them(tmp_path):
    made = topics.read(put(tmp_path, TOPIC, sidecar=SIDECAR + SAID)).frame()
    words = ["open_list", "open_list_en", "valued", "valued_en"]
    assert made.loc[0, words].tolist() == [
        "một số chuyên đề mới … như", "such as", "được học viên đánh giá cao", "được học viên đánh giá cao",
    ]  # fmt: skip


def test_a_changed_topic_is_an_edit_and_a_filter_is_none():
    taught = processed.topics("hanoi-2023-11-04")
    changed = taught.assign(title=taught["title"].replace("kỹ năng lãnh đạo", "kỹ năng", regex=True))
    assert not checksums.is_edited_topic(taught[taught["is_new"]]).any()
    assert changed.loc[checksums.is_edited_topic(changed), "topic_code"].tolist() == ["digital_leadership"]


@pytest.fixture
def source(own_folder):
    """A source with a folder of topics beside it."""
    statement_files.put(own_folder, ROW)
    return own_folder


def test_a_changed_file_of_topics_makes_stale_what_read_it(source):
    before = freshness.fingerprint("topics:x")
    processed.topics("x")
    assert processed.reads() == processed.reads() | {"topics:x": before}
    put(source, TOPIC)
    assert freshness.fingerprint("topics:x") != before
    assert len(processed.topics("x")) == 1


def test_a_source_that_was_not_asked_for_is_not_read(source):
    statement_files.put(source, ROW, name="y")
    put(source, TOPIC, name="y")
    processed.topics("x")
    assert "topics:y" not in processed.reads()


def test_the_page_of_a_class_rests_on_the_topics_of_its_own_sources_alone(source):
    """So a change of other topics makes no other page again, and a fault in them stops none."""
    taught = {"class_code": "hanoi_class_2"}
    statement_files.put(source, ROW | taught, SHARE | taught)
    put(source, TOPIC)
    other = {"class_code": "phuoc_son"}
    statement_files.put(source, ROW | other, SHARE | other, name="y")
    put(source, TOPIC | {"order": ""}, name="y")
    shown = notebook_page.blocks("grade_distribution", source="all", class_code="hanoi_class_2", language="en")
    assert len(shown["taught"].table.rows) == 1
    assert "topics:y" not in processed.reads()


def test_the_check_looks_at_topics_and_names_a_file_of_no_source(source):
    put(source, TOPIC)
    assert check([source])[-1] == f"{source / 'topics' / 'x.csv'}: 1 topics"
    put(source, TOPIC | {"order": ""}, name="z")
    with pytest.raises(DataError) as caught:
        check()
    assert f"{source / 'topics' / 'z.csv'}, row 2, column order: is empty. It is always filled." in str(caught.value)
    put(source, TOPIC, name="z")
    with pytest.raises(DataError) as caught:
        check()
    sentence = "is of no source: no file of statements has its name. Choose one of: x."
    assert [str(fault) for fault in caught.value.faults][0] == f"{source / 'topics' / 'z.csv'}: {sentence}"


def test_a_file_of_no_source_is_named_where_its_folder_or_itself_is_asked_for(source, monkeypatch):
    stray = put(source, TOPIC, name="z")
    monkeypatch.chdir(stray.parent)
    for chosen in (source, stray.parent, stray, Path("z.csv")):
        with pytest.raises(DataError) as caught:
            check([chosen])
        assert [fault.message for fault in caught.value.faults] == [
            "is of no source: no file of statements has its name. Choose one of: x."
        ]


def test_litter_among_the_topics_is_nobodys(source):
    put(source, TOPIC)
    (source / "topics" / "._x.csv").write_bytes(b"\x00\x05")
    (source / "topics" / "Thumbs.db").write_bytes(b"\x00\x05")
    assert len(processed.topics()) == 1
