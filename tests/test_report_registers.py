"""The reports on a register: the same numbers in both languages, [c] for what is hidden, in drawings too."""

from __future__ import annotations

import re

import notebook_page
import pandas as pd
import pytest
import register_files as files
import register_pages
import small_registers
import written
from drawn_texts import faults
from matplotlib.text import Text
from nbformat import read, v4

from analysis import paths
from analysis.data import register_counts
from analysis.errors import ParameterError
from analysis.measures import counts, register_grades
from analysis.pages import page as pages
from analysis.pages import selfcheck
from analysis.pages.blocks import Banner
from analysis.pages.tables import Special
from analysis.reports import register_grades as page
from analysis.reports.register_pages import about as about_register
from analysis.vocabulary import labels

HANOI = "synthetic-hanoi-class-2"
MAKERS = {"overview": "register_overview", "grades": "register_grades"}
CASES = [(register, name) for register in (HANOI, "oulad") for name in MAKERS]


@pytest.fixture(scope="module")
def blocks():
    made = {}

    def of(register, name, language):
        key = register, name, language
        if key not in made:
            shown = notebook_page.blocks(MAKERS[name], register=register, language=language)
            made[key] = list(shown.values())
        return made[key]

    return of


def _page(blocks, language):
    cells = []
    for block in blocks:
        data, metadata = block._repr_mimebundle_()
        output = v4.new_output("display_data", data=data, metadata=metadata)
        cells.append(v4.new_code_cell("", outputs=[output]))
    return pages.page(v4.new_notebook(cells=cells), "report", language)


@pytest.mark.parametrize("register, name", CASES)
def test_both_languages_state_the_same_numbers_and_each_stands_in_a_table(blocks, register, name):
    vi, en = (_page(blocks(register, name, language), language) for language in ("vi", "en"))
    assert selfcheck.page_numbers(vi) == selfcheck.page_numbers(en)
    assert selfcheck.unsupported_numbers(vi) + selfcheck.unsupported_numbers(en) == []


@pytest.mark.parametrize("register, name", CASES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("narrow", [True, False])
def test_no_text_of_a_chart_meets_another(blocks, register, name, language, narrow):
    drawn = [block for block in blocks(register, name, language) if block.kind == "chart"]
    assert [fault for block in drawn for fault in faults(block.draw(narrow))] == []


def test_a_synthetic_register_says_so_first(blocks):
    for name in MAKERS:
        title, notice, *_ = blocks(HANOI, name, "en")
        assert title.title.startswith("Synthetic register: ")
        assert notice.heading == "This register is synthetic"


def test_a_register_from_elsewhere_is_said_to_be_a_demonstration():
    told = {"en": "British students, open data: a demonstration", "vi": "Sinh viên Anh, dữ liệu mở: số liệu minh họa"}
    for language, heading in told.items():
        about = register_counts.about("oulad", language)
        what = labels.say("register_common.foreign_what", language)
        assert about_register.notice(about, language) == Banner(language, heading, (what,))
        assert about_register.notice(about | {"kind": "own"}, language) is None
        assert about_register.facts(about, 3).is_demonstration


PAGES = ("register_overview", "register_grades", "class_comparison", "form_10", "bulletin_against_register")
ATTACKS = {"en": "Attack run: each hidden count was solved for from everything that is published",
           "vi": "Phép thử tấn công đã chạy: mỗi số bị ẩn được giải từ tất cả những gì đã công bố"}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ATTACKS)
def test_each_page_on_a_register_says_which_attack_was_run(name, language):
    assert register_counts.about(HANOI)["attack"] == "solved"
    foot = notebook_page.blocks(name, register=HANOI, language=language)["footer"]
    assert foot.method.count(ATTACKS[language]) == 1


@pytest.mark.parametrize("language", ATTACKS)
def test_each_attack_has_a_sentence_of_its_own(language):
    kinds = ("none", "nothing", "exchanged", "solved", "replayed")
    said = {kind: labels.say(f"register_common.attack_{kind}", language, threshold="5") for kind in kinds}
    assert len(set(said.values())) == len(kinds)
    assert [kind for kind in kinds if "5" in said[kind]] == ["exchanged", "solved", "replayed"]


