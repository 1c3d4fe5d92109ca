"""The reports on a register: the same numbers in both languages, [c] for what is hidden, in drawings too."""

from __future__ import annotations

import pytest
import register_files as files
import small_registers
import written
from matplotlib.text import Text
from nbformat import v4

from analysis import paths
from analysis.charts import lettering
from analysis.data import register_counts
from analysis.errors import ParameterError
from analysis.pages import page, selfcheck
from analysis.pages.blocks import TableBlock
from analysis.pages.tables import Column, ReportTable, Special
from analysis.reports import bulletin_against_register, class_comparison, form_10, register_grades, register_overview
from analysis.reports.register_pages import lists
from analysis.vocabulary import labels

HANOI = "synthetic-hanoi-class-2"
MAKERS = {"overview": register_overview.open_report, "grades": register_grades.open_report}
CASES = [(register, name) for register in (HANOI, "oulad") for name in MAKERS]


@pytest.fixture(scope="module")
def blocks():
    made = {}

    def of(register, name, language):
        key = register, name, language
        if key not in made:
            made[key] = MAKERS[name](register, language=language).blocks()
        return made[key]

    return of


def _page(blocks, language):
    cells = []
    for block in blocks:
        data, metadata = block._repr_mimebundle_()
        output = v4.new_output("display_data", data=data, metadata=metadata)
        cells.append(v4.new_code_cell("", outputs=[output]))
    return page.page(v4.new_notebook(cells=cells), "report", language)


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
    assert [fault for block in drawn for fault in lettering.faults(block.draw(narrow))] == []


def test_a_synthetic_register_says_so_first(blocks):
    for name in MAKERS:
        title, notice, *_ = blocks(HANOI, name, "en")
        assert title.title.startswith("Synthetic register: ")
        assert notice.heading == "This register is synthetic"


PAGES = {
    "register_overview": register_overview.open_report,
    "register_grades": register_grades.open_report,
    "class_comparison": class_comparison.open_report,
    "form_10": form_10.open_report,
    "bulletin_against_register": lambda register, language: bulletin_against_register.open_report(
        "hanoi-2023-11-04", "all", register, language
    ),
}
ATTACKS = {"en": "Attack run: each hidden count was solved for from everything that is published",
           "vi": "Phép thử tấn công đã chạy: mỗi số bị ẩn được giải từ tất cả những gì đã công bố"}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ATTACKS)
def test_each_page_on_a_register_says_which_attack_was_run(name, language):
    assert register_counts.about(HANOI)["attack"] == "solved"
    (foot,) = [block for block in PAGES[name](HANOI, language=language).blocks() if block.kind == "footer"]
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
    assert "Good (khá) or better: [c]" in chart.alt
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
    assert released == sum(len(ax.patches) for ax in heaping.draw(narrow).axes)


@pytest.mark.parametrize(
    ("register", "last", "ticks", "pooled"),
    [(HANOI, "10", ["0", "10", "20", "30", "40"], "4"), ("oulad", "100", ["0", "200", "400", "600"], "40")],
)
def test_marks_end_at_the_greatest_and_the_axis_is_even(blocks, register, last, ticks, pooled):
    heaping = next(block for block in blocks(register, "grades", "en") if getattr(block, "key", "") == "heaping")
    assert heaping.table.rows[-1][0] == last
    shown = [text.get_text() for text in heaping.draw(False).findobj(Text) if text.get_ha() == "right"]
    assert [text for text in shown if text] == ticks
    assert f"Apart on the left: all scores below {pooled} in one column." in heaping.note


def test_a_table_that_says_no_more_than_the_total_is_not_shown(blocks):
    """One class, one level and one year are one line of numbers, and no heading of the file is in a report."""
    keys = {name: [getattr(block, "key", "") for block in blocks(HANOI, name, "en")] for name in MAKERS}
    assert [key for key in keys["overview"] if key] == ["flow", "units"]
    assert [key for key in keys["grades"] if key] == ["grades", "heaping", "other_scales"]


def test_two_tables_with_the_same_numbers_are_one():
    """Each class in its year: by class and by year are the same numbers."""
    columns = (Column("name", "Name"), Column("n", "N", "count"))
    made = [
        TableBlock(key=key, language="en", headline="", subtitle="", sources=(),
                   table=ReportTable(key, columns, ((f"{key} 1", 30), (f"{key} 2", 40), ("Total", 70))))
        for key in ("class", "year")
    ]  # fmt: skip
    assert list(lists.telling([made[0], None, made[1]])) == ["class"]


def test_those_who_failed_are_not_said_to_have_completed(blocks):
    flow = next(block for block in blocks("oulad", "overview", "en") if getattr(block, "key", "") == "flow")
    assert ("Finished (passed or failed)", 22437) in [row[:2] for row in flow.table.rows]
    assert flow.headline == "22,437 of 32,593 attendances were finished, passed or failed"


def test_one_class_has_its_own_report():
    report = register_grades.open_report("oulad", "AAA 2013J", "en")
    assert report.title().title == "Pass or better: 278 of 323 graded learners (86.1%)"
    assert report.heaping() is None


def test_an_unknown_class_is_refused_with_the_nearest():
    with pytest.raises(ParameterError, match="Nearest: AAA 2013J"):
        register_grades.open_report("oulad", "AAA 2013")


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
    for made in (
        register_overview.open_report("r", "en"),
        register_grades.open_report("r", "all", "en"),
        class_comparison.open_report("r", language="en"),
    ):
        kinds = [type(block).__name__ for block in made.blocks()]
        assert (kinds[0], kinds[-1]) == ("Title", "Footer")


def test_a_name_in_the_column_of_units_is_on_no_page(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
    rows = [("Quận Mẫu", "A", "", "Giỏi")] * 12 + [("Huyện Mẫu", "A", "", "Khá")] * 11
    rows += [(small_registers.name(at), "A", "", "Khá") for at in range(6)]
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(small_registers.write(tmp_path / "r.csv", rows)))
    told = ""
    for language in ("vi", "en"):
        reports = (register_overview.open_report("r", language), register_grades.open_report("r", "all", language))
        blocks = [block for report in (*reports, form_10.open_report("r", language)) for block in report.blocks()]
        told += str([block._repr_mimebundle_() for block in blocks])
    told += written.said(tmp_path / "processed")
    assert told.count("Huyện Mẫu") > 1
    assert [at for at in range(6) if small_registers.name(at) in told] == []


@pytest.fixture
def own(monkeypatch, tmp_path):
    """The report on grades of a register of one class with so many learners of each label."""

    def made(**labels: int):
        said = [label for label, count in labels.items() for _ in range(count)]
        rows = [[at, f"Trần Mẫu {at}", 8, label, "x" if at < 9 else None] for at, label in enumerate(said)]
        headings = ("STT", "Họ và tên", "Điểm", "Xếp loại", "Khen thưởng")
        path = files.write_text(tmp_path / "own.csv", files.plain_rows(*rows, headings=headings))
        monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(path))
        monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
        return register_grades.open_report("own", language="en")

    return made


def test_a_register_so_small_that_every_mark_is_hidden_has_no_chart_of_marks(own):
    assert own(Giỏi=9).heaping() is None


def test_where_the_number_of_graded_is_hidden_the_title_has_no_share(own):
    report = own(XS=13, Giỏi=33, Khá=28)
    vars(report)["row"] = report.row.mask(report.row.index == "total")
    title = report.title()
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