def test_few_learners_are_hidden_in_the_table_the_drawing_and_the_words(blocks):
    chart = next(block for block in blocks(HANOI, "grades", "en") if getattr(block, "key", "") == "grades")
    hidden = [row[0] for row in chart.table.rows if row[1] is Special.CONFIDENTIAL]
    assert hidden == ["Good (khá) or better"]
    assert "Good (khá) or better: learners confidential" in chart.alt
    assert chart.table.legend("en") == ("[c] confidential",)
    assert chart.note == (
        "Counts below 5, zero included, are hidden as [c]; some further cells are hidden so that they "
        "cannot be worked out from the published tables.",
    )


def test_hidden_grades_stand_together_as_what_the_others_leave(blocks):
    chart = next(block for block in blocks(HANOI, "grades", "en") if getattr(block, "key", "") == "grades")
    counts = {name: count for name, count, _ in chart.table.rows}
    assert counts["Good + Fairly good + Average + Fail"] == 256 - 38 - 114
    persons = next(block for block in blocks("oulad", "overview", "en") if getattr(block, "key", "") == "persons")
    assert [row[:2] for row in persons.table.rows][2:] == [
        ("3 or more classes", 28785 - 25247 - 3293),
        ("Total", 28785),
    ]


@pytest.mark.parametrize("narrow", [False, True])
def test_a_hidden_count_has_no_length(blocks, narrow):
    """Nothing is drawn for it but its symbol, which stands at the axis."""
    chart = next(block for block in blocks(HANOI, "grades", "en") if getattr(block, "key", "") == "grades")
    drawing = chart.draw(narrow)
    assert sum(patch.get_width() > 0 for ax in drawing.axes for patch in ax.patches) == 5
    (symbol,) = [text for text in drawing.findobj(Text) if text.get_text() == "[c]"]
    assert 0 <= symbol.get_position()[0] < symbol.axes.get_xlim()[1] / 50
    heaping = next(block for block in blocks(HANOI, "grades", "en") if getattr(block, "key", "") == "heaping")
    released = sum(row[1] is not Special.CONFIDENTIAL for row in heaping.table.rows)
    assert released == sum(patch.get_height() > 0 for ax in heaping.draw(narrow).axes for patch in ax.patches)


@pytest.mark.parametrize(
    ("register", "last", "ticks", "pooled"),
    [(HANOI, "10", ["0", "10", "20", "30", "40"], "4"), ("oulad", "100", ["0", "200", "400", "600"], "40")],
)
def test_marks_end_at_the_greatest_and_the_axis_is_even(blocks, register, last, ticks, pooled):
    heaping = next(block for block in blocks(register, "grades", "en") if getattr(block, "key", "") == "heaping")
    assert heaping.table.rows[-1][0] == last
    texts = [text for ax in heaping.draw(False).axes for text in ax.texts if text.get_ha() == "right"]
    assert [text.get_text() for text in texts] == ticks
    assert f"Apart on the left: all scores below {pooled} in one column." in heaping.note


def test_a_table_that_says_no_more_than_the_total_is_not_shown(blocks):
    """One class, one level and one year are one line of numbers, and no heading of the file is in a report."""
    keys = {name: [getattr(block, "key", "") for block in blocks(HANOI, name, "en")] for name in MAKERS}
    assert [key for key in keys["overview"] if key] == ["flow", "units"]
    assert [key for key in keys["grades"] if key] == ["grades", "heaping", "other_scales"]


def test_two_tables_with_the_same_numbers_are_one():
    """Each class in its year: by class and by year are the same numbers."""
    made = [
        counts.long(dimension, pd.DataFrame({"graded": [30, 40, 70]}, [*rows, "total"], dtype="Int64"),
                    {"graded": "graded"}, pd.Series(100, [*rows, "total"]), register_pages.published({}))
        for dimension, rows in (("class", "ab"), ("year", "cd"))
    ]  # fmt: skip
    assert set(counts.telling(made)["dimension"]) == {"class"}
    assert counts.telling([made[0].query("row != 'a'")]).empty


def test_those_who_failed_are_not_said_to_have_completed(blocks):
    flow = next(block for block in blocks("oulad", "overview", "en") if getattr(block, "key", "") == "flow")
    assert ("Finished (passed or failed)", 22437) in [row[:2] for row in flow.table.rows]
    assert flow.headline == "22,437 of 32,593 attendances were finished, passed or failed"


def test_one_class_has_its_own_report():
    shown = notebook_page.blocks("register_grades", register="oulad", register_class="AAA 2013J", language="en")
    assert shown["title"].title == "Pass or better: 278 of 323 graded learners (86.1%)"
    assert list(shown) == ["title", "notice", "tiles", "distribution", "not_said", "footer"]


def test_an_unknown_class_is_refused_with_the_nearest():
    with pytest.raises(ParameterError, match='register_class: "AAA 2013" is not known. Nearest: AAA 2013J'):
        register_grades.of_class(register_counts.published("oulad"), "AAA 2013")


@pytest.mark.parametrize(
    "rows",
    [
        [("Q", "A", "8", "Giỏi")] * 40,
        [("Q", "A", "8", "")] * 40,
        [("Q", class_code, "8", "Giỏi") for class_code in "ABC"],
    ],
    ids=["one mark", "no grade", "three classes of one"],
)
def test_a_register_of_which_nothing_may_be_told_still_has_its_pages(rows, tmp_path, monkeypatch):
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(small_registers.write(tmp_path / "r.csv", rows)))
    for name in ("register_overview", "register_grades", "class_comparison"):
        kinds = [block.kind for block in notebook_page.blocks(name, register="r", language="en").values()]
        assert (kinds[0], kinds[-1]) == ("title", "footer")


def test_a_name_in_the_column_of_units_is_on_no_page(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
    rows = [("Quận Mẫu", "A", "", "Giỏi")] * 12 + [("Huyện Mẫu", "A", "", "Khá")] * 11
    rows += [(small_registers.name(at), "A", "", "Khá") for at in range(6)]
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(small_registers.write(tmp_path / "r.csv", rows)))
    told = ""
    for language in ("vi", "en"):
        for report in ("register_overview", "register_grades", "form_10"):
            blocks = notebook_page.blocks(report, register="r", language=language).values()
            told += str([block._repr_mimebundle_() for block in blocks])
    told += written.said(tmp_path / "processed")
    assert told.count("Huyện Mẫu") > 1
    assert [at for at in range(6) if small_registers.name(at) in told] == []


@pytest.fixture
def own(monkeypatch, tmp_path):
    """The counts of a register of one class with so many learners of each label."""

    def made(**labels: int):
        said = [label for label, count in labels.items() for _ in range(count)]
        rows = [[at, f"Trần Mẫu {at}", 8, label, "x" if at < 9 else None] for at, label in enumerate(said)]
        headings = ("STT", "Họ và tên", "Điểm", "Xếp loại", "Khen thưởng")
        path = files.write_text(tmp_path / "own.csv", files.plain_rows(*rows, headings=headings))
        monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(path))
        monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
        return register_counts.published("own")

    return made


def test_a_register_so_small_that_every_mark_is_hidden_has_no_chart_of_marks(own):
    marks = register_grades.marks(own(Giỏi=9), "moet_25_2006")
    assert page.heaping(marks, register_counts.about("own", "en"), "en") is None


def test_where_the_number_of_graded_is_hidden_the_title_has_no_share(own):
    counted = own(XS=13, Giỏi=33, Khá=28)
    is_total = (counted["table"] == "grades") & (counted["column"] == "total")
    grades = register_grades.grades(counted.assign(count=counted["count"].mask(is_total)))
    title = page.title(grades, register_counts.about("own", "en"), "en")
    assert title.title == "Very good (giỏi) or better: 46 learners; how many were graded is confidential"
    assert "share" not in title.metadata()


def _unsaid(blocks, register, language="en"):
    return next(block for block in blocks(register, "grades", language) if block.kind == "prose").items


@pytest.mark.parametrize(
    ("language", "mean"),
    [
        ("en", "A mean [c] is confidential: it could reveal the marks of few learners."),
        ("vi", "Điểm trung bình [c] phải bảo mật vì có thể làm lộ điểm của một vài học viên."),
    ],
)
def test_where_only_means_are_hidden_nothing_is_said_of_counts(blocks, language, mean):
    said = [item for item in _unsaid(blocks, "oulad", language) if "[c]" in item]
    assert said == [mean]


def test_where_counts_are_hidden_that_is_said(blocks):
    assert "A cell [c] is a confidential count; it may be zero." in _unsaid(blocks, HANOI)


@pytest.mark.parametrize(
    ("register", "subtitle"),
    [("oulad", "From enrolment to result, the whole register"), (HANOI, "From enrolment to commendation")],
)
def test_the_steps_of_a_register_are_named_as_far_as_it_has_them(blocks, register, subtitle):
    flow = next(block for block in blocks(register, "overview", "en") if getattr(block, "key", "") == "flow")
    assert flow.subtitle.startswith(subtitle)


def one_more(table: str, row: str, column: str):
    """A change of one published count."""

    def edit(variables: dict) -> None:
        counted = variables["counts"]
        is_place = counted["dimension"].isin(("class", "")) & (counted["table"] == table)
        place = counted.index[is_place & (counted["row"] == row) & (counted["column"] == column)]
        assert len(place) == 1
        counted.loc[place, "count"] += 1

    return edit


EDITS = {
    "register_overview": (
        {"c2": one_more("flow", "total", "withdrawn")}, {"flow"}, {"oulad: flow total withdrawn 10157"}
    ),
    "register_grades": (
        {"c2": one_more("grades", "total", "fail")}, {"distribution"}, {"oulad: grades total fail 7053"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_a_changed_count_moves_what_rests_on_it_and_nothing_else(name):
    edits, moved, marks = EDITS[name]
    before = notebook_page.blocks(name, register="oulad", language="en")
    after, _ = notebook_page.run(name, edits, register="oulad", language="en")
    assert {key for key, block in before.items() if _told(after[key]) != _told(block)} >= moved
    marked = {key for key, block in after.items() if block is not None and block.edited}
    assert {mark for key in marked for mark in after[key].edited} == marks
    assert {key for key, block in before.items() if _told(after[key]) != _told(block)} <= marked
    for key in moved:
        assert str(after[key].drawings) != str(before[key].drawings)


def test_the_change_that_the_notebook_of_grades_suggests_contradicts_nothing():
    cells = read(paths.NOTEBOOKS / "register_grades.ipynb", as_version=4).cells
    (suggested,) = re.findall(r"`(counts\.loc.*?)`", next(cell.source for cell in cells if cell.id == "c3"))
    shown, variables = notebook_page.run("register_grades", {"c2": lambda own: exec(suggested, own)})  # noqa: S102
    found = variables["grades"].set_index("quantity")["count"]
    assert found["excellent"] + found["very_good"] == found["very_good_up"] == 160
    assert shown["title"].edited == tuple(
        f"{HANOI}: {cell}" for cell in ("grades total very_good 122", "cuts total very_good_up 160")
    )


def _told(block) -> str:
    """The sentences and the table of a block, without the mark of an edit."""
    texts = {name: text for name, text in block.texts().items() if name not in ("edited", "source", "alt")}
    columns = len(block.table.columns) - bool(block.edited) if hasattr(block, "table") else 0
    return str([texts, [row[:columns] for row in block.table.rows] if columns else ()])


@pytest.mark.parametrize("name", ["register_overview", "register_grades"])
def test_no_row_of_a_learner_and_no_fraction_is_in_a_frame(name):
    _, variables = notebook_page.run(name, register="oulad", language="en")
    made = {key: value for key, value in variables.items() if isinstance(value, pd.DataFrame)}
    assert len(made) >= 4
    for frame in made.values():
        assert "person_key" not in frame
        texts = frame.select_dtypes(["object", "str"])
        assert [column for column in texts if not texts[column].map(type).eq(str).all()] == []
